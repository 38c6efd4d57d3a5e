"""A part of a Word document to paragraphs of text spans."""

import re
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from briefs.docx.ooxml import VAL, Element, q, value_of
from briefs.docx.read.effective_format import Appearance
from briefs.docx.read.fields import Fields, contents_entry, name_of
from briefs.docx.read.spans import OBJECT, Before, Paragraph, TextSpan, without_typed
from briefs.docx.read.targets import REFERENCES, Targets, note_of

CONTROL_ID_OFFSET = 1000  # the id of a text's content control is its number and this
# Marks that our writer puts at the ends of isolates; joiners and a BOM that editors leave behind.
INVISIBLE = re.compile("[\u200e\u200f\u2060\ufeff]")
LETTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\xad"}
OBJECTS = {
    "footnoteReference": "note",
    "endnoteReference": "endnote",
    "object": "object",
    "sym": "symbol",
    "ptab": "aligned tab",
    "contentPart": "ink",
}
IMPORTED = {"altChunk", "subDoc"}  # stand for the text of another file
SKIPPED = {"pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr"}
EXPANSION = "Expansion"  # the character style of what the program inserts into texts
TRACKED = ("ins", "moveTo", "del", "moveFrom")
ID, NAME, AUTHOR = (q(name) for name in ("id", "name", "author"))
MOST_COMMENTS = 20  # that overlap; more are an attack


def number_of(sdt: Element) -> int:
    """Return the number of the text in a content control, or 0 where the control is not ours."""
    properties = sdt.find(q("sdtPr"))
    identity = value_of(properties, "id")
    ours = value_of(properties, "tag") and re.fullmatch(r"[1-9]\d{3,8}", identity)
    return int(identity) - CONTROL_ID_OFFSET if ours else 0


class Reader:
    """Walks one part of a document and collects its paragraphs.

    `context` is the span that an element stands in: its text, tracked change and format.
    """

    def __init__(
        self,
        bookmarks: Mapping[str, int],
        controls: set[int],
        appearance: Appearance,
        targets: Targets,
    ) -> None:
        self.bookmarks = bookmarks
        self.controls = controls  # the texts that have one, which says where they end
        self.appearance = appearance
        self.targets = targets
        self.note = ""  # the note that begins with the next paragraph
        self.paragraphs: list[Paragraph] = []
        self.open: list[Paragraph] = []
        self.open_bookmarks: dict[str, int] = {}
        self.last = 0  # the text that the last letters belong to
        self.comments: list[str] = []
        self.fields = Fields(targets)
        self.in_contents = False  # whether the open paragraph is an entry of a contents list

    def walk(self, element: Element, context: TextSpan) -> None:
        """Read the children of an element."""
        for child in element:
            if isinstance(child.tag, str):
                self.child(etree.QName(child).localname, child, context)

    def child(self, name: str, child: Element, context: TextSpan) -> None:
        """Read a paragraph, run, tracked change, end of a range, or an element that holds these."""
        if name == "p":
            self.paragraph(child, context)
        elif name == "r":
            self.run(child, context)
        elif name == "sdt":
            self.control(child, context)
        elif name in TRACKED:
            self.walk(child, tracked(context, name, child.get(AUTHOR) or ""))
        elif name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"):
            self.range(name, child)
        elif name == "fldSimple":
            self.simple_field(child, context)
        elif name == "hyperlink":
            self.walk(child, replace(context, link=self.targets.of_link(child)))
        elif name == "tr":
            # As a whole it may be a tracked change.
            self.walk(child, tracked_at(context, child, "trPr"))
        elif name in IMPORTED:
            self.paragraphs.append(Paragraph([replace(context, text=f"{OBJECT}{name}{OBJECT}")]))
        elif name not in SKIPPED and name != "Fallback":
            self.walk(child, context)

    def paragraph(self, element: Element, context: TextSpan) -> None:
        """Read a paragraph; one in a text box comes after the paragraph that anchors it."""
        properties = element.find(q("pPr"))
        paragraph = Paragraph(shape=self.appearance.shape(properties), note=self.note)
        self.note = ""
        paragraph.style = self.appearance.own(properties)
        mark = TextSpan(inserted=context.inserted, deleted=context.deleted)
        paragraph.mark = tracked_at(mark, element, "pPr/rPr")
        for change in element.iterfind(q("pPr/pPrChange")):
            before = self.appearance.shape(change.find(q("pPr")))
            paragraph.reshaped = change.get(AUTHOR) or "", before
        if self.last and self.last in (context.shown, *self.open_bookmarks.values()):
            paragraph.continues = self.last
        self.open.append(paragraph)
        self.paragraphs.append(paragraph)
        self.in_contents = self.fields.place.in_contents
        self.walk(element, context)
        self.open.pop()
        paragraph.spans = without_typed(paragraph.spans)
        if self.in_contents:
            paragraph.spans = contents_entry(paragraph.spans)

    def control(self, element: Element, context: TextSpan) -> None:
        """Read a content control, which may number a text; a placeholder is no text."""
        if element.find(q("sdtPr/showingPlcHdr")) is None:
            self.walk(element, replace(context, shown=number_of(element) or context.shown))

    def range(self, name: str, element: Element) -> None:
        """Read the start or end of a bookmark or of the range of a comment."""
        identity = element.get(ID) or ""
        number = self.bookmarks.get(element.get(NAME) or "")
        if name == "bookmarkStart" and number:
            self.open_bookmarks[identity] = number
        elif name == "bookmarkEnd":
            self.open_bookmarks.pop(identity, None)
        elif name == "commentRangeStart":
            self.comments.append(identity)
        elif name == "commentRangeEnd" and identity in self.comments:
            self.comments.remove(identity)

    def run(self, element: Element, context: TextSpan) -> None:
        """Read a run: letters, objects, and the marks of fields."""
        properties = element.find(q("rPr"))
        style = self.open[-1].style if self.open else ""
        letters = self.appearance.letters(properties, style)
        before = self.before(properties, style)
        expansion = self.appearance.name(value_of(properties, "rStyle")) == EXPANSION.lower()
        context = replace(
            context,
            bold=is_bold(properties),
            letters=letters,
            before=before,
            expansion=expansion,
        )
        for child in element:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name == "fldChar":
                self.computed(self.fields.mark(child), context)
            elif name == "instrText":
                self.fields.add(child.text or "")
            elif name in ("t", "delText"):
                self.emit(child.text or "", context)
            elif name == "br" and self.breaks_page(child, context):
                self.object("break", context)
            elif name in LETTERS:
                self.emit(LETTERS[name], context)
            elif name in OBJECTS:
                target = note_of(child) if name in REFERENCES else ""
                self.object(OBJECTS[name], replace(context, link=target or context.link))
            elif name == "commentReference":
                self.emit("", replace(context, comments=(child.get(ID) or "",)))
            elif name in ("drawing", "pict", "AlternateContent"):
                self.drawing(child, context)
            elif name not in SKIPPED:
                self.walk(child, context)

    def drawing(self, element: Element, context: TextSpan) -> None:
        """Read a chart or picture as an object, a text box as paragraphs."""
        if next(element.iter(q("txbxContent")), None) is not None:
            self.walk(element, context)
        else:
            chart = any("chart" in str(data.get("uri")) for data in element.iter("{*}graphicData"))
            self.object("chart" if chart else "picture", context)

    def simple_field(self, element: Element, context: TextSpan) -> None:
        """Read a field in one element."""
        instruction = element.get(q("instr")) or ""
        if self.fields.computes(instruction):
            self.computed(instruction, context)
        else:
            link = self.targets.of_field(instruction) or context.link
            self.walk(element, replace(context, link=link))

    def computed(self, instruction: str, context: TextSpan) -> None:
        """Read a field that ended as an object, if Word computes its result."""
        if self.fields.computes(instruction):
            link = self.targets.of_field(instruction) or context.link
            self.object(name_of(instruction), replace(context, link=link))

    def breaks_page(self, element: Element, context: TextSpan) -> bool:
        """Return whether a page ends inside a text; others are ours, which LibreOffice rewrote."""
        ends_page = element.get(q("type")) in ("page", "column")
        return ends_page and bool(context.shown or self.bookmarked())

    def object(self, name: str, context: TextSpan) -> None:
        """Add what is no text, and belongs to none, to the open paragraph."""
        if self.open and not self.fields.place.computed:
            self.open[-1].spans.append(replace(context, text=f"{OBJECT}{name}{OBJECT}", shown=0))

    def emit(self, letters: str, context: TextSpan) -> None:
        """Add letters to the open paragraph, unless they are the result of a computed field."""
        if not self.open or self.fields.place.computed:
            return
        shown = context.shown or self.bookmarked()
        comments = (*self.comments[-MOST_COMMENTS:], *context.comments)
        words = INVISIBLE.sub("", letters)
        if words or comments:
            link = context.link or self.fields.place.link
            span = replace(context, text=words, shown=shown, comments=comments, link=link)
            self.open[-1].spans.append(span)
            self.in_contents = self.in_contents or self.fields.place.in_contents
            self.last = shown if words else self.last

    def bookmarked(self) -> int:
        """Return the text whose bookmark is open and whose control is lost or ended, or 0."""
        continues = self.open[-1].continues if self.open else 0
        for number in reversed(self.open_bookmarks.values()):
            if number not in self.controls or number == continues:
                return number
        return 0

    def before(self, properties: Element | None, style: str) -> Before | None:
        """Return the format of a run before a tracked change of it, if there is one."""
        change = None if properties is None else properties.find(q("rPrChange"))
        if change is None:
            return None
        old = change.find(q("rPr"))
        letters = self.appearance.letters(old, style)
        return Before(change.get(AUTHOR) or "", is_bold(old), letters)


def tracked_at(span: TextSpan, element: Element, path: str) -> TextSpan:
    """Return a span with the tracked changes that the properties at a path state."""
    for name in TRACKED:
        for change in element.iterfind(q(f"{path}/{name}")):
            span = tracked(span, name, change.get(AUTHOR) or "")
    return span


def tracked(context: TextSpan, kind: str, author: str) -> TextSpan:
    """Return a span inside a tracked insertion or deletion of an author."""
    if kind in ("ins", "moveTo"):
        return replace(context, inserted=author)
    return replace(context, deleted=author)


def is_bold(properties: Element | None) -> bool:
    """Return whether run properties themselves say bold, for either kind of script."""
    toggles = () if properties is None else properties.iterchildren(q("b"), q("bCs"))
    return any(toggle.get(VAL) not in ("0", "false", "off") for toggle in toggles)
