"""Right-to-left letters drawn as one glyph each, so that a copied word stays one word.

WeasyPrint places marks and kerned letters by shifts and rises between glyphs. A program that
extracts text takes a wide shift for a space and a rise for another line. Here the glyphs of a
letter and its marks become one composite glyph, whose advance ends where the next letter begins.
Each character of the letter gets a code with a part of this advance, in the order of the line. The
page looks the same: the operand still contains what rounding to whole units leaves over.

Lengths are in thousandths of an em, the unit of text space in a PDF (ISO 32000-1, 9.4.4).
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefs.pdf.composite_glyphs import CompositeGlyph

# The part of an advance that a mark gets. MuPDF takes a mark with more for a separate word.
MARK_ADVANCE = 20


class FontCodes:
    """The texts of a font's glyphs, and one character code for each pair of glyph and text."""

    def __init__(self, font: Any) -> None:
        self.font = font
        self.texts: dict[int, str] = {}  # the last text of each glyph: WeasyPrint's ToUnicode map
        self.added: dict[tuple[int | CompositeGlyph, str], int] = {}
        # WeasyPrint numbers the glyphs that a font lacks from glyph_count on; 256 are left for it.
        self.first = font.glyph_count + 256

    @property
    def composites(self) -> list[CompositeGlyph]:
        """The composite glyphs that have a code, each once."""
        return list(dict.fromkeys(g for g, _ in self.added if isinstance(g, CompositeGlyph)))

    def code(self, glyph: int | CompositeGlyph, text: str) -> int:
        """Return the code of a pair: the glyph's number if `texts` has the pair, else an added."""
        if isinstance(glyph, int) and self.texts[glyph] == text:
            return glyph
        return self.added.setdefault((glyph, text), self.first + len(self.added))


@dataclass
class DrawnGlyph:
    """A glyph that WeasyPrint draws, and the text that it names for it.

    The glyph is drawn `offset` to the right of the pen and `rise` above the line; the pen then
    moves on by the glyph's width and the offset, less `kern`.
    """

    codes: FontCodes
    number: int
    text: str
    offset: float = 0
    rise: float = 0
    kern: int = 0

    @property
    def advance(self) -> float:
        """How far the pen moves."""
        return float(self.codes.font.widths[self.number]) + self.offset - self.kern


def tj_operator(parts: Iterable[bytes]) -> bytes:
    """Return the operator TJ that shows strings of codes and the shifts between them."""
    return b"[" + b"".join(parts).replace(b"><", b"") + b"] TJ"


def line_parts(glyphs: list[DrawnGlyph]) -> list[bytes] | None:
    """Return a line's codes and shifts for one TJ; None if a raised glyph belongs to no letter."""
    parts = []
    for cluster in clusters(glyphs):
        text = text_of(cluster)
        is_letter = is_right_to_left(text) and not is_marks(text)
        letter = letter_part(cluster, text) if is_letter else None
        if letter is None and any(glyph.rise for glyph in cluster):
            return None
        parts += [glyph_part(glyph) for glyph in cluster] if letter is None else [letter]
    return parts


def clusters(glyphs: list[DrawnGlyph]) -> Iterator[list[DrawnGlyph]]:
    """Group a line's glyphs, which stand in the order of drawing, by the letters that they draw.

    WeasyPrint names the text of a cluster at its leftmost glyph and no text at the others. A mark
    on a right-to-left letter that has a text of its own stands to the left of its letter.
    """
    cluster: list[DrawnGlyph] = []
    for glyph in glyphs:
        text = text_of(cluster)
        continues = is_right_to_left(text) and (
            not glyph.text or (is_marks(text) and is_right_to_left(glyph.text))
        )
        if cluster and not continues:
            yield cluster
            cluster = []
        cluster.append(glyph)
    if cluster:
        yield cluster


def text_of(cluster: list[DrawnGlyph]) -> str:
    """Return the text of right-to-left glyphs in the order of drawing as it is written."""
    return "".join(glyph.text for glyph in reversed(cluster))


@lru_cache(maxsize=4096)
def is_right_to_left(text: str) -> bool:
    """Whether a text consists of right-to-left letters and of marks."""
    return bool(text) and all(
        unicodedata.bidirectional(letter) in ("R", "AL", "NSM") for letter in text
    )


@lru_cache(maxsize=4096)
def is_marks(text: str) -> bool:
    """Whether a text has nothing but nonspacing marks."""
    return all(unicodedata.bidirectional(letter) == "NSM" for letter in text)


def glyph_part(glyph: DrawnGlyph) -> bytes:
    """Return a glyph's code between its offset and its kern."""
    code = b"<%04x>" % glyph.codes.code(glyph.number, glyph.text)
    before = b" %f" % -glyph.offset if glyph.offset else b""
    return before + code + (b" %d" % glyph.kern if glyph.kern else b"")


def letter_part(cluster: list[DrawnGlyph], text: str) -> bytes | None:
    """Return a letter with its marks and kern as codes that no shift parts.

    None if the font has no TrueType outlines or the letter is too narrow for its characters.
    """
    codes, first = cluster[0].codes, cluster[0]
    if len(cluster) == len(text) == 1 and not (first.kern or first.offset or first.rise):
        return glyph_part(first)
    length = sum(glyph.advance for glyph in cluster)
    advance = round(length)
    if advance < len(text) or "glyf" not in codes.font.tables:
        return None
    widths = character_widths(advance, text)
    # All parts are in the glyph of the letter itself, which is drawn last, after its marks' codes.
    pen, parts = float(widths[0] - advance), []
    for glyph in cluster:
        parts.append((glyph.number, round(pen + glyph.offset), round(glyph.rise)))
        pen += glyph.advance
    marks = zip(text[:0:-1], widths[:0:-1], strict=True)
    row = [codes.code(CompositeGlyph((), width), mark) for mark, width in marks]
    row.append(codes.code(CompositeGlyph(tuple(parts), widths[0]), text[0]))
    drift = length - advance
    shift = b" %f" % -drift if abs(drift) > 1e-6 else b""
    return b"<" + b"".join(b"%04x" % code for code in row) + b">" + shift


def character_widths(advance: int, text: str) -> list[int]:
    """Divide an advance among the characters of a letter: little for a mark, the rest evenly."""
    mark = min(MARK_ADVANCE, advance // len(text))
    widths = [mark if is_marks(character) else 0 for character in text]
    letters = widths.count(0) or 1
    rest = advance - sum(widths)
    widths = [width or rest // letters for width in widths]
    widths[0] += advance - sum(widths)
    return widths
