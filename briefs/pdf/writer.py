"""Writes semantic HTML as PDF with WeasyPrint: with the project's fonts, tagged, and checked."""

import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import Any

import pydyf
from lxml import etree

from briefs.design import Theme
from briefs.files import Attachment, write_whole
from briefs.html import Element, before_number, head_metadata, visible_text
from briefs.messages import verbatim
from briefs.pdf.conformance import attach, identify
from briefs.pdf.graphics import draw_graphics, widen_numerals
from briefs.pdf.page_lint import lint_pages
from briefs.pdf.tagging import write_structure_tree
from briefs.pdf.theme_css import css_string, page_css, theme_css
from briefs.pdf.to_unicode import write_to_unicode
from briefs.problems import Problem, fill

FONT_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
VARIANT = {"pdf_tags": True, "pdf_variant": "pdf/a-3a", "output_intent": "srgb"}


@dataclass(frozen=True)
class PdfOptions:
    """What a PDF needs besides its tree: stylesheet, date for its metadata, files to attach."""

    stylesheet: str
    created: datetime
    attachments: Mapping[str, Attachment] = field(default_factory=dict)


def use_fonts(fonts: Path, cache: Path) -> None:
    """Let this process find the fonts of one folder only; call it before WeasyPrint is imported.

    OSError where the files of fontconfig cannot be written into the cache.
    """
    cache.mkdir(parents=True, exist_ok=True)
    file = cache / "fonts.conf"
    text = FONT_CONFIGURATION.format(
        fonts=escape(str(fonts)), cache=escape(str(cache / "fontconfig"))
    ).encode()
    if not file.is_file() or file.read_bytes() != text:
        write_whole(file, text)
    os.environ["FONTCONFIG_FILE"] = str(file)


def write_pdf(tree: Element, theme: Theme, options: PdfOptions) -> tuple[bytes, int, list[Problem]]:
    """Return the PDF of a resolved tree, its number of pages, and warnings.

    The warnings are those of WeasyPrint and of the page rules.
    """
    tree = deepcopy(tree)
    add_dates(tree, options.created)
    name = f"{tree.get('data-brief')} ({tree.get('data-edition')})"
    with engine_log() as log:
        document = lay_out(tree, theme, options.stylesheet)
        problems = lint_pages(document.pages, name)
        with write_to_unicode() as text_layer, write_structure_tree(document):

            def finish(_: Any, pdf: Any) -> None:
                text_layer.finish(_, pdf)
                attach(pdf, options.attachments, options.created)
                set_bleed(pdf, theme.page.bleed)
                identify(pdf)

            data = document.write_pdf(finisher=finish, **VARIANT)
    hint = fill("look for it in pdf.css; the engine left it out")
    warnings = [
        Problem(name, 1, 1, "pdf-engine", verbatim(record.getMessage()), hint) for record in log
    ]
    return data, len(document.pages), warnings + problems


def lay_out(tree: Element, theme: Theme, stylesheet: str) -> Any:
    """Return a resolved tree as WeasyPrint's document of laid-out pages; changes the tree."""
    import weasyprint  # noqa: PLC0415  (half a second, and fonts must be configured first)

    from briefs.pdf.engine import ParsedHtml, change_engine  # noqa: PLC0415  (as above)

    draw_graphics(tree)
    widen_numerals(tree, theme)
    adapt_to_engine(tree)
    fetcher = refusing_fetcher()
    html = ParsedHtml(etree.tostring(tree), fetcher)
    style = theme_css(theme) + page_css(tree, theme) + stylesheet
    css = weasyprint.CSS(string=style, base_url=None, url_fetcher=fetcher)
    memory = change_engine()
    try:
        return html.render(stylesheets=[css], **VARIANT)
    finally:
        memory.forget()  # its styles and boxes are those of this document


def set_bleed(pdf: Any, bleed: float) -> None:
    """Set each page's BleedBox to the bleed in millimetres; WeasyPrint assumes 10 points."""
    points = bleed * 72 / 25.4
    for reference in pdf.page_references:
        page = pdf.objects[int(reference.split()[0])]
        left, bottom, right, top = page["TrimBox"]
        page["BleedBox"] = pydyf.Array(
            [left - points, bottom - points, right + points, top + points]
        )


def refusing_fetcher() -> Any:
    """Return what fetches for WeasyPrint: nothing, since a document contains all that it needs."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415  (as above)

    class Refusing(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, _headers: Any = None) -> Any:
            raise ValueError(f"{url} is not an asset of the document")

    return Refusing()


@contextmanager
def engine_log() -> Iterator[list[logging.LogRecord]]:
    """Collect the warnings that WeasyPrint logs."""
    logger, handler = logging.getLogger("weasyprint"), BufferingHandler(sys.maxsize)
    handler.setLevel(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield handler.buffer
    finally:
        logger.removeHandler(handler)


def adapt_to_engine(tree: Element) -> None:
    """Change a tree, in place, where WeasyPrint needs other HTML.

    The root gets the class `single` or `double`, after the number of its languages. A caption
    becomes a paragraph before its table, so that no page break parts them. The `start` of a list
    becomes a counter. Note numbers are joined to the word before them, after a thin space if that
    ends in a digit. The bookmark of a heading in two languages gets a slash between them.
    """
    titles = head_metadata(tree)["short-title"]
    tree.set("class", "single" if len(titles) == 1 else "double")
    for table in tree.findall(".//table[caption]"):
        for caption in table.findall("caption"):
            caption.tag = "p"
            caption.set("class", f"caption {caption.get('class', '')}".strip())
            caption.attrib.update({k: v for k, v in table.attrib.items() if k in ("lang", "dir")})
            table.addprevious(caption)
    for items in tree.iterfind(".//ol[@start]"):
        items.set("style", f"counter-reset: list-item {int(items.get('start', '1')) - 1}")
    for notes in tree.iterfind(".//span[@class='noterefs']"):
        notes[0].text = before_number(notes) + (notes[0].text or "")
    for heading in tree.xpath("//*[@class='facing'][starts-with(name(), 'h')]"):
        label = " / ".join(visible_text(half) for half in heading)
        heading.set("style", f"bookmark-label: {css_string(label)}")


def add_dates(tree: Element, created: datetime) -> None:
    """Add the date of the content to the head, by the names that WeasyPrint reads, in place."""
    for head in tree.iterfind("head"):
        for name in ("dcterms.created", "dcterms.modified"):
            date = created.strftime("%Y-%m-%dT%H:%M:%SZ")
            etree.SubElement(head, "meta", {"name": name, "content": date})
