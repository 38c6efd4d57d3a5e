"""The graphics in Word: tinted cells, one chart a poll, ratings, and what page one holds."""

import re
import subprocess
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from briefs.content import Library, LocalizedText, Position
from briefs.design import Design
from briefs.docx.write import write_docx
from briefs.html import render
from tests.support import docx_lint as word_lint
from tests.support.docx_helpers import OPTIONS, W, find, style, text, value
from tests.support.docx_validators import Validator, each_validator
from tests.support.languages import languages_of
from tests.support.libreoffice import lay_out
from tests.support.paths import BRIEFS, EDITIONS

Documents = dict[tuple[str, str], bytes]
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
FIRST_PAGES = [(name, edition) for name in ("crossing", "crossing-note") for edition in EDITIONS]
STANCES = ("supports", "conditional", "undecided", "opposes")


@pytest.fixture(scope="module")
def documents(library: Library, design: Design) -> Documents:
    """The Word documents of the case content by brief and edition, without embedded fonts."""
    return {
        (name, edition): word_of(library, name, edition, design)
        for name in BRIEFS
        for edition in EDITIONS
    }


def word_of(library: Library, name: str, edition: str, design: Design) -> bytes:
    tree, problems = render(library, library.briefs[name], edition, design)
    assert problems == []
    assert tree is not None
    data, problems = write_docx(tree, design.theme, OPTIONS)
    assert problems == []
    return data


def part_of(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def label_of(library: Library, reference: str) -> LocalizedText:
    """Return the label of a position."""
    item = library.statements[reference].item
    assert isinstance(item, Position)
    assert item.label is not None
    return item.label


def fill_of(properties: etree._Element | None) -> str:
    """Return the colour behind a cell or a paragraph, given its properties; empty without one."""
    shading = None if properties is None else properties.find(W + "shd")
    return "" if shading is None else f"#{value(shading, 'fill').lower()}"


@each_validator
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_with_graphics_is_valid(
    documents: Documents, name: str, edition: str, validator: Validator, tmp_path: Path
) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(documents[name, edition])
    assert validator(path) == []
    assert word_lint.lint(word_lint.parts_of(path.read_bytes())) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_position_alone_tints_its_cell_and_several_tint_their_paragraphs(
    edition: str, documents: Documents, library: Library, design: Design
) -> None:
    document = part_of(documents["crossing", edition], "document")
    language = "en" if "en" in edition else "ar"
    alone, shared = (
        label_of(library, reference)[language]
        for reference in ("alpha/pt-tolls", "alpha/no-ferry-early")
    )
    tints = {kind: design.theme.colours[f"{kind}-tint"] for kind in STANCES}
    cell = next(
        cell
        for cell in find(document, "tc")
        if alone in text(cell) and len(cell.findall(W + "p")) == 1
    )
    assert fill_of(cell.find(W + "tcPr")) == tints["opposes"]
    assert all(fill_of(paragraph.find(W + "pPr")) == "" for paragraph in cell.iter(W + "p"))
    divided = next(
        cell
        for cell in find(document, "tc")
        if shared in text(cell) and len(cell.findall(W + "p")) == 2
    )
    assert fill_of(divided.find(W + "tcPr")) == ""
    fills = [fill_of(paragraph.find(W + "pPr")) for paragraph in divided.iter(W + "p")]
    assert fills == [tints["conditional"], tints["supports"]]


@pytest.mark.parametrize("edition", ["en", "ar"])
def test_a_poll_is_one_chart_with_both_answers_on_one_axis_from_0_to_100(
    edition: str, documents: Documents, design: Design
) -> None:
    data = documents["crossing", edition]
    with zipfile.ZipFile(BytesIO(data)) as package:
        charts = [name for name in package.namelist() if name.startswith("word/charts/chart")]
    assert charts == ["word/charts/chart1.xml"]
    chart = part_of(data, "charts/chart1")
    names = [series.findtext(f"{C}tx//{C}v") for series in chart.iter(f"{C}ser")]
    strings = design.strings[edition]["answer"]
    assert names == [strings["support"], strings["oppose"]]
    values = [
        [
            (point.get("idx"), point.findtext(f"{C}v"))
            for point in series.iterfind(f".//{C}val//{C}pt")
        ]
        for series in chart.iter(f"{C}ser")
    ]
    assert values == [[("0", "61.5"), ("1", "54.0")], [("0", "30.0"), ("2", "12.0")]]
    (axis,) = chart.iter(f"{C}valAx")
    scale = [axis.find(f"{C}scaling/{C}{end}") for end in ("min", "max")]
    assert [end.get("val") for end in scale if end is not None] == ["0", "100"]
    colours = [series.find(f"{C}spPr//{{*}}srgbClr") for series in chart.iter(f"{C}ser")]
    assert len({colour.get("val") for colour in colours if colour is not None}) == 2
    assert chart.find(f".//{C}legend") is not None


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_rating_is_in_words_in_a_column_beside_its_judgement(
    edition: str, documents: Documents, design: Design
) -> None:
    document = part_of(documents["crossing", edition], "document")
    ratings = [
        paragraph for paragraph in find(document, "p") if style(paragraph).startswith("Rating")
    ]
    assert len(ratings) == 2 * len(languages_of(edition))
    for language in languages_of(edition):
        words = design.strings[language]
        expected = [
            words["confidence"]["moderate"],
            words["likelihood"]["likely"] + words["clause-separator"] + words["confidence"]["low"],
        ]
        assert [one for one in expected if one in map(text, ratings)] == expected
    if len(languages_of(edition)) == 1:
        tables = [next(rating.iterancestors(W + "tbl")) for rating in ratings]
        assert {value(find(table, "tblStyle")[0]) for table in tables} == {"SideTable"}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", BRIEFS)
def test_the_sign_of_inferred_dates_is_explained_in_the_foot_of_every_page(
    name: str, edition: str, documents: Documents, library: Library, design: Design
) -> None:
    data = documents[name, edition]
    for number in (1, 2):
        footer = text(part_of(data, f"footer{number}"))
        for language in languages_of(edition):
            assert design.strings[language]["inferred-key"] in footer
            assert library.briefs[name].handling[language] in footer
    whole = text(part_of(data, "document")) + text(part_of(data, "footnotes"))
    for language in languages_of(edition):
        assert whole.count(f"({design.strings[language]['inferred']})") <= 10


@pytest.fixture(scope="module")
def first_pages(
    documents: Documents, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], str]:
    """The text of page one of each Word document, as LibreOffice lays it out."""
    folder = tmp_path_factory.mktemp("word")
    paths = []
    for name, edition in FIRST_PAGES:
        paths.append(folder / f"{name}.{edition}.docx")
        paths[-1].write_bytes(documents[name, edition])
    lay_out(folder, paths)
    return {
        one: subprocess.run(
            ["pdftotext", "-l", "1", path.with_suffix(".pdf"), "-"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for one, path in zip(FIRST_PAGES, paths, strict=True)
    }


def words_in(shown: str) -> set[str]:
    """Return the words of a text without marks; pdftotext moves Arabic marks and digits."""
    letters = "".join(
        " " if unicodedata.category(c) == "Cf" else c
        for c in unicodedata.normalize("NFKD", shown)
        if unicodedata.category(c) != "Mn"
    )
    return set(re.findall(r"\w+", letters))


@pytest.mark.parametrize(("name", "edition"), FIRST_PAGES)
def test_page_one_holds_the_bottom_line_the_matrix_and_every_judgement(
    name: str, edition: str, library: Library, first_pages: dict[tuple[str, str], str]
) -> None:
    brief = library.briefs[name]
    shown = words_in(first_pages[name, edition])
    for language in languages_of(edition):
        texts: list[str] = [brief.bottom_line.text[language]]
        for reference in brief.stances:
            texts.append(label_of(library, reference)[language])
        for judgement in brief.judgements:
            clause = re.search(r"\*\*(.+?)\*\*", judgement.text[language])
            assert clause is not None
            texts.append(clause[1])
        for one in texts:
            missing = words_in(one) - shown
            # A mark that stands alone in the extracted text parts at most one word in three.
            assert len(missing) <= len(words_in(one)) / 3, (one, missing)
