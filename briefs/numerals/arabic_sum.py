"""Adding up an Arabic number word by word."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from briefs.numerals.arabic_words import Word

if TYPE_CHECKING:
    from briefs.numerals.arabic import Follower, Reader


class Sum:
    """Adds up a cardinal from a place on, word by word, as long as it stays one number."""

    def __init__(self, reader: Reader, place: int) -> None:
        self.reader, self.place = reader, place + 1
        self.total, self.group, self.last = Fraction(0), Fraction(-1), 10**15
        self.unit, self.hundred = False, False  # what the group ends in
        self.scale = 1
        word, value = reader.words[place], reader.tokens[place].value
        if value is not None:
            self.group = value
        elif word:
            self.begin(word)
        safe = self.state()
        while (after := reader.follower(self.place)) and self.step(after):
            if self.group < 0 or self.total == 0:
                safe = self.state()
        clash = after and not after.joined and after.word and self.is_larger_scale(after.word)
        if clash:
            self.total, self.group, self.place = safe

    def state(self) -> tuple[Fraction, Fraction, int]:
        """What to go back to where the next group turns out to be another number."""
        return self.total, self.group, self.place

    @property
    def value(self) -> Fraction:
        """What has been added up so far."""
        return self.total + max(self.group, Fraction(0))

    def is_larger_scale(self, word: Word) -> bool:
        """Whether `word` would make the group at hand larger than what stands before it."""
        scale = word.role in ("scale", "scales", "either")
        return scale and self.total > 0 and self.group >= 0 and word.value >= self.last

    def begin(self, word: Word) -> None:
        """Start a group, or take a scale that stands alone."""
        if word.role in ("scale", "pair", "either"):
            self.total += word.value * (2 if word.role == "either" else 1)
            self.scale = int(word.value) // (2 if word.role == "pair" else 1)
            self.last = self.scale
            self.group = Fraction(-1)
            return
        self.group = word.value
        self.unit = word.role in ("one", "unit") and word.value > 0
        self.hundred = word.role in ("hundred", "hundreds")

    def step(self, after: Follower) -> bool:
        """Take one more word or number, or say that the number is at its end."""
        if after.word is None:
            return self.take_digits(after) or self.take_decimals(after)
        taken = self.add(after) if after.joined else self.multiply(after.word)
        if taken:
            self.place = max(self.place, after.place + 1)
        return taken

    def multiply(self, word: Word) -> bool:
        """A word with no `and`: fourteen, three hundred, thirty thousand."""
        if word.role == "teen" and self.unit:
            self.group += 10
            self.unit = False
        elif word.role == "hundred" and self.unit and 3 <= self.group <= 9:
            self.group *= 100
            self.unit, self.hundred = False, True
        elif word.role in ("scale", "scales", "either"):
            return self.take_scale(int(word.value))
        else:
            return False
        return True

    def take_scale(self, scale: int) -> bool:
        """Thousand, million, …: of the group, or of all (a thousand million)."""
        if self.group >= 0 and scale < self.last:
            self.total += self.group * scale
        elif self.group < 0 and scale > self.last:
            self.total *= scale
        else:
            return False
        self.group, self.last, self.scale = Fraction(-1), scale, scale
        self.unit = self.hundred = False
        return True

    def add(self, after: Follower) -> bool:
        """A word with an `and`: twenty-six, a hundred and three, two thousand and fourteen."""
        word = after.word
        if word is None or self.is_one_of(after):
            return False
        if word.role == "part":
            return self.add_part(after, word)
        open_scale = self.group < 0 and self.total > 0
        then = self.reader.follower(after.place + 1)
        if self.hundred and then and not then.joined and then.word and then.word.role == "hundred":
            return False
        if word.role == "ten" and self.unit:
            self.group += word.value
            self.unit = False
        elif word.role in ("one", "unit", "teen", "ten") and self.hundred:
            self.group += word.value
            self.unit, self.hundred = word.role in ("one", "unit"), False
        elif open_scale and word.value < self.last and word.role not in ("scales", "ordinal"):
            self.begin(word)
        else:
            return False
        return True

    def is_one_of(self, after: Follower) -> bool:
        """Whether the next word is `one of` (أحد, إحدى) rather than the one of twenty-one."""
        if not after.word or not after.word.form.startswith("احد"):
            return False
        then = self.reader.follower(after.place + 1)
        role = then.word.role if then and then.word else ""
        return role != "teen" and not (role == "ten" and then and then.joined)

    def add_part(self, after: Follower, word: Word) -> bool:
        """A half more: of one, or of the scale before."""
        if self.group >= 1000:
            return False
        end = after.place + 1
        if self.group >= 0:
            self.group += word.value
        else:
            self.total += word.value * self.scale
            named = self.reader.follower(end)
            same = named and not named.joined and named.word and named.word.value == self.scale
            end += bool(same)
        self.place, self.unit, self.hundred = end, False, False
        return True

    def take_digits(self, after: Follower) -> bool:
        """The 500 of “3 آلاف و500”."""
        fits = after.value is not None and 100 <= after.value < self.last
        if not (after.joined and fits and self.group < 0 and self.total > 0):
            return False
        self.group, self.place = after.value or Fraction(0), after.place + 1
        return True

    def take_decimals(self, after: Follower) -> bool:
        """The five of “واحد فاصلة خمسة”."""
        then = self.reader.follower(after.place + 1)
        if self.reader.written(after.place) != "فاصله" or self.group < 0 or after.joined:
            return False
        if not then or not then.word or then.word.role not in ("one", "unit", "teen", "ten"):
            return False
        decimals = int(then.word.value)
        self.group += Fraction(decimals, 10 ** len(str(decimals)))
        self.place, self.unit, self.hundred = then.place + 1, False, False
        return True
