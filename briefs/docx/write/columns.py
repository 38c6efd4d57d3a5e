"""The columns of a table: which cells stand in them, and how wide they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from unicodedata import bidirectional

from briefs.design import Theme
from briefs.docx.ooxml import Element
from briefs.docx.write.plan import BlockContext
from briefs.docx.write.theme import direction
from briefs.html import visible_text

WIDEST = 60  # letters after which a cell asks for no more width
LONGEST = 16  # letters of a word after which it may be broken
SHORT = 22  # letters of a text that is not broken where its column has no longer one
LETTER, EDGES = 105, 190  # twips: a letter of a word, the margins of a cell
BREAK = re.compile("[ \u2009]")  # where a line may end, which a no-break space does not let it
SPACES, END = re.compile("[ \n]+"), "\r"  # of the source; what ends a line
COLUMNS = 40  # of a table at most: a hostile colspan must not grow the grid

Line = list[tuple[str, str]]  # texts, each with its language


@dataclass(frozen=True)
class Slot:
    """A cell on the grid: its column, how many columns and rows it takes.

    `continued` is whether it continues a cell of the row above.
    """

    cell: Element
    column: int
    columns: int
    rows: int
    continued: bool = False


def slots(rows: list[Element]) -> list[list[Slot]]:
    """Return the cells of each row on the grid, with those that continue from a row above."""
    grid: list[list[Slot]] = []
    hanging: dict[int, Slot] = {}  # by column, what continues in the next row
    for row in rows:
        line: list[Slot] = []
        cells = row.iterchildren("th", "td")
        column = 0
        while True:
            cell = None if column in hanging else next(cells, None)
            if cell is not None:
                spans = int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1)
                slot = Slot(cell, column, *spans)
            elif column in hanging:
                slot = hanging.pop(column)
            else:
                break
            line.append(slot)
            if slot.rows > 1:
                hanging[column] = replace(slot, rows=slot.rows - 1, continued=True)
            column += slot.columns
        if column > COLUMNS:
            raise ValueError(f"a table has {column} columns; {COLUMNS} is the most")
        grid.append(line)
    return grid


def column_widths(
    grid: list[list[Slot]], context: BlockContext, theme: Theme, first: float = 0
) -> list[int]:
    """Return widths that fill the table, by the cells' texts, none below its longest word.

    A column of short texts, such as dates, or of large numerals has its longest text on one line.
    Where the first column has a fixed share of the width, the others are equal.
    """
    total = context.width
    count = max(slot.column + slot.columns for line in grid for slot in line)
    if first and count > 1:
        even = int(total * (1 - first)) // (count - 1)
        return [total - even * (count - 1), *[even] * (count - 1)]
    columns: list[list[Element]] = [[] for _ in range(count)]
    for slot in (slot for line in grid for slot in line if slot.columns == 1):
        columns[slot.column].append(slot.cell)
    least = [longest_word(cells, total // count) for cells in columns]
    whole = [longest_line(cells, context.lang, theme) for cells in columns]
    wants = [share_wanted(cells) for cells in columns]
    fits = sum(max(both) for both in zip(least, whole, strict=True)) <= total
    if fits and not all(whole):  # what is left over is for the other columns
        least = [max(both) for both in zip(least, whole, strict=True)]
        wants = [0 if line else part for part, line in zip(wants, whole, strict=True)]
    rest = total - sum(least)
    widths = [low + int(rest * part / sum(wants)) for low, part in zip(least, wants, strict=True)]
    widths[-1] += total - sum(widths)
    return widths


def share_wanted(cells: list[Element]) -> float:
    """Return the share that a column asks of the width that is left."""
    texts = (visible_text(cell) for cell in cells)
    return max((min(len(text), WIDEST) ** 0.75 for text in texts), default=4)


def longest_word(cells: list[Element], most: int) -> int:
    """Return the width in twips of the longest word of a column; words may be broken at `most`."""
    texts = ["".join(text for text, _ in line) for cell in cells for line in lines(cell, "")]
    letters = max((len(word) for text in texts for word in BREAK.split(text)), default=3)
    return min(min(max(letters, 3), LONGEST) * LETTER + EDGES, most)


def longest_line(cells: list[Element], lang: str, theme: Theme) -> int:
    """Return the width in twips of the longest line of a column that has only short ones, or 0."""
    texts = [line for cell in cells if cell.tag == "td" for line in lines(cell, lang)]
    if any(sum(len(text) for text, _ in line) > SHORT for line in texts):
        texts = []
    numerals = [one for cell in cells for one in cell.iterfind("span[@class='numeral']")]
    figures = [line for one in numerals for line in lines(one, lang)]
    widths = [width_of(line, "small", theme) for line in texts]
    widths += [width_of(line, "numeral", theme) for line in figures]
    return max(widths, default=-EDGES) + EDGES


def width_of(line: Line, size: str, theme: Theme) -> int:
    """Return the width of a short line in twips, somewhat more than the average of its letters."""
    width = 0.0
    for text, lang in line:
        known = lang if lang in theme.languages else next(iter(theme.languages))
        other = 0.6 if direction(known) == "rtl" else 0.52
        width += sum(ems_of(sign, other) for sign in text) * theme.size(size, known) * 20
    return round(width)


def ems_of(sign: str, other: float) -> float:
    """Return the width of a sign in ems: a space, a joined letter, or another, such as a digit."""
    if sign.isspace():
        return 0.28
    return 0.42 if bidirectional(sign) == "AL" else other


def lines(cell: Element, lang: str) -> list[Line]:
    """Return the lines of a cell as they are printed, each as texts with their languages."""
    found: list[Line] = [[]]
    for text, language in printed(cell, lang):
        if text == END:
            found.append([])
        else:
            found[-1].append((SPACES.sub(" ", text), language))
    return found


def printed(element: Element, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of an element as they are printed, signs in place of words, and line ends."""
    sign, inside = element.get("data-sign"), element.get("lang") or lang
    yield sign or element.text or "", inside
    for child in () if sign else element:
        yield from printed(child, inside)
        if child.tag in ("br", "p"):
            yield END, inside
        yield child.tail or "", inside
