"""The numbers of a text, in a language with a grammar of number words or by CLDR alone."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from briefs.numerals import arabic_words, english_words
from briefs.numerals.arabic import ArabicReader, is_date_word
from briefs.numerals.cldr import cldr_context, cldr_reader, date_gaps, folded_word, number_style
from briefs.numerals.context import Context, with_kinds
from briefs.numerals.digits import Number, NumberStyle, fold, tokens_of
from briefs.numerals.english import EnglishReader
from briefs.numerals.grammar import NumberReader


@dataclass(frozen=True)
class NumeralLanguage:
    """The reader of a language's numbers, its context patterns, its numbers in digits.

    Of a language whose words are not known, no word stands before dates.
    """

    reader: type[NumberReader]
    context: Context
    style: NumberStyle
    is_date_word: Callable[[str], bool] = frozenset().__contains__


# The languages whose number words can be read. All others are read by CLDR, in digits.
GRAMMARS: Mapping[str, NumeralLanguage] = {
    "en": NumeralLanguage(
        EnglishReader,
        english_words.CONTEXT,
        NumberStyle(),
        english_words.BEFORE_DATE.__contains__,
    ),
    "ar": NumeralLanguage(
        ArabicReader, arabic_words.CONTEXT, NumberStyle(decimal_comma=True), is_date_word
    ),
}


def has_grammar(language: str) -> bool:
    """Return whether the number words of a language are read."""
    return language in GRAMMARS


def rules_of(language: str) -> NumeralLanguage:
    """Return how the numbers of a language are read; UnknownLocaleError where CLDR has none."""
    if language in GRAMMARS:
        return GRAMMARS[language]
    style = number_style(language)
    return NumeralLanguage(cldr_reader(language), cldr_context(language), style)


def numbers(text: str, language: str) -> list[Number]:
    """Return every number in a text, in order."""
    rules = rules_of(language)
    plain_text = fold(text)
    tokens = tokens_of(plain_text.text, rules.style)
    parsed = list(rules.reader(plain_text, tokens).numbers())
    result = []
    for number in with_kinds(plain_text.text, parsed, rules.context):
        start, end = plain_text.offsets[number.start], plain_text.offsets[number.end - 1] + 1
        result.append(Number(number.value, start, end, text[start:end], number.kind))
    return result


def year_gap(language: str) -> str:
    """Return the pattern of what stands between a month and its year."""
    return r" |, " if has_grammar(language) else rf"\s|,\s|{date_gaps(language)[1]}"


def stands_before_dates(word: str, language: str) -> bool:
    """Return whether a word says that a date follows: since, until, منتصف."""
    return rules_of(language).is_date_word(folded_word(word))


def numbers_in_digits(text: str, language: str) -> set[str]:
    """Return the numbers in digits of a text by CLDR, as 0–9 without grouping: `1234.5`."""
    style = number_style(language)
    plain_text = fold(text).text
    return {
        plain(style.value(part))
        for match in style.literal.finditer(plain_text)
        for part in ([match["number"]] if match["number"] else re.findall("[0-9]+", match.group()))
        if not match["skip"] and re.fullmatch(r"[0-9].*", part)
    }


def plain(value: Fraction) -> str:
    """Return a value in digits, with a point before decimals."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.12g}"
