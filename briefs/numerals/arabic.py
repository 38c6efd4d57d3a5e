"""Numbers and months in Arabic words, wherever they begin in a text."""

import re
from dataclasses import replace
from fractions import Fraction

from briefs.numerals.arabic_words import (
    BEFORE_DATE,
    CLITICS,
    CONTEXT_MONTHS,
    TWO_WORD_MONTHS,
    look_up,
)
from briefs.numerals.digits import Kind, ParsedNumber
from briefs.numerals.grammar import Follower, NumberReader
from briefs.numerals.words import Word


def is_date_word(written: str) -> bool:
    """Return whether a word stands before dates, by itself or after “and”: في, وفي."""
    return written in BEFORE_DATE or (written[:1] in ("و", "ف") and written[1:] in BEFORE_DATE)


class ArabicReader(NumberReader):
    """Reads the numbers of an Arabic text."""

    conjunction, needs_conjunction = "و", True
    decimal_point = "فاصله"
    gap_in_number = re.compile(" *")
    hundred_factors = (3, 9)

    def look_up(self, index: int) -> Word | None:
        """Return the number word at a token that is a word."""
        word, marks = look_up(self.written(index)), self.folded.marks(self.tokens[index])
        if word and word.form == "الف" and "ل\u0651" in marks:
            return None  # ألّف: wrote
        if word and word.form == "واحد":  # or و and أحد, a clitic and its word
            after = look_up(self.written(index + 1))
            if "أ" in marks or (after and after.role == "teen"):
                return Word("one", word.value, "احد", "و")
        return word

    def number_at(self, index: int) -> ParsedNumber | None:
        """Return the longest number or month that begins at a token."""
        word = self.word(index)
        if self.is_numeric(index):
            return self.cardinal(index)
        month = self.month(index)
        if month or not word or word.role in ("parts", "scales", "month"):
            return month
        if word.role == "dual":
            kind: Kind = "count" if word.form == "time" else "dual"
            return self.number(word.value, index, index + 1, kind)
        if word.role == "ordinal":
            return self.ordinal(index, word)
        fraction = self.fraction(index)
        if fraction or word.role == "part" or self.is_not_cardinal(index, word):
            return fraction
        return self.cardinal(index)

    def is_not_cardinal(self, index: int, word: Word) -> bool:
        """Return whether a word is Sunday, Monday or the hundred of `per cent`."""
        if word.role == "hundred" and word.definite:
            return self.written(index - 1) == "في" or word.clitic.endswith("بال")
        after = self.follower(index + 1)
        tens = after is not None and after.joined and after.role == "ten"
        weekday = word.form in ("احد", "اثنين") and not tens and self.role(index + 1) != "teen"
        return weekday and (word.definite or self.written(index - 1) in ("يوم", "اليوم"))

    def month(self, index: int) -> ParsedNumber | None:
        """Return a month by any of its names, of one word or two."""
        written, word = self.written(index), self.word(index)
        for (first, second), value in TWO_WORD_MONTHS.items():
            named = written.endswith(first) and written.removesuffix(first) in CLITICS
            if named and self.written(index + 1) == second and self.gap(index + 1) == " ":
                return self.number(Fraction(value), index, index + 2, "month")
        if not word or word.role != "month" or word.definite:
            return None
        if word.form in CONTEXT_MONTHS and not self.is_dated(index, word):
            return None
        return self.number(word.value, index, index + 1, "month")

    def is_dated(self, index: int, word: Word) -> bool:
        """Return whether a word that can be a month stands beside a number, date word or month."""
        if not word.clitic and is_date_word(self.written(index - 1)):
            return True
        if self.names_month(index - 1) or self.names_month(index + 1):
            return True
        if self.is_numeric(index - 1) and self.gap(index) in " /-":
            return True
        year = re.fullmatch("[12][0-9]{3}", self.written(index + 1))
        return year is not None and self.gap(index + 1).strip(" ,،/") == ""

    def names_month(self, index: int) -> bool:
        """Return whether a token is a month, or one of the two words of one."""
        pairs = [(self.written(index + step), self.written(index + step + 1)) for step in (-1, 0)]
        return self.role(index) == "month" or any(
            first.endswith(month) and first.removesuffix(month) in CLITICS and second == rest
            for first, second in pairs
            for month, rest in TWO_WORD_MONTHS
        )

    def ordinal(self, index: int, word: Word) -> ParsedNumber | None:
        """Return the fourth, the fourteenth, the twenty-fourth; None for firstly and seconds."""
        compound = self.compound(index, word)
        if compound:
            return replace(compound, kind="ordinal")
        if word.form.startswith("حادي") or self.is_adverb(index, word):
            return None
        return self.number(word.value, index, index + 1, "ordinal")

    def is_adverb(self, index: int, word: Word) -> bool:
        """Return whether an ordinal is `secondly`, a second of time or part of `the day before`."""
        rest = self.rest(index)
        if word.form == "ثانيه" and index and self.gap(index) == " ":
            return self.is_numeric(index - 1) or self.role(index - 1) in ("unit", "ten", "teen")
        if word.form == "اول":
            return re.match(" (?:من )?امس| الامر", rest) is not None
        begins = index == 0 or self.gap(index).rstrip(" ").endswith((".", "؛", ":", "!", "؟", "،"))
        listing = begins or re.match(" *[،:,]", rest) is not None
        return word.form.endswith("ا") and listing and not word.definite

    def fraction(self, index: int) -> ParsedNumber | None:
        """Return a half, two thirds, half a million; None for the first half of a year."""
        word, next_word = self.word(index), self.unjoined(index + 1)
        if word is None:
            return None
        if word.role == "unit" and next_word and next_word.role == "parts":
            return self.scaled(word.value * next_word.value, index, index + 2)
        value = self.fraction_value(index, word)
        if value is None or (word.definite and self.names_a_period(index)):
            return None
        return self.scaled(value, index, index + 1)

    def half(self, index: int) -> ParsedNumber | None:
        """Return the fraction at a token, where it needs no sign that it is one."""
        clear = self.role(index) == "part" or self.role(index + 1) == "parts"
        return self.fraction(index) if clear else None

    def names_a_period(self, index: int) -> bool:
        """Return whether a half or quarter is followed by first, second or last."""
        return self.role(index + 1) == "ordinal" or self.written(index + 1) in ("الاخر", "الاخير")

    def fraction_value(self, index: int, word: Word) -> Fraction | None:
        """Return the fraction that a word is: خُمس, or خمس before a noun with the article."""
        marks = self.folded.marks(self.tokens[index])
        before_noun = self.written(index + 1).startswith("ال") and not self.word(index + 1)
        if word.form == "ثلثا":
            return Fraction(2 if before_noun and "\u064b" not in marks else 1, 3)
        if word.role == "part":
            return word.value
        if word.form not in ("خمس", "سبع", "تسع", "عشر"):
            return None
        damma = word.form[0] + "\u064f" in marks
        return 1 / word.value if damma or (before_noun and not word.definite) else None

    def below_hundred(self, index: int, word: Word) -> ParsedNumber | None:
        """Return a cardinal below a hundred in words: three, three ten, three and twenty."""
        compound = self.compound(index, word)
        if not compound and word.form in ("اثنا", "اثني", "اثنتا", "اثنتي"):
            return None  # only in twelve
        return compound or self.number(word.value, index, index + 1)

    def compound(self, index: int, word: Word) -> ParsedNumber | None:
        """Return a number from 11 to 99 that begins with a cardinal or ordinal below ten."""
        after = self.follower(index + 1) if 0 < word.value < 10 else None
        if after and after.word and after.role == ("ten" if after.joined else "teen"):
            return self.number(word.value + after.word.value, index, after.index + 1)
        return None

    def addend(self, index: int) -> Follower | None:
        """Return what can be added to a number; not أحد as in “and one of the states”."""
        follower = super().addend(index)
        if follower and follower.word and follower.word.form.startswith("احد"):
            number = self.below_hundred(follower.index, follower.word)
            return follower if number and number.value > 1 else None
        return follower
