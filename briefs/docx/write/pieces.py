"""The pieces of a paragraph: stretches of text of one look, before they become runs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from briefs.docx.ooxml import Element
from briefs.docx.write.anchors import ShownText
from briefs.docx.write.signs import SIGNS

BREAK, TAB = "\u2028", "\x1f"  # as UAX #9 sees them: white space, a segment separator


@dataclass(frozen=True)
class Look:
    """How a stretch of text is set, and the link and the text of the content it is part of."""

    lang: str
    dir: str
    style: str = ""
    bold: bool = False
    link: Element | None = None
    shown: ShownText | None = None


@dataclass(frozen=True)
class Piece:
    """A stretch of text of one look, the result of a field, or a reference to a footnote."""

    text: str
    look: Look
    note: int = 0
    first: bool = False  # the footnote itself; a later reference points to it
    field: str = ""
    ends: str = ""  # of what only opens or closes an isolate: the marks that can stand for it

    def saying(self, text: str) -> "Piece":
        """Return the piece with another text."""
        return self if text == self.text else replace(self, text=text)


def joined(parts: Iterable[Iterable[Piece]], separator: Iterable[Piece]) -> list[Piece]:
    """Return the pieces of several parts with a separator between them."""
    pieces: list[Piece] = []
    for part in parts:
        pieces += [*(separator if pieces else ()), *part]
    return pieces


def collapse(pieces: Iterable[Piece]) -> list[Piece]:
    """Collapse white space as HTML does: none is left at the ends or beside a line break."""
    kept: list[Piece] = []
    blank = True
    for piece in pieces:
        words = re.sub(r"[ \t\r\n]+", " ", piece.text)
        if blank and words.startswith(" "):
            words = words[1:]
        if words in (BREAK, TAB):
            kept = stripped(kept)
        if words:
            kept.append(piece.saying(words))
            blank = blank if piece.ends else words[-1] in (" ", BREAK, TAB)
    return stripped(kept)


def stripped(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without a space at their end."""
    for index in range(len(pieces) - 1, -1, -1):
        if pieces[index].ends:
            continue
        words = pieces[index].text.removesuffix(" ")
        cut = [pieces[index].saying(words)] if words else []
        return [*pieces[:index], *cut, *pieces[index + 1 :]]
    return pieces


def in_sign_font(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces with each sign outside a text of the content in the style of signs."""
    for piece in pieces:
        if piece.look.shown or piece.look.style in ("Gauge", "Sign"):
            yield piece
            continue
        for part in filter(None, SIGNS.split(piece.text)):
            sign = SIGNS.fullmatch(part)
            yield (
                replace(piece, text=part, look=replace(piece.look, style="Sign"))
                if sign
                else piece.saying(part)
            )
