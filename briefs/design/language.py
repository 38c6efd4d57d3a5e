"""What differs between languages: direction, digits, dates, plurals, country names (CLDR)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from briefs.content import When
from briefs.design.theme import LanguageStyle

# The locale whose month names an audience knows: سبتمبر in Cairo and Riyadh, أيلول in Beirut.
MONTH_LOCALES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "ar": {"gregorian": ("ar",), "levant": ("ar_LB",), "both": ("ar_LB", "ar")},
}
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
EUROPEAN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789.,")
# A phrase in Latin letters: words with the spaces, figures and marks that stand between them.
LATIN_PHRASE = re.compile(r"[A-Za-zÀ-ɏ]+(?:[ ’'&./-]*[A-Za-z0-9À-ɏ]+)*")
ARABIC_PHRASE = re.compile(r"[\u0600-\u06ff]+(?:[ «»،-]*[\u0600-\u06ff]+)*")
TAG = re.compile(r"(<[^>]*>|&[^;\s]+;)")

Width = Literal["long", "short"]


@dataclass(frozen=True)
class Language:
    """One language of an edition: its CLDR locale, its strings and how the theme sets it."""

    code: str
    face: LanguageStyle
    strings: Mapping[str, str | Mapping[str, str]] = field(repr=False)

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale of the language."""
        return Locale.parse(self.face.locale or self.code)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction that the language is written in."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def country(self, code: str) -> str:
        """The name of an ISO 3166 country; KeyError where CLDR knows none."""
        return str(self.locale.territories[code])

    def translate(self, key: str, /, count: int | None = None, **values: object) -> str:
        """A string of the interface, in the plural form that CLDR gives for `count`."""
        text = self.strings[key]
        if not isinstance(text, str):
            form = self.locale.plural_form(count if count is not None else 0)
            text = text.get(form, text["other"])
        if count is not None:
            values = {"count": self.number(count), **values}
        if any(isinstance(value, Markup) for value in values.values()):
            return escape(text).format(**values)
        return text.format(**values) if values else text

    def number(self, value: float) -> str:
        """A number with the language's separators, in the digits of the theme's policy."""
        number = int(value) if float(value).is_integer() else value
        return self.digits(format_decimal(number, locale=self.locale, numbering_system="latn"))

    def percent(self, value: float) -> str:
        """A percentage: the number, and the sign that goes with its digits."""
        return self.digits(f"{format_decimal(value, locale=self.locale, numbering_system='latn')}%")

    def date(self, when: When, width: Width = "long") -> str:
        """A day, month, year or range in words, such as `4 September 2025`."""
        if not when.is_range:
            return self.one_date(when.start, width)
        if precision(when.start) == precision(when.end) and self.face.months != "both":
            return self.interval(when, width)
        ends = self.one_date(when.start, width), self.one_date(when.end, width)
        return self.translate("date-range", start=ends[0], end=ends[1])

    def interval(self, when: When, width: Width) -> str:
        """A range of days, months or years as CLDR contracts it: `4–5 September 2025`."""
        skeleton = {1: "y", 2: "yMMM", 3: "yMMMd"}[precision(when.start)]
        first, last = (
            date(year, month or 1, day or 1) for year, month, day in (when.start, when.end)
        )
        name = self.month_locales[0]
        written = format_interval(first, last, skeleton, locale=name)
        if width == "long":
            months = Locale.parse(name).months["format"]
            for number in {first.month, last.month}:
                short, full = months["abbreviated"][number], months["wide"][number]
                written = re.sub(rf"{re.escape(short)}(?!\w)", full, written)
        return self.digits(written)

    @property
    def month_locales(self) -> tuple[str, ...]:
        """The locales whose month names are used, by the theme's choice of months."""
        return MONTH_LOCALES.get(self.code, {}).get(self.face.months, (str(self.locale),))

    def one_date(self, part: tuple[int, int, int], width: Width) -> str:
        """One end of a date; both month names where the audience is mixed."""
        year, month, day = part
        moment = date(year, month or 1, day or 1)
        skeleton = "y" + ("MMM" if month else "") + ("d" if day else "")
        locales = self.month_locales
        if month and width == "long":
            pattern = self.locale.datetime_skeletons[skeleton].pattern.replace("MMM", "MMMM")
            first, *others = (format_date(moment, pattern, locale=name) for name in locales)
        else:
            first, *others = (format_skeleton(skeleton, moment, locale=name) for name in locales)
        for other in others:
            first = with_both_months(first, other)
        return self.digits(first)

    def digits(self, text: str) -> str:
        """European digits of a text in the digits of the theme's policy."""
        if self.face.digits == "latn":
            return text
        text = re.sub(r"(?<=\d)\.(?=\d)", "٫", text)
        text = re.sub(r"(?<=\d),(?=\d)", "٬", text)
        return re.sub(r"(?<=\d)%", "٪", text).translate(ARABIC_DIGITS)

    def markup(self, html: Markup) -> Markup:
        """A text's markup with phrases of the other script isolated and named, digits set."""
        phrase, other = (
            (LATIN_PHRASE, 'lang="en" dir="ltr"')
            if self.direction == "rtl"
            else (ARABIC_PHRASE, 'lang="ar" dir="rtl"')
        )
        parts = TAG.split(str(html))
        for index in range(0, len(parts), 2):
            parts[index] = self.isolated(parts[index], phrase, other)
        return Markup("".join(parts))

    def isolated(self, text: str, phrase: re.Pattern[str], other: str) -> str:
        """Plain text with every phrase of the other script in a `<bdi>`."""
        made, last = [], 0
        for found in phrase.finditer(text):
            made += [self.digits(text[last : found.start()]), f"<bdi {other}>{found.group()}</bdi>"]
            last = found.end()
        return "".join([*made, self.digits(text[last:])])


def to_western_digits(text: str) -> str:
    """A text with its Arabic-Indic digits, and the marks among them, as content writes them."""
    return re.sub(r"(?<=[0-9])٪", "%", text.translate(EUROPEAN_DIGITS))


def precision(part: tuple[int, int, int]) -> int:
    """How much of a date is given: 1 the year, 2 the month too, 3 the day too."""
    return 1 + sum(number > 0 for number in part[1:])


def with_both_months(first: str, second: str) -> str:
    """`4 أيلول 2025` and `4 سبتمبر 2025` as `4 أيلول/سبتمبر 2025`; a name may be two words."""
    if first == second:
        return first
    ones, twos = first.split(" "), second.split(" ")
    lead = 0
    while lead < min(len(ones), len(twos)) and ones[lead] == twos[lead]:
        lead += 1
    tail = 0
    while tail < min(len(ones), len(twos)) - lead and ones[-1 - tail] == twos[-1 - tail]:
        tail += 1
    names = (" ".join(words[lead : len(words) - tail]) for words in (ones, twos))
    return " ".join([*ones[:lead], "/".join(names), *ones[len(ones) - tail :]])
