"""TODO door of pdf."""

from briefs.pdf.read_attachments import (
    HINT,
    LARGEST_PDF,
    compare_attachments,
    edition_of_attachments,
    extract_attachments,
)
from briefs.pdf.verify_text import text_problems
from briefs.pdf.writer import PdfOptions, use_fonts, write_pdf

__all__ = [
    "HINT",
    "LARGEST_PDF",
    "PdfOptions",
    "compare_attachments",
    "edition_of_attachments",
    "extract_attachments",
    "text_problems",
    "use_fonts",
    "write_pdf",
]
