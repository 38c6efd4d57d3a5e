"""Reads trees of the semantic HTML."""

from briefs.html import Element


def element_at(tree: Element, path: str) -> Element:
    """Return the first element at an ElementPath; fails where there is none."""
    element = tree.find(path)
    assert element is not None, path
    return element
