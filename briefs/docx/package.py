"""The package of a new Word document: parts and relationships of python-docx, in our own zip.

python-docx's `save` puts the time of day into the zip and orders parts by traversal; `saved` writes
the same bytes for the same parts.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import CT_Types, serialize_part_xml
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.coreprops import CT_CoreProperties

from briefs.docx.ooxml import R

TYPES = {
    "document": CONTENT_TYPE.WML_DOCUMENT_MAIN,
    "styles": CONTENT_TYPE.WML_STYLES,
    "numbering": CONTENT_TYPE.WML_NUMBERING,
    "settings": CONTENT_TYPE.WML_SETTINGS,
    "fontTable": CONTENT_TYPE.WML_FONT_TABLE,
    "footnotes": CONTENT_TYPE.WML_FOOTNOTES,
    "header": CONTENT_TYPE.WML_HEADER,
    "footer": CONTENT_TYPE.WML_FOOTER,
    "theme": CONTENT_TYPE.OFC_THEME,
    "chart": CONTENT_TYPE.DML_CHART,
    "customXmlProps": CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
}
DEFAULTS = {
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    "rels": CONTENT_TYPE.OPC_RELATIONSHIPS,
    "xlsx": CONTENT_TYPE.SML_SHEET,
    "xml": CONTENT_TYPE.XML,
}
APP = b"""<?xml version='1.0' encoding='UTF-8' standalone='yes'?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>"""


def part(path: str, kind: str, data: bytes) -> Part:
    """Return a part by its path in the zip.

    `kind` is a key of TYPES, or empty where the extension of the path states the content type.
    """
    of_extension = DEFAULTS.get(path.rpartition(".")[2], "")
    return Part(PackURI(f"/{path}"), TYPES.get(kind, of_extension), data)


def relate(source: Part, identity: str, kind: str, target: Part | str) -> None:
    """Add a relationship to a part or to a URL; `kind` is the last word of the type."""
    source.load_rel(f"{R}/{kind}", target, identity, isinstance(target, str))


def saved(document: Part, core: Part) -> bytes:
    """Return the zip of a document: content types first, then all parts in the order of names.

    `core` has the core properties.
    """
    package = OpcPackage()
    app = Part(PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, APP)
    package.load_rel(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, app, "rIdApp")
    package.load_rel(RELATIONSHIP_TYPE.CORE_PROPERTIES, core, "rIdCore")
    package.load_rel(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, document, "rIdDocument")
    parts = sorted(package.parts, key=lambda part: part.partname)
    files = {part.partname.membername: part.blob for part in parts}
    files["_rels/.rels"] = package.rels.xml
    files |= {part.partname.rels_uri.membername: part.rels.xml for part in parts if part.rels}
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for path, data in [("[Content_Types].xml", content_types(parts)), *sorted(files.items())]:
            info = ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o600 << 16
            archive.writestr(info, data, ZIP_DEFLATED)
    return out.getvalue()


def content_types(parts: Iterable[Part]) -> bytes:
    """Return `<Types><Default Extension="xml" …/><Override PartName="/word/styles.xml" …/>…`."""
    types = CT_Types.new()
    for extension, content_type in DEFAULTS.items():
        types.add_default(extension, content_type)
    for part in parts:
        if part.content_type != DEFAULTS.get(part.partname.ext):
            types.add_override(part.partname, part.content_type)
    return serialize_part_xml(types)


def core_part(values: Mapping[str, str], created: datetime) -> Part:
    """Return docProps/core.xml with values by the names of elements; empty ones are left out.

    python-docx's own setters would refuse more than 255 characters.

    <cp:coreProperties><dc:title>…</dc:title>…<dcterms:created xsi:type="dcterms:W3CDTF">…
    """
    properties = CT_CoreProperties.new()
    texts = {name: value for name, value in values.items() if value}
    for name, value in (texts | {"lastModifiedBy": values["creator"]}).items():
        getattr(properties, f"get_or_add_{name}")().text = value
    properties.revision_number = 1
    moment = created if created.tzinfo is not None else created.replace(tzinfo=UTC)
    properties.created_datetime = properties.modified_datetime = moment.astimezone(UTC)
    data = serialize_part_xml(properties)
    return Part(PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, data)
