"""The value of an Arabic number, summed word by word."""

from fractions import Fraction

from briefs.numerals.arabic_tokens import ArabicTokens, Follower
from briefs.numerals.arabic_words import Word

SCALES = ("scale", "scales", "either")
BELOW_HUNDRED = ("one", "unit", "teen", "ten")


class ArabicSum:
    """Adds up the words from a token on for as long as they make one number; `end` is after them.

    `group` is what the next scale multiplies (-1 before its first word), `total` all before it.
    """

    def __init__(self, tokens: ArabicTokens, start: int) -> None:
        self.tokens, self.end = tokens, start + 1
        self.total, self.group, self.last_scale = Fraction(0), Fraction(-1), 10**15
        self.after_unit, self.after_hundred = False, False  # what the group ends in
        self.scale = 1
        word, value = tokens.words[start], tokens.tokens[start].value
        if value is not None:
            self.group = value
        elif word:
            self.begin(word)
        complete = self.total, self.group, self.end
        while (follower := tokens.follower(self.end)) and self.step(follower):
            if self.group < 0 or self.total == 0:
                complete = self.total, self.group, self.end
        if (word := tokens.unjoined(self.end)) and self.is_larger_scale(word):
            self.total, self.group, self.end = complete  # the last group is another number's

    @property
    def value(self) -> Fraction:
        """The value of all words added so far."""
        return self.total + max(self.group, Fraction(0))

    def is_larger_scale(self, word: Word) -> bool:
        """Return whether a word would make the group larger than the total before it."""
        return (
            word.role in SCALES
            and self.total > 0
            and self.group >= 0
            and word.value >= self.last_scale
        )

    def begin(self, word: Word) -> None:
        """Start a group with a word, or take a scale that stands alone."""
        if word.role in ("scale", "pair", "either"):
            self.total += word.value * (2 if word.role == "either" else 1)
            self.scale = int(word.value) // (2 if word.role == "pair" else 1)
            self.last_scale = self.scale
            self.group = Fraction(-1)
            return
        self.group = word.value
        self.after_unit = word.role in ("one", "unit") and word.value > 0
        self.after_hundred = word.role in ("hundred", "hundreds")

    def step(self, follower: Follower) -> bool:
        """Take one more word or number; return False at the end of the number."""
        if follower.word is None:
            return self.take_digits(follower) or self.take_decimals(follower)
        taken = self.add(follower) if follower.joined else self.multiply(follower.word)
        if taken:
            self.end = max(self.end, follower.index + 1)
        return taken

    def multiply(self, word: Word) -> bool:
        """Take a word without `and` before it: fourteen, three hundred, thirty thousand."""
        if word.role == "teen" and self.after_unit:
            self.group += 10
            self.after_unit = False
        elif word.role == "hundred" and self.after_unit and 3 <= self.group <= 9:
            self.group *= 100
            self.after_unit, self.after_hundred = False, True
        elif word.role in SCALES:
            return self.take_scale(int(word.value))
        else:
            return False
        return True

    def take_scale(self, scale: int) -> bool:
        """Multiply by a scale: the group, or the whole total (a thousand million)."""
        if self.group >= 0 and scale < self.last_scale:
            self.total += self.group * scale
        elif self.group < 0 and scale > self.last_scale:
            self.total *= scale
        else:
            return False
        self.group, self.last_scale, self.scale = Fraction(-1), scale, scale
        self.after_unit = self.after_hundred = False
        return True

    def add(self, follower: Follower) -> bool:
        """Take a word after `and`: twenty-six, a hundred and three, two thousand and fourteen."""
        word = follower.word
        if word is None or self.is_one_of(follower):
            return False
        if word.role == "part":
            return self.add_part(follower, word)
        open_scale = self.group < 0 and self.total > 0
        second = self.tokens.unjoined(follower.index + 1)
        if self.after_hundred and second and second.role == "hundred":
            return False
        if word.role == "ten" and self.after_unit:
            self.group += word.value
            self.after_unit = False
        elif word.role in BELOW_HUNDRED and self.after_hundred:
            self.group += word.value
            self.after_unit, self.after_hundred = word.role in ("one", "unit"), False
        elif open_scale and word.value < self.last_scale and word.role not in ("scales", "ordinal"):
            self.begin(word)
        else:
            return False
        return True

    def is_one_of(self, follower: Follower) -> bool:
        """Return whether the next word is `one of` (أحد, إحدى), not the one of twenty-one."""
        if not follower.word or not follower.word.form.startswith("احد"):
            return False
        second = self.tokens.follower(follower.index + 1)
        return second is None or not (
            second.role == "teen" or (second.role == "ten" and second.joined)
        )

    def add_part(self, follower: Follower, word: Word) -> bool:
        """Add a half or another part: of one, or of the scale before it."""
        if self.group >= 1000:
            return False
        end = follower.index + 1
        if self.group >= 0:
            self.group += word.value
        else:
            self.total += word.value * self.scale
            repeated = self.tokens.unjoined(end)
            end += bool(repeated and repeated.value == self.scale)
        self.end, self.after_unit, self.after_hundred = end, False, False
        return True

    def take_digits(self, follower: Follower) -> bool:
        """Take the 500 of “3 آلاف و500”."""
        fits = follower.value is not None and 100 <= follower.value < self.last_scale
        if not (follower.joined and fits and self.group < 0 and self.total > 0):
            return False
        self.group, self.end = follower.value or Fraction(0), follower.index + 1
        return True

    def take_decimals(self, follower: Follower) -> bool:
        """Take the five of “واحد فاصلة خمسة”."""
        second = self.tokens.follower(follower.index + 1)
        if self.tokens.written(follower.index) != "فاصله" or self.group < 0 or follower.joined:
            return False
        if not second or not second.word or second.role not in BELOW_HUNDRED:
            return False
        decimals = int(second.word.value)
        self.group += Fraction(decimals, 10 ** len(str(decimals)))
        self.end, self.after_unit, self.after_hundred = second.index + 1, False, False
        return True
