"""Two stars are a mark of bold in one way only, whatever stands around them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefs.content import as_printed, bold_parts, letters_of, stars_without_reading, with_marks

TEXTS = st.text(st.sampled_from("a**\\ \n\t"), max_size=24)
LETTERS = st.lists(st.tuples(st.sampled_from("ab*\\ \n"), st.booleans()), max_size=16)


@pytest.mark.parametrize(
    ("text", "parts", "unclear"),
    [
        ("**a** b", ["", "a", " b"], False),
        ("2 * 3, and **a*b** c", ["2 * 3, and ", "a*b", " c"], False),
        ("**a** and **b**", ["", "a", " and ", "b", ""], False),
        ("***a*** b", ["***a*** b"], True),
        ("**a*** b**", ["", "a*** b", ""], True),
        ("**a b", ["**a b"], True),
        ("**a** b** c", ["", "a", " b** c"], True),
        ("**a\nb**", ["**a\nb**"], True),
        ("**** a", ["**** a"], True),
        ("** *a**", ["", " *a", ""], True),
        ("five *", ["five *"], False),
        (r"**a**\*", ["", "a", "*"], False),
        (r"\***a\*** b", ["*", "a*", " b"], False),
        (r"\*\*a\*\* b", ["**a** b"], False),
        (r"\**a**", ["\\", "a", ""], False),
        (r"\\* \a", [r"\* \a"], False),
    ],
)
def test_stars_have_one_reading_and_what_looks_like_another_is_told(
    text: str, parts: list[str], unclear: bool
) -> None:
    assert bold_parts(text) == parts
    assert stars_without_reading(text) == unclear


@settings(max_examples=500, deadline=None)
@given(TEXTS)
@example("**a* **")
@example("* **a**")
@example("** *a** b")
def test_a_text_that_was_read_and_written_is_read_equally(text: str) -> None:
    printed = as_printed(text)
    assert as_printed(printed) == printed
    assert with_marks(letters_of(printed)) == printed
    if not stars_without_reading(text):
        words = [one for one in letters_of(text) if not one[0].isspace()]
        assert [one for one in letters_of(printed) if not one[0].isspace()] == words


@settings(max_examples=500, deadline=None)
@given(LETTERS)
@example([("a", True), ("*", False)])
@example([("*", True)])
@example([*zip("**a**", [False] * 5, strict=True)])
def test_letters_that_were_written_are_read_equally(letters: list[tuple[str, bool]]) -> None:
    """No letter is lost, nor what is bold, whatever stars and backslashes there are."""
    text = "".join(letter for letter, _ in letters)
    found = letters_of(with_marks(letters))
    assert "".join(letter for letter, _ in found) == text.strip()
    start = len(text) - len(text.lstrip())
    for (letter, bold), (_, was) in zip(found, letters[start:], strict=False):
        assert bold == was or letter.isspace()
