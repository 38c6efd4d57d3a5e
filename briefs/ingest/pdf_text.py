"""The text of a PDF by PDFium: its characters to lines, its lines to paragraphs.

PDFium returns Arabic in logical order but for the letters of one glyph (lam-alef), spaces before
vowel signs, marks after numbers and, for some producers, brackets. These are mended here.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from briefs.ingest.source import (
    Paragraph,
    RefusedError,
    Source,
    metadatum,
    not_installed,
    numbered,
)
from briefs.limits import LONGEST_SOURCE_PARAGRAPH, MOST_CHARACTERS, MOST_PAGES
from briefs.messages import counted
from briefs.problems import fill

NEAR = 40  # lines before and after a line that tell the width of its column
LONGEST_WORD = 60  # characters
TOLERANCE = 4.0  # points by which the edges of lines of one column differ
LINE_ENDS = "\n\ufffe\x02"  # PDFium writes one of the last two for a hyphen that ends a line
HYPHENS = "\u00ad\u2010\ufffe\x02"
PRESENTATION_FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]+")
SPACE_BEFORE_MARK = re.compile("(?<! ) +(?=[\u064b-\u0652\u0670])")
ARABIC_LETTER = re.compile("[\u0620-\u064a]")
BRACKETS = ("()", "[]", "«»")
LATIN_IN_BRACKETS = re.compile(r"\(([A-Za-z0-9 .&-]+) \((?=\w)")
MARK_BEFORE_NUMBER = re.compile(r"(?<!\S)([،؛:.,%٪])(\d[\d.,٫٬/]*)(?!\S)")
LESS = fill("import the pages that you cite")

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points


@dataclass(frozen=True)
class Line:
    """A line of a page, with the box around it and the width of its first word in points."""

    text: str
    box: Box
    first_word: float

    @property
    def height(self) -> float:
        """The height of its letters in points."""
        return self.box[3] - self.box[1]

    def is_as_high_as(self, other: "Line") -> bool:
        """Return whether two lines have letters of one size."""
        return abs(self.height - other.height) < other.height / 8

    def is_in_column_of(self, other: "Line") -> bool:
        """Return whether two lines have letters of one size and an edge in common."""
        edges = (abs(self.box[side] - other.box[side]) < TOLERANCE for side in (0, 2))
        return self.is_as_high_as(other) and any(edges)


def read_pdf(data: bytes) -> Source:
    """Read the text of a PDF; RefusedError where it is locked, damaged, too long or scanned."""
    try:
        import pypdfium2  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise not_installed("pypdfium2") from error
    try:
        with pypdfium2.PdfDocument(data) as document:
            texts = within_limit(page.get_textpage() for page in pages_of(document))
            pages = [lines_of_page(pypdfium2, text) for text in texts]
            said = document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            message = fill("the PDF is locked with a password")
            hint = fill("save a copy without one")
            raise RefusedError("import-locked", message, hint) from error
        message = fill("it is no PDF that can be opened")
        hint = fill("save or download it again")
        raise RefusedError("import-unreadable", message, hint) from error
    if not any(pages):
        message = fill("the PDF has pictures of text and no text")
        hint = fill("run a text recognition over it, and look")
        raise RefusedError("import-no-text", message, hint)
    paragraphs, dropped = numbered(Paragraph(text) for text in paragraphs_of(pages))
    created = re.match(r"D:(\d{4})(\d{2})(\d{2})", said.get("CreationDate", ""))
    return Source(
        "PDF",
        f"pypdfium2 {pypdfium2.version.PYPDFIUM_INFO}",
        paragraphs,
        title=metadatum(said.get("Title", "")),
        created="-".join(created.groups()) if created else "",
        dropped=dropped,
    )


def pages_of(document: Any) -> Iterator[Any]:
    """Yield the pages of a PDF; RefusedError where there are too many."""
    if len(document) > MOST_PAGES:
        message = counted(
            "the PDF has {count} page; {most} is the most",
            "the PDF has {count} pages; {most} is the most",
            count=len(document),
            most=MOST_PAGES,
        )
        raise RefusedError("import-too-large", message, LESS)
    yield from document


def within_limit(texts: Iterator[Any]) -> Iterator[Any]:
    """Yield the texts of pages; RefusedError where they have too many characters in all."""
    count = 0
    for text in texts:
        count += text.count_chars()
        if count > MOST_CHARACTERS:
            message = fill("the PDF has more than {most:,} characters", most=MOST_CHARACTERS)
            raise RefusedError("import-too-large", message, LESS)
        yield text


def lines_of_page(pdfium: Any, text: Any) -> list[Line]:
    """Return the lines in the text of a page with their boxes."""
    letters: list[tuple[str, Box]] = []
    lines = []
    for index in range(text.count_chars()):
        letter = chr(pdfium.raw.FPDFText_GetUnicode(text.raw, index))
        if letter not in "\r\n":
            letters.append((letter, text.get_charbox(index, loose=True)))
        if letter in LINE_ENDS:
            lines += line_of(letters)
            letters = []
    return [*lines, *line_of(letters)]


def line_of(letters: list[tuple[str, Box]]) -> list[Line]:
    """Return the line of some letters with their boxes; none where there are only spaces."""
    solid = [box for letter, box in letters if not letter.isspace()]
    if not solid:
        return []
    text = "".join(letter for letter, _ in reading_order(letters))
    text = PRESENTATION_FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    first = solid[: len(text.split()[0])] if text.split() else solid
    text = SPACE_BEFORE_MARK.sub("", text)
    return [Line(text.strip(), around(solid), around(first)[2] - around(first)[0])]


def around(boxes: list[Box]) -> Box:
    """Return the box around some boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def reading_order(letters: list[tuple[str, Box]]) -> list[tuple[str, Box]]:
    """Return letters with those right-to-left ones that share a glyph, and its box, reversed."""
    result: list[tuple[str, Box]] = []
    start = 0
    for index in range(1, len(letters) + 1):
        if index == len(letters) or letters[index][1] != letters[start][1]:
            glyph = letters[start:index]
            right_to_left = all(unicodedata.bidirectional(letter) == "AL" for letter, _ in glyph)
            result += reversed(glyph) if right_to_left else glyph
            start = index
    return result


def paragraphs_of(pages: list[list[Line]]) -> Iterator[str]:
    """Yield the paragraphs of all pages; a page begins a new one."""
    every = " ".join(line.text for lines in pages for line in lines)
    compounds = set(re.findall(r"\w+-\w+", every))
    for lines in pages:
        text = ""
        for index, line in enumerate(lines):
            near = lines[max(0, index - NEAR) : index + NEAR]
            if (
                index
                and len(text) < LONGEST_SOURCE_PARAGRAPH
                and continues(lines[index - 1], line, near)
            ):
                text = joined(text, line.text, compounds)
                continue
            yield mended(text)
            text = line.text
        yield mended(text)


def joined(text: str, more: str, compounds: Container[str]) -> str:
    """Return a text with the line that continues it.

    A hyphen between them is kept where another line of the document has the word with it.
    """
    if text[-1] not in HYPHENS:
        return f"{text} {more}"
    parts = re.search(r"(\w*)\W$", text[-LONGEST_WORD:]), re.match(r"\w*", more)
    word = "-".join(part[part.re.groups] for part in parts if part)
    return f"{text[:-1]}{'-' if word in compounds else ''}{more}"


def continues(before: Line, line: Line, near: list[Line]) -> bool:
    """Return whether a line continues the paragraph of the one before it.

    It does if both are of one size, no farther apart than any lines of that size near them, and its
    first word had no room in the line before.
    """
    steps = [
        upper.box[1] - lower.box[1] for upper, lower in pairwise(near) if upper.is_as_high_as(line)
    ]
    nearest = min((step for step in steps if step > line.height / 2), default=0)
    step = before.box[1] - line.box[1]
    if not (line.is_as_high_as(before) and 0 < step < 1.25 * nearest):
        return False
    column = max(
        other.box[2] - other.box[0]
        for other in near
        if other is before or other.is_in_column_of(before)
    )
    space = line.height / 5  # between two words
    return before.box[2] - before.box[0] + space + line.first_word > column - 1


def mended(text: str) -> str:
    """Return a text in Arabic with its brackets facing the words, and marks after the numbers."""
    if not ARABIC_LETTER.search(text):
        return text
    for pair in BRACKETS:
        either = f"[{re.escape(pair)}]"
        text = re.sub(rf"(?<!\S){either}(?=\S)", pair[0], text)
        text = re.sub(rf"(?<=\S){either}(?!\w)", pair[1], text)
    text = LATIN_IN_BRACKETS.sub(r"(\1) ", text)
    return MARK_BEFORE_NUMBER.sub(r"\2\1", text)
