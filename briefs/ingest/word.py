"""A Word document: its paragraphs and notes, with the tracked changes accepted."""

import re

from briefs.docx import Element, open_docx
from briefs.docx.read import accept_all, read_stories
from briefs.ingest.source import Paragraph, RefusedError, Source, metadatum, numbered

OBJECT = re.compile("\ufffc[^\ufffc]*\ufffc")  # a note's mark or a picture, not text
CORE = "docProps/core.xml"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"


def read_word(data: bytes) -> Source:
    """Read a Word document within the limits of `briefs.docx`; headers and footers are left out."""
    parts, problems = open_docx(data, "")
    for problem in problems:
        raise RefusedError(problem.code, problem.message, problem.hint)
    core = parts.get(CORE)
    read = {name: tree for name, tree in parts.items() if is_text(name)}
    stories = read_stories(read, parts.get("word/styles.xml"))
    lines = []
    for paragraph in [*stories["document"], *stories["notes"]]:
        spans = (span.text for span in paragraph.spans if span.stays(accept_all))
        text = OBJECT.sub("", "".join(spans))
        style = paragraph.style.lower()
        is_heading = style.startswith(("title", "heading"))
        is_caption = style.startswith("caption")
        reason = "heading" if is_heading else "caption" if is_caption else None
        lines.append(Paragraph(text, reason))  # type: ignore[arg-type]
    paragraphs, dropped = numbered(lines)
    return Source(
        "Word document",
        "our reader of WordprocessingML",
        paragraphs,
        title=core_text(core, f"{DUBLIN_CORE}title"),
        created=core_text(core, f"{TERMS}created")[:10],
        dropped=dropped,
    )


def is_text(name: str) -> bool:
    """Return whether a part holds the text of a document or its notes."""
    return bool(re.fullmatch(r"word/(document|footnotes|endnotes)\.xml", name))


def core_text(core: Element | None, name: str) -> str:
    """Return a core property of a document; empty where it has none."""
    return metadatum((core.findtext(name) if core is not None else "") or "")
