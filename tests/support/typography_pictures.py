"""The typography cases as pictures: the cases of a language are one PDF, drawn by PDFium.

The fonts are those of fonts/ and PDFium is a Python package, so that a picture depends on no
program of the machine except Pango, which breaks the lines.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
import yaml
from lxml import etree
from PIL import Image, ImageChops, ImageFilter

from briefs.design import Design
from briefs.html.document import parse
from briefs.pdf.writer import lay_out
from tests.support.paths import ROOT, TEMPLATES

FOLDER = ROOT / "tests" / "documents" / "typography"
CASES: dict[str, dict[str, str]] = {
    case.pop("name"): case
    for case in yaml.safe_load((FOLDER / "cases.yaml").read_text(encoding="utf-8"))
}
ALL = [(name, language) for name, case in CASES.items() for language in case]
EDITIONS = {"en": ("en", "ltr", "en"), "ar": ("ar", "rtl", "ar"), "facing": ("en", "ltr", "ar-en")}
# The metadata that the margins of a page show.
MARGINS = ("short-title", "reference", "information", "inferred", "handling", "page-pattern")
# A small page in place of the theme's; each case starts a page.
SMALL = """
@page { size: 138mm 52mm; margin: 5mm }
@page :first { margin: 5mm }
@page { @top-left { content: none } @top-right { content: none } @top-center { content: none }
 @bottom-left { content: none } @bottom-right { content: none } @bottom-center { content: none } }
:root, :lang(en), :lang(ar) { --side: 34mm; --short: 0 }
body > section { break-before: page }
body > section > :first-child { margin-top: 0 }
"""
SCALE = 1.0  # 72 dots to the inch
GREYS = 16

# A picture equals its golden if, both blurred over 3 × 3 dots, at most 4 dots of a page differ by
# more than 28 of 255 greys. A stroke that anti-aliasing moves by a third of a dot passes; a missing
# comma does not.
LEVEL, DOTS = 28, 4


@dataclass(frozen=True)
class Mark:
    """A character as drawn: its page and its box, in points from the bottom left of the page."""

    letter: str
    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass
class Sheets:
    """The cases of a language laid out: the pages of each case, the PDF, WeasyPrint's pages."""

    pages: dict[str, range]
    data: bytes = field(repr=False)
    pdf: pypdfium2.PdfDocument
    laid: list[Any] = field(repr=False, default_factory=list)

    def picture(self, name: str) -> Image.Image:
        """Return a picture of the pages of a case below each other, in a few greys."""
        drawn = [
            self.pdf[page].render(scale=SCALE, grayscale=True).to_pil() for page in self.pages[name]
        ]
        whole = Image.new("L", (drawn[0].width, sum(one.height for one in drawn)), 255)
        top = 0
        for one in drawn:
            whole.paste(one, (0, top))
            top += one.height
        return reduced(whole)

    def marks(self, name: str) -> list[Mark]:
        """Return the characters of a case as they are drawn on its pages."""
        found = []
        for page in self.pages[name]:
            text = self.pdf[page].get_textpage()
            for number in range(text.count_chars()):
                letter = text.get_text_range(number, 1)
                left, bottom, right, top = text.get_charbox(number)
                if letter.strip() and right > left:
                    found.append(Mark(letter, page, left, bottom, right, top))
        return found

    def lines(self, name: str) -> list[str]:
        """Return the lines of a case, each with its characters ordered from left to right."""
        rows: dict[tuple[int, int], list[Mark]] = {}
        for page in self.pages[name]:
            for line in boxes_of(self.laid[page]._page_box, "LineBox"):
                high = self.pdf[page].get_height() - 0.75 * line.position_y
                key = (page, round(-high))
                held = rows.setdefault(key, [])
                for mark in self.marks(name):
                    middle = (mark.bottom + mark.top) / 2
                    inside = high - 0.75 * line.height <= middle <= high
                    if mark.page == page and inside and mark not in held:
                        held.append(mark)
        return [
            "".join(mark.letter for mark in sorted(row, key=lambda mark: mark.left))
            for _, row in sorted(rows.items())
            if row
        ]

    def opens_to_the_right(self, mark: Mark) -> bool:
        """Return whether a bracket is drawn as `(`: its middle is left of its ends."""
        page, scale = self.pdf[mark.page], 12
        picture = page.render(scale=scale, grayscale=True).to_pil()
        top, bottom = (round((page.get_height() - y) * scale) for y in (mark.top, mark.bottom))
        picture = picture.crop(
            (round(mark.left * scale) - 2, top, round(mark.right * scale) + 2, bottom)
        )
        middles = []
        for row in (2, picture.height // 2):
            dark = [x for x in range(picture.width) if picture.getpixel((x, row)) < 128]
            middles.append(sum(dark) / len(dark))
        return middles[1] < middles[0]


def boxes_of(box: Any, kind: str) -> Iterator[Any]:
    """Yield the boxes of a class of WeasyPrint, such as `LineBox`, inside a box."""
    if type(box).__name__ == kind:
        yield box
    for child in getattr(box, "children", ()):
        yield from boxes_of(child, kind)


def reduced(picture: Image.Image) -> Image.Image:
    """Return a picture with fewer greys, which makes its file small."""
    step = 255 / (GREYS - 1)
    return picture.point([round(round(level / step) * step) for level in range(256)])


def html_of(cases: dict[str, str], language: str) -> etree._Element:
    """Return the cases of a language as one document of semantic HTML."""
    code, direction, edition = EDITIONS[language]
    metas = "".join(f'<meta name="{name}" lang="{code}" content="x"/>' for name in MARGINS)
    body = "".join(
        f'<section class="body" id="{name}">{text}</section>' for name, text in cases.items()
    )
    html = (
        f'<html lang="{code}" dir="{direction}" data-brief="type" data-edition="{edition}"'
        f' data-template="brief"><head><title>t</title>{metas}</head><body>{body}</body></html>'
    )
    tree, problems = parse(html, "cases.yaml")
    assert problems == []
    assert tree is not None
    return tree


def sheets_of(cases: dict[str, str], language: str, design: Design) -> Sheets:
    """Lay out and draw the cases of a language."""
    stylesheet = (TEMPLATES / "pdf.css").read_text(encoding="utf-8")
    rendered = lay_out(html_of(cases, language), design.theme, stylesheet + SMALL)
    starts: dict[str, int] = {}
    for number, page in enumerate(rendered.pages):
        for name in page.anchors:
            if name in cases:
                starts.setdefault(name, number)
    ends = [*list(starts.values())[1:], len(rendered.pages)]
    pages = {
        name: range(start, end) for (name, start), end in zip(starts.items(), ends, strict=True)
    }
    data = rendered.write_pdf()
    return Sheets(pages, data, pypdfium2.PdfDocument(data), rendered.pages)


def differing(one: Image.Image, other: Image.Image) -> tuple[int, Image.Image]:
    """Return how many dots of two pictures differ, and a picture that shows where."""
    if one.size != other.size:
        return one.width * one.height, Image.new("L", one.size, 0)
    blur = ImageFilter.BoxBlur(1)
    difference = ImageChops.difference(one.filter(blur), other.filter(blur))
    marked = difference.point([0] * (LEVEL + 1) + [255] * (255 - LEVEL))
    return marked.histogram()[255], marked


def stored(picture: Image.Image) -> bytes:
    """Return a picture as the bytes of a small PNG file."""
    held = io.BytesIO()
    picture.quantize(GREYS).save(held, "PNG", optimize=True)
    return held.getvalue()


def golden(name: str, language: str) -> Path:
    """Return the path of the golden of a case."""
    return FOLDER / "goldens" / f"{name}.{language}.png"
