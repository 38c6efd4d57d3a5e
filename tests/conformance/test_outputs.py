"""The project's 72 documents: complete in both languages, and no longer than they may be."""

import io
import json
import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from briefs.html import Element
from briefs.pdf.extract_text import read_back
from briefs.pdf.verify_text import CONTENTS_ENTRY
from tests.support.languages import languages_of
from tests.support.outputs import docx_of, pdf_of, pdfium, poppler
from tests.support.paths import DOCUMENTS, EDITIONS, OUR_BRIEFS, ROOT
from tests.support.trees import Trees

# The most pages that each template may take in a PDF: one language, facing.
MOST_PAGES = {"brief": (23, 41), "note": (1, 2), "country": (2, 2), "record": (25, 43)}
FAMILIES = ("Amiri", "Source-Serif-4", "Source-Sans-3")
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def texts_in(tree: Element, language: str) -> list[str]:
    """Return every text of the YAML that a document shows in a language."""
    return [
        str(span.xpath("string()"))
        for span in tree.iterfind(".//span[@data-path]")
        if span.attrib["data-path"].endswith(f"/{language}")
    ]


def words(text: str) -> Counter[str]:
    """Count the words and the numbers of a text.

    They are split from each other: the number of a note follows its word without a space.
    """
    return Counter(re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFC", text)))


def letters(text: str) -> Counter[str]:
    """Count the letters and digits of a text."""
    return Counter(c for c in text if unicodedata.category(c)[0] in "LN")


def test_one_build_makes_every_document(outputs: Path) -> None:
    built = {path.relative_to(outputs).as_posix() for path in outputs.glob("*/*.*")}
    documents = {
        f"{brief}/{brief}.{edition}.{kind}"
        for brief, edition in DOCUMENTS
        for kind in ("pdf", "docx", "html")
    }
    assert len(documents) == 72
    wanted = documents | {
        f"{brief}/{brief}.{kind}.json" for brief in OUR_BRIEFS for kind in ("evidence", "sources")
    }
    assert wanted <= built
    manifest = json.loads((outputs / "manifest.json").read_text(encoding="utf-8"))
    project = {"index.html", "evidence.ar.xlsx", "evidence.en.xlsx"}
    assert set(manifest["documents"]) == wanted | project


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_a_pdf_has_no_more_pages_than_its_template_allows(
    outputs: Path, trees: Trees, brief: str, edition: str
) -> None:
    single, facing = MOST_PAGES[trees[brief, edition].attrib["data-template"]]
    with pikepdf.open(pdf_of(outputs, brief, edition)) as pdf:
        pages = pages_before_annex(pdf)
        assert pages <= (facing if len(languages_of(edition)) > 1 else single)
        if brief == "coalition":
            assert 6 <= pages < len(pdf.pages)


def pages_before_annex(pdf: pikepdf.Pdf) -> int:
    """Return how many pages precede the evidence annex; all where there is none."""
    for name, target in pikepdf.NameTree(pdf.Root.Names.Dests).items():
        if str(name) == "evidence":
            return next(n for n, page in enumerate(pdf.pages) if page.obj == target[0])
    return len(pdf.pages)


@pytest.mark.parametrize("reader", [poppler, pdfium])
@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_extractors_find_every_text_of_the_yaml_in_its_pdf(
    outputs: Path, trees: Trees, brief: str, edition: str, reader: Callable[[Path], str]
) -> None:
    read = reader(pdf_of(outputs, brief, edition))
    for language in languages_of(edition):
        wanted = " ".join(texts_in(trees[brief, edition], language))
        assert len(words(wanted)) > 60
        lost = words(wanted) - words(read)
        share = lost.total() / words(wanted).total()
        # An extractor guesses Arabic word order and spaces anew; in English nothing may be lost.
        assert share <= {"en": 0, "ar": 0.05}[language], lost.most_common(8)
        assert not letters(wanted) - letters(read)


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_a_word_document_has_every_text_of_the_yaml(
    outputs: Path, trees: Trees, brief: str, edition: str
) -> None:
    read = word_texts(docx_of(outputs, brief, edition))
    for language in languages_of(edition):
        texts = texts_in(trees[brief, edition], language)
        assert len(texts) > 10
        for text in texts:
            assert re.sub(r"\s+", "", text) in read, text


def word_texts(path: Path) -> str:
    """Return the text of a Word document, runs joined in their order.

    It has no white space and none of the marks by which Word isolates what runs the other way.
    """
    texts = []
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if re.fullmatch(r"word/(document|footnotes|charts/.*)\.xml", name):
                tree = etree.fromstring(package.read(name))
                for paragraph in tree.iter(f"{W}p"):
                    texts.append("".join(run.text or "" for run in paragraph.iter(f"{W}t")))
                texts += [value.text or "" for value in tree.iter(f"{C}v")]
    return re.sub("[\\s\u200e\u200f]+", "", "\n".join(texts))


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_a_pdf_is_tagged_titled_and_has_only_the_fonts_of_the_theme(
    outputs: Path, trees: Trees, brief: str, edition: str
) -> None:
    with pikepdf.open(pdf_of(outputs, brief, edition)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == trees[brief, edition].get("lang")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        title = trees[brief, edition].findtext("head/title")
        assert str(pdf.docinfo["/Title"]) == title
        fonts = {
            str(font.BaseFont).partition("+")[2].replace(",", "")
            for page in pdf.pages
            for font in page.Resources.get("/Font", {}).values()
        }
    assert fonts
    assert fonts <= {f"{family}{weight}" for family in FAMILIES for weight in ("", "-Bold")}


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_a_pdf_has_bookmarks_and_working_links(outputs: Path, brief: str, edition: str) -> None:
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


def test_an_arabic_pdf_numbers_its_pages_in_arabic(outputs: Path) -> None:
    document = pypdfium2.PdfDocument(pdf_of(outputs, "coalition", "ar"))
    pages = len(document)
    for number in range(1, pages):
        text = document[number].get_textpage().get_text_range()
        assert f"صفحة {number + 1} من {pages}" in text
    document.close()


def test_no_document_has_a_path_of_the_machine_that_built_it(outputs: Path) -> None:
    files = list(outputs.glob("*/*.*"))
    assert len(files) >= 42
    for path in files:
        data = path.read_bytes()
        if path.suffix == ".docx":
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                data = b"".join(package.read(name) for name in package.namelist())
        assert str(ROOT).encode() not in data, path.name


def word_boxes(path: Path, page: int) -> list[tuple[str, float, float, float]]:
    """Return the words of a page by poppler: text, left, right and top edge in points."""
    command = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(path), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    boxes = re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax=".*?">(.*?)</word>', done)
    return [(word, float(x0), float(x1), float(y)) for x0, y, x1, word in boxes]


@pytest.mark.parametrize("brief", OUR_BRIEFS)
def test_the_bottom_line_of_a_facing_page_is_at_the_outer_edges(outputs: Path, brief: str) -> None:
    boxes = word_boxes(pdf_of(outputs, brief, "ar-en"), 1)
    bottom, line = (next(box for box in boxes if box[0] == name) for name in ("Bottom", "line"))
    assert bottom[3] == line[3], "the English heading is broken over two lines"
    arabic = next(box for box in boxes if sorted(box[0]) == sorted("الخلاصة"))
    assert max(box[2] for box in boxes) - arabic[2] < 15, "the Arabic heading is not at the right"


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_contents_of_a_pdf_print_the_pages_of_its_sections(outputs: Path, edition: str) -> None:
    data = (outputs / f"coalition/coalition.{edition}.pdf").read_bytes()
    entries = [block.text for block in read_back(data)[0] if block.role == CONTENTS_ENTRY]
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        places = [one.destination for one in outline.root[0].children[-len(entries) :]]
        pages = [numbers[one[0].objgen] for one in places if isinstance(one, pikepdf.Array)]
    assert len(entries) > 10
    assert pages == sorted(pages)
    assert len(set(pages)) > 5
    printed = [{int(number) for number in re.findall(r"\d+", entry)} for entry in entries]
    assert [page for page, found in zip(pages, printed, strict=True) if page not in found] == []
