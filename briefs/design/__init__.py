"""How documents look, and what differs between languages.

This package reads `theme.yaml` and the interface strings of each language, those of the package and
what a project states in their place.
A `Language` writes dates, numbers and names with CLDR and marks up content texts; a `Theme` gives
writers colours, fonts and sizes. No other package compares language codes.

    design         `Design`: theme, strings and templates
    overrides      merges a project's theme and strings into those of the package
    theme_checks   checks a merged theme against languages, templates, style sheet and fonts
    theme          `Theme`: the model of `theme.yaml`
    language       `Language`: dates, numbers, plurals, names and mixed-script text
    css            what the style sheets of PDF and web page share
    faces          the faces of the fonts in a folder
    months         month names in running text
    strings        checks the strings of the languages against each other and the templates
    stylesheet     checks that the style sheet can be read and fetches nothing
    template_needs the parts of a brief that a template cannot do without
    check_context  `CheckContext`: the names that content may refer to
"""

from briefs.design.check_context import CheckContext
from briefs.design.css import COUNTER_STYLES, Rgb, css_rule, inset_rules, luminance
from briefs.design.design import Design, DesignError, design_of, load_design
from briefs.design.faces import FACES, letters_of, read_faces, subset
from briefs.design.language import Language, Width, to_western_digits
from briefs.design.months import with_month_names, with_names_of
from briefs.design.overrides import ORIGINAL
from briefs.design.theme import LARGEST_REFERENCE_DOC, LEAST_SIZE, Page, Sheet, Theme

__all__ = [
    "COUNTER_STYLES",
    "FACES",
    "LARGEST_REFERENCE_DOC",
    "LEAST_SIZE",
    "ORIGINAL",
    "CheckContext",
    "Design",
    "DesignError",
    "Language",
    "Page",
    "Rgb",
    "Sheet",
    "Theme",
    "Width",
    "css_rule",
    "design_of",
    "inset_rules",
    "letters_of",
    "load_design",
    "luminance",
    "read_faces",
    "subset",
    "to_western_digits",
    "with_month_names",
    "with_names_of",
]
