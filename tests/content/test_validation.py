"""Errors of pydantic are reported in plain words, with their line and a hint."""

import pytest

from briefs.content import model
from briefs.content.partial_file import valid_part
from briefs.content.yaml_reader import parse_yaml
from briefs.problems import Problem
from tests.support.paths import CONTENT

ALPHA = (CONTENT / "articles" / "alpha.yaml").read_text(encoding="utf-8")


def problems_after(old: str, new: str) -> list[Problem]:
    """Return the problems of the article alpha after a passage has been replaced."""
    assert ALPHA.count(old) == 1
    made, problems = parse_yaml(ALPHA.replace(old, new), "alpha.yaml", "articles/alpha")
    assert made is not None
    assert problems == []
    return list(valid_part(made, model.Article).problems)


def line_of(words: str) -> int:
    return ALPHA[: ALPHA.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("stance: opposes", "stance: oppose", "“oppose” is not a stance", "“opposes”?"),
        ("publisher: {", "publisher: Gazette #", "“publisher” must be a mapping", "{en: …, ar: …}"),
        ("language: ar\n", "langauge: ar\nlanguage: ar\n", "key “langauge”", "“language”?"),
        ("paragraphs: 7", "paragraphs: 7.5", "“paragraphs” must be a whole number", "digits 0–9"),
        ("percent: 54,", "percent: 101,", "percent is 101; 100 is the most", "digit"),
        ("percent: 54,", "percent: -2,", "percent is -2; at least 0", "digit"),
        ("as_of: 2024-03-04", "as_of: 4 March", "“4 March” is not a date", "2025-09-04"),
        ("as_of: 2024-03-04", "as_of: 2024-02-31", "“2024-02-31” is not a date", "29 days"),
        ("at: [2]\n", "at: []\n", "cites no paragraph", "at: [45]"),
        ("at: [5]\n", "at: 5\n", "“at” must be a list", "write [5]"),
        ("id: talks,", "id: Talks,", "“Talks” is not a valid id", "lower-case"),
        (
            "short: {en: Alpha, ar: ألفا}",
            "short: {}",
            "“short” has too few entries",
            "add an entry",
        ),
        ("basis: stated", "basis: guessed", "“guessed” is not a basis", "inferred, stated"),
        (
            "sample_size: 1200",
            "sample_size: 12 hundred",
            "“sample_size” must be a whole",
            "digits 0–9",
        ),
        (
            "source_text: alpha.txt",
            "source_text: 3",
            "“source_text” must be a text",
            "quotation marks",
        ),
    ],
)
def test_a_fault_is_reported_once_in_plain_words_with_a_hint(
    old: str, new: str, message: str, hint: str
) -> None:
    found = problems_after(old, new)
    assert len(found) == 1
    assert message in found[0].message
    assert hint in found[0].hint
    assert bool(hint) == bool(found[0].hint)
    assert found[0].line == line_of(old)


def test_no_word_of_the_validator_reaches_the_user() -> None:
    found = problems_after("stance: opposes", "stance: oppose") + problems_after(
        "paragraphs: 7", "paragraphs: x"
    )
    for one in found:
        for word in ("Input", "literal", "pydantic", "string", "valid integer", "Field"):
            assert word not in one.message + one.hint


def test_an_entry_that_is_refused_does_not_make_its_list_too_short() -> None:
    found = problems_after("at: [2]\n", "at: [two]\n")
    assert [(one.code, one.message) for one in found] == [
        ("type-wrong", "“at” must be a whole number")
    ]


def test_a_missing_key_is_reported_at_the_part_that_lacks_it() -> None:
    (found,) = problems_after("    stance: opposes\n", "")
    assert found.code == "key-missing"
    assert "“stance”" in found.message
    assert found.line == line_of("- id: pt-tolls")


def test_all_faults_of_a_file_are_reported_at_once() -> None:
    found = problems_after(
        "paragraphs: 7",
        "paragraphs: 0\nextra: 1\nmore: 2",
    )
    assert [one.code for one in sorted(found)] == ["out-of-range", "key-unknown", "key-unknown"]
