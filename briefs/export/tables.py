"""All statements, polls, figures and sources of a project as a workbook in one language."""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from briefs.content import Dated, Figure, Library, LocalizedText, Poll, Position, Result
from briefs.design import Language, Theme
from briefs.export.statements import (
    StatementWords,
    group_of,
    name_of,
    one_of,
    statements_in_words,
    words,
)


class Styled(NamedTuple):
    """A value of a cell with the name of its format."""

    value: str | float
    look: str


Cell = str | float | date | Styled
# The columns of each sheet: the string that heads it, and its width in characters.
COLUMNS: Mapping[str, Mapping[str, float]] = {
    "statements": {
        **{"date": 16, "holder": 18, "topic": 18, "stance-label": 13, "text": 70, "said-by": 20},
        **{"via-label": 18, "nature-label": 16, "source": 18, "paragraphs-column": 10},
        **{"kind-label": 12, "basis-label": 18, "statement": 36},
    },
    "polls": {
        **{"question": 40, "group": 18, "answer-label": 12, "percent-label": 10, "remark": 36},
        **{"date": 16, "basis-label": 18, "pollster": 18, "fieldwork": 18, "sample-size": 12},
        **{"mode": 18, "universe": 18, "wording": 24, "limits": 50},
        **{"source": 18, "paragraphs-column": 10, "statement": 36},
    },
    "figures": {
        **{"qualifier-label": 13, "number": 14, "unit-label": 12, "what-it-counts": 70, "date": 16},
        **{"basis-label": 18, "source": 18, "paragraphs-column": 10, "statement": 36},
    },
    "sources": {
        **{"short-name": 18, "title": 44, "publisher": 22, "date": 16, "basis-label": 18},
        **{"language-label": 12, "sheet": 12, "weight-kind": 28, "weight-access": 28},
        **{"weight-independence": 28, "cautions": 70, "reference": 18},
    },
}
STANCES = ("supports", "conditional", "undecided", "opposes")
PAPERS = {"Letter": 1, "A4": 9}  # as Excel numbers them
LONGEST_CELL, LONGEST_NAME = 32_767, 31  # letters
CUSTOM, CORE = b"docProps/custom.xml", "docProps/core.xml"
DATES = re.compile(rb"W3CDTF[\"']>([^<]+)<")
LARGEST_PROPERTIES = 10_000  # bytes
LINE, HIGHEST_ROW = 15, 409  # points
NOT_IN_NAMES = str.maketrans("[]:*?/\\'", "        ")  # of sheets


def evidence_workbook(
    library: Library, language: Language, theme: Theme, created: datetime
) -> bytes:
    """Return the workbook of a project in a language: the same bytes for the same input.

    Every text is written as a text, whatever it begins with, and never as a formula or a link.
    """
    import xlsxwriter  # noqa: PLC0415  (only where a workbook is written)

    data = BytesIO()
    texts_only = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    workbook = xlsxwriter.Workbook(data, texts_only)
    workbook.set_properties({"created": created.replace(tzinfo=None)})
    workbook.set_custom_property("generator", "briefs")
    look = {name: workbook.add_format(one) for name, one in formats(theme, language).items()}
    tables = Tables(library, language, tuple(statements_in_words(library, language)))
    names = sheet_names(one_of("sheet", name, language) for name in COLUMNS)
    for (name, columns), title in zip(COLUMNS.items(), names, strict=True):
        rows = list(tables.rows(name))
        sheet = workbook.add_worksheet(title)
        if language.direction == "rtl":
            sheet.right_to_left()
        sheet.set_row(0, LINE + 6)
        for number, (key, width) in enumerate(columns.items()):
            sheet.set_column(number, number, width)
            sheet.write_string(0, number, heading(key, language), look["head"])
        for number, row in enumerate(rows, 1):
            sheet.set_row(number, height(row, columns.values()))
            for column, cell in enumerate(row):
                write(sheet, (number, column), cell, look)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(PAPERS[theme.page.size])
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    workbook.close()
    return data.getvalue()


def is_workbook_as_written(data: bytes) -> bool:
    """Return whether bytes are a workbook that no program has saved since it was written.

    A program that saves one again keeps the day on which it was made, and adds its own.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            small = package.getinfo(CORE).file_size <= LARGEST_PROPERTIES
            dates = DATES.findall(package.read(CORE)) if small else []
    except (OSError, EOFError, LookupError, ValueError, RuntimeError, BadZipFile, zlib.error):
        return False
    return CUSTOM in data and len(dates) == 2 and dates[0] == dates[1]


def sheet_names(texts: Iterable[str]) -> list[str]:
    """Return texts as Excel allows them as names of sheets; the second of a name is `Name 2`."""
    names: dict[str, str] = {"history": ""}  # which Excel keeps for itself
    for text in texts:
        name = whole = text.translate(NOT_IN_NAMES).strip()[:LONGEST_NAME].strip()
        for number in range(2, 2 + len(names)):
            if name and name.lower() not in names:
                break
            name = f"{whole[: LONGEST_NAME - 3]} {number}".strip()
        names[name.lower()] = name
    return list(names.values())[1:]


def heading(key: str, language: Language) -> str:
    """Return the head of a column; in texts, some of these strings are followed by others."""
    text = one_of("sheet", "statements", language) if key == "sheet" else language.translate(key)
    return text.rstrip(" :\u00a0")


def formats(theme: Theme, language: Language) -> Mapping[str, Mapping[str, object]]:
    """Return the formats of cells by their names; those of stances have the theme's colours."""
    colours, order = theme.colours, {"ltr": 1, "rtl": 2}
    text = {"valign": "top", "text_wrap": True, "reading_order": order[language.direction]}
    text |= {"bottom": 1, "bottom_color": colours["rule"]}
    start = {"ltr": "left", "rtl": "right"}[language.direction]
    head = {"bold": True, "font_color": colours["accent"], "bg_color": colours["tint"]}
    return {
        "head": {**text, **head, "bottom": 2, "bottom_color": colours["accent"]},
        "text": text,
        "code": {**text, "reading_order": order["ltr"], "font_color": colours["muted"]},
        "day": {**text, "num_format": "yyyy-mm-dd", "align": start},
        "whole": {**text, "num_format": "#,##0"},
        "decimal": {**text, "num_format": "#,##0.0##"},
        "year": {**text, "num_format": "0"},
        **{
            name: {**text, "font_color": colours[name], "bg_color": colours[f"{name}-tint"]}
            for name in STANCES
        },
    }


def height(row: Iterable[Cell], widths: Iterable[float]) -> float:
    """Return the height of a row in points, in which the longest of its texts has room.

    LibreOffice does not find it by itself.
    """
    texts = (str(cell.value if isinstance(cell, Styled) else cell) for cell in row)
    lines = (
        sum(ceil(len(line) / width / 1.1) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(max(1, *lines) * LINE + 3, HIGHEST_ROW)


def write(sheet: Any, place: tuple[int, int], cell: Cell, looks: Mapping[str, Any]) -> None:
    """Write a cell: a day as a date, a number as a number, all else as text."""
    value, look = cell if isinstance(cell, Styled) else (cell, "")
    if isinstance(value, date):
        sheet.write_datetime(*place, datetime(value.year, value.month, value.day), looks["day"])
    elif isinstance(value, str):
        sheet.write_string(*place, value[:LONGEST_CELL], looks[look or "text"])
    else:
        look = look or ("whole" if float(value).is_integer() else "decimal")
        sheet.write_number(*place, value, looks[look])


@dataclass(frozen=True)
class Tables:
    """The rows of the sheets; each method returns cells in the order of `COLUMNS`."""

    library: Library
    language: Language
    all: tuple[StatementWords, ...]

    def rows(self, sheet: str) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows of a sheet, those of statements by date."""
        if sheet == "statements":
            yield from map(self.statement, self.all)
        elif sheet == "polls":
            yield from (self.result(one) for one in self.all if one.statement.kind == "results")
        elif sheet == "figures":
            yield from (self.figure(one) for one in self.all if one.statement.kind == "figures")
        else:
            yield from self.sources()

    def statement(self, one: StatementWords) -> tuple[Cell, ...]:
        """Return the row of a statement."""
        item, dated = one.statement.item, one.statement.dated
        stance = Styled(one.stance, item.stance) if isinstance(item, Position) else ""
        return (
            *(day_of(dated), one.holder, one.topic, stance, one.text, one.speaker),
            *(one.via, one.nature, one.source, self.paragraphs(one), one.kind, self.basis(dated)),
            code_of(one),
        )

    def result(self, one: StatementWords) -> tuple[Cell, ...]:
        """Return the row of a result of a poll, with what the source states of the poll."""
        item, dated = one.statement.item, one.statement.dated
        poll = one.statement.article.polls[int(one.statement.path[1])]
        if not isinstance(item, Result):
            raise TypeError(one.statement.reference)
        answer = one_of("answer", item.answer, self.language)
        return (
            *(words(poll.question, self.language), group_of(item, self.language), answer),
            *(item.percent, words(item.note, self.language) if item.note else ""),
            *(day_of(dated), self.basis(dated), self.pollster(poll), self.fact(poll.fieldwork)),
            *(self.fact(poll.sample_size), self.fact(poll.mode), self.fact(poll.universe)),
            *(self.fact(poll.wording), words(poll.limits, self.language)),
            *(one.source, self.paragraphs(one), code_of(one)),
        )

    def figure(self, one: StatementWords) -> tuple[Cell, ...]:
        """Return the row of a figure."""
        item, dated = one.statement.item, one.statement.dated
        if not isinstance(item, Figure):
            raise TypeError(one.statement.reference)
        number: Cell = Styled(item.value, "year") if item.unit == "year" else item.value
        return (
            *(one_of("qualifier", item.qualifier, self.language), number),
            *(one_of("unit", item.unit, self.language), one.text, day_of(dated)),
            *(self.basis(dated), one.source, self.paragraphs(one), code_of(one)),
        )

    def sources(self) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows of the sources of these statements, by date of issue."""
        language = self.language
        taken = Counter(one.statement.article.id for one in self.all)
        articles = [article for article in self.library.articles.values() if article.id in taken]
        for article in sorted(articles, key=lambda one: (one.issued.date, one.id)):
            weight = article.weight
            weights = (weight.kind, weight.access, weight.independence) if weight else ()
            cautions = [words(one.text, language) for one in article.cautions if one.main]
            named = language.locale.languages.get(article.language, article.language)
            yield (
                *(
                    words(article.short, language),
                    article.bracketed(words(article.title, language)),
                ),
                *(self.fact(article.publisher), day_of(article.issued), self.basis(article.issued)),
                *(named, taken[article.id]),
                *([words(text, language) for text in weights] or [""] * 3),
                *("\n".join(cautions), Styled(article.id, "code")),
            )

    def basis(self, dated: Dated) -> str:
        """Return whether the source states a date or we infer it."""
        return one_of("basis", dated.basis, self.language)

    def paragraphs(self, one: StatementWords) -> str:
        """Return the numbers of the paragraphs of a statement."""
        numbers = map(str, one.statement.at)
        return self.language.digits(self.language.translate("list-separator").join(numbers))

    def pollster(self, poll: Poll) -> str:
        """Return who asked, or that the source does not state it."""
        if poll.pollster in self.library.organisations:
            return name_of(self.library, poll.pollster, self.language)
        return self.language.translate("not-stated")

    def fact(self, value: LocalizedText | str | int) -> Cell:
        """Return what a source states: a text or a number, or that it does not state it."""
        if isinstance(value, LocalizedText):
            return words(value, self.language)
        return value if isinstance(value, int) else self.language.translate("not-stated")


def day_of(dated: Dated) -> Cell:
    """Return a date where one day is given, and otherwise EDTF, such as `2025-07`."""
    year, month, day = dated.date.start
    return date(year, month, day) if day and not dated.date.is_range else str(dated.date)


def code_of(one: StatementWords) -> Styled:
    """Return the reference of a statement, which is the same in all languages."""
    return Styled(one.statement.reference, "code")
