"""The semantic HTML of the project's documents, and how to read it."""

from briefs.html import Element

Trees = dict[tuple[str, str], Element]
"""The tree of each document, by brief and edition."""


def element_at(tree: Element, path: str) -> Element:
    """Return the first element at an ElementPath; fails where there is none."""
    element = tree.find(path)
    assert element is not None, path
    return element
