"""Squares of a gauge, the sign of inferred dates, and dates that a matrix leaves out."""

import re
from dataclasses import dataclass

from briefs.docx.ooxml import Element, classes
from briefs.html import head_metadata

FILLED, EMPTY, INFERRED = "■", "□", "○"
STANCES = ("supports", "conditional", "undecided", "opposes")  # classes of what has a tint
APART = "\u2003"  # between two gauges on one line
SIGNS = re.compile(f"([{FILLED}{EMPTY}{INFERRED}]+)")
# The ids of what may explain the sign of inferred dates: of these the first that there is.
EXPLAINED_AT = ("method", "stances", "sources")


@dataclass(frozen=True)
class Explanation:
    """The id of what explains the sign of inferred dates, and its meaning by language."""

    target: str
    words: dict[str, str]


def explanation(tree: Element) -> Explanation:
    """Return what explains the sign of inferred dates in a document, and what the sign means."""
    ids = {element.get("id") for element in tree.iter("*")}
    signs = head_metadata(tree).get("inferred", {})
    words = {lang: words.replace(INFERRED, "").strip() for lang, words in signs.items()}
    return Explanation(next((one for one in EXPLAINED_AT if one in ids), ""), words)


def squares(gauge: Element) -> str:
    """Return a gauge as a row of squares, filled up to its value: `■■□`."""
    value, most = (int(gauge.get(f"data-{name}") or 0) for name in ("value", "max"))
    return FILLED * value + EMPTY * (most - value)


def follows_both_labels(child: Element) -> bool:
    """Whether an element follows the label in two languages in a cell of the stance matrix.

    It is the date: page one of a Word document, with its footnotes, has no space for the line.
    """
    paragraph = child.getparent()
    if paragraph is None or paragraph.tag != "p" or not set(classes(paragraph)) & set(STANCES):
        return False
    return any(before.get("lang") for before in child.itersiblings(preceding=True))
