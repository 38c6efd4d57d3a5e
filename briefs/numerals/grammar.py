"""The grammar of cardinals that all languages share, and the reader that applies it to tokens.

    cardinal = period [half] { [and] smaller period [half] }
    period   = ( group [half] | scale ) { larger scale }
    group    = ( digits | [small] hundred [[and] small] | small ) [point digits in words]

A `scale` is a thousand, a million and so on. `small` is a number in words below a hundred, whose
order differs between languages: twenty-six is “six and twenty” in Arabic.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from briefs.numerals.digits import Folded, Kind, ParsedNumber, Token
from briefs.numerals.words import BELOW_HUNDRED, Word


@dataclass(frozen=True)
class Follower:
    """The word or number in digits after a token, and whether a conjunction joins it."""

    index: int
    joined: bool
    word: Word | None

    @property
    def role(self) -> str:
        """The role of the word; empty for digits and for a word that is no number word."""
        return self.word.role if self.word else ""


class NumberReader(ABC):
    """Reads the numbers of a folded text in one language; an index is that of a token."""

    conjunction: ClassVar[str]
    needs_conjunction: ClassVar[bool]  # between the terms of a sum
    decimal_point: ClassVar[str]  # in words
    gap_in_number: ClassVar[re.Pattern[str]]  # the text between two tokens of one number
    hundred_factors: ClassVar[tuple[int, int]]  # least and greatest number of hundreds
    before_scale: ClassVar[Container[str]] = ()  # words between a fraction and its scale

    def __init__(self, folded: Folded, tokens: Sequence[Token]) -> None:
        self.folded, self.text, self.tokens = folded, folded.text, tokens
        self.words = [
            self.look_up(index) if token.value is None else None
            for index, token in enumerate(tokens)
        ]

    @abstractmethod
    def look_up(self, index: int) -> Word | None:
        """Return the number word at a token that is a word."""

    @abstractmethod
    def number_at(self, index: int) -> ParsedNumber | None:
        """Return the longest number or month that begins at a token of kind `count`."""

    def below_hundred(self, _index: int, _word: Word) -> ParsedNumber | None:
        """Return the number in words below a hundred that begins with a word of such a role.

        This and `half` return nothing in a language whose number words are not read.
        """
        return None

    def half(self, _index: int) -> ParsedNumber | None:
        """Return the fraction that begins at a token, where a number before it can have one."""
        return None

    def numbers(self) -> Iterator[ParsedNumber]:
        """Yield all numbers and months of the text, in order."""
        index = 0
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.value is not None and token.kind != "count":
                number: ParsedNumber | None = self.number(token.value, index, index + 1, token.kind)
            else:
                number = self.number_at(index)
            if number:
                yield number
            index = number.next if number else index + 1

    def number(
        self, value: Fraction, start: int, end: int, kind: Kind = "count", scale: int = 1
    ) -> ParsedNumber:
        """Return a number that takes the tokens from `start` up to `end`."""
        first, last = self.tokens[start], self.tokens[end - 1]
        digits = first.value is not None
        return ParsedNumber(value, first.start, last.end, kind, end, scale, digits)

    def written(self, index: int) -> str:
        """Return a token in lower case; empty beyond the ends."""
        return self.tokens[index].text.lower() if 0 <= index < len(self.tokens) else ""

    def word(self, index: int) -> Word | None:
        """Return the number word at a token; None for other tokens and beyond the ends."""
        return self.words[index] if 0 <= index < len(self.words) else None

    def role(self, index: int) -> str:
        """Return the role of the number word at a token; empty where there is none."""
        word = self.word(index)
        return word.role if word else ""

    def is_numeric(self, index: int) -> bool:
        """Return whether a token exists and is a number in digits."""
        return 0 <= index < len(self.tokens) and self.tokens[index].value is not None

    def gap(self, index: int) -> str:
        """Return the text between a token and the one before it; a full stop beyond the ends."""
        if not 0 < index < len(self.tokens):
            return "."
        return self.text[self.tokens[index - 1].end : self.tokens[index].start]

    def rest(self, index: int) -> str:
        """Return the text after a token."""
        return self.text[self.tokens[index].end :]

    def is_next(self, index: int) -> bool:
        """Return whether a token can belong to the same number as the one before it."""
        return self.gap_in_number.fullmatch(self.gap(index)) is not None

    def follower(self, index: int) -> Follower | None:
        """Return what continues a number at a token, after a conjunction or not.

        A word after an Arabic preposition (`بالمئة`, per cent) continues no number.
        """
        joined = self.written(index) == self.conjunction
        at = index + 1 if joined else index
        if not (self.is_next(index) and self.is_next(at)) or self.tokens[at].kind != "count":
            return None
        word = self.words[at]
        clitic = word.clitic if word else ""
        if clitic.removeprefix("و") not in ("", "ال"):
            return None
        return Follower(at, joined or clitic.startswith("و"), word)

    def unjoined(self, index: int) -> Word | None:
        """Return the number word that continues a number at a token, without a conjunction."""
        follower = self.follower(index)
        return follower.word if follower and not follower.joined else None

    def addend(self, index: int) -> Follower | None:
        """Return what can be added to a number that ends before a token."""
        follower = self.follower(index)
        return follower if follower and (follower.joined or not self.needs_conjunction) else None

    def small(self, index: int) -> ParsedNumber | None:
        """Return a number in digits, or in words below a hundred."""
        word = self.word(index)
        if word:
            return self.below_hundred(index, word) if word.role in BELOW_HUNDRED else None
        token = self.tokens[index] if index < len(self.tokens) else None
        if token is None or token.value is None or token.kind != "count":
            return None
        return self.number(token.value, index, index + 1)

    def cardinal(self, start: int) -> ParsedNumber | None:
        """Return the longest cardinal that begins at a token, or the ordinal that it ends in."""
        total = self.period(start)
        limit = total.scale if total else 1
        while total and total.kind != "ordinal" and limit > 1:
            total = self.add_half(total)
            follower = self.addend(total.next)
            period = self.period(follower.index) if follower else None
            if not follower or not period or not 0 < period.value < limit or period.scale >= limit:
                break
            # “3 million 500 thousand” is one number, and so is “3 آلاف و500”.
            digits = follower.word is None and period.scale == 1
            if digits and not (self.needs_conjunction and period.value >= 100):
                break
            total, limit = added(total, period), period.scale
        if total and total.next == start + 1 and self.role(start) == "one":
            return replace(total, kind="one")
        return total

    def period(self, start: int) -> ParsedNumber | None:
        """Return a number up to its scale: five thousand, a million, two and a half billion."""
        word = self.words[start]
        if word and word.role in ("scale", "pair", "either"):
            value = word.value * (2 if word.role == "either" else 1)
            scale = int(word.value) // (2 if word.role == "pair" else 1)
            period: ParsedNumber | None = self.number(value, start, start + 1, word.kind, scale)
        else:
            period = self.group(start)
        while period and period.kind != "ordinal" and (word := self.unjoined(period.next)):
            if word.role not in ("scale", "scales", "either") or word.value <= period.scale:
                break
            value, scale = period.value * word.value, int(word.value)
            period = self.number(value, start, period.next + 1, word.kind, scale)
        return period

    def group(self, start: int) -> ParsedNumber | None:
        """Return a number without a scale, with its decimals or its half."""
        group = self.hundreds(start, self.small(start))
        if group is None or group.kind == "ordinal":
            return group
        decimals, end = "", group.next + 1
        if self.written(group.next) == self.decimal_point and self.is_next(group.next):
            while (word := self.unjoined(end)) and word.role in BELOW_HUNDRED:
                digits = self.small(end)
                if digits is None or digits.kind == "ordinal":
                    break
                decimals, end = decimals + str(digits.value), digits.next
        if decimals:
            value = group.value + Fraction(int(decimals), 10 ** len(decimals))
            return self.number(value, start, end)
        return self.add_half(group) if group.value < 1000 else group

    def hundreds(self, start: int, count: ParsedNumber | None) -> ParsedNumber | None:
        """Return the hundreds that begin with `count` or a word for them; without any, `count`."""
        at = count.next if count else start
        word = self.unjoined(at) if count else self.words[start]
        if word is None or word.role not in (("hundred",) if count else ("hundred", "hundreds")):
            return count
        least, most = self.hundred_factors
        if count and (count.kind == "ordinal" or not least <= count.value <= most):
            return count
        total = self.number(word.value * (count.value if count else 1), start, at + 1, word.kind)
        follower = None if word.ordinal else self.addend(total.next)
        if follower is None or follower.word is None or self.half(follower.index):
            return total
        small = self.small(follower.index)
        if small and small.value and self.hundreds(follower.index, small) is small:
            return added(total, small)
        return total

    def add_half(self, number: ParsedNumber) -> ParsedNumber:
        """Return a number with a half or other fraction after `and`, of one or of its scale."""
        follower = self.follower(number.next)
        half = self.half(follower.index) if follower and follower.joined else None
        if half is None:
            return number
        if number.scale == 1:  # two and a half million
            number = replace(number, value=number.value * half.scale, scale=half.scale)
        elif half.scale == 1:  # one million and a half
            half = replace(half, value=half.value * number.scale)
        elif half.scale != number.scale:
            return number
        return replace(added(number, half), kind="count")

    def scaled(self, fraction: Fraction, start: int, end: int) -> ParsedNumber:
        """Return a fraction, or that fraction of the scale after it: half a million."""
        at = end
        while self.written(at) in self.before_scale:
            at += 1
        word = self.unjoined(at)
        if word and word.role in ("scale", "either", "dozen"):
            return self.number(fraction * word.value, start, at + 1, "count", int(word.value))
        return self.number(fraction, start, end, "fraction")


def added(number: ParsedNumber, addend: ParsedNumber) -> ParsedNumber:
    """Return a number with the one that follows it added to it."""
    return replace(number, value=number.value + addend.value, end=addend.end,
                   next=addend.next, kind=addend.kind)  # fmt: skip
