"""What all languages share: the number itself, folded text, and numbers written in digits."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

# `ordinal` is a place in an order: the fifth, Article 5. `one` is the word, not the digit; `dual`
# the two that Arabic grammar puts into a noun (دولتان), except for spans of time, which are counts.
Kind = Literal[
    "count", "percent", "money", "ordinal", "fraction", "day", "month", "year", "one", "dual"
]  # fmt: skip


@dataclass(frozen=True)
class Number:
    """A number in a text: what it is worth, where it stands, and what it is a number of."""

    value: Fraction
    start: int
    end: int
    text: str
    kind: Kind


@dataclass(frozen=True)
class Token:
    """A word, or a number in digits with its value; places are those of the folded text."""

    text: str
    start: int
    end: int
    value: Fraction | None = None
    kind: Kind = "count"


@dataclass(frozen=True)
class Found:
    """A number on its way: `next` is the token after it, `scale` what its last word multiplies."""

    value: Fraction
    start: int
    end: int
    kind: Kind = "count"
    next: int = 0
    scale: int = 1
    digits: bool = False


@dataclass(frozen=True)
class Folded:
    """A text without what does not matter to numbers; `places` leads back to the original."""

    original: str
    text: str
    places: Sequence[int]

    def marks(self, token: Token) -> str:
        """The original letters of a token, vowel signs included."""
        return self.original[self.places[token.start] : self.places[token.end]]


# One kind of digits, spaces, hyphens, alif and the final letters that print alike.
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
LITERAL = re.compile(
    rf"""
      (?P<skip> [A-Za-z]{{2,8}}://\S+ | www\.\S+ | [\w.+-]{{1,40}}@[\w.-]+ )
    | (?<![0-9]) (?P<iso> [12][0-9]{{3}} ([-/]) (?:0?[1-9]|1[0-2]) \3 (?:0?[1-9]|[12][0-9]|3[01])
        | [12][0-9]{{3}} - (?:0[1-9]|1[0-2]) ) (?![0-9] | -[0-9])
    | (?<![0-9]) (?P<dmy> (?:0?[1-9]|[12][0-9]|3[01]) ([-/.]) (?:0?[1-9]|1[0-2]) \5 [12][0-9]{{3}} )
        (?![0-9])
    | (?<![0-9/]) (?P<ratio> [1-9] / (?:[2-9]|10) ) (?![0-9/])
    | (?P<number> (?:
          [0-9]{{1,3}} (?:[,٬][0-9]{{3}})+ (?:[.٫][0-9]+)? (?![0-9]|[,٬][0-9])
        | [0-9]{{1,3}} (?:\.[0-9]{{3}}){{2,}} (?:,[0-9]+)? (?![0-9])
        | (?<![0-9]\ ) [0-9]{{1,3}} (?:\ [0-9]{{3}})+ (?: [.٫][0-9]+ )? (?![0-9]|\ [0-9])
        | (?<![0-9]\.) [0-9]+ [.٫] [0-9]+ (?!\.[0-9])
        | [0-9]+ ) [{VULGAR}]? | [{VULGAR}] )
    | (?P<word> [^\W\d_]+ )
    """,
    re.VERBOSE,
)
DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]+(?![0-9]*[,.]?[0-9])")
SUFFIX = re.compile(r"(?:st|nd|rd|th|s|bn|tn|mn|m|k)\b")
SUFFIX_SCALE = {"bn": 10**9, "tn": 10**12, "mn": 10**6, "m": 10**6, "k": 1000}
LONGEST = 100  # digits of a number; more is no figure, and slow
NEAR = 60  # how many letters around a number are looked at
SIGN = re.compile(r"(?:^|[\s(«“\"$€£¥])-$")
CURRENCY_BEFORE = re.compile(r"[$€£¥]\s?$")


def fold(text: str) -> Folded:
    """The text with one kind of digits, alif and space, and no vowel signs or tatweel."""
    if not DROPPED.search(text):
        return Folded(text, text.translate(ALIKE), range(len(text) + 1))
    kept = [place for place, letter in enumerate(text) if not DROPPED.match(letter)]
    plain = DROPPED.sub("", text).translate(ALIKE)
    return Folded(text, plain, (*kept, len(text)))


def tokens(text: str, decimal_comma: bool) -> list[Token]:
    """The words and the digits of a folded text; a date in digits is a token a part."""
    found: list[Token] = []
    place = 0
    while match := LITERAL.search(text, place):
        place = match.end()
        if match["word"]:
            found.append(Token(match.group(), match.start(), match.end()))
        elif match["iso"] or match["dmy"]:
            found += date_parts(match)
        elif match["ratio"]:
            over, under = match.group().split("/")
            whole = Fraction(int(over), int(under))
            kind: Kind = "fraction" if whole < 1 else "count"
            found.append(Token(match.group(), match.start(), match.end(), whole, kind))
        elif match["number"]:
            comma = DECIMAL_COMMA.match(text, match.start()) if decimal_comma else None
            if comma and re.fullmatch("[0-9]+", match["number"]):
                place = comma.end()
            found += literal(text, match.start(), place)
    return found


def date_parts(match: re.Match[str]) -> Iterator[Token]:
    """Year, month and day of 2025-09-04 or 04/09/2025 (the day first), as they stand."""
    kinds: tuple[Kind, ...] = ("year", "month", "day") if match["iso"] else ("day", "month", "year")
    for part, kind in zip(re.finditer("[0-9]+", match.group()), kinds, strict=False):
        start = match.start() + part.start()
        end = match.start() + part.end()
        yield Token(part.group(), start, end, Fraction(int(part.group())), kind)


def literal(text: str, start: int, end: int) -> Iterator[Token]:
    """One number in digits; none in a jumble such as `a1B2`."""
    before = text[max(0, start - NEAR) : start]
    suffix = SUFFIX.match(text, end)
    letters = re.match(r"[A-Za-z]+", text[end:])
    jumble = re.search("[A-Za-z]$", before) and letters and not suffix
    if jumble or end - start > LONGEST:
        return
    value = value_of(text[start:end])
    kind: Kind = "count"
    if SIGN.search(before):
        start -= 1  # what is below zero is so by its text
    ending = suffix.group() if suffix else ""
    money = CURRENCY_BEFORE.search(before) is not None
    if ending in ("bn", "tn", "mn") or (ending in ("m", "k") and money):
        value, end = value * SUFFIX_SCALE[ending], end + len(ending)
    elif ending in ("st", "nd", "rd", "th"):
        end, kind = end + 2, "ordinal"
    yield Token(text[start:end], start, end, value, kind)


def value_of(written: str) -> Fraction:
    """The value of digits with separators: 1,234.5 and ١٬٢٣٤٫٥ and 1 234,5 and 6½."""
    extra = Fraction(0)
    if written[-1] in VULGAR:
        extra = Fraction(unicodedata.numeric(written[-1])).limit_denominator(10)
        written = written[:-1] or "0"
    plain = written.replace(" ", "").replace("٬", "").replace("٫", ".")
    if plain.count(".") > 1:
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", plain):
        plain = plain.replace(",", "")
    return Fraction(plain.replace(",", ".")) + extra
