"""Numbers, folded text, and its tokens: words, and numbers and dates in digits of any script."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

# An `ordinal` is the fifth, and also the 5 of Article 5. `one` is the word, not the digit. `dual`
# is the 2 of an Arabic dual noun (دولتان), except for units of time, whose duals are counts.
Kind = Literal[
    "count", "percent", "money", "ordinal", "fraction", "day", "month", "year", "one", "dual"
]  # fmt: skip


@dataclass(frozen=True)
class Number:
    """A number in a text: its value, its characters `text[start:end]`, and its kind."""

    value: Fraction
    start: int
    end: int
    text: str
    kind: Kind


@dataclass(frozen=True)
class Token:
    """A word, or a number in digits with its value; `start` and `end` are of the folded text."""

    text: str
    start: int
    end: int
    value: Fraction | None = None
    kind: Kind = "count"


@dataclass(frozen=True)
class ParsedNumber:
    """A number in folded text; `next` is the index of the token after it, `scale` its scale."""

    value: Fraction
    start: int
    end: int
    kind: Kind = "count"
    next: int = 0
    scale: int = 1
    digits: bool = False


@dataclass(frozen=True)
class Folded:
    """A text of letters that matter to numbers; `offsets` gives their offsets in the original."""

    original: str
    text: str
    offsets: Sequence[int]

    def marks(self, token: Token) -> str:
        """Return the original letters of a token, vowel signs included."""
        return self.original[self.offsets[token.start] : self.offsets[token.end]]


# Characters that are written for each other: digits, hyphens, alif, final letters, spaces.
ALIKE = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪−‑‐أإٱةیک\t\n\r\u00a0\u2007\u2009\u202f",
    "01234567890123456789%---اااهيك" + " " * 7,
)
# Vowel signs, tatweel, soft hyphens, joiners and direction marks.
DROPPED = re.compile(
    "[\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2069\ufeff]"
)

VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
# A number in digits as English and Arabic texts write it, and as sources of other countries may.
NUMBER = r"""
      [0-9]{1,3} (?:[,٬][0-9]{3})+ (?:[.٫][0-9]+)? (?![0-9]|[,٬][0-9])
    | [0-9]{1,3} (?:\.[0-9]{3}){2,} (?:,[0-9]+)? (?![0-9])
    | (?<![0-9]\ ) [0-9]{1,3} (?:\ [0-9]{3})+ (?: [.٫][0-9]+ )? (?![0-9]|\ [0-9])
    | (?<![0-9]\.) [0-9]+ [.٫] [0-9]+ (?!\.[0-9])
    | [0-9]+"""


def literal(number: str) -> re.Pattern[str]:
    """Return the pattern of what a folded text has in digits or words, given that of a number."""
    return re.compile(
        rf"""
      (?P<skip> [A-Za-z]{{2,8}}://\S+ | www\.\S+ | [\w.+-]{{1,40}}@[\w.-]+ )
    | (?<![0-9]) (?P<iso> [12][0-9]{{3}} ([-/]) (?:0?[1-9]|1[0-2]) \3 (?:0?[1-9]|[12][0-9]|3[01])
        | [12][0-9]{{3}} - (?:0[1-9]|1[0-2]) ) (?![0-9] | -[0-9])
    | (?<![0-9]) (?P<dmy> (?:0?[1-9]|[12][0-9]|3[01]) ([-/.]) (?:0?[1-9]|1[0-2]) \5 [12][0-9]{{3}} )
        (?![0-9])
    | (?<![0-9/]) (?P<ratio> [1-9] / (?:[2-9]|10) ) (?![0-9/])
    | (?P<number> (?: {number} ) [{VULGAR}]? | [{VULGAR}] )
    | (?P<word> [^\W\d_]+ )
    """,
        re.VERBOSE,
    )


LITERAL = literal(NUMBER)
DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]+(?![0-9]*[,.]?[0-9])")
SUFFIX = re.compile(r"(?:st|nd|rd|th|s|bn|tn|mn|m|k)\b")
SUFFIX_SCALE = {"bn": 10**9, "tn": 10**12, "mn": 10**6, "m": 10**6, "k": 1000}
LONGEST = 100  # characters of a number; a longer one is no figure, and slow to convert
CONTEXT_LENGTH = 60  # characters before a number that patterns are matched against
SIGN = re.compile(r"(?:^|[\s(«“\"$€£¥])-$")
CURRENCY_BEFORE = re.compile(r"[$€£¥]\s?$")


def fold(text: str) -> Folded:
    """Return the text with one kind of digits, alif and space, without vowel signs and tatweel."""
    if not DROPPED.search(text):
        return Folded(text, text.translate(ALIKE), range(len(text) + 1))
    kept = (offset for offset, letter in enumerate(text) if not DROPPED.match(letter))
    plain = DROPPED.sub("", text).translate(ALIKE)
    return Folded(text, plain, (*kept, len(text)))


def tokens_of(text: str, style: "NumberStyle") -> list[Token]:
    """Return the words and numbers of a folded text; a date in digits makes up to three tokens."""
    tokens: list[Token] = []
    end = 0
    while match := style.literal.search(text, end):
        end = match.end()
        if match["word"]:
            tokens.append(Token(match.group(), match.start(), end))
        elif match["iso"] or match["dmy"]:
            tokens += date_parts(match)
        elif match["ratio"]:
            value = Fraction(match.group())
            kind: Kind = "fraction" if value < 1 else "count"
            tokens.append(Token(match.group(), match.start(), end, value, kind))
        elif match["number"]:
            comma = DECIMAL_COMMA.match(text, match.start()) if style.decimal_comma else None
            if comma and re.fullmatch("[0-9]+", match["number"]):
                end = comma.end()
            tokens += number_token(text, match.start(), end, style)
    return tokens


def date_parts(match: re.Match[str]) -> Iterator[Token]:
    """Yield the year, month and day of 2025-09-04 or 04/09/2025 (the day first), in that order."""
    kinds: tuple[Kind, ...] = ("year", "month", "day") if match["iso"] else ("day", "month", "year")
    for part, kind in zip(re.finditer("[0-9]+", match.group()), kinds, strict=False):
        start = match.start() + part.start()
        end = match.start() + part.end()
        yield Token(part.group(), start, end, Fraction(int(part.group())), kind)


def number_token(text: str, start: int, end: int, style: "NumberStyle") -> Iterator[Token]:
    """Yield the number `text[start:end]`; nothing for a part of a code such as `a1B2`."""
    before = text[max(0, start - CONTEXT_LENGTH) : start]
    suffix = style.suffix.match(text, end)
    letters = re.match(r"[A-Za-z]+", text[end:])
    is_code = re.search("[A-Za-z]$", before) and letters and not suffix
    if is_code or end - start > LONGEST:
        return
    try:
        value = style.value(text[start:end])
    except ValueError:  # separators in no order, as in 1٬000,000.5
        return
    kind: Kind = "count"
    if SIGN.search(before):
        start -= 1  # `Classifier.set_own_kind` makes the value negative
    ending = suffix.group() if suffix else ""
    money = CURRENCY_BEFORE.search(before) is not None
    if ending in ("bn", "tn", "mn") or (ending in ("m", "k") and money):
        value, end = value * SUFFIX_SCALE[ending], end + len(ending)
    elif style.is_ordinal(ending):
        end, kind = end + len(ending), "ordinal"
    yield Token(text[start:end], start, end, value, kind)


def value_of(written: str) -> Fraction:
    """Return the value of digits with separators: 1,234.5 and ١٬٢٣٤٫٥ and 1 234,5 and 6½."""
    written, extra = without_vulgar(written)
    plain = written.replace(" ", "").replace("٬", ",").replace("٫", ".")
    if plain.count(".") > 1:
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", plain):
        plain = plain.replace(",", "")
    return Fraction(plain.replace(",", ".")) + extra


def without_vulgar(written: str) -> tuple[str, Fraction]:
    """Return digits without the vulgar fraction at their end, and its value: 6½."""
    if written[-1] not in VULGAR:
        return written, Fraction(0)
    value = Fraction(unicodedata.numeric(written[-1])).limit_denominator(10)
    return written[:-1] or "0", value


@dataclass(frozen=True)
class NumberStyle:
    """How a language writes numbers in digits: their pattern, value and suffixes of letters.

    `ordinals` are the suffixes that make an ordinal; None if all do that are no scale.
    """

    literal: re.Pattern[str] = LITERAL
    decimal_comma: bool = False  # besides the decimal point
    value: Callable[[str], Fraction] = value_of
    suffix: re.Pattern[str] = SUFFIX
    ordinals: frozenset[str] | None = frozenset({"st", "nd", "rd", "th"})

    def is_ordinal(self, ending: str) -> bool:
        """Return whether letters right after digits make an ordinal of the number."""
        return bool(ending) and (self.ordinals is None or ending in self.ordinals)
