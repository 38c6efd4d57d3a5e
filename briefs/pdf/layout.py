"""Pages as WeasyPrint laid them out, as plain facts: lines of text, shapes, rows of tables.

This leans on the engine's internals (70.0), its boxes and their styles; `tests/test_pagelint.py`
fails when they change. Lengths are CSS pixels (96 to the inch), from the top left of the sheet.
"""

from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import Element

Rgb = tuple[float, float, float]
WHITE: Rgb = (1.0, 1.0, 1.0)
POINTS = 0.75  # a CSS pixel in points


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def exceeds(self, other: "Area", by: float) -> bool:
        """Whether any side of it lies outside another by more than so much."""
        return (
            self.left < other.left - by
            or self.top < other.top - by
            or self.right > other.right + by
            or self.bottom > other.bottom + by
        )

    def meets(self, other: "Area", by: float) -> bool:
        """Whether the two share a surface that is wider and higher than so much."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > by and high > by


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look: how large, in which colour, and on what."""

    text: str
    area: Area
    points: float
    colour: Rgb
    ground: Rgb


@dataclass(slots=True)
class Line:
    """A line as it was broken, with its runs; the area has the height of the line."""

    area: Area
    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its letters, run by run."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Block:
    """The lines that a block has on one page, within which elements, and in which cell."""

    holders: tuple[Element, ...]
    pseudo: bool
    frame: Area | None
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its lines, joined as a reader would."""
        return " ".join(line.text.strip() for line in self.lines)

    @property
    def runs(self) -> list[Run]:
        """The runs of all its lines."""
        return [run for line in self.lines for run in line.runs]

    @property
    def path(self) -> str:
        """The address in the content of the text that it shows, if it has one."""
        inside = self.holders[-1].iter() if self.holders else iter(())
        paths = [one.get("data-path") for one in (*inside, *reversed(self.holders))]
        return next((path for path in paths if path), "")


@dataclass(frozen=True, slots=True)
class Shape:
    """A surface that is painted, and what lies behind it."""

    holders: tuple[Element, ...]
    area: Area
    colour: Rgb
    ground: Rgb


@dataclass(frozen=True, slots=True)
class Row:
    """What of a row of a table stands on one page; `head`: the height of the head above it."""

    element: Element
    area: Area
    head: float


@dataclass(slots=True)
class Sheet:
    """One page. `ends`: the last block of each column and cell, with the element that it ends."""

    number: int
    type_area: Area
    paper: Area
    blocks: list[Block] = field(default_factory=list)
    margins: list[Block] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    ends: list[tuple[Element, Block]] = field(default_factory=list)
    cells: set[Element] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a box; `head` is the height of the table's head, and none inside it."""

    holders: tuple[Element, ...] = ()
    ground: Rgb = WHITE
    frame: Area | None = None
    head: float | None = 0
    opacity: float = 1


def sheets(pages: Any) -> list[Sheet]:
    """The pages that WeasyPrint rendered."""
    return [sheet(number, page._page_box) for number, page in enumerate(pages, 1)]


def sheet(number: int, page: Any) -> Sheet:
    """One page box as facts."""
    left, top = page.content_box_x(), page.content_box_y()
    type_area = Area(left, top, left + page.width, top + page.height)
    made = Sheet(number, type_area, Area(0, 0, page.margin_width(), page.margin_height()))
    for child in page.children:
        if getattr(child, "at_keyword", ""):
            held, made.blocks = made.blocks, made.margins
            visit(child, Around(), made)
            made.blocks = held
        else:
            visit(child, Around(), made)
    made.blocks = [block for block in made.blocks if block.runs]
    made.margins = [block for block in made.margins if block.runs]
    return made


def visit(box: Any, around: Around, made: Sheet) -> None:
    """Note a box and what it holds; boxes come in the order of the text."""
    box = getattr(box, "_box", box)
    kind = type(box).__name__
    if kind == "TextBox":
        note_run(box, around, made)
        return
    if kind == "LineBox":
        note_line(box, around, made)
        return
    around = inside(box, kind, around, made)
    children = getattr(box, "children", ())
    before = len(made.blocks)
    if children and type(children[0]).__name__ == "LineBox":
        pseudo = "::" in (box.element_tag or "")
        made.blocks.append(Block(around.holders, pseudo, around.frame))
    for child in children:
        visit(child, around, made)
    if box.is_column or (kind == "TableCellBox" and around.head is not None):
        note_end(box, made, before)


def note_line(box: Any, around: Around, made: Sheet) -> None:
    """Note a line; after a block that stands in it, the line goes on with its own block."""
    mine = made.blocks[-1]
    mine.lines.append(Line(border_area(box)))
    for child in box.children:
        visit(child, around, made)
        if made.blocks[-1] is not mine:
            mine = Block(mine.holders, mine.pseudo, mine.frame, [Line(border_area(box))])
            made.blocks.append(mine)


def inside(box: Any, kind: str, around: Around, made: Sheet) -> Around:
    """What stands around the children of a box; its own surface and row are noted."""
    new: dict[str, Any] = {}
    if box.element is not None and (not around.holders or around.holders[-1] is not box.element):
        new["holders"] = (*around.holders, box.element)
    if box.style["opacity"] < 1:
        new["opacity"] = around.opacity * box.style["opacity"]
    if kind == "TableRowBox":
        new["frame"] = border_area(box)
    if kind == "TableCellBox":
        if box.element is None or box.element.get("class") != "track":  # an axis over all cells
            new["frame"] = border_area(box)
        if around.head is not None:
            made.cells.add(box.element)
    elif kind == "TableBox":
        heads = [group.height for group in box.children if getattr(group, "is_header", False)]
        new["head"] = sum(heads)
    elif getattr(box, "is_header", False):
        new["head"] = None
    elif kind == "TableRowBox" and around.head is not None:
        made.rows.append(Row(box.element, border_area(box), around.head))
    around = replace(around, **new) if new else around
    paint = box.style["background_color"]
    paint = box.style["color"] if paint == "currentcolor" else paint
    if paint.alpha == 0 or box.style["visibility"] != "visible":
        return around
    ground = blend(paint, around.ground, around.opacity)
    made.shapes.append(Shape(around.holders, border_area(box), ground, around.ground))
    return replace(around, ground=ground)


def note_run(box: Any, around: Around, made: Sheet) -> None:
    """Add the letters of a text box to the line that is being read."""
    style = box.style
    if box.text.strip() and style["visibility"] == "visible":
        colour = blend(style["color"], around.ground, around.opacity)
        points = style["font_size"] * POINTS
        run = Run(box.text, border_area(box), points, colour, around.ground)
        made.blocks[-1].lines[-1].runs.append(run)


def note_end(box: Any, made: Sheet, before: int) -> None:
    """Note which block comes last in a column or cell."""
    held = [block for block in made.blocks[before:] if block.runs]
    if held:
        made.ends.append((box.element, held[-1]))


def border_area(box: Any) -> Area:
    """The rectangle of a box with its padding and borders."""
    left, top, width, height = box.hit_area()
    return Area(left, top, left + width, top + height)


def blend(colour: Any, ground: Rgb, opacity: float) -> Rgb:
    """A colour of the engine as it looks on a ground."""
    alpha = colour.alpha * opacity
    red, green, blue = (
        alpha * one + (1 - alpha) * under
        for one, under in zip(colour.to("srgb").coordinates, ground, strict=True)
    )
    return red, green, blue


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast of two colours by WCAG 2.2: from 1 (none) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Rgb) -> float:
    """The relative luminance of a colour by WCAG 2.2, from 0 to 1."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
