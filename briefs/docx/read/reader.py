"""What a Word document says, read back: paragraphs that know whose each letter is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lxml import etree

from briefs.docx.ooxml import Element, W
from briefs.docx.read.effective_format import Appearance
from briefs.docx.read.spans import Before, Paragraph, TextSpan

MARK = 1000  # the number of a text in a document, and this, is the id of its control
# Our writer's own: marks at the ends of isolates; joiners and a BOM that editors leave behind.
INVISIBLE = re.compile("[\u200e\u200f\u2060\ufeff]")
OBJECT = "\ufffc"  # stands for what is no text: a note, a picture, a field that counts
COUNTED = {"PAGE", "NUMPAGES", "PAGEREF", "NOTEREF"}
LETTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\xad"}
OBJECTS = {"footnoteReference": "note", "endnoteReference": "endnote", "object": "object"}
SKIPPED = {"pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr"}
TRACKED = ("ins", "moveTo", "del", "moveFrom")
VAL, ID, NAME, AUTHOR = (f"{{{W}}}{name}" for name in ("val", "id", "name", "author"))


def read_stories(
    parts: Mapping[str, Element], styles: Element | None
) -> dict[str, list[Paragraph]]:
    """The stories of a document by name: its body, its notes, and what runs along all pages."""
    appearance = Appearance(styles)
    found: dict[str, list[Paragraph]] = {"document": [], "notes": [], "running": []}
    marks = marks_of(parts.values())
    for path, tree in sorted(parts.items()):
        reader = Reader(*marks, appearance)
        if "notes" in path:
            for note in tree:
                if note.get(f"{{{W}}}type") in (None, "normal"):
                    reader.walk(note, TextSpan())
            found["notes"] += reader.paragraphs
        else:
            reader.walk(tree, TextSpan())
            found["document" if "document" in path else "running"] += reader.paragraphs
    return found


def marks_of(trees: Iterable[Element]) -> tuple[dict[str, int], set[int]]:
    """The names of bookmarks with the numbers of our texts; the numbers that have a control.

    LibreOffice renames those in footnotes (`_b28_Copy_1`), as it does what a person copies.
    """
    trees = list(trees)
    controls = {number_of(sdt) for tree in trees for sdt in tree.iter(f"{{{W}}}sdt")}
    names: dict[int, str] = {}
    for mark in (mark for tree in trees for mark in tree.iter(f"{{{W}}}bookmarkStart")):
        name = mark.get(NAME) or ""
        found = re.fullmatch(r"_b(\d{1,8})(_Copy_\d+)?", name)
        if found and (int(found[1]) not in names or not found[2]):
            names[int(found[1])] = name
    return {name: number for number, name in names.items()}, controls


def number_of(sdt: Element) -> int:
    """The number of a text in its control, or 0 where the control is another's."""
    identity, tag = sdt.find(f"{{{W}}}sdtPr/{{{W}}}id"), sdt.find(f"{{{W}}}sdtPr/{{{W}}}tag")
    given = "" if identity is None else identity.get(VAL) or ""
    return int(given) - MARK if tag is not None and re.fullmatch(r"[1-9]\d{3,8}", given) else 0


class Reader:
    """Walks one part of a document and gathers its paragraphs."""

    def __init__(
        self, names: Mapping[str, int], controls: set[int], appearance: Appearance
    ) -> None:
        self.names = names  # of the bookmarks around our texts
        self.controls = controls  # the texts that have one, which says where they end
        self.appearance = appearance
        self.paragraphs: list[Paragraph] = []
        self.open: list[Paragraph] = []
        self.marks: dict[str, int] = {}
        self.last = 0  # the text that the last letters belong to
        self.comments: list[str] = []
        self.fields: list[list[str]] = []

    def walk(self, element: Element, at: TextSpan) -> None:
        """What is inside an element, in reading order."""
        for child in element:
            if isinstance(child.tag, str):
                self.child(etree.QName(child).localname, child, at)

    def child(self, name: str, child: Element, at: TextSpan) -> None:
        """One element: a paragraph, a run, a change, the end of a range, or what holds these."""
        if name == "p":
            self.paragraph(child, at)
        elif name == "r":
            self.run(child, at)
        elif name == "sdt":
            self.control(child, at)
        elif name in TRACKED:
            self.walk(child, changed(at, name, child.get(AUTHOR) or ""))
        elif name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"):
            self.range(name, child)
        elif name == "fldSimple":
            self.field(child.get(f"{{{W}}}instr") or "", child, at)
        elif name not in SKIPPED and name != "Fallback":
            self.walk(child, at)

    def paragraph(self, element: Element, at: TextSpan) -> None:
        """A paragraph; one inside a text box comes after the one that it hangs on."""
        properties = element.find(f"{{{W}}}pPr")
        made = Paragraph(shape=self.appearance.shape(properties))
        made.style = self.appearance.own(properties)
        for name in TRACKED:
            for change in element.iterfind(f"{{{W}}}pPr/{{{W}}}rPr/{{{W}}}{name}"):
                made.mark = changed(made.mark, name, change.get(AUTHOR) or "")
        for change in element.iterfind(f"{{{W}}}pPr/{{{W}}}pPrChange"):
            before = self.appearance.shape(change.find(f"{{{W}}}pPr"))
            made.reshaped = change.get(AUTHOR) or "", before
        if self.last and self.last in (at.shown, *self.marks.values()):
            made.goes_on = self.last
        self.open.append(made)
        self.paragraphs.append(made)
        self.walk(element, at)
        self.open.pop()

    def control(self, element: Element, at: TextSpan) -> None:
        """A control; one of ours gives its text a number, a placeholder is no text."""
        if element.find(f"{{{W}}}sdtPr/{{{W}}}showingPlcHdr") is None:
            self.walk(element, replace(at, shown=number_of(element) or at.shown))

    def range(self, name: str, element: Element) -> None:
        """The start or end of a bookmark of ours, or of what a comment hangs on."""
        identity = element.get(ID) or ""
        number = self.names.get(element.get(NAME) or "")
        if name == "bookmarkStart" and number:
            self.marks[identity] = number
        elif name == "bookmarkEnd":
            self.marks.pop(identity, None)
        elif name == "commentRangeStart":
            self.comments.append(identity)
        elif name == "commentRangeEnd" and identity in self.comments:
            self.comments.remove(identity)

    def run(self, element: Element, at: TextSpan) -> None:
        """A run: letters, objects, and the marks of fields."""
        properties = element.find(f"{{{W}}}rPr")
        style = self.open[-1].style if self.open else ""
        at = replace(
            at,
            bold=is_bold(properties),
            letters=self.appearance.letters(properties, style),
            before=self.before(properties, style),
        )
        for child in element:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name == "fldChar":
                self.field_mark(child.get(f"{{{W}}}fldCharType") or "", at)
            elif name == "instrText" and self.fields:
                self.fields[-1][0] += child.text or ""
            elif name in ("t", "delText"):
                self.emit(child.text or "", at)
            elif name == "br" and self.breaks_page(child, at):
                self.object("break", at)
            elif name in LETTERS:
                self.emit(LETTERS[name], at)
            elif name in OBJECTS:
                self.object(OBJECTS[name], at)
            elif name == "sym":
                self.object("symbol", at)
            elif name == "commentReference":
                self.emit("", replace(at, comments=(child.get(ID) or "",)))
            elif name in ("drawing", "pict", "AlternateContent"):
                self.drawing(child, at)
            elif name not in SKIPPED:
                self.walk(child, at)

    def drawing(self, element: Element, at: TextSpan) -> None:
        """A chart or picture as an object; the text of a text box as paragraphs."""
        if next(element.iter(f"{{{W}}}txbxContent"), None) is not None:
            self.walk(element, at)
        else:
            chart = any("chart" in str(one.get("uri")) for one in element.iter("{*}graphicData"))
            self.object("chart" if chart else "picture", at)

    def field_mark(self, kind: str, at: TextSpan) -> None:
        """The begin, middle or end of a field; one that counts pages or notes is an object."""
        if kind == "begin":
            self.fields.append(["", ""])
        elif kind == "separate" and self.fields:
            if counted(self.fields[-1][0]):
                self.fields[-1][1] = "counted"
        elif kind == "end" and self.fields:
            instruction, _ = self.fields.pop()
            if counted(instruction):
                self.object(counted(instruction), at)

    def field(self, instruction: str, element: Element, at: TextSpan) -> None:
        """A field in one element."""
        if counted(instruction):
            self.object(counted(instruction), at)
        else:
            self.walk(element, at)

    def breaks_page(self, element: Element, at: TextSpan) -> bool:
        """Whether a page or column ends inside a text; elsewhere LibreOffice writes so for ours."""
        return element.get(f"{{{W}}}type") in ("page", "column") and bool(at.shown or self.marked())

    def object(self, name: str, at: TextSpan) -> None:
        """What is no text, and belongs to none."""
        if self.open and not any(result for _, result in self.fields):
            self.open[-1].atoms.append(replace(at, text=f"{OBJECT}{name}{OBJECT}", shown=0))

    def emit(self, letters: str, at: TextSpan) -> None:
        """Letters of the paragraph at hand, unless they are what a field counted."""
        if not self.open or any(result for _, result in self.fields):
            return
        shown = at.shown or self.marked()
        comments = (*self.comments[-20:], *at.comments)  # many that overlap are an attack
        words = INVISIBLE.sub("", letters)
        if words or comments:
            self.open[-1].atoms.append(replace(at, text=words, shown=shown, comments=comments))
            self.last = shown if words else self.last

    def marked(self) -> int:
        """The text whose bookmark is open, if its control is lost or ended a paragraph before."""
        goes_on = self.open[-1].goes_on
        found = (n for n in reversed(self.marks.values()) if n not in self.controls or n == goes_on)
        return next(found, 0)

    def before(self, properties: Element | None, style: str) -> Before | None:
        """How a run was set before a tracked change of that."""
        change = None if properties is None else properties.find(f"{{{W}}}rPrChange")
        if change is None or properties is None:
            return None
        old = change.find(f"{{{W}}}rPr")
        now, then = (
            {(etree.QName(one).localname, *one.attrib.values()) for one in side}
            for side in (properties, () if old is None else old)
        )
        named = {name for name, *_ in now ^ then} - {"rPrChange"}
        letters = self.appearance.letters(old, style)
        author = change.get(AUTHOR) or ""
        return Before(author, is_bold(old), letters, tuple(sorted(named)))


def changed(at: TextSpan, kind: str, author: str) -> TextSpan:
    """What an author put in or took out."""
    if kind in ("ins", "moveTo"):
        return replace(at, inserted=author)
    return replace(at, deleted=author)


def counted(instruction: str) -> str:
    """The name of a field whose result the program counts, or nothing."""
    return next((word for word in instruction.split()[:1] if word in COUNTED), "")


def is_bold(properties: Element | None) -> bool:
    """Whether run properties themselves say bold, for either kind of script."""
    found = () if properties is None else properties.iterfind(f"{{{W}}}*")
    return any(
        etree.QName(one).localname in ("b", "bCs") and one.get(VAL) not in ("0", "false", "off")
        for one in found
    )
