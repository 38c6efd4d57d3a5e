"""Each text of the content as a control that knows its path, and a record of all that was written.

Word keeps controls and LibreOffice the bookmarks; both keep the record, a custom XML part.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from lxml import etree

from briefs.word.job import Job, Shown
from briefs.word.lines import spelled, story_of_chart, told
from briefs.word.markup import Element, blob, w
from briefs.word.package import Part, Relation
from briefs.word.stories import MARK, stories

SPACE = "urn:briefs:record:1"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
LONGEST = 64  # characters that Word takes as a control's tag or title


def tag_of(path: str) -> str:
    """The tag of a text's controls: a short fingerprint of its path."""
    return sha256(path.encode()).hexdigest()[:16]


def control(shown: Shown, contents: Iterable[Element], job: Job) -> list[Element]:
    """One text, in a control, in a bookmark that Word hides.

    <w:bookmarkStart w:id="4" w:name="_b7"/><w:sdt><w:sdtPr><w:alias w:val="articles/…/en"/>
    <w:tag w:val="1f…"/><w:id w:val="1007"/></w:sdtPr><w:sdtContent>…</w:sdtContent></w:sdt>…
    """
    job.bookmarks += 1
    number, path = shown.number, shown.path
    alias = path if len(path) <= LONGEST else f"…{path[1 - LONGEST :]}"
    properties = w(
        "sdtPr", w("alias", val=alias), w("tag", val=tag_of(path)), w("id", val=MARK + number)
    )
    return [
        w("bookmarkStart", id=job.bookmarks, name=f"_b{number}"),
        w("sdt", properties, w("sdtContent", *contents)),
        w("bookmarkEnd", id=job.bookmarks),
    ]


def record(tree: Element, parts: Mapping[str, Element], job: Job) -> Element:
    """What the document says as it is written: each text with its path, and each line.

    <record brief="coalition" edition="en"><text path="articles/…/en" lang="en">…</text>
    <shown n="1" tag="1f…" path="…"/><story name="document"><line>…⟦1⟧…</line></story></record>
    """
    found = stories(parts)
    found["charts"] = [line for chart, _ in job.charts for line in story_of_chart(chart)]
    given = {name: tree.get(f"data-{name}") or "" for name in ("brief", "edition", "template")}
    made = etree.Element(f"{{{SPACE}}}record", given, nsmap={None: SPACE})
    bases: dict[str, str] = {}
    for name, paragraphs in found.items():
        story = etree.SubElement(made, f"{{{SPACE}}}story", name=name)
        for line in told(name, paragraphs):
            etree.SubElement(story, f"{{{SPACE}}}line").text = line.skeleton
            for number, atoms in line.texts.items():
                shown = job.texts[number - 1]
                bases[shown.path] = spelled(atoms, shown.bold, shown.digits)
    seen = [shown for shown in job.texts if shown.path in bases]
    for shown in seen:
        about = {"n": str(shown.number), "path": shown.path, "tag": tag_of(shown.path)}
        about |= {"bold": "1"} if shown.bold else {}
        etree.SubElement(made, f"{{{SPACE}}}shown", about)
    for path, lang, digits in dict.fromkeys((s.path, s.lang, s.digits) for s in seen):
        about = {"path": path, "lang": lang, "digits": digits}
        etree.SubElement(made, f"{{{SPACE}}}text", about).text = bases[path]
    made.set("sha256", fingerprint(made))
    return made


def fingerprint(made: Element) -> str:
    """A digest of a record, so that one that was tampered with or cut short is known."""
    said = [made.get("brief"), made.get("edition")]
    for one in made.iter("{*}text", "{*}shown", "{*}line"):
        said += [one.get("n"), one.get("path"), one.get("lang"), one.get("bold"), one.text]
    return sha256("\0".join(part or "" for part in said).encode()).hexdigest()


def record_parts(made: Element) -> tuple[list[Part], Relation]:
    """The record as a custom XML part, and the document's relationship to it.

    <ds:datastoreItem ds:itemID="{…}"><ds:schemaRefs/></ds:datastoreItem>
    """
    digest = (made.get("sha256") or "").upper()
    groups = (digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32])
    identity = {f"{{{PROPERTIES}}}itemID": "{" + "-".join(groups) + "}"}
    item = etree.Element(f"{{{PROPERTIES}}}datastoreItem", identity, nsmap={"ds": PROPERTIES})
    references = etree.SubElement(item, f"{{{PROPERTIES}}}schemaRefs")
    etree.SubElement(references, f"{{{PROPERTIES}}}schemaRef", {f"{{{PROPERTIES}}}uri": SPACE})
    towards = [Relation("rIdProperties", "customXmlProps", "itemProps1.xml")]
    parts = [
        Part("customXml/item1.xml", "", blob(made), towards),
        Part("customXml/itemProps1.xml", "customXmlProps", blob(item)),
    ]
    return parts, Relation("rIdRecord", "customXml", "../customXml/item1.xml")
