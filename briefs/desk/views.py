"""What the pages of the desk show, as plain values for their templates."""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, get_args

from babel import Locale

from briefs.content import (
    Article,
    KeyPath,
    LeftOutReason,
    YamlFile,
    country_names,
    evidence_of,
)
from briefs.desk.evidence import around, history, source_of, source_text
from briefs.desk.forms import Field, fields_of, values_of
from briefs.desk.items import NEW_KINDS, Item, address_of, find_item
from briefs.desk.lists import MANY, Part, page_with, part_of
from briefs.desk.state import Snapshot, State
from briefs.desk.words import Words
from briefs.problems import Problem, Severity

OTHERS, DOCUMENTS = "all-problems", "document-problems"
# The lists of what is to do, each with the codes of its problems; the first has all others.
LISTS: Mapping[str, tuple[str, ...]] = {
    OTHERS: (),
    "translations": ("translation-stale", "not-reviewed"),
    "unread": ("coverage-gap", "paragraph-unaccounted", "paragraph-unread"),
    "unshown": ("not-shown",),
}


@dataclass(frozen=True)
class Told:
    """A problem in the words of the user: severity, message, hint, place, address of its item."""

    severity: str
    message: str
    hint: str
    place: str
    address: str = ""
    name: str = ""  # of the field that it is of


class Views:
    """The views of a moment, in a language of messages."""

    def __init__(self, state: State, snapshot: Snapshot, words: Words, number: int = 1) -> None:
        self.state, self.snapshot, self.words = state, snapshot, words
        self.number = number  # of the page of a long list
        self.library = snapshot.library
        self.sorted_places: dict[str, list[tuple[tuple[int, int], KeyPath]]] = {}  # by file

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons for which no statement cites a paragraph."""
        return get_args(LeftOutReason)

    @property
    def language(self) -> str:
        """The language in which texts of the content are named: the user's, if they have it."""
        codes = self.snapshot.languages
        return self.words.language if self.words.language in codes else next(iter(codes), "")

    def text(self, text: Any) -> str:
        """Return a text of the content in the user's language, or in any that it has."""
        if not isinstance(text, Mapping) or not text:
            return ""
        return str(text.get(self.language) or next(iter(text.values())))

    def edition_title(self, name: str) -> str:
        """Return the languages of an edition by their names in the user's language."""
        design, names = self.snapshot.design, Locale.parse(self.words.language).languages
        codes = design.theme.editions.get(name, ()) if design else ()
        return " · ".join(names.get(code, code) for code in codes) or name

    def sources(self) -> Part[dict[str, Any]]:
        """Return a page of the sources, each with the number of its statements."""
        counts = Counter(one.article.id for one in self.library.statements.values())

        def shown(article: Article) -> dict[str, Any]:
            texts = {"title": self.text(article.title), "short": self.text(article.short)}
            return {"id": article.id, **texts, "count": counts[article.id]}

        return part_of([*self.library.articles.values()], MANY, self.number).of(shown)

    def source(self, article: Article) -> dict[str, Any]:
        """Return a source with a page of its paragraphs."""
        count = len(source_text(self.snapshot, article))
        wanted = part_of(range(1, count + 1), MANY, self.number)
        return {
            "id": article.id,
            "title": self.text(article.title),
            "lang": article.language,
            "dir": direction_of(article.language),
            "part": wanted,
            "paragraphs": source_of(self.snapshot, article, wanted.rows) if count else [],
            "kinds": list(NEW_KINDS),
        }

    def panel(self, address: str) -> dict[str, Any] | None:
        """Return an item with its form and all that is known of it; None where there is none."""
        item = find_item(self.library, address)
        if item is None:
            return None
        fields = fields_of(item, self.snapshot.languages)
        article = self.article_of(item)
        reference = f"{article.id}/{item.data.get('id')}" if article else ""
        is_statement = reference in self.library.statements
        at = [number for number in item.data.get("at") or () if isinstance(number, int)]
        return {
            "address": item.address,
            "kind": self.kind_of(item),
            "name": reference if is_statement else item.address,
            "article": article.id if article else "",
            "shown": json.dumps(item.data, ensure_ascii=False),
            "fields": [
                self.input(item, field, value) for field, value in self.filled(item, fields)
            ],
            "problems": list(self.told_of(item, self.snapshot.problems)),
            "lang": article.language if article else "",
            "dir": direction_of(article.language) if article else "auto",
            "source": source_of(self.snapshot, article, around(at)) if article and at else [],
            "cites": at,
            "page": page_with(at[0] - 1) if at else 1,
            "has_evidence": article is not None and any(field.name == "at" for field in fields),
            "briefs": list(self.showing(reference)) if is_statement else [],
            "history": history(item),
            "is_new": item.is_new,
        }

    def citing(self, address: str) -> dict[str, str]:
        """Return what cites a paragraph: its id or name, and its address if it has a form."""
        *_, above, name = address.split("/")
        has_form = find_item(self.library, address) is not None
        if name.isdecimal() or name == "issued":
            return {
                "id": "",
                "name": self.words.kind(above if name.isdecimal() else name),
                "address": address if has_form else "",
            }
        return {"id": name, "name": "", "address": address if has_form else ""}

    def article_of(self, item: Item) -> Article | None:
        """Return the article that an item is in."""
        folder, _, name = item.file.address.partition("/")
        return self.library.articles.get(name) if folder == "articles" else None

    def kind_of(self, item: Item) -> str:
        """Return what an item is called."""
        if item.is_new:
            return self.words("new-statement")
        if item.model is Article:
            return self.words("about-source")
        return self.words(str(item.path[-2])) if item.model else self.words.key(item.key)

    def filled(self, item: Item, fields: list[Field]) -> Iterator[tuple[Field, str]]:
        """Yield the fields of a form with their values."""
        values = values_of(item, fields)
        yield from ((field, values[field.name]) for field in fields)

    def input(self, item: Item, field: Field, value: str) -> dict[str, Any]:
        """Return what a template needs of a field."""
        choices: list[tuple[str, str]] = []
        if field.kind == "choice":
            names = self.names(field.names)
            choices = [("", self.words("none")), *names]
            choices += [(word, self.words.choice(word)) for word in field.words]
            if value not in {name for name, _ in choices}:
                choices.append((value, value))
        return {
            "name": field.name,
            "begins_date": field.dated and field.name.endswith("/basis"),
            "ends_date": field.dated and field.name.endswith("/at"),
            "is_open": value == "inferred",
            "kind": field.kind,
            "label": self.words.key(field.key if field.key != field.language else item.key),
            "lang": field.language,
            "dir": direction_of(field.language) if field.language else "auto",
            "value": value,
            "choices": choices,
            "rows": max(1, min(8, len(value) // 48 + 1)),
        }

    def names(self, kind: str) -> list[tuple[str, str]]:
        """Return the names of a kind that the project has, with what each is called."""
        library = self.library
        known: Mapping[str, tuple[Mapping[str, Any], ...]] = {
            "topics": (library.topics,),
            "organisations": (library.organisations,),
            "people": (library.people, library.organisations),
        }
        named = [
            (key, self.text(one.name)) for some in known.get(kind, ()) for key, one in some.items()
        ]
        if kind == "countries":
            named = [*country_names(self.language or "en").items()]
        return sorted(named, key=lambda pair: pair[1])

    def showing(self, reference: str) -> Iterator[dict[str, Any]]:
        """Yield each brief with whether it shows a statement, and whether it rests on it."""
        for brief in self.library.briefs.values():
            yield {
                "id": brief.id,
                "title": self.text(brief.title),
                "all": not brief.show,
                "shown": not brief.show or reference in brief.show,
                "evidence": reference in set(evidence_of(brief)),
                "edition": next(iter(brief.editions), ""),
            }

    def told(self, problem: Problem, address: str = "", name: str = "") -> Told:
        """Return a problem in the words of the user."""
        tell = self.words.tell
        place = f"{problem.file}:{problem.line}" if problem.line else problem.file
        words = (tell(problem.message), tell(problem.hint))
        return Told(str(problem.severity.value), *words, place, address, name)

    def told_of(self, item: Item, problems: Iterable[Problem]) -> Iterator[Told]:
        """Yield the problems of an item, each with the field that it is of."""
        for problem in problems:
            path = self.path_at(item.file, problem) if problem.file == item.file.file else None
            if path is None or path[: len(item.path)] != item.path:
                continue
            below = path[len(item.path) :]
            is_of_other = not item.path and below[1:] and isinstance(below[1], int)
            if not is_of_other:
                yield self.told(problem, "", "/".join(map(str, below)))

    def work(self) -> dict[str, list[Problem]]:
        """Return the lists of what is to do by their titles."""
        lists: dict[str, list[Problem]] = {name: [] for name in (DOCUMENTS, *LISTS)}
        names = {code: name for name, codes in LISTS.items() for code in codes}
        known = set(self.snapshot.problems)
        built = self.state.builder.last.problems
        lists[DOCUMENTS] = sorted(one for one in built if one not in known)
        for problem in sorted(self.snapshot.problems, key=attrgetter("file", "line", "column")):
            if problem.severity is not Severity.NOTE:
                lists[names.get(problem.code, OTHERS)].append(problem)
        return lists

    def told_part(self, problems: Sequence[Problem], size: int = MANY) -> Part[Told]:
        """Return a page of a list of problems, each with the address of its item."""
        part = part_of(problems, size, self.number)
        return part.of(lambda problem: self.told(problem, self.address_at(problem)))

    def address_at(self, problem: Problem) -> str:
        """Return the address of the item or text at the place of a problem; empty for none."""
        file = self.library.files.get(problem.file)
        if file is None:
            return ""
        path = self.path_at(file, problem)
        addresses = (address_of(file, path[:length]) for length in range(len(path), -1, -1))
        items = (find_item(self.library, address) for address in addresses)
        return next((item.address for item in items if item), "")

    def path_at(self, file: YamlFile, problem: Problem) -> KeyPath:
        """Return the path of keys of the value at the place of a problem, or before it."""
        if file.file not in self.sorted_places:
            found = ((place, path) for path, place in file.places.items())
            self.sorted_places[file.file] = sorted(found)
        places = self.sorted_places[file.file]
        index = bisect_right(places, (problem.line, problem.column), key=lambda pair: pair[0])
        return places[index - 1][1] if index else ()


def direction_of(language: str) -> str:
    """Return the direction of a language that CLDR knows."""
    return str(Locale.parse(language).text_direction)
