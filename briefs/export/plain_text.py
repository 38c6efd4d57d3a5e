"""The text of a document as a plain-text file: what a person, or a search, can rely on.

Every viewer guesses the order of Arabic on a page anew; the twin needs no guess. It is UTF-8, a
paragraph a line, in the order of reading and writing. Notes stand as [4], cells apart by tabs. A
line that opens with a letter of the other direction gets a mark of its own direction (U+200E,
U+200F) before it, since a plain-text reader lays a line out by its first letter (UAX #9, P2).
"""

import unicodedata
from collections.abc import Iterator, Mapping

from briefs.design import Language, Theme
from briefs.html import Element

BLOCKS = {"p", "h1", "h2", "h3", "h4", "caption", "figcaption"}
# A blank line goes before these: they open something.
OPENERS = {"h1", "h2", "h3", "h4", "caption", "figcaption", "article"}
MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
SIDES = {"L": "ltr", "R": "rtl", "AL": "rtl"}
BREAK = "\v"
APART = " / "  # between the paragraphs of one cell, and for a line break in it


def plain_text(tree: Element, theme: Theme) -> str:
    """The text of a resolved tree, block by block in the order of the document."""
    writer = Writer({code: Language(code, face, {}) for code, face in theme.languages.items()})
    body = tree.find("body")
    if body is not None:
        writer.blocks(body, str(tree.get("lang")))
    return "\n".join(writer.lines).strip("\n") + "\n"


class Writer:
    """Gathers the lines of a document."""

    def __init__(self, languages: Mapping[str, Language]) -> None:
        self.languages = languages
        self.lines: list[str] = []

    def blocks(self, element: Element, outer: str) -> None:
        """The blocks inside an element, in its order; `outer` is the language around them."""
        for child in element:
            tag, language = str(child.tag), str(child.get("lang", outer))
            if tag in OPENERS and self.lines and self.lines[-1]:
                self.lines.append("")
            if child.get("class") == "facing" and tag in BLOCKS:
                for half in child:
                    self.line(inline(half), str(half.get("lang", language)))
            elif tag in ("ul", "ol"):
                self.items(child, language)
            elif tag == "tr" and not is_facing(child):
                self.line("\t".join(cell(one) for one in child), language)
            elif tag in BLOCKS:
                self.line(inline(child), language)
            else:
                self.blocks(child, language)

    def items(self, items: Element, language: str) -> None:
        """A list: each item with its marker; one of the contents stands in as its heading does."""
        indents = {"level-2": "", "level-3": "  "}
        for number, item in enumerate(items, int(items.get("start", "1"))):
            marker = indents.get(item.get("class", ""), self.marker(items, number, language))
            halves = item.xpath("a/span[@lang]") or [item]
            for half in halves:
                self.line(marker + inline(half), str(half.get("lang", language)))

    def marker(self, items: Element, number: int, language: str) -> str:
        """A number in the digits of the language, or a bullet; nothing where the page has none."""
        if items.tag == "ol":
            return self.languages[language].digits(f"{number}. ")
        return "• " if items.get("class") == "plain" else ""

    def line(self, text: str, language: str) -> None:
        """A line, with a mark before it where its first letter would turn it round."""
        side = self.languages[language].direction
        for part in text.split("\n"):
            mark = MARKS[side] if first_side(part) not in (side, None) else ""
            self.lines.append(mark + part)


def is_facing(row: Element) -> bool:
    """Whether a row holds two languages of one thing, not the cells of a table."""
    table = next(row.iterancestors("table"), None)
    return table is not None and table.get("class") == "facing"


def first_side(text: str) -> str | None:
    """The direction of the first letter of a text that has one (UAX #9, P2)."""
    sides = (SIDES.get(unicodedata.bidirectional(letter)) for letter in text)
    return next((side for side in sides if side), None)


def cell(element: Element) -> str:
    """A cell in one line."""
    parts: list[Element] = list(element.iterfind("p")) or [element]
    return APART.join(inline(part) for part in parts).replace("\n", APART)


def inline(element: Element) -> str:
    """The text of a block; white space folded, a line break kept."""
    text = "".join(pieces(element))
    return "\n".join(" ".join(part.split()) for part in text.split(BREAK))


def pieces(element: Element) -> Iterator[str]:
    """The pieces of a text; a run of notes in brackets, each line break as one letter."""
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield BREAK
        elif child.get("class") == "noterefs":
            yield f"[{''.join(str(one) for one in child.itertext())}]"
        else:
            yield from pieces(child)
        yield child.tail or ""
