"""Inline elements to runs: styles, languages, directions, links and notes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from briefs.design import Theme
from briefs.docx.ooxml import (
    RUN_ORDER,
    Element,
    classes,
    field,
    on,
    ordered,
    runs_of,
    text,
    unknown,
    w,
)
from briefs.docx.read import EXPANSION
from briefs.docx.write.anchors import (
    LINKS,
    bookmarked,
    control,
    leads_somewhere,
    url,
)
from briefs.docx.write.bidi import LRI, PDI, RLI, right_to_left
from briefs.docx.write.pieces import BREAK, TAB, Look, Piece, collapse, in_sign_font
from briefs.docx.write.plan import BlockContext, DocumentPlan, inherited
from briefs.docx.write.signs import APART, follows_both_labels, squares
from briefs.docx.write.theme import direction

LRM, RLM = "\u200e", "\u200f"
# Character styles of the classes of `span`; of two classes, the first in this order decides.
STYLES = {
    "supports": "StanceSupports",
    "conditional": "StanceConditional",
    "undecided": "StanceUndecided",
    "opposes": "StanceOpposes",
    "stance": "",
    "sign": "",
    "number": "Number",
    "citing": "",
    "label": "Label",
    "muted": "Muted",
    "date": "DateText",
    "topic": "Topic",
    "gauge": "",
    "apart": "",
    "inferred": "Sign",
    "numeral": "Numeral",
    "expansion": EXPANSION,
    "noterefs": "FootnoteReference",
}
# Those of labels in a matrix and in the facts of the masthead.
LABELS_IN = {"stance": "StanceLabel", "li": "Muted"}


def inline(
    element: Element, context: BlockContext, plan: DocumentPlan, style: str = ""
) -> list[Element]:
    """Return the runs, links and notes of an element's inline content."""
    return runs(gather(element, Look(context.lang, context.dir, style), plan), context, plan)


def runs(pieces: Iterable[Piece], context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return the pieces of one paragraph as runs, split where the direction changes (UAX #9)."""
    contents: list[Element] = []
    parts = split_by_direction([*in_sign_font(collapse(pieces))], context.rtl)
    # A control stands around a link: inside, LibreOffice would give the link another style.
    for shown, part in groupby(parts, key=lambda pair: pair[0].look.shown):
        inside: list[Element] = []
        for link, group in groupby(part, key=lambda pair: pair[0].look.link):
            elements = [element for piece, rtl in group for element in run(piece, rtl, plan)]
            inside += elements if link is None else [linked(link, elements, plan)]
        contents += inside if shown is None else control(shown, inside)
    return contents


def split_by_direction(pieces: list[Piece], rtl: bool) -> Iterator[tuple[Piece, bool]]:
    """Yield the pieces of a paragraph, each with whether it runs from right to left."""
    flags = iter(right_to_left("".join(piece.text for piece in pieces), rtl))
    for piece, printed in zip(pieces, without_isolates(pieces, rtl), strict=True):
        own = [next(flags) for _ in piece.text]
        marked = [(c, c == RLM) for c in printed] if piece.ends else zip(printed, own, strict=True)
        for leftward, letters in groupby(marked, key=lambda pair: pair[1]):
            yield piece.saying("".join(letter for letter, _ in letters)), leftward


def gather(element: Element, look: Look, plan: DocumentPlan) -> Iterator[Piece]:
    """Yield the pieces inside an element, in reading order."""
    yield Piece(element.text or "", look)
    for child in element:
        if isinstance(child.tag, str):
            yield from isolated(child, look, plan)
        yield Piece(tail_of(child), look)


def tail_of(child: Element) -> str:
    """Return the text after a child; squares part a gauge from the next in place of a mark."""
    tail = child.tail or ""
    return APART if tail.strip() and "gauge" in classes(child) else tail


def isolated(child: Element, look: Look, plan: DocumentPlan) -> Iterator[Piece]:
    """Yield the pieces of a child, as an isolate if it has a direction of its own."""
    lang, towards = child.get("lang") or look.lang, child.get("dir") or look.dir
    inner = replace(look, lang=lang, dir=towards)
    if child.get("dir") is None:
        yield from pieces_of(child, inner, plan)
    else:
        yield from isolate(pieces_of(child, inner, plan), inner.dir, look)


def isolate(pieces: Iterable[Piece], towards: str, look: Look) -> Iterator[Piece]:
    """Yield pieces that run in a direction as an isolate in text of a look."""
    inside, outside = (RLM if way == "rtl" else LRM for way in (towards, look.dir))
    yield Piece(RLI if towards == "rtl" else LRI, look, ends=outside + inside)
    yield from pieces
    yield Piece(PDI, look, ends=inside + outside)


def without_isolates(pieces: list[Piece], rtl: bool) -> list[str]:
    """Return the text to print of each piece, with directional marks in place of isolates.

    Word orders by the runs; LibreOffice, and whatever the text is pasted into, by the characters
    alone. The fewest marks (LRM, RLM) are chosen that give the order of the isolates (UAX #9).
    """
    if not any(piece.ends for piece in pieces):
        return [piece.text for piece in pieces]
    wanted = directions(pieces, [piece.text for piece in pieces], rtl)
    texts: list[str] = []
    for opening, closing in ((2, 0), (1, 1), (1, 2), (0, 2)):
        texts = [with_marks(piece, opening, closing) for piece in pieces]
        if directions(pieces, texts, rtl) == wanted:
            break
    return texts


def with_marks(piece: Piece, opening: int, closing: int) -> str:
    """Return the text of a piece, or the marks that stand for the end of an isolate.

    These are its marks from number `opening` on, or the first `closing` ones.
    """
    if not piece.ends:
        return piece.text
    return piece.ends[:closing] if piece.text == PDI else piece.ends[opening:]


def directions(pieces: list[Piece], texts: list[str], rtl: bool) -> list[bool]:
    """Return for each character outside the marks whether it runs right to left in these texts."""
    flags = iter(right_to_left("".join(texts), rtl))
    of_pieces = [
        (piece, [next(flags) for _ in text]) for piece, text in zip(pieces, texts, strict=True)
    ]
    return [flag for piece, own in of_pieces if not piece.ends for flag in own]


def pieces_of(child: Element, look: Look, plan: DocumentPlan) -> Iterator[Piece]:
    """Yield the pieces of one inline element; nothing of a date that page one has no space for."""
    if follows_both_labels(child):
        return
    if child in plan.texts:
        look = replace(look, shown=plan.texts[child])
    match child.tag:
        case "strong":
            yield from gather(child, replace(look, bold=True), plan)
        case "bdi":
            yield from gather(child, look, plan)
        case "br":
            yield Piece(BREAK, look)
        case "span":
            yield from span(child, look_of(child, look), plan)
        case "a":
            yield from anchor(child, look, plan)
        case _:
            raise unknown(child, "inside a paragraph")


def span(child: Element, look: Look, plan: DocumentPlan) -> Iterator[Piece]:
    """Yield the pieces of a span: after the words of a gauge its squares, as in the PDF.

    Words with a sign are printed as the sign; that of inferred dates leads to its explanation and
    says its meaning.
    """
    inferred = "inferred" in classes(child) and plan.explanation.target in plan.bookmarks
    if inferred and look.link is None and look.shown is None:
        look = replace(look, link=child)
    sign = child.get("data-sign")
    yield from [Piece(sign, look)] if sign else gather(child, look, plan)
    if "gauge" in classes(child):
        yield Piece(f"\u00a0{squares(child)}", replace(look, style="Gauge"))


def look_of(span: Element, look: Look) -> Look:
    """Return the look of a span inside text of another look."""
    kinds, around = classes(span), span.getparent()
    if set(kinds) - set(STYLES):
        raise unknown(span, "inside a paragraph")
    if kinds == ["label"] and around is not None:
        inside = next(iter(classes(around)), str(around.tag))
        return replace(look, style=LABELS_IN.get(inside, STYLES["label"]))
    style = next((STYLES[kind] for kind in STYLES if kind in kinds), "") or look.style
    style = "Muted" if (look.style, style) == ("Muted", "DateText") else style
    return replace(look, style=style, bold=look.bold and style != EXPANSION)


def anchor(child: Element, look: Look, plan: DocumentPlan) -> Iterator[Piece]:
    """Yield the pieces of a link or of the reference to a note; Word makes the way back itself."""
    kind = " ".join(classes(child))
    if kind == "noteref":
        number = int(url(child).removeprefix("#note-"))
        label = "".join(child.itertext())
        first = child.get("id") is not None
        yield Piece(label, replace(look, style="FootnoteReference"), number, first)
    elif kind in LINKS and leads_somewhere(child, plan.bookmarks):
        headline = child.find("strong") is not None  # bold rather than in the colour of links
        style = "Strong" if headline else LINKS[kind]
        yield from gather(child, replace(look, style=style, link=child), plan)
    elif kind in LINKS:
        yield from gather(child, look, plan)
    elif kind != "back":
        raise unknown(child, "inside a paragraph")


def run(piece: Piece, rtl: bool, plan: DocumentPlan) -> list[Element]:
    """Return a run of one direction, or what stands for a field or a note.

    <w:r><w:rPr><w:rStyle w:val="Topic"/><w:rtl/><w:lang w:bidi="ar-SA"/></w:rPr>
    <w:t xml:space="preserve">القوات</w:t></w:r>
    """
    properties = run_properties(piece.look, rtl, plan.theme, piece.text)
    if piece.note:
        return reference(piece, properties, plan.bookmarks[f"note-{piece.note}"])
    if piece.field:
        return field(piece.field, runs_of([text("t", piece.text)], properties), properties)
    contents = [
        w("tab") if part == TAB else w("br") if part == BREAK else text("t", part)
        for part in filter(None, re.split(f"([{TAB}{BREAK}])", piece.text))
    ]
    return [w("r", properties, *contents)]


def run_properties(look: Look, rtl: bool, theme: Theme, words: str = "") -> Element:
    """Return `<w:rPr>`, with bold for both kinds of script.

    Numbers that are isolated in Arabic keep its face and size by `<w:cs/>`.
    """
    number = not rtl and look.dir == "ltr" and not any(map(str.isalpha, words))
    complex_script = look.dir == "rtl" or (number and direction(look.lang) == "rtl")
    children = [w("lang", **{"bidi" if complex_script else "val": theme.bcp47(look.lang)})]
    if complex_script and look.dir == "ltr":
        children.append(on("cs"))
    if look.style:
        children.append(w("rStyle", val=look.style))
    if look.bold:
        children += [on("b"), on("bCs")]
    if rtl:
        children.append(on("rtl"))
    return ordered("rPr", RUN_ORDER, children)


def reference(piece: Piece, properties: Element, bookmark: str) -> list[Element]:
    """Return the first reference to a note, the footnote in a bookmark, or a later one to that.

    <w:r><w:rPr>…</w:rPr><w:footnoteReference w:id="4"/></w:r>      NOTEREF b_note_4 \\f \\h
    """
    if piece.first:
        return bookmarked(bookmark, [w("r", properties, w("footnoteReference", id=piece.note))])
    result = w("r", properties, text("t", piece.text))
    return field(f"NOTEREF {bookmark} \\f \\h", [result], properties)


def linked(link: Element, contents: list[Element], plan: DocumentPlan) -> Element:
    """Return runs in a link, into the document or to the web.

    `<w:hyperlink w:anchor="b_germany">` or `<w:hyperlink r:id="rIdLink1">`; the sign of inferred
    dates has its meaning in words: `<w:hyperlink w:anchor="b_method" w:tooltip="inferred date">`
    """
    if link.tag == "span":
        words = plan.explanation.words.get(inherited(link, "lang"))
        name = plan.bookmarks[plan.explanation.target]
        return w("hyperlink", *contents, tooltip=words, history=1, anchor=name)
    target = url(link)
    if target.startswith("#"):
        return w("hyperlink", *contents, anchor=plan.bookmarks[target[1:]], history=1)
    return w("hyperlink", *contents, history=1, r_id=target)
