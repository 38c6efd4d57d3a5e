"""The text of a document as plain text in logical order, which no PDF viewer has to reconstruct.

Each paragraph is a line; notes are written [4], and tabs separate cells. A viewer of plain text
takes the direction of a line from its first letter (UAX #9, P2), so a line that begins with a
letter of the other direction gets a mark of its own direction (U+200E, U+200F) before it.
"""

import unicodedata
from collections.abc import Iterator, Mapping

from briefs.design import Language, Theme
from briefs.html import Element

BLOCKS = {"p", "h1", "h2", "h3", "h4", "caption", "figcaption"}
# Elements with a blank line before them.
OPENERS = {"h1", "h2", "h3", "h4", "caption", "figcaption", "article"}
MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}  # of the bidirectional classes of letters
LINE_BREAK = "\v"
CELL_SEPARATOR = " / "  # between the paragraphs and lines of one cell


def plain_text(tree: Element, theme: Theme) -> str:
    """Return the text of a resolved tree, one line a block, in the order of the document."""
    writer = Writer({code: Language(code, face, {}) for code, face in theme.languages.items()})
    body = tree.find("body")
    if body is not None:
        writer.blocks(body, str(tree.get("lang")))
    return "\n".join(writer.lines).strip("\n") + "\n"


class Writer:
    """Collects the lines of a document."""

    def __init__(self, languages: Mapping[str, Language]) -> None:
        self.languages = languages
        self.lines: list[str] = []

    def blocks(self, element: Element, outer: str) -> None:
        """Add the blocks inside an element, whose language is `outer` where they name none."""
        for child in element:
            tag, language = str(child.tag), str(child.get("lang", outer))
            if tag in OPENERS and self.lines and self.lines[-1]:
                self.lines.append("")
            if child.get("class") == "facing" and tag in BLOCKS:
                for half in child:
                    self.line(inline(half), str(half.get("lang", language)))
            elif tag in ("ul", "ol"):
                self.list_items(child, language)
            elif tag == "tr" and not is_facing(child):
                self.line("\t".join(cell_text(cell) for cell in child), language)
            elif tag in BLOCKS:
                self.line(inline(child), language)
            else:
                self.blocks(child, language)

    def list_items(self, items: Element, language: str) -> None:
        """Add the items of a list with markers; those of the contents are indented by level."""
        indents = {"level-2": "", "level-3": "  "}
        for number, item in enumerate(items, int(items.get("start", "1"))):
            marker = indents.get(item.get("class", ""), self.marker(items, number, language))
            halves = item.xpath("a/span[@lang]") or [item]
            for half in halves:
                self.line(marker + inline(half), str(half.get("lang", language)))

    def marker(self, items: Element, number: int, language: str) -> str:
        """Return an item's number in the digits of the language, a bullet, or nothing."""
        if items.tag == "ol":
            return self.languages[language].digits(f"{number}. ")
        return "• " if items.get("class") == "plain" else ""

    def line(self, text: str, language: str) -> None:
        """Add a text, with a mark before each line that begins in the other direction."""
        direction = self.languages[language].direction
        for line in text.split("\n"):
            mark = MARKS[direction] if first_direction(line) not in (direction, None) else ""
            self.lines.append(mark + line)


def is_facing(row: Element) -> bool:
    """Return whether a row is a bilingual row rather than a row of a table."""
    table = next(row.iterancestors("table"), None)
    return table is not None and table.get("class") == "facing"


def first_direction(text: str) -> str | None:
    """Return the direction of the first letter that has one (UAX #9, P2)."""
    directions = (DIRECTIONS.get(unicodedata.bidirectional(letter)) for letter in text)
    return next((direction for direction in directions if direction), None)


def cell_text(cell: Element) -> str:
    """Return the text of a table cell in one line."""
    parts: list[Element] = list(cell.iterfind("p")) or [cell]
    return CELL_SEPARATOR.join(inline(part) for part in parts).replace("\n", CELL_SEPARATOR)


def inline(element: Element) -> str:
    """Return the text of a block with white space collapsed and line breaks kept."""
    text = "".join(pieces(element))
    return "\n".join(" ".join(part.split()) for part in text.split(LINE_BREAK))


def pieces(element: Element) -> Iterator[str]:
    """Yield the pieces of a text, with note references in brackets and LINE_BREAK for `br`."""
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield LINE_BREAK
        elif child.get("class") == "noterefs":
            yield f"[{''.join(str(text) for text in child.itertext())}]"
        else:
            yield from pieces(child)
        yield child.tail or ""
