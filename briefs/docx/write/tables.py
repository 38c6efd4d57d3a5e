"""Tables: ruled ones with a repeated header row, the two columns of a facing edition, styles."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from briefs.design import Theme
from briefs.docx.ooxml import Element, classes, on, q, unknown, w
from briefs.docx.write.paragraphs import mark_target
from briefs.docx.write.plan import BlockContext, DocumentPlan
from briefs.docx.write.theme import colour
from briefs.html import visible_text

# Returns the contents of a cell.
Fill = Callable[[Element, BlockContext, DocumentPlan], list[Element]]
BOX = 180  # the indent of a box in twips, so that its edge meets the margin
GUTTER = 170  # half the space between facing columns, in twips
WIDEST = 60  # letters after which a cell asks for no more width
TINTED = ("supports", "conditional", "undecided", "opposes")  # classes of what has a tint
COLUMNS = 40  # of a table at most: a hostile colspan must not grow the grid


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


def ruled_table(element: Element, context: BlockContext, plan: DocumentPlan, fill: Fill) -> Element:
    """Return a table of data, mirrored where text runs right to left; its header row repeats.

    <w:tbl><w:tblPr><w:tblStyle w:val="BriefTable"/><w:bidiVisual/>…</w:tblPr>
    <w:tblGrid><w:gridCol w:w="2400"/>…</w:tblGrid><w:tr>…</w:tr></w:tbl>
    """
    heads = element.findall("thead/tr")
    rows = heads + element.findall("tbody/tr")
    if not rows or any(child.tag not in ("caption", "thead", "tbody") for child in element):
        raise unknown(element, "as a table (it needs rows in thead and tbody)")
    grid = slots(rows)
    widths = column_widths(grid, context.width)
    caption = " ".join(visible_text(caption) for caption in element.iterchildren("caption"))
    titles = ", ".join(visible_text(cell) for cell in element.iterfind("thead/tr/th"))
    labelled = element.find("tbody/tr/th") is not None
    described = (caption, titles)
    properties = table_properties("BriefTable", context.width, context.rtl, described, labelled)
    table = w("tbl", properties, columns_of(widths))
    for row, line in zip(rows, grid, strict=True):
        repeated = [w("tblHeader")] if row in heads else []
        cells = []
        for slot in line:
            width = sum(widths[slot.column : slot.column + slot.columns])
            inside = replace(context.at(slot.cell), inside="table", width=width)
            filled = [] if slot.continued else fill(slot.cell, inside, plan)
            cells.append(table_cell(slot, width, filled, plan.theme))
        table.append(w("tr", w("trPr", w("cantSplit"), *repeated), *cells))
        mark_target(row, [table[-1]], plan)
    return table


def facing_table(
    element: Element, context: BlockContext, plan: DocumentPlan, fill: Fill
) -> Element:
    """Return two languages side by side, each cell in its own direction.

    The table is mirrored only where both run from right to left.
    In a box the table takes the whole width, with the background of the box.
    """
    edge = BOX if context.inside == "box" else 0
    width = context.width + 2 * edge
    inside = replace(context, inside="cell", width=width // 2 - GUTTER - edge)
    rows = element.findall("tbody/tr")
    contents = [[fill(side, inside.at(side), plan) for side in row] for row in rows]
    ground = colour(plan.theme, "tint") if edge else ""
    table = facing_rows(contents, width, edge, ground, context.rtl)
    for row, written in zip(rows, table.iterchildren(q("tr")), strict=True):
        mark_target(row, [written], plan)
    return table


def facing_rows(
    rows: list[list[list[Element]]],
    width: int,
    edge: int = 0,
    ground: str = "",
    mirrored: bool = False,
) -> Element:
    """Return a facing table of rows of two cells, given as their contents, the first on the left.

    It lies `edge` twips inside its width, on a background colour if there is one.

    <w:tbl><w:tblPr><w:tblStyle w:val="FacingTable"/>…</w:tblPr>…<w:tr><w:trPr><w:cantSplit/>…
    """
    half = width // 2
    properties = table_properties("FacingTable", width, mirrored)
    table = w("tbl", properties, columns_of([half, half]))
    for row in rows:
        table.append(w("tr", w("trPr", w("cantSplit"))))
        for left, right, filled in zip((edge, GUTTER), (GUTTER, edge), row, strict=True):
            margins = w("tcMar", w("left", w=left, type="dxa"), w("right", w=right, type="dxa"))
            shading = [w("shd", val="clear", color="auto", fill=ground)] if ground else []
            properties = w("tcPr", w("tcW", w=half, type="dxa"), *shading, margins)
            table[-1].append(w("tc", properties, *closed(filled)))
    return table


def table_properties(
    style: str,
    width: int,
    mirrored: bool = False,
    described: tuple[str, str] = ("", ""),
    labelled: bool = False,
) -> Element:
    """Return `<w:tblPr>`: style, direction, width, and title and description for screen readers.

    `labelled` is whether the first column has the heads of the rows.
    """
    ruled = int(style == "BriefTable")
    title, description = described
    return w(
        "tblPr",
        w("tblStyle", val=style),
        *([on("bidiVisual")] if mirrored else []),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        w(
            "tblLook",
            val=f"{0x400 + 0x20 * ruled + 0x80 * labelled:04X}",  # the same for older programs
            firstRow=ruled,
            lastRow=0,
            firstColumn=int(labelled),
            lastColumn=0,
            noHBand=0,
            noVBand=1,
        ),
        *([w("tblCaption", val=title)] if title else []),
        *([w("tblDescription", val=description)] if description else []),
    )


def columns_of(widths: list[int]) -> Element:
    """Return `<w:tblGrid><w:gridCol w:w="2400"/></w:tblGrid>`."""
    return w("tblGrid", *(w("gridCol", w=width) for width in widths))


def table_cell(slot: Slot, width: int, filled: list[Element], theme: Theme) -> Element:
    """Return `<w:tc><w:tcPr><w:tcW w:w="2400" w:type="dxa"/>…</w:tcPr><w:p>…</w:p></w:tc>`."""
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    if slot.columns > 1:
        properties.append(w("gridSpan", val=slot.columns))
    if slot.continued or slot.rows > 1:
        properties.append(w("vMerge", val=None if slot.continued else "restart"))
    tint = tint_of(slot.cell)
    if tint:
        properties.append(shading(theme, tint))
    return w("tc", properties, *closed(filled))


def tint_of(cell: Element) -> str:
    """Return the colour of a cell that holds one position, a mark or a verdict; else nothing."""
    kinds = classes(cell[0]) if len(cell) == 1 and cell[0].tag == "p" else []
    if "verdict" in classes(cell):
        return "tint"
    if "mark" in kinds:
        return "rule"
    return next((f"{kind}-tint" for kind in kinds if kind in TINTED), "")


def shading(theme: Theme, name: str) -> Element:
    """Return `<w:shd>` of a colour of the theme."""
    return w("shd", val="clear", color="auto", fill=colour(theme, name))


def side_row(cells: list[list[Element]], widths: list[int], mirrored: bool) -> Element:
    """Return a borderless table of one row: a label, and the text beside it."""
    properties = table_properties("SideTable", sum(widths), mirrored)
    row = w("tr", w("trPr", w("cantSplit")))
    for contents, width in zip(cells, widths, strict=True):
        row.append(w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *closed(contents)))
    return w("tbl", properties, columns_of(widths), row)


def closed(filled: list[Element]) -> list[Element]:
    """Return the contents of a cell, which has to end with a paragraph."""
    if filled and filled[-1].tag == q("p"):
        return filled
    return [*filled, w("p")]


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


def column_widths(grid: list[list[Slot]], total: int) -> list[int]:
    """Return widths that sum to the total, by the cells' texts, none below its longest word."""
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


def table_styles(theme: Theme) -> list[Element]:
    """Return Word's own plain table, the ruled table with its header row, and the facing table."""
    rule, accent, tint = (colour(theme, name) for name in ("rule", "accent", "tint"))
    row = round(40 * theme.spacing)
    head = w(
        "tblStylePr",
        w("rPr", on("b"), on("bCs"), w("color", val=accent)),
        w("tcPr", w("shd", val="clear", color="auto", fill=tint)),
        type="firstRow",
    )
    first_column = w("tblStylePr", w("rPr", on("b"), on("bCs")), type="firstCol")
    lines = borders(top=(8, accent), bottom=(8, accent), insideH=(4, rule))
    return [
        table_style("Normal Table", [margins(0, 108)]),
        table_style("Brief Table", [lines, margins(40, 85)], [head, first_column]),
        table_style("Facing Table", [borders(insideH=(4, tint)), margins(row, 0)]),
        table_style("Side Table", [margins(row, 0)]),
    ]


def table_style(name: str, table: list[Element], parts: Iterable[Element] = ()) -> Element:
    """Return `<w:style w:type="table" w:styleId="BriefTable">…<w:tblPr>…</w:tblPr>…</w:style>`.

    All table styles are based on Word's own, “Normal Table”.
    """
    normal = name == "Normal Table"
    return w(
        "style",
        w("name", val=name),
        *([] if normal else [w("basedOn", val="TableNormal")]),
        w("uiPriority", val=99),
        *([w("semiHidden"), w("unhideWhenUsed")] if normal else []),
        w("tblPr", w("tblInd", w=0, type="dxa"), *table),
        *parts,
        type="table",
        default=1 if normal else None,
        customStyle=None if normal else 1,
        styleId="TableNormal" if normal else name.replace(" ", ""),
    )


def borders(**sides: tuple[int, str]) -> Element:
    """Return `<w:tblBorders>` of the given sides, each with its width in 1/8 point and colour."""
    lines = (
        w(side, val="single", sz=size, space=0, color=paint)
        for side, (size, paint) in sides.items()
    )
    return w("tblBorders", *lines)


def margins(upright: int, across: int) -> Element:
    """Return `<w:tblCellMar>` with margins above and below a cell, and at its sides, in twips."""
    sides = {"top": upright, "left": across, "bottom": upright, "right": across}
    return w("tblCellMar", *(w(side, w=size, type="dxa") for side, size in sides.items()))
