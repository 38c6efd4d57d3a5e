"""Numbers: what a statement says in figures or words must stand in the paragraphs it cites."""

# ruff: noqa: F401, F811  (a fixture of another file)
import pytest

from briefs.problems import lines_of
from tests.checks.test_source_texts import change, sources, told, verified

FIGURE = "figure-unsupported"


def test_numbers_that_the_source_has_are_no_problem(sources):
    assert told(sources, "", FIGURE) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("4 سفن", "5 سفن", ["“4”", "“4”", "“4”", "“4”"]),  # gist and text, both languages
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
def test_what_the_source_does_not_bear_out_is_told_each_time(sources, old, new, said):
    change(sources, old, new)
    assert [one.split(" ")[0] for one in told(sources, "", FIGURE)] == said


def test_a_problem_stands_at_the_text_or_value_that_has_the_number(sources):
    change(sources, "61.5%", "61%")
    (found,) = [one for one in verified(sources, "").problems if one.code == FIGURE]
    line = lines_of(found.file)[found.line - 1]
    assert line[found.column - 1 :].startswith("61.5")
    assert "paragraph 6" in found.message
