"""The English number words, the months, and what only looks like a number."""

import re

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
ORDINALS = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
        ],
        start=1,
    )
} | {word[:-1] + "ieth": value for word, value in TENS.items()}
BIG_ORDINALS = {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}
SMALL = UNITS | TENS
DENOMINATORS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + ending: value for word, value in ORDINALS.items() if value > 2 for ending in ("", "s")
}

MONTHS = {
    name: value
    for value, names in enumerate(
        [
            "january/jan",
            "february/feb",
            "march/mar",
            "april/apr",
            "may",
            "june/jun",
            "july/jul",
            "august/aug",
            "september/sep/sept",
            "october/oct",
            "november/nov",
            "december/dec",
        ],
        start=1,
    )
    for name in names.split("/")
}
# A name or a verb as well: a month only beside a number, or after a word that leads to a date.
CONTEXT_MONTHS = {"may"} | {name for name in MONTHS if len(name) == 3}
TO_A_DATE = {"in", "since", "until", "till", "by", "of", "from", "during", "early", "late", "mid",
             "last", "this", "next", "before", "after", "and", "to", "through", "the"}  # fmt: skip

VAGUE = {"several", "few", "many", "some", "multi", "couple"}  # before hundred, thousand, million
# “at first”, “first of all”, “second-hand”, “First Lady”: no place in an order.
IDIOMS = re.compile(
    r"(?i)\bat first\b|\bfirst(?:ly| of all| and foremost| lady|[- ]?hand)\b"
    r"|\bsecond(?:ly|[- ]hand| thoughts?| to none)\b|\bthird(?:ly|[- ]hand)\b"
    r"|\bin the first place\b|(?<!the )\bfirst(?=\s*(?:[,.;:?!)]|$))"
)
AFTER_FRACTION = re.compile(
    r"(?:\s+(?:of|or|and|the|in|to|from|less|more|are|is|were|was|as|against|by|on)\b|\s*[^\w\s]|\s*$)"
)
HALF_WORD = re.compile(r"(?i)-(?!dozen|million|billion|year|day|hour|century)[a-z]")
