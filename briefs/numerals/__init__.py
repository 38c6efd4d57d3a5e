"""The numbers of running English or Arabic text, in digits or in words, with exact values.

A text is folded (one kind of digits, no vowel signs) and split into tokens; the reader of its
language finds the numbers among them; the text around each number then decides its kind.
A new language is an entry in `LANGUAGES`, with a reader and a context of its own.

- read: the languages, and the numbers of a text
- compare: the numbers of a text that a source does not support
- digits: the types, the folding of text, tokens and numbers in digits
- words: number words with their roles in a number
- grammar: the reader of cardinals in words, which the languages share
- english, arabic: the reader of a language: what it adds to the shared grammar
- english_words, arabic_words: the number words, the months and the context patterns
- context: days, years, percentages, money, labels and ranges by the text around a number
"""

from briefs.numerals.compare import GRAMMATICAL_KINDS, unsupported
from briefs.numerals.digits import Kind, Number
from briefs.numerals.read import LANGUAGES, numbers

__all__ = ["GRAMMATICAL_KINDS", "LANGUAGES", "Kind", "Number", "numbers", "unsupported"]
