"""Numbers in digits, scales and months of a language, as CLDR has them; no number words.

For a language without a grammar of number words: `4,2 milliards` and `180 000` in French,
`۱٬۲۰۰٫۵` in Persian, `4. September 2025` in German.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from babel import Locale

from briefs.numerals.context import Context
from briefs.numerals.digits import NumberStyle, ParsedNumber, fold, literal, without_vulgar
from briefs.numerals.grammar import NumberReader
from briefs.numerals.words import Word

NEVER = re.compile(r"(?!)")
CURRENCIES = ("EUR", "USD", "GBP", "RUB", "UAH", "CHF", "JPY", "CNY", "IRR", "SAR", "TRY")
# Letters right after digits, of an ordinal: 1er, 2e, 4th.
ORDINAL_SUFFIX = re.compile(r"[^\W\d_]{1,4}(?!\w)")
SHORTEST = 3  # letters of a short name of a month
NATIVE = "arabext", "arab"  # numbering systems whose separators are written beside those of 0–9


def locale_of(language: str) -> Locale:
    """Return the locale of a language code such as `fr` or `pt-BR`."""
    return Locale.parse(language.replace("-", "_"))


@lru_cache
def number_style(language: str) -> NumberStyle:
    """Return how a language writes numbers in digits, with any of its spaces between groups."""
    symbols = locale_of(language).number_symbols
    own = [symbols[name] for name in ("latn", *NATIVE) if name in symbols]
    decimals = {str(one["decimal"]) for one in own}
    groups = {fold(str(one["group"])).text for one in own} - decimals
    point, group = ("".join(map(re.escape, sorted(signs))) for signs in (decimals, groups))
    pattern = (
        rf"(?<![0-9]\ ) [0-9]{{1,3}} (?:[{group}][0-9]{{3}})+ (?:[{point}][0-9]+)?"
        rf" (?![0-9]|[{group}][0-9]{{3}}) | [0-9]+ (?:[{point}][0-9]+)?"
    )

    def value(written: str) -> Fraction:
        """Return the value of digits with these separators."""
        written, extra = without_vulgar(written)
        plain = re.sub(rf"[{group}]", "", written)
        return Fraction(re.sub(rf"[{point}]", ".", plain)) + extra

    return NumberStyle(literal(pattern), False, value, ORDINAL_SUFFIX, None)


@lru_cache
def cldr_words(language: str) -> dict[str, Word]:
    """Return the names of scales and months by their folded forms, as CLDR writes them."""
    locale = locale_of(language)
    words: dict[str, Word] = {}
    for formats in locale.compact_decimal_formats.get("long", {}).values():
        for power, pattern in formats.items():
            form = folded_word(str(pattern.pattern).strip("\u200e\u200f0. \u00a0'"))
            # Of ten million, CLDR has the name of a million.
            if form and " " not in form and len(power) % 3 == 1:
                words.setdefault(form, Word("scale", Fraction(power), form))
    for number, name in month_names(locale):
        form = folded_word(name)
        if " " not in form:
            words.setdefault(form, Word("month", Fraction(number), form))
    return words


def month_names(locale: Locale) -> Iterator[tuple[int, str]]:
    """Yield the number and each name of every month, the wide ones first."""
    for width in ("wide", "abbreviated"):
        for use in ("format", "stand-alone"):
            for number, name in locale.months[use][width].items():
                if width == "wide" or len(name.strip(".")) >= SHORTEST:
                    yield number, str(name).strip(".")


def folded_word(word: str) -> str:
    """Return a word as the tokens of a folded text have it."""
    return fold(word).text.lower()


class CldrReader(NumberReader):
    """Reads digits with their scales, and months, of a language by CLDR."""

    conjunction, needs_conjunction = "\0", True  # no words are added to a number
    decimal_point = "\0"
    gap_in_number = re.compile(" ")
    hundred_factors = (1, 0)
    vocabulary: dict[str, Word]
    wide_months: frozenset[str]

    def look_up(self, index: int) -> Word | None:
        """Return the scale or month at a token that is a word."""
        word = self.vocabulary.get(self.written(index))
        if word is None or word.role != "month" or word.form in self.wide_months:
            return word
        # A short name is one only after a day.
        return word if self.is_numeric(index - 1) else None

    def number_at(self, index: int) -> ParsedNumber | None:
        """Return the number in digits with its scale, or the month, that begins at a token."""
        word = self.word(index)
        if word and word.role == "month":
            return self.number(word.value, index, index + 1, "month")
        return self.cardinal(index) if self.is_numeric(index) else None


@lru_cache
def cldr_reader(language: str) -> type[CldrReader]:
    """Return the reader of a language."""
    locale = locale_of(language)
    wide = {folded_word(name) for use in locale.months.values() for name in use["wide"].values()}
    body = {"vocabulary": cldr_words(language), "wide_months": frozenset(wide)}
    return type("CldrReader", (CldrReader,), body)


@lru_cache
def cldr_context(language: str) -> Context:
    """Return the patterns of the text around a number that CLDR gives for a language."""
    locale = locale_of(language)
    to_month, to_year = date_gaps(language)
    names = "|".join(sorted(map(re.escape, currency_names(locale)), key=len, reverse=True))
    conjunction = str(locale.list_patterns["standard"]["end"])
    conjunction = fold(conjunction.replace("{0}", "").replace("{1}", "")).text.strip(" ,،")
    joined = rf"|\s{re.escape(conjunction)}\s" if conjunction else ""
    return Context(
        percent=re.compile(r"\s?%"),
        money=re.compile(rf"(?i)\s?[€$£¥]|\s(?:{names})(?!\w)"),
        label=NEVER,
        to_month=re.compile(rf"(?:[^\W\d_]{{1,4}})?\.?(?:\s|{to_month})|[/-]"),
        to_year=re.compile(rf"\s|,\s|{to_year}"),
        year=NEVER,
        range=re.compile(r"\s?[-–—]\s?"),
        list=re.compile(rf",\s?|،\s?|\s?[-–—]\s?{joined}"),
        between=NEVER,
        minus=NEVER,
        conjunction=conjunction or "\0",
        count_after_month=re.compile(""),  # a day after a month only where a year follows
        label_before_words=False,
    )


@lru_cache
def date_gaps(language: str) -> tuple[str, str]:
    """Return patterns of what CLDR writes between day and month, and between month and year."""
    pattern = str(locale_of(language).date_formats["long"].pattern)
    gaps = []
    for first, second in (("d", "M"), ("M", "y")):
        match = re.search(rf"{first}((?:'[^']*'|[^dMy'])+){second}", pattern)
        gaps.append(re.escape(fold(match[1].replace("'", "")).text) if match else r"\s")
    return gaps[0], gaps[1]


def currency_names(locale: Locale) -> set[str]:
    """Return the folded names of currencies in running text: whole, and their first word."""
    names: set[str] = set()
    for code in CURRENCIES:
        forms = {locale.currencies.get(code, code)}
        forms |= set(locale._data["currency_names_plural"].get(code, {}).values())
        for form in map(folded_word, forms):
            names |= {form, form.split()[0]}
    return names
