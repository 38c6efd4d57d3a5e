"""Two languages of one template, side by side."""

import pytest
from lxml import etree

from briefs.content.library import Library
from briefs.design import Design
from briefs.html.bilingual import bilingual_tree
from briefs.html.document import Element, parse, visible_text
from briefs.html.render import render
from tests.support.paths import BRIEFS

HEAD = '<head><title>{0}</title><meta name="reference" lang="{0}" content="R"/></head>'


@pytest.fixture
def facing(design: Design):  # type: ignore[no-untyped-def]
    """A function that faces two bodies."""

    def made(left: str, right: str) -> Element:
        halves = [
            etree.fromstring(f"<html>{HEAD.format(code)}<body>{body}</body></html>")
            for code, body in (("en", left), ("ar", right))
        ]
        return bilingual_tree(halves[0], halves[1], (design.language("en"), design.language("ar")))

    return made


def cells(tree: Element) -> list[tuple[str, str]]:
    return [
        (visible_text(row[0]), visible_text(row[1]))
        for row in tree.iterfind(".//table[@class='facing']/tbody/tr")
    ]


def test_a_row_is_one_paragraph_one_statement_or_one_list_item(facing) -> None:
    tree = facing(
        "<p>p1</p><article class='statement'><p>a</p><p>b</p></article><ul><li>i1</li><li>i2</li>"
        "</ul><figure><table><tbody/></table></figure>",
        "<p>ف</p><article class='statement'><p>ا</p><p>ب</p></article><ul><li>١</li><li>٢</li>"
        "</ul><figure><table><tbody/></table></figure>",
    )
    assert cells(tree) == [("p1", "ف"), ("ab", "اب"), ("i1", "١"), ("i2", "٢"), ("", "")]
    assert len(tree.findall(".//table[@class='facing']")) == 1


def test_english_stands_left_and_arabic_right_each_with_its_direction(facing) -> None:
    (row,) = facing("<p>a</p>", "<p>ب</p>").iter("tr")
    assert [dict(cell.attrib) for cell in row] == [
        {"lang": "en", "dir": "ltr"},
        {"lang": "ar", "dir": "rtl"},
    ]


def test_a_heading_holds_both_languages_and_ends_the_rows(facing) -> None:
    tree = facing('<p>a</p><h2 id="h">One</h2><p>b</p>', '<p>ا</p><h2 id="h">واحد</h2><p>ب</p>')
    body = tree.find("body")
    assert [child.tag for child in body] == ["table", "h2", "table"]
    heading = body[1]
    assert dict(heading.attrib) == {"id": "h", "class": "facing"}
    assert [(one.get("lang"), one.text) for one in heading] == [("en", "One"), ("ar", "واحد")]


def test_containers_are_joined_and_tables_follow_each_other(facing) -> None:
    table = '<table class="matrix" id="m"><caption>{}</caption></table>'
    tree = facing(
        f"<section class='body'><aside><p>a</p></aside>{table.format('en')}</section>",
        f"<section class='body'><aside><p>ا</p></aside>{table.format('ar')}</section>",
    )
    (section,) = tree.find("body")
    assert [child.tag for child in section] == ["aside", "table", "table"]
    assert [(one.get("id"), one.get("lang"), one.get("dir")) for one in section[1:]] == [
        ("m", "en", "ltr"),
        (None, "ar", "rtl"),
    ]


def test_a_numbered_list_goes_on_counting_over_its_rows(facing) -> None:
    tree = facing(
        '<ol start="3"><li>a</li><li>b</li></ol>', '<ol start="3"><li>ا</li><li>ب</li></ol>'
    )
    assert [one.get("start") for one in tree.iter("ol")] == ["3", "3", "4", "4"]


def test_the_second_language_keeps_no_ids(facing) -> None:
    tree = facing('<p id="a">x<a id="b">y</a></p>', '<p id="a">س<a id="b">ص</a></p>')
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert ids == ["a", "b"]
    assert tree.find(".//td[@lang='ar']//*[@id]") is None


def test_the_head_names_both_languages(facing) -> None:
    tree = facing("<p>a</p>", "<p>ب</p>")
    assert tree.findtext("head/title") == "en | ar"
    assert [one.get("lang") for one in tree.iterfind("head/meta")] == ["en", "ar"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("<p>a</p><p>b</p>", "<p>ا</p>"),
        ("<p>a</p>", "<h2>ا</h2>"),
        ("<ul><li>a</li></ul>", "<ul><li>ا</li><li>ب</li></ul>"),
        ("<section><p>a</p></section>", "<section></section>"),
    ],
)
def test_halves_of_another_shape_are_refused(facing, left: str, right: str) -> None:
    with pytest.raises(ValueError, match="differ in shape"):
        facing(left, right)


@pytest.mark.parametrize("name", BRIEFS)
def test_a_faced_brief_has_the_same_notes_on_both_sides_and_each_id_once(
    name: str, library: Library, design: Design
) -> None:
    tree, problems = render(library, library.briefs[name], "ar-en", design)
    assert problems == []
    assert tree is not None
    rows = list(tree.iterfind(".//table[@class='facing']/tbody/tr"))
    assert len(rows) > 5
    cited = 0
    for row in rows:
        notes = [
            [one.get("href") for one in cell.iterfind(".//a[@class='noteref']")] for cell in row
        ]
        assert len(row) == 2
        assert notes[0] == notes[1]
        cited += len(notes[0])
        assert all(visible_text(cell) for cell in row)
    assert cited > 1
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    targets = {str(one.get("href"))[1:] for one in tree.iter("a")}
    assert targets <= set(ids)
    assert parse(etree.tostring(tree, encoding="unicode"), name)[1] == []
