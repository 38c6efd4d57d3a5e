"""The Word writer: the resolved semantic tree and the theme become the bytes of a .docx.

Blocks become paragraphs, tables and charts in Word's own constructs, with a style per language.
Charts, notes, lists and links are collected on the way and become parts of the package. Every text
of the content stands in a content control, and a baseline part records it for the way back.

- document: `write_docx`, all parts put together
- blocks, runs, tables, charts, toc: the body; bidi: the direction of runs (UAX #9)
- footnotes, headers, numbering, settings, fonts, theme_part: the other parts
- style_table, styles, table_styles: styles.xml
- reference_doc, page_setup: a user's own .docx or .dotx as base
- content_controls, baseline: what pulling edits needs
- context: options, inherited block properties, collectors
"""

from briefs.docx.write.context import WordOptions
from briefs.docx.write.document import write_docx
from briefs.docx.write.toc import toc_entries

__all__ = ["WordOptions", "toc_entries", "write_docx"]
