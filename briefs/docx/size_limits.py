"""The limits that an edited Word file has to keep before any part of it is parsed."""

import re
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from briefs.docx.ooxml import Element
from briefs.docx.safe_package import (
    LONGEST_NAME,
    Limits,
    PackageError,
    check_encoding,
    open_package,
    parse_part,
    read_part,
    refuse_if,
)
from briefs.problems import Problem

LARGEST_FILE = 20_000_000  # bytes
LARGEST_READ = 8_000_000  # of the parts that are read; LibreOffice makes 2.4 MB of our largest
LARGEST_SUM = 60_000_000  # of all parts unpacked
HIGHEST_RATIO = 150  # of a part over 100 KB; Word's own XML is packed 10 to 40 times
LIMITS = Limits(file=LARGEST_FILE, part=LARGEST_READ)
# What the parsed parts take in memory, by what libxml2 takes for each node. Our largest document
# takes 16 MB, 30 MB once LibreOffice has saved it, and 7 MB more for each thousand tracked edits.
LARGEST_TREES = 66_000_000
NODE, ATTRIBUTE = 128, 240  # bytes: an element or a stretch of text; an attribute with its value
# Parts that are read: the document, its notes, comments, headers and charts, the baseline.
READ = re.compile(
    r"word/(document|styles|footnotes|endnotes|comments|header\d*|footer\d*|charts/chart\d+)\.xml"
    r"|customXml/item\d+\.xml"
)
# External targets that Word itself writes into ordinary documents; nothing follows them.
HARMLESS = ("hyperlink", "attachedTemplate")


def open_docx(data: bytes, file: str) -> tuple[dict[str, Element], list[Problem]]:
    """Return the parts of a Word file that are read, by name; or none, and the problem."""
    try:
        return parse_parts(data), []
    except PackageError as error:
        code, message = "word-unreadable", str(error)
        if error.unsafe:
            code, message = "word-unsafe", f"the file is not opened: {error}"
    return {}, [Problem(file, 0, 0, code, message, "save it again in Word as .docx")]


def parse_parts(data: bytes) -> dict[str, Element]:
    """Return the parsed parts of a file that keeps within all limits, its relationships aside."""
    with open_package(data, LIMITS) as archive:
        texts = read_parts(archive, len(data))
    if "word/document.xml" not in texts:
        raise PackageError("there is no Word document in it")
    refuse_if(sum(map(tree_size, texts.values())) > LARGEST_TREES, "too many elements")
    for name, text in texts.items():
        check_encoding(name, text)
    trees = {name: parse_part(name, texts.pop(name), LIMITS) for name in list(texts)}
    for name, tree in trees.items():
        check_relationships(name, tree)
    return {name: tree for name, tree in trees.items() if not name.endswith(".rels")}


def read_parts(archive: ZipFile, size: int) -> dict[str, bytes]:
    """Return the bytes of the parts that are read, by name, from a file of this size in bytes."""
    entries = archive.infolist()
    refuse_if(len(entries) > LIMITS.parts, f"it has more than {LIMITS.parts} parts")
    names = {entry.filename.lower() for entry in entries}
    refuse_if(len(names) < len(entries), "two of its parts have one name")
    refuse_if(sum(entry.compress_size for entry in entries) > size, "its parts overlap")
    refuse_if(sum(entry.file_size for entry in entries) > LARGEST_SUM, "it is too large unpacked")
    for entry in entries:
        check_entry(entry)
    read = [entry for entry in entries
            if entry.filename.endswith(".rels") or READ.fullmatch(entry.filename)]  # fmt: skip
    total = sum(entry.file_size for entry in read)
    refuse_if(total > LARGEST_READ, f"its text has {total:,} bytes")
    return {entry.filename: read_part(archive, entry, LIMITS) for entry in read}


def check_entry(entry: ZipInfo) -> None:
    """Raise PackageError for a part with an unsafe name, size or compression."""
    name, size = entry.filename, entry.file_size
    odd = name.startswith("/") or ".." in name.split("/") or re.search(r"[\\:\x00-\x1f]", name)
    refuse_if(bool(odd) or len(name) > LONGEST_NAME, f"the name of a part: {name[:60]!r}")
    refuse_if(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED), f"{name} is packed oddly")
    packed_hard = size > 100_000 and size > HIGHEST_RATIO * entry.compress_size
    refuse_if(packed_hard, f"{name} unpacks to {size:,} bytes")
    if entry.flag_bits & 1:
        raise PackageError("the file is locked with a password")


def tree_size(text: bytes) -> int:
    """Return the most bytes that a part takes once it is parsed, in any encoding."""
    elements = text.count(b"<") - text.count(b"</")
    stretches = sum(1 for _ in re.finditer(b">\0?[^<\0]", text))
    return NODE * (elements + stretches) + ATTRIBUTE * text.count(b"=")


def check_relationships(name: str, tree: Element) -> None:
    """Raise PackageError for a part that lies outside, links and the template's name aside."""
    for relationship in tree if name.endswith(".rels") else ():
        kind = (relationship.get("Type") or "").rpartition("/")[2]
        outside = relationship.get("TargetMode") == "External"
        refuse_if(outside and kind not in HARMLESS, f"it takes its {kind} from outside")
