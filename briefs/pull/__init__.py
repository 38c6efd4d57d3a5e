"""Imports the edits of a Word document that was built here and came back.

A document is compared with the baseline that it carries and with the YAML of today. Edits of texts
become new texts of YAML files, everything else becomes a list for a person.

- baseline: what the document said when it was written
- edits: an edit, and all edits of a document
- compare: the comparison of texts with the baseline and with the YAML
- structure: the comparison of lines: new, gone, other, moved
- formatting: the comparison of formats
- report: new texts of YAML files, diffs and lists; `pull_edits` does all of it
"""

from briefs.pull.edits import UNTRACKED, Edit
from briefs.pull.report import Filter, PullReport, pull_edits, pull_parts

__all__ = [
    "UNTRACKED",
    "Edit",
    "Filter",
    "PullReport",
    "pull_edits",
    "pull_parts",
]
