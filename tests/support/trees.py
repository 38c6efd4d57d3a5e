"""The semantic HTML of the project's documents, and how to read it."""

from collections.abc import Iterator

from briefs.html import Element

Trees = dict[tuple[str, str], Element]
"""The tree of each document, by brief and edition."""
BLOCKS = {"p", "h1", "h2", "h3", "h4", "th", "td", "li", "caption", "figcaption"}


def element_at(tree: Element, path: str) -> Element:
    """Return the first element at an ElementPath; fails where there is none."""
    element = tree.find(path)
    assert element is not None, path
    return element


def innermost_blocks(tree: Element) -> Iterator[Element]:
    """Yield the blocks of the body that have no block inside."""
    for element in element_at(tree, "body").iter(*BLOCKS):
        if next(element.iterdescendants(*BLOCKS), None) is None:
            yield element
