"""Headers and footers from the head of the tree: short title, reference, date, page numbers."""

import re
from collections.abc import Mapping

from docx.shared import Mm

from briefs.docx.ooxml import Element, root, w
from briefs.docx.write.facing import GUTTER, facing_rows
from briefs.docx.write.paragraphs import add_property, first_properties, gap, paragraph
from briefs.docx.write.pieces import TAB, Look, Piece, joined
from briefs.docx.write.plan import BlockContext, DocumentPlan
from briefs.docx.write.runs import runs
from briefs.docx.write.theme import direction, text_width
from briefs.html import foot_of

FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
TIGHTEST, RULE = 1.2, 3.5  # leading of a header; points from its line to the edge of the rule
# The two entries of the head that stand at the margins: language → text.
Sides = tuple[Mapping[str, str], Mapping[str, str]]


class Pattern(str):
    """A text of the strings with the places of page numbers."""

    __slots__ = ()


def headers_and_footers(
    metadata: Mapping[str, Mapping[str, str]], context: BlockContext, plan: DocumentPlan
) -> dict[str, Element]:
    """Return the parts by name; page one has no header, and the footer as a part of its own.

    The header has the short title and the reference; the footer the handling, the date of the
    information, the sign of inferred dates, and the page with the number of pages.
    """
    header = metadata.get("short-title", {}), metadata.get("reference", {})
    information = {
        lang: " · ".join(filter(None, foot_of(metadata, lang)))
        for lang in metadata.get("information", {})
    }
    patterns = metadata.get("page-pattern", {})
    footer = information, {lang: Pattern(words) for lang, words in patterns.items()}
    return {
        "header1": root("hdr", *above_text(running_lines("Header", header, context, plan), plan)),
        "footer1": root("ftr", *running_lines("Footer", footer, context, plan)),
        "footer2": root("ftr", *running_lines("Footer", footer, context, plan)),
    }


def above_text(lines: list[Element], plan: DocumentPlan) -> list[Element]:
    """Return a header with space below that keeps text at the top margin, since page one has less.

    The space belongs to the last paragraph: LibreOffice counts that in a cell of a header twice.
    """
    page, theme = plan.theme.page, plan.theme
    height = TIGHTEST * max(theme.size("running", lang) for lang in theme.languages)
    between = round(20 * (Mm(page.top - page.header).pt - height - RULE))
    properties = first_properties(lines[-1:])
    if properties is not None and page.first_top < page.top and between > 0:
        add_property(properties, w("spacing", after=between))
    return lines


def running_lines(
    style: str, sides: Sides, context: BlockContext, plan: DocumentPlan
) -> list[Element]:
    """Return the texts at the two margins; of two languages, each in a cell of its own.

    <w:p><w:pPr><w:pStyle w:val="FooterArabic"/></w:pPr> … <w:r><w:tab/></w:r> PAGE … </w:p>
    """
    langs = list(dict.fromkeys(lang for side in sides for lang in side))
    if len(langs) < 2:
        words = [words for side in sides for words in side.values()]
        return [line(words, style, context, plan)]
    cells = []
    for lang in langs:
        inside = BlockContext(lang, direction(lang), context.width // 2 - GUTTER)
        words = [side[lang] for side in sides if lang in side and not repeats(side, lang)]
        cells.append([line(words, style, inside, plan)])
    return [facing_rows([cells], context.width, "RunningTable", mirrored=context.rtl), gap()]


def repeats(side: Mapping[str, str], lang: str) -> bool:
    """Return whether a text of a language is that of an earlier language, as a reference is."""
    first = next(iter(side))
    return lang != first and side[lang] == side[first]


def line(words: list[str], style: str, context: BlockContext, plan: DocumentPlan) -> Element:
    """Return one paragraph with its texts at the two margins, the second on its last line."""
    look = Look(context.lang, context.dir)
    pieces = joined((with_fields(part, look) for part in words), [Piece(TAB, look)])
    tabs = []
    if context.width != text_width(plan.theme):
        style_stop = w("tab", val="clear", pos=text_width(plan.theme))
        tabs = [w("tabs", style_stop, w("tab", val="right", pos=context.width))]
    return paragraph(style, context, runs(pieces, context, plan), plan.theme, *tabs)


def with_fields(words: str, look: Look) -> list[Piece]:
    """Return a text as pieces; in a pattern, `{page}` and `{pages}` are fields."""
    if not isinstance(words, Pattern):  # a text of the content is printed as it is
        return [Piece(words, look)] if words else []
    return [
        Piece("1", look, field=FIELDS[part]) if part in FIELDS else Piece(part, look)
        for part in filter(None, re.split(r"(\{pages?\})", words))
    ]
