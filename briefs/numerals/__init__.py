"""The numbers of running text with exact values: in digits, and of some languages in words.

A text is folded (one kind of digits, no vowel signs) and split into tokens; the reader of its
language finds the numbers among them; the text around each number then decides its kind.
Digits, scales and months of every language are those of CLDR; number words need a grammar, which
is an entry in `GRAMMARS`, with a reader and a context of its own.

- read: the grammars, and the numbers of a text
- compare: the numbers of a text that a source does not support
- digits: the types, the folding of text, tokens and numbers in digits
- words: number words with their roles in a number
- grammar: the reader of cardinals in words, which the languages share
- english, arabic: the reader of a language: what it adds to the shared grammar
- english_words, arabic_words: the number words, the months and the context patterns
- cldr: the reader of a language without a grammar
- context: days, years, percentages, money, labels and ranges by the text around a number
"""

from briefs.numerals.cldr import folded_word
from briefs.numerals.compare import GRAMMATICAL_KINDS, unsupported
from briefs.numerals.digits import Kind, Number
from briefs.numerals.read import (
    has_grammar,
    numbers,
    numbers_in_digits,
    stands_before_dates,
    year_gap,
)

__all__ = [
    "GRAMMATICAL_KINDS",
    "Kind",
    "Number",
    "folded_word",
    "has_grammar",
    "numbers",
    "numbers_in_digits",
    "stands_before_dates",
    "unsupported",
    "year_gap",
]
