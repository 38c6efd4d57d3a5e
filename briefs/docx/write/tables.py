"""Tables: ruled ones with a repeated header row, and the two columns of a facing edition."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from briefs.docx.ooxml import Element, W, on, unknown, w
from briefs.docx.write.context import BlockContext, WriteContext, colour
from briefs.html import visible_text

Fill = Callable[[Element, BlockContext, WriteContext], list[Element]]
BOX = 180  # the indent of a box, so that its edge meets the margin
GUTTER = 170  # half the space between facing columns, in twips
WIDEST = 60  # letters after which a cell asks for no more width
COLUMNS = 40  # of a table at most: a hostile colspan must not grow the grid


@dataclass(frozen=True)
class Slot:
    """A cell on the grid: its column, how many it takes, whether it continues one from above."""

    cell: Element
    column: int
    columns: int
    rows: int
    continued: bool = False


def ruled_table(element: Element, place: BlockContext, job: WriteContext, fill: Fill) -> Element:
    """A table of data. It is mirrored in a right-to-left place; its header row repeats.

    <w:tbl><w:tblPr><w:tblStyle w:val="BriefTable"/><w:bidiVisual/>…</w:tblPr>
    <w:tblGrid><w:gridCol w:w="2400"/>…</w:tblGrid><w:tr>…</w:tr></w:tbl>
    """
    heads = [(row, True) for row in element.iterfind("thead/tr")]
    rows = heads + [(row, False) for row in element.iterfind("tbody/tr")]
    if not rows or any(child.tag not in ("caption", "thead", "tbody") for child in element):
        raise unknown(element, "as a table (it needs rows in thead and tbody)")
    grid = slots([row for row, _ in rows])
    widths = column_widths(grid, place.width)
    made = w("tbl", table_properties(element, place, "BriefTable"), columns_of(widths))
    for (row, is_head), line in zip(rows, grid, strict=True):
        job.bookmark_next(row.get("id"))
        made.append(
            row_of(
                line,
                widths,
                is_head,
                lambda slot, width: table_cell(
                    slot, replace(place.at(slot.cell), inside="table", width=width), job, fill
                ),
            )
        )
    return made


def facing_table(element: Element, place: BlockContext, job: WriteContext, fill: Fill) -> Element:
    """Two languages side by side: never mirrored, each cell in its own direction.

    In a box the table takes the whole width, with the ground of the box.
    """
    edge = BOX if place.inside == "box" else 0
    width = place.width + 2 * edge
    inside = replace(place, inside="cell", width=width // 2 - GUTTER - edge)
    rows = []
    for row in element.iterfind("tbody/tr"):
        job.bookmark_next(row.get("id"))
        rows.append([closed(fill(side, inside.at(side), job)) for side in row])
    return facing_rows(rows, width, edge, colour(job.theme, "tint") if edge else "")


def facing_rows(
    rows: list[list[list[Element]]], width: int, edge: int = 0, ground: str = ""
) -> Element:
    """A facing table of what its cells hold.

    <w:tbl><w:tblPr><w:tblStyle w:val="FacingTable"/>…</w:tblPr>…<w:tr><w:trPr><w:cantSplit/>…
    """
    half = width // 2
    place = BlockContext("", "ltr", width)
    properties = table_properties(None, place, "FacingTable")
    made = w("tbl", properties, columns_of([half, half]))
    for row in rows:
        sides = w("tr", w("trPr", w("cantSplit")))
        for left, right, filled in zip((edge, GUTTER), (GUTTER, edge), row, strict=True):
            margins = [w("left", w=left, type="dxa"), w("right", w=right, type="dxa")]
            shading = [w("shd", val="clear", color="auto", fill=ground)] if ground else []
            cell = w("tcPr", w("tcW", w=half, type="dxa"), *shading, w("tcMar", *margins))
            sides.append(w("tc", cell, *filled))
        made.append(sides)
    return made


def table_properties(element: Element | None, place: BlockContext, style: str) -> Element:
    """`<w:tblPr>`: style, direction, width, and the caption for readers without sight."""
    words = heads = ""
    if element is not None:
        words = " ".join(visible_text(caption) for caption in element.iterchildren("caption"))
        heads = ", ".join(visible_text(cell) for cell in element.iterfind("thead/tr/th"))
    ruled = int(style == "BriefTable")
    return w(
        "tblPr",
        w("tblStyle", val=style),
        *([on("bidiVisual")] if place.rtl else []),
        w("tblW", w=place.width, type="dxa"),
        w("tblLayout", type="fixed"),
        w(
            "tblLook",
            val="04A0" if ruled else "0400",
            firstRow=ruled,
            lastRow=0,
            firstColumn=ruled,
            lastColumn=0,
            noHBand=0,
            noVBand=1,
        ),
        *([w("tblCaption", val=words)] if words else []),
        *([w("tblDescription", val=heads)] if heads else []),
    )


def columns_of(widths: list[int]) -> Element:
    """`<w:tblGrid><w:gridCol w:w="2400"/></w:tblGrid>`"""
    return w("tblGrid", *(w("gridCol", w=width) for width in widths))


def row_of(
    line: list[Slot], widths: list[int], is_head: bool, make: Callable[[Slot, int], Element]
) -> Element:
    """A row that does not break over pages: `<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`."""
    properties = w("trPr", w("cantSplit"), *([w("tblHeader")] if is_head else []))
    cells = (make(slot, sum(widths[slot.column : slot.column + slot.columns])) for slot in line)
    return w("tr", properties, *cells)


def table_cell(slot: Slot, place: BlockContext, job: WriteContext, fill: Fill) -> Element:
    """A cell: `<w:tc><w:tcPr><w:tcW w:w="2400" w:type="dxa"/>…</w:tcPr><w:p>…</w:p></w:tc>`."""
    span = [w("gridSpan", val=slot.columns)] if slot.columns > 1 else []
    merge = []
    if slot.continued or slot.rows > 1:
        merge = [w("vMerge", val=None if slot.continued else "restart")]
    properties = w("tcPr", w("tcW", w=place.width, type="dxa"), *span, *merge)
    filled = [w("p")] if slot.continued else closed(fill(slot.cell, place, job))
    return w("tc", properties, *filled)


def closed(filled: list[Element]) -> list[Element]:
    """The contents of a cell, which has to end with a paragraph."""
    if filled and filled[-1].tag == f"{{{W}}}p":
        return filled
    return [*filled, w("p")]


def slots(rows: list[Element]) -> list[list[Slot]]:
    """Each row's cells on the grid, those that hang down from a row above among them."""
    made: list[list[Slot]] = []
    hanging: dict[int, tuple[Slot, int]] = {}
    for row in rows:
        line: list[Slot] = []
        cells = iter(row.iterchildren("th", "td"))
        column = 0
        while True:
            if column in hanging:
                slot, left = hanging.pop(column)
                line.append(replace(slot, continued=True))
                if left > 1:
                    hanging[column] = (slot, left - 1)
                column += slot.columns
                continue
            cell = next(cells, None)
            if cell is None:
                break
            across, down = int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1)
            slot = Slot(cell, column, across, down)
            line.append(slot)
            if down > 1:
                hanging[column] = (slot, down - 1)
            column += across
        if column > COLUMNS:
            raise ValueError(f"a table has {column} columns; {COLUMNS} is the most")
        made.append(line)
    return made


def column_widths(grid: list[list[Slot]], total: int) -> list[int]:
    """Widths that sum to the total: by what the cells hold, with room for the longest word."""
    count = max(slot.column + slot.columns for line in grid for slot in line)
    wants, words = [4.0] * count, [3] * count
    for slot in (slot for line in grid for slot in line if slot.columns == 1):
        letters = visible_text(slot.cell)
        wants[slot.column] = max(wants[slot.column], min(len(letters), WIDEST) ** 0.75)
        longest = max((len(word) for word in letters.split()), default=0)
        words[slot.column] = max(words[slot.column], min(longest, 16))
    least = [min(word * 105 + 190, total // count) for word in words]
    rest = total - sum(least)
    widths = [low + int(rest * want / sum(wants)) for low, want in zip(least, wants, strict=True)]
    widths[-1] += total - sum(widths)
    return widths
