"""Writes semantic HTML as PDF/A-3a and PDF/UA-1, and reads PDFs.

`write_pdf` has WeasyPrint lay the tree out, replaces its tags and its text layer by ones of our
own, attaches files and checks the pages. `text_problems` reads the finished bytes back and compares
them with the tree word by word. `extract_attachments` reads a PDF from outside within limits.

    writer            the PDF of a tree
    layout            the laid-out pages as facts: lines, shapes, rows
    page_lint         rules of a page that reads well
    to_unicode        an exact text layer: one character code for each glyph and text
    clusters          Arabic letters with their marks and kerns as glyphs without gaps
    composite_glyphs  a TrueType font with glyphs added
    structure_tree    the structure tree of a document
    tagging           writes that tree in place of WeasyPrint's tags
    conformance       PDF/A-3a and PDF/UA-1 in one file, with attachments
    extract_text      the text of a PDF, glyph by glyph
    verify_text       that text compared with the tree
    read_attachments  the files in a PDF from outside
"""

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
