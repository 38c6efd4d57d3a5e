"""The contents list: a field with its entries already in it, so that Word asks nothing."""

from collections.abc import Callable

from briefs.docx.ooxml import Element, classes, field, runs_of, text, unknown, w
from briefs.docx.write.context import BlockContext, WriteContext, bookmark_names
from briefs.docx.write.runs import (
    TAB,
    Look,
    Piece,
    collapse,
    gather,
    isolated,
    run_properties,
    runs,
)

Paragraph = Callable[..., Element]


def toc(
    nav: Element, place: BlockContext, job: WriteContext, paragraph: Paragraph
) -> list[Element]:
    """A heading and the entries, together in the control by which Word updates them.

    <w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>…</w:sdtPr>
    <w:sdtContent><w:p>heading</w:p><w:p>TOC \\o "2-3" \\h \\z \\u …</w:p></w:sdtContent></w:sdt>
    """
    if classes(nav) != ["contents"]:
        raise unknown(nav, "as a block")
    entries = [link for link in nav.iter("a") if (link.get("href") or "")[1:] in job.names]
    if not entries:
        return []
    made = []
    for title in nav.iterchildren("h2", "h3"):
        job.bookmark_next(title.get("id"))
        inside = place.at(title)
        made.append(paragraph("TOCHeading", inside, words(title, inside, job), job))
    levels = [level_of(link) for link in entries]
    lines = [entry(link, place, job) for link in entries]
    instruction = f'TOC \\o "{min(levels)}-{max(levels)}" \\h \\z \\u'
    opening = field(instruction, [], None)
    lines[0] = [*opening[:3], *lines[0]]
    lines[-1] = [*lines[-1], opening[3]]
    made += [
        paragraph(f"TOC{level}", place.at(link), line, job)
        for link, level, line in zip(entries, levels, lines, strict=True)
    ]
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return [w("sdt", w("sdtPr", w("id", val=1), gallery), w("sdtContent", *made))]


def toc_entries(tree: Element) -> dict[str, str]:
    """The ids that contents lists lead to, each with its bookmark."""
    names = bookmark_names(tree)
    links = [(link.get("href") or "")[1:] for nav in tree.iter("nav") for link in nav.iter("a")]
    return {identity: names[identity] for identity in links if identity in names}


def level_of(link: Element) -> int:
    """The level of an entry, from its item's class `level-2`."""
    item = link.getparent()
    names = [] if item is None else classes(item)
    return next((int(name[6:]) for name in names if name.startswith("level-")), 2)


def words(element: Element, place: BlockContext, job: WriteContext) -> list[Element]:
    """The text of a heading or an entry; of two languages the second at the other margin."""
    return runs(sides(element, Look(place.lang, place.dir), job), place, job)


def sides(element: Element, look: Look, job: WriteContext) -> list[Piece]:
    """The pieces of an element; where it holds a span for each language, with a tab between."""
    children = [child for child in element if child.get("dir")]
    if len(children) < 2:
        return collapse(gather(element, look, job))
    made: list[Piece] = []
    for child in children:
        made += [Piece(TAB, look)] * bool(made) + list(isolated(child, look, job))
    return made


def entry(link: Element, place: BlockContext, job: WriteContext) -> list[Element]:
    """One entry, a link as a whole: its text, a tab, the page number as a field.

    <w:hyperlink w:anchor="b_germany"><w:r>Germany</w:r><w:r><w:tab/></w:r>
    PAGEREF b_germany \\h → 3</w:hyperlink>
    """
    identity = (link.get("href") or "")[1:]
    inside = place.at(link)
    look = Look(inside.lang, inside.dir)
    pieces = sides(link, look, job)
    page = job.options.pages.get(identity)
    name = job.names[identity]
    made = runs([*pieces, *([] if page is None else [Piece(TAB, look)])], inside, job)
    if page is not None:
        properties = run_properties(look, inside.rtl, job.theme)
        result = list(runs_of([text("t", str(page))], properties))
        made += field(f"PAGEREF {name} \\h", result, properties)
    return [w("hyperlink", *made, anchor=name, history=1)]
