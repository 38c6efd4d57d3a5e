"""The value of an English number, summed word by word."""

from fractions import Fraction

from briefs.numerals.digits import ParsedNumber
from briefs.numerals.english_tokens import EnglishTokens
from briefs.numerals.english_words import BIG_ORDINALS, ORDINALS, SCALES, UNITS


class EnglishSum:
    """Adds up the words from a token on for as long as they make one number; `end` is after them.

    `group` is what the next scale multiplies (-1 before its first word), `total` all before it.
    """

    def __init__(self, tokens: EnglishTokens, start: int) -> None:
        self.tokens, self.start, self.end = tokens, start, start
        self.total, self.group, self.last_scale = Fraction(0), Fraction(-1), 10**15
        self.addend_limit = 0  # what may still be added to the group: below 100, below 10, nothing
        self.scale, self.ordinal, self.year = 1, False, False
        while self.step():
            pass

    @property
    def value(self) -> Fraction:
        """The value of all words added so far."""
        return self.total + max(self.group, Fraction(0))

    def step(self) -> bool:
        """Add one more word; return False at the end of the number."""
        index = self.end
        if index > self.start and self.tokens.word(index) == "and":
            index += 1
            half = self.half(index)
            if half:
                return self.add_half(half)
            if self.addend_limit != 100 and not (self.group < 0 and self.scale > 1):
                return False
            if self.tokens.word(index) == "and":
                return False
        if self.ordinal or index >= len(self.tokens.tokens):
            return False
        if index > self.start and not self.tokens.is_joined(index):
            return False
        return (
            self.add_decimals(index)
            or self.add_ordinal(index)
            or self.add_scale(index)
            or self.add_small(index)
        )

    def add_decimals(self, index: int) -> bool:
        """Add the decimals of “one point five”."""
        decimals = ""
        if self.tokens.word(index) == "point" and self.group >= 0:
            while (
                digit := UNITS.get(self.tokens.word(index + 1), 10)
            ) < 10 and self.tokens.is_joined(index + 1):
                index += 1
                decimals += str(digit)
        if not decimals:
            return False
        self.group += Fraction(int(decimals), 10 ** len(decimals))
        self.end, self.addend_limit = index + 1, 0
        return True

    def half(self, index: int) -> ParsedNumber | None:
        """Return the “a half” of “two and a half”, where the number so far can have one."""
        if self.group >= 1000 or self.tokens.word(index) not in ("a", "one", "two", "three"):
            return None
        return self.tokens.fraction(index)

    def add_half(self, half: ParsedNumber) -> bool:
        """Add a fraction of the scale that follows it, or of the one before it."""
        if half.scale > 1:
            self.total += max(self.group, Fraction(0)) * half.scale + half.value
            self.group, self.scale, self.last_scale = Fraction(-1), half.scale, half.scale
        elif self.group < 0:
            self.total += half.value * self.scale
        else:
            self.group += half.value
        self.end, self.addend_limit = half.next, 0
        return True

    def add_ordinal(self, index: int) -> bool:
        """Add the ordinal that a number ends in, as in twenty-sixth; always return False."""
        word = self.tokens.word(index)
        value = ORDINALS.get(word, 0)
        if word in BIG_ORDINALS:
            self.group = max(self.group, Fraction(1)) * BIG_ORDINALS[word]
        elif value and (self.group < 0 or self.addend_limit > value):
            self.group = max(self.group, Fraction(0)) + value
        else:
            return False
        self.end, self.ordinal = index + 1, True
        return False

    def add_scale(self, index: int) -> bool:
        """Multiply by a hundred, thousand, million, billion or trillion."""
        word, begins = self.tokens.word(index), index == self.start
        if word == "hundred" and (begins or 0 < self.group < 100):
            self.group = max(self.group, Fraction(1)) * 100
            self.end, self.addend_limit = index + 1, 100
            return True
        scale = SCALES.get(word, 0)
        if not 0 < scale < self.last_scale or (self.group < 0 and not begins):
            return False
        self.total += (Fraction(1) if begins else self.group) * scale
        self.group, self.last_scale, self.scale = Fraction(-1), scale, scale
        self.end, self.addend_limit = index + 1, 0
        return True

    def add_small(self, index: int) -> bool:
        """Add digits at the start of a group, or a word below a hundred that the group can take."""
        value = self.tokens.small(index)
        if value is None or (value == 0 and index > self.start):
            return False
        digits = self.tokens.is_numeric(index)
        if self.group < 0:
            scaled = SCALES.get(self.tokens.word(index + 1), self.last_scale) < self.last_scale
            if index > self.start and digits and not scaled:
                return False
            self.group = value
        elif not digits and self.addend_limit > value:
            self.group += value
        elif not digits and self.is_year(value):
            self.group, self.year = self.group * 100 + value, True
        else:
            return False
        self.end = index + 1
        self.addend_limit = 10 if not digits and value >= 20 else 0
        return True

    def is_year(self, value: Fraction) -> bool:
        """Return whether the words make a year: nineteen ninety, twenty twenty."""
        century = self.total == 0 and 13 <= self.group <= 20 and self.end == self.start + 1
        return century and not self.tokens.is_numeric(self.start) and value >= 10
