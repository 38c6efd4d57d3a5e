"""The page rules: each reports its fault, and accepts what is similar but correct."""

from collections import Counter

import pytest
from lxml import etree

from briefs.design import Design
from briefs.pdf import page_lint
from briefs.pdf.layout import contrast
from briefs.pdf.theme_css import page_css
from briefs.pdf.writer import lay_out
from briefs.problems import CODES, Problem, Severity
from tests.support.paths import TEMPLATES

pytestmark = pytest.mark.usefixtures("engine")

SHEET = (TEMPLATES / "pdf.css").read_text(encoding="utf-8")
WORDS = {
    "ltr": "The council met in March and spoke about the crossing of the lake by ferry at night. ",
    "rtl": "اجتمع المجلس في مارس وتحدث عن عبور البحيرة بالعبّارة ليلًا، ثم عاد إلى بحث الأمر. ",
}
LANGUAGE = {"ltr": "en", "rtl": "ar"}
ROWS = "<tr><th scope='row'>a</th><td>{words}</td></tr>"
HEAD = "<thead><tr><th>x</th><th>y</th></tr></thead>"
TABLE = f"<table class='matrix'>{HEAD}<tbody>{{rows}}</tbody></table>"
FILL = "<p>A line that is short.</p>" * 30


def problems(body: str, design: Design, css: str = "", direction: str = "ltr") -> list[Problem]:
    """Return the problems of a body laid out with the project's stylesheet and more CSS."""
    language = LANGUAGE[direction]
    head = f"<head><title>t</title>{metas(language)}</head>"
    html = (
        f"<html lang='{language}' dir='{direction}' data-brief='case' data-edition='{language}'"
        f" data-template='brief'>{head}<body><section class='body'>{body}</section></body></html>"
    )
    pages = lay_out(etree.fromstring(html), design.theme, SHEET + css).pages
    return page_lint.lint_pages(pages, f"case ({language})")


def metas(language: str, title: str = "Short title") -> str:
    pairs = {"short-title": title, "reference": "X-1", "information": "As of March"}
    pairs |= {"inferred": "○ inferred", "handling": "For practice"}
    pairs["page-pattern"] = "Page {page} of {pages}"
    return "".join(
        f"<meta name='{name}' lang='{language}' content='{text}'/>" for name, text in pairs.items()
    )


def codes(found: list[Problem]) -> Counter[str]:
    return Counter(one.code for one in found)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_page_that_reads_well_has_no_problem(design: Design, direction: str) -> None:
    text = WORDS[direction]
    body = (
        f"<h2>A heading</h2><p data-path='a/b'>{text * 5}<span class='noterefs'>"
        f"<a class='noteref' href='#x'>4</a></span></p><ul class='plain'><li>{text * 3}</li></ul>"
        + TABLE.format(rows=ROWS.format(words=text) * 40)
        + f"<p id='x'>{text * 9}</p>"
    )
    assert problems(body, design, direction=direction) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_lines_that_are_too_long_or_too_short_are_reported_with_their_position(
    design: Design, direction: str
) -> None:
    body = f"<p>{WORDS[direction]}</p><p data-path='a/b/text'>{WORDS[direction] * 4}</p>"
    (one,) = problems(
        body, design, "section.body > p { margin: 0 !important; font-size: 8pt }", direction
    )
    assert (one.code, one.severity, one.place) == (
        "page-line-length",
        Severity.WARNING,
        f"case ({LANGUAGE[direction]})",
    )
    first = " ".join(WORDS[direction].split()[:5])
    assert f"page 1, “{first} …” (a/b/text): a line of 1" in one.message
    assert "90 at most" in one.message
    narrow = problems(body, design, "section.body > p { padding: 0 36mm !important }", direction)
    assert codes(narrow) == {"page-line-length": 2}
    assert all("45 at least" in one.message for one in narrow)


def test_marks_above_and_below_letters_are_not_counted() -> None:
    assert page_lint.length("مُحَمَّد\u2060 ") == 4
    assert page_lint.length("Zoe\u0308 1") == 5


def test_facing_columns_have_limits_of_their_own(design: Design) -> None:
    cells = "".join(f"<td><p>{WORDS[one] * 3}</p></td>" for one in ("ltr", "rtl"))
    body = f"<table class='facing'><tbody><tr>{cells}</tr></tbody></table>"
    assert problems(body, design) == []
    narrow = problems(body, design, "table.facing td { padding: 0 27mm !important }")
    assert codes(narrow) == {"page-line-length": 2}
    assert "30 at least" in narrow[0].message


@pytest.mark.parametrize(
    ("name", "end"),
    {
        "heading": "<h3>A heading</h3>",
        "caption": "<table class='matrix'><caption>A caption</caption><tbody>"
        + ROWS.format(words="w")
        + "</tbody></table>",
        "date": "<article class='statement'><p class='when'>4 May</p><p>Text.</p></article>",
    }.items(),
)
def test_a_heading_caption_or_date_may_not_end_a_page(design: Design, name: str, end: str) -> None:
    body = FILL + end + "<p>What follows.</p>"
    loose = "* { break-after: auto !important; break-inside: auto !important }"
    push = {
        "heading": "h3 { margin-bottom: 250mm !important }",
        "caption": "p.caption { margin-bottom: 250mm !important }",
        "date": "article.statement, article.statement > * { display: block !important }"
        "p.when { margin-bottom: 250mm !important }",
    }
    assert problems(body, design) == []
    found = problems(body, design, loose + push[name])
    assert "page-heading-last" in codes(found)


def test_a_heading_may_not_end_a_column_either(design: Design) -> None:
    body = f"<article class='source'><h4>Head</h4><p>{WORDS['ltr'] * 3}</p></article>"
    css = "article.source { columns: 2; font-size: 8pt }"
    assert problems(body, design, css) == []
    css += "article.source p { break-before: column; margin: 0 !important }"
    found = problems(body, design, css)
    assert codes(found) == {"page-heading-last": 1}
    assert "“Head” is parted" in found[0].message


def test_a_row_stays_on_one_page_unless_no_page_could_hold_it(design: Design) -> None:
    rows = TABLE.format(rows=ROWS.format(words="one two three<br/>" * 30) * 3)
    assert problems(rows, design) == []
    split = problems(rows, design, "tr { break-inside: auto !important }")
    assert codes(split) == {"page-row-split": 1}
    assert "the row at page 1, “a” goes on over the page" in split[0].message
    long = TABLE.format(rows=ROWS.format(words="one two three<br/>" * 130))
    assert problems(long, design) == []


def test_a_page_is_at_least_a_fifth_full_unless_it_is_the_last(design: Design) -> None:
    one = "<p>Few words.</p>"
    assert problems(one, design) == []
    found = problems(one * 2, design, "p + p { break-before: page }")
    assert [(one.code, one.message) for one in found] == [("page-bare", "page 1 is only 2% filled")]
    assert (
        problems(FILL[: len(FILL) // 2] + one, design, "p:last-child { break-before: page }") == []
    )


def test_text_needs_contrast_with_its_background(design: Design) -> None:
    body = "<aside class='box'><p>Some words <strong>here</strong>.</p></aside>"
    assert problems(body, design) == []
    # A contrast of 4.54 on white, and less on the background of a box.
    css = "strong { color: #767676 }"
    (one,) = problems(body, design, css)
    assert one.code == "page-contrast"
    assert "“Some words here.”: #767676 on #eef3f6 is a contrast of 4.0" in one.message
    assert problems(body, design, css + "aside { background: none !important }") == []
    assert codes(problems(body, design, "strong { opacity: .5 }")) == {"page-contrast": 1}


def test_bars_need_contrast_too(design: Design) -> None:
    row = "<tr><th scope='row'>Oslo</th><td class='value' data-value='40'>40%</td><td/></tr>"
    head = "<thead><tr><th>Group</th><th>For</th><th>Against</th></tr></thead>"
    table = f"<table class='chart'>{head}<tbody>{row}</tbody></table>"
    body = f"<figure class='chart' data-kind='bars'>{table}</figure>"
    assert problems(body, design) == []
    (one,) = problems(body, design, ".bar { background: #aaaaaa !important }")
    assert (one.code, "a bar of a chart" in one.message) == ("page-contrast", True)


def test_contrast_is_that_of_wcag() -> None:
    black, white = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == 1
    grey = (0x76 / 255,) * 3
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.005)
    assert contrast((1.0, 0.0, 0.0), white) == pytest.approx(3.998, abs=0.001)


def test_text_under_eight_points_is_reported(design: Design) -> None:
    note = "<p>Text<span class='noterefs'><a class='noteref'>4</a></span></p>"
    assert problems(note, design) == []
    (one,) = problems(note * 3, design, ".noterefs { font-size: .68em !important }")
    assert one.code == "page-small"
    assert "(and 2 more) is set in 6.63 points" in one.message


def test_content_outside_the_type_area_or_its_cell_is_reported(design: Design) -> None:
    cases = {
        "p { margin-inline-end: -9mm !important }": "<p>" + "wide words " * 30 + "</p>",
        "": "<table class='matrix'><tbody><tr><td>a</td><td>b</td><td>" + "x" * 60
        + "</td><td>c</td></tr></tbody></table>",
        "aside { margin-inline-start: -3mm }": "<aside class='box'><p>a</p></aside>",
    }  # fmt: skip
    told = ["the type area", "its cell", "the ground of <aside>"]
    for (css, body), words in zip(cases.items(), told, strict=True):
        found = [one for one in problems(body, design, css) if one.code == "page-outside"]
        assert len(found) == 1
        assert words in found[0].message
        if css:
            assert "page-outside" not in codes(problems(body, design))


def test_running_heads_that_overflow_are_reported(
    design: Design, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = FILL * 3
    assert problems(body, design) == []
    long = metas("en", "A title that goes on and on " * 8)
    monkeypatch.setattr(f"{__name__}.metas", lambda _: long)
    assert "page-outside" in codes(problems(body, design))


def test_a_text_of_the_content_in_a_running_head_has_no_counters(design: Design) -> None:
    title = "A {page} of {pages}, {section}"
    head = f"<head>{metas('en', title)}</head>"
    tree = etree.fromstring(f"<html lang='en' dir='ltr'>{head}<body/></html>")
    css = page_css(tree, design.theme)
    assert f'content: "{title}";' in css
    assert 'content: "X-1" string(section, start);' in css
    assert 'content: "Page " counter(page, decimal) " of " counter(pages, decimal) "";' in css


def test_every_code_of_the_page_rules_has_a_hint() -> None:
    told = {code for code in CODES if code.startswith("page-")}
    assert set(page_lint.RULES) == told
    assert len(told) == 7
