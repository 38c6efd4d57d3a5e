"""The project's 24 Word documents are valid by two validators, and our lint finds no fault."""

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from tests.support import docx_lint as word_lint
from tests.support.docx_edits import parent_of
from tests.support.docx_helpers import W, w_element
from tests.support.docx_lint import Parts
from tests.support.docx_validators import Validator, each_validator
from tests.support.outputs import docx_of
from tests.support.paths import DOCUMENTS

BODY = "word/document.xml"


@each_validator
@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_a_document_is_valid(outputs: Path, brief: str, edition: str, validator: Validator) -> None:
    assert validator(docx_of(outputs, brief, edition)) == []


@each_validator
def test_a_validator_reports_a_seeded_fault(
    outputs: Path, tmp_path: Path, validator: Validator
) -> None:
    parts = {}
    with zipfile.ZipFile(docx_of(outputs, "germany", "ar")) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[BODY] = parts[BODY].replace(b"<w:pPr>", b'<w:pPr><w:jc w:val="sideways"/>', 1)
    with zipfile.ZipFile(tmp_path / "bad.docx", "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert validator(tmp_path / "bad.docx")


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_our_lint_finds_nothing_in_a_document(outputs: Path, brief: str, edition: str) -> None:
    parts = word_lint.parts_of(docx_of(outputs, brief, edition).read_bytes())
    assert word_lint.lint(parts) == []


@pytest.fixture(scope="module")
def samples(outputs: Path) -> dict[str, Parts]:
    """A card and a long document, each with charts, tables, notes and two languages."""
    briefs = ("poland", "coalition")
    return {
        brief: word_lint.parts_of(docx_of(outputs, brief, "ar-en").read_bytes()) for brief in briefs
    }


def all_of(parts: Parts, path: str) -> list[etree._Element]:
    """Return the elements of the body at a path whose names are all in the w namespace."""
    found = parts[BODY].findall(".//" + "/".join(W + name for name in path.split("/")))
    assert found, path
    return found


def again(parts: Parts) -> None:
    name = word_lint.val(all_of(parts, "bookmarkStart")[0], "name").upper()
    start = w_element(f'<w:bookmarkStart w:id="9999" w:name="{name}"/>')
    all_of(parts, "p")[-1].extend([start, w_element('<w:bookmarkEnd w:id="9999"/>')])


def drop(path: str, number: int = 0) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        element = all_of(parts, path)[number]
        parent_of(element).remove(element)

    return change


def put(path: str, *made: etree._Element) -> Callable[[Parts], None]:
    """Return a change that appends elements to the first element at a path."""

    def change(parts: Parts) -> None:
        all_of(parts, path)[0].extend(deepcopy(one) for one in made)

    return change


def before(path: str, *made: etree._Element) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        first = all_of(parts, path)[0]
        for one in made:
            first.addprevious(deepcopy(one))

    return change


def letters(words: str, rtl: bool) -> Callable[[Parts], None]:
    """Return a change that puts a text into the first run of a direction."""

    def change(parts: Parts) -> None:
        for run in all_of(parts, "r"):
            text = run.find(W + "t")
            if text is not None and (run.find(f"{W}rPr/{W}rtl") is not None) == rtl:
                text.text = words
                return

    return change


def erase(attribute: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        next(parts[BODY].iter(word_lint.WP + "docPr")).set(attribute, "")

    return change


def same_drawing(parts: Parts) -> None:
    first, second = list(parts[BODY].iter(word_lint.WP + "docPr"))[:2]
    second.set("id", first.attrib["id"])


def restyle(old: str, new: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        style = next(s for s in all_of(parts, "pPr/pStyle") if s.get(W + "val") == old)
        style.set(W + "val", new)

    return change


def untitled(parts: Parts) -> None:
    next(parts["docProps/core.xml"].iter("{*}title")).text = " "


def narrow(parts: Parts) -> None:
    all_of(parts, "tc/tcPr/tcW")[0].set(W + "w", "7")


def loose(parts: Parts) -> None:
    all_of(parts, "hyperlink")[0].set(W + "anchor", "b_nowhere")


CONTROL = w_element('<w:sdt><w:sdtPr><w:id w:val="7"/><w:tag w:val="t"/></w:sdtPr></w:sdt>')
LONG = w_element(f'<w:sdt><w:sdtPr><w:tag w:val="{"t" * 65}"/></w:sdtPr></w:sdt>')
INNER = w_element('<w:tbl><w:tblPr><w:tblStyle w:val="FacingTable"/></w:tblPr><w:tblGrid/></w:tbl>')
# Each fault: the change that makes it, and the code of the only rule that finds it.
FAULTS = {
    "two bookmarks of one name, in other letters": (again, "bookmark-twice"),
    "a bookmark that does not end": (drop("bookmarkEnd"), "bookmark-open"),
    "a bookmark that does not begin": (
        put("p", w_element('<w:bookmarkEnd w:id="9999"/>')), "bookmark-open"),
    "a field that does not end": (drop("fldChar", -1), "field-open"),
    "a field that does not begin": (drop("fldChar"), "field-open"),
    "a field that is to be updated": (
        before("fldChar", w_element('<w:fldChar w:fldCharType="begin" w:dirty="1"/>'),
               w_element('<w:fldChar w:fldCharType="end"/>')), "asks"),
    "two controls of one id": (put("p", CONTROL, CONTROL), "control-id"),
    "two drawings of one id": (same_drawing, "drawing-id"),
    "a tag over 64 letters": (put("p", LONG), "tag-long"),
    "a link that leads nowhere": (loose, "link-dead"),
    "a note that is not there": (
        put("p", w_element('<w:footnoteReference w:id="9999"/>')), "link-dead"),
    "a row with a cell too few": (drop("tr/tc"), "grid"),
    "a cell of another width than its column": (narrow, "grid"),
    "a table that ends a cell": (put("tc", INNER), "cell-end"),
    "Latin letters in a run from right to left": (letters("NATO", True), "bidi"),
    "Arabic letters in a run from left to right": (letters("الناتو", False), "bidi"),
    "an empty paragraph for space": (before("p", w_element("<w:p/>")), "empty-paragraph"),
    "a paragraph of white space for space": (
        before("p", w_element("<w:p><w:r><w:t> </w:t></w:r></w:p>")), "empty-paragraph"),
    "a chart without alternative text": (erase("descr"), "alt-text"),
    "a picture, in which text can hide": (put("p/r", w_element("<w:pict/>")), "alt-text"),
    "a table without a header row": (drop("tr/trPr/tblHeader"), "header-row"),
    "a row that may break over pages": (drop("tr/trPr/cantSplit"), "header-row"),
    "a heading two levels below the last": (restyle("Heading2", "Heading4"), "heading-jump"),
    "no title in the properties": (untitled, "property"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_our_lint_finds_each_seeded_fault(samples: dict[str, Parts], fault: str) -> None:
    change, code = FAULTS[fault]
    long = fault == "a heading two levels below the last"  # a card has no headings of that rank
    spoilt = deepcopy(samples["coalition" if long else "poland"])
    change(spoilt)
    assert {found.split(":")[0] for found in word_lint.lint(spoilt)} == {code}


def test_every_rule_of_our_lint_has_a_seeded_fault() -> None:
    assert {code for _, code in FAULTS.values()} == set(word_lint.RULES)


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_the_properties_are_in_the_language_of_the_edition(
    outputs: Path, brief: str, edition: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(docx_of(outputs, brief, edition).read_bytes())) as package:
        core = etree.fromstring(package.read("docProps/core.xml"))
    said = {etree.QName(one).localname: one.text or "" for one in core}
    assert said["language"] == {"en": "en", "ar": "ar", "ar-en": "en"}[edition]
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in said["title"])
    latin = any("a" <= letter <= "z" for letter in said["title"])
    assert (latin, arabic) == ("en" in edition, "ar" in edition)
