"""A finished PDF against its tree: every word that would not copy as it was written.

What is read are the bytes that go out, not what we meant. A block must have the letters, digits
and marks of its element, and each stretch of letters or digits in it must stand so in the text. A
stretch of one direction is drawn in a row, forwards or backwards (UAX #9, L2); so this needs no
guess at the order of lines.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from briefs.html import Element
from briefs.pdf.extract_text import NOTHING, Block, Glyph, read_back
from briefs.problems import Problem

TAGS = {"p", "h1", "h2", "h3", "h4", "th", "td", "li", "caption", "figcaption"}
CONTENTS = "/TOCI"
KINDS = {"R": "R", "AL": "R", "L": "L", "EN": "D", "AN": "D", "NSM": "M"}
MOST = 20  # problems of one document: one wrong glyph may stand in a hundred words


@dataclass(frozen=True)
class Stretch:
    """Letters of one direction, or digits, that a page shows next to each other."""

    text: str
    font: str
    page: int


def text_problems(data: bytes, tree: Element) -> list[Problem]:
    """What a reader of a PDF, given as bytes, would not copy as the tree has it; errors."""
    blocks, glyphs = read_back(data)
    name = f"{tree.get('data-brief')} ({tree.get('data-edition')})"
    found = list(unlike(list(texts(tree)), blocks, name))
    written = {letter for text in tree.itertext() for letter in str(text)}
    return (found or list(strange(glyphs, written, name)))[:MOST]


def texts(tree: Element) -> Iterator[tuple[str, str]]:
    """The text of each innermost block of a document, with what names it to its author."""
    for element in tree.iterfind("body//*"):
        if element.tag in TAGS and not any(one.tag in TAGS for one in element.iterdescendants()):
            text = visible(" ".join(str(one) for one in element.itertext()))
            if letters(text):
                yield text, statement(element)


def statement(element: Element) -> str:
    """The path of the text that a block shows, of its own or of what it stands in; or its words."""
    for one in (*element.iter(), *element.iterancestors()):
        if one.get("data-path"):
            return str(one.get("data-path"))
    return "“" + " ".join("".join(str(one) for one in element.itertext()).split())[:40] + "”"


def visible(text: str) -> str:
    """A text without what only says how to set it: soft hyphens, joiners, variation selectors."""
    return "".join(filter(is_visible, text))


@lru_cache(maxsize=4096)
def is_visible(letter: str) -> bool:
    """Whether a character is to be seen: no format character, no variation selector."""
    return unicodedata.category(letter) != "Cf" and not "\ufe00" <= letter <= "\ufe0f"


def letters(text: str) -> Counter[str]:
    """Letters, digits and marks, each with how often it stands."""
    return Counter(filter(is_letter, text))


@lru_cache(maxsize=4096)
def is_letter(letter: str) -> bool:
    """Whether a character is a letter, a digit or a mark on one."""
    return unicodedata.category(letter)[0] in "LNM" and is_visible(letter)


def unlike(wanted: list[tuple[str, str]], blocks: list[Block], name: str) -> Iterator[Problem]:
    """Words of blocks that read otherwise than in the tree."""
    blocks = [block for block in blocks if letters(block.text) or NOTHING in block.text]
    for (text, where), block in paired(wanted, blocks):
        shown = list(stretches(block))
        lost = letters(text) - letters(block.text)
        odd = [one for one in shown if one.text not in text]
        if block.role == CONTENTS:  # an entry ends with the number of a page
            odd = [one for one in odd if not one.text.isdigit()]
        undrawn = next((g for g in block.glyphs if g and g.missing), None)
        if undrawn:
            yield unknown(undrawn, text, where, name)
        elif lost or odd:
            yield told(text, where, shown, odd, name)


def paired(
    wanted: list[tuple[str, str]], blocks: list[Block]
) -> Iterator[tuple[tuple[str, str], Block]]:
    """Each block of the tree with that of the PDF: one for one, or where one lacks, the likest."""
    if len(wanted) == len(blocks):
        yield from zip(wanted, blocks, strict=True)
        return
    one = ["".join(sorted(letters(text).elements())) for text, _ in wanted]
    other = ["".join(sorted(letters(block.text).elements())) for block in blocks]
    for kind, start, end, first, last in SequenceMatcher(None, one, other, False).get_opcodes():
        if kind != "equal":
            held = blocks[first:last] + [Block("", [])] * (end - start)
            yield from zip(wanted[start:end], held, strict=False)


def stretches(block: Block) -> Iterator[Stretch]:
    """The stretches of a block, each in the order in which it is written."""
    held: list[Glyph] = []
    kind = ""
    for glyph in [*block.glyphs, None]:
        own = kind_of(glyph.text) if glyph else ""
        if held and (not own or (own != kind and "M" not in (own, kind))):
            yield stretch(held, kind)
            held, kind = [], ""
        if glyph and own:
            held.append(glyph)
            kind = own if kind in ("", "M") else kind


@lru_cache(maxsize=4096)
def kind_of(text: str) -> str:
    """The direction of a glyph's letters, D for digits, M for a mark alone; nothing for others."""
    if text == NOTHING:
        return "?"
    kinds = [KINDS.get(unicodedata.bidirectional(letter), "") for letter in text]
    return next((kind for kind in kinds if kind not in ("", "M")), "M" if "M" in kinds else "")


def stretch(held: list[Glyph], kind: str) -> Stretch:
    """Glyphs drawn in a row as the text that they stand for."""
    row = held[::-1] if kind == "R" else held
    text = visible("".join(glyph.text for glyph in row))
    return Stretch(text, held[0].font, held[0].page)


def told(text: str, where: str, shown: list[Stretch], odd: list[Stretch], name: str) -> Problem:
    """The problem of a block: the first word that is not there, and what stands for it."""
    there = {one.text for one in shown}
    words = re.findall(r"[\w\u0610-\u061a\u064b-\u065f\u0670]+", text)
    word = next((one for one in words if one not in there), words[0])
    near = get_close_matches(word, [one.text for one in odd], n=1, cutoff=0)
    spot = next((one for one in odd if one.text in near), shown[0] if shown else None)
    place = f"page {spot.page}, {spot.font}: " if spot else ""
    reads = f"“{spot.text}”" if spot and spot in odd else "something else"
    message = f"{place}“{word}” of {where} copies as {reads}"
    hint = "the document is not written; this is a fault of the program: please report the word"
    return Problem(name, 0, 1, "text-layer", message, hint)


def unknown(glyph: Glyph, text: str, where: str, name: str) -> Problem:
    """The problem of a letter that no face has."""
    word = next((one for one in text.split() if glyph.text in one), glyph.text)
    code = " ".join(f"U+{ord(letter):04X}" for letter in glyph.text)
    message = (
        f"page {glyph.page}: neither {glyph.font} nor another face has “{glyph.text}” ({code})"
    )
    hint = (
        f"in “{word}” of {where}; write it otherwise, or give the theme a face that has the letter"
    )
    return Problem(name, 0, 1, "glyph-missing", message, hint)


def strange(glyphs: Iterable[Glyph], written: Container[str], name: str) -> Iterator[Problem]:
    """Glyphs outside of the blocks, such as those of running heads, that have no text or an odd.

    A form of a letter that the author has `written` as such, like ﷺ, is none.
    """
    seen = {
        (g.text, g.font, g.page)
        for g in glyphs
        if g.missing or g.text == NOTHING or (odd_letter(g.text) and g.text not in written)
    }
    for text, font, page in sorted(seen):
        what = "a glyph without a text" if text == NOTHING else f"“{text}” ({ord(text[0]):04X})"
        message = f"page {page}, {font}: {what}, which is no letter of the font to copy"
        hint = "look at the running head and foot of the page: title, reference, date"
        yield Problem(name, 0, 1, "text-layer", message, hint)


def odd_letter(text: str) -> bool:
    """Whether a text has a presentation form of an Arabic letter, or a letter for private use."""
    return any(
        unicodedata.category(letter) == "Co" or "\ufb50" <= letter <= "\ufefc" for letter in text
    )
