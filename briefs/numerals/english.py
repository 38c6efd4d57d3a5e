"""Numbers and months in English words, wherever they begin in a text."""

import re
from collections.abc import Sequence
from fractions import Fraction

from briefs.numerals.digits import Folded, Kind, ParsedNumber, Token
from briefs.numerals.english_sum import EnglishSum
from briefs.numerals.english_tokens import EnglishTokens
from briefs.numerals.english_words import (
    BEFORE_DATE,
    CONTEXT_MONTHS,
    IDIOMS,
    MONTHS,
    SCALES,
    VAGUE,
)


class EnglishReader(EnglishTokens):
    """Reads the English number that begins at a token."""

    def __init__(self, folded: Folded, tokens: Sequence[Token]) -> None:
        super().__init__(folded, tokens)
        self.idioms = [match.span() for match in IDIOMS.finditer(self.text)]

    def number_at(self, index: int) -> ParsedNumber | None:
        """Return the longest number or month that begins at a token."""
        token = self.tokens[index]
        if any(start <= token.start < end for start, end in self.idioms):
            return None
        if token.kind != "count":
            return self.number(token.value or Fraction(0), index, index + 1, token.kind)
        return (
            self.month(index) or self.fraction(index) or self.dozen(index) or self.cardinal(index)
        )

    def month(self, index: int) -> ParsedNumber | None:
        """Return a month by its name with a capital letter."""
        word = self.word(index)
        if word not in MONTHS or not self.tokens[index].text[0].isupper():
            return None
        if word in CONTEXT_MONTHS:
            beside = self.has_number(index, index + 1) or self.has_number(index - 1, index)
            in_date = word == "may" and self.word(index - 1) in BEFORE_DATE
            if not (beside or in_date):
                return None
        return self.number(Fraction(MONTHS[word]), index, index + 1, "month")

    def has_number(self, left: int, right: int) -> bool:
        """Return whether one of two neighbours is in digits, with a space or comma between."""
        numeric = self.is_numeric(left) or self.is_numeric(right)
        return numeric and re.fullmatch(r"[ .,]{1,2}", self.gap(right)) is not None

    def dozen(self, index: int) -> ParsedNumber | None:
        """Return a dozen, two dozen, half a dozen; twice, thrice."""
        word = self.word(index)
        if word in ("twice", "thrice"):
            return self.number(Fraction(2 if word == "twice" else 3), index, index + 1, "count")
        if word == "dozen" and self.word(index - 1) not in VAGUE | {"a"}:
            return self.number(Fraction(12), index, index + 1, "count")
        factor = Fraction(1) if word == "a" else self.small(index)
        if factor is not None and self.word(index + 1) == "dozen" and self.is_joined(index + 1):
            return self.number(factor * 12, index, index + 2, "count")
        return None

    def cardinal(self, index: int) -> ParsedNumber | None:
        """Return the longest cardinal, or the ordinal that it ends in."""
        start, word = index, self.word(index)
        if word == "a" and self.word(index + 1) in SCALES | {"hundred": 100}:
            index += 1
        elif word in SCALES | {"hundred": 100} and self.word(index - 1) in VAGUE:
            return None
        total = EnglishSum(self, index)
        if total.ordinal:
            is_second = self.is_unit_of_time(start, total.end)
            return None if is_second else self.number(total.value, start, total.end, "ordinal")
        if total.end == index:
            return None
        kind: Kind = "year" if total.year else "count"
        if total.end == start + 1 and word == "one":
            kind = "one"
        return self.number(total.value, start, total.end, kind, total.scale)

    def is_unit_of_time(self, start: int, end: int) -> bool:
        """Return whether “second” is a unit: per second, a second later, a 30-second."""
        if end != start + 1 or self.word(start) != "second":
            return False
        before = self.word(start - 1)
        if before in ("per", "split", "every") or (start and self.small(start - 1) is not None):
            return True
        after = re.match(r" (?:later|ago|after|before)\b|\s*[.,;:!?]|\s*$", self.rest(start))
        return before == "a" and after is not None
