"""Block elements to paragraphs and tables, in the order of the semantic tree."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise

from lxml import etree

from briefs.design import Theme
from briefs.docx.ooxml import PARAGRAPH_ORDER, Element, W, classes, on, ordered, unknown, w
from briefs.docx.write.charts import drawing
from briefs.docx.write.context import BlockContext, WriteContext, direction
from briefs.docx.write.numbering import INDENTS
from briefs.docx.write.runs import BREAK, TAB, Look, Piece, inline, isolated, runs
from briefs.docx.write.tables import BOX, facing_table, ruled_table
from briefs.docx.write.toc import toc
from briefs.html import visible_text

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
PARAGRAPHS = {
    "handling": "Handling",
    "subtitle": "Subtitle",
    "lead": "Lead",
    "meta": "Meta",
    "when": "When",
    "who": "Who",
    "caution": "Caution",
    "lacking": "Lacking",
    "source": "Source",
}
LISTS = {
    "timeline": ("Timeline", ""),
    "plain": ("ListPlain", "bullet"),
    "judgements": ("ListNumber", "decimal"),
}
FACTS_APART = " \u2003 "
KEPT = ("BoxHeading", "TableHeading", "Caption", "Chart", "FootnoteText", "Gap")
OWN_SPACE = ("Heading", "TOCHeading", "Caption", "When", "Gap")


def blocks(parent: Element, place: BlockContext, job: WriteContext) -> list[Element]:
    """The paragraphs and tables of all blocks inside an element."""
    made: list[Element] = []
    for child in parent:
        if isinstance(child.tag, str):
            made += block(child, place.at(child), job)
    return settled(made)


def block(element: Element, place: BlockContext, job: WriteContext) -> list[Element]:
    """The paragraphs and tables of one block."""
    kinds = classes(element)
    if element.tag == "section" and "notes" in kinds:
        return []
    if element.get("data-break") == "page":
        job.page_break = True
    job.bookmark_next(element.get("id"))
    tag = str(element.tag)
    maker = next(
        (
            make
            for (name, kind), make in MAKERS.items()
            if name == tag and (not kind or kind in kinds)
        ),
        None,
    )
    if maker is None:
        raise unknown(element, "as a block")
    return maker(element, place, job)


def aside(element: Element, place: BlockContext, job: WriteContext) -> list[Element]:
    """A box: paragraphs with a ground, which an editor can add to."""
    return blocks(element, replace(place, inside="box", width=place.width - 2 * BOX), job)


def captioned(element: Element, place: BlockContext, job: WriteContext) -> list[Element]:
    """A table of data with its caption above."""
    made = [
        paragraph("Caption", place, inline(label, place, job), job)
        for label in element.iterchildren("caption")
    ]
    return [*made, ruled_table(element, place, job, cell)]


def article(element: Element, place: BlockContext, job: WriteContext) -> list[Element]:
    """A statement or a source: its paragraphs without a class are in its own style."""
    styles = {"statement": "Statement", "source": "BodyText"}
    default = next((styles[kind] for kind in classes(element) if kind in styles), "")
    if not default:
        raise unknown(element, "as a block")
    made: list[Element] = []
    for child in element:
        if child.tag == "p":
            job.bookmark_next(child.get("id"))
            made.append(text_paragraph(child, place.at(child), job, default))
        elif isinstance(child.tag, str):
            made += block(child, place.at(child), job)
    return made


def text_paragraph(
    element: Element, place: BlockContext, job: WriteContext, default: str
) -> Element:
    """A `p`, in the style of its class and of where it stands."""
    if set(classes(element)) - set(PARAGRAPHS):
        raise unknown(element, "as a block")
    style = next((PARAGRAPHS[kind] for kind in classes(element)), default)
    if style == "Source" and any("compact" in classes(s) for s in element.iterancestors("section")):
        style = "SourceNote"
    muted = "Muted" if place.inside == "table" and style in ("When", "Who", "Meta") else ""
    return paragraph(style, place, inline(element, place, job, muted), job)


def paragraph(
    style: str, place: BlockContext, contents: list[Element], job: WriteContext, *extra: Element
) -> Element:
    """A paragraph in a style's form for this language and place, with what is due to come here.

    <w:p><w:pPr><w:pStyle w:val="StatementArabic"/><w:bidi/>
    <w:rPr><w:rtl/><w:lang w:bidi="ar-SA"/></w:rPr></w:pPr> … </w:p>
    """
    if style not in KEPT:
        style = {"box": "BoxText", "table": "TableText"}.get(place.inside, style)
    identity = job.style(style, place)
    properties = [w("pStyle", val=identity), *extra]
    if place.rtl or identity != style:
        properties.append(on("bidi", place.rtl))
    if place.inside == "cell":
        properties.append(on("keepNext", False))
    if job.page_break:
        properties.append(on("pageBreakBefore"))
        job.page_break = False
    mark = (
        [on("rtl"), w("lang", bidi=job.theme.bcp47(place.lang))]
        if place.rtl
        else [w("lang", val=job.theme.bcp47(place.lang))]
    )
    properties.append(w("rPr", *mark))
    while job.waiting:
        contents = job.bookmark(job.waiting.pop(), contents)
    return w("p", ordered("pPr", PARAGRAPH_ORDER, properties), *contents)


def heading(element: Element, place: BlockContext, job: WriteContext) -> Element:
    """A heading; where two languages face each other, both on one line if they fit."""
    level = HEADINGS[str(element.tag)]
    extra = []
    style = f"Heading{level}"
    if place.inside == "box":
        style, extra = "BoxHeading", [w("outlineLvl", val=level - 1)]
    if "facing" not in classes(element):
        return paragraph(style, place, inline(element, place, job), job, *extra)
    look = Look(place.lang, place.dir)
    pieces: list[Piece] = []
    for side in element:
        if pieces:
            line = [] if fits(element, place, job.theme) else [Piece(BREAK, look)]
            pieces += [*line, Piece(TAB, look)]
        pieces += isolated(side, look, job)
    return paragraph(style, place, runs(pieces, place, job), job, *extra)


def fits(element: Element, place: BlockContext, theme: Theme) -> bool:
    """Whether the sides of a heading are short enough for one line, by an estimate of widths."""
    level = HEADINGS[str(element.tag)]
    size = "title" if level == 1 else f"h{level}"
    sides = [(visible_text(side), side.get("lang") or place.lang) for side in element]
    return sum(letters_width(words, size, lang, theme) for words, lang in sides) < place.width - 400


def letters_width(words: str, size: str, lang: str, theme: Theme) -> float:
    """About how wide a text is in twips. A letter of a bold Latin face is some 0.56 of the size
    wide, of a light one 0.5, of an Arabic one 0.46."""
    letter = 0.46 if direction(lang) == "rtl" else 0.5 if size == "running" else 0.56
    known = lang if lang in theme.languages else next(iter(theme.languages))
    return len(words) * letter * theme.size(size, known) * 20


def facts(element: Element, place: BlockContext, job: WriteContext) -> list[Element]:
    """What the masthead states, as one line."""
    line = etree.Element("p", dict(element.attrib))
    for item in element.iterchildren("li"):
        if len(line):
            line[-1].tail = (line[-1].tail or "") + FACTS_APART
        line.extend(deepcopy(item))
    return [paragraph("Fact", place, inline(line, place, job), job)]


def items(element: Element, place: BlockContext, job: WriteContext) -> list[Element]:
    """A list: numbering is real, so that an editor can add an item."""
    kinds = classes(element)
    form = {"ul": "bullet", "ol": "decimal"}[str(element.tag)]
    style = {"bullet": "ListBullet", "decimal": "ListNumber"}[form]
    if kinds:
        if kinds[0] not in LISTS:
            raise unknown(element, "as a list")
        style, form = LISTS[kinds[0]]
    number = 1
    if form == "decimal":
        job.lists.append((form, int(element.get("start") or 1)))
        number = len(job.lists)
    made = []
    for item in element.iterchildren("li"):
        job.bookmark_next(item.get("id"))
        inside = place.at(item)
        extra = numbered(form, number, place.inside == "box") if form else []
        made.append(paragraph(style, inside, inline(item, inside, job), job, *extra))
    return made


def numbered(form: str, number: int, boxed: bool) -> list[Element]:
    """`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>`, in a box with its indent."""
    step, middle = INDENTS[form]
    indent = [w("ind", left=BOX + step, right=BOX, hanging=step - middle)] if boxed else []
    return [w("numPr", w("ilvl", val=0), w("numId", val=number)), *indent]


def figure(element: Element, place: BlockContext, job: WriteContext) -> list[Element]:
    """A chart with its caption above; the chart's paragraph runs left to right in any language."""
    caption, table = element.find("figcaption"), element.find("table")
    if caption is None or table is None or "chart" not in classes(element):
        raise unknown(element, "as a block")
    inside = place.at(caption)
    above = paragraph("Caption", inside, inline(caption, inside, job), job)
    upright = replace(place, lang=job.base, dir="ltr")
    return [above, paragraph("Chart", upright, [drawing(element, place, job)], job)]


def cell(element: Element, place: BlockContext, job: WriteContext) -> list[Element]:
    """What stands in a cell: blocks, or inline content as one paragraph; never nothing."""
    if any(child.tag in ("p", "ul", "ol", "article", "figure", "table") for child in element):
        return blocks(element, place, job)
    job.bookmark_next(element.get("id"))
    style = "TableHeading" if element.tag == "th" else "TableText"
    extra = [w("jc", val="right")] if "value" in classes(element) else []
    return [paragraph(style, place, inline(element, place, job), job, *extra)]


Maker = Callable[[Element, BlockContext, WriteContext], list[Element]]
# What makes a block of an element's tag and, where one is given, class.
MAKERS: dict[tuple[str, str], Maker] = {
    ("header", ""): blocks,
    ("section", ""): blocks,
    ("article", ""): article,
    ("aside", ""): aside,
    **{(tag, ""): lambda element, place, job: [heading(element, place, job)] for tag in HEADINGS},
    ("p", ""): lambda element, place, job: [text_paragraph(element, place, job, "BodyText")],
    ("ul", "facts"): facts,
    ("ul", ""): items,
    ("ol", ""): items,
    ("figure", "chart"): figure,
    ("table", "facing"): lambda element, place, job: [facing_table(element, place, job, blocks)],
    **{("table", kind): captioned for kind in ("matrix", "compare", "evidence")},
    ("nav", "contents"): lambda element, place, job: toc(element, place, job, paragraph),
}


def settled(made: list[Element]) -> list[Element]:
    """Blocks as they can stand together: Word joins two tables that touch, and sets no space
    after a table."""
    kept = made[:1]
    for before, after in pairwise(made):
        if before.tag == f"{{{W}}}tbl":
            if after.tag == before.tag:
                kept.append(gap())
            else:
                give_space(after)
        kept.append(after)
    return kept


def gap() -> Element:
    """The thin paragraph that has to stand between two tables and at the end of a cell."""
    return w("p", w("pPr", w("pStyle", val="Gap")))


def give_space(after: Element) -> None:
    """Space above the paragraph that follows a table, unless its style has it."""
    properties = after.find(f"{{{W}}}pPr")
    style = after.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    if properties is None or style is None or style.get(f"{{{W}}}val", "").startswith(OWN_SPACE):
        return
    children = [*properties, w("spacing", before=160)]
    after.replace(properties, ordered("pPr", PARAGRAPH_ORDER, children))
