"""An exact text layer: every glyph that a PDF draws carries the very text it was drawn for.

WeasyPrint writes one ToUnicode entry a glyph and keeps the first text seen for it; in Arabic one
glyph serves several texts, so letters are lost or swapped when the page is copied or searched.
Here a glyph gets one character code for each text (ISO 32000-1, 9.7.4.2 and 9.10.3): codes beyond
the font's glyphs, led back to them by a CIDToGIDMap. `clusters.py` says what else is mended.

This leans on the engine's internals (70.0): `Font.to_unicode`, asked before it is filled, glyph by
glyph as they are drawn, `Stream.show_text`, and how it writes an operand. When they change,
`tests/test_textlayer.py` fails.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from briefs.pdf.clusters import Line, Shown, lines, written
from briefs.pdf.composite_glyphs import CompositeGlyph, with_glyphs

GLYPHS = re.compile(rb"<([0-9a-f]+)>")
BATCH = 100  # entries in one bfchar block, at most (Adobe Technical Note 5411)


@dataclass
class Glyph:
    """A glyph as it was drawn: its font, its number, and the text that the engine names for it."""

    codes: "Codes"
    number: int
    text: str


class Codes(dict[int, str]):
    """A font's texts by glyph, as the engine knows them, and a code for each (glyph, text)."""

    def __init__(self, font: Any, drawn: list[Glyph]) -> None:
        super().__init__()
        self.widths, self.drawn = font.widths, drawn
        self.outlines = "glyf" in font.tables  # so that glyphs can be made of its glyphs
        # The engine numbers missing glyphs from glyph_count on; leave it room for them.
        self.first = font.glyph_count + 256
        self.added: dict[tuple[int | CompositeGlyph, str], int] = {}

    def __contains__(self, glyph: object) -> bool:
        """Never: so the engine names the text of every glyph that it draws, not of the first."""
        return False

    def __setitem__(self, glyph: int, text: str) -> None:
        """The engine draws a glyph for a text."""
        super().__setitem__(glyph, text)
        self.drawn.append(Glyph(self, glyph, text))

    def code(self, glyph: int | CompositeGlyph, text: str) -> int:
        """The code of a pair: the glyph's number for the text in the engine's map, else a new."""
        if isinstance(glyph, int) and self[glyph] == text:
            return glyph
        return self.added.setdefault((glyph, text), self.first + len(self.added))

    @property
    def made(self) -> list[CompositeGlyph]:
        """The glyphs that the font has to get, each once."""
        return list(dict.fromkeys(one for one, _ in self.added if isinstance(one, CompositeGlyph)))


class Layer:
    """What one document draws, and the finisher that writes it down exactly."""

    def __init__(self) -> None:
        self.drawn: list[Glyph] = []
        self.shown: list[tuple[list[Any], int]] = []
        self.fonts: dict[bytes, Any] = {}
        self.files: dict[bytes, int] = {}

    def adopt(self, font: Any) -> None:
        """Give a font of the engine our codes; fonts of one name share them."""
        held = self.fonts.setdefault(font.name, font)
        if held is font:
            font.to_unicode = Codes(font, self.drawn)
        else:
            font.to_unicode, font.widths = held.to_unicode, held.widths

    def finish(self, _: Any, pdf: Any) -> None:
        """Write the codes into the pages of a PDF, and what they mean into its fonts."""
        for line in lines(self.shown, self.drawn):
            rewrite(line)
        for font in list(pdf.objects):
            if isinstance(font, dict) and font.get("Subtype") == "/Type0":
                held = self.fonts[font["BaseFont"]]
                if held.to_unicode.added:
                    self.extend(pdf, font, held)

    def extend(self, pdf: Any, font: Any, held: Any) -> None:
        """One font: its map to text, and its descendant's widths and map to glyphs."""
        import pydyf  # noqa: PLC0415  (it comes with the engine, and loads with it)

        codes = held.to_unicode
        texts = {code: text for (_, text), code in codes.added.items()}
        named(pdf, font["ToUnicode"]).stream[-4:-4] = entries(texts)
        if held.missing:
            named(pdf, font["Encoding"]).stream[-4:-4] = (
                [b"%d begincidchar" % len(texts)]
                + [b"<%04x> %d" % (code, code) for code in texts]
                + [b"endcidchar"]
            )
        descendant = named(pdf, font["DescendantFonts"][0])
        places = self.place(pdf, descendant, codes)
        widths = [
            one.advance if isinstance(one, CompositeGlyph) else held.widths[one]
            for one, _ in codes.added
        ]
        descendant["W"] += [codes.first, pydyf.Array(widths)]
        glyphs = [*range(codes.first), *(places.get(one, one) for one, _ in codes.added)]
        stream = pydyf.Stream([b"".join(one.to_bytes(2, "big") for one in glyphs)], compress=True)
        pdf.add_object(stream)
        descendant["CIDToGIDMap"] = stream.reference

    def place(self, pdf: Any, descendant: Any, codes: Codes) -> dict[Any, int]:
        """Put the glyphs that codes ask for into the font's file, once; their numbers in it."""
        made = codes.made
        descriptor = named(pdf, descendant["FontDescriptor"])
        if made and descriptor["FontFile2"] not in self.files:
            file = named(pdf, descriptor["FontFile2"])
            data, first = with_glyphs(b"".join(file.stream), made)
            file.stream, file.extra["Length1"] = [data], len(data)
            self.files[descriptor["FontFile2"]] = first
        first = self.files.get(descriptor.get("FontFile2"), 0)
        return {one: number for number, one in enumerate(made, first)}


def rewrite(line: Line) -> None:
    """Write a line with its codes: as one operand where it can be, else as the engine did."""
    one = written(line)
    if one is None:
        glyphs = iter(line.shown)
        for place in line.places:
            line.stream[place] = recoded(line.stream[place], glyphs)
        return
    start, end = line.places[0] - bool(line.shown and line.shown[0].rise), line.places[-1]
    line.stream[start : end + 1] = [one] + [b""] * (end - start)


def recoded(operand: bytes, glyphs: Iterator[Shown]) -> bytes:
    """An operand of TJ with the codes of its glyphs in place of their numbers."""

    def codes(found: re.Match[bytes]) -> bytes:
        held = [next(glyphs).glyph for _ in range(0, len(found.group(1)), 4)]
        made = (b"%04x" % one.codes.code(one.number, one.text) for one in held)
        return b"<" + b"".join(made) + b">"

    return GLYPHS.sub(codes, operand)


def named(pdf: Any, reference: bytes) -> Any:
    """The object that a reference such as `12 0 R` names."""
    return pdf.objects[int(reference.split()[0])]


def entries(texts: dict[int, str]) -> list[bytes]:
    """The bfchar blocks of codes and their texts in UTF-16."""
    lines = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in texts.items()]
    made = []
    for start in range(0, len(lines), BATCH):
        block = lines[start : start + BATCH]
        made += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return [line.encode() for line in made]


@contextmanager
def write_to_unicode() -> Iterator[Layer]:
    """While it lasts, WeasyPrint draws with exact codes; give `finish` to `write_pdf`."""
    from weasyprint.pdf import fonts, stream  # noqa: PLC0415  (the engine)

    layer = Layer()
    make_font, show_text = fonts.Font.__init__, stream.Stream.show_text

    def adopted(self: Any, *arguments: Any) -> None:
        make_font(self, *arguments)
        layer.adopt(self)

    def noted(self: Any, text: str) -> None:
        show_text(self, text)
        layer.shown.append((self.stream, len(self.stream) - 1))

    fonts.Font.__init__, stream.Stream.show_text = adopted, noted
    try:
        yield layer
    finally:
        fonts.Font.__init__, stream.Stream.show_text = make_font, show_text
