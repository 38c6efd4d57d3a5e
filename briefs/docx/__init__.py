"""Word documents: what the writer and the reader of WordprocessingML share.

`briefs.docx.write` turns the semantic HTML into a .docx; `briefs.docx.read` reads an edited .docx
back. This package loads nothing but lxml, so that a hostile file is refused before anything else
is loaded.

    ooxml         makes elements of WordprocessingML; namespaces, the schema's orders of children
    package       the package of a new document as a reproducible zip, by means of python-docx
    safe_package  opens a package from outside and parses its parts, within limits
    read, write   packages of their own
"""

from briefs.docx.ooxml import Element, W
from briefs.docx.safe_package import LARGEST_FILE, open_docx

__all__ = ["LARGEST_FILE", "Element", "W", "open_docx"]
