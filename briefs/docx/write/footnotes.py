"""The section of notes as real footnotes; of a facing edition, both languages in each."""

from itertools import zip_longest

from briefs.design import Theme
from briefs.docx.ooxml import Element, on, q, root, runs_of, text, w
from briefs.docx.write.anchors import sections_of_notes
from briefs.docx.write.paragraphs import paragraph
from briefs.docx.write.plan import BlockContext, DocumentPlan, context_of
from briefs.docx.write.runs import Look, inline, run_properties

# The items of a note, one in each language.
Note = list[Element]


def footnotes(tree: Element, document: Element, rtl: bool, plan: DocumentPlan) -> Element:
    """Return footnotes.xml of a tree and the document made from it: two separators, the notes.

    <w:footnote w:id="4"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>
    <w:r><w:rPr>…</w:rPr><w:footnoteRef/></w:r> … </w:p></w:footnote>
    """
    notes = collect(tree)
    check_order(document, notes)
    part = root("footnotes")
    for number, kind in {-1: "separator", 0: "continuationSeparator"}.items():
        bidi = [w("pPr", on("bidi"))] if rtl else []
        part.append(w("footnote", w("p", *bidi, w("r", w(kind))), type=kind, id=number))
    for number, note in sorted(notes.items()):
        paragraphs: list[Element] = []
        for item in note:
            context = context_of(item)
            mark = [] if paragraphs else note_mark(context, plan.theme)
            contents = [*mark, *inline(item, context, plan)]
            paragraphs.append(paragraph("FootnoteText", context, contents, plan.theme))
        part.append(w("footnote", *paragraphs, id=number))
    return part


def collect(tree: Element) -> dict[int, Note]:
    """Return the notes of a tree by their numbers; ValueError where a number occurs twice."""
    notes: dict[int, Note] = {}
    for section in sections_of_notes(tree):
        for row in list(section.iter("tr")) or [section]:
            for sides in zip_longest(*(order.iterchildren("li") for order in row.iter("ol"))):
                note = [item for item in sides if item is not None]
                number = int((note[0].get("id") or "").removeprefix("note-"))
                if number in notes:
                    raise ValueError(f"Word writer: note {number} is there twice")
                notes[number] = note
    return notes


def check_order(document: Element, notes: dict[int, Note]) -> None:
    """Raise ValueError unless notes are first cited as 1, 2, 3 …, since Word numbers them so."""
    cited = [int(e.get(q("id"), 0)) for e in document.iter(q("footnoteReference"))]
    if cited != sorted(notes) or cited != list(range(1, len(cited) + 1)):
        raise ValueError(
            f"Word writer: notes are referred to first in the order {cited[:20]}, "
            f"and there are notes {sorted(notes)[:20]}: both have to be 1, 2, 3 …"
        )


def note_mark(context: BlockContext, theme: Theme) -> list[Element]:
    """Return the number with which a footnote opens, and a space."""
    look = Look(context.lang, context.dir, "FootnoteReference")
    plain = Look(context.lang, context.dir)
    return [
        *runs_of([w("footnoteRef")], run_properties(look, context.rtl, theme)),
        *runs_of([text("t", " ")], run_properties(plain, context.rtl, theme)),
    ]
