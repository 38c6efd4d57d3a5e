"""Rules of readable pages, checked on the pages as they were laid out; `RULES` lists them."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from briefs.design import LEAST_SIZE, Rgb
from briefs.pdf.layout import Area, Block, Row, Run, Sheet, contrast, read_sheets
from briefs.problems import Message, Problem, fill

LEAST_CONTRAST = 4.5  # of text of every size (WCAG 2.2, 1.4.3)
LEAST_CONTRAST_OF_SHAPES = 3.0  # of graphics that a reader must see (WCAG 2.2, 1.4.11)
LEAST_FILLED = 0.2  # of the height of the type area
TOLERANCE = 1.0  # pixels, for rounding

# The least and most characters of a line, spaces included. Where two languages share the width of
# the page, lines are half as long; under 30 characters, the spaces between words grow too uneven.
LINE_LENGTH = (45, 90)
FACING_LINE_LENGTH = (30, 75)
NARROW_LINE_LENGTH = (25, 90)  # of notes, and of a bottom line with its provenance beside it

HEADING_TAGS = {"h1", "h2", "h3", "h4", "figcaption", "thead"}
HEADING_CLASSES = {"caption", "when"}  # of paragraphs that belong to what follows
LABEL_CLASSES = {"when", "handling", "subtitle"}  # of paragraphs that are not sentences
NARROW_CLASSES = {"notes", "answer", "provenance"}
TAGS_WITHOUT_PROSE = {"header", "nav", "figure", "thead", "td", "th"}


def lint_pages(pages: Any, name: str) -> list[Problem]:
    """Return a warning for each breach of a rule on the pages that WeasyPrint laid out."""
    sheets = read_sheets(pages)
    return [
        Problem(name, 0, 0, code, message, hint)
        for code, (rule, hint) in RULES.items()
        for message in rule(sheets)
    ]


def outside(sheets: list[Sheet]) -> Iterator[Message]:
    """Find text outside its cell or the type area, backgrounds outside it, colliding heads."""
    for sheet in sheets:
        type_area = sheet.type_area
        for block in sheet.blocks:
            frame = block.cell or type_area
            column = Area(frame.left, type_area.top, frame.right, type_area.bottom)
            areas = [
                Area(run.area.left, line.area.top, run.area.right, line.area.bottom)
                for line in block.lines
                for run in line.runs
            ]
            if not block.is_generated and any(area.exceeds(column, TOLERANCE) for area in areas):
                if block.cell:
                    yield fill("{place} stands outside its cell", place=block.place)
                else:
                    yield fill("{place} stands outside the type area", place=block.place)
        for shape in sheet.shapes:
            if shape.area.exceeds(type_area, TOLERANCE):
                tag = shape.elements[-1].tag
                yield fill(
                    "page {page}: the ground of <{tag}> is outside the type area",
                    page=sheet.number,
                    tag=tag,
                )
        margins = [(block, run.area) for block in sheet.margins for run in block.runs]
        for (block, area), (other, other_area) in combinations(margins, 2):
            if block is not other and area.overlaps(other_area, TOLERANCE):
                yield fill("{place} runs into “{text}”", place=block.place, text=other.text)


def heading_last(sheets: list[Sheet]) -> Iterator[Message]:
    """Find headings, captions and date lines at the end of a page, column or broken cell."""
    for number, sheet in enumerate(sheets, start=1):
        continued = sheets[number].cells if number < len(sheets) else set()
        ends = [
            block
            for element, block in sheet.ends
            if element in continued or element not in sheet.cells
        ]
        for block in {id(block): block for block in ends + sheet.blocks[-1:]}.values():
            if any(
                element.tag in HEADING_TAGS
                or (element.tag == "p" and element.get("class") in HEADING_CLASSES)
                for element in block.elements
            ):
                yield fill("{place} is parted from what it heads", place=block.place)


def row_split(sheets: list[Sheet]) -> Iterator[Message]:
    """Find rows on two pages that would fit on one, under the head of their table."""
    parts: dict[Any, list[tuple[Sheet, Row]]] = defaultdict(list)
    for sheet in sheets:
        for row in sheet.rows:
            parts[row.element].append((sheet, row))
    for element, rows in parts.items():
        sheet, first = rows[0]
        height = sum(row.area.height for _, row in rows)
        if rows[-1][0] is not sheet and height <= sheet.type_area.height - first.head:
            places = [block.place for block in sheet.blocks if element in block.elements]
            page = fill("page {page}", page=sheet.number)
            yield fill("the row at {place} goes on over the page", place=[*places, page][0])


def bare(sheets: list[Sheet]) -> Iterator[Message]:
    """Find pages, other than the last, of which less than a fifth is used."""
    for sheet in sheets[:-1]:
        top = sheet.type_area.top
        bottoms = [line.area.bottom for block in sheet.blocks for line in block.lines]
        filled = (max(bottoms, default=top) - top) / sheet.type_area.height
        if filled < LEAST_FILLED:
            yield fill("page {page} is only {filled:.0%} filled", page=sheet.number, filled=filled)


def line_length(sheets: list[Sheet]) -> Iterator[Message]:
    """Find running text whose lines are too long, or on average too short, the last excepted."""
    for block in (block for sheet in sheets for block in sheet.blocks):
        limits = line_limits(block)
        lengths = [length(line.text) for line in block.lines[:-1] if line.runs]
        if limits is None or not lengths:
            continue
        least, most = limits
        longest, mean = max(lengths), sum(lengths) / len(lengths)
        if longest > most:
            yield fill(
                "{place}: a line of {longest} letters; {most} at most",
                place=block.place,
                longest=longest,
                most=most,
            )
        elif len(lengths) > 1 and mean < least:
            yield fill(
                "{place}: lines of {mean:.0f} letters; {least} at least",
                place=block.place,
                mean=mean,
                least=least,
            )


def line_limits(block: Block) -> tuple[int, int] | None:
    """Return the least and most characters of a block's lines; None if it is no running text."""
    facing = False
    for element in block.elements:
        if element.tag == "table":
            facing = element.get("class") == "facing"
        if element.tag in TAGS_WITHOUT_PROSE and not (facing and element.tag == "td"):
            return None
    paragraphs = [element for element in block.elements if element.tag in {"p", "li"}]
    is_label = any(element.get("class") in LABEL_CLASSES for element in paragraphs)
    is_narrow = any(element.get("class") in NARROW_CLASSES for element in block.elements)
    if block.is_generated or is_label or not paragraphs:
        return None
    if facing:
        return FACING_LINE_LENGTH
    return NARROW_LINE_LENGTH if is_narrow else LINE_LENGTH


def length(text: str) -> int:
    """Return the number of characters in a line, without marks and format characters."""
    return sum(unicodedata.category(letter) not in {"Mn", "Me", "Cf"} for letter in text.strip())


def runs(sheets: list[Sheet]) -> Iterator[tuple[Block, Run]]:
    """Yield all runs with their blocks, those of running heads too."""
    for sheet in sheets:
        for block in (*sheet.blocks, *sheet.margins):
            for run in block.runs:
                yield block, run


def low_contrast(sheets: list[Sheet]) -> Iterator[Message]:
    """Find text, and bars of charts, whose contrast with what is behind them is too low."""
    places: dict[tuple[Rgb, Rgb, float], list[Message]] = defaultdict(list)
    for block, run in runs(sheets):
        if contrast(run.colour, run.ground) < LEAST_CONTRAST:
            places[run.colour, run.ground, LEAST_CONTRAST].append(block.place)
    for sheet in sheets:
        for shape in sheet.shapes:
            is_bar = any(element.tag == "figure" for element in shape.elements)
            if is_bar and contrast(shape.colour, shape.ground) < LEAST_CONTRAST_OF_SHAPES:
                colours = (shape.colour, shape.ground, LEAST_CONTRAST_OF_SHAPES)
                places[colours].append(fill("page {page}, a bar of a chart", page=sheet.number))
    for (colour, ground, least), found in places.items():
        yield fill(
            "{place}: {colour} on {ground} is a contrast of {contrast:.2f}; {least} at least",
            place=first_of(found),
            colour=hexadecimal(colour),
            ground=hexadecimal(ground),
            contrast=contrast(colour, ground),
            least=least,
        )


def small(sheets: list[Sheet]) -> Iterator[Message]:
    """Find text under the least size, superscripts and running heads included."""
    places: dict[float, list[Message]] = defaultdict(list)
    for block, run in runs(sheets):
        if run.points < LEAST_SIZE - 0.01:
            places[round(run.points, 2)].append(block.place)
    for points, found in places.items():
        yield fill(
            "{place} is set in {points:g} points; {least:g} at least",
            place=first_of(found),
            points=points,
            least=LEAST_SIZE,
        )


def first_of(places: list[Message]) -> Message:
    """Return the first of several places, and how many more there are."""
    return (
        fill("{place} (and {count} more)", place=places[0], count=len(places) - 1)
        if places[1:]
        else places[0]
    )


def hexadecimal(colour: Rgb) -> str:
    """Return a colour as the theme writes it, such as `#1b1f24`."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


# The code of each rule, the function that yields its messages, and the hint for the reader.
RULES = {
    "page-outside": (outside, fill("shorten the text, or give it more room in pdf.css")),
    "page-heading-last": (heading_last, fill("`break-after: avoid` keeps it with what follows")),
    "page-row-split": (row_split, fill("`break-inside: avoid` keeps a row in one piece")),
    "page-bare": (bare, fill("take a page break away, or move it")),
    "page-line-length": (
        line_length,
        fill("change the measure or the size of the text in pdf.css"),
    ),
    "page-contrast": (low_contrast, fill("choose a darker or lighter colour in theme.yaml")),
    "page-small": (small, fill("choose a larger size in theme.yaml")),
}
