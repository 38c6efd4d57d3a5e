"""The kinds of numbers by the text around them: days, years, percentages, money, labels, ranges."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from briefs.numerals.digits import CONTEXT_LENGTH, ParsedNumber


@dataclass(frozen=True)
class Context:
    """The patterns of a language for the folded text around a number."""

    percent: re.Pattern[str]  # after a number
    money: re.Pattern[str]  # after a number
    label: re.Pattern[str]  # before an ordinal: Article, page, century
    to_month: re.Pattern[str]  # between a day and its month
    to_year: re.Pattern[str]  # between a month, or a day after number, and the year
    year: re.Pattern[str]  # before a year
    range: re.Pattern[str]  # between the ends of a range
    list: re.Pattern[str]  # between the numbers of a list
    between: re.Pattern[str]  # before a range whose ends an `and` joins
    minus: re.Pattern[str]  # before a number below zero
    conjunction: str  # joins the ends of a range; in Arabic a prefix of the second
    count_after_month: re.Pattern[str]  # after a number that follows a month but is no day of it
    label_before_words: bool  # whether a number in words after a label is an ordinal: Article Five


CURRENCY = re.compile(r"(?:[€$£¥]|\b(?:USD|EUR|GBP))\s?$")


def with_kinds(text: str, numbers: Sequence[ParsedNumber], context: Context) -> list[ParsedNumber]:
    """Return the numbers of a folded text with the kinds, signs and scales that the text gives."""
    classifier = Classifier(text, list(numbers), context)
    indexes = range(len(numbers))
    for index in indexes:
        classifier.set_own_kind(index)
    for index in indexes:
        classifier.set_dates(index)
        classifier.set_ordinals(index)
    for index in reversed(indexes[1:]):
        classifier.complete_range(index)
    return classifier.numbers


@dataclass
class Classifier:
    """Replaces the numbers of a text, number by number, with numbers of more exact kinds."""

    text: str
    numbers: list[ParsedNumber]
    context: Context

    def before(self, index: int) -> str:
        """Return the text before a number, up to the length that patterns are matched against."""
        start = self.numbers[index].start
        return self.text[max(0, start - CONTEXT_LENGTH) : start]

    def gap(self, left: int) -> str:
        """Return the text between a number and the next, with a conjunction prefixed to it."""
        end, following = self.numbers[left].end, self.numbers[left + 1]
        prefix = self.context.conjunction
        prefixed = not following.digits and self.text.startswith(prefix, following.start)
        return self.text[end : following.start] + (prefix if prefixed else "")

    def set_own_kind(self, index: int) -> None:
        """Apply percent signs, currencies, a minus and the word `year` to a number."""
        number, context = self.numbers[index], self.context
        if number.kind in ("day", "month"):
            return
        before = self.before(index)
        percent = context.percent.match(self.text, number.end)
        previous = self.numbers[index - 1].end if index else 0
        if self.text[number.start] == "-" or context.minus.search(before):
            number = replace(number, value=-number.value)
        if percent:
            number = replace(number, kind="percent", end=percent.end())
        elif before.endswith("%") and number.start - 1 >= previous and number.digits:
            number = replace(number, kind="percent", start=number.start - 1)
        elif number.kind == "count" and (
            context.money.match(self.text, number.end) or CURRENCY.search(before)
        ):
            number = replace(number, kind="money")
        elif number.kind == "count" and self.is_year(number, before):
            number = replace(number, kind="year")
        self.numbers[index] = number

    def is_year(self, number: ParsedNumber, before: str) -> bool:
        """Return whether a number is a year: 1994 in four digits, or after the word `year`."""
        if re.fullmatch(r"(?:19|20)[0-9]{2}", self.text[number.start : number.end]):
            return True
        return 100 <= number.value < 3000 and self.context.year.search(before) is not None

    def set_dates(self, index: int) -> None:
        """Mark the days before a month and the day and year after it."""
        if self.numbers[index].kind != "month":
            return
        between, left = self.context.to_month, index - 1
        while left >= 0 and self.is_day(left) and between.fullmatch(self.gap(left)):
            self.numbers[left] = replace(self.numbers[left], kind="day")
            between, left = self.context.list, left - 1
        right = index + 1
        if right < len(self.numbers) and self.context.to_year.fullmatch(self.gap(index)):
            if self.is_day(right) and self.is_day_after_month(right):
                self.numbers[right] = replace(self.numbers[right], kind="day")
            elif self.numbers[right].kind == "count" and 1000 <= self.numbers[right].value < 3000:
                self.numbers[right] = replace(self.numbers[right], kind="year")

    def is_day(self, index: int) -> bool:
        """Return whether a number can be a day of a month."""
        number = self.numbers[index]
        whole = number.value.denominator == 1 and 1 <= number.value <= 31
        return whole and number.kind in ("count", "ordinal") and number.scale == 1

    def is_day_after_month(self, index: int) -> bool:
        """Return whether a number after a month is its day: September 4; no 26 states."""
        end = self.numbers[index].end
        if re.match(r",? [12][0-9]{3}\b|، [12][0-9]{3}\b", self.text[end:]):
            return True
        return not self.context.count_after_month.match(self.text, end)

    def set_ordinals(self, index: int) -> None:
        """Mark the numbers after a label as ordinals: Article 5, paragraphs 7 and 22."""
        number = self.numbers[index]
        in_words = self.context.label_before_words and number.kind == "count"
        if not in_words and not (number.digits and number.kind in ("count", "year")):
            return
        if self.context.label.search(self.before(index)):
            self.numbers[index] = replace(number, kind="ordinal")
            after = index + 1
            while after < len(self.numbers) and self.context.list.fullmatch(self.gap(after - 1)):
                if self.numbers[after].kind != "count" or self.numbers[after].scale > 1:
                    break
                self.numbers[after] = replace(self.numbers[after], kind="ordinal")
                after += 1

    def complete_range(self, index: int) -> None:
        """Give the first number of a range the scale, percent or currency of the second."""
        first, second = self.numbers[index - 1], self.numbers[index]
        if first.kind != "count" or first.scale > 1 or not self.is_range(index - 1):
            return
        if second.kind in ("percent", "money"):
            first = replace(first, kind=second.kind)
        if second.scale > 1 and first.value < second.value / second.scale:
            first = replace(first, value=first.value * Fraction(second.scale), scale=second.scale)
        self.numbers[index - 1] = first

    def is_range(self, left: int) -> bool:
        """Return whether a number and the next are the ends of one range."""
        gap = self.gap(left)
        if self.context.range.fullmatch(gap):
            return True
        joined = gap.strip() == self.context.conjunction
        return joined and self.context.between.search(self.before(left)) is not None
