"""Web: an edition as one HTML file that fetches nothing, for screens of any width and for print.

`write_page` adapts a copy of the semantic HTML, and puts style sheet, fonts and evidence inside.
The page has no script: notes open by the popover attribute, everything else is links and CSS.
`write_index` makes the index page of a project, which has one for its search.

    writer  `write_page`: the parts of the page, from its head to its foot
    page    adapts the tree: bilingual rows, notes, wide tables, signs
    look    the theme as CSS, with the dark colours that are computed from it
    fonts   the theme's fonts with the letters of a page only
    index   `write_index`: the index page with its search (search.js), `fold`
"""

from briefs.web.index import fold, is_index_as_written, write_index
from briefs.web.writer import WebOptions, write_page

__all__ = ["WebOptions", "fold", "is_index_as_written", "write_index", "write_page"]
