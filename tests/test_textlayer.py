"""The text layer: what is copied from a page is what was written, letter by letter."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

ROOT = Path(__file__).resolve().parent.parent
# WeasyPrint reads its fonts when it loads, so that each case is a process of its own.
DRAW = """
import sys
from pathlib import Path
from briefs.pdf import use_fonts
use_fonts(Path({fonts!r}), Path({cache!r}))
import weasyprint
from briefs.textlayer import exact_text
html = "<html lang=ar dir=rtl><body style='font-family: Amiri'>" + sys.argv[1] + "</body></html>"
page = weasyprint.HTML(string=html).render()
if sys.argv[2] == "exact":
    with exact_text() as layer:
        data = page.write_pdf(finisher=layer.finish)
else:
    data = page.write_pdf()
sys.stdout.buffer.write(data)
"""


def drawn(text: str, cache: Path, how: str = "exact") -> bytes:
    """The bytes of a page with one Arabic text."""
    program = DRAW.format(fonts=str(ROOT / "fonts"), cache=str(cache))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program, text, how]
    return subprocess.run(command, capture_output=True, check=True, env=environment).stdout


def characters(data: bytes) -> str:
    """Every character of a page as the codes of its text name them, in the order of drawing."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        maps = {name: to_unicode(font) for name, font in page.Resources.Font.items()}
        found, font = [], {}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                font = maps[str(operands[0])]
            elif str(operator) == "TJ":
                for part in operands[0]:
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
def test_every_letter_digit_and_mark_of_a_page_has_its_own_code_point(text, tmp_path):
    held = characters(drawn(text, tmp_path))
    assert sorted(held.replace(" ", "")) == sorted(text.replace(" ", ""))


def test_the_engine_alone_still_doubles_a_letter(tmp_path):
    """When this fails, the engine has mended its map, and the module may go."""
    text = "لكن الكل لك"
    assert sorted(characters(drawn(text, tmp_path, "plain"))) != sorted(text)


def test_the_exact_layer_changes_no_pixel(tmp_path):
    text = "تفرّق العبّارات يُفتح لا إله نقلًا 2025"
    pictures = []
    for how in ("plain", "exact"):
        file = tmp_path / f"{how}.pdf"
        file.write_bytes(drawn(text, tmp_path, how))
        command = ["pdftoppm", "-r", "200", "-png", str(file)]
        pictures.append(subprocess.run(command, capture_output=True, check=True).stdout)
    assert pictures[0] == pictures[1]
    assert len(pictures[0]) > 1000
