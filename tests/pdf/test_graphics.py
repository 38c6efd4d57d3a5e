"""The graphics as the PDF draws them: dots, gauges, and what page one holds."""

import math
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from lxml import etree

from briefs.content import Library
from briefs.design import Design
from briefs.html.document import Element, visible_text
from briefs.html.graphics import NEAR
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
        "<html><figure class='chart' data-kind='dots' data-max='100' data-alt='x'>"
        f"<table class='chart'>{head}<tbody>{body}</tbody></table></figure></html>"
    )


def dots(tree: Element) -> list[list[tuple[str, float, str]]]:
    """Return the dots of each row: sign, place in per cent of the whole axis, side of the label."""
    found = []
    for row in tree.iterfind(".//tbody/tr"):
        found.append(
            [
                (
                    str(dot.get("class")).removeprefix("dot "),
                    50 * column + float(str(dot.get("style"))[19:-1]) / 2,
                    str(dot[0].get("class")),
                )
                for column, cell in enumerate(row.findall("td"))
                for dot in cell.iterfind(".//div[@style]")
            ]
        )
    return found


def test_each_value_is_a_dot_at_its_place_filled_in_favour_and_hollow_against() -> None:
    tree = chart((61.5, 30), (54, None), (None, 12), (0, 100))
    draw_graphics(tree)
    assert dots(tree) == [
        [("filled", 61.5, "after"), ("hollow", 30, "after")],
        [("filled", 54, "after")],
        [("hollow", 12, "after")],
        [("filled", 0, "after"), ("hollow", 100, "before")],
    ]
    marks = [span.get("class") for span in tree.iterfind(".//thead//span")]
    assert marks == ["mark filled", "mark hollow"]


def test_labels_of_close_values_stand_on_opposite_sides() -> None:
    tree = chart((50, 50 + NEAR - 1), (50 + NEAR - 1, 50), (40, 80), (100 - NEAR + 1, 10))
    draw_graphics(tree)
    sides = [[side for _, _, side in row] for row in dots(tree)]
    assert sides == [["before", "after"], ["after", "before"], ["after"] * 2, ["before", "after"]]


def test_the_table_keeps_every_value_for_those_who_cannot_see_the_dots() -> None:
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


@pytest.mark.parametrize(("edition", "side"), [("en", 1), ("ar", -1)])
def test_the_dots_of_a_poll_are_to_scale_and_mirrored_in_arabic(
    edition: str, side: int, library: Library, design: Design
) -> None:
    middles = {
        visible_text(box.element): box.position_x
        for page in pages_of(library, "crossing", edition, design)
        for box in all_boxes(page._page_box)
        if str(box.element is not None and box.element.get("class")).startswith("dot ")
        and not box.element_tag.endswith("::before")
    }
    assert len(middles) == 4
    ends = [middles["12%"], middles["30%"], middles["54%"], middles["61.5%"]]
    steps = [(after - before) * side for before, after in pairwise(ends)]
    assert all(step > 0 for step in steps)
    unit = (ends[-1] - ends[0]) * side / (61.5 - 12)
    for step, difference in zip(steps, (18, 24, 7.5), strict=True):
        assert math.isclose(step, unit * difference, rel_tol=0.03)


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
