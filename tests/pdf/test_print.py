"""Printing: A4 and Letter, bleed and marks, and nothing is shown by colour alone."""

import gc
import io
import warnings
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from briefs.content import Library
from briefs.design import Design
from briefs.design.theme import Theme
from briefs.docx.write import WordOptions, write_docx
from briefs.html.document import visible_text
from briefs.html.templates import render
from briefs.pdf import page_lint
from briefs.pdf.layout import read_sheets
from briefs.pdf.writer import PdfOptions, lay_out, write_pdf
from briefs.problems import Problem
from tests.support.paths import DOCUMENTS, TEMPLATES
from tests.support.trees import Trees
from tests.support.typography_pictures import MARGINS
from tests.support.verapdf import verapdf

SHEET = (TEMPLATES / "pdf.css").read_text(encoding="utf-8")
RUN = PdfOptions(SHEET, datetime(2026, 1, 31))
MM = 72 / 25.4


def on(theme: Theme, **page: object) -> Theme:
    """Return the theme with other settings of its page."""
    values = theme.page.model_dump() | page
    return theme.model_copy(update={"page": type(theme.page).model_validate(values)})


def made(tree: etree._Element, theme: Theme) -> tuple[bytes, int, list[Problem]]:
    """Write a PDF; return it with its number of pages and its problems.

    WeasyPrint leaves a file open, whose ResourceWarning is ignored.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        done = write_pdf(tree, theme, RUN)
        gc.collect()
    return done


def boxes(data: bytes) -> dict[str, list[float]]:
    """Return the boxes of the first page in millimetres, by name."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0].obj
        return {
            name: [round(float(one) / MM, 1) for one in page[f"/{name}"]]
            for name in ("MediaBox", "TrimBox", "BleedBox")
        }


@pytest.mark.parametrize(("brief", "edition"), [("germany", "ar"), ("germany", "en")])
def test_a_document_sets_well_on_letter(
    engine: None, design: Design, trees: Trees, brief: str, edition: str
) -> None:
    data, pages, problems = made(trees[brief, edition], on(design.theme, size="Letter"))
    assert problems == []
    assert pages == 1
    assert boxes(data)["MediaBox"] == [0, 0, 215.9, 279.4]


def test_on_letter_the_contents_follow_page_one_without_a_page_of_their_own(
    engine: None, design: Design
) -> None:
    key = "<section class='key'><p>Words.</p></section>"
    body = (
        "<section class='body' data-break='page'><nav class='contents'><h2>C</h2></nav></section>"
    )
    annex = "<section class='annex' data-break='page'><h2>E</h2><p>a</p></section>"
    counts = []
    for size in ("A4", "Letter"):
        tree = etree.fromstring(
            "<html lang='en' dir='ltr' data-edition='en' data-template='brief'><head>"
            + "".join(f"<meta name='{name}' lang='en' content='x'/>" for name in MARGINS)
            + f"</head><body>{key}{body}{annex}</body></html>"
        )
        counts.append(len(lay_out(tree, on(design.theme, size=size), SHEET).pages))
    assert counts == [3, 2]


def test_word_takes_the_paper_of_the_theme_too(design: Design, trees: Trees) -> None:
    theme = on(design.theme, size="Letter")
    data, _ = write_docx(trees["poland", "en"], theme, WordOptions(RUN.created, None))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read("word/document.xml").decode()
    assert 'w:w="12240" w:h="15840"' in text


def test_bleed_and_marks_stand_around_the_page(
    engine: None, design: Design, trees: Trees, tmp_path: Path
) -> None:
    tree = trees["poland", "ar"]
    plainly = boxes(made(tree, design.theme)[0])
    assert plainly["MediaBox"] == plainly["TrimBox"] == plainly["BleedBox"] == [0, 0, 210, 297]
    bled = boxes(made(tree, on(design.theme, bleed=3))[0])
    assert bled["TrimBox"] == [0, 0, 210, 297]
    assert bled["MediaBox"] == bled["BleedBox"] == [-3, -3, 213, 300]
    marked, _, problems = made(tree, on(design.theme, bleed=3, marks=["crop", "cross"]))
    assert problems == []
    found = boxes(marked)
    assert found["TrimBox"] == [0, 0, 210, 297]
    assert found["BleedBox"] == [-3, -3, 213, 300]
    assert found["MediaBox"] == [-9, -9, 219, 306]
    file = tmp_path / "marked.pdf"
    file.write_bytes(marked)
    for verdict in verapdf([file])[file].values():
        assert (verdict["failures"], verdict["compliant"]) == ({}, True)


STANCES = ("supports", "conditional", "undecided", "opposes")


def signs_of(design: Design, stance: str) -> set[str]:
    """Return the signs of a stance in all languages."""
    return {language["sign"][stance] for language in design.strings.values()}


def shown_by_colour_alone(tree: etree._Element, design: Design) -> list[str]:
    """Return what has the colour of a stance, gauge or value but no sign, word or number.

    On a scale of months a sign stands for a stance without words.
    """
    found = []
    for element in tree.iter():
        classes = str(element.get("class", "")).split()
        for stance in set(classes) & set(STANCES):
            text = visible_text(element)
            sign = element.find(".//span[@class='sign']")
            least = 1 if on_a_scale(element) else 3
            if sign is None or visible_text(sign) not in signs_of(design, stance):
                found.append(f"{stance}: “{text}”")
            elif len(text) < least:
                found.append(f"{stance} without words")
        if "gauge" in classes and len(visible_text(element)) < 3:
            found.append("gauge")
        elif (
            "data-value" in element.attrib
            and "gauge" not in classes
            and not any(one.isdigit() for one in visible_text(element))
        ):
            found.append(f"value: {element.get('data-value')}")
    return found


def on_a_scale(element: etree._Element) -> bool:
    """Return whether an element is in a table of months."""
    return any(table.get("class") == "months" for table in element.iterancestors("table"))


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_no_stance_gauge_or_value_is_shown_by_colour_alone(
    trees: Trees, design: Design, brief: str, edition: str
) -> None:
    assert shown_by_colour_alone(trees[brief, edition], design) == []
    for table in trees[brief, edition].iterfind(".//table[@class='chart']"):
        heads = [visible_text(head) for head in table.iterfind("thead/tr/th")]
        assert len(set(heads)) == len(heads) == 3


def test_signs_and_words_of_the_stances_differ(design: Design) -> None:
    for language in design.strings.values():
        assert set(language["sign"]) == set(language["stance"]) == set(STANCES)
        assert len(set(language["sign"].values())) == len(STANCES)
        assert len(set(language["stance"].values())) == len(STANCES)
        assert len(set(language["confidence"].values())) == 3
        assert len(set(language["likelihood"].values())) == 7


@pytest.mark.parametrize(
    "markup",
    [
        "<span class='stance supports'>France</span>",
        "<span class='opposes'><span class='sign'>+</span> Opposes</span>",
        "<span class='stance undecided'><span class='sign'>?</span></span>",
        "<span class='gauge' data-value='2' data-max='3'/>",
        "<p class='supports'><strong>Norway</strong> 2 May 2024</p>",
        "<td class='value' data-value='40'>some</td>",
    ],
)
def test_information_shown_by_colour_alone_is_found(design: Design, markup: str) -> None:
    assert len(shown_by_colour_alone(etree.fromstring(f"<p>{markup}</p>"), design)) == 1


def test_a_template_that_drops_the_sign_of_a_stance_is_found(
    library: Library, templates: Path, design: Design
) -> None:
    parts = templates / "partials" / "parts.html.j2"
    text = parts.read_text(encoding="utf-8")
    sign = '<span class="sign">{{ strings.sign[value] }}</span>&#160;'
    assert sign in text
    parts.write_text(text.replace(sign, ""), encoding="utf-8")
    spoilt = replace(design, folders=(templates,))
    tree, _ = render(library, library.briefs["norway"], "en", spoilt)
    assert tree is not None
    assert shown_by_colour_alone(tree, design) != []


@pytest.mark.parametrize("edition", ["en", "ar-en"])
def test_the_colours_of_stances_are_used_only_for_their_words(
    engine: None, library: Library, design: Design, edition: str
) -> None:
    """On the laid-out pages only runs in blocks with the sign of a stance have its colour."""
    tree, _ = render(library, library.briefs["crossing"], edition, design)
    assert tree is not None
    pages = lay_out(tree, design.theme, SHEET).pages
    colours = {
        value: stance
        for stance, value in design.theme.colours.items()
        if stance in STANCES and value != design.theme.colours["muted"]
    }
    assert len(colours) == 3
    seen = 0
    for sheet in read_sheets(pages):
        assert not [one for one in sheet.shapes if page_lint.hexadecimal(one.colour) in colours]
        for block in sheet.blocks:
            coloured = [run for run in block.runs if page_lint.hexadecimal(run.colour) in colours]
            stances = {colours[page_lint.hexadecimal(run.colour)] for run in coloured}
            seen += len(coloured)
            assert all(signs_of(design, one) & set(block.text) for one in stances)
    assert seen > 3
