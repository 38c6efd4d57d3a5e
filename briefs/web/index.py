"""Writes the index page of a project: its sections, a search, and a policy that allows no more."""

import json
import unicodedata
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any

from lxml import etree

from briefs.content import FOLDING
from briefs.design import Theme, to_western_digits
from briefs.html import Element, to_html
from briefs.web.fonts import font_css
from briefs.web.look import theme_css
from briefs.web.page import adapt
from briefs.web.writer import POLICY, WebOptions, embedded_json, fill_head

SEAL = b"<!-- SHA-256 of the page: "
DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬"
# One letter for those that readers type for each other, and nothing for what they leave out.
LETTERS: Mapping[str, str] = {
    **{chr(code): chr(letter) if letter else "" for code, letter in FOLDING.items()},
    **{digit: to_western_digits(digit) for digit in DIGITS},
    **{"ی": "ي", "ک": "ك", "ء": "", "’": "'", "‘": "'", "\u200c": "", "\u200d": ""},
}


class Folded(dict[int, str]):
    """A table of `str.translate` that finds out what a letter becomes when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = "" if unicodedata.category(letter) == "Mn" else LETTERS.get(letter, letter)
        return self[code]


FOLDED = Folded()


def fold(text: str) -> str:
    """Return a text as the search compares it; search.js does the same with what is typed."""
    return unicodedata.normalize("NFKD", text.lower()).translate(FOLDED)


def write_index(
    sections: Sequence[Element], title: str, theme: Theme, options: WebOptions, search: Any
) -> bytes:
    """Return the index page; the same bytes for the same input.

    It has a section for each language. `search` is what search.js reads, besides `LETTERS`.
    """
    tree = etree.Element("html")
    etree.SubElement(etree.SubElement(tree, "head"), "title").text = title
    first = options.languages[sections[0].get("lang", "")]
    page = etree.Element("html", {"lang": first.code, "dir": first.direction, "class": "single"})
    head = etree.SubElement(page, "head")
    body = etree.SubElement(page, "body")
    main = etree.SubElement(body, "main", {"id": "text"})
    main.extend(sections)
    adapt(main, options.languages)
    data = json.dumps({**search, "fold": LETTERS}).encode()
    script = files("briefs.web").joinpath("search.js").read_text(encoding="utf-8")
    json_type = {"type": "application/json", "id": "statements"}
    etree.SubElement(body, "script", json_type).text = embedded_json(data)
    etree.SubElement(body, "script").text = script
    digest = b64encode(sha256(script.encode()).digest()).decode()
    style = font_css(main, options.languages, options.fonts) + theme_css(theme) + options.stylesheet
    fill_head(head, tree, style, f"{POLICY}; script-src 'sha256-{digest}'")
    return sealed(f"{to_html(page)}\n".encode())


def sealed(page: bytes) -> bytes:
    """Return a page with its digest, by which it is known for ours where no manifest lists it."""
    return page + SEAL + sha256(page).hexdigest().encode() + b" -->\n"


def is_index_as_written(data: bytes) -> bool:
    """Return whether bytes are an index page as `write_index` has returned it, at whatever time."""
    return sealed(data.rpartition(SEAL)[0]) == data
