"""The text layer: the text copied from a page is the text that was written."""

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
from tests.support.pdf_structure import read

pytestmark = pytest.mark.usefixtures("engine")
PAGE = "<html lang=ar dir=rtl><body style='font-family: Amiri'>{}</body></html>"


@lru_cache
def drawn(text: str, how: str = "exact") -> bytes:
    """Return a PDF page with an Arabic text, with our text layer or (`plain`) WeasyPrint's."""
    page = weasyprint.HTML(string=PAGE.format(text)).render()
    if how == "plain":
        return bytes(page.write_pdf())
    with write_to_unicode() as layer:
        return bytes(page.write_pdf(finisher=layer.finish))


def characters(data: bytes) -> str:
    """Return the text of a page by its ToUnicode maps, in the order of drawing."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return read(pdf.pages[0]).unmarked


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
    """If this fails, WeasyPrint writes correct maps and `to_unicode.py` can be deleted."""
    text = "لكن الكل لك"
    assert sorted(characters(drawn(text, "plain"))) != sorted(text)


def copied(data: bytes, tmp_path: Path) -> str:
    """Return the text that pdftotext extracts from a page, without direction marks."""
    file = tmp_path / "copied.pdf"
    file.write_bytes(data)
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True)
    return re.sub("[\u202a-\u202e\f]", "", done.stdout).strip()


KERNED = "أُفيد في أبريل بأن المملكة تعبّر عن موقفٍ وتمويل"


def test_kerned_letters_and_marks_stay_in_their_words(tmp_path: Path) -> None:
    assert copied(drawn(KERNED), tmp_path) == KERNED


def test_the_engine_alone_still_tears_words_apart(tmp_path: Path) -> None:
    """If this fails, WeasyPrint leaves no gaps in words and `clusters.py` can be deleted."""
    assert copied(drawn(KERNED, "plain"), tmp_path) != KERNED


@pytest.mark.parametrize(
    ("direction", "before", "word", "after"),
    [("ltr", "in May", "inferred", "and later"), ("rtl", "في مايو", "مستنتج", "ثم بعده")],
)
def test_a_sign_is_copied_as_the_word_that_it_stands_for(
    direction: str, before: str, word: str, after: str, tmp_path: Path
) -> None:
    line = f"<p dir={direction}>{before} <span{{}}>○</span> {after}</p>"
    data = drawn(line.format(f" data-word='{word}'"))
    assert copied(data, tmp_path) == f"{before} {word} {after}"
    assert ink(data, tmp_path).tobytes() == ink(drawn(line.format("")), tmp_path).tobytes()


def ink(data: bytes, tmp_path: Path) -> Image.Image:
    """Return a page as a black-and-white picture with 300 dots an inch."""
    file = tmp_path / "ink.pdf"
    file.write_bytes(data)
    command = ["pdftoppm", "-r", "300", "-gray", "-singlefile", str(file)]
    done = subprocess.run(command, capture_output=True, check=True)
    return Image.open(io.BytesIO(done.stdout)).point(lambda grey: 255 if grey > 127 else 0)


def beyond(one: Image.Image, other: Image.Image) -> int:
    """Return how many black dots of one picture are more than a dot from those of the other."""
    grown = other.filter(ImageFilter.MinFilter(3))
    return ImageChops.subtract(grown, one).histogram()[255]


def test_the_exact_layer_moves_nothing_by_more_than_a_dot(tmp_path: Path) -> None:
    """Renderers round the position of each glyph, and a letter with its marks is one glyph here."""
    text = f"{KERNED} تفرّق العبّارات يُفتح لا إله نقلًا 2025"
    plain, exact = (ink(drawn(text, how), tmp_path) for how in ("plain", "exact"))
    assert plain.histogram()[0] > 5000
    assert beyond(plain, exact) == beyond(exact, plain) == 0
    assert beyond(plain, ImageChops.offset(exact, 3, 0)) > 0  # the comparison detects a shift
