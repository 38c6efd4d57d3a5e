"""All numbers in running text, English or Arabic, in figures or in words, with exact values."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from briefs.numerals import arabic, context, english
from briefs.numerals.digits import Folded, Found, Kind, Number, Token, fold, tokens

__all__ = ["Kind", "Number", "missing", "numbers", "values"]


@dataclass(frozen=True)
class Reading:
    """How a language is read: its words, what stands around them, its decimal comma."""

    read: Callable[[Folded, Sequence[Token]], Iterator[Found]]
    context: context.Context
    decimal_comma: bool = False


LANGUAGES: Mapping[str, Reading] = {
    "en": Reading(english.read, context.ENGLISH),
    "ar": Reading(arabic.read, context.ARABIC, decimal_comma=True),
}

# What in a source bears out a number of each kind: a 1 or 2 may be grammar there. `one` and `dual`
# are never asked for, since either language says them, or leaves them out, as its grammar pleases.
UNASKED: frozenset[Kind] = frozenset({"one", "dual"})
BORNE_OUT_BY: Mapping[Kind, frozenset[Kind]] = {
    "count": frozenset({"count", "money", "year", "fraction", "one", "dual"}),
    "percent": frozenset({"percent"}),
    "money": frozenset({"money", "count"}),
    "ordinal": frozenset({"ordinal", "day"}),
    "fraction": frozenset({"fraction", "count"}),
    "day": frozenset({"day", "ordinal"}),
    "month": frozenset({"month"}),
    "year": frozenset({"year", "count"}),
}


def numbers(text: str, language: str) -> list[Number]:
    """Every number in a text, in order; the language is `en` or `ar`, KeyError for others."""
    reading = LANGUAGES[language]
    folded = fold(text)
    found = list(reading.read(folded, tokens(folded.text, reading.decimal_comma)))
    made = []
    for one in context.apply(folded.text, found, reading.context):
        start, end = folded.places[one.start], folded.places[one.end - 1] + 1
        made.append(Number(one.value, start, end, text[start:end], one.kind))
    return made


def values(text: str, language: str) -> set[Fraction]:
    """The values of a text's numbers, without months and the word `one`."""
    return {one.value for one in numbers(text, language) if one.kind not in ("month", "one")}


def unsupported(claimed: Iterable[Number], source: Iterable[Number]) -> list[Number]:
    """The claimed numbers that the source does not bear out, by value and kind.

    The strict comparison: 5 states are not borne out by 5%, by Article 5 or by 5 May.
    """
    given = list(source)
    asked = (one for one in claimed if one.kind not in UNASKED)
    return [one for one in asked if not any(bears(one, other) for other in given)]


def bears(claimed: Number, source: Number) -> bool:
    """Whether a number of the source bears out a claimed one."""
    if claimed.value != source.value:
        return False
    # Arabic writes the twentieth like twenty, with the article.
    tens = claimed.value >= 20 and claimed.value % 10 == 0
    return (
        tens and (claimed.kind, source.kind) == ("ordinal", "count")
    ) or source.kind in BORNE_OUT_BY[claimed.kind]
