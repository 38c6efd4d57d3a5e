"""The Word document: styles, notes, contents, tables, links, charts, fonts, properties."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from pydantic import ValidationError

from briefs.design.theme import Theme
from briefs.docx.read.reader import INVISIBLE
from briefs.docx.write import WordOptions, write_docx
from tests.support.docx_helpers import (
    CREATED,
    EDITIONS,
    ENGLISH,
    FACING,
    NOTE,
    ROOT,
    THEME,
    W,
    docx,
    find,
    page,
    paragraph,
    part,
    style,
    text,
    value,
    written,
)
from tests.support.docx_validators import Validator, each_validator

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
each_edition = pytest.mark.parametrize("edition", EDITIONS)


@each_validator
@each_edition
def test_a_document_is_valid(edition: str, validator: Validator, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(docx(EDITIONS[edition], fonts=ROOT / "fonts", pages={"de": 3})[0])
    assert validator(path) == []


@each_edition
def test_bookmarks_fields_drawings_and_tables_are_consistent(edition: str) -> None:
    """Ids and names are unique, pairs are complete, and rows fill the grid of their table."""
    parts, _ = written(EDITIONS[edition], pages={"de": 3, "germany": 3})
    tree = etree.fromstring(parts["word/document.xml"])
    notes = etree.fromstring(parts["word/footnotes.xml"])
    names = [value(mark, "name") for mark in find(tree, "bookmarkStart")]
    assert names
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name) for name in names)
    ends = [value(mark, "id") for mark in find(tree, "bookmarkEnd")]
    assert sorted(ends) == sorted(value(mark, "id") for mark in find(tree, "bookmarkStart"))
    anchors = [value(link, "anchor") for one in (tree, notes) for link in find(one, "hyperlink")]
    assert {anchor for anchor in anchors if anchor} <= set(names)
    asked = re.findall(r"(?:PAGEREF|NOTEREF) (\w+)", " ".join(tree.itertext()))
    assert set(asked) <= set(names)
    for one in (tree, notes, *(etree.fromstring(parts[f"word/{n}1.xml"]) for n in ("footer",))):
        depth = 0
        for mark in find(one, "fldChar"):
            depth += {"begin": 1, "separate": 0, "end": -1}[value(mark, "fldCharType")]
            assert 0 <= depth <= 2
        assert depth == 0
    drawings = [found.get("id") for found in tree.iter("{*}docPr")]
    assert len(set(drawings)) == len(drawings)
    for table in find(tree, "tbl"):
        grid = len(find(table, "tblGrid/gridCol"))
        for row in table.iterchildren(W + "tr"):
            spans = [int(value(span)) - 1 for span in find(row, "tc/tcPr/gridSpan")]
            assert len(row.findall(W + "tc")) + sum(spans) == grid
        assert all(cell[-1].tag == W + "p" for cell in table.iter(W + "tc"))
    followers = [table.getnext() for table in find(tree, "tbl")]
    assert all(one is None or one.tag != W + "tbl" for one in followers)


@each_edition
def test_the_same_tree_gives_the_same_bytes(edition: str) -> None:
    data = docx(EDITIONS[edition])[0]
    assert data == docx(EDITIONS[edition])[0]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        # The order must not come from a set, whose order differs between processes.
        assert archive.namelist() == sorted(archive.namelist())
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_bookmarks_of_long_and_similar_ids_have_different_names() -> None:
    ids = ["x" * 60 + "a", "x" * 60 + "b", "same-id", "same_id", "Same-Id"]
    html = "".join(f'<p id="{one}"><a class="ref" href="#{one}">to</a></p>' for one in ids)
    names = [value(mark, "name") for mark in find(part(page(html)), "bookmarkStart")]
    assert len({name.lower() for name in names}) == 5
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in names)


def test_headings_are_words_own_with_arabic_twins() -> None:
    styles = part(ENGLISH, "styles")
    named = {value(find(one, "name")[0]): one for one in find(styles, "style")}
    for level in (1, 2, 3, 4):
        twin = named[f"heading {level} Arabic"]
        assert value(find(named[f"heading {level}"], "outlineLvl")[0]) == str(level - 1)
        assert value(find(twin, "basedOn")[0]) == f"Heading{level}"
        assert value(find(twin, "next")[0]) == "BodyTextArabic"
        assert find(twin, "pPr/bidi")
    headings = [style(p) for p in find(part(ENGLISH), "p") if text(p) == "Troops"]
    assert headings == ["TOC3", "Heading3", "TableHeading"]
    assert style(paragraph(part(EDITIONS["ar"]), "حكم.")) == "ListNumberArabic"


def test_every_paragraph_style_has_a_twin_and_sizes_for_both_scripts() -> None:
    styles = part(ENGLISH, "styles")
    own = [one for one in find(styles, "style") if value(one, "type") == "paragraph"]
    ids = {value(one, "styleId") for one in own}
    assert len(ids) == len(own) > 40
    assert all(one + "Arabic" in ids for one in ids if one != "Normal" and "Arabic" not in one)
    assert all(value(one) in ids for one in find(styles, "next"))
    for letters in find(styles, "rPr"):
        assert (letters.find(W + "sz") is None) == (letters.find(W + "szCs") is None)
        assert (letters.find(W + "b") is None) == (letters.find(W + "bCs") is None)
    assert not find(styles, "i")
    assert value(find(styles, "rPrDefault/rPr/sz")[0]) == str(round(THEME.size("text", "en") * 2))
    assert value(find(styles, "rPrDefault/rPr/szCs")[0]) == str(round(THEME.size("text", "ar") * 2))


@each_edition
def test_every_style_that_is_used_is_defined(edition: str) -> None:
    parts, _ = written(EDITIONS[edition])
    known = {
        value(one, "styleId") for one in find(etree.fromstring(parts["word/styles.xml"]), "style")
    }
    used = {
        value(mark)
        for name, data in parts.items()
        if name.startswith("word/") and name.endswith(".xml") and "chart" not in name
        for kind in ("pStyle", "rStyle", "tblStyle")
        for mark in find(etree.fromstring(data), kind)
    }
    assert "BodyText" in used or "BodyTextArabic" in used
    assert used <= known


def test_notes_are_footnotes_and_later_references_point_to_the_first() -> None:
    tree, notes = part(ENGLISH), part(ENGLISH, "footnotes")
    assert [value(mark, "id") for mark in find(tree, "footnoteReference")] == ["1", "2"]
    assert [words for words in tree.itertext() if "NOTEREF" in words] == [
        " NOTEREF b_note_1 \\f \\h ",
        " NOTEREF b_note_2 \\f \\h ",
    ]
    assert "para. 45" not in text(tree)
    lines = [text(note).strip() for note in find(notes, "footnote")]
    assert lines == ["", "", "ECCI, para. 45", "ECCI, para. 46"]
    [comma] = [run for run in find(tree, "r") if text_of_run(run) == ", "]
    assert value(find(comma, "rStyle")[0]) == "FootnoteReference"


def text_of_run(run: etree._Element) -> str:
    """Return the text of a run."""
    return "".join(found.text or "" for found in run.iter(W + "t"))


def test_a_facing_footnote_holds_both_languages() -> None:
    note = find(part(FACING, "footnotes"), "footnote")[2]
    [paragraph] = find(note, "p")
    assert INVISIBLE.sub("", text(paragraph)).strip() == "ECCI, para. 45\tالمركز، الفقرة 45"
    assert not find(paragraph, "pPr/bidi")
    assert len(find(note, "footnoteRef")) == 1


def test_a_facing_footnote_too_long_for_one_line_has_a_paragraph_a_language() -> None:
    words = " ".join(["ECCI, para. 45;"] * 20)
    note = find(part(FACING.replace("ECCI, para. 45", words), "footnotes"), "footnote")[2]
    assert [text(p).strip() for p in find(note, "p")] == [words, "المركز، الفقرة 45"]
    assert [bool(find(p, "pPr/bidi")) for p in find(note, "p")] == [False, True]


@pytest.mark.parametrize(
    ("body", "message"),
    [(NOTE.format(id='id="a"', n=2, more=""), "in the order"), ("", "there are notes")],
)
def test_note_numbers_that_word_would_count_differently_are_refused(
    body: str, message: str
) -> None:
    notes = "".join(f'<li id="note-{n}">x</li>' for n in (1, 2))
    html = page(f'<p>{body}x</p><section class="notes"><ol class="notes">{notes}</ol></section>')
    with pytest.raises(ValueError, match=message):
        docx(html)


def test_the_contents_have_page_numbers_and_word_does_not_ask_to_update_them() -> None:
    parts, _ = written(ENGLISH, pages={"germany": 2, "troops": 3})
    tree = etree.fromstring(parts["word/document.xml"])
    entries = [p for p in find(tree, "sdtContent/p") if style(p).startswith("TOC")]
    assert [(style(p), text(p)) for p in entries] == [
        ("TOCHeading", "Contents"),
        ("TOC2", "Germany\t2"),
        ("TOC3", "Troops\t3"),
    ]
    assert ' TOC \\o "2-3" \\h \\z \\u ' in list(tree.itertext())
    assert all(b"updateFields" not in data and b"dirty" not in data for data in parts.values())
    assert [text(p) for p in find(part(ENGLISH), "sdtContent/p")][1:] == ["Germany", "Troops"]


def test_a_section_can_start_a_page() -> None:
    tree = part(ENGLISH)
    [p] = [p for p in find(tree, "p") if find(p, "pPr/pageBreakBefore")]
    assert (style(p), text(p)) == ("Heading2", "Germany")


def test_tables_repeat_their_header_and_fill_the_width() -> None:
    [table] = find(part(ENGLISH), "tbl")
    assert [bool(find(row, "trPr/tblHeader")) for row in find(table, "tr")] == [True, False, False]
    assert all(find(row, "trPr/cantSplit") for row in find(table, "tr"))
    widths = [int(value(column, "w")) for column in find(table, "gridCol")]
    section = find(part(ENGLISH), "sectPr")[0]
    size, margins = find(section, "pgSz")[0], find(section, "pgMar")[0]
    text_width = int(value(size, "w")) - int(value(margins, "left")) - int(value(margins, "right"))
    assert sum(widths) == text_width == int(value(find(table, "tblW")[0], "w"))
    assert value(find(table, "tblCaption")[0]) == "Table 1 Compared, see Figure 1"
    assert not find(table, "bidiVisual")
    assert find(part(EDITIONS["ar"]), "tbl/tblPr/bidiVisual")
    assert [value(mark) for mark in find(table, "vMerge")] == ["restart", ""]


def test_facing_cells_stand_side_by_side_each_in_its_direction() -> None:
    table = find(part(FACING), "tbl")[0]
    left, right = find(table, "tc")
    assert not find(table, "bidiVisual")
    assert not find(left, "pPr/bidi")
    assert all(find(p, "pPr/bidi") for p in find(right, "p"))
    assert [style(p) for p in find(right, "p")] == ["WhenArabic", "StatementArabic"]
    assert all(value(find(p, "pPr/keepNext")[0]) == "0" for p in find(table, "p"))


def test_facing_headings_share_a_line_unless_they_would_collide() -> None:
    tree = part(FACING)
    assert text(paragraph(tree, "A brief")) == "A brief\tموجز"
    assert "\n\t" in text(paragraph(tree, "Long English"))


def test_a_chart_is_native_with_its_workbook_and_alternative_text() -> None:
    parts, _ = written(ENGLISH)
    chart = etree.fromstring(parts["word/charts/chart1.xml"])
    assert [v.text for v in chart.iterfind(f".//{C}cat//{C}v")] == ["Sweden", "=1+1"]
    assert [v.text for v in chart.iterfind(f".//{C}val//{C}v")] == ["91.0", "51.5"]
    paint = next(chart.iter("{*}srgbClr")).get("val", "")
    assert paint == THEME.colours["bar"][1:].upper()
    assert not chart.findall(f".//{C}legend")
    assert not [a for a in chart.iter(f"{C}axId", f"{C}crossAx") if a.get("val", "-")[0] == "-"]
    [properties] = etree.fromstring(parts["word/document.xml"]).iter("{*}docPr")
    assert properties.get("descr") == "Sweden 91%, Poland 51%"
    with zipfile.ZipFile(BytesIO(parts["word/embeddings/chart1.xlsx"])) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        assert b"=1+1" in book.read("xl/sharedStrings.xml")


def test_bars_grow_from_the_side_where_lines_begin() -> None:
    def orientations(edition: str) -> list[str | None]:
        chart = etree.fromstring(written(EDITIONS[edition])[0]["word/charts/chart1.xml"])
        return [mark.get("val") for mark in chart.iter(f"{C}orientation")]

    assert orientations("en") == ["maxMin", "minMax"]
    assert orientations("ar") == ["maxMin", "maxMin"]
    around = next(part(EDITIONS["ar"]).iter("{*}inline")).iterancestors(W + "p")
    assert not find(next(around), "pPr/bidi")


def test_links_go_to_the_web_or_are_left_out() -> None:
    parts, problems = written(
        page(
            '<p><a class="external" href="javascript:alert(1)">bad</a> '
            '<a class="external" href="file:///etc/passwd">worse</a> '
            '<a class="external" href="mailto:a@b.org">mail</a></p>'
        )
    )
    assert [problem.code for problem in problems] == ["link-refused", "link-refused"]
    relations = parts["word/_rels/document.xml.rels"].decode()
    assert re.findall(r'Target="([^"]*)" TargetMode="External"', relations) == ["mailto:a@b.org"]
    tree = etree.fromstring(parts["word/document.xml"])
    assert text(tree) == "bad worse mail"
    assert [value(mark) for mark in find(tree, "rStyle")] == ["Hyperlink"]


@pytest.mark.parametrize(
    "body",
    ["<blink>x</blink>", '<p class="shout">x</p>', "<p><em>x</em></p>",
     '<p><span class="big"/></p>', "<ul class='odd'><li>x</li></ul>",
     "<table class='odd'><tbody><tr><td/></tr></tbody></table>"],
)  # fmt: skip
def test_an_unknown_element_or_class_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match="is not known"):
        docx(page(body))


def test_running_heads_carry_title_reference_and_page_fields() -> None:
    assert text(part(ENGLISH, "header1")) == "Brief\tCW-9"
    assert text(part(ENGLISH, "footer2")) == "As of January 2026\tPage 1 of 1"
    fields = [words for words in part(ENGLISH, "footer1").itertext() if words.strip().isupper()]
    assert fields == [" PAGE ", " NUMPAGES "]
    cells = [text(cell) for cell in find(part(FACING, "footer1"), "tc")]
    assert cells == ["As of January 2026\tPage 1 of 1", "حتى يناير 2026\tصفحة 1 من 1"]
    section = find(part(ENGLISH), "sectPr")[0]
    kinds = [value(one, "type") for one in find(section, "headerReference")]
    assert (kinds, bool(find(section, "titlePg"))) == (["default"], True)


def test_a_text_of_the_content_in_a_running_head_has_no_page_fields() -> None:
    hostile = ENGLISH.replace("As of January 2026", "As of {page} {pages} PAGE")
    assert text(part(hostile, "footer2")) == "As of {page} {pages} PAGE\tPage 1 of 1"


def test_it_is_a4_in_the_mode_of_word_2013_and_later() -> None:
    size = find(part(ENGLISH), "sectPr/pgSz")[0]
    assert (value(size, "w"), value(size, "h")) == ("11906", "16838")
    modes = {value(m, "name"): value(m) for m in find(part(ENGLISH, "settings"), "compatSetting")}
    assert modes["compatibilityMode"] == "15"


def test_properties_say_title_author_language_and_date() -> None:
    core = written(ENGLISH)[0]["docProps/core.xml"].decode()
    said = ["Sample", "Desk", "a, b", "en", CREATED.strftime("%Y-%m-%dT%H:%M:%SZ")]
    assert all(f">{words}<" in core for words in said)


def test_embedded_fonts_can_be_decoded() -> None:
    data, _ = docx(ENGLISH, fonts=ROOT / "fonts")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        table = etree.fromstring(archive.read("word/fontTable.xml"))
        rels = etree.fromstring(archive.read("word/_rels/fontTable.xml.rels"))
        target = {one.get("Id"): one.get("Target") for one in rels}
        [amiri] = [one for one in find(table, "font") if value(one, "name") == "Amiri"]
        [regular] = find(amiri, "embedRegular")
        hidden = archive.read("word/" + str(target[regular.get(R + "id")]))
    key = bytes.fromhex(re.sub("[{}-]", "", value(regular, "fontKey")))[::-1]
    assert bytes(a ^ b for a, b in zip(hidden[:4], key, strict=False)) == b"\x00\x01\x00\x00"
    assert len(data) - len(docx(ENGLISH)[0]) < 500_000


def test_writing_leaves_the_tree_unchanged() -> None:
    tree = etree.fromstring(ENGLISH)
    before = etree.tostring(tree)
    write_docx(tree, THEME, WordOptions(CREATED))
    assert etree.tostring(tree) == before


def test_every_language_tag_has_the_region_of_the_theme() -> None:
    """This holds for a language that the theme adds and for a region that it changes."""
    given = THEME.model_dump()
    given["languages"]["en"]["region"] = "CA"
    given["languages"]["fa"] = given["languages"]["ar"] | {"region": "IR", "months": ()}
    theme = Theme.model_validate(given)
    persian = FACING.replace('lang="ar"', 'lang="fa"')
    data, _ = write_docx(etree.fromstring(persian), theme, WordOptions(CREATED))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        document, styles, settings = (
            etree.fromstring(archive.read(f"word/{name}.xml"))
            for name in ("document", "styles", "settings")
        )
    tags = {value for one in document.iter(W + "lang") for value in one.attrib.values()}
    assert tags == {"en-CA", "fa-IR"}
    assert value(find(styles, "docDefaults/rPrDefault/rPr/lang")[0]) == "en-CA"
    assert value(find(settings, "themeFontLang")[0]) == "en-CA"
    given["languages"]["fa"]["region"] = ""
    assert Theme.model_validate(given).bcp47("fa") == "fa"
    given["languages"]["fa"]["region"] = "XY"
    with pytest.raises(ValidationError, match="not the code of a country"):
        Theme.model_validate(given)
