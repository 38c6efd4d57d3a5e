"""What stands outside the words of a line: where notes and links lead, rows, footers, lists."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest
from lxml import etree

from briefs.content.library import Library
from briefs.design import Design
from briefs.messages import fill, translate
from briefs.pull import Edit
from briefs.pull.report import left_out
from tests.support.docx_edits import (
    BOTTOM,
    DATE,
    changed,
    child_of,
    controls,
    document_of,
    edits_of,
    make,
    number_of,
    paragraphs,
    parent_of,
    replace_in,
    run,
    text_of,
    track_deletion,
)
from tests.support.docx_helpers import W

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RELS = "word/_rels/document.xml.rels"
SITE = "https://example.org/Report"


@pytest.fixture(scope="module")
def number(document: bytes) -> int:
    """The number of its bottom line."""
    return number_of(document, BOTTOM)


def one_edit(document: bytes, library: Library) -> Edit:
    """Return the only edit of a document."""
    [edit] = edits_of(document, library.files).edits
    return edit


def words(root: etree._Element) -> str:
    """Return the text of an element."""
    return "".join(root.itertext(W + "t"))


def test_a_mark_that_leads_to_another_note_is_told(document: bytes, library: Library) -> None:
    def change(root: etree._Element) -> None:
        third, fourth = list(root.iter(W + "footnoteReference"))[2:4]
        third.set(W + "id", fourth.attrib[W + "id"])

    edit = one_edit(changed(document, change), library)
    assert edit.kind == "outside"
    assert "paras\u00a03, 4" in edit.base
    assert "statement" in edit.edited
    assert edit.context


def test_a_repeated_mark_that_leads_to_another_note_is_told(
    document: bytes, library: Library
) -> None:
    def change(root: etree._Element) -> None:
        instruction = next(i for i in root.iter(W + "instrText") if "b_note_4 " in (i.text or ""))
        instruction.text = " NOTEREF b_note_2 \\f \\h "

    edit = one_edit(changed(document, change), library)
    assert (edit.kind, "statement" in edit.base, "para.\u00a04" in edit.edited) == (
        "outside", True, True,
    )  # fmt: skip


def test_marks_that_follow_an_edited_or_a_new_note_are_no_edits(
    document: bytes, library: Library
) -> None:
    """Word numbers the notes after a new one again; the marks lead where they led."""

    def edit_note(root: etree._Element) -> None:
        next(t for t in root.iter(W + "t") if "para.\u00a04" in (t.text or "")).text = ", p. 4"

    edit = one_edit(changed(document, edit_note, "word/footnotes.xml"), library)
    assert "p. 4" in edit.edited

    def shift(root: etree._Element) -> None:
        for one in root.iter(W + "footnoteReference", W + "footnote"):
            if int(one.attrib[W + "id"]) > 2:
                one.set(W + "id", str(int(one.attrib[W + "id"]) + 1))
        for note in root.iter(W + "footnote"):
            if note.get(W + "id") == "2":
                note.addnext(make("footnote", make("p", run("My note.")), id="3"))
        for reference in list(root.iter(W + "footnoteReference"))[1:2]:
            parent_of(reference).addnext(make("r", make("footnoteReference", id="3")))

    noted = changed(changed(document, shift), shift, "word/footnotes.xml")
    found = edits_of(noted, library.files).edits
    assert [edit.kind for edit in found] == ["outside", "outside"]
    assert "My note." in found[1].edited


def relate(root: etree._Element) -> None:
    """Add a relationship to a web page."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    one = deepcopy(root[0])
    one.attrib.update({"Id": "rIdNew", "Type": kind, "Target": SITE, "TargetMode": "External"})
    root.append(one)


def as_element(runs: list[etree._Element]) -> None:
    """Put runs in a link as Word stores it."""
    link = make("hyperlink")
    link.set(RELATION, "rIdNew")
    runs[0].addprevious(link)
    link.extend(runs)


def as_field(runs: list[etree._Element]) -> None:
    """Put runs in a link as a field, as other programs store it."""
    for kind in ("begin", "separate"):
        runs[0].addprevious(make("r", make("fldChar", fldCharType=kind)))
    instruction = make("instrText")
    instruction.text = f' HYPERLINK "{SITE}/" \\o "a hint" '
    marks = parent_of(runs[0]).iter(W + "fldChar")
    parent_of(next(marks)).addnext(make("r", instruction))
    runs[-1].addnext(make("r", make("fldChar", fldCharType="end")))


@pytest.mark.parametrize("link", [as_element, as_field])
def test_a_new_link_on_a_text_is_told(
    document: bytes, library: Library, number: int, link: Callable[[list[etree._Element]], None]
) -> None:
    def change(root: etree._Element) -> None:
        link(list(controls(root)[number].iter(W + "r")))

    edit = one_edit(changed(changed(document, change), relate, RELS), library)
    assert (edit.kind, edit.base, edit.path) == ("outside", "", BOTTOM)
    assert SITE in edit.edited


def link_to_alpha(root: etree._Element) -> etree._Element:
    """Return the first link to the source “alpha”."""
    links = root.iter(W + "hyperlink")
    return next(one for one in links if "alpha" in one.get(W + "anchor", ""))


def test_a_link_that_leads_elsewhere_or_is_gone_is_told(document: bytes, library: Library) -> None:
    def unlink(root: etree._Element) -> None:
        link = link_to_alpha(root)
        for child in list(link):
            link.addprevious(child)
        parent_of(link).remove(link)

    gone = one_edit(changed(document, unlink), library)
    assert (gone.kind, "b_source_alpha" in gone.base, gone.edited) == ("outside", True, "")

    def elsewhere(root: etree._Element) -> None:
        link_to_alpha(root).set(W + "anchor", "b_method")

    turned = one_edit(changed(document, elsewhere), library)
    assert ("b_source_alpha" in turned.base, "b_method" in turned.edited) == (True, True)


def test_a_link_that_somebody_typed_over_is_only_an_edit_of_its_text(
    document: bytes, library: Library
) -> None:
    def change(root: etree._Element) -> None:
        content = next(
            one for one in controls(root).values() if one.find(W + "hyperlink") is not None
        )
        replace_in(content, (0, len(text_of(content))), "Typed", None)

    assert [e.kind for e in edits_of(changed(document, change), library.files).edits] == ["text"]


@pytest.mark.parametrize("around", [False, True])
def test_links_of_an_updated_contents_list_are_no_edits(
    document: bytes, library: Library, around: bool
) -> None:
    """Word leads its entries to bookmarks of its own, and LibreOffice puts fields around these."""

    def change(root: etree._Element) -> None:
        for style in root.iter(W + "pStyle"):
            if style.get(W + "val") == "TOC2":
                link = child_of(parent_of(parent_of(style)), W + "hyperlink")
                link.set(W + "anchor", "_Toc12345")
                marks = [r for r in link if r.find(W + "t") is None and r.find(W + "tab") is None]
                assert len(marks) > 1
                for mark in marks[:-1] if around else ():
                    link.insert(marks.index(mark), mark)

    edited = changed(document, change)
    assert edited != document
    assert edits_of(edited, library.files).edits == ()


@pytest.mark.parametrize("kind", ["del", "ins", "del with its letters"])
def test_a_row_tracked_as_a_row_is_told_with_its_author(
    document: bytes, library: Library, kind: str
) -> None:
    kind, _, letters_too = kind.partition(" with ")

    def change(root: etree._Element) -> None:
        row = [row for row in root.iter(W + "tr") if words(row)][3]
        if kind == "ins":
            row.addnext(deepcopy(row))
            row = row.getnext()  # type: ignore[assignment]
            for old in [*row.iter(W + "bookmarkStart"), *row.iter(W + "sdtPr")]:
                parent_of(old).remove(old)
            for text in row.iter(W + "t"):
                text.text = f"New {text.text}"
        child_of(row, W + "trPr").append(make(kind, id="7", author="Maha", date=DATE))
        for one in list(row.iter(W + "r")) if letters_too else ():
            track_deletion(one, "Maha")

    edited = changed(document, change)
    edit = one_edit(edited, library)
    assert (edit.kind, set(edit.authors)) == ("outside", {"Maha"})
    assert (edit.base if kind == "del" else edit.edited).count("\n")
    assert edits_of(edited, library.files, lambda author: author != "Maha").edits == ()


def test_a_footer_that_no_page_has_any_more_is_told(document: bytes, library: Library) -> None:
    def change(root: etree._Element) -> None:
        old = next(root.iter(W + "footerReference"))
        parent_of(old).remove(old)

    edit = one_edit(changed(document, change), library)
    assert (edit.kind, edit.base[:8], edit.edited) == ("outside", "For prac", "")


def test_charts_that_changed_places_are_told(library: Library, design: Design) -> None:
    small = replace(library, briefs={"crossing": library.briefs["crossing"]})
    facing = document_of(small, design, "crossing", "ar-en")

    def change(root: etree._Element) -> None:
        first, second = (one.attrib for one in root.iter("{*}chart"))
        first[RELATION], second[RELATION] = second[RELATION], first[RELATION]

    found = edits_of(changed(facing, change), library.files).edits
    assert found
    assert {edit.kind for edit in found} <= {"outside", "moved"}


def test_a_title_that_a_chart_got_is_told(document: bytes, library: Library) -> None:
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

    def change(root: etree._Element) -> None:
        paragraph = etree.SubElement(root[0], f"{drawing}p")
        etree.SubElement(etree.SubElement(paragraph, f"{drawing}r"), f"{drawing}t").text = "Mine"

    edit = one_edit(changed(document, change, "word/charts/chart1.xml"), library)
    assert (edit.kind, edit.base, edit.edited) == ("outside", "", "Mine")


@pytest.mark.parametrize("author", [None, "Maha"])
@pytest.mark.parametrize("part", ["footer1", "footer2"])
def test_one_of_equal_footers_that_is_emptied_is_told(
    document: bytes, library: Library, part: str, author: str | None
) -> None:
    def change(root: etree._Element) -> None:
        for old in list(root.iter(W + "r")):
            if author:
                track_deletion(old, author)
            else:
                parent_of(old).remove(old)

    edit = one_edit(changed(document, change, f"word/{part}.xml"), library)
    assert (edit.kind, edit.edited, set(edit.authors)) == ("outside", "", {author or ""})
    assert edit.base.startswith("For practice only")


def test_text_of_another_file_is_told(document: bytes, library: Library) -> None:
    def change(root: etree._Element) -> None:
        chunk = make("altChunk")
        chunk.set(RELATION, "rIdChunk")
        paragraphs(child_of(root, W + "body"))[3].addnext(chunk)

    edit = one_edit(changed(document, change), library)
    assert (edit.kind, edit.base) == ("outside", "")
    assert "altChunk" in edit.edited


@pytest.mark.parametrize("author", [None, "Maha"])
@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            make("shd", val="clear", fill="FFFF00"),
            ("shaded FFFF00", "مظلَّل باللون FFFF00"),
        ),
        (
            make("pBdr", make("top", val="single", sz="4", color="FF0000")),
            ("border: top FF0000", "الحدود: من الأعلى FF0000"),
        ),
    ],
)
def test_shading_and_borders_of_a_paragraph_are_told(
    document: bytes,
    library: Library,
    given: etree._Element,
    told: tuple[str, str],
    author: str | None,
) -> None:
    def change(root: etree._Element) -> None:
        [one] = [p for p in paragraphs(root) if words(p) == "Key judgements"]
        properties = child_of(one, W + "pPr")
        if author:
            old = make("pPrChange", deepcopy(properties), id="8", author=author, date=DATE)
            properties.append(old)
        properties.append(deepcopy(given))

    edit = one_edit(changed(document, change), library)
    assert (edit.kind, edit.context) == ("formatting", "Key judgements")
    assert (edit.edited, translate(edit.edited, "ar")) == told
    assert set(edit.authors) == {author or ""}


def test_another_level_of_a_list_is_told(document: bytes, library: Library) -> None:
    def change(root: etree._Element) -> None:
        next(root.iter(W + "ilvl")).set(W + "val", "1")

    edit = one_edit(changed(document, change), library)
    assert (edit.kind, edit.edited) == ("formatting", "in a list with bullets, level 2")
    assert translate(edit.edited, "ar") == "في قائمة نقطية، المستوى 2"


def test_an_edit_in_a_header_that_is_left_out_is_told_in_arabic() -> None:
    context, base = fill("in a header or footer"), fill("a link to {target}", target=SITE)
    authors = frozenset({"Maha"})
    header, link = (
        Edit("outside", "a", "b", authors, context=context),
        Edit("outside", base, "", authors),
    )
    _, *lines = (translate(line, "ar") for line in left_out([header, link]))
    assert lines == [
        "  * خارج النصوص · في رأس الصفحة أو تذييلها · Maha",
        f"  * خارج النصوص · رابط إلى {SITE} · Maha",
    ]


def test_bullets_that_became_numbers_are_told(document: bytes, library: Library) -> None:
    def number_it(root: etree._Element) -> None:
        bullet = next(root.iter(W + "numId"))
        bullet.set(W + "val", "77")

    def define(root: etree._Element) -> None:
        root.append(make("num", make("abstractNumId", val="1"), numId="77"))

    edited = changed(changed(document, number_it), define, "word/numbering.xml")
    edit = one_edit(edited, library)
    assert (edit.kind, edit.edited) == ("formatting", "in a numbered list")


@pytest.mark.parametrize("author", [None, "Maha"])
@pytest.mark.parametrize("beside", [True, False])
def test_a_tab_typed_in_a_text_becomes_a_space(
    document: bytes, library: Library, number: int, author: str | None, beside: bool
) -> None:
    """Beside a space, which the text has already, it changes nothing and is told."""
    was: list[str] = []

    def change(root: etree._Element) -> None:
        content = controls(root)[number]
        was.append(text_of(content))
        at = was[0].index(" ") if beside else 1
        replace_in(content, (at, at), "X", author)
        typed = next(t for t in content.iter(W + "t") if t.text == "X")
        typed.tag, typed.text = W + "tab", None
        typed.attrib.clear()

    edit = one_edit(changed(document, change), library)
    assert (edit.path, set(edit.authors)) == (BOTTOM, {author or ""})
    if beside:
        assert (edit.kind, "tab" in edit.edited) == ("formatting", True)
    else:
        assert (edit.kind, "tab" in edit.note) == ("text", True)
        assert edit.edited == f"{was[0][0]} {was[0][1:]}"
