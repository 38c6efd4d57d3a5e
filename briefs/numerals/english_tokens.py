"""The tokens of an English text, with the small numbers and the fractions that begin at them."""

import re
from collections.abc import Sequence
from fractions import Fraction

from briefs.numerals.digits import Folded, ParsedNumber, Token
from briefs.numerals.english_words import (
    AFTER_FRACTION,
    DENOMINATORS,
    HALF_WORD,
    ORDINALS,
    SCALES,
    SMALL,
)
from briefs.numerals.tokens import TokenCursor


class EnglishTokens(TokenCursor):
    """A cursor that knows the English words at its tokens."""

    def __init__(self, folded: Folded, tokens: Sequence[Token]) -> None:
        super().__init__(folded, tokens)
        self.words = [token.text.lower() for token in tokens]

    def word(self, index: int) -> str:
        """Return the word at a token in lower case; empty beyond the ends."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def is_joined(self, index: int) -> bool:
        """Return whether only spaces or a hyphen stand before a token."""
        return re.fullmatch(r" +|-", self.gap(index)) is not None

    def small(self, index: int) -> Fraction | None:
        """Return the value of a number in digits or of a word below a hundred."""
        if index >= len(self.tokens):
            return None
        token, word = self.tokens[index], self.word(index)
        if token.value is not None:
            return token.value if token.kind == "count" else None
        return Fraction(SMALL[word]) if word in SMALL else None

    def fraction(self, index: int) -> ParsedNumber | None:
        """Return a half, two thirds, a quarter of a million; not a second half or third meeting."""
        single = self.word(index) in ("a", "an", "one")
        numerator = Fraction(1) if single else self.small(index)
        below = index + 1 if numerator is not None else index
        denominator = DENOMINATORS.get(self.word(below))
        if denominator is None or (below > index and not self.is_joined(below)):
            return None
        if not self.is_denominator(numerator, below, after_one=self.word(index) == "one"):
            return None
        value, end = (numerator or Fraction(1)) / denominator, below + 1
        scaled = self.scale_after(end)
        if scaled:
            return self.number(value * scaled[0], index, scaled[1], "count", scaled[0])
        return self.number(value, index, end, "fraction")

    def is_denominator(self, numerator: Fraction | None, index: int, after_one: bool) -> bool:
        """Return whether a word is a denominator, rather than an ordinal or a part of a year."""
        word, rest, before = self.word(index), self.rest(index), self.word(index - 1)
        if word == "half":
            period = before in ORDINALS or before in ("other", "latter")
            return numerator in (None, 1) and not period and not HALF_WORD.match(rest)
        if numerator is None:
            period = before in ORDINALS or before in ("last", "next")
            return word == "quarter" and re.match(r" of\b", rest) is not None and not period
        plural = word.endswith("s")
        if numerator != 1 or plural:
            return plural and numerator > 1
        return after_one or word == "quarter" or AFTER_FRACTION.match(rest) is not None

    def scale_after(self, index: int) -> tuple[int, int] | None:
        """Return the scale of “half a million” or “a quarter of a million”, and the next index."""
        while self.word(index) in ("of", "a", "the"):
            index += 1
        word = self.word(index)
        scale = 12 if word == "dozen" else SCALES.get(word)
        return (scale, index + 1) if scale else None
