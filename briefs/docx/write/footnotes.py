"""The section of notes as real footnotes, with both languages in each where two face each other."""

from dataclasses import replace
from itertools import zip_longest

from briefs.docx.ooxml import Element, classes, on, root, runs_of, text, w
from briefs.docx.write.blocks import paragraph
from briefs.docx.write.context import BlockContext, Links, WriteContext
from briefs.docx.write.runs import Look, inline, run_properties

Note = list[tuple[Element, BlockContext]]


def collect(tree: Element, place: BlockContext) -> dict[int, Note]:
    """Each note's number with its texts, one a language."""
    found: dict[int, Note] = {}
    for section in tree.iter("section"):
        if "notes" not in classes(section):
            continue
        rows = list(section.iter("tr")) or [section]
        for row in rows:
            lists = [items(order, place) for order in row.iter("ol")]
            for sides in zip_longest(*lists):
                note = [side for side in sides if side is not None]
                identity = note[0][0].get("id") or ""
                number = int(identity.removeprefix("note-"))
                if number in found:
                    raise ValueError(f"Word writer: note {number} is there twice")
                found[number] = note
    return found


def items(order: Element, place: BlockContext) -> Note:
    """The items of one list of notes, each with its language and direction."""
    made = []
    for item in order.iterchildren("li"):
        inside = place
        for element in reversed([item, *item.iterancestors()]):
            inside = inside.at(element)
        made.append((item, inside))
    return made


def check(job: WriteContext, found: dict[int, Note]) -> None:
    """Word numbers footnotes as they come: the tree's numbers have to come in the same order."""
    if job.notes != sorted(found) or job.notes != list(range(1, len(job.notes) + 1)):
        raise ValueError(
            f"Word writer: notes are referred to first in the order {job.notes[:20]}, "
            f"and there are notes {sorted(found)[:20]}: both have to be 1, 2, 3 …"
        )


def footnotes(
    found: dict[int, Note], place: BlockContext, job: WriteContext
) -> tuple[Element, Links]:
    """footnotes.xml with its links: the two separators, then a footnote for each note.

    <w:footnote w:id="4"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>
    <w:r><w:rPr>…</w:rPr><w:footnoteRef/></w:r> … </w:p></w:footnote>
    """
    kinds = {-1: "separator", 0: "continuationSeparator"}
    made = root("footnotes")
    for number, kind in kinds.items():
        turned = [w("pPr", on("bidi"))] if place.rtl else []
        made.append(w("footnote", w("p", *turned, w("r", w(kind))), type=kind, id=number))
    # The footnotes are a part of their own, so their links are relationships of that part.
    job = replace(job, links=Links())
    for number, sides in sorted(found.items()):
        lines = [
            footnote_line(item, inside, job, lead=not index)
            for index, (item, inside) in enumerate(sides)
        ]
        made.append(w("footnote", *lines, id=number))
    return made, job.links


def footnote_line(item: Element, place: BlockContext, job: WriteContext, lead: bool) -> Element:
    """A footnote's paragraph in one language; the first one opens with the number."""
    contents = inline(item, place, job)
    if lead:
        properties = run_properties(
            Look(place.lang, place.dir, "FootnoteReference"), place.rtl, job.theme
        )
        plain = run_properties(Look(place.lang, place.dir), place.rtl, job.theme)
        mark = [*runs_of([w("footnoteRef")], properties), *runs_of([text("t", " ")], plain)]
        contents = [*mark, *contents]
    return paragraph("FootnoteText", place, contents, job)


def settings_of_notes() -> Element:
    """`<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>`"""
    return w("footnotePr", w("footnote", id=-1), w("footnote", id=0))
