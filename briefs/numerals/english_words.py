"""The English number words and months, the idioms that look like numbers, and their context."""

import re

from briefs.numerals.context import Context

UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
MONTH_WORDS = (
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
    "september/sep/sept october/oct november/nov december/dec"
)
UNITS = {word: value for value, word in enumerate(UNIT_WORDS.split())}
TENS = {word: 10 * value for value, word in enumerate(TEN_WORDS.split(), start=2)}
SMALL = UNITS | TENS
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
ORDINALS = {word: value for value, word in enumerate(ORDINAL_WORDS.split(), start=1)}
ORDINALS |= {word[:-1] + "ieth": value for word, value in TENS.items()}
BIG_ORDINALS = {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}
DENOMINATORS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + ending: value for word, value in ORDINALS.items() if value > 2 for ending in ("", "s")
}
MONTHS = {
    name: value
    for value, names in enumerate(MONTH_WORDS.split(), start=1)
    for name in names.split("/")
}
# Names and verbs too: they are months only beside a number; “may” also after a word before dates.
CONTEXT_MONTHS = {"may"} | {name for name in MONTHS if len(name) == 3}
BEFORE_DATE = {
    "in", "since", "until", "till", "by", "of", "from", "during", "early", "late", "mid", "last",
    "this", "next", "before", "after", "and", "to", "through", "the",
}  # fmt: skip

VAGUE = {"several", "few", "many", "some", "multi", "couple"}  # before hundred, thousand, million
# “at first”, “first of all”, “second-hand”, “First Lady”: not ordinals.
IDIOMS = re.compile(
    r"(?i)\bat first\b|\bfirst(?:ly| of all| and foremost| lady|[- ]?hand)\b"
    r"|\bsecond(?:ly|[- ]hand| thoughts?| to none)\b|\bthird(?:ly|[- ]hand)\b"
    r"|\bin the first place\b|(?<!the )\bfirst(?=\s*(?:[,.;:?!)]|$))"
)
AFTER_FRACTION = re.compile(
    r"(?:\s+(?:of|or|and|the|in|to|from|less|more|are|is|were|was|as|against|by|on)\b|\s*[^\w\s]|\s*$)"
)
HALF_WORD = re.compile(r"(?i)-(?!dozen|million|billion|year|day|hour|century)[a-z]")

CONTEXT = Context(
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
    conjunction="and",
    count_after_month=re.compile(r"\s(?!is\b|was\b|as\b|this\b|its\b|has\b|in\b)[a-z]+s\b"),
    label_before_words=True,
)
