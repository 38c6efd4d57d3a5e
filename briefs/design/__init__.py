"""How documents look, and what differs between languages.

This package reads a templates folder: `theme.yaml` and the interface strings of each language.
A `Language` writes dates, numbers and names with CLDR and marks up content texts; a `Theme` gives
writers colours, fonts and sizes. No other package compares language codes.

    design         `Design`: the theme, strings and template names of a templates folder
    theme          `Theme`: the model of `theme.yaml`
    language       `Language`: dates, numbers, plurals, names and mixed-script text
    months         month names in running text
    check_context  `CheckContext`: the names that content may refer to
"""

from briefs.design.check_context import CheckContext
from briefs.design.design import Design, load_design, load_theme
from briefs.design.language import BOLD, Language, Width, to_western_digits
from briefs.design.months import with_month_names, with_names_of
from briefs.design.theme import LARGEST_REFERENCE_DOC, LEAST_SIZE, Page, Sheet, Theme

__all__ = [
    "BOLD",
    "LARGEST_REFERENCE_DOC",
    "LEAST_SIZE",
    "CheckContext",
    "Design",
    "Language",
    "Page",
    "Sheet",
    "Theme",
    "Width",
    "load_design",
    "load_theme",
    "to_western_digits",
    "with_month_names",
    "with_names_of",
]
