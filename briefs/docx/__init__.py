"""Word documents: what the writer and the reader share.

An edited document, and a template to take styles from, come from outside; both are opened here
within limits, before anything else is loaded. So this door loads nothing but lxml.

- ooxml: elements of WordprocessingML
- package: the parts of a document to a zip whose bytes are always the same
- safe_package: opens a package from outside and parses its parts, within limits
- size_limits: the limits of an edited document
- read, write: the reader and the writer
"""

from briefs.docx.ooxml import Element, W
from briefs.docx.size_limits import LARGEST_FILE, open_docx

__all__ = ["LARGEST_FILE", "Element", "W", "open_docx"]
