"""Every PDF conforms to PDF/A-3a and PDF/UA-1, and its tags have the text in reading order."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from pikepdf import Array, Dictionary, Name, Object, String

from tests.support.outputs import pdf_of
from tests.support.paths import DOCUMENTS, ROOT
from tests.support.pdf_structure import CHECKS, Pdf, findings, letters
from tests.support.trees import Trees, innermost_blocks
from tests.support.verapdf import verapdf

BLOCKS = {"P", "H1", "H2", "H3", "H4", "TH", "TD", "LI", "TOCI", "Caption"}
ATTACH = """
import sys
from datetime import datetime
from pathlib import Path
from briefs import pdf
from briefs.content import load
from briefs.files import Attachment
from briefs.design import load_design
from briefs.html import render
pdf.use_fonts(Path({fonts!r}), Path({cache!r}))
content, templates = Path("tests/documents/cases/content"), Path("templates")
loaded = load(content)
design = load_design(templates)
tree, _ = render(loaded, loaded.briefs["norway"], "ar", design)
files = {{
    "نرويج.yaml": Attachment(b"id: norway", "application/yaml", "Source", "مصدر"),
    "claims.jsonld": Attachment(b"[]", "application/ld+json", "Data", "Claims (all)"),
}}
sheet = (templates / "pdf.css").read_text(encoding="utf-8")
run = pdf.PdfOptions(sheet, datetime(2026, 1, 31, 12, 0), files)
data, _, problems = pdf.write_pdf(tree, design.theme, run)
assert problems == [], problems
sys.stdout.buffer.write(data)
"""


def test_verapdf_finds_no_failure_in_any_document(outputs: Path) -> None:
    found = verapdf([pdf_of(outputs, *one) for one in DOCUMENTS])
    assert len(found) == 24
    for file, verdicts in found.items():
        assert set(verdicts) == {"PDFUA-1", "PDFA-3A"}
        for verdict in verdicts.values():
            assert verdict["checks"] > 5000
            assert (verdict["failures"], verdict["compliant"]) == ({}, True), file.name


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_our_checks_find_nothing_in_a_pdf(outputs: Path, brief: str, edition: str) -> None:
    with pikepdf.open(pdf_of(outputs, brief, edition)) as pdf:
        assert findings(pdf) == []


def of_html(tree: etree._Element) -> list[list[str]]:
    """Return the letters of each innermost block of the semantic HTML, in document order."""
    blocks = [letters("".join(block.itertext())) for block in innermost_blocks(tree)]
    return [block for block in blocks if block]


def of_tags(pdf: Pdf) -> list[list[str]]:
    """Return the letters of each innermost block of the structure tree, without labels of lists."""
    blocks = []
    for tag in pdf.tags:
        below = list(tag.all())[1:]
        if tag.role in BLOCKS and not any(one.role in BLOCKS for one in below):
            labels = [one for one in below if one.role == "Lbl"]
            marks = {mark for one in labels for mark in one.marks}
            kept = [mark for one in [tag, *below] for mark in one.marks if mark not in marks]
            blocks.append(letters("".join(pdf.content[page].texts[mark] for page, mark in kept)))
    return [block for block in blocks if block]


def without_page(block: list[str], wanted: list[str]) -> list[str]:
    """Return a block of the contents without its page number, which the HTML does not have."""
    return wanted if [c for c in block if not c.isdigit()] == wanted else block


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_the_structure_tree_reads_as_the_html_does(
    outputs: Path, trees: Trees, brief: str, edition: str
) -> None:
    wanted = of_html(trees[brief, edition])
    with pikepdf.open(pdf_of(outputs, brief, edition)) as pdf:
        found = of_tags(Pdf(pdf))
    assert len(wanted) > 20
    found = [without_page(one, other) for one, other in zip(found, wanted, strict=True)]
    assert found == wanted


def attached(tmp_path: Path) -> Path:
    """Write a PDF of a case brief with two attached files, in another process; return its path."""
    program = ATTACH.format(fonts=str(ROOT / "fonts"), cache=str(tmp_path))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, check=True, env=environment, cwd=ROOT)
    file = tmp_path / "attached.pdf"
    file.write_bytes(done.stdout)
    return file


def test_attached_files_keep_their_bytes_type_date_and_description(tmp_path: Path) -> None:
    with pikepdf.open(attached(tmp_path)) as pdf:
        assert list(pdf.attachments) == ["claims.jsonld", "نرويج.yaml"]
        specification = pdf.attachments["نرويج.yaml"]
        file = specification.get_file()
        assert file.read_bytes() == b"id: norway"
        assert specification.description == "مصدر"
        assert file.mime_type == "application/yaml"
        assert file.mod_date == datetime(2026, 1, 31, 12, tzinfo=UTC)
        assert [str(one.AFRelationship) for one in pdf.Root.AF] == ["/Data", "/Source"]
        assert pdf.attachments["claims.jsonld"].get_file().mime_type == "application/ld+json"
        assert findings(pdf) == []


# Each fault: the check that finds it, the object to change, the change. A test of its own has the
# faults that veraPDF finds too.
Find = Callable[[Pdf], Object]
Spoil = Callable[[Object], None]


def first(pdf: Pdf, role: str) -> Object:
    return pdf.of(role)[0].item


def drop(name: str) -> Spoil:
    def spoil(item: Object) -> None:
        del item[name]

    return spoil


def put(name: str, value: object) -> Spoil:
    def spoil(item: Object) -> None:
        item[name] = value

    return spoil


def foreign(pdf: Pdf) -> Object:
    """Return a span of the other language."""
    return next(tag.item for tag in pdf.of("Span") if "/Lang" in tag.item)


def chart(pdf: Pdf) -> Object:
    return next(tag.item for tag in pdf.of("Table") if "/A" in tag.item)


def page(pdf: Pdf) -> Object:
    return pdf.pdf.pages[-1].obj


def rewrite(old: bytes, new: bytes) -> Spoil:
    def spoil(item: Object) -> None:
        data = item.Contents.read_bytes()
        assert re.search(old, data)
        item.Contents.write(re.sub(old, new, data, count=1))

    return spoil


def turn(item: Object) -> None:
    item.K = Array(list(item.K)[::-1])


def shorten(item: Object) -> None:
    item.K = Array(list(item.K)[:-1])


FAULTS: dict[str, tuple[str, Find, Spoil]] = {
    "title hidden": ("title", lambda p: p.root.ViewerPreferences, drop("/DisplayDocTitle")),
    "left to right": ("direction", lambda p: p.root.ViewerPreferences, drop("/Direction")),
    "no output intent": ("identification", lambda p: p.root, drop("/OutputIntents")),
    "text out of the tree": ("content_and_tree", lambda p: first(p, "P"), put("/K", Array())),
    "text in two places": (
        "content_and_tree",
        lambda p: p.of("P")[1].item,
        lambda item: item.K.extend(item.K),
    ),
    "mark gone": ("content_and_tree", page, rewrite(rb"/Span\s<</MCID 3>>\sBDC", b"/Span BMC")),
    "unmarked text": (
        "content_and_tree",
        page,
        rewrite(rb"(?s)/Artifact\s<<[^>]*>>\sBDC(.*?BT.*?ET.*?)EMC", rb"\1"),
    ),
    "page without row": ("content_and_tree", page, drop("/StructParents")),
    "row of another": (
        "content_and_tree",
        lambda p: p.root.StructTreeRoot.ParentTree,
        lambda item: item.Nums[1].__setitem__(0, item.Nums[1][5]),
    ),
    "wrong parent": ("parents", lambda p: first(p, "H2"), put("/P", Dictionary())),
    "list of paragraphs": ("nesting", lambda p: first(p, "LI"), put("/S", Name.P)),
    "label outside": ("nesting", lambda p: first(p, "LBody"), put("/S", Name.Lbl)),
    "body as division": ("nesting", lambda p: first(p, "TBody"), put("/S", Name.Div)),
    "contents as list": ("nesting", lambda p: first(p, "TOC"), put("/S", Name.L)),
    "empty paragraph": ("nesting", lambda p: first(p, "P"), put("/K", Array())),
    "heading skipped": ("headings", lambda p: first(p, "H2"), put("/S", Name.H4)),
    "two titles": ("headings", lambda p: first(p, "H2"), put("/S", Name.H1)),
    "heading as paragraph": ("bookmarks", lambda p: first(p, "H3"), put("/S", Name.P)),
    "headings turned": (
        "bookmarks",
        lambda p: next(tag.above.item for tag in p.of("H3") if tag.above),
        turn,
    ),
    "list without numbering": (
        "lists",
        lambda p: next(t.item for t in p.of("L") if t.item.A.ListNumbering == "/Decimal"),
        drop("/A"),
    ),
    "items turned": (
        "lists",
        lambda p: next(t.item for t in p.of("L") if t.item.A.ListNumbering == "/Decimal"),
        turn,
    ),
    "head without scope": ("tables", lambda p: first(p, "TH"), drop("/A")),
    "scope across": (
        "tables",
        lambda p: first(p, "TH").A,
        put("/Scope", Name.Row),
    ),
    "cell missing": ("tables", lambda p: first(p, "TR"), shorten),
    "caption last": ("tables", lambda p: first(p, "Table"), turn),
    "chart without summary": ("charts", chart, drop("/A")),
    "chart with another's figures": (
        "charts",
        lambda p: chart(p).A,
        put("/Summary", String("رسم 1%")),
    ),
    "foreign phrase": ("languages", foreign, drop("/Lang")),
    "wrong language": ("languages", lambda p: p.root, put("/Lang", String("en"))),
    "note without ID": ("notes", lambda p: first(p, "Note"), drop("/ID")),
    "note with another's ID": ("notes", lambda p: first(p, "Note"), put("/ID", "note-0002")),
    "link without words": (
        "links",
        lambda p: p.of("Link")[0].links[0],
        drop("/Contents"),
    ),
    "link that says its target": (
        "links",
        lambda p: p.of("Link")[0].links[0],
        put("/Contents", "note-1"),
    ),
    "link to nowhere": ("links", lambda p: p.of("Link")[0].links[0], put("/Dest", "nowhere")),
    "link not printed": ("links", lambda p: p.of("Link")[0].links[0], put("/F", 2)),
    "link without surface": (
        "links",
        lambda p: p.of("Link")[0].links[0],
        put("/Rect", Array([10, 10, 20, 10])),
    ),
    "link out of the tree": (
        "links",
        lambda p: p.of("Link")[0].item,
        lambda item: item.__setitem__("/K", Array(list(item.K)[1:])),
    ),
    "foot as layout": ("pagination", page, rewrite(rb"/Subtype /Footer", b"")),
    "tab order of the page": ("pagination", page, drop("/Tabs")),
    "font not embedded": (
        "fonts",
        lambda p: next(iter(page(p).Resources.Font.values())).DescendantFonts[0].FontDescriptor,
        drop("/FontFile2"),
    ),
}


# The faults that need a document with a table of contents, headings of the third rank, a second
# page; all others are seeded into a card, which is read in a tenth of the time.
IN_LONG_DOCUMENTS = {
    *("contents as list", "heading as paragraph", "headings turned"),
    "unmarked text",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_seeded_fault_is_caught(outputs: Path, fault: str) -> None:
    name, where, spoil = FAULTS[fault]
    brief = "coalition" if fault in IN_LONG_DOCUMENTS else "poland"
    with pikepdf.open(pdf_of(outputs, brief, "ar")) as pdf:
        assert list(CHECKS[name](Pdf(pdf))) == []
        spoil(where(Pdf(pdf)))
        assert list(CHECKS[name](Pdf(pdf))) != []


def test_conformance_md_adds_up_and_names_checks_that_exist() -> None:
    text = (ROOT / "docs" / "conformance.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d\d) \|[^|]*\| (\d+) \|([^|]*)\| (\d+) \|", text, re.MULTILINE)
    assert [int(row[0]) for row in rows] == list(range(1, 32))
    assert sum(int(row[1]) for row in rows) == 87
    assert sum(int(row[3]) for row in rows) == 49
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row[2])}
    assert named == set(CHECKS)


def test_each_check_has_a_seeded_fault() -> None:
    assert {name for name, _, _ in FAULTS.values()} == set(CHECKS)
    assert len(FAULTS) == 40


SEEN_BY_VERAPDF: dict[str, tuple[str, Find, Spoil]] = {
    "7.1-10": FAULTS["title hidden"],
    "7.2-19": FAULTS["list of paragraphs"],
    "7.4.2-1": FAULTS["heading skipped"],
    "7.9-1": FAULTS["note without ID"],
    "7.9-2": FAULTS["note with another's ID"],
    "7.18.5-2": FAULTS["link without words"],
    "7.21.4.1-1": FAULTS["font not embedded"],
    "6.2.4.3-2": FAULTS["no output intent"],
    "7.1-3": FAULTS["unmarked text"],
}


def test_verapdf_finds_the_faults_that_conformance_md_says_it_finds(
    outputs: Path, tmp_path: Path
) -> None:
    files = {}
    for rule, (_, where, spoil) in SEEN_BY_VERAPDF.items():
        with pikepdf.open(pdf_of(outputs, "germany", "ar-en")) as pdf:
            spoil(where(Pdf(pdf)))
            files[rule] = tmp_path / f"{rule}.pdf"
            pdf.save(files[rule])
    found = verapdf(list(files.values()))
    seen = {
        rule: {one for verdict in found[file].values() for one in verdict["failures"]}
        for rule, file in files.items()
    }
    assert {rule: rules for rule, rules in seen.items() if rule not in rules} == {}
