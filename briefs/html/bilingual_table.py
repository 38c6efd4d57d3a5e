"""One table in two languages: for tables of names and labels, which need not be printed twice."""

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from briefs.design import Language
from briefs.html.document import Element

# The classes of tables that are printed once, with both languages in each cell.
ONCE = {"stances", "evidence", "ladder", "months"}


def bilingual_table(left: Element, right: Element, languages: Sequence[Language]) -> Element:
    """Return the left table with the texts of the right one below its own, where they differ.

    The paragraphs of a cell are merged one by one; signs and lists of numbers are printed once.
    In `table.stances` the date stands once, and only in a cell of several positions: one alone
    has no space for it. Raises ValueError where the shapes differ.
    """
    table = deepcopy(left)
    table.tail = None
    table.attrib.update({"lang": languages[0].code, "dir": languages[0].direction})
    cells = list(zip(parts(table), parts(right), strict=True))
    for first, second in cells:
        if left.get("class") == "stances" and first.tag == "p":
            merge_labels(first, second, languages)
        elif first.tag == "caption":
            face(first, second, languages)
        elif words_of(first) != words_of(second):
            append(first, second, languages)
    return table


def parts(table: Element) -> list[Element]:
    """Return the caption and cells of a table, and in place of a cell the paragraphs in it."""
    return [
        part
        for cell in table.iter("caption", "th", "td")
        for part in (list(cell.iterchildren("p")) or [cell])
    ]


def words_of(element: Element) -> list[str]:
    """Return the words and numbers of an element, without words that are printed as a sign.

    A text with a letter in it is one word, so that another sign in it is a difference.
    """
    texts = element.xpath(".//text()[not(parent::*[@data-sign])]")
    text = " ".join("".join(texts).split())
    return [text] if any(sign.isalpha() for sign in text) else re.findall(r"\w+", text)


def merge_labels(first: Element, second: Element, languages: Sequence[Language]) -> None:
    """Put the label of the second language below that of the first; in place.

    The date is the third line, or left out where the position is alone in its cell. A paragraph
    without a label, of a cell without a position, gets its whole text in both.
    """
    labels = [paragraph.find(".//span[@class='label']") for paragraph in (first, second)]
    if labels[0] is None or labels[1] is None:
        append(first, second, languages)
        return
    if first.getprevious() is not None or first.getnext() is not None:
        append(first, labels[1], languages)
        first[1:1] = first[-2:]  # above the line of the date
        return
    dates = [*first.iterfind("span[@class='date muted']"), *first.iterfind("span[@data-sign]")]
    for unwanted in [*first.iterfind("br"), *dates]:
        tail, unwanted.tail = (unwanted.tail or "").strip(), None
        before = unwanted.getprevious()
        first.remove(unwanted)
        if before is not None:
            before.tail = (before.tail or "") + (tail or "")
    append(first, labels[1], languages)


def face(first: Element, second: Element, languages: Sequence[Language]) -> None:
    """Put the two languages of a caption into two spans, which face each other; in place."""
    halves = [deepcopy(first), deepcopy(second)]
    first[:], first.text = [], None
    for half, language in zip(halves, languages, strict=True):
        half.tag = "span"
        half.attrib.clear()
        half.attrib.update({"lang": language.code, "dir": language.direction})
        first.append(half)
    first.set("class", "facing")


def append(first: Element, second: Element, languages: Sequence[Language]) -> None:
    """Append a line break and the contents of an element of the second language; in place."""
    language = languages[1]
    etree.SubElement(first, "br")
    span = etree.SubElement(first, "span", {"lang": language.code, "dir": language.direction})
    span.text = second.text
    span.extend(deepcopy(list(second)))
    for descendant in span.iter():
        descendant.attrib.pop("id", None)
