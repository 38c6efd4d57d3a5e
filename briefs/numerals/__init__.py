"""The numbers of running English or Arabic text, in digits or in words, with exact values.

A text is folded (one kind of digits, no vowel signs) and split into tokens; the reader of its
language finds the numbers among them; the text around each number then decides its kind.
A new language is an entry in `LANGUAGES`, with a reader and a context of its own.

- read: the languages, and the numbers of a text
- compare: the numbers of a text that a source does not support
- digits: the types, the folding of text, tokens and numbers in digits
- tokens: the cursor over the tokens that all readers share
- context: days, years, percentages, money, labels and ranges by the text around a number
- english, arabic: the reader of a language
- english_tokens, arabic_tokens: the cursor that knows the words of the language
- english_sum, arabic_sum: the value of a cardinal, word by word
- english_words, arabic_words: the number words, the months and the context patterns
"""

from briefs.numerals.compare import GRAMMATICAL_KINDS, unsupported
from briefs.numerals.digits import Kind, Number
from briefs.numerals.read import LANGUAGES, numbers

__all__ = ["GRAMMATICAL_KINDS", "LANGUAGES", "Kind", "Number", "numbers", "unsupported"]
