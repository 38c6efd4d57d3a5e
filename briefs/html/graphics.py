"""Draws the figures and gauges of a tree as boxes that a stylesheet paints; in place.

The table of a figure stays a table, which readers without sight get. WeasyPrint neither mirrors
SVG nor sets Arabic in it, so that shapes are boxes and labels are text.
"""

from collections.abc import Callable, Mapping

from lxml import etree

from briefs.html.document import Element, visible_text

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


def draw_bars(figure: Element, table: Element) -> None:
    """Set each value as a bar with its label at the end, in the cell of its column.

    Every cell has an axis of its own from 0 to `data-max`, which starts where lines start: a value
    stands below the head of its column, and no bar seems to go the other way.
    """
    most = float(figure.get("data-max", "100"))
    for heads in table.iterfind("thead/tr"):
        for head, sign in zip(heads.findall("th")[1:], SIGNS, strict=False):
            etree.SubElement(head, "span", {"class": f"mark {sign}", "aria-hidden": "true"})
    for row in table.iterfind("tbody/tr"):
        for cell, sign in zip(row.findall("td"), SIGNS, strict=False):
            cell.set("class", "track")
            label, cell.text, cell[:] = visible_text(cell), None, []
            plot = etree.SubElement(cell, "div", {"class": "plot"})
            if label:
                share = f"{100 * float(cell.get('data-value', '0')) / most:.4g}%"
                etree.SubElement(plot, "div", {"class": f"bar {sign}", "style": f"width:{share}"})
                end = {"class": "value", "style": f"inset-inline-start:{share}"}
                etree.SubElement(plot, "span", end).text = label


FIGURES: Mapping[str, Callable[[Element, Element], None]] = {"bars": draw_bars}
