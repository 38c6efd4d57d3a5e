"""The baseline: what a document says when it is written, in a custom XML part of it.

An edited document is read in the same way and compared with it.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from uuid import UUID

from docx.opc.part import Part
from lxml import etree

from briefs.docx.ooxml import Element, blob
from briefs.docx.package import part, relate
from briefs.docx.read import (
    NAMESPACE,
    NOTE,
    Appearance,
    BaseFormat,
    Letters,
    Line,
    Shape,
    TextSpan,
    as_yaml_text,
    fingerprint,
    lines_to_compare,
    read_stories,
    story_of_chart,
    surrounding_letters,
)
from briefs.docx.write.anchors import tag_of
from briefs.docx.write.charts import Chart
from briefs.docx.write.plan import DocumentPlan

PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def baseline(
    tree: Element,
    parts: Mapping[str, Element],
    look: tuple[Element, Element],
    charts: Iterable[Chart],
    plan: DocumentPlan,
) -> Element:
    """Return what the document says: each text with its path, each line, and their formats.

    `look` are the styles and the numbering.

    <record brief="coalition" edition="en"><text path="articles/…/en" lang="en">…</text>
    <shown n="1" tag="1f…" path="…" set="0"/><story name="document"><line shape="1"
    sets="12*0 3*1" links="note:4 #b_germany">…⟦1⟧…</line></story><set b="1" bCs="1"/><shape
    style="when"/></record>
    """
    attributes = {name: tree.get(f"data-{name}") or "" for name in ("brief", "edition", "template")}
    record = etree.Element(f"{{{NAMESPACE}}}record", attributes, nsmap={None: NAMESPACE})
    stories = read_stories(parts, *look)
    stories["charts"] = [line for chart in charts for line in story_of_chart(chart.xml)]
    formats = Formats()
    lines = {name: lines_to_compare(name, paragraphs) for name, paragraphs in stories.items()}
    add_stories(record, lines, formats)
    every = [line for story in lines.values() for line in story]
    spans = {number: found for line in every for number, found in line.texts.items()}
    shown_texts = [shown for shown in plan.texts.values() if shown.number in spans]
    for shown in shown_texts:
        about = {"n": str(shown.number), "path": shown.path, "tag": tag_of(shown.path)}
        about |= {"bold": "1"} if shown.bold else {}
        add(record, "shown", **about, set=formats.number(plainest(spans[shown.number])))
    last = {(shown.path, shown.lang, shown.digits): shown for shown in shown_texts}
    for (path, lang, digits), shown in last.items():
        base = BaseFormat(digits, shown.bold, plainest(spans[shown.number]), shown.months)
        text = as_yaml_text(spans[shown.number], base)
        months = {"months": shown.months} if shown.months else {}
        add(record, "text", text, path=path, lang=lang, digits=digits, **months)
    formats.add_to(record, Appearance(*look))
    record.set("sha256", fingerprint(record))
    return record


def add_stories(record: Element, stories: Mapping[str, list[Line]], formats: "Formats") -> None:
    """Add the lines of each story, with their formats and where they lead."""
    notes = {line.note: f"{NOTE}{n}" for n, line in enumerate(stories["notes"]) if line.note}
    for name, lines in stories.items():
        story = add(record, "story", name=name)
        for line in lines:
            links = " ".join(notes.get(to, to) for to, _ in line.links)
            add(story, "line", line.template_text, **formats.of_line(line), links=links)


def add(parent: Element, tag: str, text: str | None = None, /, **attributes: str) -> Element:
    """Add an element of the baseline's namespace to another one, and return it."""
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    element.text = text
    return element


class Formats:
    """The formats of letters and lines, which the baseline lists once each and numbers."""

    def __init__(self) -> None:
        self.sets: dict[Letters, int] = {(): 0}
        self.shapes: dict[Shape, int] = {}

    def number(self, letters: Letters) -> str:
        """Return the number of a format of letters."""
        return str(self.sets.setdefault(letters, len(self.sets)))

    def of_line(self, line: Line) -> dict[str, str]:
        """Return the format of a line, and those of its letters around the texts: `12*0 3*1`."""
        numbers = [self.number(letters) for _, letters, _ in surrounding_letters(line.outside)]
        sets = " ".join(f"{len([*same])}*{number}" for number, same in groupby(numbers))
        shape = self.shapes.setdefault(line.shape, len(self.shapes))
        return {"shape": str(shape), "sets": sets}

    def add_to(self, record: Element, appearance: Appearance) -> None:
        """Add all formats in the order of their numbers, and the styles of the paragraphs."""
        for letters in self.sets:
            add(record, "set", **dict(letters))
        for shape in self.shapes:
            add(record, "shape", **shape._asdict())
        used = {shape.style for shape in self.shapes}
        for style in appearance.styles:
            if appearance.name(style) in used:
                add(record, "style", style=appearance.name(style), **appearance.look(style))


def plainest(spans: list[TextSpan]) -> Letters:
    """Return the format of a text's letters, without what makes some of them bold."""
    return next((span for span in spans if not span.bold), spans[0]).letters


def baseline_part(record: Element) -> Part:
    """Return the baseline as a custom XML part with its properties.

    <ds:datastoreItem ds:itemID="{…}"><ds:schemaRefs/></ds:datastoreItem>
    """
    identity = UUID((record.get("sha256") or "")[:32])
    attributes = {f"{{{PROPERTIES}}}itemID": f"{{{identity}}}".upper()}
    item = etree.Element(f"{{{PROPERTIES}}}datastoreItem", attributes, nsmap={"ds": PROPERTIES})
    references = etree.SubElement(item, f"{{{PROPERTIES}}}schemaRefs")
    etree.SubElement(references, f"{{{PROPERTIES}}}schemaRef", {f"{{{PROPERTIES}}}uri": NAMESPACE})
    about = part("customXml/itemProps1.xml", "customXmlProps", blob(item))
    custom = part("customXml/item1.xml", "", blob(record))
    relate(custom, "rIdProperties", "customXmlProps", about)
    return custom
