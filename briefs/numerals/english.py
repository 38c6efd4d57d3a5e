"""Numbers and months in English words, wherever they begin in a text."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction

from briefs.numerals.digits import Folded, ParsedNumber, Token
from briefs.numerals.english_words import (
    AFTER_FRACTION,
    BEFORE_DATE,
    CONTEXT_MONTHS,
    HALF_WORD,
    IDIOMS,
    LEXICON,
    VAGUE,
)
from briefs.numerals.grammar import NumberReader
from briefs.numerals.words import BELOW_HUNDRED, Word


class EnglishReader(NumberReader):
    """Reads the numbers of an English text."""

    conjunction, needs_conjunction = "and", False
    decimal_point = "point"
    gap_in_number = re.compile(" +|-")
    hundred_factors = (1, 99)
    before_scale = ("of", "a", "the")

    def __init__(self, folded: Folded, tokens: Sequence[Token]) -> None:
        super().__init__(folded, tokens)
        self.idioms = [match.span() for match in IDIOMS.finditer(self.text)]

    def look_up(self, index: int) -> Word | None:
        """Return the number word at a token that is a word."""
        return LEXICON.get(self.written(index))

    def number_at(self, index: int) -> ParsedNumber | None:
        """Return the longest number or month that begins at a token."""
        offset = self.tokens[index].start
        if any(start <= offset < end for start, end in self.idioms):
            return None
        return (
            self.month(index)
            or self.fraction(index)
            or self.dozen(index)
            or self.year(index)
            or self.integer(index)
        )

    def month(self, index: int) -> ParsedNumber | None:
        """Return a month by its name with a capital letter."""
        word = self.word(index)
        if not word or word.role != "month" or not self.tokens[index].text[0].isupper():
            return None
        if word.form in CONTEXT_MONTHS:
            beside = self.has_number(index, index + 1) or self.has_number(index - 1, index)
            in_date = word.form == "may" and self.written(index - 1) in BEFORE_DATE
            if not (beside or in_date):
                return None
        return self.number(word.value, index, index + 1, "month")

    def has_number(self, left: int, right: int) -> bool:
        """Return whether one of two neighbours is in digits, with a space or comma between."""
        numeric = self.is_numeric(left) or self.is_numeric(right)
        return numeric and re.fullmatch(r"[ .,]{1,2}", self.gap(right)) is not None

    def fraction(self, index: int) -> ParsedNumber | None:
        """Return a half, two thirds, a quarter of a million; not a second half or third meeting."""
        count = self.count(index, articles=("a", "an"))
        at = count.next if count else index
        word = self.word(at)
        if not word or (count and not self.is_next(at)):
            return None
        if word.ordinal and word.role in BELOW_HUNDRED and word.value > 2:
            value = 1 / word.value
        elif word.role in ("part", "parts"):
            value = word.value
        else:
            return None
        if not self.is_denominator(word, at, count.value if count else None):
            return None
        return self.scaled(value * (count.value if count else 1), index, at + 1)

    def is_denominator(self, word: Word, index: int, numerator: Fraction | None) -> bool:
        """Return whether a word is a denominator, rather than an ordinal or a part of a year."""
        rest, before = self.rest(index), self.word(index - 1)
        after_ordinal = before is not None and before.ordinal
        if word.form == "half":
            period = after_ordinal or self.written(index - 1) in ("other", "latter")
            return numerator in (None, 1) and not period and not HALF_WORD.match(rest)
        if numerator is None:
            period = after_ordinal or self.written(index - 1) in ("last", "next")
            return word.form == "quarter" and re.match(r" of\b", rest) is not None and not period
        if numerator != 1 or word.role == "parts":
            return word.role == "parts" and numerator > 1
        after_one = self.role(index - 1) == "one"
        return after_one or word.form == "quarter" or AFTER_FRACTION.match(rest) is not None

    def half(self, index: int) -> ParsedNumber | None:
        """Return the “a half” of “two and a half”."""
        return self.fraction(index) if self.written(index) in ("a", "one", "two", "three") else None

    def dozen(self, index: int) -> ParsedNumber | None:
        """Return a dozen, two dozen, half a dozen; twice, thrice."""
        written = self.written(index)
        if written in ("twice", "thrice"):
            return self.number(Fraction(2 if written == "twice" else 3), index, index + 1)
        if written == "dozen" and self.written(index - 1) not in VAGUE | {"a"}:
            return self.number(Fraction(12), index, index + 1)
        count = self.count(index, articles=("a",))
        if count and self.role(count.next) == "dozen" and self.is_next(count.next):
            return self.number(count.value * 12, index, count.next + 1)
        return None

    def year(self, index: int) -> ParsedNumber | None:
        """Return a year of two numbers: nineteen ninety-four, twenty twenty-five."""
        century = self.word(index)
        rest = self.count(index + 1) if self.unjoined(index + 1) else None
        if not century or century.role not in ("teen", "ten") or not 13 <= century.value <= 20:
            return None
        if century.ordinal or not rest or rest.value < 10:
            return None
        return self.number(century.value * 100 + rest.value, index, rest.next, "year")

    def integer(self, index: int) -> ParsedNumber | None:
        """Return the longest cardinal, or the ordinal that it ends in; None for a vague number."""
        before, large, after = (self.role(at) in ("hundred", "scale")
                                for at in (index - 1, index, index + 1))  # fmt: skip
        if large and self.written(index - 1 - before) in VAGUE:  # several hundred thousand
            return None
        has_article = after and self.written(index) == "a"
        number = self.cardinal(index + has_article)
        if not number or (number.kind == "ordinal" and self.is_unit_of_time(index)):
            return None
        return replace(number, start=self.tokens[index].start)

    def below_hundred(self, index: int, word: Word) -> ParsedNumber | None:
        """Return a cardinal or ordinal below a hundred in words."""
        value, end = word.value, index + 1
        unit = self.unjoined(end) if word.role == "ten" and not word.ordinal else None
        if unit and unit.value and unit.role in ("one", "unit"):
            word, value, end = unit, value + unit.value, end + 1
        return self.number(value, index, end, word.kind)

    def count(self, index: int, articles: Collection[str] = ()) -> ParsedNumber | None:
        """Return a cardinal in digits, or in words below a hundred; 1 for one of the articles."""
        if self.written(index) in articles:
            return self.number(Fraction(1), index, index + 1)
        number = self.small(index)
        return number if number and number.kind == "count" else None

    def is_unit_of_time(self, index: int) -> bool:
        """Return whether “second” is a unit: per second, a second later, a 30-second."""
        before = self.written(index - 1)
        if self.written(index) != "second":
            return False
        if before in ("per", "split", "every") or (index and self.count(index - 1)):
            return True
        after = re.match(r" (?:later|ago|after|before)\b|\s*[.,;:!?]|\s*$", self.rest(index))
        return before == "a" and after is not None
