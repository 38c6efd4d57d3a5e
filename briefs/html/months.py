"""Statements on a scale of months: the columns of a table, and the cells of its rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefs.content import StatementRef, When

MOST_MONTHS = 24  # a longer scale would have columns too narrow for a sign


@dataclass(frozen=True)
class MonthCell:
    """A cell that spans `months` columns, with the statements of exactly these months."""

    months: int
    statements: tuple[StatementRef, ...] = ()


@dataclass(frozen=True)
class MonthScale:
    """The months from `first` to `last`, both counted from January of the year 0."""

    first: int
    last: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """The number of each month in its year, from 1 to 12."""
        return tuple(month % 12 + 1 for month in range(self.first, self.last + 1))

    @property
    def years(self) -> tuple[tuple[int, int], ...]:
        """Each year with how many of its months the scale has."""
        years = [month // 12 for month in range(self.first, self.last + 1)]
        return tuple((year, years.count(year)) for year in dict.fromkeys(years))

    def rows(self, statements: Iterable[StatementRef]) -> tuple[tuple[MonthCell, ...], ...]:
        """Return rows of cells that fill the scale; statements that overlap get rows of their own.

        A date without months, or outside the scale, is left out.
        """
        spans: dict[tuple[int, int], list[StatementRef]] = {}
        for statement in statements:
            span = months_of(statement.dated.date)
            if span is not None and self.first <= span[0] and span[1] <= self.last:
                spans.setdefault(span, []).append(statement)
        rows: list[list[tuple[int, int]]] = []
        for span in sorted(spans):
            row = next((row for row in rows if row[-1][1] < span[0]), None)
            if row is None:
                rows.append([span])
            else:
                row.append(span)
        return tuple(self.cells(row, spans) for row in rows)

    def cells(
        self, row: list[tuple[int, int]], spans: dict[tuple[int, int], list[StatementRef]]
    ) -> tuple[MonthCell, ...]:
        """Return the cells of one row, one empty cell for each month without a statement."""
        cells: list[MonthCell] = []
        month = self.first
        for start, end in row:
            cells += [MonthCell(1)] * (start - month)
            cells.append(MonthCell(end - start + 1, tuple(spans[start, end])))
            month = end + 1
        return (*cells, *[MonthCell(1)] * (self.last + 1 - month))


def month_scale(statements: Iterable[StatementRef]) -> MonthScale | None:
    """Return the scale that holds all statements with a month; None for none, or for too long."""
    spans = [span for one in statements if (span := months_of(one.dated.date)) is not None]
    if not spans:
        return None
    scale = MonthScale(min(start for start, _ in spans), max(end for _, end in spans))
    return scale if scale.last - scale.first < MOST_MONTHS else None


def months_of(when: When) -> tuple[int, int] | None:
    """Return the first and last month of a date; None where it is only a year."""
    if not when.start[1] or not when.end[1]:
        return None
    return when.start[0] * 12 + when.start[1] - 1, when.end[0] * 12 + when.end[1] - 1
