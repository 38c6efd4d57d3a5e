"""Checks of PDF/UA-1 (ISO 14289-1) that veraPDF makes in part or not at all.

Each check takes a `Pdf` and yields a sentence for each fault; `CHECKS` has them by name.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import pikepdf

NEEDS = {  # role of a structure element → the only roles that its parent may have
    "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "TR": {"THead", "TBody"}, "TH": {"TR"},
    "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"}, "TOCI": {"TOC"}, "TOC": {"Sect"},
    "Caption": {"Table"}, "Link": {"Reference", "P", "LBody", "TD", "Span", "Note"},
    "Note": {"LBody"},
}  # fmt: skip
HOLDS = {  # role of a structure element → the only roles that its children may have
    "L": {"LI"}, "LI": {"Lbl", "LBody"}, "Table": {"Caption", "THead", "TBody"},
    "THead": {"TR"}, "TBody": {"TR"}, "TR": {"TH", "TD"}, "TOC": {"TOCI"}, "TOCI": {"Reference"},
    "Document": {"Div", "Sect"},
}  # fmt: skip
INLINE = {"Span", "Link", "Reference", "Note", "Lbl", "P", "H1", "H2", "H3", "H4", "LBody",
          "Caption", "TH", "TD"}  # fmt: skip


@dataclass(eq=False)
class Tag:
    """A structure element: its object, parent, children, marked contents and annotations."""

    role: str
    item: pikepdf.Object
    above: "Tag | None"
    language: str
    kids: "list[Tag]" = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)  # page, MCID
    links: list[pikepdf.Object] = field(default_factory=list)

    def all(self) -> "Iterator[Tag]":
        """Yield this element and all its descendants in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.all()


class Pdf:
    """A PDF with its structure tree and the text of its marked content."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf, self.root = pdf, pdf.Root
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        holder = self.root.StructTreeRoot
        self.tops = [
            self.tag(one, None, str(self.root.get("/Lang", ""))) for one in as_list(holder.K)
        ]
        self.tags = [tag for top in self.tops for tag in top.all()]

    def tag(self, item: pikepdf.Object, above: Tag | None, language: str) -> Tag:
        made = Tag(str(item.S)[1:], item, above, str(item.get("/Lang", language)))
        for kid in as_list(item.get("/K", [])):
            if isinstance(kid, int):
                made.marks.append((self.pages[item.Pg.objgen], kid))
            elif kid.get("/Type") == "/MCR":
                made.marks.append((self.pages[kid.Pg.objgen], int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                made.links.append(kid.Obj)
            else:
                made.kids.append(self.tag(kid, made, made.language))
        return made

    def of(self, *roles: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.role in roles]

    @cached_property
    def content(self) -> "list[Content]":
        return [read(page) for page in self.pdf.pages]

    def text(self, tag: Tag) -> str:
        """Return the text of an element and its descendants, each run in the order of drawing."""
        return "".join(
            self.content[page].texts[mark] for one in tag.all() for page, mark in one.marks
        )

    @cached_property
    def annotations(self) -> list[pikepdf.Object]:
        return [one for page in self.pdf.pages for one in as_list(page.get("/Annots", []))]

    @cached_property
    def parents(self) -> dict[int, pikepdf.Object]:
        return dict(pikepdf.NumberTree(self.root.StructTreeRoot.ParentTree).items())


@dataclass
class Content:
    """The text of each marked content of a page by MCID, and how many artifacts of each subtype."""

    texts: dict[int, str] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)  # each MCID that occurs again
    artifacts: Counter[str] = field(default_factory=Counter)
    unmarked: str = ""  # text outside marked content and artifacts
    artifact_text: str = ""  # text in artifacts that are neither header nor footer


def as_list(value: object) -> list[Any]:
    """Return the values of an entry that may have an array or a single object or number."""
    return list(value) if isinstance(value, pikepdf.Array | list) else [value]


def read(page: pikepdf.Page) -> Content:
    """Return the marked content of a page, decoded by the ToUnicode maps of its fonts."""
    maps = {name: to_unicode(font) for name, font in page.Resources.Font.items()}
    made, open_marks = Content(), []
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC" | "BMC":
                properties = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
                mark = int(properties["/MCID"]) if "/MCID" in properties else None
                if mark is not None:
                    made.repeated += [mark] if mark in made.texts else []
                    made.texts.setdefault(mark, "")
                else:
                    made.artifacts[str(properties.get("/Subtype", ""))] += 1
                open_marks.append((str(properties.get("/Subtype", "")), mark))
            case "EMC":
                open_marks.pop()
            case "Tf":
                font = maps[str(operands[0])]
            case "TJ":
                codes = b"".join(
                    bytes(one) for one in operands[0] if isinstance(one, pikepdf.String)
                )
                text = "".join(
                    font.get(int.from_bytes(codes[i : i + 2], "big"), "\ufffd")
                    for i in range(0, len(codes), 2)
                )
                marks = [mark for _, mark in open_marks if mark is not None]
                if marks:
                    made.texts[marks[-1]] += text
                elif not open_marks:
                    made.unmarked += text
                elif open_marks[-1][0] not in {"/Header", "/Footer"}:
                    made.artifact_text += text
    return made


def to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """Return the ToUnicode map of a font: code → text.

    It reads only bfchar entries (Adobe Technical Note 5411), because WeasyPrint writes no others.
    """
    data = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"^<([0-9a-f]+)> <([0-9a-f]*)>$", data, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def title(pdf: Pdf) -> Iterator[str]:
    if not pdf.root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle"):
        yield "the title is not shown"
    with pdf.pdf.open_metadata() as meta:
        if not str(meta.get("dc:title", "")).strip():
            yield "no title in the metadata"


def direction(pdf: Pdf) -> Iterator[str]:
    wanted = "/R2L" if str(pdf.root.get("/Lang")) == "ar" else "/L2R"
    if pdf.root.ViewerPreferences.get("/Direction") != wanted:
        yield f"pages do not run {wanted}"


def identification(pdf: Pdf) -> Iterator[str]:
    stream = pdf.root.Metadata
    if "/Filter" in stream:
        yield "the metadata is compressed"
    with pdf.pdf.open_metadata() as meta:
        found = [meta.get(one) for one in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]
        if found != ["3", "A", "1"]:
            yield f"identifies itself as {found}"
    intents = as_list(pdf.root.get("/OutputIntents", []))
    if [one.get("/S") for one in intents] != ["/GTS_PDFA1"]:
        yield "no output intent"


def content_and_tree(pdf: Pdf) -> Iterator[str]:
    """Every marked content belongs to one structure element, and the parent tree names it."""
    held = Counter(mark for tag in pdf.tags for mark in tag.marks)
    for number, content in enumerate(pdf.content):
        drawn = {(number, mark) for mark in content.texts}
        tagged = {mark for mark in held if mark[0] == number}
        if drawn != tagged:
            yield f"page {number + 1}: {len(drawn ^ tagged)} marks are drawn or tagged, not both"
        if content.repeated or content.unmarked.strip():
            faults = f"repeated {content.repeated}, unmarked text {content.unmarked!r}"
            yield f"page {number + 1}: {faults}"
        if pdf.pdf.pages[number].get("/StructParents") != number:
            yield f"page {number + 1}: leads to no row of the parent tree"
    if any(count > 1 for count in held.values()):
        yield "marked content in two elements"
    for tag in pdf.tags:
        for page, mark in tag.marks:
            row = as_list(pdf.parents.get(page, []))
            if mark >= len(row) or row[mark] is None or row[mark].objgen != tag.item.objgen:
                yield f"the parent tree leads elsewhere from mark {mark} of page {page + 1}"


def parents(pdf: Pdf) -> Iterator[str]:
    for tag in pdf.tags:
        above = tag.above.item if tag.above else pdf.root.StructTreeRoot
        if tag.item.P.objgen != above.objgen:
            yield f"{tag.role} names another parent"


def nesting(pdf: Pdf) -> Iterator[str]:
    if [top.role for top in pdf.tops] != ["Document"]:
        yield "the tree is not one Document"
    for tag in pdf.tags:
        above = tag.above.role if tag.above else ""
        if above not in NEEDS.get(tag.role, {above}):
            yield f"{tag.role} in {above}"
        if wrong := {kid.role for kid in tag.kids} - HOLDS.get(
            tag.role, {kid.role for kid in tag.kids}
        ):
            yield f"{tag.role} holds {wrong}"
        if tag.role == "LI" and [kid.role for kid in tag.kids][-2:] not in (
            ["LBody"],
            ["Lbl", "LBody"],
        ):
            yield "an item that is not a label and a body"
        if tag.marks and tag.role not in INLINE:
            yield f"text right in {tag.role}"
        if not (tag.kids or tag.marks) and tag.role != "TD":
            yield f"empty {tag.role}"


def headings(pdf: Pdf) -> Iterator[str]:
    levels = [int(tag.role[1]) for tag in pdf.of("H1", "H2", "H3", "H4", "H5", "H6")]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"headings are {levels[:5]}"
    yield from (f"H{one} is followed by H{two}" for one, two in pairwise(levels) if two > one + 1)


def attribute(tag: Tag, name: str) -> pikepdf.Object | int | None:
    """Return an attribute of a structure element, or None; pikepdf returns integers as int."""
    found = [one.get(name) for one in as_list(tag.item.get("/A", [])) if name in one]
    return found[0] if found else None


def lists(pdf: Pdf) -> Iterator[str]:
    for tag in pdf.of("L"):
        labelled = {any(kid.role == "Lbl" for kid in item.kids) for item in tag.kids}
        numbering = attribute(tag, "/ListNumbering")
        if len(labelled) != 1:
            yield "a list with some items labelled"
        elif numbering is None or (numbering == "/None") == labelled.pop():
            yield f"ListNumbering {numbering} against its labels"
        elif numbering == "/Decimal":
            numbers = [digits(pdf.text(item.kids[0])) for item in tag.kids]
            if [int(one or -1) for one in numbers] != list(
                range(int(numbers[0] or 1), int(numbers[0] or 1) + len(numbers))
            ):
                yield f"labels {numbers}"


def digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) for c in text if c.isdigit())


def widths_of(rows: list[Tag]) -> Iterator[int]:
    """Yield the cells of each row of a table, with those that reach into it from above."""
    reaching: Counter[int] = Counter()  # number of the row → cells from above
    for number, row in enumerate(rows):
        width = reaching[number]
        for cell in row.kids:
            columns = int(attribute(cell, "/ColSpan") or 1)
            width += columns
            for below in range(1, int(attribute(cell, "/RowSpan") or 1)):
                reaching[number + below] += columns
        yield width


def tables(pdf: Pdf) -> Iterator[str]:
    for table in pdf.of("Table"):
        roles = [kid.role for kid in table.kids]
        if roles != ["Caption", "THead", "TBody"]:
            yield f"a table of {roles}"
        rows = [tag for tag in table.all() if tag.role == "TR"]
        # Rows have heads in the first column or nowhere (claims); a row that goes on has none.
        bodies = [tag for tag in table.kids if tag.role == "TBody"]
        headed = any(row.kids[0].role == "TH" for body in bodies for row in body.kids)
        widths = set(widths_of(rows))
        if len(widths) != 1:
            yield f"rows of {sorted(widths)} cells"
        for row in rows:
            head = row.above is not None and row.above.role == "THead"
            for place, cell in enumerate(row.kids):
                scope = attribute(cell, "/Scope")
                named = place == 0 and headed and any(part.marks for part in cell.all())
                wanted = "/Column" if head else "/Row" if named else None
                if (cell.role == "TH") != (wanted is not None) or scope != wanted:
                    yield f"{cell.role} with scope {scope} where {wanted} is right"


def charts(pdf: Pdf) -> Iterator[str]:
    """The summary of each chart (a table of percentages only) has the numbers of all its cells."""
    for table in pdf.of("Table"):
        body = [tag for tag in table.all() if tag.role == "TD" and pdf.text(tag)]
        if body and all("%" in pdf.text(cell) for cell in body):
            summary = str(attribute(table, "/Summary") or "")
            if not all(digits(pdf.text(cell)) in digits_apart(summary) for cell in body):
                yield f"a chart of which the summary says {summary!r}"
    if any(tag.role == "Figure" for tag in pdf.tags):
        yield "a figure, which none of our documents has"


def digits_apart(text: str) -> set[str]:
    return {digits(one) for one in re.findall(r"[\d.,٫]+", text)}


def languages(pdf: Pdf) -> Iterator[str]:
    """The letters of an element are in the script of its language."""
    if not str(pdf.root.get("/Lang", "")):
        yield "no language"
    for tag in pdf.tags:
        for page, mark in tag.marks:
            text = pdf.content[page].texts[mark]
            names = {unicodedata.name(c, "").split()[0] for c in text if c.isalpha()}
            if names and names != {{"ar": "ARABIC", "en": "LATIN"}.get(tag.language)}:
                yield f"{text!r} in {tag.language}"


def notes(pdf: Pdf) -> Iterator[str]:
    named = dict(pikepdf.NameTree(pdf.root.StructTreeRoot.IDTree).items())
    ids = [str(tag.item.get("/ID", "")) for tag in pdf.of("Note")]
    if not ids or len(set(ids)) != len(ids) or "" in ids:
        yield "notes without an ID of their own"
    for tag in pdf.of("Note"):
        found = named.get(str(tag.item.get("/ID", "")))
        if found is None or found.objgen != tag.item.objgen:
            yield "a note that the ID tree does not lead to"


def links(pdf: Pdf) -> Iterator[str]:
    held = [one.objgen for tag in pdf.of("Link") for one in tag.links]
    if sorted(held) != sorted(one.objgen for one in pdf.annotations):
        yield "links on pages and links in the tree differ"
    targets = {str(name) for name, _ in pikepdf.NameTree(pdf.root.Names.Dests).items()}
    for tag in pdf.of("Link"):
        if not tag.links or (not tag.marks and not tag.kids):
            yield "a link without text or without annotation"
        for one in tag.links:
            above = pdf.parents.get(int(one.get("/StructParent", -1)))
            if above is None or getattr(above, "objgen", None) != tag.item.objgen:
                yield "a link that the parent tree leads away from"
            said, target = str(one.get("/Contents", "")), str(one.get("/Dest", ""))
            if len(said) < 2 or said == target or "note-" in said:
                yield f"a link that says {said!r}"
            if "/Dest" in one and target not in targets:
                yield f"a link to nowhere: {target}"
            if int(one.get("/F", 0)) != 4:
                yield "a link that is hidden, or not printed"
            box = [float(value) for value in one.Rect]
            if abs(box[2] - box[0]) < 1 or abs(box[3] - box[1]) < 1:
                yield "a link without a surface"


def pagination(pdf: Pdf) -> Iterator[str]:
    """Every page has a footer, and every page but the first a header, as artifacts."""
    for number, content in enumerate(pdf.content):
        if not content.artifacts["/Footer"] or (number > 0 and not content.artifacts["/Header"]):
            yield f"page {number + 1}: its head or foot is no artifact"
        if content.artifact_text.strip():
            yield f"page {number + 1}: the text {content.artifact_text!r} is an artifact"
    for page in pdf.pdf.pages:
        if page.get("/Tabs") != "/S":
            yield "a page whose tab order is not that of its structure"


def bookmarks(pdf: Pdf) -> Iterator[str]:
    with pdf.pdf.open_outline() as outline:
        found, queue = [], list(outline.root)
        while queue:
            item = queue.pop(0)
            found.append(item.title)
            queue[:0] = item.children
    wanted = [letters(pdf.text(tag)) for tag in pdf.of("H1", "H2", "H3", "H4")]
    if [letters(one) for one in found] != wanted:
        yield f"{len(found)} bookmarks are not the {len(wanted)} headings"


def letters(text: str) -> list[str]:
    """Return the letters and digits sorted: right-to-left text is drawn in either order."""
    return sorted(c for c in unicodedata.normalize("NFC", text) if c.isalnum())


def fonts(pdf: Pdf) -> Iterator[str]:
    for page in pdf.pdf.pages:
        for font in page.Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            if not {"/FontFile2", "/FontFile3"} & set(descriptor.keys()):
                yield f"{font.BaseFont} is not embedded"
            if "/ToUnicode" not in font:
                yield f"{font.BaseFont} does not say its text"


CHECKS = {
    one.__name__: one
    for one in (
        title, direction, identification, content_and_tree, parents, nesting, headings, lists,
        tables, charts, languages, notes, links, pagination, bookmarks, fonts,
    )
}  # fmt: skip


def findings(pdf: pikepdf.Pdf) -> list[str]:
    """Return the faults that all checks find in a PDF, each as `check: fault`."""
    read_pdf = Pdf(pdf)
    return [f"{name}: {said}" for name, check in CHECKS.items() for said in check(read_pdf)]
