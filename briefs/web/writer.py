"""Writes an edition as one HTML file: head, links to the other editions, text, foot, evidence."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from briefs.design import Language, Theme
from briefs.html import Element, foot_of, head_metadata, to_html
from briefs.web.fonts import font_css
from briefs.web.look import theme_css
from briefs.web.page import adapt, take_contents

# Nothing is fetched and no script runs; fonts are inside, and links to anywhere may be followed.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
HEAD: Mapping[str, str] = {
    "viewport": "width=device-width, initial-scale=1",
    "color-scheme": "light dark",
    "referrer": "no-referrer",
}


@dataclass(frozen=True)
class WebOptions:
    """What a page needs besides its tree and theme; `evidence` is JSON-LD, or empty.

    A page with a `script`, by its address, is one of the desk: it keeps the paths of its texts, and
    its server states the policy.
    """

    stylesheet: str
    languages: Mapping[str, Language]
    fonts: Path
    evidence: bytes = field(default=b"", repr=False)
    script: str = ""


def write_page(tree: Element, theme: Theme, options: WebOptions) -> bytes:
    """Return a resolved tree as one HTML file; the same bytes for the same input."""
    tree = deepcopy(tree)
    metadata = head_metadata(tree)
    language = options.languages[tree.get("lang", "")]
    adapt(tree, options.languages, keep_paths=bool(options.script))
    page = etree.Element("html", {"lang": language.code, "dir": tree.get("dir", "")})
    titles = metadata.get("short-title", {})
    page.set("class", "single" if len(titles) < 2 else "double")
    page.set("data-template", tree.get("data-template", ""))
    head = etree.SubElement(page, "head")
    body = etree.SubElement(page, "body")
    etree.SubElement(body, "a", {"class": "skip", "href": "#text"}).text = language.translate(
        "skip-to-text"
    )
    if not options.script:  # the desk has links of its own
        body.extend(banner(tree, theme, options.languages))
    body.append(main_text(tree, language))
    body.append(foot(metadata, options.languages))
    style = font_css(page, options.languages, options.fonts) + theme_css(theme) + options.stylesheet
    fill_head(head, tree, style, script=options.script)
    if options.evidence:
        script = etree.SubElement(head, "script", {"type": "application/ld+json"})
        script.text = embedded_json(options.evidence)
    return f"{to_html(page)}\n".encode()


def fill_head(
    head: Element, tree: Element, style: str, policy: str = POLICY, script: str = ""
) -> None:
    """Add to a head its policy, or the script of the desk, title and style; in place."""
    etree.SubElement(head, "meta", {"charset": "utf-8"})
    if script:
        etree.SubElement(head, "script", {"src": script, "type": "module"}).text = ""
    else:
        csp = {"http-equiv": "Content-Security-Policy", "content": policy}
        etree.SubElement(head, "meta", csp)
    for name, content in HEAD.items():
        etree.SubElement(head, "meta", {"name": name, "content": content})
    etree.SubElement(head, "title").text = tree.findtext("head/title")
    head.extend(deepcopy(list(tree.iterfind("head/meta[@name='description']"))))
    etree.SubElement(head, "link", {"rel": "icon", "href": "data:,"})
    etree.SubElement(head, "style").text = style.replace("</", "<\\/")


def embedded_json(data: bytes) -> str:
    """Return JSON in its shortest form, without the signs by which HTML would end a script."""
    short = json.dumps(json.loads(data), ensure_ascii=False, separators=(",", ":"))
    return short.replace("<", "\\u003c")


def banner(tree: Element, theme: Theme, languages: Mapping[str, Language]) -> Iterator[Element]:
    """Yield the header with a link to each edition of a brief, if there are several."""
    editions = tree.get("data-editions", "").split()
    if len(editions) < 2:
        return
    header = etree.Element("header", {"class": "editions"})
    own = languages[tree.get("lang", "")]
    nav = etree.SubElement(header, "nav", {"aria-label": own.translate("languages")})
    items = etree.SubElement(nav, "ul")
    for edition in editions:
        link = {"href": f"{tree.get('data-brief')}.{edition}.html"}
        if edition == tree.get("data-edition"):
            link["aria-current"] = "page"
        anchor = etree.SubElement(etree.SubElement(items, "li"), "a", link)
        name_edition(anchor, [languages[code] for code in theme.editions[edition]])
        if len(theme.editions[edition]) > 1:
            anchor[-1].tail = " "
            how = etree.SubElement(anchor, "span", {"lang": own.code, "dir": own.direction})
            how.text = own.translate("side-by-side")
    yield header


def name_edition(anchor: Element, languages: list[Language]) -> None:
    """Name an edition by its languages, each in itself."""
    if len(languages) == 1:
        anchor.set("hreflang", languages[0].code)
    for language in languages:
        name = language.locale.get_language_name() or language.code
        lang = {"lang": language.code, "dir": language.direction}
        word = etree.SubElement(anchor, "span", lang)
        word.text = name[:1].upper() + name[1:]
        word.tail = " · " if language is not languages[-1] else ""


def main_text(tree: Element, language: Language) -> Element:
    """Return the text of a page: its body, with the contents after the first section."""
    (body,) = tree.findall("body")
    contents = take_contents(body, language)
    body.tag = "main"
    body.set("id", "text")
    body.set("tabindex", "-1")
    first = body.find("section")
    if first is not None:
        first.addnext(contents)
    return body


def foot(metadata: Mapping[str, Mapping[str, str]], languages: Mapping[str, Language]) -> Element:
    """Return what the foot of every PDF page says: handling, date, and the sign of other dates."""
    footer = etree.Element("footer")
    for code in metadata.get("short-title", {}):
        lang = {"lang": code, "dir": languages[code].direction}
        etree.SubElement(footer, "p", lang).text = " · ".join(filter(None, foot_of(metadata, code)))
    return footer
