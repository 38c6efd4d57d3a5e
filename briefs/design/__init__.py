"""TODO door of design."""

from briefs.design.check_context import CheckContext
from briefs.design.language import Language, to_western_digits
from briefs.design.theme import LARGEST_REFERENCE_DOC, LEAST_SIZE, Page, Sheet, Theme

__all__ = [
    "LARGEST_REFERENCE_DOC",
    "LEAST_SIZE",
    "CheckContext",
    "Language",
    "Page",
    "Sheet",
    "Theme",
    "to_western_digits",
]
