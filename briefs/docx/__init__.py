"""TODO door of docx."""

from briefs.docx.ooxml import Element, W

__all__ = ["Element", "W"]
