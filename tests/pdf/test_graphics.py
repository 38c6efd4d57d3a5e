"""The graphics as the PDF draws them: bars, gauges, and what page one holds."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

from briefs.content import Library
from briefs.design import Design
from briefs.html.document import Element, visible_text
from briefs.html.templates import render
from briefs.pdf.graphics import draw_graphics, widen_numerals
from briefs.pdf.page_lint import lint_pages
from briefs.pdf.writer import lay_out
from tests.support.languages import languages_of
from tests.support.paths import BRIEFS, EDITIONS, TEMPLATES
from tests.support.trees import element_at
from tests.support.typography_pictures import boxes_of

pytestmark = pytest.mark.usefixtures("engine")
SHEET = (TEMPLATES / "pdf.css").read_text(encoding="utf-8")


def tree_of(library: Library, name: str, edition: str, design: Design) -> Element:
    tree, problems = render(library, library.briefs[name], edition, design)
    assert problems == []
    assert tree is not None
    return tree


def chart(*rows: tuple[float | None, float | None]) -> Element:
    """Return a document that has a chart with these rows of values in favour and against."""
    body = "".join(
        "<tr><th>g</th>"
        + "".join(
            f"<td class='value' data-value='{value}'>{value}%</td>"
            if value is not None
            else "<td class='value'/>"
            for value in row
        )
        + "</tr>"
        for row in rows
    )
    head = "<thead><tr><th>Group</th><th>for</th><th>against</th></tr></thead>"
    return etree.fromstring(
        "<html><figure class='chart' data-kind='bars' data-max='100' data-alt='x'>"
        f"<table class='chart'>{head}<tbody>{body}</tbody></table></figure></html>"
    )


def bars(tree: Element) -> list[list[tuple[str, str, str] | None]]:
    """Return the bar of each cell of each row: sign, length and label; None where it has none."""
    plots = [[cell[0] for cell in row.iterfind("td")] for row in tree.iterfind(".//tbody/tr")]
    return [
        [
            (plot[0].get("class", ""), plot[0].get("style", ""), visible_text(plot[1]))
            if len(plot)
            else None
            for plot in row
        ]
        for row in plots
    ]


def test_each_value_is_a_bar_of_its_length_in_the_column_of_its_answer() -> None:
    tree = chart((61.5, 30), (None, 12), (0, 100))
    draw_graphics(tree)
    assert bars(tree) == [
        [("bar filled", "width:61.5%", "61.5%"), ("bar hollow", "width:30%", "30%")],
        [None, ("bar hollow", "width:12%", "12%")],
        [("bar filled", "width:0%", "0%"), ("bar hollow", "width:100%", "100%")],
    ]
    marks = [span.get("class") for span in tree.iterfind(".//thead//span")]
    assert marks == ["mark filled", "mark hollow"]


def test_the_table_keeps_every_value_for_those_who_cannot_see_the_bars() -> None:
    tree = chart((61.5, 30), (None, 12))
    draw_graphics(tree)
    rows = [[visible_text(cell) for cell in row] for row in tree.iter("tr")]
    assert rows == [["Group", "for", "against"], ["g", "61.5%", "30%"], ["g", "", "12%"]]
    assert element_at(tree, ".//table").get("summary") == "x"


@pytest.mark.parametrize(("value", "most"), [(0, 3), (1, 3), (3, 3), (5, 7)])
def test_a_gauge_is_filled_up_to_its_value(value: int, most: int) -> None:
    html = f"<p><span class='gauge' data-value='{value}' data-max='{most}'>Likely</span></p>"
    tree = etree.fromstring(html)
    draw_graphics(tree)
    boxes = element_at(tree, "span/span")
    assert (boxes.get("class"), boxes.get("aria-hidden")) == ("boxes", "true")
    assert [box.get("class") for box in boxes] == ["filled"] * value + ["hollow"] * (most - value)
    assert visible_text(tree) == "Likely"


@pytest.mark.parametrize(("numeral", "wide"), [("26 million €", False), ("≈ 180 thousand", True)])
def test_a_long_numeral_gets_a_wider_column(numeral: str, wide: bool, design: Design) -> None:
    table = '<table class="figures"><thead><tr><th>N</th></tr></thead><tbody><tr><th>{}</th></tr>'
    tree = etree.fromstring(f'<html lang="en">{table.format(numeral)}</tbody></table></html>')
    widen_numerals(tree, design.theme)
    assert (element_at(tree, ".//thead/tr/th").get("style") is not None) == wide


def pages_of(library: Library, name: str, edition: str, design: Design) -> Any:
    return lay_out(tree_of(library, name, edition, design), design.theme, SHEET).pages


def text_of(page: Any) -> str:
    """Return the text of a laid-out page without spaces, in the order of the document."""
    return re.sub(r"\W", "", "".join(box.text for box in boxes_of(page._page_box, "TextBox")))


def bare(text: str) -> str:
    return re.sub(r"\W", "", text.replace("**", ""))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", ["crossing", "crossing-note"])
def test_page_one_holds_the_bottom_line_the_matrix_and_every_judgement(
    name: str, edition: str, library: Library, design: Design
) -> None:
    brief = library.briefs[name]
    first = text_of(pages_of(library, name, edition, design)[0])
    for language in languages_of(edition):
        words: list[str] = [brief.bottom_line.text[language]]
        assert brief.bottom_line.provenance is not None
        words.append(brief.bottom_line.provenance[language])
        for reference in brief.stances:
            label = getattr(library.statements[reference].item, "label", None)
            assert label is not None
            words.append(label[language])
        for judgement in brief.judgements:
            clause = re.search(r"\*\*(.+?)\*\*", judgement.text[language])
            assert clause is not None
            words.append(clause[1])
        assert [text for text in words if bare(text) not in first] == []


@pytest.mark.parametrize("edition", ["en", "ar"])
def test_the_bars_of_a_poll_are_to_scale_and_mirrored_in_arabic(
    edition: str, library: Library, design: Design
) -> None:
    plots = [
        box
        for page in pages_of(library, "crossing", edition, design)
        for box in all_boxes(page._page_box)
        if box.element is not None and box.element.get("class") == "plot" and len(box.element)
    ]
    shares = {}
    for plot in plots:
        bar, label = (getattr(one, "_box", one) for one in plot.children)
        start = bar.border_box_x() - plot.content_box_x()
        if edition == "ar":
            start = plot.width - start - bar.border_width()
        assert start == pytest.approx(0, abs=0.1)
        assert (label.position_x > bar.position_x) == (edition == "en")
        shares[visible_text(label.element)] = 100 * bar.border_width() / plot.width
    expected = {"12%": 12, "30%": 30, "54%": 54, "61.5%": 61.5}
    assert shares == pytest.approx(expected, abs=0.1)


def all_boxes(box: Any) -> Iterator[Any]:
    """Yield a box and those inside it, also those that are placed absolutely."""
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from all_boxes(child)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", BRIEFS)
def test_the_pages_of_a_brief_with_graphics_keep_the_page_rules(
    name: str, edition: str, library: Library, design: Design
) -> None:
    problems = lint_pages(pages_of(library, name, edition, design), f"{name} ({edition})")
    assert [problem.message for problem in problems] == []
