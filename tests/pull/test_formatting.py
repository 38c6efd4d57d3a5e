"""Formatting that content cannot hold, lines that moved, texts split: told, each in its place."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest
from lxml import etree

from briefs.content.library import Library
from briefs.design import Design
from briefs.docx.read.effective_format import Appearance
from briefs.pull.compare import read_edits
from briefs.pull.edits import Edit
from tests.cli.test_pull import number_of
from tests.pull.test_round_trip import documents_of
from tests.support.docx_edits import (
    DATE,
    changed,
    controls,
    make,
    paragraphs,
    replace_in,
    run,
    split_after,
    text_of,
    track_deletion,
)
from tests.support.docx_helpers import W

BOTTOM = "briefs/crossing/bottom_line/text/en"
Change = Callable[[etree._Element], None]


@pytest.fixture(scope="module")
def document(library: Library, design: Design) -> bytes:
    """The case brief in English, as a Word document."""
    small = replace(library, briefs={"crossing": library.briefs["crossing"]})
    return documents_of(small, design)["crossing.en"]


def edits(document: bytes, library: Library, change: Change, part: str = "document") -> list[Edit]:
    """What is told of a document after a change of one part."""
    found, problems = read_edits(
        changed(document, change, f"word/{part}.xml"), "x.docx", library.files
    )
    assert problems == []
    assert found is not None
    return list(found.edits)


def said(found: list[Edit]) -> list[tuple[str, str, set[str]]]:
    assert {one.kind for one in found} <= {"formatting"}
    return [(one.path or one.around, one.edited, set(one.authors)) for one in found]


def properties(element: etree._Element, name: str) -> etree._Element:
    """The properties of a run or paragraph, put in where there are none."""
    found = element.find(W + name)
    if found is None:
        found = make(name)
        element.insert(0, found)
    return found


def of_paragraph(words: str, *given: etree._Element) -> Change:
    """Give the paragraph that says this these properties, in place of those of their names."""

    def change(root: etree._Element) -> None:
        [one] = [p for p in paragraphs(root) if "".join(p.itertext(W + "t")) == words]
        mine = properties(one, "pPr")
        for new in given:
            for old in mine.findall(new.tag):
                mine.remove(old)
            mine.append(new)

    return change


def of_letters(words: str, *given: etree._Element) -> Change:
    """Give the runs that say this these properties."""

    def change(root: etree._Element) -> None:
        found = [r for r in root.iter(W + "r") if (r.findtext(W + "t") or "").strip() == words]
        properties(found[0], "rPr").extend(given)

    return change


HEADING = "Key judgements"
LABEL = "Information as of"  # in a bold style of letters
PARAGRAPHS = {
    "another style": (make("pStyle", val="Heading4"), "style “heading 4”, was “heading 2”"),
    "centred": (make("jc", val="center"), "centred"),
    "to the end": (make("jc", val="right"), "aligned to the end"),
    "the other direction": (make("bidi"), "right to left"),
    "in a list": (make("numPr", make("ilvl", val="0"), make("numId", val="1")), "in a list"),
}
LETTERS = {
    "italic": (HEADING, [make("i"), make("iCs")], "italic"),
    "not bold, though its style is": (HEADING, [make("b", val="0")], "not bold"),
    "not bold, though its letters' style is": (
        LABEL, [make("b", val="0"), make("bCs", val="0")], "not bold"),
    "underlined": (HEADING, [make("u", val="single")], "underlined"),
    "coloured": (HEADING, [make("color", val="FF0000")], "coloured FF0000"),
    "highlighted": (LABEL, [make("highlight", val="yellow")], "highlighted"),
    "shaded": (LABEL, [make("shd", val="clear", fill="FFFF00")], "highlighted"),
    "larger": (HEADING, [make("sz", val="50"), make("szCs", val="50")], "size 25"),
    "another face": (HEADING, [make("rFonts", ascii="Papyrus", hAnsi="Papyrus")], "face Papyrus"),
    "hidden": (LABEL, [make("vanish")], "hidden"),
}  # fmt: skip


@pytest.mark.parametrize("case", PARAGRAPHS)
def test_a_paragraph_set_otherwise_is_told(document, library, case: str) -> None:
    given, expected = PARAGRAPHS[case]
    assert said(edits(document, library, of_paragraph(HEADING, deepcopy(given)))) == [
        (HEADING, expected, {""})
    ]


@pytest.mark.parametrize("case", LETTERS)
def test_letters_around_the_texts_set_otherwise_are_told(document, library, case: str) -> None:
    words, given, expected = LETTERS[case]
    [(around, told, authors)] = said(edits(document, library, of_letters(words, *deepcopy(given))))
    assert words in around
    assert (told, authors) == (f"{expected}: {words}", {""})


def test_what_is_said_twice_or_changes_nothing_is_not_told(document, library) -> None:
    """As LibreOffice repeats what the style says, and Word puts in marks of its own."""
    repeat = [make("b"), make("bCs"), make("lang", val="en-US"), make("noProof")]
    assert edits(document, library, of_letters(HEADING, *repeat)) == []
    same = (make("jc", val="left"), make("bidi", val="0"), make("keepNext"))
    assert edits(document, library, of_paragraph(HEADING, *same)) == []


def test_formatting_of_a_text_is_told_with_its_path(document, library) -> None:
    number = number_of(document, BOTTOM)

    def change(root: etree._Element) -> None:
        content = controls(root)[number]
        for one in content.iter(W + "r"):
            properties(one, "rPr").extend([make("i"), make("sz", val="40")])

    words = edits(document, library, change)[0].edited
    assert words.startswith("italic, size 20: ")


def test_bold_by_a_style_comes_home_as_bold(document, library) -> None:
    number = number_of(document, BOTTOM)

    def change(root: etree._Element) -> None:
        content = controls(root)[number]
        last = list(content.iter(W + "r"))[-1]
        last.addnext(
            make("r", make("rPr", make("rStyle", val="Strong")), run(" Now.").find(W + "t"))
        )

    [found] = edits(document, library, change)
    assert (found.kind, found.edited.endswith(" **Now.**")) == ("text", True)


def tracked(author: str, *before: etree._Element) -> etree._Element:
    return make("rPrChange", make("rPr", *before), id="7", author=author, date=DATE)


def test_tracked_formatting_is_told_with_its_author(document, library) -> None:
    change = of_letters(HEADING, make("i"), tracked("Maha"))
    assert said(edits(document, library, change)) == [(HEADING, f"italic: {HEADING}", {"Maha"})]
    spaced = of_letters(HEADING, make("kern", val="8"), tracked("Maha"))
    assert said(edits(document, library, spaced)) == [
        (HEADING, f"set otherwise: {HEADING}", {"Maha"})
    ]
    old = make("pPrChange", make("pPr", make("pStyle", val="Heading2")), author="Maha", id="8")
    centred = of_paragraph(HEADING, make("jc", val="center"), deepcopy(old))
    assert said(edits(document, library, centred)) == [(HEADING, "centred", {"Maha"})]
    indented = of_paragraph(HEADING, make("ind", left="900"), deepcopy(old))
    assert said(edits(document, library, indented)) == [(HEADING, "indents or spacing", {"Maha"})]


def test_tracked_changes_of_tables_and_pages_are_told(document, library) -> None:
    def change(root: etree._Element) -> None:
        next(root.iter(W + "tblPr")).append(make("tblPrChange", id="1", author="Maha"))
        next(root.iter(W + "tc")).find(W + "tcPr").append(make("cellIns", id="2", author="Ali"))
        next(root.iter(W + "sectPr")).append(make("sectPrChange", id="3", author=""))

    found = said(edits(document, library, change))
    assert [(what, by) for _, what, by in found] == [
        ("table", {"Maha"}), ("cell put in", {"Ali"}), ("page setup", {""}),
    ]  # fmt: skip
    assert found[0][0]


def test_tracked_bold_is_a_proposal_of_whoever_made_it_and_can_be_left(document, library) -> None:
    number = number_of(document, BOTTOM)

    def change(root: etree._Element) -> None:
        content = controls(root)[number]
        replace_in(content, (0, 0), "", None)
        first = next(r for r in content.iter(W + "r") if r.findtext(W + "t"))
        properties(first, "rPr").extend([make("b"), make("bCs"), tracked("Maha")])

    [found] = edits(document, library, change)
    assert (found.kind, found.edited[:2], set(found.authors)) == ("text", "**", {"Maha"})
    data = changed(document, change)
    rejected, _ = read_edits(data, "x.docx", library.files, lambda author: author != "Maha")
    assert rejected is not None
    assert rejected.edits == ()


def test_a_style_that_was_changed_is_told_once(document, library) -> None:
    def change(root: etree._Element) -> None:
        [one] = [s for s in root.iter(W + "style") if s.get(W + "styleId") == "Statement"]
        properties(one, "rPr").append(make("color", val="FF0000"))

    assert said(edits(document, library, change, "styles")) == [
        ("", "the style “statement”: coloured FF0000", {""})
    ]


@pytest.mark.parametrize("control_ends", [True, False])
@pytest.mark.parametrize("author", [None, "Anna"])
def test_a_text_split_by_a_new_paragraph_is_that_text_with_a_line_break(
    document, library, control_ends: bool, author: str | None
) -> None:
    number = number_of(document, BOTTOM)
    was: list[str] = []

    def change(root: etree._Element) -> None:
        content = controls(root)[number]
        was.append(text_of(content))
        paragraph = content.getparent().getparent()
        split_after(content, 2, control_ends)
        if author:
            mark = properties(properties(paragraph, "pPr"), "rPr")
            mark.insert(0, make("ins", id="5", author=author, date=DATE))

    [found] = edits(document, library, change)
    first, second, rest = was[0].split(" ", 2)
    assert (found.kind, found.edited) == ("text", f"{first} {second}\n{rest}")
    assert set(found.authors) == {author or ""}
    assert "line break" in found.note


def test_a_new_paragraph_before_or_after_a_text_is_no_edit_of_it(document, library) -> None:
    number = number_of(document, BOTTOM)

    def change(root: etree._Element) -> None:
        paragraph = controls(root)[number].getparent().getparent()
        paragraph.addnext(make("p", run("A thought of mine.")))

    [found] = edits(document, library, change)
    assert (found.kind, found.base, found.edited) == ("outside", "", "A thought of mine.")


@pytest.mark.parametrize("author", [None, "Anna"])
def test_a_section_that_was_moved_is_one_move(document, library, author: str | None) -> None:
    def change(root: etree._Element) -> None:
        body = root.find(W + "body")
        heads = [p for p in body if "".join(p.itertext(W + "t")) in ("Norway", "Portugal")
                 and p.find(f"{W}pPr/{W}pStyle").get(W + "val") == "Heading3"]  # fmt: skip
        at, to = (body.index(one) for one in heads)
        section = body[at:to]
        target = next(p for p in body[to + 1 :] if is_heading(p))
        for one in section:
            target.addprevious(deepcopy(one) if author else one)
        if author:
            for new in body[body.index(target) - len(section) : body.index(target)]:
                for r in list(new.iter(W + "r")):
                    wrapped = make("ins", id="4", author=author, date=DATE)
                    r.addprevious(wrapped)
                    wrapped.append(r)
            for old in section:
                for r in list(old.iter(W + "r")):
                    track_deletion(r, author)
                mark = properties(properties(old, "pPr"), "rPr")
                mark.insert(0, make("del", id="6", author=author, date=DATE))

    found = edits(document, library, change)
    assert [one.kind for one in found] == ["moved"]
    assert found[0].base.split("\n")[0] in ("Norway", "Portugal")  # these two changed places
    assert set(found[0].authors) == {author or ""}


def is_heading(p: etree._Element) -> bool:
    style = p.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(W + "val") in ("Heading2", "Heading3")


def test_a_bold_style_of_letters_in_a_bold_paragraph_is_not_bold() -> None:
    """Word turns bold round there (ISO 29500-1, 17.7.3); what letters say themselves holds."""
    kinds = {"paragraph": "Head", "character": "Strong"}
    styles = make(
        "styles",
        *(
            make("style", make("rPr", make("b")), type=kind, styleId=name)
            for kind, name in kinds.items()
        ),
    )
    look, strong = Appearance(styles), make("rStyle", val="Strong")
    assert look.letters(make("rPr", strong), "Head") == (("b", ""),)
    assert look.letters(make("rPr", deepcopy(strong)), "") == (("b", "1"),)
    assert look.letters(make("rPr", deepcopy(strong), make("b")), "Head") == ()
