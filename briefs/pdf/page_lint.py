"""The rules of a page that reads well, held against the pages as they were laid out."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from briefs.design import LEAST_SIZE
from briefs.pdf.layout import Area, Block, Rgb, Row, Sheet, contrast, sheets
from briefs.problems import Problem

LEAST_CONTRAST = 4.5  # of text, for every size (WCAG 2.2, 1.4.3)
LEAST_CONTRAST_OF_SHAPES = 3.0  # of what a reader needs to see (WCAG 2.2, 1.4.11)
LEAST_FILLED = 0.2  # of the height of the type area
SLACK = 1.0  # pixels: what rounding may move

# Letters in a line, spaces and all, marks above and below not counted. Two languages that face each
# other share the width of one, so that a line is half as long; under 30, gaps decide where it ends.
FULL = (45, 90)
FACING = (30, 75)

HEADINGS = {"h1", "h2", "h3", "h4", "figcaption", "thead"}
LEADS = {"caption", "when"}  # classes of paragraphs that belong to what follows
LABELS = {"when", "handling", "subtitle"}  # classes of paragraphs that are labels, not sentences
SHORT = {"header", "nav", "figure", "thead", "td", "th"}  # what holds no running text


def lint_pages(pages: Any, name: str) -> list[Problem]:
    """What a reader would trip over on the pages that WeasyPrint rendered, as warnings."""
    made = sheets(pages)
    found = [
        *outside(made),
        *heading_last(made),
        *row_split(made),
        *bare(made),
        *line_length(made),
        *low_contrast(made),
        *small(made),
    ]
    return [Problem(name, 0, 0, code, message, HINTS[code]) for code, message in found]


Found = Iterator[tuple[str, str]]

HINTS = {
    "page-outside": "shorten the text, or give it more room in pdf.css",
    "page-heading-last": "`break-after: avoid` keeps it with what follows",
    "page-row-split": "`break-inside: avoid` keeps a row in one piece",
    "page-bare": "take a page break away, or move it",
    "page-line-length": "change the measure or the size of the text in pdf.css",
    "page-contrast": "choose a darker or lighter colour in theme.yaml",
    "page-small": "choose a larger size in theme.yaml",
}


def place(sheet: Sheet, block: Block) -> str:
    """Where something stands, for a person: page, first words, address in the content."""
    words = "".join(one for one in block.text if unicodedata.category(one) != "Cf").split()
    shown = " ".join(words[:5]) + (" …" if len(words) > 5 else "")
    path = f" ({block.path})" if block.path else ""
    return f"page {sheet.number}, “{shown}”{path}"


def outside(made: list[Sheet]) -> Found:
    """Text outside the type area or its cell, grounds outside it, running heads that meet."""
    for sheet in made:
        for block in sheet.blocks:
            frame = block.frame or sheet.type_area
            across = Area(frame.left, sheet.type_area.top, frame.right, sheet.type_area.bottom)
            areas = [
                Area(run.area.left, line.area.top, run.area.right, line.area.bottom)
                for line in block.lines
                for run in line.runs
            ]
            if not block.pseudo and any(area.exceeds(across, SLACK) for area in areas):
                held = "its cell" if block.frame else "the type area"
                yield "page-outside", f"{place(sheet, block)} stands outside {held}"
        for shape in sheet.shapes:
            if shape.area.exceeds(sheet.type_area, SLACK):
                tag = shape.holders[-1].tag
                message = f"page {sheet.number}: the ground of <{tag}> is outside the type area"
                yield "page-outside", message
        yield from margins(sheet)


def margins(sheet: Sheet) -> Found:
    """Running heads and feet that are wider than the type area, or meet each other."""
    areas = [(block, run.area) for block in sheet.margins for run in block.runs]
    for number, (block, area) in enumerate(areas):
        wide = Area(sheet.type_area.left, 0, sheet.type_area.right, sheet.paper.bottom)
        if area.exceeds(wide, SLACK):
            yield "page-outside", f"{place(sheet, block)} is wider than the type area"
        for other, its in areas[number + 1 :]:
            if area.meets(its, SLACK):
                yield "page-outside", f"{place(sheet, block)} runs into “{other.text}”"


def heading_last(made: list[Sheet]) -> Found:
    """A heading, caption or line of date that a page, column or broken cell ends with."""
    for number, sheet in enumerate(made):
        later = made[number + 1].cells if number + 1 < len(made) else set()
        ends = [
            block for element, block in sheet.ends if element in later or element not in sheet.cells
        ]
        ends += sheet.blocks[-1:]
        for block in {id(one): one for one in ends}.values():
            if leads(block):
                message = f"{place(sheet, block)} is parted from what it heads"
                yield "page-heading-last", message


def leads(block: Block) -> bool:
    """Whether a block only makes sense before another."""
    return any(
        one.tag in HEADINGS or (one.tag == "p" and one.get("class") in LEADS)
        for one in block.holders
    )


def row_split(made: list[Sheet]) -> Found:
    """A row that stands on two pages though it would have fitted on one."""
    parts: dict[Any, list[tuple[Sheet, Row]]] = defaultdict(list)
    for sheet in made:
        for row in sheet.rows:
            parts[row.element].append((sheet, row))
    for held in parts.values():
        sheet, row = held[0]
        height = sum(one.area.bottom - one.area.top for _, one in held)
        room = sheet.type_area.bottom - sheet.type_area.top - row.head
        if held[-1][0] is not sheet and height <= room:
            blocks = [one for one in sheet.blocks if row.element in one.holders]
            where = place(sheet, blocks[0]) if blocks else f"page {sheet.number}"
            yield "page-row-split", f"the row at {where} goes on over the page"


def bare(made: list[Sheet]) -> Found:
    """A page, other than the last, of which less than a fifth is used."""
    for sheet in made[:-1]:
        bottoms = [line.area.bottom for block in sheet.blocks for line in block.lines]
        area = sheet.type_area
        filled = (max(bottoms, default=area.top) - area.top) / (area.bottom - area.top)
        if filled < LEAST_FILLED:
            yield "page-bare", f"page {sheet.number} is only {filled:.0%} filled"


def line_length(made: list[Sheet]) -> Found:
    """Running text whose lines are too long to find the next, or too short to keep a rhythm."""
    for sheet in made:
        for block in sheet.blocks:
            limits = measure(block)
            lengths = [letters(line.text) for line in block.lines[:-1] if line.runs]
            if limits is None or not lengths:
                continue
            least, most = limits
            longest, mean = max(lengths), sum(lengths) / len(lengths)
            if longest > most:
                message = f"a line of {longest} letters; {most} at most"
                yield "page-line-length", f"{place(sheet, block)}: {message}"
            elif len(lengths) > 1 and mean < least:
                message = f"lines of {mean:.0f} letters; {least} at least"
                yield "page-line-length", f"{place(sheet, block)}: {message}"


def measure(block: Block) -> tuple[int, int] | None:
    """The least and the most letters of a line of a block; none where it is no running text."""
    facing = False
    for holder in block.holders:
        if holder.tag == "table":
            facing = holder.get("class") == "facing"
        if holder.tag in SHORT and not (facing and holder.tag == "td"):
            return None
    inner = [holder for holder in block.holders if holder.tag in {"p", "li"}]
    if block.pseudo or not inner or any(one.get("class") in LABELS for one in inner):
        return None
    return FACING if facing else FULL


def letters(text: str) -> int:
    """How many letters, digits, signs and spaces a line has, without what stands on others."""
    return sum(unicodedata.category(one) not in {"Mn", "Me", "Cf"} for one in text.strip())


def low_contrast(made: list[Sheet]) -> Found:
    """Text, and bars of charts, that stand out too little from what is behind them."""
    pairs: dict[tuple[Rgb, Rgb, float], list[str]] = defaultdict(list)
    for sheet in made:
        for block in (*sheet.blocks, *sheet.margins):
            for run in block.runs:
                if contrast(run.colour, run.ground) < LEAST_CONTRAST:
                    pairs[run.colour, run.ground, LEAST_CONTRAST].append(place(sheet, block))
        for shape in sheet.shapes:
            drawn = any(one.tag == "figure" for one in shape.holders)
            if drawn and contrast(shape.colour, shape.ground) < LEAST_CONTRAST_OF_SHAPES:
                pair = (shape.colour, shape.ground, LEAST_CONTRAST_OF_SHAPES)
                pairs[pair].append(f"page {sheet.number}, a bar of a chart")
    for (colour, ground, least), places in pairs.items():
        ratio = contrast(colour, ground)
        message = f"{first_of(places)}: {hexadecimal(colour)} on {hexadecimal(ground)}"
        yield "page-contrast", f"{message} is a contrast of {ratio:.2f}; {least} at least"


def small(made: list[Sheet]) -> Found:
    """Text under the least size, superscripts and running heads too."""
    sizes: dict[float, list[str]] = defaultdict(list)
    for sheet in made:
        for block in (*sheet.blocks, *sheet.margins):
            for run in block.runs:
                if run.points < LEAST_SIZE - 0.01:
                    sizes[round(run.points, 2)].append(f"{place(sheet, block)}")
    for points, places in sizes.items():
        message = f"{first_of(places)} is set in {points:g} points; {LEAST_SIZE:g} at least"
        yield "page-small", message


def first_of(places: Iterable[str]) -> str:
    """The first of several places, and how many more there are."""
    first, *rest = places
    return f"{first} (and {len(rest)} more)" if rest else first


def hexadecimal(colour: Rgb) -> str:
    """A colour as the theme writes it."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)
