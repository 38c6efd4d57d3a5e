"""The contents list: a field with its entries already in it, so that Word asks nothing."""

from copy import deepcopy

from briefs.docx.ooxml import Element, classes, field, on, runs_of, text, unknown, w
from briefs.docx.write.anchors import bookmark_names, url
from briefs.docx.write.paragraphs import mark_target, paragraph
from briefs.docx.write.pieces import TAB, Look, Piece, collapse, joined
from briefs.docx.write.plan import BlockContext, DocumentPlan
from briefs.docx.write.runs import gather, isolated, run_properties, runs


def toc(nav: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return the heading and the entries, inside the control by which Word updates them.

    <w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>…</w:sdtPr>
    <w:sdtContent><w:p>heading</w:p><w:p>TOC \\o "2-3" \\h \\z \\u …</w:p></w:sdtContent></w:sdt>
    """
    if classes(nav) != ["contents"]:
        raise unknown(nav, "as a block")
    links = [link for link in nav.iter("a") if url(link)[1:] in plan.bookmarks]
    if not links:
        return []
    paragraphs: list[Element] = []
    for title in nav.iterchildren("h2", "h3"):
        inside = context.at(title)
        words = runs(sides(title, Look(inside.lang, inside.dir), plan), inside, plan)
        apart = [on("pageBreakBefore")] if follows_graphic(nav) else []
        made = paragraph("TOCHeading", inside, words, plan.theme, *apart)
        paragraphs += mark_target(title, [made], plan)
    levels = [level_of(link) for link in links]
    entries = [entry(link, context.at(link), plan) for link in links]
    *opening, end = field(f'TOC \\o "{min(levels)}-{max(levels)}" \\h \\z \\u', [], None)
    entries[0] = [*opening, *entries[0]]
    entries[-1] = [*entries[-1], end]
    kept = [on("keepNext")] * (len(links) - 1) + [on("keepNext", False)]  # all on one page
    paragraphs += [
        paragraph(f"TOC{level}", context.at(link), contents, plan.theme, deepcopy(keep))
        for link, level, contents, keep in zip(links, levels, entries, kept, strict=True)
    ]
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return [w("sdt", w("sdtPr", w("id", val=1), gallery), w("sdtContent", *paragraphs))]


def follows_graphic(nav: Element) -> bool:
    """Return whether a matrix of stances precedes a contents list, so that page one is full."""
    return bool(nav.xpath("preceding::table[@class='stances']"))


def toc_entries(tree: Element) -> dict[str, str]:
    """Return the ids that contents lists lead to, each with the name of its bookmark."""
    names = bookmark_names(tree)
    targets = [url(link)[1:] for nav in tree.iter("nav") for link in nav.iter("a")]
    return {target: names[target] for target in targets if target in names}


def level_of(link: Element) -> int:
    """Return the level of an entry, from the class `level-2` of its item."""
    item = link.getparent()
    kinds = [] if item is None else classes(item)
    return next((int(kind[6:]) for kind in kinds if kind.startswith("level-")), 2)


def sides(element: Element, look: Look, plan: DocumentPlan) -> list[Piece]:
    """Return the pieces of an element; the spans of two languages with a tab between them."""
    spans = [child for child in element if child.get("dir")]
    if len(spans) < 2:
        return collapse(gather(element, look, plan))
    return joined((isolated(span, look, plan) for span in spans), [Piece(TAB, look)])


def entry(link: Element, context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return an entry, a link as a whole: its text, a tab, and the page number as a field.

    <w:hyperlink w:anchor="b_germany"><w:r>Germany</w:r><w:r><w:tab/></w:r>
    PAGEREF b_germany \\h → 3</w:hyperlink>
    """
    target = url(link)[1:]
    look = Look(context.lang, context.dir)
    pieces, name = sides(link, look, plan), plan.bookmarks[target]
    if target not in plan.pages:
        return [w("hyperlink", *runs(pieces, context, plan), anchor=name, history=1)]
    properties = run_properties(look, context.rtl, plan.theme)
    page = list(runs_of([text("t", str(plan.pages[target]))], properties))
    number = field(f"PAGEREF {name} \\h", page, properties)
    words = runs([*pieces, Piece(TAB, look)], context, plan)
    return [w("hyperlink", *words, *number, anchor=name, history=1)]
