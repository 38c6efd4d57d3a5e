"""Right-to-left letters drawn so that a reader of the page finds them where they stand.

The engine places marks and kerned letters by gaps and rises between glyphs, and an extractor takes
a wide gap for a space, a rise for another line. Here a letter with all that belongs to it is one
glyph, made of the font's own, whose advance ends where the next letter begins; a code for each
character of it shares that advance, in the order of the line. No gap is left, and no pixel moves:
what a whole unit of the font cannot hold stays in the operand.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefs.pdf.composite_glyphs import CompositeGlyph

TOKEN = re.compile(rb"<([0-9a-f]*)>|(-?[0-9.e-]+)")
SIZE = re.compile(rb"^/\S+ (\S+) Tf$")
RISE = re.compile(rb"^(\S+) Ts$")
EM = 1000  # the units of operands, and of advances in a PDF
SLIVER = 20  # of an advance, for a mark: with more, MuPDF takes it for a word of its own


@dataclass
class Shown:
    """A glyph as a line shows it, in thousandths of an em: moved by, raised by, pen on by."""

    glyph: Any
    offset: float = 0
    rise: float = 0
    kern: int = 0

    @property
    def advance(self) -> float:
        """How far the pen moves on."""
        return float(self.glyph.codes.widths[self.glyph.number]) + self.offset - self.kern


@dataclass
class Line:
    """What is shown in a row in one font: the operands' places in their stream, and the glyphs."""

    stream: list[Any]
    places: list[int]
    shown: list[Shown]

    def add(self, operand: bytes, glyphs: Iterator[Any], rise: float) -> None:
        """The glyphs of one operand of TJ; a kern, behind its glyph, is whole, an offset never."""
        offset = 0.0
        for codes, number in TOKEN.findall(operand):
            if b"." in number:
                offset = -float(number)
            elif number and self.shown:
                self.shown[-1].kern = int(number)
            for start in range(0, len(codes), 4):
                glyph = next(glyphs)
                if int(codes[start : start + 4], 16) != glyph.number:
                    raise RuntimeError("the engine showed another glyph than it named a text for")
                self.shown.append(Shown(glyph, offset, rise))
                offset = 0.0


def lines(shown: list[tuple[list[Any], int]], drawn: list[Any]) -> Iterator[Line]:
    """The lines of a document, from the places of its operands and the glyphs in their order."""
    glyphs, line = iter(drawn), Line([], [], [])
    for stream, place in shown:
        if line.stream is not stream or not joined(stream, line.places[-1], place):
            if line.places:
                yield line
            line = Line(stream, [], [])
        line.places.append(place)
        line.add(stream[place], glyphs, rise_at(stream, place))
    if line.places:
        yield line
    if next(glyphs, None) is not None:
        raise RuntimeError("the engine named texts for glyphs that it never showed")


def joined(stream: list[Any], last: int, place: int) -> bool:
    """Whether nothing but rises stands between two operands."""
    return all(isinstance(item, bytes) and RISE.match(item) for item in stream[last + 1 : place])


def rise_at(stream: list[Any], place: int) -> float:
    """How far above the line an operand shows its glyphs, in thousandths of an em."""
    found = RISE.match(stream[place - 1]) if isinstance(stream[place - 1], bytes) else None
    if not found or not float(found.group(1)):
        return 0.0
    sizes = (SIZE.match(item) for item in reversed(stream[:place]) if isinstance(item, bytes))
    size = next(one for one in sizes if one)
    return float(found.group(1)) / float(size.group(1)) * EM


def clusters(line: Line) -> Iterator[list[Shown]]:
    """The glyphs of a line by the letters that they draw together, in the order of drawing.

    The engine names the text of several glyphs at the leftmost of them; a mark of right-to-left
    letters that it names apart stands to the left of its letter.
    """
    held: list[Shown] = []
    for one in line.shown:
        text, more = text_of(held), one.glyph.text
        goes_on = right_to_left(text) and (not more or (only_marks(text) and right_to_left(more)))
        if held and not goes_on:
            yield held
            held = []
        held.append(one)
    if held:
        yield held


def text_of(cluster: list[Shown]) -> str:
    """The text of glyphs drawn from the left, as it is written."""
    return "".join(one.glyph.text for one in reversed(cluster))


def right_to_left(text: str) -> bool:
    """Whether a text is of letters that run from right to left, or of marks."""
    return bool(text) and all(side_of(letter) in ("R", "AL", "NSM") for letter in text)


def only_marks(text: str) -> bool:
    """Whether a text has marks and no letter to carry them."""
    return all(side_of(letter) == "NSM" for letter in text)


side_of = lru_cache(maxsize=4096)(unicodedata.bidirectional)


def written(line: Line) -> bytes | None:
    """The one operand that shows a line, or nothing where a raised glyph has no letter to go to."""
    made = b""
    for cluster in clusters(line):
        text = text_of(cluster)
        part = whole(cluster) if right_to_left(text) and not only_marks(text) else None
        if part is None:
            if any(one.rise for one in cluster):
                return None
            part = b"".join(as_it_was(one) for one in cluster)
        made += part
    return b"[" + made.replace(b"><", b"") + b"] TJ"


def as_it_was(one: Shown) -> bytes:
    """A glyph with its offset and kern."""
    code = b"<%04x>" % one.glyph.codes.code(one.glyph.number, one.glyph.text)
    before = b" %f" % -one.offset if one.offset else b""
    return before + code + (b" %d" % one.kern if one.kern else b"")


def whole(cluster: list[Shown]) -> bytes | None:
    """A letter with its marks and kern as codes without gaps; nothing where it has no room."""
    codes, text = cluster[0].glyph.codes, text_of(cluster)
    length = sum(one.advance for one in cluster)
    first = cluster[0]
    if len(cluster) == len(text) == 1 and not (first.kern or first.offset or first.rise):
        return as_it_was(first)
    advance = round(length)
    if advance < len(text) or not codes.outlines:
        return None
    widths = shared(advance, text)
    pen, parts = float(widths[0] - advance), []
    for one in cluster:
        right, up = round(pen + one.offset), round(one.rise)
        parts.append((one.glyph.number, right, up))
        pen += one.advance
    # Drawn from the left: the last character first, and the letter itself, with all parts, last.
    rest = zip(text[:0:-1], widths[:0:-1], strict=True)
    row = [codes.code(CompositeGlyph((), width), letter) for letter, width in rest]
    row.append(codes.code(CompositeGlyph(tuple(parts), widths[0]), text[0]))
    drift = length - advance
    after = b" %f" % -drift if abs(drift) > 1e-6 else b""
    return b"<" + b"".join(b"%04x" % code for code in row) + b">" + after


def shared(advance: int, text: str) -> list[int]:
    """An advance in parts, one a character: a sliver for a mark, the same for each letter."""
    sliver = min(SLIVER, advance // len(text))
    widths = [sliver if only_marks(letter) else 0 for letter in text]
    bare = widths.count(0) or 1
    room = advance - sum(widths)
    widths = [width or room // bare for width in widths]
    widths[0] += advance - sum(widths)
    return widths
