"""A Word file from outside, hostile until shown otherwise: limits before anything is parsed."""

import re
import struct
import zlib
from io import BytesIO
from typing import TypeAlias
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from briefs.problems import Problem

# Not the Word package's, which would load with all that writes: a refusal has to be quick.
Element: TypeAlias = etree._Element

LARGEST_FILE = 20_000_000  # bytes
LARGEST_READ = 8_000_000  # of the parts that are read; LibreOffice makes 2.4 MB of our largest
LARGEST_SUM = 60_000_000  # of all parts unpacked
MOST_PARTS = 1000
HIGHEST_RATIO = 150  # of a part over 100 KB; Word's own XML is packed 10 to 40 times
# What the parsed parts take in memory, by what libxml2 takes for each node. Our largest document
# takes 16 MB, 30 MB once LibreOffice has saved it, and 7 MB more for each thousand tracked edits.
HEAVIEST = 66_000_000
NODE, ATTRIBUTE = 128, 240  # bytes: an element or a stretch of text; an attribute with its value
DEEPEST = 100  # elements inside each other
LONGEST_NAME = 200
END = struct.Struct("<4s4H2LH")  # the end of a zip's directory (APPNOTE 4.3.16)
# Parts that are read: the document, its notes and comments, running heads, charts, our record.
READ = re.compile(
    r"word/(document|styles|footnotes|endnotes|comments|header\d*|footer\d*|charts/chart\d+)\.xml"
    r"|customXml/item\d+\.xml"
)
# The start of a part in UTF-8 or UTF-16; in any other encoding marks of XML could hide.
PLAIN = re.compile(
    rb"(\xef\xbb\xbf)?\s*<(?!\?xml[^>]*encoding)(?!\0)"
    rb"|(\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*[\"'](?i:utf-8|us-ascii)[\"']"
    rb"|\xff\xfe<\0|\xfe\xff\0<"
)
# External targets that Word itself writes into ordinary documents; nothing follows them.
HARMLESS = ("/hyperlink", "/attachedTemplate")


class RefusedError(Exception):
    """Why a file is not read: a code and what is wrong."""


def open_docx(data: bytes, file: str) -> tuple[dict[str, Element], list[Problem]]:
    """The parts of a Word file that are read, by their names; or the reason why none is."""
    try:
        return parts_of(data), []
    except RefusedError as error:
        code, message = error.args
    except (BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError):
        code, message = "word-unreadable", "the file is not a whole Word document (.docx)"
    return {}, [Problem(file, 0, 0, code, message, "save it again in Word as .docx")]


def parts_of(data: bytes) -> dict[str, Element]:
    """The parsed parts of a file that keeps within all limits."""
    unsafe(len(data) > LARGEST_FILE, f"it has more than {LARGEST_FILE:,} bytes")
    check_directory(data)
    with ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        check_entries(entries, len(data))
        read = [one for one in entries
                if one.filename.endswith(".rels") or READ.fullmatch(one.filename)]  # fmt: skip
        total = sum(one.file_size for one in read)
        unsafe(total > LARGEST_READ, f"its text has {total:,} bytes")
        texts = {one.filename: unpacked(archive, one) for one in read}
    if "word/document.xml" not in texts:
        raise RefusedError("word-unreadable", "there is no Word document in it")
    unsafe(sum(map(weight, texts.values())) > HEAVIEST, "too many elements")
    for name, text in texts.items():
        unsafe(b"<!DOCTYPE" in text.replace(b"\0", b""), f"{name} declares a document type")
        if not PLAIN.match(text):
            raise RefusedError("word-unreadable", f"{name} is not XML in UTF-8 or UTF-16")
    trees = {name: parsed(name, texts.pop(name)) for name in list(texts)}
    for name, tree in trees.items():
        check_relations(name, tree)
    return {name: tree for name, tree in trees.items() if not name.endswith(".rels")}


def unsafe(wrong: bool, message: str) -> None:
    """Refuse the file if this is wrong with it."""
    if wrong:
        raise RefusedError("word-unsafe", f"the file is not opened: {message}")


def check_directory(data: bytes) -> None:
    """The size of the directory, which zipfile reads whole, before it does."""
    at = data.rfind(b"PK\5\6")
    if at < 0 or len(data) < at + END.size:
        raise BadZipFile
    _, _, _, _, count, size, _, _ = END.unpack_from(data, at)
    unsafe(b"PK\6\7" in data[max(0, at - 20) : at], "it is a zip64 archive")
    unsafe(count > MOST_PARTS or size > MOST_PARTS * LONGEST_NAME, f"over {MOST_PARTS} parts")


def check_entries(entries: list[ZipInfo], size: int) -> None:
    """Names, sizes and ratios, as the directory states them."""
    names = [one.filename.lower() for one in entries]
    unsafe(len(names) > MOST_PARTS, f"it has more than {MOST_PARTS} parts")
    unsafe(len(set(names)) < len(names), "two of its parts have one name")
    unsafe(sum(one.compress_size for one in entries) > size, "its parts overlap")
    unsafe(sum(one.file_size for one in entries) > LARGEST_SUM, "it is too large unpacked")
    for one in entries:
        name = one.filename
        odd = name.startswith("/") or ".." in name.split("/") or re.search(r"[\\:\x00-\x1f]", name)
        unsafe(bool(odd) or len(name) > LONGEST_NAME, f"the name of a part: {name[:60]!r}")
        unsafe(one.compress_type not in (ZIP_STORED, ZIP_DEFLATED), f"{name} is packed oddly")
        packed_hard = one.file_size > 100_000 and one.file_size > HIGHEST_RATIO * one.compress_size
        unsafe(packed_hard, f"{name} unpacks to {one.file_size:,} bytes")
        if one.flag_bits & 1:
            raise RefusedError("word-unreadable", "the file is locked with a password")


def unpacked(archive: ZipFile, entry: ZipInfo) -> bytes:
    """A part's bytes, never more than the limit, whatever the directory says."""
    with archive.open(entry) as stream:
        text = stream.read(LARGEST_READ + 1)
    unsafe(len(text) > LARGEST_READ, f"{entry.filename} has over {LARGEST_READ:,} bytes")
    return text


def weight(text: bytes) -> int:
    """The bytes that a part takes once it is parsed, from above, in any encoding."""
    elements = text.count(b"<") - text.count(b"</")
    stretches = sum(1 for _ in re.finditer(b">\0?[^<\0]", text))
    return NODE * (elements + stretches) + ATTRIBUTE * text.count(b"=")


def parsed(name: str, text: bytes) -> Element:
    """A part as a tree, without entities, network or more depth than documents have."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        tree = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        unsafe("depth" in error.msg.lower(), f"{name} is nested too deep")
        raise RefusedError("word-unreadable", f"{name} is not well-formed XML") from error
    unsafe(bool(tree.getroottree().docinfo.doctype), f"{name} declares a document type")
    unsafe(bool(tree.xpath(f"boolean({'*/' * DEEPEST}*)")), f"{name} is nested too deep")
    return tree


def check_relations(name: str, tree: Element) -> None:
    """No part that lies outside, links and the template's name aside; nothing follows those."""
    if name.endswith(".rels"):
        for one in tree:
            outside = one.get("TargetMode") == "External"
            kind = (one.get("Type") or "").rsplit("/", 1)[-1]
            unsafe(outside and f"/{kind}" not in HARMLESS, f"it takes its {kind} from outside")
