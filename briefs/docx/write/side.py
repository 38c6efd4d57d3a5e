"""Blocks beside each other, such as a label and its text, as rows of a table without lines."""

from collections.abc import Iterable
from dataclasses import replace

from briefs.docx.ooxml import Element, classes, q, value_of, w
from briefs.docx.write.paragraphs import mark_target, paragraph
from briefs.docx.write.pieces import BREAK, Look, Piece
from briefs.docx.write.plan import BlockContext, DocumentPlan
from briefs.docx.write.runs import gather, runs
from briefs.docx.write.signs import APART
from briefs.docx.write.tables import Fill, closed, columns_of, table_properties

LABELS = {"when": "When", "rating": "Rating"}  # style of a label, by its class
ON_ONE_LINE = "·"  # a muted dot between what stands on one line elsewhere, and here on two
GUTTER = 140  # between the label and the text, in twips


def beside(
    element: Element, context: BlockContext, plan: DocumentPlan, fill: Fill
) -> list[Element]:
    """Return an article as a label with its text beside it; nothing where there is no space.

    Only a page of one language has space for both. `fill` makes the blocks of the text.
    """
    side = round(plan.theme.unused_width(context.lang) / 25.4 * 1440)
    if context.inside or len(element) != 2 or not side:
        return []
    style = next((LABELS[kind] for kind in classes(element[0]) if kind in LABELS), "")
    if not style:
        return []
    widths = [side, context.width - side]
    first, second = (replace(context, inside="cell", width=width) for width in widths)
    cells = [[label(style, element[0], first, plan)], fill(element[1], second, plan)]
    return [side_row(cells, widths, context.rtl)]


def label(style: str, element: Element, context: BlockContext, plan: DocumentPlan) -> Element:
    """Return the paragraph of a label, which ends before the text: a gutter is its indent."""
    inside = context.at(element)
    pieces = lines_of_label(gather(element, Look(inside.lang, inside.dir), plan))
    extra = w("ind", right=GUTTER), w("spacing", before=0)  # its first line beside that of the text
    made = paragraph(style, inside, runs(pieces, inside, plan), plan.theme, *extra)
    return mark_target(element, [made], plan)[0]


def lines_of_label(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces of a label with line breaks: between gauges, and for muted dots."""
    lines: list[Piece] = []
    for piece in pieces:
        if piece.text.strip() == ON_ONE_LINE and piece.look.style == "Muted":
            lines.append(Piece(BREAK, replace(piece.look, style="")))
        else:
            lines.append(replace(piece, text=BREAK) if piece.text == APART else piece)
    return lines


def side_by_side(
    groups: Iterable[Iterable[Element]], context: BlockContext, plan: DocumentPlan, fill: Fill
) -> Element:
    """Return two groups of blocks beside each other, with a gutter between them."""
    half = context.width // 2 - GUTTER
    inside = replace(context, inside="cell", width=half)
    cells = [
        [made for element in group for made in fill(element, inside, plan)] for group in groups
    ]
    return side_row([cells[0], [], cells[1]], [half, 2 * GUTTER, half], context.rtl)


def side_row(cells: list[list[Element]], widths: list[int], mirrored: bool) -> Element:
    """Return a borderless table of one row: a label, and the text beside it."""
    properties = table_properties("SideTable", sum(widths), mirrored)
    row = w("tr", w("trPr", w("cantSplit")))
    for contents, width in zip(cells, widths, strict=True):
        row.append(w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *closed(contents)))
    return w("tbl", properties, columns_of(widths), row)


def joins(before: Element, after: Element) -> bool:
    """Return whether two tables in succession are rows of labels, which become one table."""
    styles = {value_of(table.find(q("tblPr")), "tblStyle") for table in (before, after)}
    return styles == {"SideTable"}
