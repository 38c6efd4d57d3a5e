"""Compares the text of a finished PDF with its tree, and tells each word that would copy wrongly.

What is compared are the bytes that are written. A block of the PDF must have the letters, digits
and marks of its element, and each run of letters or digits in it must be in the element's text. A
run has one direction and is drawn in a row, forwards or backwards (UAX #9, L2), so that nothing
needs to be known about the order of runs in a line.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from briefs.html import Element
from briefs.pdf.extract_text import NO_TEXT, Block, Glyph, read_back
from briefs.problems import Problem, fill

BLOCK_TAGS = {"p", "h1", "h2", "h3", "h4", "th", "td", "li", "caption", "figcaption"}
CONTENTS_ENTRY = "/TOCI"
DIRECTIONS = {"R": "R", "AL": "R", "L": "L", "EN": "D", "AN": "D", "NSM": "M"}
WORD = re.compile(r"[\w\u0610-\u061a\u064b-\u065f\u0670]+")
MOST_PROBLEMS = 20  # of one document: one wrong glyph may be in a hundred words
FAULT_HINT = fill(
    "the document is not written; this is a fault of the program: please report the word"
)
CONTENTS_HINT = fill(
    "the document is not written; this is a fault of the program: please report the entry"
)
MARGIN_HINT = fill("look at the running head and foot of the page: title, reference, date")


@dataclass(frozen=True)
class WrittenBlock:
    """The text of an innermost block of the tree, and the content path or words that name it.

    `ids` are those of its element and the elements around it; `target` is that of its link.
    """

    text: str
    name: str
    ids: tuple[str, ...] = ()
    target: str = ""


@dataclass(frozen=True)
class Run:
    """Letters of one direction, or digits, that a page shows next to each other, as written."""

    text: str
    font: str
    page: int


def text_problems(data: bytes, tree: Element) -> list[Problem]:
    """Return errors for the words of a PDF, given as bytes, that do not copy as in its tree."""
    found, glyphs = read_back(data)
    blocks = [block for block in found if letters(block.text) or NO_TEXT in block.text]
    document = f"{tree.get('data-brief')} ({tree.get('data-edition')})"
    written = list(written_blocks(tree))
    problems = list(block_problems(written, blocks, document))
    if not problems and len(written) == len(blocks):
        problems = list(contents_problems(written, blocks, document))
    characters = {character for text in tree.itertext() for character in str(text)}
    return (problems or list(stray_problems(glyphs, characters, document)))[:MOST_PROBLEMS]


def written_blocks(tree: Element) -> Iterator[WrittenBlock]:
    """Yield the innermost blocks of a document that have letters or digits."""
    for element in tree.iterfind("body//*"):
        if element.tag in BLOCK_TAGS and next(element.iterdescendants(*BLOCK_TAGS), None) is None:
            text = visible(" ".join(map(str, element.itertext())))
            if letters(text):
                ids = (one.get("id", "") for one in (element, *element.iterancestors()))
                link = element.find(".//a")
                target = "" if link is None else link.get("href", "").removeprefix("#")
                yield WrittenBlock(text, name_of(element), tuple(filter(None, ids)), target)


def name_of(element: Element) -> str:
    """Return the content path in a block or of its nearest ancestor, else its first words."""
    for candidate in (*element.iter(), *element.iterancestors()):
        if path := candidate.get("data-path"):
            return path
    return "“" + " ".join("".join(map(str, element.itertext())).split())[:40] + "”"


def visible(text: str) -> str:
    """Return a text without format characters (soft hyphens, joiners) and variation selectors."""
    return "".join(filter(is_visible, text))


@lru_cache(maxsize=4096)
def is_visible(character: str) -> bool:
    """Whether a character is neither a format character nor a variation selector."""
    return unicodedata.category(character) != "Cf" and not "\ufe00" <= character <= "\ufe0f"


def letters(text: str) -> Counter[str]:
    """Count the letters, digits and marks of a text."""
    return Counter(filter(is_letter, text))


@lru_cache(maxsize=4096)
def is_letter(character: str) -> bool:
    """Whether a character is a letter, a digit or a mark on one."""
    return unicodedata.category(character)[0] in "LNM" and is_visible(character)


def block_problems(
    written: list[WrittenBlock], blocks: list[Block], document: str
) -> Iterator[Problem]:
    """Yield a problem for each block of the tree that the PDF shows with another text."""
    for wanted, block in paired(written, blocks):
        shown = list(runs(block))
        wrong = [run for run in shown if run.text not in wanted.text]
        if block.role == CONTENTS_ENTRY:  # it ends with a page number
            wrong = [run for run in wrong if not run.text.isdigit()]
        missing = next((glyph for glyph in block.glyphs if glyph and glyph.missing), None)
        if missing:
            yield missing_glyph(missing, wanted, document)
        elif wrong or letters(wanted.text) - letters(block.text):
            yield wrong_text(wanted, shown, wrong, document)


def contents_problems(
    written: list[WrittenBlock], blocks: list[Block], document: str
) -> Iterator[Problem]:
    """Yield a problem for each entry of a contents list that has not the page of its target.

    Both must have equally many blocks.
    """
    pairs = list(zip(written, blocks, strict=True))
    pages: dict[str, int] = {}
    for wanted, block in pairs:
        first = next((glyph.page for glyph in block.glyphs if glyph), 0)
        for name in wanted.ids:
            pages.setdefault(name, first)
    for wanted, block in pairs:
        if block.role == CONTENTS_ENTRY:
            printed = Counter(int(run.text) for run in runs(block) if run.text.isdigit())
            printed -= Counter(map(int, re.findall(r"\d+", wanted.text)))
            page = pages.get(wanted.target, 0)
            if printed != {page: 1}:
                message = fill(
                    "the contents list has “{entry}” on page {printed}, where it is on page {page}",
                    entry=wanted.text,
                    printed=", ".join(map(str, printed)) or "–",
                    page=page,
                )
                yield Problem(document, 0, 1, "contents-page", message, CONTENTS_HINT)


def paired(
    written: list[WrittenBlock], blocks: list[Block]
) -> Iterator[tuple[WrittenBlock, Block]]:
    """Yield each block of the tree with that of the PDF.

    If their numbers differ, only pairs whose letters differ; a block that lacks has no glyphs.
    """
    if len(written) == len(blocks):
        yield from zip(written, blocks, strict=True)
        return
    one = ["".join(sorted(letters(wanted.text).elements())) for wanted in written]
    other = ["".join(sorted(letters(block.text).elements())) for block in blocks]
    for kind, start, end, first, last in SequenceMatcher(None, one, other, False).get_opcodes():
        if kind != "equal":
            candidates = blocks[first:last] + [Block("", [])] * (end - start)
            yield from zip(written[start:end], candidates, strict=False)


def runs(block: Block) -> Iterator[Run]:
    """Yield the runs of a block, in the order of drawing."""
    run: list[Glyph] = []
    kind = ""
    for glyph in [*block.glyphs, None]:
        own = kind_of(glyph.text) if glyph else ""
        if run and (not own or (own != kind and "M" not in (own, kind))):
            text = "".join(one.text for one in (reversed(run) if kind == "R" else run))
            yield Run(visible(text), run[0].font, run[0].page)
            run, kind = [], ""
        if glyph and own:
            run.append(glyph)
            kind = own if kind in ("", "M") else kind


@lru_cache(maxsize=4096)
def kind_of(text: str) -> str:
    """Return R or L for letters of a direction, D for digits, M for marks only, else ""."""
    if text == NO_TEXT:
        return "?"
    kinds = [DIRECTIONS.get(unicodedata.bidirectional(character), "") for character in text]
    return next((kind for kind in kinds if kind not in ("", "M")), "M" if "M" in kinds else "")


def wrong_text(wanted: WrittenBlock, shown: list[Run], wrong: list[Run], document: str) -> Problem:
    """Return the problem of a block: its first word that is not shown, and what is shown for it."""
    texts = {run.text for run in shown}
    words = WORD.findall(wanted.text)
    word = next((word for word in words if word not in texts), words[0])
    nearest = get_close_matches(word, [run.text for run in wrong], n=1, cutoff=0)
    run = next((run for run in wrong if run.text in nearest), None)
    place = run or next(iter(shown), None)
    reads = fill("“{text}”", text=run.text) if run else fill("something else")
    message = fill("“{word}” of {name} copies as {reads}", word=word, name=wanted.name, reads=reads)
    if place:
        message = fill(
            "page {page}, {font}: {what}", page=place.page, font=place.font, what=message
        )
    return Problem(document, 0, 1, "text-layer", message, FAULT_HINT)


def missing_glyph(glyph: Glyph, wanted: WrittenBlock, document: str) -> Problem:
    """Return the problem of a letter that no font has."""
    word = next((word for word in wanted.text.split() if glyph.text in word), glyph.text)
    code = " ".join(f"U+{ord(character):04X}" for character in glyph.text)
    message = fill(
        "page {page}: neither {font} nor another face has “{text}” ({code})",
        page=glyph.page,
        font=glyph.font,
        text=glyph.text,
        code=code,
    )
    hint = fill("write it otherwise, or give the theme a face that has the letter")
    return Problem(
        document,
        0,
        1,
        "glyph-missing",
        message,
        fill("in “{word}” of {name}; {hint}", word=word, name=wanted.name, hint=hint),
    )


def stray_problems(
    glyphs: Iterable[Glyph], characters: set[str], document: str
) -> Iterator[Problem]:
    """Yield problems of glyphs in any place, running heads too, that have no text or a wrong one.

    A presentation form that is among the tree's characters, such as ﷺ, is right.
    """
    stray = {
        (glyph.text, glyph.font, glyph.page)
        for glyph in glyphs
        if glyph.missing
        or glyph.text == NO_TEXT
        or (has_odd_letter(glyph.text) and glyph.text not in characters)
    }
    for text, font, page in sorted(stray):
        what = (
            fill("a glyph without a text")
            if text == NO_TEXT
            else fill("“{text}” ({code})", text=text, code=f"{ord(text[0]):04X}")
        )
        message = fill(
            "page {page}, {font}: {what}, which is no letter of the font to copy",
            page=page,
            font=font,
            what=what,
        )
        yield Problem(document, 0, 1, "text-layer", message, MARGIN_HINT)


def has_odd_letter(text: str) -> bool:
    """Whether a text has an Arabic presentation form or a character for private use."""
    return any(
        unicodedata.category(letter) == "Co" or "\ufb50" <= letter <= "\ufefc" for letter in text
    )
