"""The package: parts, relationships, content types, in a zip whose bytes are always the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from briefs.docx.ooxml import R, blob

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
TYPES = {
    "document": WORD + "document.main+xml",
    "styles": WORD + "styles+xml",
    "numbering": WORD + "numbering+xml",
    "settings": WORD + "settings+xml",
    "fontTable": WORD + "fontTable+xml",
    "footnotes": WORD + "footnotes+xml",
    "header": WORD + "header+xml",
    "footer": WORD + "footer+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "customXmlProps": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
    "app": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
CORE = f"{PACKAGE}/metadata/core-properties"
DC, TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


@dataclass(frozen=True)
class Relation:
    """One relationship of a part: its id, the last word of its type, its target."""

    id: str
    kind: str
    target: str
    external: bool = False


@dataclass(frozen=True)
class Part:
    """A part: its path, its kind (a key of TYPES, or none), its bytes and relationships."""

    path: str
    kind: str
    data: bytes
    relations: list[Relation] = field(default_factory=list)


def packed(parts: list[Part], top: list[Relation]) -> bytes:
    """The zip of a document: content types first, then all parts in the order of their names."""
    files = {part.path: part.data for part in parts}
    files["_rels/.rels"] = relationships(top)
    for part in parts:
        if part.relations:
            folder, name = part.path.rsplit("/", 1)
            files[f"{folder}/_rels/{name}.rels"] = relationships(part.relations)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        add(archive, "[Content_Types].xml", content_types(parts))
        for path in sorted(files):
            add(archive, path, files[path])
    return out.getvalue()


def add(archive: ZipFile, path: str, data: bytes) -> None:
    """A file in the zip, dated as all are."""
    info = ZipInfo(path, (1980, 1, 1, 0, 0, 0))
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    archive.writestr(info, data)


def relationships(relations: list[Relation]) -> bytes:
    """`<Relationships><Relationship Id="rIdStyles" Type="…/styles" Target="styles.xml"/>…`"""
    space = f"{PACKAGE}/relationships"
    made = etree.Element(f"{{{space}}}Relationships", nsmap={None: space})
    for one in relations:
        base = f"{space}/metadata" if one.kind == "core-properties" else R
        given = {"Id": one.id, "Type": f"{base}/{one.kind}", "Target": one.target}
        if one.external:
            given["TargetMode"] = "External"
        etree.SubElement(made, f"{{{space}}}Relationship", given)
    return blob(made)


def content_types(parts: list[Part]) -> bytes:
    """`<Types><Default Extension="xml" …/><Override PartName="/word/document.xml" …/></Types>`"""
    space = f"{PACKAGE}/content-types"
    made = etree.Element(f"{{{space}}}Types", nsmap={None: space})
    for extension, kind in sorted(DEFAULTS.items()):
        given = {"Extension": extension, "ContentType": kind}
        etree.SubElement(made, f"{{{space}}}Default", given)
    for part in sorted(parts, key=lambda part: part.path):
        if part.kind:
            given = {"PartName": f"/{part.path}", "ContentType": TYPES[part.kind]}
            etree.SubElement(made, f"{{{space}}}Override", given)
    return blob(made)


def core(values: Mapping[str, str], created: datetime) -> bytes:
    """docProps/core.xml: title, author, description, keywords, language, dates, revision.

    <cp:coreProperties><dc:title>…</dc:title>…<dcterms:created xsi:type="dcterms:W3CDTF">…
    """
    spaces = {"cp": CORE, "dc": DC, "dcterms": TERMS, "xsi": XSI}
    made = etree.Element(f"{{{CORE}}}coreProperties", nsmap=spaces)
    names = {"title": DC, "creator": DC, "description": DC, "keywords": CORE, "language": DC}
    for name, space in names.items():
        if values.get(name):
            etree.SubElement(made, f"{{{space}}}{name}").text = values[name]
    etree.SubElement(made, f"{{{CORE}}}lastModifiedBy").text = values.get("creator", "")
    etree.SubElement(made, f"{{{CORE}}}revision").text = "1"
    moment = created if created.tzinfo is not None else created.replace(tzinfo=UTC)
    for name in ("created", "modified"):
        date = etree.SubElement(made, f"{{{TERMS}}}{name}", {f"{{{XSI}}}type": "dcterms:W3CDTF"})
        date.text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return blob(made)


def app() -> bytes:
    """docProps/app.xml: `<Properties><Application>Microsoft Office Word</Application>…`."""
    made = etree.Element(f"{{{EXTENDED}}}Properties", nsmap={None: EXTENDED})
    etree.SubElement(made, f"{{{EXTENDED}}}Application").text = "Microsoft Office Word"
    etree.SubElement(made, f"{{{EXTENDED}}}AppVersion").text = "16.0000"
    return blob(made)
