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

from briefs.design import LEAST_SIZE, Theme
from briefs.files import Attachment
from briefs.html import Element, head_metadata, to_html, visible_text
from briefs.pdf.conformance import attach, identify
from briefs.pdf.graphics import draw_graphics, widen_numerals
from briefs.pdf.page_lint import lint_pages
from briefs.pdf.structure_tree import WORD_JOINER
from briefs.pdf.tagging import write_structure_tree
from briefs.pdf.to_unicode import write_to_unicode
from briefs.problems import Problem

FONT_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
VARIANT = {"pdf_tags": True, "pdf_variant": "pdf/a-3a", "output_intent": "srgb"}
A4_HEIGHT = 297
FIRST_TOP = 0.65  # of the top margin: page one has no running head
THIN_SPACE = "\u202f"  # no line breaks at it
TEXT_BEFORE = "preceding-sibling::node()[1]/descendant-or-self::text()"
COUNTER_STYLES = {"latn": "decimal", "arab": "arabic-indic", "arabext": "persian"}  # of CSS
SIDE_OF_FOOT = 76  # millimetres: the width of a language beside the folio, in two languages
CARD = 0.9  # of the size of text, in the statements of a card
LEAST_RATING = 40.0  # millimetres: the width of the gauges of a judgement
# Font sizes that only the PDF needs, each as a part of one of the theme's sizes.
DERIVED_SIZES = {
    "facing": ("text", 0.95),
    "card": ("text", CARD),
    "cell": ("note", 1.0),
    "compact": ("text", 0.94),
    "dense": ("note", 0.92),
    "title-facing": ("title", 0.8),
    "title-card": ("title", 0.58),
    "answer-card": ("answer", 0.86),
}


@dataclass(frozen=True)
class PdfOptions:
    """What a PDF needs besides its tree: stylesheet, date for its metadata, files to attach."""

    stylesheet: str
    created: datetime
    attachments: Mapping[str, Attachment] = field(default_factory=dict)


def use_fonts(fonts: Path, cache: Path) -> None:
    """Let this process find the fonts of one folder only; call it before WeasyPrint is imported."""
    cache.mkdir(parents=True, exist_ok=True)
    file = cache / "fonts.conf"
    text = FONT_CONFIGURATION.format(
        fonts=escape(str(fonts)), cache=escape(str(cache / "fontconfig"))
    )
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")
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
    warnings = [Problem(name, 1, 1, "pdf-engine", record.getMessage()) for record in log]
    return data, len(document.pages), warnings + problems


def lay_out(tree: Element, theme: Theme, stylesheet: str) -> Any:
    """Return a resolved tree as WeasyPrint's document of laid-out pages; changes the tree."""
    import weasyprint  # noqa: PLC0415  (half a second, and fonts must be configured first)

    draw_graphics(tree)
    widen_numerals(tree, theme)
    adapt_to_engine(tree)
    html = weasyprint.HTML(string=to_html(tree), base_url=None, url_fetcher=refuse_to_fetch)
    css = weasyprint.CSS(string=theme_css(theme) + page_css(tree, theme) + stylesheet)
    return html.render(stylesheets=[css], **VARIANT)


def set_bleed(pdf: Any, bleed: float) -> None:
    """Set each page's BleedBox to the bleed in millimetres; WeasyPrint assumes 10 points."""
    points = bleed * 72 / 25.4
    for reference in pdf.page_references:
        page = pdf.objects[int(reference.split()[0])]
        left, bottom, right, top = page["TrimBox"]
        page["BleedBox"] = pydyf.Array(
            [left - points, bottom - points, right + points, top + points]
        )


def refuse_to_fetch(url: str, *_: Any, **__: Any) -> dict[str, Any]:
    """Raise ValueError: a document contains all that it needs, and nothing is fetched."""
    raise ValueError(f"{url} is not an asset of the document")


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
        before = "".join(notes.xpath(TEXT_BEFORE))
        space = THIN_SPACE if before[-1:].isdigit() else ""
        notes[0].text = WORD_JOINER + space + (notes[0].text or "")
    for heading in tree.xpath("//*[@class='facing'][starts-with(name(), 'h')]"):
        label = " / ".join(visible_text(half) for half in heading)
        heading.set("style", f"bookmark-label: {css_string(label)}")


def add_dates(tree: Element, created: datetime) -> None:
    """Add the date of the content to the head, by the names that WeasyPrint reads, in place."""
    for head in tree.iterfind("head"):
        for name in ("dcterms.created", "dcterms.modified"):
            date = created.strftime("%Y-%m-%dT%H:%M:%SZ")
            etree.SubElement(head, "meta", {"name": name, "content": date})


def theme_css(theme: Theme) -> str:
    """Return the theme as CSS custom properties: colours for all, fonts and sizes by language."""
    rules = [css_rule(":root", {f"--{name}": value for name, value in theme.colours.items()})]
    for code, style in theme.languages.items():
        sizes = {f"--size-{name}": f"{theme.size(name, code)}pt" for name in theme.sizes}
        for name, (base, part) in DERIVED_SIZES.items():
            size = max(theme.sizes[base] * style.scale * part, LEAST_SIZE)
            sizes[f"--size-{name}"] = f"{size:.2f}pt"
        fonts = {
            "--face-text": f"'{style.text}'",
            "--face-label": f"'{style.label}'",
            "--side": f"{theme.unused_width(code)}mm",
            "--side-card": f"{theme.unused_width(code) + style.measure * (1 - CARD) * 0.85:.4g}mm",
            "--side-rating": f"{max(theme.unused_width(code), LEAST_RATING)}mm",
            "--size-mark": f"{LEAST_SIZE}pt",
            "--leading": str(style.leading),
            "--leading-tight": f"{1 + (style.leading - 1) * 0.72:.3g}",
            "--leading-facing": f"{1 + (style.leading - 1) * 0.9:.3g}",
        }
        rules.append(css_rule(f":lang({code})", fonts | sizes))
        if style.digits != "latn":
            rules += numbered_css(code, COUNTER_STYLES[style.digits])
        for other, other_style in theme.languages.items():
            if other != code:
                inset = f"{other_style.scale / style.scale:.3g}em"
                rules.append(css_rule(f":lang({code}) bdi:lang({other})", {"--inset": inset}))
    return "\n".join(rules)


def numbered_css(code: str, counter: str) -> list[str]:
    """Return the CSS of numbered lists and of pages in contents, in the digits of a language."""
    page = f"target-counter(attr(href), page, {counter})"
    return [
        css_rule(f"ol:lang({code})", {"list-style-type": counter}),
        css_rule(f"nav.contents a:lang({code})::after", {"content": page}),
    ]


def css_rule(selector: str, values: dict[str, str]) -> str:
    """Return one CSS rule."""
    return selector + " { " + "; ".join(f"{name}: {value}" for name, value in values.items()) + " }"


def page_css(tree: Element, theme: Theme) -> str:
    """Return the CSS of the page: its paper, margins, and running header and footer."""
    page = theme.page
    texts = margin_texts(tree)
    margins = f"{page.top}mm {page.side}mm {page.bottom}mm"
    boxes = " ".join(margin_box(name, *text, theme) for name, text in texts.items())
    first = " ".join(f"{name} {{ content: none }}" for name in texts if name.startswith("@top"))
    first += f" margin-top: {page.top * FIRST_TOP:.4g}mm"
    paper = f"size: {page.size}; margin: {margins}"
    if page.outside_trim:
        paper += f"; bleed: {page.outside_trim}mm; marks: {' '.join(sorted(page.marks)) or 'none'}"
    rules = f"@page {{ {paper}; {boxes} }} @page :first {{ {first} }}\n"
    if "@bottom-center" in texts:
        sides = (f"@bottom-{side} {{ width: {SIDE_OF_FOOT}mm }}" for side in ("left", "right"))
        rules += f"@page {{ {' '.join(sides)} }}\n"
    # Page one does not fit on a page shorter than A4; the rest must not be alone on the next.
    if page.height < A4_HEIGHT:
        rules += "section.body[data-break] { break-before: auto; margin-top: 12pt }\n"
    return rules


def margin_texts(tree: Element) -> dict[str, tuple[str, str]]:
    """Return what the margin boxes of each page show: name of the box → (language, text).

    The title is on the side where lines start, opposite the section. In two languages each has
    its own side, the first where the page starts.
    """
    metadata = head_metadata(tree)
    title, reference, pages = (
        list(metadata[name].items()) for name in ("short-title", "reference", "page-pattern")
    )
    separator = "\n" if len(title) > 1 else " · "
    information = [(language, separator.join(foot(metadata, language))) for language, _ in title]
    start, end = ("right", "left") if tree.get("dir") == "rtl" else ("left", "right")
    if len(title) > 1:
        top = {f"@top-{start}": title[0], "@top-center": reference[0], f"@top-{end}": title[-1]}
        bottom = {f"@bottom-{start}": information[0], f"@bottom-{end}": information[-1]}
        return top | bottom | {"@bottom-center": pages[0]}
    section = (reference[0][0], f"{reference[0][1]}{{section}}")
    top = {f"@top-{start}": title[0], f"@top-{end}": section}
    return top | {f"@bottom-{start}": information[0], f"@bottom-{end}": pages[0]}


def foot(metadata: dict[str, dict[str, str]], language: str) -> list[str]:
    """Return the parts of a page's foot: the handling, then the date and the sign of others."""
    handling, information, sign = (
        metadata.get(name, {}).get(language, "") for name in ("handling", "information", "inferred")
    )
    return [part for part in (handling, " · ".join(filter(None, (information, sign)))) if part]


def margin_box(name: str, language: str, text: str, theme: Theme) -> str:
    """Return the CSS of a margin box.

    `{page}` and `{pages}` in its text become counters, `{section}` the heading of the section that
    the page starts with.
    """
    style = theme.languages[language]
    digits = COUNTER_STYLES[style.digits]
    content = css_string(text)
    for counter in ("page", "pages"):
        content = content.replace(f"{{{counter}}}", f'" counter({counter}, {digits}) "')
    content = content.replace("{section}", '" string(section, start) "')
    font = f"{theme.size('running', language)}pt '{style.label}'"
    look = f"font: {font}; color: {theme.colours['muted']}; white-space: pre"
    look += f"; direction: {theme.direction(language)}"
    if name.startswith("@bottom"):
        look += "; vertical-align: top; padding-top: 3.5mm; line-height: 1.3; white-space: pre-line"
    return f"{name} {{ content: {content}; {look} }}"


def css_string(text: str) -> str:
    """Return a text as a CSS string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ") + '"'
