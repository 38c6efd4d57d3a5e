"""A text layer in which every glyph on a page has exactly the text that it was drawn for.

WeasyPrint writes one ToUnicode entry for each glyph, with the first text that the glyph was drawn
for. In Arabic one glyph serves several texts, so that letters are lost or swapped when a page is
copied or searched. Here a glyph gets one character code for each of its texts (ISO 32000-1, 9.7.4.2
and 9.10.3): codes beyond the font's glyphs, which a CIDToGIDMap leads back to the glyphs. The
module `clusters` makes the codes of right-to-left letters.

A sign that stands for a word (`data-word` of its element) has the word as its text.

This uses internals of WeasyPrint 70: `draw_text`, `Font.to_unicode`, `Stream.show_text`,
`Stream._current_font`, `build_fonts_dictionary`, and the operands that it writes. When they
change, `tests/pdf/test_to_unicode.py` fails.
"""

import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pydyf

from briefs.pdf.clusters import DrawnGlyph, FontCodes, glyph_part, line_parts, tj_operator
from briefs.pdf.composite_glyphs import CompositeGlyph, with_glyphs

# What WeasyPrint passes to `show_text`: glyph numbers in hexadecimal, offsets before a glyph, which
# are Python floats, and kerns after a glyph, which are integers.
OPERAND = re.compile(r"<(?P<glyphs>[0-9a-f]*)>|(?P<kern>-?\d+(?=<|$))|(?P<offset>-?\d[\d.e+-]*)")
RISE = re.compile(rb"(\S+) Ts")
BATCH = 100  # entries in one bfchar block, at most (Adobe Technical Note 5411)


@dataclass
class Line:
    """Operands of a content stream, each with its index in the stream, with only rises between."""

    stream: list[Any]
    operands: list[tuple[int, list[DrawnGlyph]]] = field(default_factory=list)

    @property
    def glyphs(self) -> list[DrawnGlyph]:
        """The glyphs of all operands."""
        return [glyph for _, glyphs in self.operands for glyph in glyphs]

    def is_continued_at(self, stream: list[Any], place: int) -> bool:
        """Whether nothing but rises stands between the last operand and a place of a stream."""
        between = stream[self.operands[-1][0] + 1 : place]
        return stream is self.stream and all(
            isinstance(item, bytes) and RISE.fullmatch(item) for item in between
        )

    def write(self) -> None:
        """Write the line's codes into its stream: as one operand if possible, else as it was."""
        parts = line_parts(self.glyphs)
        if parts is None:
            for place, glyphs in self.operands:
                self.stream[place] = tj_operator(map(glyph_part, glyphs))
            return
        (start, first), (end, _) = self.operands[0], self.operands[-1]
        if first and first[0].rise:
            start -= 1
        self.stream[start : end + 1] = [tj_operator(parts)] + [b""] * (end - start)


class TextRecorder(dict[int, str]):
    """Replaces a font's `to_unicode` while pages are drawn, and stays empty.

    WeasyPrint names the text of a glyph that `to_unicode` lacks, and thus of every glyph it draws.
    """

    def __init__(self, codes: FontCodes, layer: "TextLayer") -> None:
        super().__init__()
        self.codes, self.layer = codes, layer

    def __setitem__(self, glyph: int, text: str) -> None:
        """Record the text of a glyph that WeasyPrint is about to draw."""
        text = self.layer.word or text
        self.codes.texts[glyph] = text
        self.layer.drawn.append(DrawnGlyph(self.codes, glyph, text))


class TextLayer:
    """Records what WeasyPrint draws in one document, and writes its text layer."""

    def __init__(self) -> None:
        self.drawn: deque[DrawnGlyph] = deque()  # has a text, is not shown yet
        self.word = ""  # of the sign that is being drawn
        self.lines: list[Line] = []
        self.fonts: dict[bytes, FontCodes] = {}
        self.first_composites: dict[bytes, int] = {}  # font file → number of its first composite

    def add_font(self, font: Any) -> None:
        """Record what WeasyPrint draws with a font; fonts of one name share codes and widths."""
        codes = self.fonts.setdefault(font.name, FontCodes(font))
        font.to_unicode, font.widths = TextRecorder(codes, self), codes.font.widths

    def add_operand(self, stream: Any, operand: str) -> None:
        """Record the operand that WeasyPrint has just appended to a stream.

        Raise RuntimeError if it shows other glyphs than those that it has named texts for.
        """
        place, rise = len(stream.stream) - 1, 0.0
        before = stream.stream[place - 1]
        if isinstance(before, bytes) and (match := RISE.fullmatch(before)):
            _, size = stream._current_font
            rise = float(match[1]) / size * 1000
        if not (self.lines and self.lines[-1].is_continued_at(stream.stream, place)):
            self.lines.append(Line(stream.stream))
        operands = self.lines[-1].operands
        previous = next((drawn for _, drawn in reversed(operands) if drawn), [])
        glyphs, offset = list[DrawnGlyph](), 0.0
        operands.append((place, glyphs))
        for token in OPERAND.finditer(operand):
            if token["offset"]:
                offset -= float(token["offset"])
            elif token["kern"]:
                for glyph in (glyphs or previous)[-1:]:
                    glyph.kern = int(token["kern"])
            for number in re.findall("....", token["glyphs"] or ""):
                glyph = self.drawn.popleft()
                if int(number, 16) != glyph.number:
                    raise RuntimeError("WeasyPrint shows another glyph than it has named")
                glyph.offset, glyph.rise, offset = offset, rise, 0.0
                glyphs.append(glyph)

    def finish(self, _: Any, pdf: Any) -> None:
        """Write the codes into the pages and the fonts of a PDF; a finisher for `write_pdf`."""
        if self.drawn:
            raise RuntimeError("WeasyPrint named texts for glyphs that it does not show")
        for line in self.lines:
            line.write()
        for font in list(pdf.objects):
            if isinstance(font, dict) and font.get("Subtype") == "/Type0":
                codes = self.fonts[font["BaseFont"]]
                if codes.added:
                    self.extend(pdf, font, codes)

    def extend(self, pdf: Any, font: Any, codes: FontCodes) -> None:
        """Add the codes to a font dictionary: their texts, widths and glyphs."""
        texts = {code: text for (_, text), code in codes.added.items()}
        indirect(pdf, font["ToUnicode"]).stream[-4:-4] = bfchar_blocks(texts)
        descendant = indirect(pdf, font["DescendantFonts"][0])
        numbers = self.add_composites(pdf, descendant, codes)
        glyphs = [glyph for glyph, _ in codes.added]
        widths = [
            g.advance if isinstance(g, CompositeGlyph) else codes.font.widths[g] for g in glyphs
        ]
        descendant["W"] += [codes.first, pydyf.Array(widths)]
        to_glyph = [*range(codes.first), *(numbers.get(glyph, glyph) for glyph in glyphs)]
        data = b"".join(number.to_bytes(2, "big") for number in to_glyph)
        stream = pydyf.Stream([data], compress=True)
        pdf.add_object(stream)
        descendant["CIDToGIDMap"] = stream.reference

    def add_composites(self, pdf: Any, descendant: Any, codes: FontCodes) -> dict[Any, int]:
        """Add a font's composite glyphs to its file, once; return their numbers in it."""
        composites = codes.composites
        if not composites:
            return {}
        reference = indirect(pdf, descendant["FontDescriptor"])["FontFile2"]
        if reference not in self.first_composites:
            file = indirect(pdf, reference)
            data, self.first_composites[reference] = with_glyphs(b"".join(file.stream), composites)
            file.stream, file.extra["Length1"] = [data], len(data)
        first = self.first_composites[reference]
        return {glyph: number for number, glyph in enumerate(composites, first)}


def indirect(pdf: Any, reference: bytes) -> Any:
    """Return the object that a reference such as `12 0 R` names."""
    return pdf.objects[int(reference.split()[0])]


def bfchar_blocks(texts: dict[int, str]) -> list[bytes]:
    """Return the lines of a ToUnicode map that give codes their texts in UTF-16."""
    entries = [b"<%04x> <%s>" % (c, t.encode("utf-16-be").hex().encode()) for c, t in texts.items()]
    lines = []
    for start in range(0, len(entries), BATCH):
        batch = entries[start : start + BATCH]
        lines += [b"%d beginbfchar" % len(batch), *batch, b"endbfchar"]
    return lines


@contextmanager
def write_to_unicode() -> Iterator[TextLayer]:
    """Let WeasyPrint record what it draws; pass the layer's `finish` to `write_pdf`."""
    from weasyprint import draw, pdf  # noqa: PLC0415  (fonts must be configured before it loads)

    layer = TextLayer()
    make_font, show_text = pdf.fonts.Font.__init__, pdf.stream.Stream.show_text
    draw_text, build_fonts = draw.draw_text, pdf.build_fonts_dictionary

    def draw_recorded_text(stream: Any, textbox: Any, *arguments: Any) -> None:
        element = textbox.element  # None in a margin box
        layer.word = "" if element is None else element.get("data-word", "")
        draw_text(stream, textbox, *arguments)

    def make_recorded_font(self: Any, *arguments: Any) -> None:
        make_font(self, *arguments)
        layer.add_font(self)

    def show_recorded_text(self: Any, text: str) -> None:
        show_text(self, text)
        layer.add_operand(self, text)

    def build_recorded_fonts(document: Any, fonts: Any, *arguments: Any) -> Any:
        for font in fonts.values():
            font.to_unicode = layer.fonts[font.name].texts
        return build_fonts(document, fonts, *arguments)

    pdf.fonts.Font.__init__ = make_recorded_font
    pdf.stream.Stream.show_text = show_recorded_text
    draw.draw_text = draw_recorded_text
    pdf.build_fonts_dictionary = build_recorded_fonts
    try:
        yield layer
    finally:
        pdf.fonts.Font.__init__, pdf.stream.Stream.show_text = make_font, show_text
        draw.draw_text, pdf.build_fonts_dictionary = draw_text, build_fonts
