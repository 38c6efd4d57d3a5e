"""Tables: ruled ones with a repeated header row, the two columns of a facing edition, styles."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import replace

from briefs.design import Theme
from briefs.docx.ooxml import Element, classes, on, q, unknown, w
from briefs.docx.write.columns import Slot, column_widths, slots
from briefs.docx.write.paragraphs import mark_target
from briefs.docx.write.plan import BlockContext, DocumentPlan
from briefs.docx.write.signs import STANCES
from briefs.docx.write.theme import colour
from briefs.html import visible_text

# Returns the contents of a cell.
Fill = Callable[[Element, BlockContext, DocumentPlan], list[Element]]
BOX = 180  # the indent of a box in twips, so that its edge meets the margin
# Styles of graphics and of the annex, and the share of the width that their first column has.
STYLES = {"stances": "MatrixTable", "months": "MonthsTable", "evidence": "EvidenceTable"}
FIRST = {"stances": 0.17, "months": 0.24}


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
    first = FIRST.get(element.get("class") or "", 0)
    widths = column_widths(grid, context, plan.theme, first)
    caption = " ".join(visible_text(caption) for caption in element.iterchildren("caption"))
    titles = ", ".join(visible_text(cell) for cell in element.iterfind("thead/tr/th"))
    labelled = element.find("tbody/tr/th") is not None
    described = (caption, titles)
    style = STYLES.get(element.get("class") or "", "BriefTable")
    properties = table_properties(style, context.width, context.rtl, described, labelled)
    table = w("tbl", properties, columns_of(widths))
    for row, line in zip(rows, grid, strict=True):
        repeated = [w("tblHeader")] if row in heads else []
        cells = []
        for slot in line:
            width = sum(widths[slot.column : slot.column + slot.columns])
            inside = replace(context.at(slot.cell), inside="table", width=width)
            filled = [] if slot.continued else fill(slot.cell, inside, plan)
            cells.append(table_cell(slot, width, filled, style, plan.theme))
        table.append(w("tr", w("trPr", w("cantSplit"), *repeated), *cells))
        mark_target(row, [table[-1]], plan)
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
    ruled = int(style in ("BriefTable", *STYLES.values()))
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


def table_cell(slot: Slot, width: int, filled: list[Element], style: str, theme: Theme) -> Element:
    """Return `<w:tc><w:tcPr><w:tcW w:w="2400" w:type="dxa"/>…</w:tcPr><w:p>…</w:p></w:tc>`."""
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    if slot.columns > 1:
        properties.append(w("gridSpan", val=slot.columns))
    if slot.continued or slot.rows > 1:
        properties.append(w("vMerge", val=None if slot.continued else "restart"))
    if style == "MatrixTable":
        properties.extend(edges_of(slot.cell, slot.cell.getnext(), theme))
    tint = "" if style == "MonthsTable" else tint_of(slot.cell)
    if tint:
        properties.append(shading(theme, tint))
    if style == "MonthsTable":
        properties.append(w("vAlign", val="center"))
    return w("tc", properties, *closed(filled))


def edges_of(cell: Element, after: Element | None, theme: Theme) -> list[Element]:
    """Return the borders of a cell in a matrix: the edge of a position alone, a frame of none.

    The edge of the cell after it is said here too: where text runs right to left, LibreOffice
    draws a border between two cells only if the first one has it.
    """
    sides: dict[str, tuple[int, str]] = {}
    if any("none" in classes(p) for p in cell.iterchildren("p")):
        sides = {side: (4, colour(theme, "rule")) for side in ("top", "left", "bottom", "right")}
    for side, one in (("left", cell), ("right", after)):
        kind = stance_of(one)
        sides |= {side: (18, colour(theme, kind))} if kind else {}
    return [borders("tcBorders", **sides)] if sides else []


def stance_of(cell: Element | None) -> str:
    """Return the stance of the only position in a cell, or nothing."""
    kinds = [] if cell is None else [kind for p in cell.iterchildren("p") for kind in classes(p)]
    return kinds[0] if len(kinds) == 1 and kinds[0] in STANCES else ""


def tint_of(cell: Element) -> str:
    """Return the colour of a cell that holds one position, a mark or a verdict; else nothing."""
    kinds = classes(cell[0]) if len(cell) == 1 and cell[0].tag == "p" else []
    if "verdict" in classes(cell):
        return "tint"
    if "mark" in kinds:
        return "rule"
    return next((f"{kind}-tint" for kind in kinds if kind in STANCES), "")


def shading(theme: Theme, name: str) -> Element:
    """Return `<w:shd>` of a colour of the theme."""
    return w("shd", val="clear", color="auto", fill=colour(theme, name))


def closed(filled: list[Element]) -> list[Element]:
    """Return the contents of a cell, which has to end with a paragraph."""
    if filled and filled[-1].tag == q("p"):
        return filled
    return [*filled, w("p")]


def table_styles(theme: Theme) -> list[Element]:
    """Return Word's own plain table, the ruled table with its header row, and the facing table."""
    rule, accent, tint, paper, muted = (
        colour(theme, name) for name in ("rule", "accent", "tint", "paper", "muted")
    )
    row = round(40 * theme.spacing)
    head = w(
        "tblStylePr",
        w("rPr", on("b"), on("bCs"), w("color", val=accent)),
        w("tcPr", w("shd", val="clear", color="auto", fill=tint)),
        type="firstRow",
    )
    first_column = w("tblStylePr", w("rPr", on("b"), on("bCs")), type="firstCol")
    lines = borders(top=(8, accent), bottom=(8, accent), insideH=(4, rule))
    heads = w("tblStylePr", w("rPr", on("b"), on("bCs"), w("color", val=accent)), type="firstRow")
    months = w("tblStylePr", w("rPr", w("color", val=muted)), type="firstRow")
    scale = borders(bottom=(4, rule), insideH=(4, rule), insideV=(4, rule))
    white = borders(insideH=(12, paper), insideV=(12, paper))
    return [
        table_style("Normal Table", [margins(0, 108)]),
        table_style(
            "Matrix Table", [white, margins(row // 2, 50)], [heads, deepcopy(first_column)]
        ),
        table_style("Brief Table", [lines, margins(40, 85)], [head, first_column]),
        table_style(
            "Evidence Table",
            [deepcopy(lines), margins(25, 85)],
            [deepcopy(head), deepcopy(first_column)],
        ),
        table_style("Months Table", [scale, margins(15, 30)], [months, deepcopy(first_column)]),
        table_style(
            "Facing Table",
            [borders(insideH=(4, tint), insideV=(4, rule)), margins(row * 3 // 4, 0)],
        ),
        table_style("Close Facing Table", [borders(insideV=(4, rule)), margins(0, 0)]),
        table_style("Running Table", [margins(0, 0)]),
        table_style("Side Table", [margins(round(60 * theme.spacing), 0)]),
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


def borders(tag: str = "tblBorders", /, **sides: tuple[int, str]) -> Element:
    """Return `<w:tblBorders>` of the given sides, each with its width in 1/8 point and colour."""
    lines = (
        w(side, val="single", sz=size, space=0, color=paint)
        for side, (size, paint) in sides.items()
    )
    return w(tag, *lines)


def margins(upright: int, across: int) -> Element:
    """Return `<w:tblCellMar>` with margins above and below a cell, and at its sides, in twips."""
    sides = {"top": upright, "left": across, "bottom": upright, "right": across}
    return w("tblCellMar", *(w(side, w=size, type="dxa") for side, size in sides.items()))
