"""TODO door of docx.write."""

from briefs.docx.write.context import WordOptions
from briefs.docx.write.document import write_docx
from briefs.docx.write.toc import toc_entries

__all__ = ["WordOptions", "toc_entries", "write_docx"]
