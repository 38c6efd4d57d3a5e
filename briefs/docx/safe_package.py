"""A Word package from outside, opened and parsed within limits.

Nothing is unpacked beyond the limits, whatever the zip directory states; no entity is resolved and
nothing is fetched. What Word itself writes is well within them (ECMA-376-2, 10; APPNOTE 4.3.16).
"""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from briefs.docx.ooxml import Element

DOCTYPE = "its part {} has a document type declaration"
LONGEST_NAME = 200  # characters of a part's name
END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
# The start of a part in UTF-8 or UTF-16; in any other encoding a document type could hide.
UNICODE_XML = re.compile(
    rb"(\xef\xbb\xbf)?\s*<(?!\?xml[^>]*encoding)(?!\0)"
    rb"|(\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*[\"'](?i:utf-8|us-ascii)[\"']"
    rb"|\xff\xfe<\0|\xfe\xff\0<"
)
DAMAGED = (BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError,
           RuntimeError, OSError)  # fmt: skip


class PackageError(Exception):
    """A package that is not read; its text says why, `unsafe` whether it may mean harm."""

    def __init__(self, message: str, unsafe: bool = False) -> None:
        super().__init__(message)
        self.unsafe = unsafe


def refuse_if(unsafe: bool, message: str) -> None:
    """Raise PackageError if a package is unsafe."""
    if unsafe:
        raise PackageError(message, unsafe=True)


@dataclass(frozen=True)
class Limits:
    """The most that is read of a package."""

    file: int  # bytes
    part: int  # bytes of one part, unpacked
    parts: int = 1000
    depth: int = 100  # elements inside each other


@contextmanager
def open_package(data: bytes, limits: Limits) -> Iterator[ZipFile]:
    """Open a package for reading; PackageError where it, or what is read of it, is damaged."""
    refuse_if(len(data) > limits.file, f"it is larger than {limits.file // 1_000_000} MB")
    try:
        check_directory(data, limits.parts)
        with ZipFile(BytesIO(data)) as archive:
            yield archive
    except DAMAGED as error:
        raise PackageError("it is not a Word document that can be opened") from error


def check_directory(data: bytes, most_parts: int) -> None:
    """Raise PackageError if the zip directory, which zipfile reads whole, is too large."""
    at = data.rfind(b"PK\5\6")
    if at < 0 or len(data) < at + END_OF_DIRECTORY.size:
        raise BadZipFile
    _, _, _, _, count, size, _, _ = END_OF_DIRECTORY.unpack_from(data, at)
    refuse_if(b"PK\6\7" in data[max(0, at - 20) : at], "it is a zip64 archive")
    large = count > most_parts or size > most_parts * LONGEST_NAME
    refuse_if(large, f"it has more than {most_parts} parts")


def read_part(archive: ZipFile, part: str | ZipInfo, limits: Limits) -> bytes:
    """Return the bytes of a part, never more than the limit; PackageError if there are more."""
    with archive.open(part) as stream:
        data = stream.read(limits.part + 1)
    name = part if isinstance(part, str) else part.filename
    too_large = f"its part {name} is larger than {limits.part // 1_000_000} MB"
    refuse_if(len(data) > limits.part, too_large)
    return data


def parse_part(name: str, data: bytes, limits: Limits) -> Element:
    """Return a part as a tree without comments; PackageError where it is unsafe or malformed."""
    check_encoding(name, data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    too_deep = f"its part {name} is nested too deep"
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        refuse_if("depth" in error.msg.lower(), too_deep)
        raise PackageError(f"its part {name} is not XML") from error
    refuse_if(bool(root.getroottree().docinfo.doctype), DOCTYPE.format(name))
    refuse_if(bool(root.xpath(f"boolean({'*/' * limits.depth}*)")), too_deep)
    return root


def check_encoding(name: str, data: bytes) -> None:
    """Raise PackageError for a document type, or an encoding in which one could hide."""
    refuse_if(b"<!DOCTYPE" in data.replace(b"\0", b""), DOCTYPE.format(name))
    if not UNICODE_XML.match(data):
        raise PackageError(f"its part {name} is not XML in UTF-8 or UTF-16")
