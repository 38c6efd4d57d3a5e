"""The 42 documents as a reader gets them: complete, in both languages, within their pages."""

import io
import json
import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from tests.support.paths import DOCUMENTS, ROOT

# The most pages that each template may take in a PDF: one language, facing.
MOST_PAGES = {"brief": (12, 26), "note": (1, 2), "country": (2, 2)}
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def shown(tree: etree._Element, language: str) -> list[str]:
    """Every text of the YAML that a document shows in a language."""
    return [
        "".join(span.itertext())
        for span in tree.iterfind(".//span[@data-path]")
        if span.get("data-path").endswith(f"/{language}")
    ]


def words(text: str) -> Counter[str]:
    """The words and numbers of a text, apart from each other, each with how often it stands.

    The number of a note sticks to the word that it follows.
    """
    return Counter(re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFC", text)))


def letters(text: str) -> Counter[str]:
    """The letters and digits of a text, each with how often it stands."""
    return Counter(c for c in text if unicodedata.category(c)[0] in "LN")


def languages(edition: str) -> list[str]:
    return edition.split("-")


def pdf_of(outputs: Path, brief: str, edition: str) -> Path:
    return outputs / brief / f"{brief}.{edition}.pdf"


def docx_of(outputs: Path, brief: str, edition: str) -> Path:
    return outputs / brief / f"{brief}.{edition}.docx"


def poppler(path: Path) -> str:
    # Without -layout it takes a hyphen at the end of a line for a hyphenation, and drops it.
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def pdfium(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_one_build_makes_forty_two_documents(outputs):
    made = {path.relative_to(outputs).as_posix() for path in outputs.glob("*/*.*")}
    documents = {f"{b}/{b}.{e}.{f}" for b, e in DOCUMENTS for f in ("pdf", "docx")}
    assert len(documents) == 42
    wanted = documents | {
        f"{b}/{b}.{f}.json"
        for b in sorted({b for b, _ in DOCUMENTS})
        for f in ("evidence", "sources")
    }
    assert wanted <= made
    manifest = json.loads((outputs / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["documents"]) == wanted


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_a_pdf_keeps_to_its_pages(outputs, trees, brief, edition):
    single, facing = MOST_PAGES[trees[brief, edition].get("data-template")]
    with pikepdf.open(pdf_of(outputs, brief, edition)) as pdf:
        pages = pages_before_annex(pdf)
        assert pages <= (facing if "-" in edition else single)
        if brief == "coalition":
            assert 6 <= pages < len(pdf.pages)


def pages_before_annex(pdf: pikepdf.Pdf) -> int:
    """The pages of the brief proper: those before the evidence annex, all where there is none."""
    for name, target in pikepdf.NameTree(pdf.Root.Names.Dests).items():
        if str(name) == "evidence":
            return next(n for n, page in enumerate(pdf.pages) if page.obj == target[0])
    return len(pdf.pages)


@pytest.mark.parametrize("reader", [poppler, pdfium])
@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_every_text_of_the_yaml_is_read_back_from_its_pdf(outputs, trees, brief, edition, reader):
    read = reader(pdf_of(outputs, brief, edition))
    for language in languages(edition):
        wanted = " ".join(shown(trees[brief, edition], language))
        assert len(words(wanted)) > 60
        lost = words(wanted) - words(read)
        share = lost.total() / words(wanted).total()
        # An extractor guesses Arabic word order and spaces anew; in English nothing may be lost.
        assert share <= {"en": 0, "ar": 0.05}[language], lost.most_common(8)
        assert not letters(wanted) - letters(read)


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_every_text_of_the_yaml_stands_in_its_word_document(outputs, trees, brief, edition):
    read = word_texts(docx_of(outputs, brief, edition))
    for language in languages(edition):
        texts = shown(trees[brief, edition], language)
        assert len(texts) > 10
        for text in texts:
            assert re.sub(r"\s+", "", text) in read, text


def word_texts(path: Path) -> str:
    """All text of a Word document's parts without white space, runs joined as they stand."""
    found = []
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if re.fullmatch(r"word/(document|footnotes|charts/.*)\.xml", name):
                tree = etree.fromstring(package.read(name))
                for paragraph in tree.iter(f"{W}p"):
                    found.append("".join(one.text or "" for one in paragraph.iter(f"{W}t")))
                found += [value.text or "" for value in tree.iter(f"{C}v")]
    return re.sub(r"\s+", "", "\n".join(found))


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_a_pdf_is_tagged_titled_and_carries_its_own_fonts_only(outputs, trees, brief, edition):
    with pikepdf.open(pdf_of(outputs, brief, edition)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == trees[brief, edition].get("lang")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        title = trees[brief, edition].findtext("head/title")
        assert str(pdf.docinfo["/Title"]) == title
        fonts = {
            str(font.BaseFont).partition("+")[2].rstrip(",")
            for page in pdf.pages
            for font in page.Resources.get("/Font", {}).values()
        }
        allowed = {"Amiri", "Amiri-Bold", "Source-Serif-4", "Source-Serif-4-Bold"}
        allowed |= {"Source-Sans-3", "Source-Sans-3-Bold", "Source-Serif-4,-Bold"}
        assert fonts
        assert {font.replace(",", "") for font in fonts} <= {
            one.replace(",", "") for one in allowed
        }


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_a_pdf_has_bookmarks_and_working_links(outputs, brief, edition):
    with pikepdf.open(pdf_of(outputs, brief, edition)) as pdf:
        with pdf.open_outline() as outline:
            assert len(outline.root) >= 1
            assert any(item.children for item in outline.root)
        names = {str(name) for name, _ in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
        links = [
            link
            for page in pdf.pages
            for link in page.get("/Annots", [])
            if link.Subtype == "/Link"
        ]
        assert len(links) > 5
        targets = {str(link.Dest) for link in links if "/Dest" in link}
        assert targets
        assert targets <= names


@pytest.mark.parametrize("edition", ["ar"])
def test_an_arabic_pdf_names_each_page_in_arabic_and_counts_it(outputs, edition):
    document = pypdfium2.PdfDocument(pdf_of(outputs, "coalition", edition))
    pages = len(document)
    for number in range(1, pages):
        text = document[number].get_textpage().get_text_range()
        assert f"صفحة {number + 1} من {pages}" in text
    document.close()


def test_no_document_holds_a_path_of_the_machine_that_made_it(outputs):
    files = list(outputs.glob("*/*.*"))
    assert len(files) >= 42
    for path in files:
        data = path.read_bytes()
        if path.suffix == ".docx":
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                data = b"".join(package.read(name) for name in package.namelist())
        assert str(ROOT).encode() not in data, path.name


def word_boxes(path: Path, page: int) -> list[tuple[str, float, float, float]]:
    """The words of a page as poppler sees them: text, left, right and top edge in points."""
    command = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(path), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    boxes = re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax=".*?">(.*?)</word>', done)
    return [(word, float(x0), float(x1), float(y)) for x0, y, x1, word in boxes]


@pytest.mark.parametrize("brief", [brief for brief, edition in DOCUMENTS if edition == "ar-en"])
def test_the_bottom_line_of_a_facing_page_stands_at_the_outer_edges(outputs, brief):
    boxes = word_boxes(pdf_of(outputs, brief, "ar-en"), 1)
    bottom, line = (next(box for box in boxes if box[0] == name) for name in ("Bottom", "line"))
    assert bottom[3] == line[3], "the English heading is broken over two lines"
    arabic = next(box for box in boxes if sorted(box[0]) == sorted("الخلاصة"))
    assert max(box[2] for box in boxes) - arabic[2] < 15, "the Arabic heading is not at the right"
