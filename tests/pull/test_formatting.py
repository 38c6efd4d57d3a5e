"""Edits of formatting, moved lines and split texts are reported where they were made."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from lxml import etree

from briefs.content.library import Library
from briefs.docx.read.effective_format import Appearance
from briefs.pull import Edit
from tests.support.docx_edits import (
    BOTTOM,
    DATE,
    changed,
    child_of,
    controls,
    edits_of,
    letters,
    make,
    number_of,
    paragraphs,
    parent_of,
    replace_in,
    run,
    split_after,
    text_of,
    track_deletion,
)
from tests.support.docx_helpers import W

Change = Callable[[etree._Element], None]


def edits(document: bytes, library: Library, change: Change, part: str = "document") -> list[Edit]:
    """Return the edits of a document after a change of one part."""
    return list(edits_of(changed(document, change, f"word/{part}.xml"), library.files).edits)


def formats_in(found: list[Edit]) -> list[tuple[str, str, set[str]]]:
    """Return the edits of formatting as path or context, description and authors."""
    assert {one.kind for one in found} <= {"formatting"}
    return [(one.path or one.context, one.edited, set(one.authors)) for one in found]


def properties(element: etree._Element, name: str) -> etree._Element:
    """Return the properties of a run or paragraph, added where there are none."""
    found = element.find(W + name)
    if found is None:
        found = make(name)
        element.insert(0, found)
    return found


def of_paragraph(words: str, *given: etree._Element) -> Change:
    """Return a change that sets properties of the paragraph with this text."""

    def change(root: etree._Element) -> None:
        [one] = [p for p in paragraphs(root) if "".join(p.itertext(W + "t")) == words]
        mine = properties(one, "pPr")
        for new in given:
            for old in mine.findall(str(new.tag)):
                mine.remove(old)
            mine.append(new)

    return change


def of_letters(words: str, *given: etree._Element) -> Change:
    """Return a change that adds properties to the first run with this text."""

    def change(root: etree._Element) -> None:
        found = [r for r in root.iter(W + "r") if (r.findtext(W + "t") or "").strip() == words]
        properties(found[0], "rPr").extend(given)

    return change


HEADING = "Key judgements"
LABEL = "Information as of"
NUMBER = "1."  # in a bold style of letters
PARAGRAPHS = {
    "another style": (
        make("pStyle", val="Heading4"),
        "style “heading 4”, was “heading of page one”",
    ),
    "centred": (make("jc", val="center"), "centred"),
    "to the end": (make("jc", val="right"), "aligned to the end"),
    "the other direction": (make("bidi"), "right to left"),
    "in a list": (
        make("numPr", make("ilvl", val="0"), make("numId", val="1")),
        "in a list with bullets",
    ),
}
LETTERS = {
    "italic": (HEADING, [make("i"), make("iCs")], "italic"),
    "not bold, though its style is": (HEADING, [make("b", val="0")], "not bold"),
    "not bold, though its letters' style is": (
        NUMBER, [make("b", val="0"), make("bCs", val="0")], "not bold"),
    "underlined": (HEADING, [make("u", val="single")], "underlined"),
    "coloured": (HEADING, [make("color", val="FF0000")], "coloured FF0000"),
    "highlighted": (LABEL, [make("highlight", val="yellow")], "highlighted"),
    "shaded": (LABEL, [make("shd", val="clear", fill="FFFF00")], "highlighted"),
    "larger": (HEADING, [make("sz", val="50"), make("szCs", val="50")], "size 25"),
    "another face": (HEADING, [make("rFonts", ascii="Papyrus", hAnsi="Papyrus")], "face Papyrus"),
    "framed": (LABEL, [make("bdr", val="single")], "framed"),
    "hidden": (LABEL, [make("vanish")], "hidden"),
}  # fmt: skip


@pytest.mark.parametrize("case", PARAGRAPHS)
def test_a_changed_paragraph_format_is_reported(
    document: bytes, library: Library, case: str
) -> None:
    given, expected = PARAGRAPHS[case]
    assert formats_in(edits(document, library, of_paragraph(HEADING, deepcopy(given)))) == [
        (HEADING, expected, {""})
    ]


@pytest.mark.parametrize("case", LETTERS)
def test_a_changed_format_of_letters_outside_the_texts_is_reported(
    document: bytes, library: Library, case: str
) -> None:
    words, given, expected = LETTERS[case]
    [(around, told, authors)] = formats_in(
        edits(document, library, of_letters(words, *deepcopy(given)))
    )
    assert words in around
    assert (told, authors) == (f"{expected}: {words}", {""})


def test_a_property_that_repeats_its_style_is_not_reported(
    document: bytes, library: Library
) -> None:
    """LibreOffice repeats properties of the style, and Word adds marks."""
    repeat = [make("b"), make("bCs"), make("lang", val="en-US"), make("noProof")]
    assert edits(document, library, of_letters(HEADING, *repeat)) == []
    same = (make("jc", val="left"), make("bidi", val="0"), make("keepNext"))
    assert edits(document, library, of_paragraph(HEADING, *same)) == []


def test_a_changed_format_of_a_text_is_reported_with_its_path(
    document: bytes, library: Library
) -> None:
    number = number_of(document, BOTTOM)

    def change(root: etree._Element) -> None:
        content = controls(root)[number]
        for one in content.iter(W + "r"):
            properties(one, "rPr").extend([make("i"), make("sz", val="40")])

    words = edits(document, library, change)[0].edited
    assert words.startswith("italic, size 20: ")


def test_bold_by_a_character_style_becomes_bold_in_the_text(
    document: bytes, library: Library
) -> None:
    number = number_of(document, BOTTOM)

    def change(root: etree._Element) -> None:
        content = controls(root)[number]
        last = list(content.iter(W + "r"))[-1]
        last.addnext(make("r", make("rPr", make("rStyle", val="Strong")), letters(" Now.")))

    [found] = edits(document, library, change)
    assert (found.kind, found.edited.endswith(" **Now.**")) == ("text", True)


def tracked(author: str, *before: etree._Element) -> etree._Element:
    return make("rPrChange", make("rPr", *before), id="7", author=author, date=DATE)


def test_tracked_formatting_is_reported_with_its_author(document: bytes, library: Library) -> None:
    change = of_letters(HEADING, make("i"), tracked("Maha"))
    assert formats_in(edits(document, library, change)) == [
        (HEADING, f"italic: {HEADING}", {"Maha"})
    ]
    spaced = of_letters(HEADING, make("kern", val="8"), tracked("Maha"))
    assert formats_in(edits(document, library, spaced)) == [
        (HEADING, f"set otherwise: {HEADING}", {"Maha"})
    ]
    old = make("pPrChange", make("pPr", make("pStyle", val="Heading2")), author="Maha", id="8")
    centred = of_paragraph(HEADING, make("jc", val="center"), deepcopy(old))
    assert formats_in(edits(document, library, centred)) == [(HEADING, "centred", {"Maha"})]
    indented = of_paragraph(HEADING, make("ind", left="900"), deepcopy(old))
    assert formats_in(edits(document, library, indented)) == [
        (HEADING, "indents or spacing", {"Maha"})
    ]


def test_tracked_changes_of_tables_and_pages_are_reported(
    document: bytes, library: Library
) -> None:
    def change(root: etree._Element) -> None:
        next(root.iter(W + "tblPr")).append(make("tblPrChange", id="1", author="Maha"))
        cell = child_of(root, f".//{W}tc/{W}tcPr")
        cell.append(make("cellIns", id="2", author="Ali"))
        next(root.iter(W + "sectPr")).append(make("sectPrChange", id="3", author=""))

    found = formats_in(edits(document, library, change))
    assert [(what, by) for _, what, by in found] == [
        ("table", {"Maha"}), ("cell put in", {"Ali"}), ("page setup", {""}),
    ]  # fmt: skip
    assert found[0][0]


def test_tracked_bold_is_an_edit_of_its_author_that_can_be_rejected(
    document: bytes, library: Library
) -> None:
    number = number_of(document, BOTTOM)

    def change(root: etree._Element) -> None:
        content = controls(root)[number]
        replace_in(content, (0, 0), "", None)
        first = next(r for r in content.iter(W + "r") if r.findtext(W + "t"))
        properties(first, "rPr").extend([make("b"), make("bCs"), tracked("Maha")])

    [found] = edits(document, library, change)
    assert (found.kind, found.edited[:2], set(found.authors)) == ("text", "**", {"Maha"})
    data = changed(document, change)
    assert edits_of(data, library.files, lambda author: author != "Maha").edits == ()


def test_a_changed_style_is_reported_once(document: bytes, library: Library) -> None:
    def change(root: etree._Element) -> None:
        [one] = [s for s in root.iter(W + "style") if s.get(W + "styleId") == "Statement"]
        properties(one, "rPr").append(make("color", val="FF0000"))

    assert formats_in(edits(document, library, change, "styles")) == [
        ("", "the style “statement”: coloured FF0000", {""})
    ]


@pytest.mark.parametrize("control_ends", [True, False])
@pytest.mark.parametrize("author", [None, "Anna"])
def test_a_text_split_by_a_new_paragraph_is_that_text_with_a_line_break(
    document: bytes, library: Library, control_ends: bool, author: str | None
) -> None:
    number = number_of(document, BOTTOM)
    was: list[str] = []

    def change(root: etree._Element) -> None:
        content = controls(root)[number]
        was.append(text_of(content))
        paragraph = parent_of(parent_of(content))
        split_after(content, 2, control_ends)
        if author:
            mark = properties(properties(paragraph, "pPr"), "rPr")
            mark.insert(0, make("ins", id="5", author=author, date=DATE))

    [found] = edits(document, library, change)
    first, second, rest = was[0].split(" ", 2)
    assert (found.kind, found.edited) == ("text", f"{first} {second}\n{rest}")
    assert set(found.authors) == {author or ""}
    assert "line break" in found.note


def test_a_new_paragraph_after_a_text_is_no_edit_of_the_text(
    document: bytes, library: Library
) -> None:
    number = number_of(document, BOTTOM)

    def change(root: etree._Element) -> None:
        paragraph = parent_of(parent_of(controls(root)[number]))
        paragraph.addnext(make("p", run("A thought of mine.")))

    [found] = edits(document, library, change)
    assert (found.kind, found.base, found.edited) == ("outside", "", "A thought of mine.")


@pytest.mark.parametrize("author", [None, "Anna"])
def test_a_section_that_was_moved_is_one_move(
    document: bytes, library: Library, author: str | None
) -> None:
    def change(root: etree._Element) -> None:
        body = child_of(root, W + "body")
        heads = [p for p in body if "".join(p.itertext(W + "t")) in ("Norway", "Portugal")
                 and child_of(p, f"{W}pPr/{W}pStyle").get(W + "val") == "Heading3"]  # fmt: skip
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
                for p in old.iter(W + "p"):
                    mark = properties(properties(p, "pPr"), "rPr")
                    mark.insert(0, make("del", id="6", author=author, date=DATE))

    found = edits(document, library, change)
    assert [one.kind for one in found] == ["moved"]
    assert found[0].base.split("\n")[0] in ("Norway", "Portugal")  # these two were swapped
    assert set(found[0].authors) == {author or ""}


def is_heading(p: etree._Element) -> bool:
    style = p.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(W + "val") in ("Heading2", "Heading3")


def test_a_bold_character_style_in_a_bold_paragraph_is_not_bold() -> None:
    """There Word toggles bold (ISO 29500-1, 17.7.3); direct formatting is not toggled."""
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
