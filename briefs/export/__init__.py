"""What programs other than ours read of a brief: its evidence, sources, content and plain text.

The evidence is JSON-LD and the sources are CSL-JSON; both are files beside the documents of a
brief. A PDF has them as attachments, with the YAML it was made from and its text.
The same content always gives the same bytes.

- attachments: the files that a PDF carries
- csl: the sources as CSL-JSON
- json_ld: the evidence as JSON-LD
- json_ld_context: the context of that JSON-LD
- plain_text: the text of a document
- snapshot: the YAML that an edition of a brief is made from
- statements: the statements of a project in words of one language
- tables: all statements, polls, figures and sources of a project as a workbook
"""

from briefs.export.attachments import EVIDENCE, attachments_of
from briefs.export.csl import sources_json
from briefs.export.json_ld import evidence_json
from briefs.export.statements import StatementWords, statements_in_words, words
from briefs.export.tables import evidence_workbook, is_workbook_as_written

__all__ = [
    "EVIDENCE",
    "StatementWords",
    "attachments_of",
    "evidence_json",
    "evidence_workbook",
    "is_workbook_as_written",
    "sources_json",
    "statements_in_words",
    "words",
]
