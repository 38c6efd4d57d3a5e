"""Long lists, of which a page shows a part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
Shown = TypeVar("Shown")

FEW = 20  # rows of each of several lists on one page
MANY = 100  # rows of a list on a page of its own
CARDS = 24  # briefs on a page, with their documents


@dataclass(frozen=True)
class Part(Generic[Row]):
    """The rows of a page of a list, the number of this page and of all pages, and of all rows."""

    rows: Sequence[Row]
    number: int
    pages: int
    total: int

    def of(self, show: Callable[[Row], Shown]) -> "Part[Shown]":
        """Return the same part with its rows as they are shown."""
        return Part([*map(show, self.rows)], self.number, self.pages, self.total)


def part_of(rows: Sequence[Row], size: int, number: int = 1) -> Part[Row]:
    """Return a page of a list; the last one where there are not so many."""
    pages = max(1, -(-len(rows) // size))
    number = min(max(1, number), pages)
    return Part(rows[(number - 1) * size : number * size], number, pages, len(rows))


def page_with(index: int, size: int = MANY) -> int:
    """Return the number of the page that has a row, given its index."""
    return index // size + 1
