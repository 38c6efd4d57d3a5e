"""The record of all that a document says as it is written, in a custom XML part.

Coming back, the document is read the same way and compared with it.
"""

from collections.abc import Mapping
from itertools import groupby

from docx.opc.part import Part
from lxml import etree

from briefs.docx.ooxml import Element, blob
from briefs.docx.package import part, relate
from briefs.docx.read import (
    NAMESPACE,
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
from briefs.docx.write.content_controls import tag_of
from briefs.docx.write.context import WriteContext

PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def baseline(
    tree: Element, parts: Mapping[str, Element], styles: Element, job: WriteContext
) -> Element:
    """What the document says: each text with its path, each line, and how they are set.

    <record brief="coalition" edition="en"><text path="articles/…/en" lang="en">…</text>
    <shown n="1" tag="1f…" path="…" set="0"/><story name="document"><line shape="1"
    sets="12*0 3*1">…⟦1⟧…</line></story><set b="1" bCs="1"/><shape style="when"/></record>
    """
    found = read_stories(parts, styles)
    found["charts"] = [line for chart, _ in job.charts for line in story_of_chart(chart)]
    given = {name: tree.get(f"data-{name}") or "" for name in ("brief", "edition", "template")}
    made = etree.Element(f"{{{NAMESPACE}}}record", given, nsmap={None: NAMESPACE})
    looks = Looks()
    bases: dict[str, str] = {}
    plain: dict[int, Letters] = {}
    for name, paragraphs in found.items():
        story = etree.SubElement(made, f"{{{NAMESPACE}}}story", name=name)
        for line in lines_to_compare(name, paragraphs):
            one = etree.SubElement(story, f"{{{NAMESPACE}}}line", looks.of(line))
            one.text = line.template_text
            for number, atoms in line.texts.items():
                shown = job.texts[number - 1]
                plain[number] = plainest(atoms)
                bases[shown.path] = as_yaml_text(
                    atoms, BaseFormat(shown.digits, shown.bold, plain[number])
                )
    seen = [shown for shown in job.texts if shown.path in bases]
    for shown in seen:
        about = {"n": str(shown.number), "path": shown.path, "tag": tag_of(shown.path)}
        about |= {"bold": "1"} if shown.bold else {}
        about["set"] = looks.set(plain[shown.number])
        etree.SubElement(made, f"{{{NAMESPACE}}}shown", about)
    for path, lang, digits in dict.fromkeys((s.path, s.lang, s.digits) for s in seen):
        about = {"path": path, "lang": lang, "digits": digits}
        etree.SubElement(made, f"{{{NAMESPACE}}}text", about).text = bases[path]
    made.extend(looks.elements(Appearance(styles)))
    made.set("sha256", fingerprint(made))
    return made


class Looks:
    """The ways in which lines and letters are set, each once."""

    def __init__(self) -> None:
        self.sets: dict[Letters, int] = {(): 0}
        self.shapes: dict[Shape, int] = {}

    def set(self, letters: Letters) -> str:
        """The number of a way to set letters."""
        return str(self.sets.setdefault(letters, len(self.sets)))

    def of(self, line: Line) -> dict[str, str]:
        """How a line is set, and its letters around the texts: so many so, so many so."""
        letters = [self.set(one) for _, one, _ in surrounding_letters(line.outside)]
        runs = " ".join(f"{len([*same])}*{one}" for one, same in groupby(letters))
        return {"shape": str(self.shapes.setdefault(line.shape, len(self.shapes))), "sets": runs}

    def elements(self, appearance: Appearance) -> list[Element]:
        """All of them in the order of their numbers, and the styles that paragraphs have."""
        made = [etree.Element(f"{{{NAMESPACE}}}set", dict(one)) for one in self.sets]
        made += [etree.Element(f"{{{NAMESPACE}}}shape", one._asdict()) for one in self.shapes]
        used = {one.style for one in self.shapes}
        for style in appearance.styles:
            if appearance.name(style) in used:
                about = {"style": appearance.name(style)} | dict(appearance.look(style))
                made.append(etree.Element(f"{{{NAMESPACE}}}style", about))
        return made


def plainest(atoms: list[TextSpan]) -> Letters:
    """How the letters of a text are set that nothing in it makes bold."""
    return next((atom for atom in atoms if not atom.bold), atoms[0]).letters


def baseline_part(made: Element) -> Part:
    """Return the record as a custom XML part with its properties.

    <ds:datastoreItem ds:itemID="{…}"><ds:schemaRefs/></ds:datastoreItem>
    """
    digest = (made.get("sha256") or "").upper()
    groups = (digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32])
    identity = {f"{{{PROPERTIES}}}itemID": "{" + "-".join(groups) + "}"}
    item = etree.Element(f"{{{PROPERTIES}}}datastoreItem", identity, nsmap={"ds": PROPERTIES})
    references = etree.SubElement(item, f"{{{PROPERTIES}}}schemaRefs")
    etree.SubElement(references, f"{{{PROPERTIES}}}schemaRef", {f"{{{PROPERTIES}}}uri": NAMESPACE})
    record = part("customXml/item1.xml", "", blob(made))
    about = part("customXml/itemProps1.xml", "customXmlProps", blob(item))
    relate(record, "rIdProperties", "customXmlProps", about)
    return record
