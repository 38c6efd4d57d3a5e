"""Adding up an English number word by word."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from briefs.numerals.english_words import BIG_ORDINALS, ORDINALS, SCALES, UNITS

if TYPE_CHECKING:
    from briefs.numerals.digits import Found
    from briefs.numerals.english import Reader


class Sum:
    """Adds up a cardinal from a place on, word by word, as long as it stays one number."""

    def __init__(self, reader: Reader, place: int) -> None:
        self.reader, self.start, self.place = reader, place, place
        self.total, self.group, self.last = Fraction(0), Fraction(-1), 10**15
        self.room = 0  # what may still be added to the group: below 100, below 10, or nothing
        self.scale, self.ordinal, self.year = 1, False, False
        while self.step():
            pass

    @property
    def value(self) -> Fraction:
        """What has been added up so far."""
        return self.total + max(self.group, Fraction(0))

    def step(self) -> bool:
        """Take one more word, or say that the number is at its end."""
        at = self.place
        if at > self.start and self.reader.word(at) == "and":
            at += 1
            if not (self.room == 100 or (self.group < 0 and self.scale > 1)) and not self.half(at):
                return False
            if self.half(at):
                return self.take_half(at)
        if self.ordinal or at >= len(self.reader.tokens):
            return False
        if at > self.place and self.reader.word(at) == "and":
            return False
        if at > self.start and not self.reader.joined(at):
            return False
        return self.point(at) or self.take_ordinal(at) or self.take_scale(at) or self.take_small(at)

    def point(self, at: int) -> bool:
        """The decimals of “one point five”."""
        decimals = ""
        if self.reader.word(at) == "point" and self.group >= 0:
            while UNITS.get(self.reader.word(at + 1), 10) < 10 and self.reader.joined(at + 1):
                at += 1
                decimals += str(UNITS[self.reader.word(at)])
        if not decimals:
            return False
        self.group += Fraction(int(decimals), 10 ** len(decimals))
        self.place, self.room = at + 1, 0
        return True

    def half(self, at: int) -> Found | None:
        """The “a half” of “two and a half”, where the number so far can have one."""
        if self.group >= 1000 or self.reader.word(at) not in ("a", "one", "two", "three"):
            return None
        return self.reader.fraction(at)

    def take_half(self, at: int) -> bool:
        """Add a fraction, of the scale that follows it or that stood before."""
        part = self.half(at)
        if not part:
            return False
        if part.scale > 1:
            self.total += max(self.group, Fraction(0)) * part.scale + part.value
            self.group, self.scale, self.last = Fraction(-1), part.scale, part.scale
        elif self.group < 0:
            self.total += part.value * self.scale
        else:
            self.group += part.value
        self.place, self.room = part.next, 0
        return True

    def take_ordinal(self, at: int) -> bool:
        """The ordinal that a number ends in: twenty-sixth, hundredth."""
        word = self.reader.word(at)
        value = ORDINALS.get(word, 0)
        opens = self.group < 0 or self.room > value
        if word in BIG_ORDINALS:
            self.group = max(self.group, Fraction(1)) * BIG_ORDINALS[word]
        elif value and opens:
            self.group = max(self.group, Fraction(0)) + value
        else:
            return False
        self.place, self.ordinal = at + 1, True
        return False

    def take_scale(self, at: int) -> bool:
        """Hundred, thousand, million, billion, trillion."""
        word, begins = self.reader.word(at), at == self.start
        if word == "hundred" and (begins or 0 < self.group < 100):
            self.group = max(self.group, Fraction(1)) * 100
            self.place, self.room = at + 1, 100
            return True
        scale = SCALES.get(word, 0)
        if not 0 < scale < self.last or (self.group < 0 and not begins):
            return False
        self.total += (Fraction(1) if begins else self.group) * scale
        self.group, self.last, self.scale, self.room = Fraction(-1), scale, scale, 0
        self.place = at + 1
        return True

    def take_small(self, at: int) -> bool:
        """Digits at the start of a group, or a word under a hundred where there is room for it."""
        value = self.reader.small(at)
        if value is None or (value == 0 and at > self.start):
            return False
        digits = self.reader.tokens[at].value is not None
        if self.group < 0:
            scaled = SCALES.get(self.reader.word(at + 1), self.last) < self.last
            if at > self.start and digits and not scaled:
                return False
            self.group = value
        elif not digits and self.room > value:
            self.group += value
        elif not digits and self.is_year(value):
            self.group, self.year = self.group * 100 + value, True
        else:
            return False
        self.place = at + 1
        self.room = 10 if not digits and value >= 20 else 0
        return True

    def is_year(self, value: Fraction) -> bool:
        """Whether nineteen is followed by ninety, or twenty by twenty."""
        century = self.total == 0 and 13 <= self.group <= 20 and self.place == self.start + 1
        return century and self.reader.tokens[self.start].value is None and value >= 10
