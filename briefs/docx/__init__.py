"""Word documents: what the writer and the reader of WordprocessingML have in common.

`briefs.docx.write` turns the semantic HTML into a .docx; `briefs.docx.read` reads an edited .docx
back. Packages from outside are opened here within limits; this door loads nothing but lxml, so
that a hostile file is refused before anything else is loaded.

    ooxml         elements of WordprocessingML, namespaces, the schema's orders of children
    package       the package of a new document, carried by python-docx, as a reproducible zip
    safe_package  opens a package from outside and parses its parts, within limits
    size_limits   the limits of an edited document
    read, write   packages with doors of their own
"""

from briefs.docx.ooxml import Element, W
from briefs.docx.size_limits import LARGEST_FILE, open_docx

__all__ = ["LARGEST_FILE", "Element", "W", "open_docx"]
