"""The text of a file in the encoding that it declares, or in UTF-8."""

import codecs
import re

from briefs.ingest.source import Paragraph, RefusedError, Source, numbered
from briefs.problems import fill

BYTE_ORDER_MARKS = {  # those of UTF-32 first, for that of UTF-16 is their beginning
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# What web pages call Latin-1 is this (WHATWG, Encoding).
WEB_NAMES = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
HINT = fill("save it as UTF-8, or name its encoding, such as --encoding windows-1256")


def read_text(data: bytes, encoding: str) -> Source:
    """Read plain text, a paragraph a line; `encoding` is the user's word, or empty."""
    paragraphs, dropped = numbered([Paragraph(decoded(data, encoding))])
    return Source("plain text", "lines of text", paragraphs, dropped=dropped)


def decoded(data: bytes, encoding: str) -> str:
    """Return bytes as text: by their byte order mark, or the encoding named, or as UTF-8.

    Raises RefusedError where that is not their encoding.
    """
    for mark, name in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            data, encoding = data[len(mark) :], name
            break
    name = encoding or "utf-8"
    try:
        return data.decode(name)
    except LookupError as error:
        message = fill("there is no encoding “{name}”", name=name)
        raise RefusedError("import-encoding", message, HINT) from error
    except ValueError as error:
        message = (
            fill("it is not in {name}", name=name)
            if encoding
            else fill("its encoding cannot be told")
        )
        raise RefusedError("import-encoding", message, HINT) from error


def declared(page: bytes) -> str:
    """Return the encoding that a web page declares near its start; empty where it has none."""
    match = DECLARED.search(page[:4096])
    name = match[1].decode("ascii").lower() if match else ""
    return WEB_NAMES.get(name, name)
