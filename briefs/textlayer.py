"""An exact text layer: every glyph that a PDF draws carries the very text it was drawn for.

WeasyPrint writes one ToUnicode entry a glyph and keeps the first text seen for it; in Arabic one
glyph serves several texts, so letters are lost or swapped when the page is copied or searched.
Here a glyph gets one character code for each text (ISO 32000-1, 9.7.4.2 and 9.10.3): codes beyond
the font's glyphs, led back to them by a CIDToGIDMap. No pixel changes.

This leans on the engine's internals (70.0): `Font.to_unicode`, asked before it is filled, glyph by
glyph as they are drawn, and `Stream.show_text`. `tests/test_textlayer.py` fails when they change.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

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

    def __init__(self, glyph_count: int, drawn: list[Glyph]) -> None:
        super().__init__()
        self.drawn = drawn
        self.of_pair: dict[tuple[int, str], int] = {}
        self.glyph_of: dict[int, int] = {}
        self.text_of: dict[int, str] = {}
        self.next_code = glyph_count

    def __contains__(self, glyph: object) -> bool:
        """Never: so the engine names the text of every glyph that it draws, not of the first."""
        return False

    def __setitem__(self, glyph: int, text: str) -> None:
        """The engine draws a glyph for a text."""
        super().__setitem__(glyph, text)
        self.drawn.append(Glyph(self, glyph, text))

    def code(self, glyph: int, text: str) -> int:
        """The code of a pair: the glyph's number for the text in the engine's map, else a new."""
        if self[glyph] == text:
            return glyph
        if (glyph, text) not in self.of_pair:
            code, self.next_code = self.next_code, self.next_code + 1
            self.glyph_of[code], self.text_of[code] = glyph, text
            self.of_pair[glyph, text] = code
        return self.of_pair[glyph, text]


class Layer:
    """What one document draws, and the finisher that writes it down exactly."""

    def __init__(self) -> None:
        self.drawn: list[Glyph] = []
        self.shown: list[tuple[list[Any], int]] = []
        self.fonts: dict[bytes, Any] = {}

    def adopt(self, font: Any) -> None:
        """Give a font of the engine our codes; fonts of one name share them."""
        held = self.fonts.setdefault(font.name, font)
        if held is font:
            # The engine numbers missing glyphs from glyph_count on; leave it room for them.
            font.to_unicode = Codes(font.glyph_count + 256, self.drawn)
        else:
            font.to_unicode, font.widths = held.to_unicode, held.widths

    def finish(self, _: Any, pdf: Any) -> None:
        """Write the codes into the pages of a PDF, and what they mean into its fonts."""
        glyphs = iter(self.drawn)
        for stream, place in self.shown:
            stream[place] = recoded(stream[place], glyphs)
        if next(glyphs, None) is not None:
            raise RuntimeError("the engine named texts for glyphs that it never showed")
        for font in list(pdf.objects):
            if isinstance(font, dict) and font.get("Subtype") == "/Type0":
                held = self.fonts[font["BaseFont"]]
                if held.to_unicode.glyph_of:
                    self.extend(pdf, font, held)

    def extend(self, pdf: Any, font: Any, held: Any) -> None:
        """One font: its map to text, and its descendant's widths and map to glyphs."""
        import pydyf  # noqa: PLC0415  (it comes with the engine, and loads with it)

        codes = held.to_unicode
        named(pdf, font["ToUnicode"]).stream[-4:-4] = entries(codes.text_of)
        descendant = named(pdf, font["DescendantFonts"][0])
        widths = [held.widths[codes.glyph_of[code]] for code in codes.glyph_of]
        descendant["W"] += [min(codes.glyph_of), pydyf.Array(widths)]
        glyphs = [*range(min(codes.glyph_of)), *codes.glyph_of.values()]
        stream = pydyf.Stream([b"".join(one.to_bytes(2, "big") for one in glyphs)], compress=True)
        pdf.add_object(stream)
        descendant["CIDToGIDMap"] = stream.reference


def recoded(operand: bytes, glyphs: Iterator[Glyph]) -> bytes:
    """The operand of TJ with the codes of its glyphs in place of their numbers."""

    def codes(found: re.Match[bytes]) -> bytes:
        made = b""
        for start in range(0, len(found.group(1)), 4):
            glyph = next(glyphs)
            if int(found.group(1)[start : start + 4], 16) != glyph.number:
                raise RuntimeError("the engine showed another glyph than it named a text for")
            made += b"%04x" % glyph.codes.code(glyph.number, glyph.text)
        return b"<" + made + b">"

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
def exact_text() -> Iterator[Layer]:
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
