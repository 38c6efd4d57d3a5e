"""Tells the kind of a source by its bytes and its name, and has it read."""

from collections.abc import Mapping
from pathlib import PurePath

from briefs.ingest.pdf_text import read_pdf
from briefs.ingest.plain_text import BYTE_ORDER_MARKS, read_text
from briefs.ingest.source import Kind, RefusedError, Source
from briefs.ingest.web_page import read_web_page
from briefs.ingest.word import read_word
from briefs.limits import (
    LARGEST_PDF,
    LARGEST_PLAIN_TEXT,
    LARGEST_WEB_PAGE,
    LARGEST_WORD_SOURCE,
)
from briefs.messages import Template
from briefs.problems import fill

LARGEST: dict[Kind, int] = {  # bytes
    "PDF": LARGEST_PDF,
    "Word document": LARGEST_WORD_SOURCE,
    "web page": LARGEST_WEB_PAGE,
    "plain text": LARGEST_PLAIN_TEXT,
}
LARGEST_SOURCE = max(LARGEST.values())
OLD_WORD = b"\xd0\xcf\x11\xe0"  # of Word before 2007, and of a locked document of today
SUFFIXES: dict[str, Kind] = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "web page"),
    **dict.fromkeys((".txt", ".text", ".md", ""), "plain text"),
}
KINDS = fill("save it as a web page (HTML only), PDF, .docx or plain text")
TOO_LARGE: Mapping[Kind, Template] = {
    "PDF": Template("a PDF may have {most} MB"),
    "Word document": Template("a Word document may have {most} MB"),
    "web page": Template("a web page may have {most} MB"),
    "plain text": Template("a plain text may have {most} MB"),
}


def read_source(data: bytes, file: str, encoding: str) -> Source:
    """Read a source of any kind; RefusedError where it is unknown, too large or not readable."""
    kind = kind_of(data, PurePath(file).suffix.lower())
    if len(data) > LARGEST[kind]:
        message = TOO_LARGE[kind].fill(most=LARGEST[kind] // 1_000_000)
        raise RefusedError("import-too-large", message, fill("import the part that you cite"))
    match kind:
        case "PDF":
            return read_pdf(data)
        case "Word document":
            return read_word(data)
        case "web page":
            return read_web_page(data, encoding)
        case "plain text":
            return read_text(data, encoding)


def kind_of(data: bytes, suffix: str) -> Kind:
    """Return the kind of a source, by its bytes where they tell; RefusedError where none does."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "PDF"
    if start.startswith(b"PK\3\4"):
        return "Word document"
    if start.startswith(OLD_WORD):
        message = fill("it is an old Word document, or one that is locked with a password")
        raise RefusedError("import-locked", message, fill("save it as .docx without a password"))
    if start[:100].lower().startswith((b"<!doctype html", b"<html")):
        return "web page"
    is_text = b"\0" not in data or data.startswith(tuple(BYTE_ORDER_MARKS))
    if suffix in SUFFIXES and is_text and not start.startswith(b"{\\rtf"):
        return SUFFIXES[suffix]
    message = fill("its kind cannot be told (“{suffix}”)", suffix=suffix)
    raise RefusedError("import-kind", message, KINDS)
