"""The English number words and months, the idioms that look like numbers, and their context."""

import re
from dataclasses import replace

from briefs.numerals.context import Context
from briefs.numerals.words import Role, Word, words_of

FORMS: dict[Role, str] = {
    "one": "1 one",
    "unit": "0 zero; 2 two; 3 three; 4 four; 5 five; 6 six; 7 seven; 8 eight; 9 nine",
    "teen": "10 ten; 11 eleven; 12 twelve; 13 thirteen; 14 fourteen; 15 fifteen; 16 sixteen; "
    "17 seventeen; 18 eighteen; 19 nineteen",
    "ten": "20 twenty; 30 thirty; 40 forty; 50 fifty; 60 sixty; 70 seventy; 80 eighty; 90 ninety",
    "hundred": "100 hundred",
    "scale": "1000 thousand; 1000000 million; 1000000000 billion; 1000000000000 trillion",
    "dozen": "12 dozen",
    "part": "1/2 half; 1/4 quarter",
    "parts": "1/2 halves; 1/4 quarters",
    "month": "1 january jan; 2 february feb; 3 march mar; 4 april apr; 5 may; 6 june jun; "
    "7 july jul; 8 august aug; 9 september sep sept; 10 october oct; 11 november nov; "
    "12 december dec",
}
ORDINAL_FORMS: dict[Role, str] = {
    "unit": "1 first; 2 second; 3 third; 4 fourth; 5 fifth; 6 sixth; 7 seventh; 8 eighth; 9 ninth",
    "teen": "10 tenth; 11 eleventh; 12 twelfth; 13 thirteenth; 14 fourteenth; 15 fifteenth; "
    "16 sixteenth; 17 seventeenth; 18 eighteenth; 19 nineteenth",
    "ten": "20 twentieth; 30 thirtieth; 40 fortieth; 50 fiftieth; 60 sixtieth; 70 seventieth; "
    "80 eightieth; 90 ninetieth",
    "hundred": "100 hundredth",
    "scale": "1000 thousandth; 1000000 millionth",
}


def lexicon() -> dict[str, Word]:
    """Return every number word by its form; thirds, fourths and so on are parts."""
    words = {word.form: word for word in words_of(FORMS)}
    for word in words_of(ORDINAL_FORMS):
        words[word.form] = replace(word, ordinal=True)
        if 2 < word.value < 100:
            words[word.form + "s"] = Word("parts", 1 / word.value, word.form + "s")
    return words


LEXICON = lexicon()
# Names and verbs too: they are months only beside a number; “may” also after a word before dates.
CONTEXT_MONTHS = {form for form, word in LEXICON.items() if word.role == "month" and len(form) == 3}
BEFORE_DATE = {
    "in", "since", "until", "till", "by", "of", "from", "during", "early", "late", "mid", "last",
    "this", "next", "before", "after", "and", "to", "through", "the",
}  # fmt: skip

VAGUE = {"several", "few", "many", "some", "multi", "couple"}  # before hundred, thousand, million
# “at first”, “first of all”, “second-hand”, “First Lady”: not ordinals; “at one point”: no decimal.
IDIOMS = re.compile(
    r"(?i)\bat (?:first|one point)\b|\bfirst(?:ly| of all| and foremost| lady|[- ]?hand)\b"
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
