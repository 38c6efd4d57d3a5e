"""The languages whose numbers can be read, and the numbers of a text in one of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefs.numerals import arabic_words, english_words
from briefs.numerals.arabic import ArabicReader
from briefs.numerals.context import Context, with_kinds
from briefs.numerals.digits import Number, fold, tokens_of
from briefs.numerals.english import EnglishReader
from briefs.numerals.grammar import NumberReader


@dataclass(frozen=True)
class NumeralLanguage:
    """The reader of a language's number words, its context patterns, its decimal separator."""

    reader: type[NumberReader]
    context: Context
    decimal_comma: bool = False


LANGUAGES: Mapping[str, NumeralLanguage] = {
    "en": NumeralLanguage(EnglishReader, english_words.CONTEXT),
    "ar": NumeralLanguage(ArabicReader, arabic_words.CONTEXT, decimal_comma=True),
}


def numbers(text: str, language: str) -> list[Number]:
    """Return every number in a text, in order; raise KeyError for a language not in LANGUAGES."""
    rules = LANGUAGES[language]
    folded = fold(text)
    parsed = list(rules.reader(folded, tokens_of(folded.text, rules.decimal_comma)).numbers())
    result = []
    for number in with_kinds(folded.text, parsed, rules.context):
        start, end = folded.offsets[number.start], folded.offsets[number.end - 1] + 1
        result.append(Number(number.value, start, end, text[start:end], number.kind))
    return result
