"""The intermediate representation: its vocabulary, and the pass that numbers and links it."""

import re

import pytest
from lxml import etree

from briefs.design import Design
from briefs.design.language import Language
from briefs.html.document import (
    EVERYWHERE,
    VOCABULARY,
    Element,
    fill_contents,
    head_metadata,
    parse,
    resolve,
    to_html,
    visible_text,
)
from briefs.problems import Problem
from tests.support.paths import ROOT
from tests.support.trees import element_at

OFFERED = ("a/x", "a/y", "b/x", "b/y", "b/x+a/y")
NOTES = "".join(f'<li id="note.{name}">{name}</li>' for name in OFFERED)
ANNEX = f'<section class="notes"><h2 id="notes">Notes</h2><ol class="notes">{NOTES}</ol></section>'


def tree_of(body: str) -> Element:
    tree, problems = parse(f"<html><body>{body}</body></html>", "case")
    assert problems == []
    assert tree is not None
    return tree


def problems_of(html: str) -> list[Problem]:
    return parse(html, "case")[1]


def note(*references: str) -> str:
    return f'<a class="note" data-evidence="{" ".join(references)}"></a>'


@pytest.fixture
def english(design: Design) -> Language:
    return design.language("en")


@pytest.fixture
def indic(design: Design) -> Language:
    style = design.theme.languages["ar"].model_copy(update={"digits": "arab"})
    return Language("ar", style, design.strings["ar"])


@pytest.mark.parametrize(
    ("html", "code", "words"),
    [
        ("<html>\n\n<blink/></html>", "html-element", "<blink>"),
        ("<html>\n\n<script>x</script></html>", "html-element", "<script>"),
        ('<html>\n\n<p style="color:red">x</p></html>', "html-attribute", "“style”"),
        ('<html>\n\n<p onclick="x">x</p></html>', "html-attribute", "“onclick”"),
        ('<html>\n\n<p href="#a">x</p></html>', "html-attribute", "“href”"),
        ('<html>\n\n<p class="lead red">x</p></html>', "html-class", "“red”"),
        ('<html>\n\n<p class="matrix">x</p></html>', "html-class", "“matrix”"),
    ],
)
def test_markup_outside_the_vocabulary_is_reported_with_its_line(
    html: str, code: str, words: str
) -> None:
    (problem,) = problems_of(html)
    assert (problem.file, problem.line, problem.code) == ("case", 3, code)
    assert words in problem.message


def test_all_markup_outside_the_vocabulary_is_reported_at_once() -> None:
    problems = problems_of('<html><font/><p style="x" class="y">x</p><div/></html>')
    assert len(problems) == 4


@pytest.mark.parametrize(
    "html", ["<html>\n<p></html>", "<html>\n<br></html>", "<html>\n&nbsp;</html>"]
)
def test_html_that_is_not_well_formed_is_reported_with_its_line(html: str) -> None:
    tree, problems = parse(html, "case")
    assert tree is None
    assert [(problem.code, problem.line) for problem in problems] == [("html-malformed", 2)]
    assert "closed" in problems[0].hint


def test_an_entity_that_reads_a_file_is_not_expanded() -> None:
    entity = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html>&x;</html>'
    tree, problems = parse(entity, "case")
    assert problems or (tree is not None and "".join(tree.itertext()) == "")


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        *(("#notes", True), ("https://example.org/a?b", True), ("http://example.org", True)),
        *(("mailto:a@example.org", True), ("javascript:alert(1)", False), ("page.html", False)),
        *(("file:///etc/passwd", False), ("JAVASCRIPT:x", False), (" javascript:x", False)),
        *(("data:text/html,x", False), ("//example.org", False), ("", False)),
    ],
)
def test_links_lead_within_the_document_to_the_web_or_to_mail(target: str, allowed: bool) -> None:
    problems = problems_of(f'<html>\n<p id="notes"><a href="{target}">x</a></p></html>')
    expected = [] if allowed else [("link-refused", 2)]
    assert [(problem.code, problem.line) for problem in problems] == expected


def test_the_vocabulary_of_the_code_is_the_documented_one() -> None:
    page = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    elements: set[str] = set()
    classes: set[str] = set()
    for line in page.split("\n"):
        cells = line.split("|")
        if line.startswith("| `"):
            elements.update(re.findall(r"`([a-z0-9]+)", cells[1]))
            classes.update(re.findall(r"`([a-z0-9-]+)`", cells[2]))
    assert len(elements) > 25
    # The page lists these in the row of their parent.
    parts = set(VOCABULARY) - elements
    assert parts == {"title", "meta", "thead", "tbody"}
    assert all(re.search(rf"\b{part}\b", page) for part in parts)
    assert elements <= set(VOCABULARY)
    known = set().union(*(words for _, words in VOCABULARY.values()))
    assert known - classes <= {"level-2", "level-3", "noterefs"}
    assert {"id", "class", "lang", "dir", "data-path"} == EVERYWHERE


def test_notes_are_numbered_by_first_citation_and_a_statement_keeps_its_number(
    english: Language,
) -> None:
    tree = tree_of(f"<p>1{note('b/x')}, 2{note('a/x')}, 3{note('b/x')}</p>{ANNEX}")
    assert resolve(tree, english, "case") == []
    assert [link.get("href") for link in tree.iterfind("body/p//a")] == [
        "#note-1",
        "#note-2",
        "#note-1",
    ]
    assert visible_text(element_at(tree, "body/p")) == "11, 22, 31"


def test_statements_cited_together_share_one_note(english: Language) -> None:
    tree = tree_of(f"<p>x{note('a/y')}</p><p>y{note('b/x', 'a/y', 'b/x')}.</p>{ANNEX}")
    assert resolve(tree, english, "case") == []
    assert etree.tostring(tree.findall("body/p")[1], encoding="unicode") == (
        '<p>y<span class="noterefs"><a class="noteref" id="ref-2" href="#note-2">2</a></span>.</p>'
    )
    assert [(item.get("id"), item.text) for item in tree.iterfind(".//ol/li")] == [
        ("note-1", "a/y"),
        ("note-2", "b/x+a/y"),
    ]


def test_only_the_first_reference_to_a_note_has_an_id(english: Language) -> None:
    tree = tree_of(f"<p>{note('a/x')}{note('a/x')}{note('b/x')}{note('a/x')}</p>{ANNEX}")
    assert resolve(tree, english, "case") == []
    assert [link.get("id") for link in tree.iterfind("body/p//a")] == ["ref-1", None, "ref-2", None]


def test_notes_that_are_not_cited_are_removed_and_the_others_sorted(english: Language) -> None:
    tree = tree_of(f"<p>{note('b/y')}{note('a/x')}</p>{ANNEX}")
    assert resolve(tree, english, "case") == []
    items = [(item.get("id"), item.text) for item in tree.iterfind(".//ol/li")]
    assert items == [("note-1", "b/y"), ("note-2", "a/x")]


def test_a_citing_span_links_to_each_note_of_its_statements(english: Language) -> None:
    listed = '<p><span class="citing" data-evidence="a/y b/y"></span></p>'
    cited = f"<p>{note('a/x')}{note('b/x', 'a/y')}{note('b/y')}</p>"
    tree = tree_of(cited + listed + ANNEX)
    assert resolve(tree, english, "case") == []
    span = element_at(tree, ".//span[@class='citing']")
    assert visible_text(span) == "2, 3"
    assert [link.get("href") for link in span] == ["#note-2", "#note-3"]
    assert "data-evidence" not in span.attrib


def test_without_a_citation_there_is_no_section_of_notes(english: Language) -> None:
    tree = tree_of(f"<p>x</p>{ANNEX}")
    assert resolve(tree, english, "case") == []
    assert tree.find(".//section") is None


def test_a_note_that_the_template_does_not_list_is_reported_as_unknown(english: Language) -> None:
    tree = tree_of(f"<p>{note('c/z')}</p>{ANNEX}")
    assert [problem.code for problem in resolve(tree, english, "case")] == ["reference-unknown"]


def test_numbers_of_notes_follow_the_digits_of_the_language(indic: Language) -> None:
    tree = tree_of(f"<p>{note('a/x')} {note('b/x')}</p>{ANNEX}")
    assert resolve(tree, indic, "case") == []
    assert visible_text(element_at(tree, "body/p")) == "١ ٢"
    assert [link.get("href") for link in tree.iterfind("body/p//a")] == ["#note-1", "#note-2"]


FIGURE = '<figure id="{}" class="chart"><figcaption>{}</figcaption></figure>'
TABLE = '<table id="{}"><caption>{}</caption></table>'


def test_tables_and_figures_are_labelled_and_counted_apart(english: Language) -> None:
    tree = tree_of(
        TABLE.format("t1", "One")
        + FIGURE.format("f1", "<strong>Two</strong>")
        + TABLE.format("t2", "\n Three")
    )
    assert resolve(tree, english, "case") == []
    captions = [*tree.iter("caption"), *tree.iter("figcaption")]
    assert [visible_text(caption) for caption in captions] == [
        "Table 1 One",
        "Table 2 Three",
        "Figure 1 Two",
    ]
    assert [caption[0].get("class") for caption in captions] == ["label"] * 3


def test_an_empty_reference_gets_the_label_of_its_target(english: Language) -> None:
    tree = tree_of(
        '<p><a class="ref" href="#t2"></a> and <a class="ref" href="#f1">see here</a></p>'
        + TABLE.format("t1", "a")
        + TABLE.format("t2", "b")
        + FIGURE.format("f1", "c")
    )
    assert resolve(tree, english, "case") == []
    assert visible_text(element_at(tree, "body/p")) == "Table 2 and see here"


def test_a_link_to_an_unknown_id_is_reported(english: Language) -> None:
    tree = tree_of('<p>x</p>\n<p><a class="entry" href="#gone">x</a></p>')
    (problem,) = resolve(tree, english, "case")
    assert (problem.code, problem.line) == ("reference-unknown", 2)
    assert "#gone" in problem.message


def test_a_repeated_id_is_reported(english: Language) -> None:
    tree = tree_of('<p id="a">x</p>\n<p id="a">x</p>\n<p id="a">x</p>')
    problems = resolve(tree, english, "case")
    expected = [("html-id", 2), ("html-id", 3)]
    assert [(problem.code, problem.line) for problem in problems] == expected


def test_the_contents_list_the_sections_that_follow_and_have_an_id() -> None:
    tree = tree_of(
        '<h2 id="before">Before</h2><nav class="contents"><h2 id="contents">Contents</h2></nav>'
        '<section><h2 id="one">One <bdi lang="ar" dir="rtl" id="x">ا</bdi></h2><h3>No id</h3>'
        '<h3 id="sub"><span data-path="a/b">Sub</span></h3><h4 id="deep">Deep</h4></section>'
        '<h2 id="two">Two</h2>'
    )
    fill_contents(tree)
    items = tree.findall("body/nav/ol/li")
    assert [(item.get("class"), item[0].get("href"), visible_text(item)) for item in items] == [
        ("level-2", "#one", "One ا"),
        ("level-2", "#two", "Two"),
    ]
    copies = [part for item in items for part in item.iter()]
    assert all(part.get("id") is None and part.get("data-path") is None for part in copies)
    assert element_at(tree, "body/section/h2/bdi").get("id") == "x"
    assert visible_text(element_at(tree, "body/nav/h2")) == "Contents"


def test_a_resolved_tree_is_within_the_vocabulary(english: Language) -> None:
    tree = tree_of(f"<p>{note('a/x')}</p>{FIGURE.format('f', 'x')}{ANNEX}")
    resolve(tree, english, "case")
    assert problems_of(etree.tostring(tree, encoding="unicode")) == []


def test_written_html_is_html_with_its_doctype() -> None:
    html = to_html(tree_of("<p>a<br/>b &amp; &lt;c&gt; نص</p>"))
    assert html == ("<!DOCTYPE html>\n<html><body><p>a<br>b &amp; &lt;c&gt; نص</p></body></html>")


def test_metadata_of_the_head_is_by_name_and_language() -> None:
    tree = etree.fromstring(
        '<html lang="en"><head><title>t</title><meta name="reference" lang="en" content="CW-1"/>'
        '<meta name="reference" lang="ar" content="ت-1"/><meta name="author" content="A"/></head>'
        "<body><p>x</p></body></html>"
    )
    assert head_metadata(tree) == {
        "reference": {"en": "CW-1", "ar": "ت-1"},
        "author": {"en": "A"},
    }


def test_the_visible_text_of_an_element_is_in_one_line() -> None:
    tree = etree.fromstring("<p> a\n <strong>b</strong>c<br/>\td </p>")
    assert visible_text(tree) == "a bc d"
