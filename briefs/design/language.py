"""What differs between languages: direction, digits, dates, plurals, country names (CLDR)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_interval
from babel.numbers import format_compact_decimal, format_decimal
from babel.units import format_unit
from markupsafe import Markup, escape

from briefs.content import LocatedStr, When, bold_parts
from briefs.design.months import with_month_names
from briefs.design.theme import LanguageStyle

# The digits of a numbering system of CLDR other than 0–9 (latn).
DIGITS: Mapping[str, str] = {"arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}
WESTERN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
DAY_BEFORE_MONTH = re.compile(r"(?<=\d) (?=[^\W\d])")
SIGN_OF_NUMBER = re.compile(r"(?<=\d)(?:[.,](?=\d)|%)")
# Words of one writing direction with the spaces, figures and marks that stand between them.
LEFT_TO_RIGHT = re.compile(
    r"[A-Za-zÀ-ɏ\u0370-\u052f]+(?:[ ’./-]*[A-Za-z0-9À-ɏ\u0370-\u052f]+)*(?:(?<=[0-9])%)?"
)
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u06ff]+(?:[ «»،\u200c-]*[\u0590-\u06ff]+)*")
PERCENTAGE = re.compile(r"((?:(?<![\w-])[-+−])?[0-9]+(?:[.,][0-9]+)*[ \u00a0]?%)")
LEFT_TO_RIGHT_MARK = "\u200e"
SKELETONS = {1: "y", 2: "yMMM", 3: "yMMMd"}  # of CLDR, by the precision of a date

Width = Literal["long", "short"]
DateParts = tuple[int, int, int]  # year, month, day; 0 where a part is not given


@dataclass(frozen=True)
class Language:
    """A language of an edition: its ISO 639 code, its style in the theme and its strings.

    `phrases` names the language of phrases in the other writing direction, by direction.
    """

    code: str
    style: LanguageStyle
    strings: Mapping[str, str | Mapping[str, str]] = field(repr=False)
    phrases: Mapping[str, str] = field(default_factory=dict, repr=False)
    marked: dict[tuple[str, str], Markup] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale: that of the theme, or else the one of the language code."""
        return Locale.parse(self.style.locale or self.code)

    @cached_property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The writing direction, as the HTML attribute `dir` has it."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def country(self, code: str) -> str:
        """Return the name of an ISO 3166 country, the theme's or else CLDR's; KeyError for none."""
        return self.style.countries.get(code) or str(self.locale.territories[code])

    def translate(self, key: str, /, count: int | None = None, **values: object) -> str:
        """Return a string of the interface with its placeholders filled.

        A string with plural forms is chosen by `count`, in CLDR's categories. The result is
        escaped `Markup` where a value is. KeyError for an unknown key or a missing value.
        """
        text = self.strings[key]
        if not isinstance(text, str):
            form = self.locale.plural_form(count if count is not None else 0)
            text = text.get(form, text["other"])
        if count is not None:
            values = {"count": self.number(count), **values}
        text = self.digits(text)
        if any(isinstance(value, Markup) for value in values.values()):
            return escape(text).format(**values)
        return text.format(**values) if values else text

    def named(self, key: str, name: str, /, **values: object) -> str:
        """Return one of the strings with names below a key, with its placeholders filled."""
        strings = self.strings[key]
        return (strings if isinstance(strings, str) else strings[name]).format(**values)

    def number(self, value: float) -> str:
        """Return a number with separators, in the theme's digits: `1,234.5`."""
        return self.digits(format_decimal(value, locale=self.locale, numbering_system="latn"))

    def compact(self, value: float) -> str:
        """Return a number in CLDR's short form, such as `1.1 billion`.

        A number below the theme's `compact_from`, or one that the short form would round, is
        returned in full.
        """
        power = 10 ** (3 * ((len(str(int(value))) - 1) // 3))
        if value < self.style.compact_from or value * 10 % power:
            return self.number(value)
        text = format_compact_decimal(
            value, format_type="long", fraction_digits=1, locale=self.locale
        )
        return self.digits(text)

    def percent(self, value: float) -> str:
        """Return a percentage (61.5, not 0.615) with its sign: `61.5%`, `61,5 %` or `٦١٫٥٪`."""
        pattern = self.locale.percent_formats[None]
        before, after = pattern.prefix[0], pattern.suffix[0]
        return self.digits(f"{before}{self.number(value)}{after}")

    def size(self, size: int) -> str:
        """Return a number of bytes as kilobytes or megabytes, such as `1.2 MB`."""
        unit = "megabyte" if size >= 999_500 else "kilobyte"
        number = round(size / 1e6, 1) if unit == "megabyte" else max(1, round(size / 1000))
        text = format_unit(number, f"digital-{unit}", "short", locale=self.locale)
        return self.digits(to_western_digits(text))

    def date(self, when: When, width: Width = "long") -> str:
        """Return a day, month, year or range in words, such as `4 September 2025`."""
        if not when.is_range:
            return self.unbroken(self.single_date(when.start, width))
        if precision(when.start) == precision(when.end) and len(self.month_locales) == 1:
            return self.unbroken(self.interval(when, width))
        start, end = self.single_date(when.start, width), self.single_date(when.end, width)
        return self.translate("date-range", start=start, end=end)

    def unbroken(self, text: str) -> str:
        """Return a date whose day stays on the line of its month."""
        first = self.style.first_day
        text = text.replace(f"{first} ", f"{first}\u00a0") if first else text
        return DAY_BEFORE_MONTH.sub("\u00a0", text)

    def interval(self, when: When, width: Width) -> str:
        """Return a range of equal precision as CLDR contracts it: `4–5 September 2025`."""
        first, last = as_date(when.start), as_date(when.end)
        locale = self.month_locales[0]
        text = format_interval(first, last, SKELETONS[precision(when.start)], locale=locale)
        # CLDR has no interval formats with wide month names.
        if width == "long":
            months = Locale.parse(locale).months["format"]
            for number in {first.month, last.month}:
                short, full = months["abbreviated"][number], months["wide"][number]
                text = re.sub(rf"{re.escape(short)}(?!\w)", full, text)
        if self.style.first_day and when.start[2] == 1:
            text = re.sub(r"(?<!\d)1(?!\d)", self.style.first_day, text, count=1)
        return self.digits(text)

    @property
    def month_locales(self) -> tuple[str, ...]:
        """The CLDR locales of the month names that the theme chooses."""
        return self.style.months or (str(self.locale),)

    def single_date(self, parts: DateParts, width: Width) -> str:
        """Return a date that is no range, with both month names where the theme says so."""
        pattern = self.locale.datetime_skeletons[SKELETONS[precision(parts)]].pattern
        moment = as_date(parts)
        names = (
            month_in_date(locale, self.code, moment.month, width) for locale in self.month_locales
        )
        literal = "/".join(dict.fromkeys(names)).replace("'", "''")
        pattern = pattern.replace("MMM", f"'{literal}'")
        if self.style.first_day and parts[2] == 1:
            pattern = re.sub(r"d+", f"'{self.style.first_day}'", pattern, count=1)
        return self.digits(format_date(moment, pattern, locale=self.locale))

    def digits(self, text: str) -> str:
        """Return a text with Western digits, and the signs in numbers, in the theme's digits."""
        if self.style.digits == "latn":
            return text
        symbols = self.locale.number_symbols[self.style.digits]
        signs = {".": "decimal", ",": "group", "%": "percentSign"}
        text = SIGN_OF_NUMBER.sub(lambda sign: symbols[signs[sign.group()]][:1], text)
        return text.translate(str.maketrans("0123456789", DIGITS[self.style.digits]))

    def markup(self, text: LocatedStr) -> Markup:
        """Return a content text as HTML: `**bold**`, line breaks, foreign phrases and digits.

        A phrase of the other direction gets a `<bdi>` with its language and direction, which keeps
        its order in the line and its digits; a text with a path gets `<span data-path="…">`, and
        `data-months` where its month names are others than were written.
        """
        key = (str(text), text.path)
        if key not in self.marked:
            self.marked[key] = self.marked_up(text)
        return self.marked[key]

    def marked_up(self, text: LocatedStr) -> Markup:
        """Return what `markup` remembers, for the editions of all briefs show the same texts."""
        inner = Markup()
        printed = self.with_months(text)
        for index, part in enumerate(bold_parts(printed.strip())):
            lines = Markup("<br/>").join(map(self.with_isolates, part.split("\n")))
            inner += Markup("<strong>{}</strong>").format(lines) if index % 2 else lines
        if not text.path:
            return inner
        months = " ".join(self.style.months) if printed != text else ""
        attribute = Markup(' data-months="{}"').format(months) if months else ""
        return Markup('<span data-path="{}"{}>{}</span>').format(text.path, attribute, inner)

    def with_months(self, text: str) -> str:
        """Return a text with the month names that the theme chooses, if it chooses any."""
        return with_month_names(str(text), tuple(self.style.months)) if self.style.months else text

    @property
    def latin(self) -> str:
        """The language of words in Latin letters, such as ids: this, or another of the theme."""
        return self.code if self.direction == "ltr" else self.phrases.get("ltr", "")

    def with_isolates(self, text: str) -> Markup:
        """Return a text without inline markup as HTML, its phrases of other direction isolated.

        Percentages are isolated too, where CLDR keeps the sign to the right of the number.
        """
        code = self.phrases.get(self.other_direction)
        lang = Markup('lang="{}" ').format(code) if code else ""
        isolate = Markup('<bdi {}dir="{}">{}</bdi>')
        return Markup().join(
            isolate.format(lang, self.other_direction, words)
            if foreign
            else self.with_percentages(words)
            for words, foreign in self.phrases_in(text)
        )

    def with_percentages(self, text: str) -> Markup:
        """Return a text as HTML in the theme's digits, with isolates where CLDR marks the sign.

        Else the sign would stand left of a number that follows a letter, and right of another.
        """
        if not self.marks_percent_sign:
            return escape(self.digits(text))
        isolate = Markup('<bdi dir="ltr">{}</bdi>')
        parts = enumerate(PERCENTAGE.split(text))
        return Markup().join(isolate.format(part) if index % 2 else part for index, part in parts)

    @cached_property
    def marks_percent_sign(self) -> bool:
        """Whether CLDR has the mark of left-to-right text before the percent sign."""
        symbols = self.locale.number_symbols.get(self.style.digits, {})
        return str(symbols.get("percentSign", "")).startswith(LEFT_TO_RIGHT_MARK)

    def plain(self, text: str) -> str:
        """Return a text in the theme's digits, except in phrases of the other direction: HB-1."""
        return "".join(
            words if foreign else self.digits(words) for words, foreign in self.phrases_in(text)
        )

    @cached_property
    def other_direction(self) -> str:
        """The writing direction that the language does not have."""
        return "ltr" if self.direction == "rtl" else "rtl"

    def phrases_in(self, text: str) -> Iterator[tuple[str, bool]]:
        """Yield the parts of a text, each with whether it is a phrase of the other direction."""
        pattern, end = LEFT_TO_RIGHT if self.direction == "rtl" else RIGHT_TO_LEFT, 0
        for phrase in pattern.finditer(text):
            yield text[end : phrase.start()], False
            yield phrase.group(), True
            end = phrase.end()
        yield text[end:], False


@cache
def month_in_date(locale: str, language: str, number: int, width: Width) -> str:
    """Return the name of a month in a locale, short where CLDR has a short form of its own.

    Lebanese short names are those of all Arabic, and so not what its audience knows.
    """
    months, general = (Locale.parse(one).months["format"] for one in (locale, language))
    short, full = (str(months[kind][number]) for kind in ("abbreviated", "wide"))
    inherited = short == general["abbreviated"][number] and full != general["wide"][number]
    return full if width == "long" or inherited else short


def to_western_digits(text: str) -> str:
    """Return a text with Arabic or Persian digits and signs as Western ones: `٦١٫٥٪` → `61.5%`."""
    return re.sub(r"(?<=[0-9])٪", "%", text.translate(WESTERN_DIGITS))


def as_date(parts: DateParts) -> date:
    """Return the first day of a year or month, or the day itself."""
    year, month, day = parts
    return date(year, month or 1, day or 1)


def precision(parts: DateParts) -> int:
    """Return how many parts of a date are given: 1 (year), 2 (and month) or 3 (and day)."""
    return 1 + sum(number > 0 for number in parts[1:])
