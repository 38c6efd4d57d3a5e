"""The section of notes as real footnotes; of a facing edition, both languages in each."""

from collections.abc import Iterator
from itertools import zip_longest

from briefs.design import Theme
from briefs.docx.ooxml import Element, on, q, root, runs_of, text, w
from briefs.docx.write.anchors import sections_of_notes
from briefs.docx.write.paragraphs import paragraph
from briefs.docx.write.pieces import TAB, Look, Piece, joined
from briefs.docx.write.plan import BlockContext, DocumentPlan, context_of
from briefs.docx.write.runs import gather, inline, isolate, run_properties, runs
from briefs.docx.write.theme import letters_width, text_width
from briefs.html import visible_text

NUMBER = 500  # twips for the number of a note and the space between languages
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
        part.append(w("footnote", *paragraphs_of(note, plan), id=number))
    return part


def paragraphs_of(note: Note, plan: DocumentPlan) -> list[Element]:
    """Return the paragraphs of a note: one, or one for each language where they are too long."""
    if len(note) > 1 and all_fit(note, plan.theme):
        context = context_of(note[0])
        look = Look(context.lang, context.dir)
        sides = (side_of_note(item, look, plan) for item in note)
        pieces = joined(sides, [Piece(TAB, look)])
        contents = [*note_mark(context, plan.theme), *runs(pieces, context, plan)]
        stop = w("tabs", w("tab", val="right", pos=text_width(plan.theme)))
        return [paragraph("FootnoteText", context, contents, plan.theme, stop)]
    paragraphs: list[Element] = []
    for item in note:
        context = context_of(item)
        mark = [] if paragraphs else note_mark(context, plan.theme)
        contents = [*mark, *inline(item, context, plan)]
        paragraphs.append(paragraph("FootnoteText", context, contents, plan.theme))
    return paragraphs


def side_of_note(item: Element, look: Look, plan: DocumentPlan) -> Iterator[Piece]:
    """Return the pieces of a note in one language, inside a paragraph of a look."""
    inside = context_of(item)
    return isolate(gather(item, Look(inside.lang, inside.dir), plan), inside.dir, look)


def all_fit(note: Note, theme: Theme) -> bool:
    """Return whether the languages of a note share a line, by an estimate, with its number."""
    texts = ((visible_text(item), context_of(item).lang) for item in note)
    return sum(letters_width(words, "note", lang, theme) for words, lang in texts) < (
        text_width(theme) - NUMBER
    )


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
