"""TODO door of html."""

from briefs.html.document import Element, to_html, visible_text
from briefs.html.render import Design, load_design, load_theme, render

__all__ = ["Design", "Element", "load_design", "load_theme", "render", "to_html", "visible_text"]
