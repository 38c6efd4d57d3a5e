"""Dates of content: years, months, days and ranges of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.content.dates import When, parse

DAYS = st.dates().map(lambda day: day.isoformat())
MONTHS = st.dates().map(lambda day: day.isoformat()[:7])
YEARS = st.dates().map(lambda day: day.isoformat()[:4])


@given(st.one_of(DAYS, MONTHS, YEARS))
def test_a_date_is_written_as_it_was_read(text: str) -> None:
    assert str(parse(text)) == text


@given(DAYS, DAYS)
def test_a_range_is_written_as_it_was_read(one: str, other: str) -> None:
    first, last = sorted((one, other))
    read = parse(f"{first}/{last}")
    assert str(read) == (first if first == last else f"{first}/{last}")
    assert read.is_range == (first != last)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025-09-04", (2025, 9, 4), (2025, 9, 4)),
        ("2025-07", (2025, 7, 0), (2025, 7, 0)),
        ("2025", (2025, 0, 0), (2025, 0, 0)),
        ("2025-07/2025-09-04", (2025, 7, 0), (2025, 9, 4)),
        ("2024-02-29", (2024, 2, 29), (2024, 2, 29)),
    ],
)
def test_a_month_or_day_that_is_not_given_is_zero(
    text: str, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    assert parse(text) == When(start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4 September 2025",
        "2025-9-4",
        "2025-02-30",
        "2023-02-29",
        "2025-13",
        "2025-00-04",
        "0000",
        "2025-09-04T10:00",
        "2025-09/2025-07",
        "2025/2026/2027",
        "2025/",
        " 2025",
        "2025\n",
    ],
)
def test_an_invalid_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse(text)


def test_a_date_with_a_day_that_is_not_given_comes_before_its_first_day() -> None:
    assert parse("2025-09") < parse("2025-09-01") < parse("2025-10")
