"""The page of a house template: its paper and margins, where they leave room for our tables."""

from briefs.design import Sheet
from briefs.docx.ooxml import Element, W

NARROWEST, LOWEST = 100.0, 120.0  # millimetres that text needs: two columns that can be read
LARGEST = 600.0  # of a side of the paper; Word takes 558.8
TWIP = 25.4 / 1440
EDGES = {"top": 25.4, "bottom": 25.4, "left": 25.4, "right": 25.4, "header": 12.7, "footer": 12.7}


def section_of(document: Element | None) -> Element | None:
    """The last section of a document, whose page is the document's."""
    return None if document is None else document.find(f"{{{W}}}body/{{{W}}}sectPr")


def sheet_of(section: Element) -> Sheet:
    """The page that a section describes; a ValueError says why it is of no use.

    <w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1800" … w:gutter="0"/>
    """
    size, margins = section.find(f"{{{W}}}pgSz"), section.find(f"{{{W}}}pgMar")
    width, height = (millimetres(size, key, 0) for key in ("w", "h"))
    given = {key: abs(millimetres(margins, key, usual)) for key, usual in EDGES.items()}
    given["left"] += millimetres(margins, "gutter", 0)
    made = Sheet(width, height, **given)
    across, down = width - made.left - made.right, height - made.top - made.bottom
    if max(width, height) > LARGEST:
        raise ValueError(f"its paper is {width:.0f} by {height:.0f} mm large")
    if across < NARROWEST or down < LOWEST:
        raise ValueError(f"its page leaves {across:.0f} by {down:.0f} mm for text")
    return made


def millimetres(element: Element | None, name: str, usual: float) -> float:
    """A measure in twentieths of a point as millimetres; what is usual where it is not given."""
    given = None if element is None else element.get(f"{{{W}}}{name}")
    if given is None:
        return usual
    try:
        return int(given) * TWIP
    except ValueError:
        raise ValueError(f"its page has the measure “{given[:20]}”") from None
