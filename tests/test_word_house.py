"""A house template: a user's own .docx or .dotx gives the look, ours fills what it lacks."""

import io
import zipfile

import docx as python_docx
import pytest
from docx.shared import Pt, RGBColor
from lxml import etree
from openxml_audit import OpenXmlValidator

from briefs.theme import LARGEST_BASE, Theme
from briefs.word import WordRun, write_word
from tests import word_lint
from tests.word_helpers import CREATED, ENGLISH, FACING, THEME, find, value


def house() -> bytes:
    """A template as python-docx has it, which is Word's own, with the house's Heading 2."""
    document = python_docx.Document()
    look = document.styles["Heading 2"].font
    look.name, look.size, look.color.rgb = "Georgia", Pt(17), RGBColor(0xAA, 0x11, 0x22)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def dressed(base: bytes, html: str = ENGLISH):
    """The document in the clothes of a base, and what is said of it."""
    word = THEME.word.model_copy(update={"base": "house.dotx"})
    theme: Theme = THEME.model_copy(update={"word": word})
    return write_word(etree.fromstring(html), theme, WordRun(CREATED, base=base))


def style_of(styles: etree._Element, identity: str) -> etree._Element:
    [found] = [one for one in find(styles, "style") if value(one, "styleId") == identity]
    return found


def test_headings_look_as_the_house_has_them():
    data, _ = dressed(house())
    parts = word_lint.parts_of(data)
    heading = style_of(parts["word/styles.xml"], "Heading2")
    assert value(find(heading, "color")[0]) == "AA1122"
    assert value(find(heading, "sz")[0]) == "34"
    with zipfile.ZipFile(io.BytesIO(house())) as package:
        theirs = etree.fromstring(package.read("word/theme/theme1.xml"))
    assert etree.tostring(parts["word/theme/theme1.xml"], method="c14n") == etree.tostring(
        theirs, method="c14n"
    )


def test_what_the_house_lacks_is_added_and_said():
    data, problems = dressed(house())
    styles = word_lint.parts_of(data)["word/styles.xml"]
    assert style_of(styles, "StatementArabic") is not None
    assert value(find(style_of(styles, "Statement"), "basedOn")[0]) == "BodyText"
    [problem] = problems
    assert (problem.code, problem.severity, problem.file) == (
        "word-base-lacks", "warning", "house.dotx",
    )  # fmt: skip
    assert "“Lead”" in problem.message or "more" in problem.message
    assert "“heading 2”" not in problem.message.casefold()


@pytest.mark.parametrize("html", [ENGLISH, FACING])
def test_a_document_in_the_house_s_clothes_is_valid(html, tmp_path):
    data, _ = dressed(house(), html)
    path = tmp_path / "dressed.docx"
    path.write_bytes(data)
    assert [str(one) for one in OpenXmlValidator().validate(str(path)).errors] == []
    styles = word_lint.parts_of(data)["word/styles.xml"]
    ids = [value(one, "styleId") for one in find(styles, "style")]
    assert len(ids) == len(set(ids))
    used = {value(one) for p in word_lint.parts_of(data).values()
            for one in find(p, "pStyle") + find(p, "rStyle") + find(p, "tblStyle")}  # fmt: skip
    assert used <= set(ids)
    defaults = [value(one, "type") for one in find(styles, "style") if value(one, "default") == "1"]
    assert sorted(defaults) == ["character", "numbering", "paragraph", "table"]


def test_a_template_in_another_language_has_its_ids_made_ours():
    data = house()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            german = old.read(name).replace(b'"Heading2"', b'"berschrift2"')
            new.writestr(name, german)
    styles = word_lint.parts_of(dressed(out.getvalue())[0])["word/styles.xml"]
    assert value(find(style_of(styles, "Heading2"), "sz")[0]) == "34"
    assert "berschrift2" not in etree.tostring(styles).decode()


def spoilt(name: str, data: bytes) -> bytes:
    """The house template with one part in another form."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(house())) as old, zipfile.ZipFile(out, "w", 8) as new:
        for one in old.namelist():
            new.writestr(one, data if one == name else old.read(one))
    return out.getvalue()


DTD = b'<!DOCTYPE x [<!ENTITY a "b">]><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
HOSTILE = {
    "no such file": (lambda: b"", "no such file"),
    "not a zip": (lambda: b"PK\3\4 or so", "cannot be opened|can be opened"),
    "too large": (lambda: b"x" * (LARGEST_BASE + 1), "larger than 20 MB"),
    "a part that unpacks to 50 MB": (
        lambda: spoilt("word/styles.xml", b" " * 50_000_000), "larger than 8 MB"),
    "a document type": (lambda: spoilt("word/styles.xml", DTD), "document type"),
    "not XML": (lambda: spoilt("word/styles.xml", b"<w:styles"), "not XML"),
    "no styles": (
        lambda: spoilt("[Content_Types].xml", b"<Types/>"), "not a Word document with styles"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_that_is_no_template_is_refused(case):
    make, why = HOSTILE[case]
    data, problems = dressed(make())
    assert [(one.code, one.severity) for one in problems] == [("word-base-unreadable", "error")]
    assert any(word in problems[0].message for word in why.split("|"))
    plain, _ = write_word(etree.fromstring(ENGLISH), THEME, WordRun(CREATED))
    assert word_lint.parts_of(data).keys() == word_lint.parts_of(plain).keys()
