"""Statements on a scale of months: columns, rows and cells of the tables that show time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.content import Dated, Event, StatementRef, When, load
from briefs.content.dates import parse
from briefs.html.months import MOST_MONTHS, MonthScale, month_scale, months_of
from tests.support.paths import CONTENT

SIGNING = load(CONTENT).statements["beta/signing"]


def on(*dates: str | When) -> list[StatementRef]:
    """Return an event for each date, with its number as id."""
    return [
        StatementRef(SIGNING.article, "events", event_of(number, date), ())
        for number, date in enumerate(dates)
    ]


def event_of(number: int, date: str | When) -> Event:
    assert isinstance(SIGNING.item, Event)
    when = Dated(date=parse(date), basis="stated")
    return SIGNING.item.model_copy(update={"id": str(number), "date": when})


def shown(scale: MonthScale, statements: list[StatementRef]) -> list[list[tuple[int, str]]]:
    """Return each cell of each row as its number of months and the ids of its statements."""
    return [
        [(cell.months, " ".join(one.item.id for one in cell.statements)) for cell in row]
        for row in scale.rows(statements)
    ]


MONTHS = st.tuples(st.integers(2023, 2024), st.integers(1, 12))
DAYS = st.one_of(st.just(0), st.integers(1, 28))
DATES = st.builds(
    lambda ends, day: When((*min(ends), day), (*max(ends), day)), st.tuples(MONTHS, MONTHS), DAYS
)


@given(st.lists(DATES, min_size=1, max_size=12))
def test_every_statement_stands_in_its_months_and_every_row_fills_the_scale(
    dates: list[When],
) -> None:
    statements = on(*dates)
    scale = month_scale(statements)
    assert scale is not None
    assert len(scale.numbers) == sum(count for _, count in scale.years) <= MOST_MONTHS
    placed = []
    for row in scale.rows(statements):
        month = scale.first
        for cell in row:
            span = (month, month + cell.months - 1)
            assert all(months_of(one.dated.date) == span for one in cell.statements)
            assert cell.statements or cell.months == 1
            placed += [one.item.id for one in cell.statements]
            month += cell.months
        assert month == scale.last + 1
    assert sorted(placed) == sorted(statement.item.id for statement in statements)


def test_a_gap_between_statements_has_as_many_columns_as_months() -> None:
    statements = on("2024-11", "2025-02-03")
    scale = month_scale(statements)
    assert scale is not None
    assert scale.years == ((2024, 2), (2025, 2))
    assert scale.numbers == (11, 12, 1, 2)
    assert shown(scale, statements) == [[(1, "0"), (1, ""), (1, ""), (1, "1")]]


def test_statements_of_one_month_share_a_cell_and_overlapping_ones_get_rows() -> None:
    statements = on("2024-03", "2024-03-08", "2024-03/2024-05", "2024-05")
    scale = month_scale(statements)
    assert scale is not None
    assert shown(scale, statements) == [[(1, "0 1"), (1, ""), (1, "3")], [(3, "2")]]


@pytest.mark.parametrize("dates", [(), ("2024",), ("2022-01", "2024-01"), ("2023/2024",)])
def test_there_is_no_scale_without_months_or_for_too_many(dates: tuple[str, ...]) -> None:
    assert month_scale(on(*dates)) is None


def test_a_date_without_a_month_or_outside_the_scale_is_left_out() -> None:
    scale = month_scale(on("2024-03", "2024-04"))
    assert scale is not None
    assert shown(scale, on("2024", "2024-05", "2024-04")) == [[(1, ""), (1, "2")]]
