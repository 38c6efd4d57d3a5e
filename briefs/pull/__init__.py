"""TODO door of pull."""

from briefs.pull.compare import compare_parts, texts_of
from briefs.pull.report import (
    BY_HAND,
    Filter,
    apply_edits,
    conflict_problems,
    diff_lines,
    filtered_lines,
    summary_line,
)
from briefs.pull.size_limits import LARGEST_FILE, Element, open_docx

__all__ = [
    "BY_HAND",
    "LARGEST_FILE",
    "Element",
    "Filter",
    "apply_edits",
    "compare_parts",
    "conflict_problems",
    "diff_lines",
    "filtered_lines",
    "open_docx",
    "summary_line",
    "texts_of",
]
