"""Pages as WeasyPrint laid them out, as plain data: blocks, lines and runs of text, shapes, rows.

This uses internals of WeasyPrint 70, its boxes and their styles. When they change,
`tests/pdf/test_page_lint.py` fails. Lengths are CSS pixels (96 to the inch), from the top left
corner of the page.
"""

import unicodedata
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import Element

from briefs.design import Rgb, luminance
from briefs.problems import Message, fill

WHITE: Rgb = (1.0, 1.0, 1.0)
POINTS = 0.75  # a CSS pixel in points


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """The distance from top to bottom."""
        return self.bottom - self.top

    def exceeds(self, other: "Area", by: float) -> bool:
        """Whether any side of it is outside another by more than a distance."""
        return (
            self.left < other.left - by
            or self.top < other.top - by
            or self.right > other.right + by
            or self.bottom > other.bottom + by
        )

    def overlaps(self, other: "Area", by: float) -> bool:
        """Whether the area that it shares with another is wider and higher than a distance."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width > by and height > by


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style in a line: its size in points, its colour, and the colour behind it."""

    text: str
    area: Area
    points: float
    colour: Rgb
    ground: Rgb


@dataclass(slots=True)
class Line:
    """A line of text; its area has the height of the line."""

    area: Area
    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of its runs."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Block:
    """The lines of a block on one page.

    `elements` are its element and the ancestors, outermost first; `is_generated` tells text of CSS,
    such as list labels; `cell` is the area of the table cell around it.
    """

    page: int
    elements: tuple[Element, ...]
    is_generated: bool
    cell: Area | None
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of its lines, with spaces between them."""
        return " ".join(line.text.strip() for line in self.lines)

    @property
    def runs(self) -> list[Run]:
        """The runs of all its lines."""
        return [run for line in self.lines for run in line.runs]

    @property
    def place(self) -> Message:
        """Where it is, for a message: page, first words, and its path in the content if any."""
        words = "".join(c for c in self.text if unicodedata.category(c) != "Cf").split()
        start = " ".join(words[:5]) + (" …" if len(words) > 5 else "")
        inner = self.elements[-1].iter() if self.elements else ()
        paths = [element.get("data-path") for element in (*inner, *reversed(self.elements))]
        path = next(filter(None, paths), "")
        if not path:
            return fill("page {page}, “{start}”", page=self.page, start=start)
        return fill("page {page}, “{start}” ({path})", page=self.page, start=start, path=path)


@dataclass(frozen=True, slots=True)
class Shape:
    """A painted background: its element and ancestors, its colour, and the colour behind it."""

    elements: tuple[Element, ...]
    area: Area
    colour: Rgb
    ground: Rgb


@dataclass(frozen=True, slots=True)
class Row:
    """The part of a table row that is on one page, and the height of the table's head."""

    element: Element
    area: Area
    head: float


@dataclass(slots=True)
class Sheet:
    """A page. `ends` has the last block of each column and cell, with the element of that."""

    number: int
    type_area: Area
    blocks: list[Block] = field(default_factory=list)
    margins: list[Block] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    ends: list[tuple[Element, Block]] = field(default_factory=list)
    cells: set[Element] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a box. `head` is the height of the table's head, None inside the head."""

    elements: tuple[Element, ...] = ()
    ground: Rgb = WHITE
    cell: Area | None = None
    head: float | None = 0
    opacity: float = 1


def read_sheets(pages: Any) -> list[Sheet]:
    """Return the pages that WeasyPrint laid out."""
    return [SheetReader(number, page._page_box).sheet for number, page in enumerate(pages, 1)]


class SheetReader:
    """Reads one page box into its `sheet`."""

    def __init__(self, number: int, page: Any) -> None:
        left, top = page.content_box_x(), page.content_box_y()
        self.sheet = Sheet(number, Area(left, top, left + page.width, top + page.height))
        for child in page.children:
            is_margin = bool(getattr(child, "at_keyword", ""))
            self.blocks = self.sheet.margins if is_margin else self.sheet.blocks
            self.visit(child, Context())
        self.sheet.blocks = [block for block in self.sheet.blocks if block.runs]
        self.sheet.margins = [block for block in self.sheet.margins if block.runs]

    def visit(self, box: Any, context: Context) -> None:
        """Read a box and its descendants, which are in the order of the text."""
        box = getattr(box, "_box", box)
        kind = type(box).__name__
        if kind == "TextBox":
            self.add_run(box, context)
        elif kind == "LineBox":
            self.add_line(box, context)
        else:
            context = self.inner_context(box, kind, context)
            children = getattr(box, "children", ())
            first = len(self.blocks)
            if children and type(children[0]).__name__ == "LineBox":
                is_generated = "::" in (box.element_tag or "")
                self.blocks.append(
                    Block(self.sheet.number, context.elements, is_generated, context.cell)
                )
            for child in children:
                self.visit(child, context)
            if box.is_column or (kind == "TableCellBox" and context.head is not None):
                blocks = [block for block in self.blocks[first:] if block.runs]
                self.sheet.ends += [(box.element, block) for block in blocks[-1:]]

    def add_line(self, box: Any, context: Context) -> None:
        """Add a line to the last block; after a block inside it, it goes on in a new block."""
        block = self.blocks[-1]
        block.lines.append(Line(border_area(box)))
        for child in box.children:
            self.visit(child, context)
            if self.blocks[-1] is not block:
                block = replace(block, lines=[Line(border_area(box))])
                self.blocks.append(block)

    def add_run(self, box: Any, context: Context) -> None:
        """Add a text box that is to be seen to the last line."""
        if box.text.strip() and box.style["visibility"] == "visible":
            colour = blend(box.style["color"], context.ground, context.opacity)
            points = box.style["font_size"] * POINTS
            run = Run(box.text, border_area(box), points, colour, context.ground)
            self.blocks[-1].lines[-1].runs.append(run)

    def inner_context(self, box: Any, kind: str, context: Context) -> Context:
        """Return the context of a box's children; add the box's own row, cell and background."""
        sheet, element, style = self.sheet, box.element, box.style
        if element is not None and element not in context.elements[-1:]:
            context = replace(context, elements=(*context.elements, element))
        if style["opacity"] < 1:
            context = replace(context, opacity=context.opacity * style["opacity"])
        if kind == "TableCellBox":
            context = replace(context, cell=border_area(box))
            if context.head is not None:
                sheet.cells.add(element)
        elif kind == "TableBox":
            groups = [group for group in box.children if getattr(group, "is_header", False)]
            context = replace(context, head=sum(group.height for group in groups))
        elif getattr(box, "is_header", False):
            context = replace(context, head=None)
        elif kind == "TableRowBox" and context.head is not None:
            sheet.rows.append(Row(element, border_area(box), context.head))
        paint = style["background_color"]
        paint = style["color"] if paint == "currentcolor" else paint
        if paint.alpha == 0 or style["visibility"] != "visible":
            return context
        colour = blend(paint, context.ground, context.opacity)
        sheet.shapes.append(Shape(context.elements, border_area(box), colour, context.ground))
        return replace(context, ground=colour)


def border_area(box: Any) -> Area:
    """Return the area of a box with its padding and borders."""
    left, top, width, height = box.hit_area()
    return Area(left, top, left + width, top + height)


def blend(colour: Any, ground: Rgb, opacity: float) -> Rgb:
    """Return how a colour of WeasyPrint looks on a ground."""
    alpha = colour.alpha * opacity
    red, green, blue = (
        alpha * part + (1 - alpha) * behind
        for part, behind in zip(colour.to("srgb").coordinates, ground, strict=True)
    )
    return red, green, blue


def contrast(colour: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours by WCAG 2.2: from 1 to 21 (black on white)."""
    dark, light = sorted((luminance(colour), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
