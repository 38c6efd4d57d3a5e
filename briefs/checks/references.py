"""Checks that what one part of the content says of another is true: ids, references, paragraphs."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from briefs.content import (
    VALID_ID,
    Article,
    Brief,
    KeyPath,
    Library,
    Position,
    YamlFile,
    country_hint,
    is_country,
    leaves,
    statements_of,
)
from briefs.design import CheckContext
from briefs.limits import LONGEST_ID
from briefs.messages import Template, counted
from briefs.problems import Problem, closest, fill, nearest

SHARED_LISTS = {  # file → its lists, between which ids are unique
    "people.yaml": ("people", "organisations"),
    "topics.yaml": ("topics",),
    "contradictions.yaml": ("contradictions",),
}

# The keys of a brief whose lists name statements.
REFERENCE_LISTS = {"evidence", "against", "positions", "stances", "show"}
PORTS = {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
RESERVED = {"con", "prn", "aux", "nul"} | PORTS  # by Windows, whatever the ending

# A name in a file: its kind, its path of keys, itself, and the names of its kind that exist.
UNKNOWN = {  # the message by the kind of what is named
    "contradiction": Template("unknown contradiction “{name}”"),
    "edition": Template("unknown edition “{name}”"),
    "person": Template("unknown person or organisation “{name}”"),
    "statement": Template("unknown statement “{name}”"),
    "template": Template("unknown template “{name}”"),
    "topic": Template("unknown topic “{name}”"),
}
Named = tuple[str, KeyPath, str, Collection[str]]


def ids(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report ids that are not unique in their file, and articles and briefs not named as theirs."""
    parts: Iterator[Article | Brief] = chain(library.articles.values(), library.briefs.values())
    for part in parts:
        file = library.file_of(part)
        written = file.data.get("id") if ("id",) in file.places else part.id
        if written != part.id:  # the id of the part is the name of the file
            message = fill(
                "the id “{written}” is not the file’s name “{id}”", written=written, id=part.id
            )
            hint = fill("write id: {id}", id=part.id)
            if not VALID_ID.fullmatch(part.id):
                hint = fill("rename the file to “{name}”", name=f"{written}.yaml")
            yield file.problem(("id",), "id-not-file-name", message, hint)
        if part.id in RESERVED:
            message = fill("Windows has no files that are named “{id}”", id=part.id)
            hint = fill("choose another id, and rename the file too")
            yield file.problem(("id",), "id-malformed", message, hint)
        elif len(part.id) > LONGEST_ID:
            message = fill(
                "the id has {count} characters; {most} is the most",
                count=len(part.id),
                most=LONGEST_ID,
            )
            hint = fill("choose another id, and rename the file too")
            yield file.problem(("id",), "id-malformed", message, hint)
    for article in library.articles.values():
        statements = ((ref.item.id, (*ref.path, "id")) for ref in statements_of(article))
        yield from repeated(library.file_of(article), statements)
    for name, keys in SHARED_LISTS.items():
        if name not in library.unread:
            file = library.file(name)
            indexed = ((key, *item) for key in keys for item in enumerate(file.data.get(key, ())))
            items = ((item["id"], (key, index, "id")) for key, index, item in indexed)
            yield from repeated(file, items)


def repeated(file: YamlFile, named: Iterator[tuple[str, KeyPath]]) -> Iterator[Problem]:
    """Report ids, given with their paths, that appear a second time."""
    lines: dict[str, int] = {}
    for name, path in named:
        line = file.place(path)[0]
        if name in lines:
            message = fill(
                "the id “{name}” is already taken in line {lines}", name=name, lines=lines[name]
            )
            yield file.problem(path, "id-duplicate", message, fill("ids are unique in a file"))
        lines.setdefault(name, line)


def known_names(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report unknown countries, topics, people and organisations."""
    known: dict[str, Collection[str]] = {}
    if library.has_lists("people.yaml", "people", "organisations"):
        bodies = {*library.organisations, *library.written_ids("people.yaml", "organisations")}
        people = {*library.people, *library.written_ids("people.yaml")}
        known |= {key: {*people, *bodies} for key in ("speaker", "person", "via")}
        known |= {"organisation": bodies, "pollster": {*bodies, "not_stated"}}
    if library.has_lists("topics.yaml", "topics"):
        topics = {*library.topics, *library.written_ids("topics.yaml")}
        known |= dict.fromkeys(("topic", "topics", "questions"), topics)
    for file in library.files.values():
        for path, value in leaves(file.data):
            key = next((part for part in reversed(path) if isinstance(part, str)), "")
            if key in {"country", "countries", "group"}:
                # A brief compares organisations too, whose ids may not be known.
                if key == "countries" and value in known.get("organisation", {str(value).lower()}):
                    continue
                if value is not None and not is_country(str(value)):
                    message = fill("unknown country “{country}”", country=value)
                    meant = country_hint(str(value), context.languages)
                    yield file.problem(path, "country-unknown", message, meant)
            elif key in known and value is not None and value not in known[key]:
                kind = "topic" if known[key] is known.get("topic") else "person"
                message = UNKNOWN[kind].fill(name=value)
                hint = closest(str(value), known[key])
                if not nearest(str(value), tuple(known[key])):
                    where = "topics.yaml" if kind == "topic" else "people.yaml"
                    hint = fill("add it to {file}; {known}", file=where, known=hint)
                yield file.problem(path, f"{kind}-unknown", message, hint)


def editions_in(editions: Iterable[str], context: CheckContext) -> list[Named]:
    """Return the editions that a brief or the project names, to be looked up."""
    return [
        ("edition", ("editions", index), edition, context.editions)
        for index, edition in enumerate(editions)
    ]


def project_editions(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report editions in the project file that do not exist."""
    if library.project is not None and library.project_file is not None:
        file = library.valid[library.project_file.file]
        yield from unknown(file, editions_in(library.project.editions, context))


def evidence(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report statements, templates, editions and contradictions that do not exist."""
    for brief in library.briefs.values():
        file = library.file_of(brief)
        named: list[Named] = [
            ("statement", path, str(value), library.references)
            for path, value in leaves(file.data)
            if REFERENCE_LISTS & {*path} and not library.is_unread(value)
        ]
        named.append(("template", ("template",), brief.template, context.templates))
        if library.has_lists("contradictions.yaml", "contradictions"):
            known = library.written_ids("contradictions.yaml", "contradictions")
            for index, name in enumerate(brief.contradictions):
                named.append(("contradiction", ("contradictions", index), name, known))
        if "editions" in file.data:
            named += editions_in(brief.editions, context)
        yield from unknown(file, named)


def unknown(file: YamlFile, named: Iterable[Named]) -> Iterator[Problem]:
    """Report the names in a file that are not among those known of their kind."""
    for kind, path, name, known in named:
        if name not in known and path in file.places:
            code = "evidence-unknown" if kind == "statement" else f"{kind}-unknown"
            message = UNKNOWN[kind].fill(name=name)
            yield file.problem(path, code, message, closest(name, known))


def movements(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report compared countries without a movement, where the template or another needs it."""
    for brief in library.briefs.values():
        written = library.file_of(brief).data.get("movement", {})
        if not written and library.written(brief).get("movement"):
            continue  # it was left out
        needed = "movement" in context.needs.get(brief.template, ())
        if not isinstance(written, dict) or not (written or needed):
            continue
        for index, code in enumerate(brief.countries):
            if code not in written:
                reason = (
                    fill("the template “{name}” prints one for each country", name=brief.template)
                    if needed
                    else fill("the brief has one for another country")
                )
                message = fill("“movement” lacks {code}, and {why}", code=code, why=reason)
                hint = fill(
                    "add under movement: {code}: {{text: {{en: …, ar: …}}, evidence: […]}}",
                    code=code,
                )
                path = ("countries", index)
                yield library.file_of(brief).problem(path, "movement-missing", message, hint)


def cut_texts(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report texts that end where “#” begins a comment that does not look like one."""
    for file in library.files.values():
        for path, (place, comment) in file.comments.items():
            if path[-1] in context.languages:
                message = fill("the text ends here: “{comment}” is a comment", comment=comment)
                hint = fill(
                    "put the text in quotation marks if this belongs to it, or two spaces before #"
                )
                yield Problem(file.file, *place, "text-cut", message, hint)


def paragraphs(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report paragraphs that do not exist, are neither cited nor left out, or are both."""
    for article in library.articles.values():
        file = library.file_of(article)
        cited = {number for statement in statements_of(article) for number in statement.at}
        cited |= {number for caution in article.cautions for number in caution.at}
        left_out = {number for entry in article.left_out for number in entry.at}
        written = library.files[file.file]  # with the statements that are not valid
        for path, value in leaves(written.data):
            if "at" in path and isinstance(value, int) and value > article.paragraphs:
                count = article.paragraphs
                message = counted(
                    "the article has {count} paragraph, not {at}",
                    "the article has {count} paragraphs, not {at}",
                    count=count,
                    at=value,
                )
                hint = fill("its paragraphs are 1 to {count}", count=count)
                yield written.problem(path, "paragraph-unknown", message, hint)
            if path[:1] == ("left_out",) and "at" in path and value in cited:
                message = fill("paragraph {at} is left out, yet a statement cites it", at=value)
                hint = fill("take it out of left_out, or out of the statement’s at")
                yield written.problem(path, "paragraph-both", message, hint)
        if not library.is_whole(article):
            continue  # what was left out may cite them
        missing = sorted(set(range(1, article.paragraphs + 1)) - cited - left_out)
        if missing:
            message = fill(
                "paragraphs neither cited nor left out: {missing}",
                missing=", ".join(map(str, missing)),
            )
            hint = fill("cite them with a statement, or list them under left_out with the reason")
            yield file.problem(("left_out",), "paragraph-unaccounted", message, hint)


def stated(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report articles and paragraphs, named in other files, that do not exist."""
    for file, path, name, paragraphs in pointers(library):
        article = library.articles.get(name)
        if article is None:
            if not library.is_unread(name):
                hint = closest(name, library.articles)
                yield file.problem(
                    path, "article-unknown", fill("unknown article “{name}”", name=name), hint
                )
            continue
        for place, number in paragraphs.items():
            if not number.isdecimal() or not 1 <= int(number) <= article.paragraphs:
                message = fill(
                    "“{number}” is no paragraph of the article “{name}”", number=number, name=name
                )
                hint = fill("its paragraphs are 1 to {paragraphs}", paragraphs=article.paragraphs)
                yield file.problem(place, "paragraph-unknown", message, hint)


def pointers(library: Library) -> Iterator[tuple[YamlFile, KeyPath, str, dict[KeyPath, str]]]:
    """Yield where other files name articles: file, path, article, and the paragraphs by path."""
    for file in library.files.values():
        for path, value in leaves(file.data):
            if "stated" in path:
                name, _, number = str(value).partition("/")
                yield file, path, name, {path: number}
    for path, side in library.sides():
        numbers = {(*path, "at", index): str(number) for index, number in enumerate(side.at)}
        yield library.file("contradictions.yaml"), (*path, "article"), side.article, numbers


def reasons(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report inferred dates of statements without a reason, there or at their article's date."""
    for statement in library.statements.values():
        dated = statement.dated
        if statement.kind == "results":  # has the date of its poll
            continue
        if dated.basis == "inferred" and not (dated.why or statement.article.issued.why):
            message = fill("the date is inferred without a why")
            hint = fill(
                "add why: {{en: …, ar: …}} to the date, or basis: stated with its paragraphs"
            )
            yield library.problem_at(statement, "reason-missing", message, hint)


def gists(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report positions of compared countries without the short form that the comparison prints."""
    compared = {country for brief in library.briefs.values() for country in brief.countries}
    for statement in library.statements.values():
        item = statement.item
        if isinstance(item, Position) and item.holder in compared and item.gist is None:
            message = fill("a position of a compared country has no gist")
            hint = fill("add gist: {form}, 3 to 9 words", form=context.text_form)
            yield library.problem_at(statement, "gist-missing", message, hint)
