"""Draws the figures and gauges of a tree as boxes that a stylesheet paints; in place.

The table of a figure stays a table, which readers without sight get. WeasyPrint neither mirrors
SVG nor sets Arabic in it, so that shapes are boxes and labels are text.
"""

from collections.abc import Callable, Mapping

from lxml import etree

from briefs.html.document import Element, visible_text

NEAR = 14.0  # hundredths of the axis: closer values need their labels on opposite sides
SIGNS = ("filled", "hollow")  # of the first and the second column of values


def draw_figures(tree: Element) -> None:
    """Draw each figure by its `data-kind`, and the gauges; in place."""
    for figure in tree.iterfind(".//figure"):
        for table in figure.iterfind("table"):
            FIGURES[figure.get("data-kind", "")](figure, table)
    for gauge in tree.iterfind(".//span[@class='gauge']"):
        draw_gauge(gauge)


def draw_gauge(gauge: Element) -> None:
    """Put a row of small boxes after the words of a gauge, filled up to its value.

    The boxes part it from the next gauge, so that the mark of punctuation between them goes.
    """
    boxes = etree.SubElement(gauge, "span", {"class": "boxes", "aria-hidden": "true"})
    value = int(gauge.get("data-value", "0"))
    for number in range(1, int(gauge.get("data-max", "0")) + 1):
        etree.SubElement(boxes, "span", {"class": SIGNS[number > value]})
    gauge.tail = " "


def draw_dots(figure: Element, table: Element) -> None:
    """Set the values of each row as dots with labels on an axis that runs over both cells.

    The first cell is the first half of the axis, the second the other half; each value stays in
    the cell of its column, and is placed from there. The axis starts where lines start.
    """
    most = float(figure.get("data-max", "100"))
    for heads in table.iterfind("thead/tr"):
        for head, sign in zip(heads.findall("th")[1:], SIGNS, strict=False):
            etree.SubElement(head, "span", {"class": f"mark {sign}", "aria-hidden": "true"})
    for row in table.iterfind("tbody/tr"):
        cells = row.findall("td")
        values = [100 * float(cell.get("data-value") or "nan") / most for cell in cells]
        for column, (cell, value) in enumerate(zip(cells, values, strict=True)):
            cell.set("class", "track")
            label, cell.text = visible_text(cell), None
            plot = etree.SubElement(cell, "div", {"class": "plot"})
            if label:
                before = value > 100 - NEAR or any(value < o < value + NEAR for o in values)
                plot.append(dot(label, SIGNS[column], 2 * value - 100 * column, before=before))


def dot(label: str, sign: str, place: float, *, before: bool) -> Element:
    """Return a dot at a place (per cent of half the axis) with its label after it, or before it."""
    style = f"inset-inline-start:{place:.4g}%"
    anchor = etree.Element("div", {"class": f"dot {sign}", "style": style})
    etree.SubElement(anchor, "span", {"class": "before" if before else "after"}).text = label
    return anchor


FIGURES: Mapping[str, Callable[[Element, Element], None]] = {"dots": draw_dots}
