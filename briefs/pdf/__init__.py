"""Writes semantic HTML as PDF/A-3a and PDF/UA-1, and reads PDFs.

`write_pdf` lets WeasyPrint lay a tree out, replaces its tags and its text layer, attaches files and
checks the pages. `text_problems` reads the finished bytes and compares their text with the tree.
`extract_attachments` reads a PDF from outside within limits.

    writer            writes the PDF of a tree
    theme_css         the theme and the margins of pages as CSS
    layout            reads laid-out pages: blocks, lines and runs of text, shapes, table rows
    page_lint         checks them against rules of readable pages
    to_unicode        writes a text layer with a character code for each pair of glyph and text
    clusters          makes one glyph of a right-to-left letter with its marks and kerning
    composite_glyphs  adds such glyphs to a TrueType font
    structure_tree    builds the structure tree of a document
    tagging           writes that tree in place of WeasyPrint's tags
    conformance       makes a PDF both PDF/A-3a and PDF/UA-1, and attaches files
    extract_text      reads the text of a PDF, glyph by glyph
    verify_text       compares that text with the tree
    read_attachments  reads the files in a PDF from outside
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
