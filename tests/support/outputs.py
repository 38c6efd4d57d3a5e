"""The built documents by brief and edition, and the text of PDFs by two extractors."""

import subprocess
from pathlib import Path

import pypdfium2


def pdf_of(outputs: Path, brief: str, edition: str) -> Path:
    """Return the path of a PDF in an output folder."""
    return outputs / brief / f"{brief}.{edition}.pdf"


def docx_of(outputs: Path, brief: str, edition: str) -> Path:
    """Return the path of a Word document in an output folder."""
    return outputs / brief / f"{brief}.{edition}.docx"


def html_of(outputs: Path, brief: str, edition: str) -> Path:
    """Return the path of a web page in an output folder."""
    return outputs / brief / f"{brief}.{edition}.html"


def poppler(path: Path, layout: bool = True) -> str:
    """Return the text of a PDF as pdftotext extracts it.

    Without `layout` it takes a hyphen at the end of a line for a hyphenation, and drops it.
    """
    command = ["pdftotext", *(["-layout"] if layout else []), str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def pdfium(path: Path) -> str:
    """Return the text of a PDF as PDFium extracts it."""
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
