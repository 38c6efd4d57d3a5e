"""The index page of a project: what of the manifest and the content it shows, in each language."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree
from markupsafe import Markup

from briefs.build.formats import FORMATS
from briefs.build.manifest import Entry
from briefs.build.pictures import picture_of_pdf
from briefs.content import Event, ExpertView, Library, Position, Result, StatementRef
from briefs.design import Design, Language
from briefs.export import StatementWords, statements_in_words, words
from briefs.html import render_part, visible_text
from briefs.web import WebOptions, fold, write_index

# Those of the package, since they have no closed vocabulary.
INDEX_TEMPLATE = "web/index.html.j2"
STATEMENTS_TEMPLATE = "web/statements.html.j2"
SHEETS = ("web.css", "index.css")
CHOICES = ("holder", "topic", "stance", "speaker")


@dataclass(frozen=True)
class Statements:
    """The statements of a project as its index page lists and searches them.

    They depend on no document, so that they can be made while the documents are written.
    """

    library: Library
    design: Design

    @cached_property
    def languages(self) -> list[Language]:
        """The languages of the page, each of which has a section."""
        return [self.design.language(code) for code in self.design.theme.languages]

    @cached_property
    def rows(self) -> list[list[StatementWords]]:
        """The statements in words of each language, the latest first, that all languages have."""
        rows = [list(statements_in_words(self.library, each))[::-1] for each in self.languages]
        both = set.intersection(*({one.statement.reference for one in each} for each in rows))
        return [[one for one in each if one.statement.reference in both] for each in rows]

    @cached_property
    def search(self) -> dict[str, Any]:
        """What the script of the page searches."""
        return search(self.rows, self.languages)

    @cached_property
    def sections(self) -> list[Markup]:
        """The search and the list in each language; empty where there is no statement."""
        by_language = zip(self.languages, self.rows, strict=True)
        return [self.section(each, rows) if rows else Markup() for each, rows in by_language]

    def section(self, language: Language, rows: list[StatementWords]) -> Markup:
        """Return the search and the list of the statements in a language."""
        values = {
            "statements": rows,
            "choices": {name: choices(rows, name) for name in CHOICES},
        }
        return render_part(STATEMENTS_TEMPLATE, language, self.design, self.library.project, values)


@dataclass(frozen=True)
class Index:
    """What an index page is made from: statements and look, and the files of the manifest."""

    statements: Statements
    fonts: Path
    output: Path
    documents: Mapping[str, Entry]

    @property
    def library(self) -> Library:
        """The content."""
        return self.statements.library

    @property
    def design(self) -> Design:
        """The look."""
        return self.statements.design

    def page(self) -> bytes:
        """Return the index page."""
        languages = self.statements.languages
        sections = []
        for language, statements in zip(languages, self.statements.sections, strict=True):
            values = {**self.values(language), "languages": languages, "statements": statements}
            part = render_part(INDEX_TEMPLATE, language, self.design, self.library.project, values)
            sections.append(etree.fromstring(part))
        by_code = {language.code: language for language in languages}
        css = "".join(self.design.file(name).read_text(encoding="utf-8") for name in SHEETS)
        names = (visible_text(name) for section in sections for name in section.iter("h1"))
        title = " · ".join(dict.fromkeys(names))
        options = WebOptions(css, by_code, self.fonts)
        return write_index(sections, title, self.design.theme, options, self.statements.search)

    def values(self, language: Language) -> dict[str, Any]:
        """Return what the template shows in a language of the files and the project."""
        files = [
            {"path": path, "size": entry.bytes, "sha256": entry.sha256}
            for path, entry in sorted(self.documents.items())
        ]
        workbooks = [one for one in files if one["path"] == workbook_name(language.code)]
        project = self.library.project
        texts = {name: getattr(project, name, None) for name in ("name", "issuer", "handling")}
        return {
            "id": self.library.project_id,
            **{name: words(text, language) if text else "" for name, text in texts.items()},
            "briefs": list(self.briefs(language)),
            "files": files,
            "workbook": workbooks[0] if workbooks else None,
        }

    def briefs(self, language: Language) -> Iterator[dict[str, Any]]:
        """Yield the briefs of which there are documents, with these and a picture of a page."""
        made: dict[str, dict[str, list[dict[str, Any]]]] = {}
        for path, entry in sorted(self.documents.items()):
            brief, edition, kind = parts_of(path)
            if edition in self.design.theme.editions and kind in FORMATS:
                values = {"path": path, "format": kind, "pages": entry.pages, "size": entry.bytes}
                made.setdefault(brief, {}).setdefault(edition, []).append(values)
        editions = self.design.theme.editions
        for brief, found in sorted(made.items(), key=lambda one: self.rank(one[0])):
            # The picture is of the edition in this language alone, or else of the first there is.
            order = sorted(editions, key=lambda one: list(editions[one]) != [language.code])
            paths = [f"{brief}/{brief}.{edition}.pdf" for edition in order]
            cover = next((path for path in paths if path in self.documents), "")
            yield {
                "id": brief,
                "brief": (known := self.library.briefs.get(brief)),
                "title": words(known.title, language) if known else "",
                "cover": cover,
                **self.picture(cover),
                "editions": [
                    {
                        "languages": [self.design.language(code) for code in editions[edition]],
                        "documents": sorted(found[edition], key=rank),
                    }
                    for edition in editions
                    if edition in found
                ],
            }

    def rank(self, name: str) -> tuple[int, str, str]:
        """Return the sort key of a brief: its reference, CW-2 before CW-10."""
        brief = self.library.briefs.get(name)
        reference = str(brief.reference) if brief else ""
        return len(reference), reference, name

    def picture(self, path: str) -> dict[str, Any]:
        """Return the first page of a PDF in base 64, and its height where it is 200 wide."""
        image = picture_of_pdf(self.output, path, self.documents[path]) if path else b""
        page = self.design.theme.page
        return {
            "picture": b64encode(image).decode(),
            "height": round(200 * page.height / page.width),
        }


def workbook_name(code: str) -> str:
    """Return the path of the workbook of a language in the output folder."""
    return f"evidence.{code}.xlsx"


def parts_of(path: str) -> tuple[str, str, str]:
    """Return brief, edition and format of the path of a document; empty where it is none."""
    file = PurePosixPath(path)
    brief = file.parent.name
    edition, _, kind = file.name.removeprefix(f"{brief}.").partition(".")
    return brief, edition, kind


def rank(document: Mapping[str, Any]) -> int:
    """Return the sort key of a document: the place of its format in the registry."""
    return list(FORMATS).index(document["format"])


def search(rows: Sequence[list[StatementWords]], languages: Sequence[Language]) -> dict[str, Any]:
    """Return what the script searches: the words of each statement in all languages, its ids."""
    statements = []
    for same in zip(*rows, strict=True):
        ids = ids_of(same[0].statement)
        statements.append([fold(" ".join(map(words_of, same, languages))), *ids.values()])
    return {
        "statements": statements,
        "languages": {
            language.code: {
                "found": language.translate(
                    "statements-found", shown="{shown}", count=len(statements)
                ),
                "digits": language.digits("0123456789"),
            }
            for language in languages
        },
    }


def words_of(one: StatementWords, language: Language) -> str:
    """Return all words of a statement in a language, its date among them."""
    date = one.statement.dated.date
    texts = (one.text, one.holder, one.topic, one.stance, one.speaker, one.via, one.nature)
    more = (one.kind, one.source, language.date(date), str(date), one.statement.reference)
    return " ".join(filter(None, (*texts, *more)))


def ids_of(statement: StatementRef) -> dict[str, str]:
    """Return the ids of what a reader may choose of a statement; empty where it has none."""
    item = statement.item
    holder = speaker = ""
    if isinstance(item, Position | Event):
        holder = item.holder
    elif isinstance(item, Result):
        holder = str(item.group) if isinstance(item.group, str) else ""
    if isinstance(item, ExpertView):
        holder = speaker = item.person
    elif isinstance(item, Position):
        speaker = item.speaker or ""
    topic = item.topic if isinstance(item, Position | ExpertView) else ""
    stance = item.stance if isinstance(item, Position) else ""
    return dict(zip(CHOICES, (holder, topic, stance, speaker), strict=True))


def choices(statements: Sequence[StatementWords], name: str) -> list[tuple[str, str]]:
    """Return the ids and names that a reader may choose from, sorted by name."""
    found = {ids_of(one.statement)[name]: str(getattr(one, name)) for one in statements}
    return sorted(((key, text) for key, text in found.items() if key), key=lambda one: fold(one[1]))
