"""The text layer: what is copied from a page is what was written, letter by letter."""

import io
import re
import subprocess
from functools import lru_cache
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from PIL import Image, ImageChops, ImageFilter

from briefs.pdf.to_unicode import write_to_unicode

pytestmark = pytest.mark.usefixtures("engine")
PAGE = "<html lang=ar dir=rtl><body style='font-family: Amiri'>{}</body></html>"


@lru_cache
def drawn(text: str, how: str = "exact") -> bytes:
    """The bytes of a page with one Arabic text."""
    page = weasyprint.HTML(string=PAGE.format(text)).render()
    if how == "plain":
        return bytes(page.write_pdf())
    with write_to_unicode() as layer:
        return bytes(page.write_pdf(finisher=layer.finish))


def characters(data: bytes) -> str:
    """Every character of a page as the codes of its text name them, in the order of drawing."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        maps = {name: to_unicode(font) for name, font in page.Resources.Font.items()}
        found: list[str] = []
        font: dict[int, str] = {}
        for instruction in pikepdf.parse_content_stream(page):
            if str(instruction.operator) == "Tf":
                font = maps[str(instruction.operands[0])]
            elif str(instruction.operator) == "TJ":
                for part in instruction.operands[0]:
                    if isinstance(part, pikepdf.String):
                        codes = bytes(part)
                        found += [
                            font[int.from_bytes(codes[i : i + 2], "big")]
                            for i in range(0, len(codes), 2)
                        ]
        return "".join(found)


def to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """The map from codes to text that a font carries."""
    pairs = re.findall(r"^<(\w{4})> <(\w*)>$", font.ToUnicode.read_bytes().decode(), re.MULTILINE)
    texts = {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for code, text in pairs
        if text != "ffff"
    }
    assert texts
    return texts


@pytest.mark.parametrize(
    "text",
    [
        "لا إله بلا ألف ولام",
        "تفرّق العبّارات يُفتح نقلًا عن مصدرٍ مؤكّدٍ",
        "قال «نعم» (2025) و51% من 1.5 مليار",
        "مسؤول يؤيد شؤون الدول في رؤية هيئة",
        "لكن الكل لك",
    ],
)
def test_every_letter_digit_and_mark_of_a_page_has_its_own_code_point(text: str) -> None:
    held = characters(drawn(text))
    assert sorted(held.replace(" ", "")) == sorted(text.replace(" ", ""))


def test_the_engine_alone_still_doubles_a_letter() -> None:
    """When this fails, the engine has mended its map, and the module may go."""
    text = "لكن الكل لك"
    assert sorted(characters(drawn(text, "plain"))) != sorted(text)


def copied(data: bytes, tmp_path: Path) -> str:
    """What poppler copies from a page, without its marks of direction."""
    file = tmp_path / "copied.pdf"
    file.write_bytes(data)
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True)
    return re.sub("[\u202a-\u202e\f]", "", done.stdout).strip()


KERNED = "أُفيد في أبريل بأن المملكة تعبّر عن موقفٍ وتمويل"


def test_kerned_letters_and_marks_stay_in_their_words(tmp_path: Path) -> None:
    assert copied(drawn(KERNED), tmp_path) == KERNED


def test_the_engine_alone_still_tears_words_apart(tmp_path: Path) -> None:
    """When this fails, the engine has closed its gaps, and `clusters.py` may go."""
    assert copied(drawn(KERNED, "plain"), tmp_path) != KERNED


def ink(data: bytes, tmp_path: Path) -> Image.Image:
    """A page as a picture of 300 dots an inch, black on white."""
    file = tmp_path / "ink.pdf"
    file.write_bytes(data)
    command = ["pdftoppm", "-r", "300", "-gray", "-singlefile", str(file)]
    done = subprocess.run(command, capture_output=True, check=True)
    return Image.open(io.BytesIO(done.stdout)).point(lambda grey: 255 if grey > 127 else 0)


def beyond(one: Image.Image, other: Image.Image) -> int:
    """How many dots of one picture are more than a dot away from all those of another."""
    grown = other.filter(ImageFilter.MinFilter(3))
    return ImageChops.subtract(grown, one).histogram()[255]


def test_the_exact_layer_moves_nothing_by_more_than_a_dot(tmp_path: Path) -> None:
    """A renderer rounds the place of each glyph; a letter is now one glyph with its marks."""
    text = f"{KERNED} تفرّق العبّارات يُفتح لا إله نقلًا 2025"
    plain, exact = (ink(drawn(text, how), tmp_path) for how in ("plain", "exact"))
    assert plain.histogram()[0] > 5000
    assert beyond(plain, exact) == beyond(exact, plain) == 0
    assert beyond(plain, ImageChops.offset(exact, 3, 0)) > 0  # or this proves nothing
