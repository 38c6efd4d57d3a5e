"""Word documents: what the writer and the reader of WordprocessingML have in common.

`briefs.docx.write` turns the semantic HTML into a .docx; `briefs.docx.read` reads an edited .docx
back. python-docx carries the package, lxml the XML of its parts.

- ooxml: element makers, namespaces and the schema's orders of children
- package: parts, relationships, content types, properties and the reproducible zip
- read, write: packages with doors of their own
"""

from briefs.docx.ooxml import Element, W

__all__ = ["Element", "W"]
