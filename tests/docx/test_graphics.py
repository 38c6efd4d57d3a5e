"""The graphics in Word: tinted cells, one chart a poll, ratings, and what page one holds."""

import re
import subprocess
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
from tests.support.libreoffice import lay_out, words_in
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
    overlap = chart.find(f".//{C}overlap")
    assert overlap is not None
    assert overlap.get("val") == "0"  # Portugal has a bar for each answer, and none hides another


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_rating_is_in_words_and_squares_in_a_column_beside_its_judgement(
    edition: str, documents: Documents, design: Design
) -> None:
    document = part_of(documents["crossing", edition], "document")
    ratings = [
        paragraph for paragraph in find(document, "p") if style(paragraph).startswith("Rating")
    ]
    assert len(ratings) == 2 * len(languages_of(edition))
    apart = "\u2003" if len(languages_of(edition)) > 1 else "\n"
    for language in languages_of(edition):
        words = design.strings[language]
        expected = [
            f"{words['confidence']['moderate']}\u00a0■■□",
            f"{words['likelihood']['likely']}\u00a0■■■■■□□{apart}"
            f"{words['confidence']['low']}\u00a0■□□",
        ]
        assert [one for one in expected if one in map(text, ratings)] == expected
    squares = [run for run in find(document, "r") if set(text(run)) & set("■□")]
    assert {value(find(run, "rPr/rStyle")[0]) for run in squares} == {"Gauge"}
    assert not [one for run in squares for one in run.iterancestors(W + "sdt")]
    if len(languages_of(edition)) == 1:
        tables = [next(rating.iterancestors(W + "tbl")) for rating in ratings]
        assert {value(find(table, "tblStyle")[0]) for table in tables} == {"SideTable"}


@pytest.mark.parametrize("edition", ["en", "ar"])
def test_date_stance_and_topic_have_lines_of_their_own_at_the_side(
    edition: str, documents: Documents, library: Library, design: Design
) -> None:
    document = part_of(documents["crossing", edition], "document")
    labels = [text(p) for p in find(document, "p") if style(p).startswith("When")]
    topics = {topic.name[edition] for topic in library.topics.values()}
    of_positions = [lines for label in labels if (lines := label.split("\n"))[-1] in topics]
    assert of_positions
    stances = set(design.strings[edition]["stance"].values())
    for date, stance, _ in of_positions:
        assert "·" not in date + stance
        assert stance.partition("\u00a0")[2].strip() in stances


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", ["crossing", "norway", "record"])
def test_the_sign_of_inferred_dates_says_its_meaning_and_leads_to_it(
    name: str, edition: str, documents: Documents, design: Design
) -> None:
    document = part_of(documents[name, edition], "document")
    meanings = {
        design.strings[language]["inferred-key"].replace("○", "").strip()
        for language in edition.split("-")
    }
    links = [link for link in find(document, "hyperlink") if text(link).strip("\u00a0") == "○"]
    assert links
    assert {value(link, "tooltip") for link in links} == meanings
    targets = {value(link, "anchor") for link in links}
    assert len(targets) == 1
    assert targets < {value(mark, "name") for mark in find(document, "bookmarkStart")}


@pytest.mark.parametrize("edition", ["en", "ar"])
def test_the_side_column_ends_before_the_text_and_the_topic_has_its_own_line(
    edition: str, library: Library, documents: Documents
) -> None:
    document = part_of(documents["norway", edition], "document")
    labels = [p for p in find(document, "p") if style(p).startswith("When")]
    assert labels
    assert all(int(value(find(p, "pPr/ind")[0], "right")) > 0 for p in labels)
    topics = {topic.name[edition] for topic in library.topics.values()}
    assert {text(p).rpartition("\n")[2] for p in labels} <= topics


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_sign_on_a_scale_of_months_stands_in_the_middle_on_the_colour_of_its_stance(
    edition: str, documents: Documents, design: Design
) -> None:
    document = part_of(documents["norway", edition], "document")
    (months,) = [one for one in find(document, "tbl") if style_of(one) == "MonthsTable"]
    grounds = {design.theme.colours[f"{kind}-tint"] for kind in STANCES}
    signs = [p for p in find(months, "p") if fill_of(p.find(W + "pPr"))]
    assert signs
    for sign in signs:
        assert fill_of(sign.find(W + "pPr")) in grounds
        assert value(find(sign, "pPr/jc")[0]) == "center"
        assert value(find(next(sign.iterancestors(W + "tc")), "tcPr/vAlign")[0]) == "center"


def style_of(table: etree._Element) -> str:
    """Return the style of a table."""
    return value(find(table, "tblPr/tblStyle")[0])


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", BRIEFS)
def test_the_sign_of_inferred_dates_is_explained_in_the_foot_of_every_page(
    name: str, edition: str, documents: Documents, library: Library, design: Design
) -> None:
    data = documents[name, edition]
    handling = library.briefs[name].handling
    assert handling is not None
    for number in (1, 2):
        footer = text(part_of(data, f"footer{number}"))
        for language in languages_of(edition):
            assert design.strings[language]["inferred-key"] in footer
            assert handling[language] in footer
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
