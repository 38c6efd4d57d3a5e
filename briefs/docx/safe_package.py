"""A Word package from outside, opened and parsed within limits.

Nothing is unpacked beyond the limits, whatever the zip directory states; no entity is resolved and
nothing is fetched. What Word itself writes is well within them (ECMA-376-2, 10; APPNOTE 4.3.16).
`open_docx` opens an edited document; a reference document is opened with the functions above it.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from briefs.docx.ooxml import Element
from briefs.messages import Template
from briefs.problems import Message, Problem, fill

LARGEST_FILE = 20_000_000  # bytes
LARGEST_PART = 8_000_000  # bytes of one part, unpacked
MOST_PARTS = 1000
DEEPEST = 100  # elements inside each other
LONGEST_NAME = 200  # characters of a part's name
# Of an edited document:
LARGEST_READ = 8_000_000  # of the parts that are read; LibreOffice makes 2.4 MB of our largest
LARGEST_SUM = 60_000_000  # of all parts unpacked
HIGHEST_RATIO = 150  # of a part over 100 KB; Word's own XML is packed 10 to 40 times
# What the parsed parts take in memory, by what libxml2 takes for each node. Our largest document
# takes 16 MB, 30 MB once LibreOffice has saved it, and 7 MB more for each thousand tracked edits.
LARGEST_TREES = 66_000_000
NODE, ATTRIBUTE = 128, 240  # bytes: an element or a stretch of text; an attribute with its value
# Parts that are read: the document, its lists, notes, comments, headers and charts, the baseline,
# the title; and all relationships, which say where links lead.
READ = re.compile(
    r"word/(document|styles|numbering|footnotes|endnotes|comments|header\d*|footer\d*|charts/chart\d+)\.xml"
    r"|customXml/item\d+\.xml|docProps/core\.xml"
)
# External targets that Word itself writes into ordinary documents; nothing follows them.
HARMLESS = ("hyperlink", "attachedTemplate")
DOCTYPE = Template("its part {name} has a document type declaration")
END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
# The start of a part in UTF-8 or UTF-16; in any other encoding a document type could hide.
UNICODE_XML = re.compile(
    rb"(\xef\xbb\xbf)?\s*<(?!\?xml[^>]*encoding)(?!\0)"
    rb"|(\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*[\"'](?i:utf-8|us-ascii)[\"']"
    rb"|\xff\xfe<\0|\xfe\xff\0<"
)
# What zipfile raises for a damaged package; OSError and RuntimeError for what it cannot unpack.
DAMAGED = (BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError, OSError)


class PackageError(Exception):
    """A package that is not read; its text says why, `unsafe` whether it may mean harm."""

    def __init__(self, message: Message, unsafe: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.unsafe = unsafe


def refuse_if(unsafe: bool, message: Message) -> None:
    """Raise PackageError if a package is unsafe."""
    if unsafe:
        raise PackageError(message, unsafe=True)


@contextmanager
def open_package(data: bytes) -> Iterator[ZipFile]:
    """Open a package for reading; PackageError where it, or what is read of it, is damaged."""
    refuse_if(
        len(data) > LARGEST_FILE,
        fill("it is larger than {most} MB", most=LARGEST_FILE // 1_000_000),
    )
    try:
        check_directory(data)
        with ZipFile(BytesIO(data)) as archive:
            yield archive
    except DAMAGED as error:
        raise PackageError(fill("it is not a Word document that can be opened")) from error


def check_directory(data: bytes) -> None:
    """Raise PackageError if the zip directory, which zipfile reads whole, is too large."""
    at = data.rfind(b"PK\5\6")
    if at < 0 or len(data) < at + END_OF_DIRECTORY.size:
        raise BadZipFile
    _, _, _, _, count, size, _, _ = END_OF_DIRECTORY.unpack_from(data, at)
    refuse_if(b"PK\6\7" in data[max(0, at - 20) : at], fill("it is a zip64 archive"))
    large = count > MOST_PARTS or size > MOST_PARTS * LONGEST_NAME
    refuse_if(large, fill("it has more than {most} parts", most=MOST_PARTS))


def read_part(archive: ZipFile, name: str) -> bytes:
    """Return the bytes of a part, never more than the limit; PackageError if there are more."""
    with archive.open(name) as stream:
        data = stream.read(LARGEST_PART + 1)
    too_large = fill(
        "its part {name} is larger than {most} MB", name=name, most=LARGEST_PART // 1_000_000
    )
    refuse_if(len(data) > LARGEST_PART, too_large)
    return data


def parse_part(name: str, data: bytes) -> Element:
    """Return a part as a tree without comments; PackageError where it is unsafe or malformed."""
    check_encoding(name, data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    too_deep = fill("its part {name} is nested too deep", name=name)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        refuse_if("depth" in error.msg.lower(), too_deep)
        raise PackageError(fill("its part {name} is not XML", name=name)) from error
    refuse_if(bool(root.getroottree().docinfo.doctype), DOCTYPE.fill(name=name))
    refuse_if(bool(root.xpath(f"boolean({'*/' * DEEPEST}*)")), too_deep)
    return root


def check_encoding(name: str, data: bytes) -> None:
    """Raise PackageError for a document type, or an encoding in which one could hide."""
    refuse_if(b"<!DOCTYPE" in data.replace(b"\0", b""), DOCTYPE.fill(name=name))
    if not UNICODE_XML.match(data):
        raise PackageError(fill("its part {name} is not XML in UTF-8 or UTF-16", name=name))


def open_docx(data: bytes, file: str) -> tuple[dict[str, Element], list[Problem]]:
    """Return the parts of a Word file that are read, by name; or none, and the problem."""
    try:
        return parse_parts(data), []
    except PackageError as error:
        code, message = "word-unreadable", error.message
        if error.unsafe:
            code, message = "word-unsafe", fill("the file is not opened: {why}", why=error.message)
    return {}, [Problem(file, 0, 0, code, message, fill("save it again in Word as .docx"))]


def parse_parts(data: bytes) -> dict[str, Element]:
    """Return the parsed parts of a file within all limits, but for its relationships."""
    with open_package(data) as archive:
        texts = read_parts(archive, len(data))
    if "word/document.xml" not in texts:
        raise PackageError(fill("there is no Word document in it"))
    refuse_if(sum(map(tree_size, texts.values())) > LARGEST_TREES, fill("too many elements"))
    trees = {name: parse_part(name, texts.pop(name)) for name in list(texts)}
    for name, tree in trees.items():
        check_relationships(name, tree)
    return trees


def read_parts(archive: ZipFile, size: int) -> dict[str, bytes]:
    """Return the bytes of the parts that are read, by name, from a file of this size in bytes."""
    entries = archive.infolist()
    refuse_if(len(entries) > MOST_PARTS, fill("it has more than {most} parts", most=MOST_PARTS))
    names = {entry.filename.lower() for entry in entries}
    refuse_if(len(names) < len(entries), fill("two of its parts have one name"))
    refuse_if(sum(entry.compress_size for entry in entries) > size, fill("its parts overlap"))
    refuse_if(
        sum(entry.file_size for entry in entries) > LARGEST_SUM, fill("it is too large unpacked")
    )
    for entry in entries:
        check_entry(entry)
    read = [e for e in entries if e.filename.endswith(".rels") or READ.fullmatch(e.filename)]
    total = sum(entry.file_size for entry in read)
    refuse_if(total > LARGEST_READ, fill("its text has {total:,} bytes", total=total))
    return {entry.filename: read_part(archive, entry.filename) for entry in read}


def check_entry(entry: ZipInfo) -> None:
    """Raise PackageError for a part with an unsafe name, size or compression."""
    name, size = entry.filename, entry.file_size
    odd = name.startswith("/") or ".." in name.split("/") or re.search(r"[\\:\x00-\x1f]", name)
    refuse_if(
        bool(odd) or len(name) > LONGEST_NAME,
        fill("the name of a part: {name}", name=repr(name[:60])),
    )
    refuse_if(
        entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED),
        fill("{name} is packed oddly", name=name),
    )
    packed_hard = size > 100_000 and size > HIGHEST_RATIO * entry.compress_size
    refuse_if(packed_hard, fill("{name} unpacks to {size:,} bytes", name=name, size=size))
    if entry.flag_bits & 1:
        raise PackageError(fill("the file is locked with a password"))


def tree_size(text: bytes) -> int:
    """Return the most bytes that a part takes once it is parsed, in any encoding."""
    elements = text.count(b"<") - text.count(b"</")
    stretches = sum(1 for _ in re.finditer(b">\0?[^<\0]", text))
    return NODE * (elements + stretches) + ATTRIBUTE * text.count(b"=")


def check_relationships(name: str, tree: Element) -> None:
    """Raise PackageError if a part lies outside, unless it is a link or the template's name."""
    for relationship in tree if name.endswith(".rels") else ():
        kind = (relationship.get("Type") or "").rpartition("/")[2]
        outside = relationship.get("TargetMode") == "External"
        refuse_if(
            outside and kind not in HARMLESS, fill("it takes its {kind} from outside", kind=kind)
        )
