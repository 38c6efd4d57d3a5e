"""Numbers in English words, wherever they begin in a text, and the months."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from briefs.numerals.digits import Folded, Found, Kind, Token
from briefs.numerals.english_sum import Sum
from briefs.numerals.english_words import (
    AFTER_FRACTION,
    CONTEXT_MONTHS,
    DENOMINATORS,
    HALF_WORD,
    IDIOMS,
    MONTHS,
    ORDINALS,
    SCALES,
    SMALL,
    TO_A_DATE,
    VAGUE,
)


def read(folded: Folded, words: Sequence[Token]) -> Iterator[Found]:
    """All numbers and months of a text, in order."""
    reader = Reader(folded.text, words)
    place = 0
    while place < len(words):
        found = reader.at(place)
        if found:
            yield found
        place = found.next if found else place + 1


class Reader:
    """Reads one number at a place among the tokens of a text."""

    def __init__(self, text: str, words: Sequence[Token]) -> None:
        self.text = text
        self.tokens = words
        self.words = [token.text.lower() for token in words]
        self.idioms = [match.span() for match in IDIOMS.finditer(text)]

    def word(self, place: int) -> str:
        """The word at a place, in small letters; nothing beyond the ends."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def joined(self, place: int) -> bool:
        """Whether only a space or hyphen stands before the token."""
        gap = self.text[self.tokens[place - 1].end : self.tokens[place].start] if place else "."
        return re.fullmatch(r" +|-", gap) is not None

    def at(self, place: int) -> Found | None:
        """The number that begins at a place."""
        token = self.tokens[place]
        if any(start <= token.start < end for start, end in self.idioms):
            return None
        if token.kind != "count":
            return self.found(token.value or Fraction(0), place, place + 1, token.kind)
        return (
            self.month(place) or self.fraction(place) or self.dozen(place) or self.cardinal(place)
        )

    def found(self, value: Fraction, place: int, end: int, kind: Kind, scale: int = 1) -> Found:
        """A number that takes the tokens from `place` up to `end`."""
        first, last = self.tokens[place], self.tokens[end - 1]
        digits = first.value is not None
        return Found(value, first.start, last.end, kind, end, scale, digits)

    def month(self, place: int) -> Found | None:
        """A month by its name, with a capital."""
        word, token = self.word(place), self.tokens[place]
        if word not in MONTHS or not token.text[0].isupper():
            return None
        if word in CONTEXT_MONTHS:
            beside = self.near(place, place + 1) or self.near(place - 1, place)
            leads = word == "may" and self.word(place - 1) in TO_A_DATE
            if not (beside or leads):
                return None
        return self.found(Fraction(MONTHS[word]), place, place + 1, "month")

    def near(self, left: int, right: int) -> bool:
        """Whether one of two neighbours is a number in digits, with a space or comma between."""
        if left < 0 or right >= len(self.tokens):
            return False
        gap = self.text[self.tokens[left].end : self.tokens[right].start]
        number = self.tokens[left].value is not None or self.tokens[right].value is not None
        return number and re.fullmatch(r"[ .,]{1,2}", gap) is not None

    def small(self, place: int) -> Fraction | None:
        """The value of a number in digits or of a word under a hundred."""
        if place >= len(self.tokens):
            return None
        token, word = self.tokens[place], self.word(place)
        if token.value is not None:
            return token.value if token.kind == "count" else None
        return Fraction(SMALL[word]) if word in SMALL else None

    def dozen(self, place: int) -> Found | None:
        """A dozen, two dozen, half a dozen; twice."""
        word = self.word(place)
        if word in ("twice", "thrice"):
            return self.found(Fraction(2 if word == "twice" else 3), place, place + 1, "count")
        many = Fraction(1) if word == "a" else self.small(place)
        if word == "dozen" and self.word(place - 1) not in VAGUE | {"a"}:
            return self.found(Fraction(12), place, place + 1, "count")
        if many is not None and self.word(place + 1) == "dozen" and self.joined(place + 1):
            return self.found(many * 12, place, place + 2, "count")
        return None

    def fraction(self, place: int) -> Found | None:
        """A half, two thirds, a quarter of a million; not the second half, not a third meeting."""
        one = self.word(place) in ("a", "an", "one")
        many = Fraction(1) if one else self.small(place)
        below = place + 1 if many is not None else place
        under = DENOMINATORS.get(self.word(below))
        if under is None or (below > place and not self.joined(below)):
            return None
        if not self.is_fraction(many, below, one=self.word(place) == "one"):
            return None
        value, end = Fraction(many or 1) / under, below + 1
        scaled = self.scale_after(end)
        if scaled:
            return self.found(value * scaled[0], place, scaled[1], "count", scaled[0])
        return self.found(value, place, end, "fraction")

    def is_fraction(self, many: Fraction | None, below: int, one: bool) -> bool:
        """Whether the word at `below` divides, rather than counts places or names a period."""
        word, rest = self.word(below), self.text[self.tokens[below].end :]
        plural = word.endswith(("s", "halves"))
        if word == "half":
            period = self.word(below - 1) in ORDINALS or self.word(below - 1) in ("other", "latter")
            return many in (None, 1) and not period and not HALF_WORD.match(rest)
        if many is None:
            return (
                word == "quarter"
                and bool(re.match(r" of\b", rest))
                and self.word(below - 1) not in ORDINALS | {"last": 0, "next": 0}
            )
        if many != 1 or plural:
            return plural and many > 1
        return one or word == "quarter" or AFTER_FRACTION.match(rest) is not None

    def scale_after(self, place: int) -> tuple[int, int] | None:
        """The scale in “half a million”, “a quarter of a million”, and the place after it."""
        while self.word(place) in ("of", "a", "the"):
            place += 1
        word = self.word(place)
        scale = 12 if word == "dozen" else SCALES.get(word)
        return (scale, place + 1) if scale else None

    def cardinal(self, place: int) -> Found | None:
        """The longest cardinal, or the ordinal that it ends in."""
        start, word = place, self.word(place)
        if word == "a" and self.word(place + 1) in SCALES | {"hundred": 100}:
            place += 1
        elif word in SCALES | {"hundred": 100} and self.word(place - 1) in VAGUE:
            return None
        sum_ = Sum(self, place)
        value, end = sum_.value, sum_.place
        if sum_.ordinal:
            return (
                None
                if self.is_unit_of_time(start, end)
                else self.found(value, start, end, "ordinal")
            )
        if end == place:
            return None
        if end == start + 1 and word == "one":
            return self.found(value, start, end, "one")
        kind: Kind = "year" if sum_.year else "count"
        return self.found(value, start, end, kind, sum_.scale)

    def is_unit_of_time(self, start: int, end: int) -> bool:
        """Whether “second” is the sixtieth of a minute: per second, a second later, a 30-second."""
        if end != start + 1 or self.word(start) != "second":
            return False
        before, rest = self.word(start - 1), self.text[self.tokens[start].end :]
        if before in ("per", "split", "every") or (start and self.small(start - 1) is not None):
            return True
        return (
            before == "a"
            and re.match(r" (?:later|ago|after|before)\b|\s*[.,;:!?]|\s*$", rest) is not None
        )
