"""Block elements to paragraphs and tables, in the order of the semantic tree."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise

from briefs.design import Theme
from briefs.docx.ooxml import Element, classes, on, q, unknown, w
from briefs.docx.write.charts import drawing
from briefs.docx.write.facing import HEADINGS, facing_table, heading, sides_of
from briefs.docx.write.paragraphs import (
    add_property,
    first_properties,
    gap,
    mark_target,
    paragraph,
)
from briefs.docx.write.pieces import Look, Piece, joined
from briefs.docx.write.plan import BlockContext, DocumentPlan, list_style
from briefs.docx.write.runs import gather, inline, runs
from briefs.docx.write.settings import INDENTS
from briefs.docx.write.side import beside, joins, side_by_side
from briefs.docx.write.signs import STANCES
from briefs.docx.write.tables import BOX, ruled_table, shading
from briefs.docx.write.theme import colour
from briefs.docx.write.toc import toc

# The paragraph style of each class of `p`.
PARAGRAPHS = {
    kind: kind.capitalize()
    for kind in (
        *("handling", "subtitle", "lead", "meta", "when", "who", "caution", "lacking", "source"),
        *("answer", "provenance", "rating"),
    )
}
# The style of a `p` without a class, by the class of what it stands in.
IN_ARTICLES = {"statement": "Statement", "judgement": "Headline"}
# Styles with a smaller one for half a page, which is too narrow for their size.
IN_HALVES = ("Answer", "Provenance", "Subtitle", "Headline", "Meta")
# The character style of each class of paragraph that says how its cell looks.
IN_CELLS = {**dict.fromkeys((*STANCES, "key"), ""), "none": "Muted", "mark": "Mark"}
DATA_TABLES = (
    *("matrix", "compare", "evidence", "stances", "months"),
    *("ladder", "claims", "figures", "weights"),
)
WHOLE = ("claims", "months", "ladder")  # tables that no page break divides
FACTS_APART = "\u2003"
SPACE_AFTER_TABLE = 120  # twips
# Styles that have space above by themselves.
SPACED = ("Heading", "KeyHeading", "TOCHeading", "Meta", "Caption", "When", "Gap")


def blocks(parent: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return the paragraphs and tables of all blocks inside an element."""
    elements: list[Element] = []
    for child in parent:
        if isinstance(child.tag, str):
            elements += block(child, context.at(child), plan)
    return separated(elements)


def block(element: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return the paragraphs and tables of one block; notes become footnotes elsewhere."""
    kinds = classes(element)
    if element.tag == "section" and "notes" in kinds:
        return []
    makers = (MAKERS.get((str(element.tag), kind)) for kind in (*kinds, ""))
    maker = next(filter(None, makers), None)
    if maker is None:
        raise unknown(element, "as a block")
    elements = maker(element, context, plan)
    properties = first_properties(elements)
    if element.get("data-break") == "page" and properties is not None:
        add_property(properties, on("pageBreakBefore"))
    return mark_target(element, elements, plan)


def separated(elements: list[Element]) -> list[Element]:
    """Return blocks with a gap between two tables, which Word would join; rows of labels do join.

    What follows a table gets space above, which a table cannot have below.
    """
    spaced = elements[:1]
    for before, after in pairwise(elements):
        if before.tag == q("tbl"):
            if after.tag == before.tag and joins(before, after):
                after[:] = [*before, *after.iterchildren(q("tr"))]
                spaced.pop()
            elif after.tag == before.tag:
                spaced.append(gap())
            else:
                add_space(after)
        spaced.append(after)
    return spaced


def add_space(after: Element) -> None:
    """Add space above the paragraph that follows a table, unless its style has it."""
    properties, style = after.find(q("pPr")), after.find(q("pPr/pStyle"))
    if properties is None or style is None or style.get(q("val"), "").startswith(SPACED):
        return
    add_property(properties, w("spacing", before=SPACE_AFTER_TABLE))


def inline_paragraph(
    style: str, element: Element, context: BlockContext, plan: DocumentPlan, *extra: Element
) -> Element:
    """Return the inline content of an element as a paragraph; `extra` are properties."""
    return paragraph(style, context, inline(element, context, plan), plan.theme, *extra)


def aside(element: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return a box: paragraphs with a background, which an editor can add to."""
    return blocks(element, replace(context, inside="box", width=context.width - 2 * BOX), plan)


def captioned(element: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return a table of data with its caption above."""
    look = Look(context.lang, context.dir)
    captions = []
    for caption in element.iterchildren("caption"):
        pieces: Iterable[Piece] = gather(caption, look, plan)
        if "facing" in classes(caption):
            pieces = sides_of(caption, "small", context, plan)
        tabs = [w("tabs", w("tab", val="right", pos=context.width))]
        extra = tabs if "facing" in classes(caption) else []
        contents = runs(pieces, context, plan)
        captions.append(paragraph("Caption", context, contents, plan.theme, *extra))
    table = ruled_table(element, context, plan, cell)
    if element.get("class") in WHOLE:
        keep_whole(table)
    return [*captions, table]


def keep_whole(table: Element) -> None:
    """Let each row of a table, but the last, stay on the page of the next one."""
    for row in table.findall(q("tr"))[:-1]:
        for properties in row.iter(q("pPr")):
            if properties.find(q("keepNext")) is None:
                add_property(properties, on("keepNext"))


def text_paragraph(element: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return a `p` in the style of its class and of where it stands."""
    kinds, parent = classes(element), element.getparent()
    if set(kinds) - {*PARAGRAPHS, *IN_CELLS}:
        raise unknown(element, "as a block")
    if set(kinds) & set(IN_CELLS):
        return [cell_paragraph(element, context, plan)]
    article = next(iter(classes(parent)), "") if parent is not None else ""
    style = PARAGRAPHS[kinds[0]] if kinds else IN_ARTICLES.get(article, "BodyText")
    if context.inside == "cell" and context.facing and style in IN_HALVES:
        style = f"{style}Half"
    if style == "Source" and any("compact" in classes(s) for s in element.iterancestors("section")):
        style = "SourceNote"
    muted = "Muted" if context.inside == "table" and style in ("When", "Who", "Meta") else ""
    return [paragraph(style, context, inline(element, context, plan, muted), plan.theme)]


def cell_paragraph(element: Element, context: BlockContext, plan: DocumentPlan) -> Element:
    """Return a `p` that says how its cell looks, or the key below such a table."""
    style = "MetaHalf" if context.facing else "Meta"
    style = "MatrixText" if context.inside == "table" else style
    letters = next((IN_CELLS[kind] for kind in classes(element) if kind in IN_CELLS), "")
    contents = inline(element, context, plan, letters)
    return paragraph(style, context, contents, plan.theme, *tinted(element, plan.theme))


def tinted(element: Element, theme: Theme) -> list[Element]:
    """Return background and edge of a paragraph that is one of several positions in a cell.

    A position alone in its cell tints the cell instead; on a scale of months each stands in the
    middle on a background of its own.
    """
    kind = next((kind for kind in classes(element) if kind in (*STANCES, "mark")), "")
    table, parent = next(element.iterancestors("table"), None), element.getparent()
    if not kind or parent is None or table is None:
        return []
    if table.get("class") == "months":
        ground = "accent" if kind == "mark" else f"{kind}-tint"
        return [w("jc", val="center"), shading(theme, ground)]
    if len(parent) == 1:
        return []
    line = w("left", val="single", sz=18, space=2, color=colour(theme, kind))
    return [w("pBdr", line), shading(theme, f"{kind}-tint")]


def facts(element: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return the facts of the masthead as one line."""
    look = Look(context.lang, context.dir)
    items_of_line = (gather(item, look, plan) for item in element.iterchildren("li"))
    pieces = joined(items_of_line, [Piece(FACTS_APART, look)])
    style = "FactHalf" if context.facing else "Fact"
    return [paragraph(style, context, runs(pieces, context, plan), plan.theme)]


def items(element: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return a list with Word's own numbering, so that an editor can add an item."""
    style, numbering = list_style(element)
    if not style:
        raise unknown(element, "as a list")
    number, boxed = plan.lists.get(element, 1), context.inside == "box"
    elements: list[Element] = []
    for item in element.iterchildren("li"):
        extra = numbered(numbering, number, boxed) if numbering else []
        paragraph_of_item = inline_paragraph(style, item, context.at(item), plan, *extra)
        elements += mark_target(item, [paragraph_of_item], plan)
    return elements


def numbered(numbering: str, number: int, boxed: bool) -> list[Element]:
    """Return `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>`; in a box the indent."""
    step, middle = INDENTS[numbering]
    indent = [w("ind", left=BOX + step, right=BOX, hanging=step - middle)] if boxed else []
    return [w("numPr", w("ilvl", val=0), w("numId", val=number)), *indent]


def figure(element: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return a chart below its caption; its paragraph runs left to right in any language."""
    caption = element.find("figcaption")
    if caption is None:
        raise unknown(element, "as a block")
    above = inline_paragraph("Caption", caption, context.at(caption), plan)
    upright = replace(context, lang=next(iter(plan.theme.languages)), dir="ltr")
    half = context.inside == "cell" and not context.facing
    chart = drawing(element, context.width, plan.charts[element], half)
    return [above, paragraph("Chart", upright, [chart], plan.theme)]


def cell(element: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return what stands in a cell: blocks, or inline content as one paragraph; never nothing."""
    if any(child.tag in ("p", "ul", "ol", "article", "figure", "table") for child in element):
        return blocks(element, context, plan)
    kind = next(element.iterancestors("table")).get("class")
    matrix = kind in ("stances", "months")
    styles = {"th": "Heading", "td": "Text"}
    style = ("Matrix" if matrix else "Table") + styles[str(element.tag)]
    if kind == "evidence" and next(element.iterancestors("thead"), None) is None:
        # Bold by a style of its own: LibreOffice makes that of a table's style an edit.
        style = "Evidence" + styles[str(element.tag)]
    if element.find("span[@class='numeral']") is not None:
        style = "FigureHeading"
    extra = [w("jc", val="right")] if "value" in classes(element) else []
    return mark_target(element, [inline_paragraph(style, element, context, plan, *extra)], plan)


def facing(element: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return a table of two languages side by side."""
    return [facing_table(element, context, plan, blocks)]


def compact(element: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return a section, with two charts in it beside each other, each with what follows it."""
    starts = [number for number, child in enumerate(element) if child.tag == "figure"]
    if len(starts) != 2:
        return blocks(element, context, plan)
    children = list(element)
    first, second = starts
    above = [made for child in children[:first] for made in block(child, context.at(child), plan)]
    groups = children[first:second], children[second:]
    return [*above, side_by_side(groups, context, plan, block)]


def statement(element: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return a statement or judgement: its label beside its text, or above it."""
    return beside(element, context, plan, block) or blocks(element, context, plan)


Maker = Callable[[Element, BlockContext, DocumentPlan], list[Element]]
# The function that makes a block, by tag and class; without a class for all other elements.
MAKERS: dict[tuple[str, str], Maker] = {
    ("header", ""): blocks,
    ("section", "compact"): compact,
    ("section", ""): blocks,
    ("article", "statement"): statement,
    ("article", "judgement"): statement,
    ("article", "source"): blocks,
    ("aside", ""): aside,
    **{(tag, ""): heading for tag in HEADINGS},
    ("p", ""): text_paragraph,
    ("ul", "facts"): facts,
    ("ul", ""): items,
    ("ol", ""): items,
    ("figure", "chart"): figure,
    ("table", "facing"): facing,
    **{("table", kind): captioned for kind in DATA_TABLES},
    ("nav", "contents"): toc,
}
