"""Numbers: what a statement says in figures or words must stand in the paragraphs it cites."""

from pathlib import Path

import pytest

from briefs.cli.show import lines_of
from tests.support.source_texts import change_alpha, messages, verification

FIGURE = "figure-unsupported"


def test_numbers_that_the_source_has_are_no_problem(sources: Path) -> None:
    assert messages(sources, "", FIGURE) == []


@pytest.mark.parametrize(
    ("old", "new", "numbers"),
    [
        ("4 سفن", "5 سفن", ["“4”"] * 6),  # label, gist and text, both languages
        ("4 سفن", "أربع سفن", []),
        ("4 سفن", "٤ سفن", []),
        ("في 2 مارس", "في 12 مارس", ["“2”"]),  # the day that the position is of
        ("300 كم", "ثلاثمئة كم", []),
        ("300 كم", "300%", ["“300”"] * 5),  # value, both texts, and a side of the disagreement
        ("61.5%", "61%", ["“61.5”"]),
        ("61.5%", "61,5 في المئة", []),
        ("54%", "54 شخصًا", ["“54”"]),
        ("1200 شخص", "1300 شخص", ["“1200”"]),
        ("قبل 2026", "قبل 2027", ["“2026”"] * 4),
    ],
)
def test_each_number_that_the_source_does_not_have_is_reported(
    sources: Path, old: str, new: str, numbers: list[str]
) -> None:
    change_alpha(sources, old, new)
    assert [message.split(" ")[0] for message in messages(sources, "", FIGURE)] == numbers


def test_the_problem_points_at_the_text_or_value_that_has_the_number(sources: Path) -> None:
    change_alpha(sources, "61.5%", "61%")
    (problem,) = [one for one in verification(sources, "").problems if one.code == FIGURE]
    line = lines_of(problem.file)[problem.line - 1]
    assert line[problem.column - 1 :].startswith("61.5")
    assert "paragraph 6" in problem.message
