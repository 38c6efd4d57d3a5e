"""Two trees of one template, merged into bilingual rows."""

from collections.abc import Callable

import pytest
from lxml import etree

from briefs.content import Library
from briefs.design import Design
from briefs.html.bilingual import bilingual_tree
from briefs.html.bilingual_table import bilingual_table
from briefs.html.document import Element, parse, visible_text
from briefs.html.templates import render
from tests.support.paths import BRIEFS
from tests.support.trees import element_at

HEAD = '<head><title>{0}</title><meta name="reference" lang="{0}" content="R"/></head>'

Merge = Callable[[str, str], Element]


@pytest.fixture
def merge(design: Design) -> Merge:
    """A function that merges an English and an Arabic body."""

    def merged(left: str, right: str) -> Element:
        english, arabic = (
            etree.fromstring(f"<html>{HEAD.format(code)}<body>{body}</body></html>")
            for code, body in (("en", left), ("ar", right))
        )
        return bilingual_tree((english, arabic), (design.language("en"), design.language("ar")))

    return merged


def cells(tree: Element) -> list[tuple[str, str]]:
    return [
        (visible_text(row[0]), visible_text(row[1]))
        for row in tree.iterfind(".//table[@class='facing']/tbody/tr")
    ]


def test_a_row_is_one_paragraph_one_statement_or_one_list_item(merge: Merge) -> None:
    tree = merge(
        "<p>p1</p><article class='statement'><p>a</p><p>b</p></article><ul><li>i1</li><li>i2</li>"
        "</ul><figure><table><tbody/></table></figure>",
        "<p>ف</p><article class='statement'><p>ا</p><p>ب</p></article><ul><li>١</li><li>٢</li>"
        "</ul><figure><table><tbody/></table></figure>",
    )
    assert cells(tree) == [("p1", "ف"), ("ab", "اب"), ("i1", "١"), ("i2", "٢"), ("", "")]
    assert len(tree.findall(".//table[@class='facing']")) == 1


def test_the_cells_of_a_row_have_the_language_and_direction_of_their_side(merge: Merge) -> None:
    (row,) = merge("<p>a</p>", "<p>ب</p>").iter("tr")
    assert [dict(cell.attrib) for cell in row] == [
        {"lang": "en", "dir": "ltr"},
        {"lang": "ar", "dir": "rtl"},
    ]


def test_a_heading_has_both_languages_and_ends_a_table_of_rows(merge: Merge) -> None:
    tree = merge('<p>a</p><h2 id="h">One</h2><p>b</p>', '<p>ا</p><h2 id="h">واحد</h2><p>ب</p>')
    body = element_at(tree, "body")
    assert [child.tag for child in body] == ["table", "h2", "table"]
    heading = body[1]
    assert dict(heading.attrib) == {"id": "h", "class": "facing"}
    assert [(span.get("lang"), span.text) for span in heading] == [("en", "One"), ("ar", "واحد")]


def test_containers_are_merged_and_tables_follow_each_other(merge: Merge) -> None:
    table = '<table class="matrix" id="m"><caption>{}</caption></table>'
    tree = merge(
        f"<section class='body'><aside><p>a</p></aside>{table.format('en')}</section>",
        f"<section class='body'><aside><p>ا</p></aside>{table.format('ar')}</section>",
    )
    (section,) = element_at(tree, "body")
    assert [child.tag for child in section] == ["aside", "table", "table"]
    assert [(table.get("id"), table.get("lang"), table.get("dir")) for table in section[1:]] == [
        ("m", "en", "ltr"),
        (None, "ar", "rtl"),
    ]


def test_the_items_of_a_numbered_list_keep_their_numbers_in_their_rows(merge: Merge) -> None:
    tree = merge(
        '<ol start="3"><li>a</li><li>b</li></ol>', '<ol start="3"><li>ا</li><li>ب</li></ol>'
    )
    assert [items.get("start") for items in tree.iter("ol")] == ["3", "3", "4", "4"]


def test_only_the_first_language_keeps_its_ids(merge: Merge) -> None:
    tree = merge('<p id="a">x<a id="b">y</a></p>', '<p id="a">س<a id="b">ص</a></p>')
    ids = [element.get("id") for element in tree.iterfind(".//*[@id]")]
    assert ids == ["a", "b"]
    assert tree.find(".//td[@lang='ar']//*[@id]") is None


def test_the_head_names_both_languages(merge: Merge) -> None:
    tree = merge("<p>a</p>", "<p>ب</p>")
    assert tree.findtext("head/title") == "en | ar"
    assert [meta.get("lang") for meta in tree.iterfind("head/meta")] == ["en", "ar"]


def test_each_paragraph_of_a_source_is_a_row_and_the_first_keeps_the_id(merge: Merge) -> None:
    source = '<article class="source" id="s"><p>{}</p><p>{}</p></article>'
    tree = merge(source.format("a", "b"), source.format("ا", "ب"))
    assert cells(tree) == [("a", "ا"), ("b", "ب")]
    articles = list(tree.iter("article"))
    assert [article.get("id") for article in articles] == ["s", None, None, None]
    assert {article.get("class") for article in articles} == {"source"}


def test_merging_leaves_both_trees_as_they_were(design: Design) -> None:
    body = '<body><article class="source" id="s"><p>a</p><p>b</p></article><h2 id="h">c</h2></body>'
    left, right = (etree.fromstring(f"<html><head/>{body}</html>") for _ in range(2))
    before = etree.tostring(left)
    bilingual_tree((left, right), (design.language("en"), design.language("ar")))
    assert etree.tostring(left) == etree.tostring(right) == before


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("<p>a</p><p>b</p>", "<p>ا</p>"),
        ("<p>a</p>", "<h2>ا</h2>"),
        ("<ul><li>a</li></ul>", "<ul><li>ا</li><li>ب</li></ul>"),
        ("<section><p>a</p></section>", "<section></section>"),
    ],
)
def test_trees_of_different_shape_are_refused(merge: Merge, left: str, right: str) -> None:
    with pytest.raises(ValueError, match="differ in shape"):
        merge(left, right)


@pytest.mark.parametrize("name", BRIEFS)
def test_a_bilingual_brief_cites_the_same_notes_in_both_cells_and_has_each_id_once(
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
            [link.get("href") for link in cell.iterfind(".//a[@class='noteref']")] for cell in row
        ]
        assert len(row) == 2
        assert notes[0] == notes[1]
        cited += len(notes[0])
        assert all(visible_text(cell) for cell in row)
    assert cited > 1
    ids = [element.get("id") for element in tree.iterfind(".//*[@id]")]
    assert len(ids) == len(set(ids))
    targets = {str(link.get("href"))[1:] for link in tree.iter("a")}
    assert targets <= set(ids)
    assert parse(etree.tostring(tree, encoding="unicode"), name)[1] == []


POSITION = (
    "<p class='supports'><span class='stance supports'><span class='sign'>{sign}</span>\u00a0"
    "<span class='label'>{label}</span></span><br/><span class='date muted'>{date}</span></p>"
)


def merged_cell(design: Design, kind: str, left: str, right: str) -> Element:
    """Return the cell of a table of one cell in two languages."""
    first, second = (
        etree.fromstring(f"<table class='{kind}'><tbody><tr>{cell}</tr></tbody></table>")
        for cell in (left, right)
    )
    table = bilingual_table(first, second, [design.language("en"), design.language("ar")])
    return next(table.iter("td"))


@pytest.mark.parametrize(("count", "dates"), [(1, 0), (2, 2)])
def test_the_matrix_keeps_dates_in_a_cell_of_several_positions(
    count: int, dates: int, design: Design
) -> None:
    left = POSITION.format(sign="?", label="none", date="4 Sept 2025") * count
    right = POSITION.format(sign="؟", label="لا شيء", date="4 سبتمبر 2025") * count
    cell = merged_cell(design, "stances", f"<td>{left}</td>", f"<td>{right}</td>")
    text = "".join(map(str, cell.itertext()))
    assert text.count("4 Sept 2025") == dates
    assert text.count("لا شيء") == count
    assert "سبتمبر" not in text


@pytest.mark.parametrize(
    ("left", "right", "lines"),
    [("?", "؟", 1), ("10, 11", "10، 11", 1), ("10, 11", "١٠، ١١", 2), ("Event", "حدث", 2)],
)
def test_signs_and_lists_of_the_same_numbers_are_printed_once(
    left: str, right: str, lines: int, design: Design
) -> None:
    cell = merged_cell(design, "months", f"<td>{left}</td>", f"<td>{right}</td>")
    assert len(cell.findall("br")) + 1 == lines
