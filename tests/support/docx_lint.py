"""Rules for Word documents that neither validator checks: ids, pairs, tables, bidi, accessibility.

Each rule takes the parts of a document and returns a text for each fault; `RULES` has them by code.
"""

import io
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

Element = etree._Element
Parts = dict[str, Element]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
# Elements that make a paragraph without text count as filled.
FULL = ("drawing", "footnoteReference", "fldSimple", "separator", "continuationSeparator")
LAYOUT = {
    "FacingTable",
    "CloseFacingTable",
    "RunningTable",
    "SideTable",
}  # tables that hold no data, so need no header row


def parts_of(data: bytes) -> Parts:
    """Return the XML parts of a document as trees by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(package.read(name)) for name in names}


def lint(parts: Parts) -> list[str]:
    """Return the faults that all rules find, each as `code: fault`."""
    return [f"{code}: {what}" for code, rule in RULES.items() for what in rule(parts)]


def story(parts: Parts) -> Iterator[Element]:
    """Yield the parts whose root is in the w namespace: body, footnotes, headers, styles …"""
    for name, tree in sorted(parts.items()):
        if name.startswith("word/") and etree.QName(tree).namespace == W[1:-1]:
            yield tree


def every(parts: Parts, *tags: str) -> Iterator[Element]:
    """Yield the elements with these names of the w namespace, in all parts of `story`."""
    for tree in story(parts):
        yield from tree.iter(*(W + tag for tag in tags))


def val(element: Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(W + name, "")


def on(element: Element | None) -> bool:
    """Return whether a toggle property is present and not switched off."""
    return element is not None and val(element) not in ("0", "false", "off")


def twice(words: Iterable[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def words_of(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(W + "t"))


def bookmark_names(parts: Parts) -> list[str]:
    return twice(val(one, "name").casefold() for one in every(parts, "bookmarkStart"))


def bookmark_pairs(parts: Parts) -> list[str]:
    """Every start of a bookmark is followed by its end in the same part; no id is repeated."""
    wrong = []
    for tree in story(parts):
        open_, seen = set(), set()
        for mark in tree.iter(W + "bookmarkStart", W + "bookmarkEnd"):
            identity = val(mark, "id")
            if mark.tag == W + "bookmarkStart":
                wrong += [identity] * (identity in seen)
                open_.add(identity)
                seen.add(identity)
            elif identity in open_:
                open_.remove(identity)
            else:
                wrong.append(identity)
        wrong += open_
    return wrong


def fields(parts: Parts) -> list[str]:
    """The marks of fields (`begin`, `separate`, `end`) are nested correctly within a part."""
    wrong = []
    for tree in story(parts):
        stack: list[str] = []
        for mark in tree.iter(W + "fldChar"):
            kind = val(mark, "fldCharType")
            before = {"begin": None, "separate": ("begin",), "end": ("begin", "separate")}[kind]
            if before is None:
                stack.append(kind)
            elif stack and stack[-1] in before:
                stack[-1:] = ["separate"] if kind == "separate" else []
            else:
                wrong.append(kind)
        wrong += stack
    return wrong


def asks(parts: Parts) -> list[str]:
    """Nothing makes Word ask whether to update fields when it opens the document."""
    found = [etree.QName(one).localname for one in every(parts, "updateFields")]
    return found + [
        "dirty" for one in every(parts, "fldChar", "fldSimple") if one.get(W + "dirty") is not None
    ]


def control_ids(parts: Parts) -> list[str]:
    properties = every(parts, "sdtPr")
    return twice(val(one) for sdt in properties for one in sdt.iterfind(W + "id"))


def drawing_ids(parts: Parts) -> list[str]:
    return twice(one.get("id", "") for tree in story(parts) for one in tree.iter(WP + "docPr"))


def tags(parts: Parts) -> list[str]:
    return [val(one) for one in every(parts, "tag", "alias") if len(val(one)) > 64]


def links(parts: Parts) -> list[str]:
    """The target of every link, cross-reference and note reference exists."""
    names = {val(one, "name") for one in every(parts, "bookmarkStart")}
    wanted = [val(one, "anchor") for one in every(parts, "hyperlink")]
    for one in every(parts, "instrText"):
        words = (one.text or "").split()
        wanted += words[1:2] if words[0] in ("PAGEREF", "NOTEREF", "REF") else []
    notes = {val(one, "id") for one in every(parts, "footnote")}
    cited = [val(one, "id") for one in every(parts, "footnoteReference")]
    return [one for one in wanted if one and one not in names] + [
        one for one in cited if one not in notes
    ]


def grids(parts: Parts) -> list[str]:
    """Every row has all columns of its table's grid, and every cell the width of its columns."""
    wrong = []
    for table in every(parts, "tbl"):
        widths = [int(val(one, "w")) for one in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        for number, row in enumerate(table.iterfind(f"{W}tr"), 1):
            column = 0
            for cell in row.iter(W + "tc"):
                if next(cell.iterancestors(W + "tbl")) is not table:
                    continue
                span = int(val(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)
                wide = int(val(cell.find(f"{W}tcPr/{W}tcW"), "w") or 0)
                if wide != sum(widths[column : column + span]):
                    wrong.append(f"row {number}, width {wide}")
                column += span
            if column != len(widths):
                wrong.append(f"row {number} has {column} columns of {len(widths)}")
    return wrong


def cells(parts: Parts) -> list[str]:
    """Every cell ends with a paragraph, as Word requires."""
    return [words_of(cell)[:30] for cell in every(parts, "tc") if cell[-1].tag != W + "p"]


def bidi(parts: Parts) -> list[str]:
    """No rtl run has a left-to-right letter, and no other run a right-to-left letter."""
    wrong = []
    for run in every(parts, "r"):
        strange = ("L",) if on(run.find(f"{W}rPr/{W}rtl")) else ("R", "AL")
        for letter in "".join(one.text or "" for one in run.iter(W + "t", W + "delText")):
            if unicodedata.category(letter)[0] == "L":
                wrong += [words_of(run)] * (unicodedata.bidirectional(letter) in strange)
    return sorted(set(wrong))


def spacing(parts: Parts) -> list[str]:
    """No paragraph is empty, except where Word requires one: in an empty cell, after a table."""
    wrong, full = [], {W + tag for tag in FULL}
    for paragraph in every(parts, "p"):
        if any(one.tag in full for one in paragraph.iter()) or words_of(paragraph).strip():
            continue
        before, parent = paragraph.getprevious(), paragraph.getparent()
        alone = parent is not None and parent.tag == W + "tc" and len(parent.findall(W + "p")) == 1
        if not alone and (before is None or before.tag != W + "tbl"):
            wrong.append(f"after {words_of(before)[:30] if before is not None else 'nothing'}")
    return wrong


def alternatives(parts: Parts) -> list[str]:
    """Every drawing has alternative text, and there are no pictures."""
    wrong = []
    for tree in story(parts):
        for one in tree.iter(WP + "docPr"):
            wrong += [one.get("name", "")] * (not one.get("descr", "").strip())
        wrong += ["picture" for _ in tree.iter("{*}pic", W + "pict", W + "object")]
    return wrong


def header_rows(parts: Parts) -> list[str]:
    """A table of data repeats its first row on each page; no row is broken over pages."""
    wrong = []
    for table in every(parts, "tbl"):
        rows = table.findall(f"{W}tr")
        if val(table.find(f"{W}tblPr/{W}tblStyle")) not in LAYOUT:
            wrong += [words_of(rows[0])[:30]] * (not on(rows[0].find(f"{W}trPr/{W}tblHeader")))
        wrong += [words_of(r)[:30] for r in rows if not on(r.find(f"{W}trPr/{W}cantSplit"))]
    return wrong


def headings(parts: Parts) -> list[str]:
    """There is one title, and no heading is more than one level below the heading before it."""
    looks = {
        val(style, "styleId"): style
        for style in parts["word/styles.xml"].iter(W + "style")
        if val(style, "type") == "paragraph"
    }
    levels = []
    for paragraph in every({"word/document.xml": parts["word/document.xml"]}, "p"):
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        style = looks.get(val(paragraph.find(f"{W}pPr/{W}pStyle")))
        while own is None and style is not None:
            own = style.find(f"{W}pPr/{W}outlineLvl")
            style = looks.get(val(style.find(f"{W}basedOn")))
        if own is not None and int(val(own)) < 9:
            levels.append(int(val(own)))
    pairs = zip([-1, *levels], levels, strict=False)
    jumps = [f"level {b + 1} after {a + 1}" for a, b in pairs if b > a + 1]
    return jumps + [f"{levels.count(0)} titles"] * (levels.count(0) != 1)


def properties(parts: Parts) -> list[str]:
    """The properties have a title (read aloud in place of the file name), description, language."""
    core = {etree.QName(one).localname: one.text for one in parts["docProps/core.xml"]}
    return [
        name for name in ("title", "description", "language") if not (core.get(name) or "").strip()
    ]


Rule = Callable[[Parts], list[str]]
RULES: dict[str, Rule] = {
    "bookmark-twice": bookmark_names,
    "bookmark-open": bookmark_pairs,
    "field-open": fields,
    "asks": asks,
    "control-id": control_ids,
    "drawing-id": drawing_ids,
    "tag-long": tags,
    "link-dead": links,
    "grid": grids,
    "cell-end": cells,
    "bidi": bidi,
    "empty-paragraph": spacing,
    "alt-text": alternatives,
    "header-row": header_rows,
    "heading-jump": headings,
    "property": properties,
}
