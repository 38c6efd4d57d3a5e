"""Numbers in Arabic words, wherever they begin in a text, and the months."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from briefs.numerals.arabic_sum import Sum
from briefs.numerals.arabic_words import (
    CLITICS,
    CONTEXT_MONTHS,
    TO_A_DATE,
    TWO_WORD_MONTHS,
    Word,
    look_up,
)
from briefs.numerals.digits import Folded, Found, Kind, Token


def read(folded: Folded, words: Sequence[Token]) -> Iterator[Found]:
    """All numbers and months of a text, in order."""
    reader = Reader(folded, words)
    place = 0
    while place < len(words):
        found = reader.at(place)
        if found:
            yield found
        place = found.next if found else place + 1


@dataclass(frozen=True)
class Follower:
    """The next word or number after a place, and whether an `and` joins it."""

    place: int
    joined: bool
    word: Word | None
    value: Fraction | None


class Reader:
    """Reads one number at a place among the tokens of a text."""

    def __init__(self, folded: Folded, words: Sequence[Token]) -> None:
        self.folded, self.text, self.tokens = folded, folded.text, words
        self.words = [None if one.value is not None else look_up(one.text) for one in words]
        for place, word in enumerate(self.words):
            if word and word.form == "الف" and "ل\u0651" in folded.marks(words[place]):
                self.words[place] = None  # ألّف: wrote
            elif (
                word
                and word.form == "واحد"
                and ("أ" in folded.marks(words[place]) or self.role(place + 1) == "teen")
            ):
                self.words[place] = Word("one", word.value, "احد", "و")

    def written(self, place: int) -> str:
        """The folded letters at a place; nothing beyond the ends."""
        return self.tokens[place].text if 0 <= place < len(self.tokens) else ""

    def role(self, place: int) -> str:
        """The part that the word at a place plays in a number, if any."""
        word = self.words[place] if 0 <= place < len(self.tokens) else None
        return word.role if word else ""

    def gap(self, place: int) -> str:
        """What stands between a token and the one before it."""
        if not 0 < place < len(self.tokens):
            return "."
        return self.text[self.tokens[place - 1].end : self.tokens[place].start]

    def follower(self, place: int) -> Follower | None:
        """What follows with only a space or an `and` between."""
        if self.gap(place).strip(" "):
            return None
        alone = self.written(place) == "و"
        if alone:
            place += 1
            if self.gap(place).strip(" "):
                return None
        word, value = self.words[place], self.tokens[place].value
        if self.tokens[place].kind != "count":
            return None
        return Follower(place, alone or bool(word and word.joins), word, value)

    def found(self, value: Fraction, place: int, end: int, kind: Kind, scale: int = 1) -> Found:
        """A number that takes the tokens from `place` up to `end`."""
        first, last = self.tokens[place], self.tokens[end - 1]
        return Found(value, first.start, last.end, kind, end, scale, first.value is not None)

    def at(self, place: int) -> Found | None:
        """The number that begins at a place."""
        token, word = self.tokens[place], self.words[place]
        if token.value is not None and token.kind != "count":
            return self.found(token.value, place, place + 1, token.kind)
        if token.value is not None:
            return self.cardinal(place)
        month = self.month(place)
        if month or not word or word.role in ("parts", "scales", "month"):
            return month
        if word.role == "dual":
            kind: Kind = "count" if word.form == "time" else "dual"
            return self.found(word.value, place, place + 1, kind)
        if word.role == "ordinal":
            return self.ordinal(place, word)
        return self.part(place, word) or (
            None if word.role == "part" or self.not_counting(place, word) else self.cardinal(place)
        )

    def not_counting(self, place: int, word: Word) -> bool:
        """Sunday and Monday, and the hundred of `per cent`."""
        if word.role == "hundred" and word.definite:
            return self.written(place - 1) == "في" or word.clitic.endswith("بال")
        after = self.follower(place + 1)
        tens = after is not None and after.joined and self.role(after.place) == "ten"
        weekday = word.form in ("احد", "اثنين") and not tens and self.role(place + 1) != "teen"
        return weekday and (word.definite or self.written(place - 1) in ("يوم", "اليوم"))

    def month(self, place: int) -> Found | None:
        """A month by any of its names, of one word or two."""
        written, word = self.written(place), self.words[place]
        for (first, second), value in TWO_WORD_MONTHS.items():
            named = written.endswith(first) and written.removesuffix(first) in CLITICS
            if named and self.written(place + 1) == second and self.gap(place + 1) == " ":
                return self.found(Fraction(value), place, place + 2, "month")
        if not word or word.role != "month" or word.definite:
            return None
        if word.form in CONTEXT_MONTHS and not self.is_dated(place, word):
            return None
        return self.found(word.value, place, place + 1, "month")

    def is_dated(self, place: int, word: Word) -> bool:
        """Whether a word that may be a month stands where a month stands."""
        if not word.clitic and self.written(place - 1) in TO_A_DATE:
            return True
        if self.role(place - 1) == "month" or self.role(place + 1) == "month":
            return True
        before, after = place - 1, place + 1
        day = before >= 0 and self.tokens[before].value is not None and self.gap(place) in " /-"
        return day or (
            after < len(self.tokens)
            and re.fullmatch("[12][0-9]{3}", self.written(after)) is not None
            and self.gap(after).strip(" ,،/") == ""
        )

    def ordinal(self, place: int, word: Word) -> Found | None:
        """The fourth, the fourteenth, the twenty-fourth; not firstly, nor seconds."""
        after = self.follower(place + 1)
        end, value = place + 1, word.value
        if after and after.word and after.word.role == "teen" and not after.joined:
            value, end = value % 10 + 10, after.place + 1
        elif after and after.word and after.word.role == "ten" and after.joined and value < 10:
            value, end = value + after.word.value, after.place + 1
        elif word.form.startswith("حادي") or self.is_adverb(place, word):
            return None
        return self.found(value, place, end, "ordinal")

    def is_adverb(self, place: int, word: Word) -> bool:
        """Whether an ordinal is `secondly`, a second of time or part of `the day before`."""
        rest = self.text[self.tokens[place].end :]
        if word.form == "ثانيه" and place and self.gap(place) == " ":
            number = self.tokens[place - 1].value is not None
            return number or self.role(place - 1) in ("unit", "ten", "teen")
        if word.form == "اول":
            return re.match(" (?:من )?امس| الامر", rest) is not None
        begins = place == 0 or self.gap(place).rstrip(" ").endswith((".", "؛", ":", "!", "؟", "،"))
        listing = begins or re.match(" *[،:,]", rest) is not None
        return word.form.endswith("ا") and listing and not word.definite

    def part(self, place: int, word: Word) -> Found | None:
        """A half, two thirds, three quarters, half a million; not the first half of a year."""
        after = self.follower(place + 1)
        next_word = after.word if after and not after.joined else None
        value, end = self.part_value(place, word), place + 1
        if word.role == "unit" and next_word and next_word.role == "parts":
            value, end = word.value * next_word.value, place + 2
            after = self.follower(end)
            next_word = after.word if after and not after.joined else None
        elif value is None or (word.definite and self.names_a_period(place)):
            return None
        if next_word and next_word.role in ("scale", "either"):
            scale = int(next_word.value)
            return self.found(value * scale, place, end + 1, "count", scale)
        return self.found(value, place, end, "fraction")

    def names_a_period(self, place: int) -> bool:
        """Whether a half or quarter is the first, the second, the last one."""
        return self.role(place + 1) == "ordinal" or self.written(place + 1) in ("الاخر", "الاخير")

    def part_value(self, place: int, word: Word) -> Fraction | None:
        """The fraction that a word may be: خُمس, or خمس before a noun with the article."""
        marks = self.folded.marks(self.tokens[place])
        before_noun = self.written(place + 1).startswith("ال") and not self.words[place + 1]
        if word.form == "ثلثا":
            return Fraction(2 if before_noun and "\u064b" not in marks else 1, 3)
        if word.role == "part":
            return word.value
        if word.form not in ("خمس", "سبع", "تسع", "عشر"):
            return None
        damma = word.form[0] + "\u064f" in marks
        return 1 / word.value if damma or (before_noun and not word.definite) else None

    def cardinal(self, place: int) -> Found | None:
        """The longest cardinal from a place on."""
        whole = Sum(self, place)
        if whole.place == place + 1 and self.words[place] is not None:
            word = self.words[place]
            if word and word.role == "one":
                return self.found(whole.value, place, whole.place, "one")
            if word and word.form in ("اثنا", "اثني", "اثنتا", "اثنتي"):
                return None
        return self.found(whole.value, place, whole.place, "count", whole.scale)
