"""Coverage: what a source says and no statement takes up is found, with its paragraph."""

# ruff: noqa: E501, F401, F811  (a case a line; a fixture of another file)
import pytest

from briefs.checks import coverage, source_texts
from briefs.content.library import load
from tests.checks.test_source_texts import change, sources, told, verified
from tests.support.paths import ROOT, SOURCES, needs_sources


def gaps(folder) -> set[str]:
    return {one.partition(";")[0] for one in told(folder, "", "coverage-gap")}


def test_what_is_in_the_statements_is_covered(sources):
    assert gaps(sources) == {"paragraph 3: no statement takes up “49” (figure)"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("4 سفن", "4 سفن و8 قوارب", "paragraph 2: no statement takes up “8” (figure)"),
        ("4 سفن", "4 سفن وستة وعشرين قاربًا", "paragraph 2: no statement takes up “وستة وعشرين” (figure)"),
        ("جرت", "جرت مع هالفورسن", "paragraph 4: no statement takes up “halvorsen” (person)"),
        ("جرت", "جرت في أيسلندا", "paragraph 4: no statement takes up “IS” (country)"),
        ("جرت", "قيل «لن نقبل بأي شرط» ثم جرت", "paragraph 4: no statement takes up “لن نقبل بأي” (quotation)"),
    ],
)  # fmt: skip
def test_what_no_statement_takes_up_is_a_gap(sources, old, new, said):
    before = gaps(sources)
    change(sources, old, new)
    assert gaps(sources) - before == {said}


@pytest.mark.parametrize("new", ["تابعوا أيسلندا", "تابعوا «لن نقبل بأي شرط»", "تابعوا 88"])
def test_what_is_left_out_has_no_gaps(sources, new):
    before = gaps(sources)
    change(sources, "تابعونا", new)
    assert gaps(sources) == before


def test_a_word_or_two_in_quotation_marks_is_no_quotation(sources):
    before = gaps(sources)
    change(sources, "جرت", "جرت «محادثات صعبة»")
    assert gaps(sources) == before


def test_the_table_counts_what_was_found_and_taken_up(sources):
    change(sources, "جرت", "جرت مع هالفورسن في أيسلندا")
    row = next(one for one in verified(sources, "").rows if one[0] == "alpha")
    assert row[:3] == ("alpha", "7", "6")
    assert row[4:] == ("2 of 3", "4 of 5", "1 of 1", "4")


@needs_sources
def test_a_name_hides_the_country_that_stands_in_it():
    content = load(ROOT / "content")
    texts, _ = source_texts.read_source_texts(content, SOURCES)
    found = {one.label for row in coverage.cover(content, texts) for one in row.found}
    assert "meloni" in found
    assert "GE" not in found  # Georgia, as Giorgia Meloni is written in Arabic
