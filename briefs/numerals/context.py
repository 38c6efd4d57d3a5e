"""What the words around a number make of it: a day, a share, money, an article, half a range."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from briefs.numerals.digits import NEAR, Found


@dataclass(frozen=True)
class Context:
    """The patterns of a language, all for folded text."""

    percent: re.Pattern[str]  # after a number
    money: re.Pattern[str]  # after a number
    label: re.Pattern[str]  # before one: Article, the page, the century
    to_month: re.Pattern[str]  # between a day and its month
    to_year: re.Pattern[str]  # between a month, or a day after one, and the year
    year: re.Pattern[str]  # before a year
    range: re.Pattern[str]  # between the ends of a range
    list: re.Pattern[str]  # between the numbers of a list
    between: re.Pattern[str]  # before a range whose ends an `and` joins
    minus: re.Pattern[str]  # before a number below zero


ENGLISH = Context(
    percent=re.compile(
        r"(?i)\s?%|[\s-]?(?:(?:a|one) )?per\s?cent(?:age)?\b(?: points?\b)?|\s?pp?c?ts?\b"
    ),
    money=re.compile(
        r"(?i)\s?[€$£¥]|\s(?:(?:US|Canadian|Australian) )?"
        r"(?:dollars?|euros?|pounds?|sterling|roubles?|rubles?|hryvnias?|yen|USD|EUR|GBP)\b"
    ),
    label=re.compile(
        r"(?i)\b(?:article|art\.|paragraph|para\.?|section|chapter|clause|resolution|protocol|page"
        r"|no\.)s?\s?$"
    ),
    to_month=re.compile(r"\s(?:of\s)?|-"),
    to_year=re.compile(r"[\s,]{1,2}(?:of )?"),
    year=re.compile(r"(?i)\byears? $"),
    range=re.compile(r"\s?[-–—]\s?|\s(?:to|or|until)\s"),
    list=re.compile(r",?\s(?:and|or|to)\s|,\s?|\s?[-–—]\s?"),
    between=re.compile(r"(?i)\bbetween (?:about |some )?$"),
    minus=re.compile(r"(?i)\b(?:minus|negative) $"),
)
ARABIC = Context(
    percent=re.compile(
        r"\s?%|\s(?:في ال|بال)(?:مئه|مائه|ميه)(?!\w)"
        r"|\s(?:نقطه|نقاط|نقطتين|نقطتان) (?:مئويه|مئويتين|مئويتان)"
    ),
    money=re.compile(
        r"\s?[€$£¥]|\s(?:دولار|يورو|جنيه|روبل|ليره|ريال|درهم|دينار|هريفنيا)(?:ا|ات)?(?!\w)"
    ),
    label=re.compile(
        r"(?<!\w)[وفبلك]?(?:ال|لل|ل)?(?:ماده|مادتان|مادتين|مواد|فقره|فقرتان|فقرتين|فقرات|بند|بندان"
        r"|بندين|بنود|فصل|قرار|صفحه|صفحات|بروتوكول|قرن|رقم)\s(?:ال)?$"
    ),
    to_month=re.compile(r"\s(?:من (?:شهر )?|شهر )?|[/-]"),
    to_year=re.compile(r"[\s،,/]{1,2}(?:من )?(?:[ال]?ل?عام |سنه )?"),
    year=re.compile(r"(?<!\w)[وفبلك]?(?:ال|لل)?(?:عام|عامي|عامين|سنه|سنتي|اعوام|سنوات)\s$"),
    range=re.compile(r"\s?[-–—]\s?|\s(?:الى|حتى|او)\s"),
    list=re.compile(r"\s(?:الى|حتى|او)\s|\s?[،,]\s?|\s?[-–—]\s?|[،,]?\sو\s?"),
    between=re.compile(r"(?<!\w)و?(?:ما )?بين (?:نحو )?$"),
    minus=re.compile(r"(?<!\w)(?:ناقص|سالب) $"),
)
CURRENCY = re.compile(r"(?:[€$£¥]|\b(?:USD|EUR|GBP))\s?$")
AFTER_DAY = re.compile(r"\s(?!is\b|was\b|as\b|this\b|its\b|has\b|in\b)[a-z]+s\b")


def apply(text: str, found: Sequence[Found], context: Context) -> list[Found]:
    """The numbers of a folded text with the kind that their surroundings give them."""
    reading = Reading(text, list(found), context)
    for place in range(len(reading.found)):
        reading.look_around(place)
    for place in range(len(reading.found)):
        reading.date(place)
        reading.label(place)
    for place in reversed(range(1, len(reading.found))):
        reading.share(place)
    return reading.found


@dataclass
class Reading:
    """The numbers found so far, made exact one by one."""

    text: str
    found: list[Found]
    context: Context

    def before(self, place: int) -> str:
        """What stands before a number, as far as it matters."""
        start = self.found[place].start
        return self.text[max(0, start - NEAR) : start]

    def gap(self, left: int) -> str:
        """What stands between a number and the next; an `and` written to the next belongs to it."""
        one, other = self.found[left], self.found[left + 1]
        joined = not other.digits and self.text[other.start] == "و"
        return self.text[one.end : other.start] + ("و" if joined else "")

    def look_around(self, place: int) -> None:
        """Percent signs, currencies, a minus and the word `year`."""
        one, context = self.found[place], self.context
        if one.kind in ("day", "month"):
            return
        before = self.before(place)
        share = context.percent.match(self.text, one.end)
        previous = self.found[place - 1].end if place else 0
        if self.text[one.start] == "-" or context.minus.search(before):
            one = replace(one, value=-one.value)
        if share:
            one = replace(one, kind="percent", end=share.end())
        elif before.endswith("%") and one.start - 1 >= previous and one.digits:
            one = replace(one, kind="percent", start=one.start - 1)
        elif one.kind == "count" and (
            context.money.match(self.text, one.end) or CURRENCY.search(before)
        ):
            one = replace(one, kind="money")
        elif one.kind == "count" and self.is_year(one, before):
            one = replace(one, kind="year")
        self.found[place] = one

    def is_year(self, one: Found, before: str) -> bool:
        """Whether a number is a year: 1994 in four bare digits, or after the word."""
        if re.fullmatch(r"(?:19|20)[0-9]{2}", self.text[one.start : one.end]):
            return True
        return one.value >= 100 and one.value < 3000 and bool(self.context.year.search(before))

    def date(self, place: int) -> None:
        """The days before a month, the year after it."""
        if self.found[place].kind != "month":
            return
        between, left = self.context.to_month, place - 1
        while left >= 0 and self.is_day(left) and between.fullmatch(self.gap(left)):
            self.found[left] = replace(self.found[left], kind="day")
            between, left = self.context.list, left - 1
        right = place + 1
        if right < len(self.found) and self.context.to_year.fullmatch(self.gap(place)):
            if self.is_day(right) and self.is_american(right):
                self.found[right] = replace(self.found[right], kind="day")
            elif self.found[right].kind == "count" and 1000 <= self.found[right].value < 3000:
                self.found[right] = replace(self.found[right], kind="year")

    def is_day(self, place: int) -> bool:
        """Whether a number can be a day of a month."""
        one = self.found[place]
        whole = one.value.denominator == 1 and 1 <= one.value <= 31
        return whole and one.kind in ("count", "ordinal") and one.scale == 1

    def is_american(self, place: int) -> bool:
        """Whether a number after a month is its day: September 4; not September 26 states."""
        end = self.found[place].end
        if re.match(r",? [12][0-9]{3}\b|، [12][0-9]{3}\b", self.text[end:]):
            return True
        return self.context is ENGLISH and not AFTER_DAY.match(self.text, end)

    def label(self, place: int) -> None:
        """Article 5, paragraphs 7 and 22: places in an order."""
        one = self.found[place]
        words = self.context is ENGLISH and one.kind == "count"  # Article Five
        if not words and not (one.digits and one.kind in ("count", "year")):
            return
        if self.context.label.search(self.before(place)):
            self.found[place] = replace(one, kind="ordinal")
            after = place + 1
            while after < len(self.found) and self.context.list.fullmatch(self.gap(after - 1)):
                if self.found[after].kind != "count" or self.found[after].scale > 1:
                    break
                self.found[after] = replace(self.found[after], kind="ordinal")
                after += 1

    def share(self, place: int) -> None:
        """Give the first end of a range the scale, the percent or the currency of the second."""
        first, second = self.found[place - 1], self.found[place]
        if first.kind != "count" or first.scale > 1 or not self.is_range(place - 1):
            return
        if second.kind in ("percent", "money"):
            first = replace(first, kind=second.kind)
        if second.scale > 1 and first.value < second.value / second.scale:
            first = replace(first, value=first.value * Fraction(second.scale), scale=second.scale)
        self.found[place - 1] = first

    def is_range(self, left: int) -> bool:
        """Whether a number and the next are the ends of one range."""
        gap = self.gap(left)
        if self.context.range.fullmatch(gap):
            return True
        before = self.before(left)
        return gap.strip() in ("and", "و") and self.context.between.search(before) is not None
