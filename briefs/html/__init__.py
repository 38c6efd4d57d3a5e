"""From content to semantic HTML, the intermediate representation that all writers read.

`render` fills a Jinja template once for each language of an edition. Each tree is checked against
the closed vocabulary of docs/vocabulary.md, then notes, captions and references are numbered.
Two languages are merged into one tree of bilingual rows.

    selection  `Selection`: the statements that a brief shows, sorted for templates
    templates  `render`, `render_part`: Jinja with filters and globals of a language
    sandbox    what Jinja is kept from, and the templates that it has compiled
    document   the vocabulary, the numbering of a tree, and functions that read a tree
    graphics   `draw_figures`: the figures and gauges as boxes, for PDF and web
    bilingual  `bilingual_tree`: two trees of one template merged into one
"""

from briefs.html.document import (
    WORD_JOINER,
    Element,
    before_number,
    contents_entry,
    foot_of,
    head_metadata,
    to_html,
    visible_text,
)
from briefs.html.graphics import draw_figures
from briefs.html.templates import render, render_part

__all__ = [
    "WORD_JOINER",
    "Element",
    "before_number",
    "contents_entry",
    "draw_figures",
    "foot_of",
    "head_metadata",
    "render",
    "render_part",
    "to_html",
    "visible_text",
]
