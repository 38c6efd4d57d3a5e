"""Month names in running text: found as numbers are read, and printed as an audience knows them.

A name counts where the reader of numbers takes it for a month, by itself or with a date around it:
مارس is a month in «4 مارس» and a verb in «مارس الضغط».
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import combining

from babel import Locale
from babel.localedata import locale_identifiers

from briefs.content import letters_of, with_marks
from briefs.numerals import Number, folded_word, numbers

Letters = list[tuple[str, bool]]  # each letter, and whether it is bold
Span = tuple[int, int, int]  # start and end of the names of one month, and its number


def month_name(number: int, locales: Sequence[str]) -> str:
    """Return the names of a month in some locales, each once, with a slash between them."""
    names = (str(Locale.parse(name).months["format"]["wide"][number]) for name in locales)
    return "/".join(dict.fromkeys(names))


def with_month_names(text: str, locales: Sequence[str]) -> str:
    """Return a text with `**bold**`, in the language of some locales, with their month names.

    The names of one month with a slash between them are one; a text without others stays as it is.
    """
    letters = letters_of(text)
    replaced = replace_months(letters, locales)
    return text if replaced == letters else with_marks(replaced)


def replace_months(letters: Letters, locales: Sequence[str]) -> Letters:
    """Return letters with the month names of some locales; a name is bold as its first letter.

    The locales of a text as it was written are those of its language alone: `["ar"]`.
    """
    text = "".join(letter for letter, _ in letters)
    replaced: Letters = []
    last = 0
    for start, end, number in spans(text, Locale.parse(locales[0]).language):
        replaced += letters[last:start]
        replaced += [(letter, letters[start][1]) for letter in month_name(number, locales)]
        last = end
    return replaced + letters[last:]


def spans(text: str, language: str) -> Iterator[Span]:
    """Yield the places of months in a text, those of one month joined by a slash as one."""
    found = [place for number in numbers(text, language) for place in name_in(number, language)]
    runs: list[Span] = []
    for start, stop, number in found:
        end = stop
        while end < len(text) and combining(text[end]):
            end += 1
        if runs and runs[-1][2] == number and text[runs[-1][1] : start] == "/":
            runs[-1] = (runs[-1][0], end, number)
        else:
            runs.append((start, end, number))
    yield from runs


def name_in(number: Number, language: str) -> Iterator[Span]:
    """Yield the place of the name in a number that is a month, without what is joined before it."""
    folded = folded_word(number.text)
    if number.kind == "month" and len(folded) == len(number.text):
        names = (name for name in names_of_month(int(number.value), language))
        name = next((name for name in names if folded.endswith(name)), None)
        if name is not None:
            yield number.end - len(name), number.end, int(number.value)


@lru_cache
def names_of_month(number: int, language: str) -> tuple[str, ...]:
    """Return the folded names that CLDR has for a month in any country, the longest first."""
    locales = [name for name in locale_identifiers() if name.partition("_")[0] == language]
    months = (Locale.parse(name).months for name in locales)
    names = {folded_word(use["wide"][number]) for every in months for use in every.values()}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
