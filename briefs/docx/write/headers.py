"""Headers and footers from the head of the tree: short title, reference, date, page numbers."""

import re

from briefs.docx.ooxml import Element, copied, root, w
from briefs.docx.write.blocks import gap, letters_width, paragraph
from briefs.docx.write.context import BlockContext, WriteContext, direction, text_width
from briefs.docx.write.runs import TAB, Look, Piece, runs
from briefs.docx.write.tables import GUTTER, facing_rows

FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
Metas = dict[str, dict[str, str]]


def metas(tree: Element, place: BlockContext) -> Metas:
    """The contents of `meta name content`, by name and language."""
    found: Metas = {}
    for meta in tree.iterfind("head/meta"):
        lang = meta.get("lang") or place.lang
        found.setdefault(meta.get("name") or "", {})[lang] = meta.get("content") or ""
    return found


def header(given: Metas, place: BlockContext, job: WriteContext) -> Element:
    """header.xml: short title and reference, on page two and after."""
    return root(
        "hdr",
        *running("Header", [given.get("short-title", {}), given.get("reference", {})], place, job),
    )


def footer(given: Metas, place: BlockContext, job: WriteContext) -> Element:
    """footer.xml: the date of the information, and the page with the number of pages."""
    return root(
        "ftr",
        *running(
            "Footer", [given.get("information", {}), given.get("page-pattern", {})], place, job
        ),
    )


def running(
    style: str, parts: list[dict[str, str]], place: BlockContext, job: WriteContext
) -> list[Element]:
    """The parts at the two margins; of two languages, each in a cell of its own.

    <w:p><w:pPr><w:pStyle w:val="FooterArabic"/></w:pPr> … <w:r><w:tab/></w:r> PAGE … </w:p>
    """
    langs = list(dict.fromkeys(lang for part in parts for lang in part))
    if len(langs) < 2:
        return line(style, [words for part in parts for words in part.values()], place, job)
    sides: list[list[Element]] = []
    for lang in langs:
        inside = BlockContext(lang, direction(lang), place.width // 2 - GUTTER)
        words = [part[lang] for part in parts if lang in part]
        sides.append(line(style, words, inside, job))
    return [facing_rows([sides], place.width), gap()]


def line(style: str, words: list[str], place: BlockContext, job: WriteContext) -> list[Element]:
    """One paragraph with its texts at the two margins; two where one would be too long."""
    lang = place.lang
    wide = sum(letters_width(part, "running", lang, job.theme) for part in words)
    rows = [words] if wide < place.width - 300 else [[part] for part in words]
    edge = w(
        "tabs",
        w("tab", val="clear", pos=text_width(job.theme)),
        w("tab", val="right", pos=place.width),
    )
    made = []
    for row in rows:
        pieces: list[Piece] = []
        for part in row:
            look = Look(lang, place.dir)
            pieces += [Piece(TAB, look)] * bool(pieces) + with_fields(part, look)
        tabs = [] if place.width == text_width(job.theme) else [copied(edge)]
        made.append(paragraph(style, place, runs(pieces, place, job), job, *tabs))
    return made


def with_fields(words: str, look: Look) -> list[Piece]:
    """Text with `{page}` and `{pages}` as fields."""
    parts = filter(None, re.split(r"(\{pages?\})", words))
    return [
        Piece("1", look, field=FIELDS[part]) if part in FIELDS else Piece(part, look)
        for part in parts
    ]
