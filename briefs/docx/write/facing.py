"""Two languages side by side: tables of two columns, and headings that share one line."""

from dataclasses import replace

from briefs.design import Theme
from briefs.docx.ooxml import Element, classes, q, w
from briefs.docx.write.paragraphs import mark_target, paragraph
from briefs.docx.write.pieces import BREAK, TAB, Look, Piece, joined
from briefs.docx.write.plan import BlockContext, DocumentPlan
from briefs.docx.write.runs import inline, isolated, runs
from briefs.docx.write.tables import BOX, Fill, closed, columns_of, table_properties
from briefs.docx.write.theme import colour, letters_width
from briefs.html import visible_text

GUTTER = 170  # half the space between facing columns, in twips
APART = 400  # the least space between two languages on a line, in twips
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
# Styles of headings that are smaller where two languages share the line.
PAIRS = {"Heading1": "TitlePair", "KeyHeading": "KeyPair"}


def facing_table(
    element: Element, context: BlockContext, plan: DocumentPlan, fill: Fill
) -> Element:
    """Return two languages side by side, each cell in its own direction.

    The table is mirrored only where both run from right to left.
    In a box the table takes the whole width, with the background of the box.
    """
    edge = BOX if context.inside == "box" else 0
    width = context.width + 2 * edge
    inside = replace(context, inside="cell", facing=True, width=width // 2 - GUTTER - edge)
    rows = element.findall("tbody/tr")
    contents = [[fill(side, inside.at(side), plan) for side in row] for row in rows]
    close = edge or next(element.iterancestors("header"), None) is not None
    ground = colour(plan.theme, "tint") if edge else ""
    style = "CloseFacingTable" if close else "FacingTable"
    table = facing_rows(contents, width, style, (edge, ground), context.rtl)
    for row, written in zip(rows, table.iterchildren(q("tr")), strict=True):
        mark_target(row, [written], plan)
    return table


def facing_rows(
    rows: list[list[list[Element]]],
    width: int,
    style: str,
    box: tuple[int, str] = (0, ""),
    mirrored: bool = False,
) -> Element:
    """Return a facing table of rows of two cells, given as their contents, the first on the left.

    In a box it lies some twips inside its width, on a background colour if there is one. `style` is
    that of the table; mirrored, the first cell is on the right.

    <w:tbl><w:tblPr><w:tblStyle w:val="FacingTable"/>…</w:tblPr>…<w:tr><w:trPr><w:cantSplit/>…
    """
    half, (edge, ground) = width // 2, box
    table = w("tbl", table_properties(style, width, mirrored), columns_of([half, half]))
    for row in rows:
        table.append(w("tr", w("trPr", w("cantSplit"))))
        for left, right, filled in zip((edge, GUTTER), (GUTTER, edge), row, strict=True):
            edges = w("tcMar", w("left", w=left, type="dxa"), w("right", w=right, type="dxa"))
            shading = [w("shd", val="clear", color="auto", fill=ground)] if ground else []
            properties = w("tcPr", w("tcW", w=half, type="dxa"), *shading, edges)
            table[-1].append(w("tc", properties, *closed(filled)))
    return table


def heading(element: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return a heading; two languages that face each other share one line if they fit."""
    level = HEADINGS[str(element.tag)]
    style, extra = f"Heading{level}", []
    if context.inside == "box":
        style, extra = "BoxHeading", [w("outlineLvl", val=level - 1)]
        extra += box_above(plan.theme) if "facing" in classes(element) else []
    elif level == 2 and has_little_space(element, plan.theme):
        style, extra = "KeyHeading", [w("outlineLvl", val=1)]
    if "facing" not in classes(element):
        return [paragraph(style, context, inline(element, context, plan), plan.theme, *extra)]
    style = PAIRS.get(style, style)
    pieces = sides_of(element, "answer" if level == 1 else f"h{level}", context, plan)
    return [paragraph(style, context, runs(pieces, context, plan), plan.theme, *extra)]


def has_little_space(element: Element, theme: Theme) -> bool:
    """Return whether an element is part of page one, or of a document that is set closely."""
    template = element.getroottree().getroot().get("data-template")
    on_page_one = any("key" in classes(section) for section in element.iterancestors("section"))
    return on_page_one or template in theme.word.dense


def box_above(theme: Theme) -> list[Element]:
    """Return the borders of a heading whose box goes on in a table: none below."""
    tint = colour(theme, "tint")
    spaces = {"top": 4, "left": 8, "right": 8}
    sides = (w(side, val="single", sz=4, space=space, color=tint) for side, space in spaces.items())
    return [w("pBdr", *sides), w("spacing", before=0)]


def sides_of(element: Element, size: str, context: BlockContext, plan: DocumentPlan) -> list[Piece]:
    """Return the pieces of two languages at the margins of one line, or of two if it is too short.

    `size` is the name of the size of the letters, for an estimate of their width.
    """
    sides = [(visible_text(side), side.get("lang") or context.lang) for side in element]
    width = sum(letters_width(words, size, lang, plan.theme) for words, lang in sides)
    look = Look(context.lang, context.dir)
    line = [] if width < context.width - APART else [Piece(BREAK, look)]
    return joined((isolated(side, look, plan) for side in element), [*line, Piece(TAB, look)])
