"""Paragraphs: their properties, and what is added to them once they are made."""

from collections.abc import Iterable

from briefs.design import Theme
from briefs.docx.ooxml import PARAGRAPH_ORDER, Element, on, ordered, q, w
from briefs.docx.write.anchors import bookmarked
from briefs.docx.write.plan import BlockContext, DocumentPlan
from briefs.docx.write.theme import style_id

# Styles that paragraphs in a box or a table keep; others become BoxText or TableText there.
KEPT = (
    "BoxHeading",
    "EvidenceText",
    "EvidenceHeading",
    "MatrixText",
    "MatrixHeading",
    "Answer",
    "Provenance",
    "TableHeading",
    "FigureHeading",
    "Caption",
    "Chart",
    "FootnoteText",
    "Gap",
)


def paragraph(
    style: str, context: BlockContext, contents: list[Element], theme: Theme, *extra: Element
) -> Element:
    """Return a paragraph in the form that a style has for this context; `extra` are properties.

    <w:p><w:pPr><w:pStyle w:val="StatementArabic"/><w:bidi/>
    <w:rPr><w:rtl/><w:lang w:bidi="ar-SA"/></w:rPr></w:pPr> … </w:p>
    """
    if style not in KEPT:
        style = {"box": "BoxText", "table": "TableText"}.get(context.inside, style)
    identity = style_id(theme, style, context.lang)
    properties = [w("pStyle", val=identity), *extra]
    if context.rtl or identity != style:
        properties.append(on("bidi", context.rtl))
    if context.inside == "cell":
        properties.append(on("keepNext", False))
    tag = theme.bcp47(context.lang)
    mark = [on("rtl"), w("lang", bidi=tag)] if context.rtl else [w("lang", val=tag)]
    properties.append(w("rPr", *mark))
    return w("p", ordered("pPr", PARAGRAPH_ORDER, properties), *contents)


def gap() -> Element:
    """Return the thin paragraph that has to stand between two tables and at the end of a cell."""
    return w("p", w("pPr", w("pStyle", val="Gap")))


def first_properties(blocks: Iterable[Element]) -> Element | None:
    """Return the properties of the first paragraph in some blocks; empty cells have none."""
    return next((e for block in blocks for e in block.iter(q("pPr"))), None)


def add_property(properties: Element, child: Element) -> None:
    """Put one more property, or another of its name, among those of a paragraph."""
    properties[:] = list(ordered("pPr", PARAGRAPH_ORDER, [*properties, child]))


def mark_target(target: Element, blocks: list[Element], plan: DocumentPlan) -> list[Element]:
    """Put a bookmark around the first paragraph of what an element became, if a link leads to it.

    Return the blocks.
    """
    name = plan.bookmarks.get(target.get("id") or "")
    if name is not None:
        properties = first_properties(blocks)
        around = None if properties is None else properties.getparent()
        if properties is None or around is None:
            raise ValueError(f"Word writer: no paragraph for the target {target.get('id')}")
        start, end = bookmarked(name, ())
        properties.addnext(start)
        around.append(end)
    return blocks
