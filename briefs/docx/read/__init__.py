"""TODO door of docx.read."""

from briefs.docx.read.baseline_format import NAMESPACE, fingerprint
from briefs.docx.read.effective_format import Appearance, Letters, Look, Shape
from briefs.docx.read.lines import (
    BaseFormat,
    Line,
    accept_all,
    as_yaml_text,
    lines_to_compare,
    story_of_chart,
    surrounding_letters,
)
from briefs.docx.read.reader import AUTHOR, ID, MARK, read_stories
from briefs.docx.read.spans import Accept, Paragraph, TextSpan

__all__ = [
    "AUTHOR",
    "ID",
    "MARK",
    "NAMESPACE",
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
    "read_stories",
    "story_of_chart",
    "surrounding_letters",
]
