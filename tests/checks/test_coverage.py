"""Coverage: figures, names and quotations of a source that no statement takes up are reported."""

from pathlib import Path

import pytest

from tests.support.source_texts import change_alpha, messages, verification


def gaps(folder: Path) -> set[str]:
    """Return the messages about coverage of the source texts in a folder."""
    return {message.partition(";")[0] for message in messages(folder, "", "coverage-gap")}


def test_a_source_that_the_statements_take_up_has_no_gap(sources: Path) -> None:
    assert gaps(sources) == set()


@pytest.mark.parametrize(
    ("old", "new", "paragraph", "label"),
    [
        ("4 سفن", "4 سفن و8 قوارب", 2, "“8” (figure)"),
        ("4 سفن", "4 سفن وستة وعشرين قاربًا", 2, "“وستة وعشرين” (figure)"),
        ("القديم", "القديم مع هالفورسن", 4, "“halvorsen” (person)"),
        ("القديم", "القديم في أيسلندا", 4, "“IS” (country)"),
        ("القديم", "القديم وقيل «لن نقبل بأي شرط»", 4, "“لن نقبل بأي” (quotation)"),
    ],
)
def test_a_figure_name_or_quotation_that_no_statement_takes_up_is_a_gap(
    sources: Path, old: str, new: str, paragraph: int, label: str
) -> None:
    change_alpha(sources, old, new)
    assert gaps(sources) == {f"paragraph {paragraph}: no statement takes up {label}"}


@pytest.mark.parametrize("new", ["تابعوا أيسلندا", "تابعوا «لن نقبل بأي شرط»", "تابعوا 88"])
def test_a_paragraph_that_is_left_out_has_no_gaps(sources: Path, new: str) -> None:
    change_alpha(sources, "تابعونا", new)
    assert gaps(sources) == set()


def test_a_word_or_two_in_quotation_marks_is_no_quotation(sources: Path) -> None:
    change_alpha(sources, "القديم", "القديم «محادثات صعبة»")
    assert gaps(sources) == set()


def test_the_table_counts_what_was_found_and_taken_up(sources: Path) -> None:
    change_alpha(sources, "القديم", "القديم مع هالفورسن في أيسلندا")
    row = next(row for row in verification(sources, "").rows if row[0] == "alpha")
    assert row == ("alpha", "7", "6", "16 of 16", "1 of 2", "5 of 6", "1 of 1", "4")
