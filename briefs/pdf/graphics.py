"""Draws the graphics of a tree for the PDF: figures, gauges and signs; in place."""

from briefs.design import Theme
from briefs.html import Element, draw_figures, visible_text

WIDEST_NUMERAL = 13.5  # letters of size 1 in the first column of a table of figures: ≈ 18 thousand


def draw_graphics(tree: Element) -> None:
    """Draw figures, gauges and signs; the table of a figure gets its alternative text; in place."""
    draw_figures(tree)
    for figure in tree.iterfind(".//figure"):
        for table in figure.iterfind("table"):
            table.set("summary", figure.get("data-alt", ""))
    draw_signs(tree)


def draw_signs(tree: Element) -> None:
    """Draw words as the signs of their `data-sign`, in place; `data-word` keeps the words.

    The text layer gives a sign the text of its `data-word`.
    """
    for element in tree.iterfind(".//span[@data-sign]"):
        element.set("data-word", visible_text(element))
        element.text = element.get("data-sign")


def widen_numerals(tree: Element, theme: Theme) -> None:
    """Widen the column of large numerals where the longest would leave its cell, in place."""
    for table in tree.iterfind(".//table[@class='figures']"):
        code = next(filter(None, (e.get("lang") for e in (table, *table.iterancestors()))), "")
        scale = theme.languages[code].scale if code in theme.languages else 1
        longest = max((len(visible_text(one)) for one in table.iterfind("tbody/tr/th")), default=0)
        head = table.find("thead/tr/th")
        if head is not None and longest * scale > WIDEST_NUMERAL:
            head.set("style", f"width: {max(31, min(round(1.65 * longest * scale), 45))}%")
