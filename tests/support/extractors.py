"""Extracts the text of PDFs with four programs, measures it, and makes PDFs with other engines."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path

import pymupdf
import typst
from lxml import etree

from tests.support import outputs
from tests.support.paths import ROOT
from tests.support.trees import innermost_blocks

FONTS = ROOT / "fonts"
FACES = {
    "Amiri": FONTS / "Amiri_400Regular.ttf",
    "Source Serif 4": FONTS / "SourceSerif4_400Regular.ttf",
}
QUIET = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--no-pdf-header-footer",
]
OURS = """
import sys
from pathlib import Path
from briefs.pdf import use_fonts
from briefs.pdf.to_unicode import write_to_unicode
use_fonts(Path({fonts!r}), Path({cache!r}))
import weasyprint
for file in sys.argv[1:]:
    page = weasyprint.HTML(string=Path(file).read_text(encoding="utf-8")).render()
    with write_to_unicode() as layer:
        page.write_pdf(Path(file).with_suffix(".ours.pdf"), finisher=layer.finish)
"""
SHORT, LONG = 2, 8  # lengths of the letter sequences by which a block is located
Block = tuple[str, str]  # language, text


def poppler(paths: Iterable[Path]) -> list[str]:
    return [outputs.poppler(path, layout=False) for path in paths]


def pdfium(paths: Iterable[Path]) -> list[str]:
    return [outputs.pdfium(path) for path in paths]


def mupdf(paths: Iterable[Path]) -> list[str]:
    texts = []
    for path in paths:
        with pymupdf.open(path) as document:
            texts.append("\n".join(page.get_text() for page in document))
    return texts


def pdfjs(paths: Iterable[Path]) -> list[str]:
    names = [str(path) for path in paths]
    command = ["node", str(ROOT / "tests" / "tools" / "pdfjs.mjs"), *names]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return ["\n".join(found[name]) for name in names]


Reader = Callable[[Iterable[Path]], list[str]]
READERS: dict[str, Reader] = {"poppler": poppler, "pdfium": pdfium, "pdf.js": pdfjs, "mupdf": mupdf}


def blocks(tree: etree._Element) -> list[Block]:
    """Return the language and text of each innermost block of a document, in its order."""
    found = []
    for block in innermost_blocks(tree):
        halves = [one for one in block if one.tag == "span" and one.get("lang")] or [block]
        for half in halves:
            own = next(one for one in (half, *half.iterancestors()) if one.get("lang"))
            text = " ".join(" ".join(half.itertext()).split())
            found += [(own.attrib["lang"], text)] if text else []
    return found


def words(text: str) -> Counter[str]:
    """Count the words of a text, with their vowel marks, and its numbers."""
    return Counter(re.findall(r"(?:[^\W\d_]|[\u064b-\u065f])+|\d+", text))


def recalled(texts: Iterable[str], read: str) -> float:
    """Return the percentage of the words of some texts that an extracted text has as often."""
    wanted = sum((words(text) for text in texts), Counter())
    assert wanted.total() > 5
    return 100 - 100 * (wanted - words(read)).total() / wanted.total()


def row_of(text: str) -> str:
    """Return the letters and digits of a text without anything between them."""
    return "".join(letter for letter in text if unicodedata.category(letter)[0] in "LN")


def in_order(wanted: str, found: str) -> int:
    """Return the length of the longest common subsequence of two texts (bit-parallel algorithm)."""
    places: dict[str, int] = {}
    for at, letter in enumerate(wanted):
        places[letter] = places.get(letter, 0) | 1 << at
    whole = (1 << len(wanted)) - 1
    left = whole
    for letter in found:
        met = left & places.get(letter, 0)
        left = ((left + met) | (left - met)) & whole
    return len(wanted) - left.bit_count()


def in_place(texts: Iterable[str], read: str) -> float:
    """Return the percentage of letters and digits that are extracted in the order of their block.

    A block is located where most of its sequences of eight letters are found, and aligned with as
    many letters of the extracted text as it has, and 15 more on either side.
    """
    row = row_of(read)
    index: dict[str, list[int]] = {}
    for size in (SHORT, LONG):
        for at in range(len(row) - size + 1):
            index.setdefault(row[at : at + size], []).append(at)
    total = held = 0
    for block in map(row_of, texts):
        size = LONG if len(block) >= LONG else SHORT
        starts = Counter(
            found - at
            for at in range(len(block) - size + 1)
            for found in index.get(block[at : at + size], [])[:40]
        )
        total += len(block)
        near = [start for start, _ in starts.most_common(2)]
        held += max(
            (in_order(block, row[max(at - 15, 0) : at + len(block) + 15]) for at in near), default=0
        )
    assert total > 30
    return 100 * held / total


def as_html(page: Iterable[Block]) -> str:
    """Return blocks as a plain HTML page that loads the project's fonts."""
    faces = "".join(
        f"@font-face {{ font-family: '{name}'; src: url('{file.as_uri()}') }}"
        for name, file in FACES.items()
    )
    style = "@page { margin: 2cm } body { font: 11pt 'Source Serif 4', Amiri } "
    style += ":lang(ar) { font-family: Amiri }"
    lines = (
        f"<p lang='{language}' dir='{'rtl' if language == 'ar' else 'ltr'}'>{escape(text)}</p>"
        for language, text in page
    )
    return f"<!DOCTYPE html><meta charset='utf-8'><style>{faces} {style}</style>{''.join(lines)}"


def as_typst(page: Iterable[Block]) -> str:
    """Return blocks as a plain Typst document."""
    lines = ['#set page(margin: 2cm)\n#set text(font: ("Amiri", "Source Serif 4"), size: 11pt)']
    for language, text in page:
        side = "rtl" if language == "ar" else "ltr"
        face = "Amiri" if language == "ar" else "Source Serif 4"
        literal = json.dumps(text, ensure_ascii=False)
        lines.append(
            f'#[#set text(lang: "{language}", dir: {side}, font: "{face}");#par[#{literal}]]'
        )
    return "\n\n".join(lines)


def chromium(html: Path, made: Path) -> None:
    """Print an HTML file to a PDF with Chromium, in a new profile."""
    with tempfile.TemporaryDirectory() as profile:
        options = [f"--user-data-dir={profile}", f"--print-to-pdf={made}"]
        command = ["chromium", *QUIET, *options, html.as_uri()]
        subprocess.run(command, capture_output=True, check=True, timeout=60)


def engines(pages: Mapping[str, list[Block]], folder: Path) -> dict[str, dict[str, Path]]:
    """Write each page as a PDF with each engine; return the files by engine and page."""
    made: dict[str, dict[str, Path]] = {"ours": {}, "chromium": {}, "typst": {}}
    files = []
    for name, page in pages.items():
        file = folder / f"{name}.html"
        file.write_text(as_html(page), encoding="utf-8")
        files.append(str(file))
        made["ours"][name] = file.with_suffix(".ours.pdf")
        made["chromium"][name] = file.with_suffix(".chromium.pdf")
        chromium(file, made["chromium"][name])
        source = file.with_suffix(".typ")
        source.write_text(as_typst(page), encoding="utf-8")
        made["typst"][name] = file.with_suffix(".typst.pdf")
        typst.compile(
            str(source), str(made["typst"][name]), font_paths=[str(FONTS)], ignore_system_fonts=True
        )
    program = OURS.format(fonts=str(FONTS), cache=str(folder))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program, *files], check=True, env=environment)
    return made
