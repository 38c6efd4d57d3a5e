"""Headers and footers from the head of the tree: short title, reference, date, page numbers."""

import re
from collections.abc import Mapping

from briefs.docx.ooxml import Element, root, w
from briefs.docx.write.paragraphs import gap, paragraph
from briefs.docx.write.plan import BlockContext, DocumentPlan
from briefs.docx.write.runs import TAB, Look, Piece, joined, runs
from briefs.docx.write.tables import GUTTER, facing_rows
from briefs.docx.write.theme import direction, letters_width, text_width

FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
# The two entries of the head that stand at the margins: language → text.
Sides = tuple[Mapping[str, str], Mapping[str, str]]


def headers_and_footers(
    metadata: Mapping[str, Mapping[str, str]], context: BlockContext, plan: DocumentPlan
) -> dict[str, Element]:
    """Return the parts by name; page one has no header, and the footer as a part of its own.

    The header has the short title and the reference; the footer the handling, the date of the
    information, the sign of inferred dates, and the page with the number of pages.
    """
    header = metadata.get("short-title", {}), metadata.get("reference", {})
    signs, handling = metadata.get("inferred", {}), metadata.get("handling", {})
    information = {
        lang: " · ".join(filter(None, (handling.get(lang), words, signs.get(lang))))
        for lang, words in metadata.get("information", {}).items()
    }
    footer = information, metadata.get("page-pattern", {})
    return {
        "header1": root("hdr", *running_lines("Header", header, context, plan)),
        "footer1": root("ftr", *running_lines("Footer", footer, context, plan)),
        "footer2": root("ftr", *running_lines("Footer", footer, context, plan)),
    }


def running_lines(
    style: str, sides: Sides, context: BlockContext, plan: DocumentPlan
) -> list[Element]:
    """Return the texts at the two margins; of two languages, each in a cell of its own.

    <w:p><w:pPr><w:pStyle w:val="FooterArabic"/></w:pPr> … <w:r><w:tab/></w:r> PAGE … </w:p>
    """
    langs = list(dict.fromkeys(lang for side in sides for lang in side))
    if len(langs) < 2:
        return lines(style, [words for side in sides for words in side.values()], context, plan)
    cells = []
    for lang in langs:
        inside = BlockContext(lang, direction(lang), context.width // 2 - GUTTER)
        cells.append(lines(style, [side[lang] for side in sides if lang in side], inside, plan))
    return [facing_rows([cells], context.width, mirrored=context.rtl), gap()]


def lines(style: str, words: list[str], context: BlockContext, plan: DocumentPlan) -> list[Element]:
    """Return one paragraph with its texts at the two margins; two where one would be too long."""
    theme, look = plan.theme, Look(context.lang, context.dir)
    width = sum(letters_width(part, "running", context.lang, theme) for part in words)
    rows = [words] if width < context.width - 300 else [[part] for part in words]
    paragraphs = []
    for row in rows:
        pieces = joined((with_fields(part, look) for part in row), [Piece(TAB, look)])
        tabs = []
        if context.width != text_width(theme):
            style_stop = w("tab", val="clear", pos=text_width(theme))
            tabs = [w("tabs", style_stop, w("tab", val="right", pos=context.width))]
        contents = runs(pieces, context, plan)
        paragraphs.append(paragraph(style, context, contents, theme, *tabs))
    return paragraphs


def with_fields(words: str, look: Look) -> list[Piece]:
    """Return a text as pieces, with `{page}` and `{pages}` as fields."""
    return [
        Piece("1", look, field=FIELDS[part]) if part in FIELDS else Piece(part, look)
        for part in filter(None, re.split(r"(\{pages?\})", words))
    ]
