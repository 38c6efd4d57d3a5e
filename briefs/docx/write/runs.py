"""Inline elements to runs: styles, languages, directions, links and notes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from briefs.design import Theme
from briefs.docx.ooxml import (
    RUN_ORDER,
    Element,
    R,
    classes,
    field,
    on,
    ordered,
    runs_of,
    text,
    unknown,
    w,
)
from briefs.docx.write.bidi import LRI, PDI, RLI, right_to_left
from briefs.docx.write.content_controls import control
from briefs.docx.write.context import OUTSIDE, BlockContext, ShownText, WriteContext

LRM, RLM = "\u200e", "\u200f"
BREAK, TAB = "\u2028", "\x1f"  # as UAX #9 sees them: white space, a segment separator
# Character styles of `span`; a stance has one of its own. Of two classes the first found counts.
STYLES = {
    "supports": "StanceSupports",
    "conditional": "StanceConditional",
    "undecided": "StanceUndecided",
    "opposes": "StanceOpposes",
    "stance": "",
    "sign": "",
    "number": "",
    "citing": "",
    "label": "Label",
    "date": "DateText",
    "topic": "Topic",
    "confidence": "Confidence",
    "muted": "Muted",
    "noterefs": "FootnoteReference",
}
LINKS = {"ref": "Reference", "entry": "Reference", "external": "Hyperlink", "": "Reference"}


@dataclass(frozen=True)
class Look:
    """How a stretch of text is set."""

    lang: str
    dir: str
    style: str = ""
    bold: bool = False
    link: Element | None = None
    shown: ShownText | None = None  # the text of the content that it is part of


@dataclass(frozen=True)
class Piece:
    """A stretch of text of one look, the result of a field, or a reference to a footnote."""

    text: str
    look: Look
    note: int = 0
    first: bool = False  # the footnote itself; a later reference points to it
    field: str = ""
    ends: str = ""  # of what only opens or closes an isolate: the marks that can stand for it


def inline(
    element: Element, place: BlockContext, job: WriteContext, style: str = ""
) -> list[Element]:
    """The runs, links and notes of an element's inline content."""
    return runs(gather(element, Look(place.lang, place.dir, style), job), place, job)


def runs(pieces: Iterable[Piece], place: BlockContext, job: WriteContext) -> list[Element]:
    """Pieces of one paragraph as runs, split where the direction changes (UAX #9)."""
    given = collapse(pieces)
    flags = iter(right_to_left("".join(piece.text for piece in given), place.rtl))
    split: list[tuple[Piece, bool]] = []
    for piece, shown in zip(given, without_isolates(given, place.rtl), strict=True):
        own = [next(flags) for _ in piece.text]
        marked = [(c, c == RLM) for c in shown] if piece.ends else zip(shown, own, strict=True)
        for rtl, letters in groupby(marked, key=lambda pair: pair[1]):
            split.append((replace(piece, text="".join(letter for letter, _ in letters)), rtl))
    made: list[Element] = []
    # A text around its link, not in it: there LibreOffice would set the link in a style of its own.
    for shown_text, part in groupby(split, key=lambda pair: pair[0].look.shown):
        contents: list[Element] = []
        for link, group in groupby(part, key=lambda pair: pair[0].look.link):
            inside = [element for piece, rtl in group for element in run(piece, rtl, job)]
            contents += inside if link is None else linked(link, inside, job)
        made += contents if shown_text is None else control(shown_text, contents, job)
    return made


def gather(element: Element, look: Look, job: WriteContext) -> Iterator[Piece]:
    """The pieces inside an element, in reading order."""
    yield Piece(element.text or "", look)
    for child in element:
        if isinstance(child.tag, str):
            yield from isolated(child, look, job)
        yield Piece(child.tail or "", look)


def isolated(child: Element, look: Look, job: WriteContext) -> Iterator[Piece]:
    """The pieces of a child; a direction of its own makes it an isolate."""
    lang, towards = child.get("lang") or look.lang, child.get("dir") or look.dir
    inner = replace(look, lang=lang, dir=towards)
    if child.get("dir") is None:
        yield from pieces_of(child, inner, job)
        return
    inside, outside = (RLM if way == "rtl" else LRM for way in (towards, look.dir))
    yield Piece(RLI if towards == "rtl" else LRI, look, ends=outside + inside)
    yield from pieces_of(child, inner, job)
    yield Piece(PDI, look, ends=inside + outside)


def without_isolates(pieces: list[Piece], rtl: bool) -> list[str]:
    """Return the text to print of each piece, with directional marks in place of isolates.

    Word orders by the runs; LibreOffice, and whatever the text is pasted into, by the characters
    alone. The fewest marks (LRM, RLM) are chosen that give the order of the isolates (UAX #9).
    """
    if not any(piece.ends for piece in pieces):
        return [piece.text for piece in pieces]
    wanted = order(pieces, [piece.text for piece in pieces], rtl)
    texts: list[str] = []
    for opening, closing in ((2, 0), (1, 1), (1, 2), (0, 2)):
        texts = [with_marks(piece, opening, closing) for piece in pieces]
        if order(pieces, texts, rtl) == wanted:
            break
    return texts


def with_marks(piece: Piece, opening: int, closing: int) -> str:
    """Return a piece's text; of an isolate's opening the marks from `opening`, of its end the
    first `closing` ones."""
    if not piece.ends:
        return piece.text
    return piece.ends[:closing] if piece.text == PDI else piece.ends[opening:]


def order(pieces: list[Piece], texts: list[str], rtl: bool) -> list[bool]:
    """Return for each character outside the marks whether it runs right to left in these texts."""
    flags = iter(right_to_left("".join(texts), rtl))
    of_pieces = [
        (piece, [next(flags) for _ in text]) for piece, text in zip(pieces, texts, strict=True)
    ]
    return [flag for piece, own in of_pieces if not piece.ends for flag in own]


def pieces_of(child: Element, look: Look, job: WriteContext) -> Iterator[Piece]:
    """The pieces of one inline element."""
    path = child.get("data-path")
    if path is not None:
        look = replace(look, shown=job.shown(path, look.lang, look.bold))
    match child.tag:
        case "strong":
            yield from gather(child, replace(look, bold=True), job)
        case "bdi":
            yield from gather(child, look, job)
        case "br":
            yield Piece(BREAK, look)
        case "span":
            known = [STYLES[name] for name in STYLES if name in classes(child)]
            if set(classes(child)) - set(STYLES):
                raise unknown(child, "inside a paragraph")
            style = next(iter(known), "") or look.style
            if (look.style, style) == ("Muted", "DateText"):
                style = "Muted"
            yield from gather(child, replace(look, style=style), job)
        case "a":
            yield from anchor(child, look, job)
        case _:
            raise unknown(child, "inside a paragraph")


def anchor(child: Element, look: Look, job: WriteContext) -> Iterator[Piece]:
    """A link, or the reference to a note. The way back from a note is Word's own affair."""
    kind = " ".join(classes(child))
    if kind == "noteref":
        number = int((child.get("href") or "").removeprefix("#note-"))
        first = child.get("id") is not None
        label = "".join(child.itertext())
        yield Piece(label, replace(look, style="FootnoteReference"), number, first)
    elif kind not in LINKS:
        if kind != "back":
            raise unknown(child, "inside a paragraph")
    elif leads_somewhere(child, job):
        yield from gather(child, replace(look, style=LINKS[kind], link=child), job)
    else:
        yield from gather(child, look, job)


def leads_somewhere(link: Element, job: WriteContext) -> bool:
    """Whether a link is taken over: to what the document holds, to the web or to an address.

    The section of notes is not printed, so a link to it is plain text; all else is refused.
    """
    url = (link.get("href") or "").strip()
    if url.startswith("#"):
        return url[1:] in job.names
    if not OUTSIDE.fullmatch(url):
        job.refuse(link, url)
        return False
    return True


def collapse(pieces: Iterable[Piece]) -> list[Piece]:
    """White space as HTML has it: one space for many, none at the ends or beside a line break."""
    kept: list[Piece] = []
    blank = True
    for piece in pieces:
        words = re.sub(r"[ \t\r\n]+", " ", piece.text)
        if blank and words.startswith(" "):
            words = words[1:]
        if words in (BREAK, TAB):
            kept = stripped(kept)
        if words:
            kept.append(replace(piece, text=words))
            blank = blank if piece.ends else words[-1] in (" ", BREAK, TAB)
    return stripped(kept)


def stripped(pieces: list[Piece]) -> list[Piece]:
    """The pieces without a space at their end."""
    for index in range(len(pieces) - 1, -1, -1):
        if pieces[index].ends:
            continue
        words = pieces[index].text.removesuffix(" ")
        cut = [replace(pieces[index], text=words)] if words else []
        return [*pieces[:index], *cut, *pieces[index + 1 :]]
    return pieces


def run(piece: Piece, rtl: bool, job: WriteContext) -> list[Element]:
    """A run of one direction, or what stands for a note.

    <w:r><w:rPr><w:rStyle w:val="Topic"/><w:rtl/><w:lang w:bidi="ar-SA"/></w:rPr>
    <w:t xml:space="preserve">القوات</w:t></w:r>
    """
    properties = run_properties(piece.look, rtl, job.theme)
    if piece.note:
        return reference(piece, properties, job)
    if piece.field:
        return field(piece.field, runs_of([text("t", piece.text)], properties), properties)
    made = w("r", properties)
    for part in filter(None, re.split(f"([{TAB}{BREAK}])", piece.text)):
        made.append(w("tab") if part == TAB else w("br") if part == BREAK else text("t", part))
    return [made]


def run_properties(look: Look, rtl: bool, theme: Theme) -> Element:
    """`<w:rPr>`: bold and language always for both kinds of script."""
    children = [w("lang", **{"bidi" if look.dir == "rtl" else "val": theme.bcp47(look.lang)})]
    if look.style:
        children.append(w("rStyle", val=look.style))
    if look.bold:
        children += [on("b"), on("bCs")]
    if rtl:
        children.append(on("rtl"))
    return ordered("rPr", RUN_ORDER, children)


def reference(piece: Piece, properties: Element, job: WriteContext) -> list[Element]:
    """The first reference to a note is the footnote, in a bookmark; a later one points there.

    <w:r><w:rPr>…</w:rPr><w:footnoteReference w:id="4"/></w:r>      NOTEREF b_note_4 \\f \\h
    """
    target = f"note-{piece.note}"
    if piece.first:
        job.notes.append(piece.note)
        made = w("r", properties, w("footnoteReference", id=piece.note))
        return job.bookmark(target, [made])
    result = w("r", properties, text("t", piece.text))
    return field(f"NOTEREF {job.names[target]} \\f \\h", [result], properties)


def linked(link: Element, inside: list[Element], job: WriteContext) -> list[Element]:
    """`<w:hyperlink w:anchor="b_germany">` or `<w:hyperlink r:id="rIdLink1">` around runs."""
    url = (link.get("href") or "").strip()
    if url.startswith("#"):
        return [w("hyperlink", *inside, anchor=job.names[url[1:]], history=1)]
    made = w("hyperlink", *inside, history=1)
    made.set(f"{{{R}}}id", job.links.identity(url))
    return [made]
