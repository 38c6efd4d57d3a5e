"""Month names in running text, printed as an audience knows them.

A name counts only with a date around it, whichever name it is: a day before it, a year after it, a
word such as «في» or «منذ», or another such month beside it. So «مارس الضغط» stays, a verb, and what
was printed can be found again when a document comes back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from unicodedata import combining

from babel import Locale
from babel.localedata import locale_identifiers

from briefs.content import letters_of, with_marks
from briefs.numerals import Number, folded_word, numbers, stands_before_dates

Letters = list[tuple[str, bool]]  # each letter, and whether it is bold
DAY_BEFORE = re.compile(r"\d{1,2}[ \u00a0/-]$")
YEAR_AFTER = re.compile(r"[ \u00a0,،/]{1,2}[12١٢۱۲]\d{3}(?!\d)")
WORD_BEFORE = re.compile(r"(\w+)\s+$")
BESIDE = re.compile(r"[\s،,/–-]*")


@dataclass(frozen=True)
class Month:
    """The names of one month in a text: their number, their place, and where their word begins."""

    number: int
    word: int  # where what is joined to the name begins: و in وسبتمبر
    start: int
    end: int


def month_name(number: int, locales: Sequence[str]) -> str:
    """Return the names of a month in some locales, each once, with a slash between them."""
    names = (str(Locale.parse(name).months["format"]["wide"][number]) for name in locales)
    return "/".join(dict.fromkeys(names))


@lru_cache(maxsize=8192)
def with_month_names(text: str, locales: tuple[str, ...]) -> str:
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
    text = plain(letters)
    replaced: Letters = []
    last = 0
    for month in dated_months(text, Locale.parse(locales[0]).language):
        replaced += letters[last : month.start]
        bold = letters[month.start][1]
        replaced += [(letter, bold) for letter in month_name(month.number, locales)]
        last = month.end
    return replaced + letters[last:]


def with_names_of(text: str, written: str, language: str) -> str:
    """Return a text with the month names by which another text calls the same months."""
    letters, source = letters_of(text), plain(letters_of(written))
    here, there = (list(dated_months(words, language)) for words in (plain(letters), source))
    numbers_here, numbers_there = ([month.number for month in one] for one in (here, there))
    blocks = SequenceMatcher(None, numbers_here, numbers_there, False).get_matching_blocks()
    pairs = [(here[a + n], there[b + n]) for a, b, size in blocks for n in range(size)]
    for month, other in reversed(pairs):
        bold = letters[month.start][1]
        name = source[other.start : other.end]
        letters[month.start : month.end] = [(letter, bold) for letter in name]
    return with_marks(letters)


def plain(letters: Letters) -> str:
    """Return letters as a text without marks."""
    return "".join(letter for letter, _ in letters)


def dated_months(text: str, language: str) -> Iterator[Month]:
    """Yield the months of a text that have a date around them."""
    months = list(months_in(text, language))
    dated = [has_date(text, month, language) for month in months]
    beside = [BESIDE.fullmatch(text[a.end : b.word]) for a, b in pairwise(months)]
    for order in (range(1, len(months)), range(len(months) - 2, -1, -1)):
        for index in order:
            step = -1 if order.step > 0 else 1
            joined = beside[min(index, index + step)]
            dated[index] = dated[index] or bool(joined and dated[index + step])
    yield from (month for month, kept in zip(months, dated, strict=True) if kept)


def has_date(text: str, month: Month, language: str) -> bool:
    """Return whether a day, a year or a word that announces a date stands beside a month."""
    if DAY_BEFORE.search(text[: month.word]) or YEAR_AFTER.match(text[month.end :]):
        return True
    word = WORD_BEFORE.search(text[: month.word]) if month.word == month.start else None
    return word is not None and stands_before_dates(word[1], language)


def months_in(text: str, language: str) -> Iterator[Month]:
    """Yield the months of a text; the names of one month with a slash between them are one."""
    last: Month | None = None
    for number in numbers(text, language):
        month = month_of(text, number, language)
        if month is None:
            continue
        if last and last.number == month.number and text[last.end : month.word] == "/":
            last = replace(last, end=month.end)
            continue
        if last:
            yield last
        last = month
    if last:
        yield last


def month_of(text: str, number: Number, language: str) -> Month | None:
    """Return a number as a month, if it is one by name."""
    folded = folded_word(number.text)
    if number.kind != "month" or len(folded) != len(number.text):
        return None
    names = (name for name in names_of_month(int(number.value), language))
    name = next((name for name in names if folded.endswith(name)), None)
    if name is None:
        return None
    end = number.end
    while end < len(text) and combining(text[end]):
        end += 1
    return Month(int(number.value), number.start, number.end - len(name), end)


@lru_cache
def names_of_month(number: int, language: str) -> tuple[str, ...]:
    """Return the folded names that CLDR has for a month in any country, the longest first."""
    locales = [name for name in locale_identifiers() if name.partition("_")[0] == language]
    months = (Locale.parse(name).months for name in locales)
    names = {folded_word(use["wide"][number]) for every in months for use in every.values()}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
