"""The 24 Word documents as LibreOffice lays them out: pages, numbers, fonts."""

import fcntl
import hashlib
import io
import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from tests.support import docx_lint as word_lint
from tests.support.docx_helpers import docx, find, page, text, value
from tests.support.languages import languages_of
from tests.support.libreoffice import lay_out, words_in
from tests.support.outputs import docx_of, poppler
from tests.support.paths import DOCUMENTS, EDITIONS, ROOT
from tests.support.trees import Trees

LAID_OUT = ROOT / ".cache" / "tests-libreoffice"


def charts_alone(document: Path) -> Path:
    """Write a copy of the document that has only its charts; return its path."""
    made = LAID_OUT / f"charts.{document.stem.partition('.')[2]}.docx"
    with zipfile.ZipFile(document) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                tree = etree.fromstring(data)
                [body] = find(tree, "body")
                charts = [
                    one for one in find(tree, "p") if one.find(".//{*}graphicData") is not None
                ]
                for one in list(body):
                    body.remove(one)
                body.extend(charts)
                data = etree.tostring(tree)
            new.writestr(zipfile.ZipInfo(name), data)
    return made


@pytest.fixture(scope="session")
def laid_out(outputs: Path) -> Path:
    """The folder of LibreOffice's PDFs of all Word documents, shared by all test processes."""
    LAID_OUT.mkdir(parents=True, exist_ok=True)
    with (LAID_OUT / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        documents = [docx_of(outputs, *one) for one in DOCUMENTS]
        documents += [charts_alone(docx_of(outputs, "coalition", one)) for one in ("en", "ar")]
        digest = hashlib.sha256(b"".join(path.read_bytes() for path in documents)).hexdigest()
        done = LAID_OUT / "done"
        if not done.exists() or done.read_text() != digest:
            lay_out(LAID_OUT, documents)
            done.write_text(digest)
    return LAID_OUT


def pages_in(pdf: Path) -> int:
    with pikepdf.open(pdf) as opened:
        return len(opened.pages)


def plain(words: str) -> str:
    """Return only letters and digits: LibreOffice changes marks and spaces in an outline."""
    return "".join(c for c in words if unicodedata.category(c)[0] in "LN")


def outline(pdf: Path) -> dict[str, list[int]]:
    """Return the pages of each heading, by its letters and digits, from the outline of a PDF."""
    found: dict[str, list[int]] = {}
    with pikepdf.open(pdf) as opened, opened.open_outline() as read:
        numbers = {page.obj.objgen: n for n, page in enumerate(opened.pages, 1)}
        waiting = list(read.root)
        while waiting:
            item = waiting.pop(0)
            assert isinstance(item.destination, pikepdf.Array)
            found.setdefault(plain(item.title), []).append(numbers[item.destination[0].objgen])
            waiting[:0] = item.children
    return found


@pytest.mark.parametrize("edition", ["en", "ar", "ar-en"])
def test_the_contents_print_the_pages_that_libreoffice_shows(
    outputs: Path, laid_out: Path, edition: str
) -> None:
    document = word_lint.parts_of(docx_of(outputs, "coalition", edition).read_bytes())
    tree = document["word/document.xml"]
    headings = {
        value(mark, "name"): text(paragraph)
        for paragraph in find(tree, "p")
        for mark in find(paragraph, "bookmarkStart")
    }
    shown = outline(laid_out / f"coalition.{edition}.pdf")
    links = [link for link in find(tree, "sdtContent/p/hyperlink") if "\t" in text(link)]
    assert len(links) > 10
    for link in links:
        assert text(link).count("\t") == len(languages_of(edition))  # each language, then the page
        printed = int(text(link).rpartition("\t")[2])
        assert shown[plain(headings[value(link, "anchor")])] == [printed], text(link)
    assert len({text(link).rpartition("\t")[2] for link in links}) > 5


# The most pages that LibreOffice may lay each template out on: one language, facing.
MOST_PAGES = {  # with the evidence annex
    "at-a-glance": (1, 2),
    "coalition": (33, 58),
    "record": (29, 51),
}
CARD = (1, 2)


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_a_word_document_keeps_to_its_pages(laid_out: Path, brief: str, edition: str) -> None:
    single, facing = MOST_PAGES.get(brief, CARD)
    pages = pages_in(laid_out / f"{brief}.{edition}.pdf")
    assert pages <= (facing if len(languages_of(edition)) > 1 else single)


@pytest.mark.parametrize("edition", EDITIONS)
def test_page_one_of_the_brief_has_the_matrix_and_every_judgement(
    laid_out: Path, trees: Trees, edition: str
) -> None:
    shown = subprocess.run(
        ["pdftotext", "-l", "1", laid_out / f"coalition.{edition}.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    page_one = trees["coalition", edition].find(".//section[@class='key']")
    assert page_one is not None
    blocks = [*page_one.iter("p"), *page_one.iter("th")]
    assert len(blocks) > 30
    for block in blocks:
        words = words_in(" ".join(block.itertext()))
        missing = words - words_in(shown)
        # A mark that stands alone in the extracted text parts at most one word in three.
        assert len(missing) <= max(len(words) / 3, 1), (words, missing)


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_no_text_of_a_word_document_is_under_eight_points(
    outputs: Path, brief: str, edition: str
) -> None:
    styles = word_lint.parts_of(docx_of(outputs, brief, edition).read_bytes())["word/styles.xml"]
    sizes = [int(value(one)) / 2 for one in find(styles, "sz") + find(styles, "szCs")]
    assert len(sizes) > 20
    assert min(sizes) >= 8


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_libreoffice_shows_the_project_s_faces_and_no_other(
    laid_out: Path, brief: str, edition: str
) -> None:
    pdf = laid_out / f"{brief}.{edition}.pdf"
    listed = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout
    fonts = {line.split()[0].partition("+")[2] for line in listed.splitlines()[2:]}
    assert fonts
    assert {re.split("[-_]", font)[0] for font in fonts} <= {
        "Amiri", "SourceSans3", "SourceSerif4"
    }  # fmt: skip
    assert "SourceSerif4-Regular" in fonts or "en" not in edition


def left_of_numbers(pdf: Path) -> list[tuple[float, float]]:
    """Return where the number of each list item starts and ends, in points from the left edge."""
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", pdf, "-"], capture_output=True, text=True, check=True
    ).stdout
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)".*>([^<]*)</word>', boxes)
    return [
        (float(x), float(right)) for x, _, right, word in found if re.fullmatch(r"\.?\d\.?", word)
    ]


@pytest.mark.parametrize("edition", ["en", "ar"])
def test_numbers_of_a_list_stand_inside_the_margins(laid_out: Path, edition: str) -> None:
    margin = 21 / 25.4 * 72
    found = left_of_numbers(laid_out / f"coalition.{edition}.pdf")
    assert len(found) >= 3
    for left, right in found:
        assert margin - 0.5 <= left
        assert right <= 210 / 25.4 * 72 - margin + 0.5


# A facing table of 200 rows, each with a note in both languages.
ROW = (
    '<tr><td lang="en" dir="ltr"><article class="statement"><p class="when">4 September 2025</p>'
    "<p>Statement {n}: the sources report that no decision had been taken by then, and that it "
    'depended on others.<span class="noterefs"><a class="noteref" id="ref-{n}" href="#note-{n}">'
    '{n}</a></span></p></article></td><td lang="ar" dir="rtl"><article class="statement">'
    '<p class="when">4 سبتمبر 2025</p><p>القول {n}: تفيد المصادر بأن أي قرار لم يكن قد اتخذ حتى '
    "ذلك الحين، وبأنه رهن بمواقف الآخرين.</p></article></td></tr>"
)
ITEM = '<li id="note-{n}">{word} {n}</li>'


def long_table() -> str:
    numbers = range(1, 201)
    rows = "".join(ROW.format(n=n) for n in numbers)
    sides = "".join(
        f'<td lang="{lang}" dir="{way}"><ol class="notes">'
        + "".join(ITEM.format(n=n, word=word) for n in numbers)
        + "</ol></td>"
        for lang, way, word in (("en", "ltr", "Source, paragraph"), ("ar", "rtl", "المصدر، الفقرة"))
    )
    return page(
        f'<h1>Long</h1><table class="facing"><tbody>{rows}</tbody></table><section class="notes">'
        f'<table class="facing"><tbody><tr>{sides}</tr></tbody></table></section>'
    )


def test_a_facing_table_of_200_rows_takes_the_pages_that_it_needs(tmp_path: Path) -> None:
    data, _ = docx(long_table())
    (tmp_path / "kept.docx").write_bytes(data)
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(tmp_path / "free.docx", "w") as new,
    ):
        for name in old.namelist():
            loose = re.sub(
                rb"<w:(cantSplit|keepNext|keepLines)(/| w:val=\"\d\"/)>", b"", old.read(name)
            )
            new.writestr(name, loose)
    lay_out(tmp_path, [tmp_path / "kept.docx", tmp_path / "free.docx"])
    kept, free = pages_in(tmp_path / "kept.pdf"), pages_in(tmp_path / "free.pdf")
    assert free > 15
    assert kept <= free * 1.05, (kept, free)


@pytest.mark.parametrize("edition", ["en", "ar"])
def test_the_numerals_of_charts_are_printed_as_the_yaml_has_them(
    laid_out: Path, trees: Trees, edition: str
) -> None:
    """The document has only the charts, so that no other numeral of the brief is counted."""
    shown = poppler(laid_out / f"charts.{edition}.pdf")
    cells = trees["coalition", edition].findall(".//table[@class='chart']//td[@data-value]")
    values = Counter(f"{float(cell.attrib['data-value']):g}" for cell in cells)
    assert values.total() > 10
    printed = re.findall(r"(?<![\d.])(\d+(?:\.\d+)?)\s?%|%\s?(\d+(?:\.\d+)?)", shown)
    assert Counter(before or after for before, after in printed) == values
