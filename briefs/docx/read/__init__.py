"""Reads the parts of a Word document: its text with formats and tracked changes.

A document becomes stories (body, notes, headers) of paragraphs of text spans, each with the number
of the text of the content that it belongs to. The stories become lines, which the writer records
in the baseline and `briefs.pull` compares with it.

    effective_format  formats of runs and paragraphs with the styles applied (ISO 29500-1, 17.7)
    spans             text spans and paragraphs
    targets           where links and marks of notes lead
    fields            results that Word computes, contents lists
    reader            a part of a document to paragraphs
    stories           the parts of a document to stories
    lines             stories to lines, texts to what YAML holds, the digest of a baseline
"""

from briefs.docx.read.effective_format import Appearance, Letters, Look, Shape
from briefs.docx.read.lines import (
    NAMESPACE,
    NOTE,
    BaseFormat,
    Line,
    accept_all,
    as_yaml_text,
    fingerprint,
    lines_to_compare,
    story_of_chart,
    surrounding_letters,
)
from briefs.docx.read.reader import AUTHOR, CONTROL_ID_OFFSET, EXPANSION, ID
from briefs.docx.read.spans import Accept, Paragraph, TextSpan
from briefs.docx.read.stories import read_stories
from briefs.docx.read.targets import parts_referred_to

__all__ = [
    "AUTHOR",
    "CONTROL_ID_OFFSET",
    "EXPANSION",
    "ID",
    "NAMESPACE",
    "NOTE",
    "Accept",
    "Appearance",
    "BaseFormat",
    "Letters",
    "Line",
    "Look",
    "Paragraph",
    "Shape",
    "TextSpan",
    "accept_all",
    "as_yaml_text",
    "fingerprint",
    "lines_to_compare",
    "parts_referred_to",
    "read_stories",
    "story_of_chart",
    "surrounding_letters",
]
