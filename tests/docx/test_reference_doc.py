"""A Word template of the user (.docx, .dotx) sets the styles; missing ones are added."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from briefs.design.theme import LARGEST_REFERENCE_DOC, Theme
from briefs.docx.read.effective_format import Appearance
from briefs.docx.write import WordOptions, write_docx
from briefs.problems import Problem
from tests.support import docx_lint as word_lint
from tests.support.docx_helpers import (
    ARABIC,
    CREATED,
    ENGLISH,
    FACING,
    THEME,
    find,
    reference_docx,
    value,
)
from tests.support.docx_validators import audit


def write_with_template(base: bytes, html: str = ENGLISH) -> tuple[bytes, list[Problem]]:
    """Write a document with the styles and page of a template; return it and the problems."""
    word = THEME.word.model_copy(update={"base": "reference.dotx"})
    theme: Theme = THEME.model_copy(update={"word": word})
    return write_docx(etree.fromstring(html), theme, WordOptions(CREATED, base=base))


def style_of(styles: etree._Element, identity: str) -> etree._Element:
    [found] = [one for one in find(styles, "style") if value(one, "styleId") == identity]
    return found


def test_headings_have_the_format_of_the_template() -> None:
    data, _ = write_with_template(reference_docx())
    parts = word_lint.parts_of(data)
    heading = style_of(parts["word/styles.xml"], "Heading2")
    assert value(find(heading, "color")[0]) == "AA1122"
    assert value(find(heading, "sz")[0]) == "34"
    with zipfile.ZipFile(io.BytesIO(reference_docx())) as package:
        theirs = etree.fromstring(package.read("word/theme/theme1.xml"))
    assert etree.tostring(parts["word/theme/theme1.xml"], method="c14n") == etree.tostring(
        theirs, method="c14n"
    )


def test_styles_that_the_template_lacks_are_added_and_reported() -> None:
    data, problems = write_with_template(reference_docx())
    styles = word_lint.parts_of(data)["word/styles.xml"]
    assert style_of(styles, "StatementArabic") is not None
    assert value(find(style_of(styles, "Statement"), "basedOn")[0]) == "BodyText"
    [problem] = problems
    assert (problem.code, problem.severity, problem.file) == (
        "word-base-lacks", "warning", "reference.dotx",
    )  # fmt: skip
    assert "“Lead”" in problem.message or "more" in problem.message
    assert "“heading 2”" not in problem.message.casefold()


@pytest.mark.parametrize("html", [ENGLISH, FACING])
def test_a_document_with_a_template_is_valid(html: str, tmp_path: Path) -> None:
    data, _ = write_with_template(reference_docx(), html)
    path = tmp_path / "document.docx"
    path.write_bytes(data)
    assert audit(path) == []
    styles = word_lint.parts_of(data)["word/styles.xml"]
    ids = [value(one, "styleId") for one in find(styles, "style")]
    assert len(ids) == len(set(ids))
    used = {value(one) for p in word_lint.parts_of(data).values()
            for one in find(p, "pStyle") + find(p, "rStyle") + find(p, "tblStyle")}  # fmt: skip
    assert used <= set(ids)
    defaults = [value(one, "type") for one in find(styles, "style") if value(one, "default") == "1"]
    assert sorted(defaults) == ["character", "numbering", "paragraph", "table"]


def test_the_style_ids_of_a_template_in_another_language_are_replaced() -> None:
    data = reference_docx()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            german = old.read(name).replace(b'"Heading2"', b'"berschrift2"')
            new.writestr(name, german)
    styles = word_lint.parts_of(write_with_template(out.getvalue())[0])["word/styles.xml"]
    assert value(find(style_of(styles, "Heading2"), "sz")[0]) == "34"
    assert "berschrift2" not in etree.tostring(styles).decode()


def spoilt(name: str, data: bytes) -> bytes:
    """Return the template with other bytes in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(reference_docx())) as old, zipfile.ZipFile(out, "w", 8) as new:
        for one in old.namelist():
            new.writestr(one, data if one == name else old.read(one))
    return out.getvalue()


DTD = b'<!DOCTYPE x [<!ENTITY a "b">]><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no such file": (lambda: b"", "no such file"),
    "not a zip": (lambda: b"PK\3\4 or so", "cannot be opened|can be opened"),
    "too large": (lambda: b"x" * (LARGEST_REFERENCE_DOC + 1), "larger than 20 MB"),
    "a part that unpacks to 50 MB": (
        lambda: spoilt("word/styles.xml", b" " * 50_000_000), "larger than 8 MB"),
    "a document type": (lambda: spoilt("word/styles.xml", DTD), "document type"),
    "not XML": (lambda: spoilt("word/styles.xml", b"<w:styles"), "not XML"),
    "no styles": (
        lambda: spoilt("[Content_Types].xml", b"<Types/>"), "not a Word document with styles"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_that_is_no_template_is_refused(case: str) -> None:
    make, why = HOSTILE[case]
    data, problems = write_with_template(make())
    assert [(one.code, one.severity) for one in problems] == [("word-base-unreadable", "error")]
    assert any(word in problems[0].message for word in why.split("|"))
    plain, _ = write_docx(etree.fromstring(ENGLISH), THEME, WordOptions(CREATED))
    assert word_lint.parts_of(data).keys() == word_lint.parts_of(plain).keys()


def on_page(size: str, margins: str = "") -> bytes:
    """Return the template with another size of page and other margins."""
    with zipfile.ZipFile(io.BytesIO(reference_docx())) as package:
        text = package.read("word/document.xml").decode()
    section = f"<w:sectPr><w:pgSz {size}/>{margins}</w:sectPr>"
    made = re.sub(r"<w:sectPr\b.*</w:sectPr>", section, text, flags=re.DOTALL)
    assert made != text
    return spoilt("word/document.xml", made.encode())


@pytest.mark.parametrize("html", [ENGLISH, ARABIC, FACING])
def test_a_template_on_letter_paper_sets_the_page_and_the_width_of_tables(html: str) -> None:
    """The template is Word's American one: 8.5 by 11 inches, side margins of 1.25 inches."""
    parts = word_lint.parts_of(write_with_template(reference_docx(), html)[0])
    document = parts["word/document.xml"]
    [size], [margins] = find(document, "sectPr/pgSz"), find(document, "sectPr/pgMar")
    assert (value(size, "w"), value(size, "h")) == ("12240", "15840")
    assert {key: value(margins, key) for key in ("left", "right", "top", "bottom")} == {
        "left": "1800", "right": "1800", "top": "1440", "bottom": "1440",
    }  # fmt: skip
    width = 12240 - 2 * 1800
    tables = [*find(document, "body/tbl"), *find(parts["word/header1.xml"], "tbl")]
    assert tables
    assert max(int(value(find(one, "tblW")[0], "w")) for one in tables) == width
    assert all(sum(int(value(col, "w")) for col in find(one, "tblGrid/gridCol")) <= width
               for one in tables)  # fmt: skip


def test_arabic_is_never_italic_or_letterspaced_whatever_the_template_has() -> None:
    data, _ = write_with_template(reference_docx(), FACING)
    look = Appearance(word_lint.parts_of(data)["word/styles.xml"])
    assert look.look("Subtitle")["i"] == "1"  # set by the template
    slanted = {one for one in look.styles if look.look(one).get("iCs") or look.look(one).get("i")}
    spaced = {one for one in look.styles if look.look(one).get("spacing")}
    assert slanted
    assert spaced
    assert not any(one.endswith("Arabic") for one in slanted | spaced)


def test_the_styles_of_the_template_get_a_tab_stop_at_the_margin() -> None:
    styles = word_lint.parts_of(write_with_template(reference_docx(), FACING)[0])["word/styles.xml"]
    for name in ("Header", "Footer", "Heading2", "Heading3"):
        stops = find(style_of(styles, name), "pPr/tabs/tab")
        assert [(value(one), value(one, "pos")) for one in stops] == [("right", "8640")], name


def test_a_landscape_page_with_a_gutter_is_taken_over() -> None:
    size, margins = 'w:w="15840" w:h="12240"', '<w:pgMar w:left="1000" w:right="900" w:gutter="200"'
    margins += ' w:top="-720" w:bottom="720" w:header="400" w:footer="300"/>'
    document = word_lint.parts_of(write_with_template(on_page(size, margins))[0])[
        "word/document.xml"
    ]
    [paper], [edges] = find(document, "sectPr/pgSz"), find(document, "sectPr/pgMar")
    assert value(paper, "orient") == "landscape"
    assert [value(edges, key) for key in ("left", "right", "top", "header", "footer")] == [
        "1200", "900", "720", "400", "300",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "why"),
    [
        ('w:w="6000" w:h="15840"', "leaves 55 by 229 mm"),
        ('w:w="99999" w:h="15840"', "1764 by 279 mm large"),
        ('w:w="21cm" w:h="29.7cm"', "the measure “21cm”"),
        ("", "leaves"),
    ],
)
def test_an_unusable_page_is_reported_and_that_of_the_theme_used(size: str, why: str) -> None:
    data, problems = write_with_template(on_page(size))
    [problem] = [one for one in problems if one.code == "word-base-page"]
    assert (problem.severity, problem.file) == ("warning", "reference.dotx")
    assert why in problem.message
    document = word_lint.parts_of(data)["word/document.xml"]
    assert value(find(document, "sectPr/pgSz")[0], "w") == "11906"
