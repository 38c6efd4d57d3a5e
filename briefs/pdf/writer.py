"""Semantic HTML → PDF, by WeasyPrint, tagged and with its own fonts."""

import logging
import os
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from lxml import etree

from briefs.design import LEAST_SIZE, Theme
from briefs.files import Attachment
from briefs.html import Element, to_html, visible_text
from briefs.pdf.conformance import attach, identify
from briefs.pdf.page_lint import lint_pages
from briefs.pdf.tagging import write_structure_tree
from briefs.pdf.to_unicode import write_to_unicode
from briefs.problems import Problem

FONT_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
VARIANT = {"pdf_tags": True, "pdf_variant": "pdf/a-3a", "output_intent": "srgb"}
A4_HEIGHT = 297
WORD_JOINER = "\u2060"
THIN_SPACE = "\u202f"  # no line breaks at it
# Lengths that only the PDF needs, as parts of the theme's sizes.
DERIVED = {
    "facing": ("text", 0.95),
    "card": ("text", 0.9),
    "cell": ("note", 1.0),
    "compact": ("text", 0.94),
    "title-facing": ("title", 0.8),
    "title-card": ("title", 0.68),
}


@dataclass(frozen=True)
class PdfOptions:
    """What a PDF needs besides its tree: stylesheet, date for its metadata, files to carry."""

    stylesheet: str
    created: datetime
    attachments: Mapping[str, Attachment] = field(default_factory=dict)


def use_fonts(fonts: Path, cache: Path) -> None:
    """Let this process find the project's fonts and no others; call it before WeasyPrint loads."""
    cache.mkdir(parents=True, exist_ok=True)
    file = cache / "fonts.conf"
    text = FONT_CONFIGURATION.format(
        fonts=escape(str(fonts)), cache=escape(str(cache / "fontconfig"))
    )
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(file)


def write_pdf(tree: Element, theme: Theme, run: PdfOptions) -> tuple[bytes, int, list[Problem]]:
    """The PDF of a resolved tree, its pages, and what the engine and the page rules warn of."""
    page = deepcopy(tree)
    add_metadata(page, run)
    name = f"{tree.get('data-brief')} ({tree.get('data-edition')})"
    with Warnings(name) as warnings:
        rendered = lay_out(page, theme, run.stylesheet)
        poor = lint_pages(rendered.pages, name)
        with write_to_unicode() as layer, write_structure_tree(rendered):

            def finish(_: Any, pdf: Any) -> None:
                layer.finish(_, pdf)
                attach(pdf, run.attachments, run.created)
                set_bleed(pdf, theme.page.bleed)
                identify(pdf)

            data = rendered.write_pdf(finisher=finish, **VARIANT)
    return data, len(rendered.pages), warnings.problems + poor


def lay_out(tree: Element, theme: Theme, stylesheet: str) -> Any:
    """The pages of a resolved tree as WeasyPrint lays them out; the tree is changed in place."""
    import weasyprint  # noqa: PLC0415  (half a second, and only where a PDF is made)

    draw_charts(tree)
    settle_layout(tree)
    html = weasyprint.HTML(string=to_html(tree), base_url=None, url_fetcher=refuse)
    css = weasyprint.CSS(string=theme_css(theme) + page_css(tree, theme) + stylesheet)
    return html.render(stylesheets=[css], **VARIANT)


def set_bleed(pdf: Any, bleed: float) -> None:
    """Say on each page how far what bleeds goes over its edge; the engine guesses 10 points."""
    import pydyf  # noqa: PLC0415  (it comes with the engine, and loads with it)

    by = bleed * 72 / 25.4
    for reference in pdf.page_references:
        page = pdf.objects[int(reference.split()[0])]
        left, bottom, right, top = page["TrimBox"]
        page["BleedBox"] = pydyf.Array([left - by, bottom - by, right + by, top + by])


def refuse(url: str, *_: Any, **__: Any) -> dict[str, Any]:
    """The documents hold everything that they need; nothing is fetched."""
    raise ValueError(f"{url} is not an asset of the document")


class Warnings(logging.Handler):
    """Gathers what WeasyPrint logs while a document is made."""

    def __init__(self, name: str) -> None:
        super().__init__(logging.WARNING)
        self.name_of_document = name
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """One warning of the engine as a problem."""
        self.problems.append(
            Problem(self.name_of_document, 1, 1, "pdf-engine", record.getMessage())
        )

    def __enter__(self) -> "Warnings":
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)


def draw_charts(tree: Element) -> None:
    """Put a bar between the name and the value of each row of a chart's table; in place."""
    for figure in tree.iterfind(".//figure"):
        most = float(figure.get("data-max", "100"))
        for table in figure.iterfind("table"):
            table.set("summary", figure.get("data-alt", ""))
        for row in figure.iterfind(".//thead/tr"):
            row.insert(1, etree.Element("td", {"aria-hidden": "true"}))
        for row in figure.iterfind(".//tbody/tr"):
            value = float(row[-1].get("data-value", "0"))
            track = etree.Element("td", {"class": "track", "aria-hidden": "true"})
            width = f"width:{100 * value / most:.4g}%"
            etree.SubElement(track, "div", {"class": "mark", "style": width})
            row.insert(1, track)


def settle_layout(tree: Element) -> None:
    """What the engine needs said otherwise; in place.

    A table must not part from its caption, so that the caption goes before it as a paragraph; a
    list starts where `start` says only by its counter; notes hold on to the word before them, but
    not so close to a figure that they read as part of it; two languages in a bookmark stand apart.
    """
    for caption in list(tree.iterfind(".//caption")):
        table = caption.getparent()
        holder = None if table is None else table.getparent()
        if table is not None and holder is not None:
            caption.tag = "p"
            caption.set("class", "caption")
            caption.attrib.update(
                {name: table.get(name, "") for name in ("lang", "dir") if table.get(name)}
            )
            holder.insert(holder.index(table), caption)
    for items in tree.iterfind(".//ol[@start]"):
        items.set("style", f"counter-reset: list-item {int(items.get('start', '1')) - 1}")
    for notes in tree.iterfind(".//span[@class='noterefs']"):
        apart = THIN_SPACE if text_before(notes)[-1:].isdigit() else ""
        notes[0].text = WORD_JOINER + apart + (notes[0].text or "")
    for heading in tree.xpath("//*[@class='facing'][starts-with(name(), 'h')]"):
        halves = " / ".join(visible_text(half) for half in heading)
        heading.set("style", f"bookmark-label: {css_string(halves)}")


def text_before(element: Element) -> str:
    """The text that stands before an element in its block, or right before it."""
    before = element.getprevious()
    if before is not None:
        return before.tail or "".join(str(one) for one in before.itertext())
    parent = element.getparent()
    return "" if parent is None else parent.text or ""


def add_metadata(tree: Element, run: PdfOptions) -> None:
    """The dates of the content, in the names that WeasyPrint reads."""
    head = tree.find("head")
    if head is not None:
        for name in ("dcterms.created", "dcterms.modified"):
            moment = run.created.strftime("%Y-%m-%dT%H:%M:%SZ")
            etree.SubElement(head, "meta", {"name": name, "content": moment})


def theme_css(theme: Theme) -> str:
    """The theme as custom properties: colours for all, faces and sizes by language."""
    rules = [block(":root", {f"--{name}": value for name, value in theme.colours.items()})]
    for code, face in theme.languages.items():
        sizes = {f"--size-{name}": f"{theme.size(name, code)}pt" for name in theme.sizes}
        for name, (base, part) in DERIVED.items():
            sizes[f"--size-{name}"] = f"{theme.sizes[base] * face.scale * part:.2f}pt"
        faces = {
            "--face-text": f"'{face.text}'",
            "--face-label": f"'{face.label}'",
            "--side": f"{theme.unused_width(code)}mm",
            "--short": f"{face.measure * 0.2:.4g}mm",
            "--size-mark": f"{LEAST_SIZE}pt",
            "--leading": str(face.leading),
            "--leading-tight": f"{1 + (face.leading - 1) * 0.72:.3g}",
            "--leading-facing": f"{1 + (face.leading - 1) * 0.9:.3g}",
        }
        rules.append(block(f":lang({code})", faces | sizes))
        for other, twin in theme.languages.items():
            if other != code:
                selector = f":lang({code}) bdi:lang({other})"
                rules.append(block(selector, {"--inset": f"{twin.scale / face.scale:.3g}em"}))
    return "\n".join(rules)


def block(selector: str, values: dict[str, str]) -> str:
    """One CSS rule."""
    return selector + " { " + "; ".join(f"{name}: {value}" for name, value in values.items()) + " }"


def page_css(tree: Element, theme: Theme) -> str:
    """The page, its running header and footer: on the leading side the title, then the rest."""
    page = theme.page
    sides = running_texts(tree)
    boxes = {
        "@top-left": sides["short-title"][0],
        "@top-right": sides["short-title"][-1]
        if len(sides["short-title"]) > 1
        else sides["reference"][0],
        "@bottom-left": sides["information"][0],
        "@bottom-right": sides["page-pattern"][-1],
    }
    if len(sides["short-title"]) > 1:
        boxes |= {"@top-center": sides["reference"][0], "@bottom-center": sides["page-pattern"][0]}
        boxes["@bottom-right"] = sides["information"][-1]
    elif tree.get("dir") == "rtl":
        swap = {"left": "right", "right": "left"}
        boxes = {
            f"@{key[1:].split('-')[0]}-{swap[key.split('-')[1]]}": value
            for key, value in boxes.items()
        }
    margins = f"{page.top}mm {page.side}mm {page.bottom}mm"
    inner = " ".join(margin_box(name, text, theme) for name, text in boxes.items())
    first = " ".join(f"{name} {{ content: none }}" for name in boxes if name.startswith("@top"))
    paper = f"size: {page.size}; margin: {margins}"
    if page.outside_trim:
        paper += f"; bleed: {page.outside_trim}mm; marks: {' '.join(sorted(page.marks)) or 'none'}"
    rules = f"@page {{ {paper}; {inner} }} @page :first {{ {first} }}\n"
    # A page shorter than A4 cannot hold all of page one; what is over must not stand alone.
    if page.height < A4_HEIGHT:
        rules += "section.body[data-break] { break-before: auto; margin-top: 12pt }\n"
    return rules


def running_texts(tree: Element) -> dict[str, list[tuple[str, str]]]:
    """The metas of the head that run on every page: name → (language, text), one a language."""
    found: dict[str, list[tuple[str, str]]] = {}
    for meta in tree.iterfind("head/meta[@lang]"):
        found.setdefault(str(meta.get("name")), []).append(
            (str(meta.get("lang")), str(meta.get("content")))
        )
    return found


def margin_box(name: str, text: tuple[str, str], theme: Theme) -> str:
    """One margin box; `{page}` and `{pages}` of the pattern become counters."""
    language, words = text
    face = theme.languages[language]
    style = {"latn": "decimal", "arab": "arabic-indic"}[face.digits]
    content = css_string(words)
    for counter in ("page", "pages"):
        content = content.replace(f"{{{counter}}}", f'" counter({counter}, {style}) "')
    size = theme.size("running", language)
    colour = theme.colours["muted"]
    look = f"font: {size}pt '{face.label}'; color: {colour}; white-space: nowrap"
    return f"{name} {{ content: {content}; {look} }}"


def css_string(text: str) -> str:
    """A text as a CSS string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
