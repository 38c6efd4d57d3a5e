"""What the desk changes: each function takes what a page sent, and returns a part of a page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from briefs import api
from briefs.checks import REVIEWS_LOCK, mark_reviewed, read_reviews_lock, reviews_lock_text
from briefs.content import Change, LeftOutReason, change_values, is_language, splice_texts
from briefs.desk import edits
from briefs.desk.forms import Field, fields_of
from briefs.desk.items import Item, find_item, whole_file
from briefs.desk.reading import missing, render
from briefs.desk.state import Files, text_of
from briefs.desk.views import Views
from briefs.ingest import ID, Request
from briefs.problems import Problem, fill
from briefs.pull import pull_edits

MOST_PULLED = 8  # documents from Word that are kept until something is taken of them


class Form(BaseModel):
    """A form that was filled: the address of its item, the data that it showed, and its values."""

    address: str
    shown: dict[str, Any]
    values: dict[str, str]


class Shown(BaseModel):
    """That a brief is to show a statement, or to show it no more."""

    brief: str
    reference: str
    shown: bool


class LeftOut(BaseModel):
    """That no statement cites a paragraph of a source, and why."""

    article: str
    paragraph: int
    why: LeftOutReason


class Reviewed(BaseModel):
    """That the languages of the texts of an item were compared."""

    address: str


class Taken(BaseModel):
    """The paths of texts whose edits are taken over from a Word document."""

    key: str
    paths: list[str]


class Nothing(BaseModel):
    """A request that says nothing more than its address."""


def try_form(views: Views, sent: Form) -> Response:
    """Return the problems that a form would have if it were saved; nothing is written."""
    made = edits.edit(views.snapshot, sent.address, sent.shown, sent.values)
    if made is None:
        return JSONResponse([])
    problems = [vars(views.told(problem)) for problem in made.problems]
    if made.after != made.before:
        snapshot = views.state.now({made.path: made.after})
        later = Views(views.state, snapshot, views.words)
        item = find_item(snapshot.library, made.address)
        problems += [vars(one) for one in later.told_of(item, snapshot.problems)] if item else []
    return JSONResponse(problems)


def save_form(views: Views, sent: Form) -> Response:
    """Save a form, unless its file has changed in the same place; return the item as it is then."""
    made = edits.edit(views.snapshot, sent.address, sent.shown, sent.values)
    if made is None:
        return missing(views)
    if made.conflicts or made.problems:
        item = find_item(views.library, sent.address)
        conflicts = [told_conflict(views, item, one) for one in made.conflicts if item]
        return refused(views, made.problems, conflicts)
    note = "nothing-changed"
    if made.after != made.before:
        views.state.save({made.path: (made.before, made.after)})
        note = "saved"
    return item_now(views, made.address, note)


def item_now(views: Views, address: str, note: str) -> Response:
    """Show an item as it is after a save, with a word on what was done."""
    later = Views(views.state, views.state.now(), views.words)
    panel = later.panel(address)
    return render(later, "item.html", item=panel, note=note) if panel else missing(later)


def told_conflict(views: Views, item: Item, one: edits.Conflict) -> dict[str, Any]:
    """Return what a template needs of a conflict: its field and its three sides, in words."""
    fields = {field.name: field for field in fields_of(item, views.snapshot.languages)}
    field = fields.get(one.name) or Field(one.name, "line")  # such as a whole date
    names = dict(views.names(field.names))

    def words(value: Any) -> str:
        if isinstance(value, Mapping):
            return " · ".join(
                f"{views.words.key(key)}: {words(part)}" for key, part in value.items()
            )
        if isinstance(value, list):
            return ", ".join(map(words, value))
        if value is None or field.kind == "text":
            return str(value or "–")
        return names.get(str(value)) or views.words.choice(str(value))

    return {
        "name": one.name,
        "label": views.words.key(field.key if field.key != field.language else item.key),
        "lang": field.language,
        "there": one.there,
        "sides": [
            ("was", words(one.shown)),
            ("there", words(one.there)),
            ("yours", words(one.typed)),
        ],
    }


def refused(
    views: Views, problems: Iterable[Problem], conflicts: Sequence[Mapping[str, Any]] = ()
) -> Response:
    """Show why nothing was saved."""
    told = [*map(views.told, problems)]
    return render(views, "refused.html", 409, conflicts=conflicts, problems=told)


def change_item(views: Views, item: Item | None, changes: list[Change]) -> Response:
    """Save some changes in the file of an item."""
    before = text_of(Path(item.file.file)) if item else None
    if item is None or before is None:
        return missing(views)
    after, problems = change_values(before, item.file.file, changes)
    if problems:
        return refused(views, problems)
    if after != before:
        views.state.save({Path(item.file.file): (before, after)})
    return Response(status_code=204)


def show(views: Views, sent: Shown) -> Response:
    """Show a statement in a brief, or show it no more."""
    item = whole_file(views.library, f"briefs/{sent.brief}")
    if item is None or sent.reference not in views.library.statements:
        return missing(views)
    return change_item(views, item, edits.show_in(item, sent.reference, sent.shown))


def leave_out(views: Views, sent: LeftOut) -> Response:
    """Put a paragraph of a source under a reason for which no statement cites it."""
    item = whole_file(views.library, f"articles/{sent.article}")
    article = views.library.articles.get(sent.article)
    if item is None or article is None or not 1 <= sent.paragraph <= article.paragraphs:
        return missing(views)
    return change_item(views, item, edits.leave_out(item, sent.paragraph, sent.why))


def reviewed(views: Views, sent: Reviewed) -> Response:
    """Record that the languages of the texts of an item were reviewed together."""
    path = views.library.folder / REVIEWS_LOCK
    if find_item(views.library, sent.address) is None:
        return missing(views)
    known = read_reviews_lock(views.library.folder)
    lock = mark_reviewed(views.library, known, [sent.address])
    views.state.save({path: (text_of(path), reviews_lock_text(lock))})
    return item_now(views, sent.address, "marked-reviewed")


def undo(views: Views, _sent: Nothing) -> Response:
    """Undo the last save; say what became of it."""
    return JSONResponse({"message": views.words.tell(views.state.undo())})


def read_word(views: Views, data: bytes, words: Mapping[str, str]) -> Response:
    """Show the edits of a Word document, to choose what is taken over."""
    name = Path(words.get("name", "")).name or "document.docx"
    report = pull_edits(data, name, views.library)
    pulled = views.state.pulled
    key = str(max(map(int, pulled), default=0) + 1)
    texts = [one for one in report.edits if one.kind == "text" and one.current is not None]
    pulled[key] = {one.path: (one.current, one.edited) for one in texts if one.current is not None}
    for old in sorted(pulled, key=int)[:-MOST_PULLED]:
        del pulled[old]
    told = [views.told(problem) for problem in report.problems]
    others = [one for one in report.edits if one not in texts]
    return render(views, "edits.html", edits=texts, others=others, problems=told, key=key)


def take(views: Views, sent: Taken) -> Response:
    """Write the chosen edits of a Word document into their files."""
    known = views.state.pulled.get(sent.key, {})
    chosen = [known[path] for path in sent.paths if path in known]
    files: Files = {}
    problems: list[Problem] = []
    for file in dict.fromkeys(current.file for current, _ in chosen):
        path = Path(file)
        before = text_of(path)
        if before is not None:
            own = [(current, text) for current, text in chosen if current.file == file]
            after, refused = splice_texts(before, own)
            problems += refused
            files |= {path: (before, after)} if after != before else {}
    if files:
        views.state.save(files)
    told = [views.told(problem) for problem in problems]
    return render(views, "taken.html", 409 if told else 200, problems=told)


def new_source(views: Views, data: bytes, words: Mapping[str, str]) -> Response:
    """Import a source as a new article; show its problems, or go to it."""
    design, places = views.snapshot.design, views.state.places
    asked, language = words.get("id", ""), words.get("language", "")
    name = Path(words.get("name", "")).name or "source.txt"
    problems: list[Problem] = []
    if asked and not ID.fullmatch(asked):
        message = fill("an id is lower-case words joined by hyphens")
        hint = fill("give it one, such as nile-talks, or none")
        problems.append(Problem(name, 0, 0, "id-malformed", message, hint))
    if language and not (language.isalpha() and is_language(language)):
        message = fill("“{word}” is no code of a language, such as ar", word=language)
        hint = fill("write the ISO 639 code of the language, such as en, ar or fr")
        problems.append(Problem(name, 0, 0, "language-unknown", message, hint))
    if problems or design is None:
        return render(views, "problems.html", 409, problems=[*map(views.told, problems)])
    request = Request(name, datetime.now(UTC).date(), asked, language)
    folders = (views.library.folder / "articles", places.sources)
    there = {path for folder in folders for path in folder.glob("*")}
    files, problems = api.import_source(data, request, views.library, design, places.sources)
    if not files:
        return render(views, "problems.html", 409, problems=[*map(views.told, problems)])
    # What was there already, with the same text, is not ours to delete.
    new = {path: text_of(path) for path in files if path not in there}
    views.state.remember({path: (None, text) for path, text in new.items() if text is not None})
    return JSONResponse({"address": f"/source/{files[0].stem}"})
