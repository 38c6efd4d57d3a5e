"""Draws the graphics of a tree for the PDF, as boxes that the stylesheet paints; in place.

The table of a figure stays a table, which readers without sight get. WeasyPrint neither mirrors
SVG nor sets Arabic in it, so that shapes are boxes and labels are text.
"""

from collections.abc import Callable, Mapping

from lxml import etree

from briefs.html import Element, visible_text

NEAR = 14.0  # hundredths of the axis: closer values need their labels on opposite sides
SIGNS = ("filled", "hollow")  # of the first and the second column of values


def draw_graphics(tree: Element) -> None:
    """Draw each figure by its `data-kind`, and the gauges; in place."""
    for figure in tree.iterfind(".//figure"):
        for table in figure.iterfind("table"):
            table.set("summary", figure.get("data-alt", ""))
            FIGURES[figure.get("data-kind", "")](figure, table)
    for gauge in tree.iterfind(".//span[@class='gauge']"):
        draw_gauge(gauge)


def draw_gauge(gauge: Element) -> None:
    """Put a row of small boxes after the words of a gauge, filled up to its value."""
    boxes = etree.SubElement(gauge, "span", {"class": "boxes", "aria-hidden": "true"})
    value = int(gauge.get("data-value", "0"))
    for number in range(1, int(gauge.get("data-max", "0")) + 1):
        etree.SubElement(boxes, "span", {"class": SIGNS[number > value]})


def draw_dots(figure: Element, table: Element) -> None:
    """Merge the values of each row into one cell, in which each has a dot at its place on the axis.

    The head of the values says which dot is whose. The axis starts on the side where lines start.
    """
    most = float(figure.get("data-max", "100"))
    for heads in table.iterfind("thead/tr"):
        merge_heads(heads)
    for row in table.iterfind("tbody/tr"):
        cells = row.findall("td")
        places = [100 * float(cell.get("data-value") or "nan") / most for cell in cells]
        plot = etree.Element("div", {"class": "plot"})
        etree.SubElement(plot, "div", {"class": "half", "aria-hidden": "true"})
        for cell, sign, place in zip(cells, SIGNS, places, strict=False):
            row.remove(cell)
            if cell.get("data-value"):
                before = any(place < other < place + NEAR for other in places) or place > 100 - NEAR
                plot.append(dot(visible_text(cell), sign, place, before=before))
        etree.SubElement(row, "td", {"class": "track"}).append(plot)


def dot(label: str, sign: str, place: float, *, before: bool) -> Element:
    """Return a dot at a place (per cent of the axis) with its label after it, or before it."""
    anchor = etree.Element("div", {"class": f"dot {sign}", "style": f"inset-inline-start:{place:.4g}%"})
    etree.SubElement(anchor, "span", {"class": "before" if before else "after"}).text = label
    return anchor


def merge_heads(heads: Element) -> None:
    """Merge the heads of the values into one cell that is the key of the dots."""
    cells = heads.findall("th")[1:]
    key = etree.Element("th", {"scope": "col", "class": "key"})
    for cell, sign in zip(cells, SIGNS, strict=False):
        heads.remove(cell)
        etree.SubElement(key, "span", {"class": f"mark {sign}", "aria-hidden": "true"})
        name = etree.SubElement(key, "span")
        name.text = visible_text(cell)
    heads.append(key)


FIGURES: Mapping[str, Callable[[Element, Element], None]] = {"dots": draw_dots}
