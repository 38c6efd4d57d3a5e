"""Checks that the paragraphs which a claim cites have every number of the claim."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from briefs.checks.source_texts import Claim, SourceTexts, claims
from briefs.content import (
    Basis,
    Dated,
    Figure,
    KeyPath,
    Library,
    LocatedStr,
    Poll,
    Result,
    language_data,
    languages_with_data,
    texts_in,
)
from briefs.numerals import Kind, Number, has_grammar, numbers, unsupported
from briefs.problems import Problem, fill

UNITS: dict[str, Kind] = {"percent": "percent", "eur": "money", "usd": "money", "year": "year"}
# Fields whose texts are not compared: dates are compared apart, results are claims of their own,
# and reasons and calculations are the analyst's.
OTHER_FIELDS = {"as_of", "date", "derived", "results", "why"}


@dataclass(frozen=True)
class ClaimedNumber:
    """A number of a claim, and the text or the key that has it."""

    number: Number
    place: LocatedStr | KeyPath


def figures(library: Library, sources: SourceTexts) -> Iterator[Problem]:
    """Report every number of a claim that neither its paragraphs nor its `derived` have."""
    for claim in claims(library):
        if claim.article.id in sources:
            yield from unsupported_in_claim(claim, sources[claim.article.id])


def unsupported_in_claim(claim: Claim, paragraphs: tuple[str, ...]) -> Iterator[Problem]:
    """Report the unsupported numbers of a claim, given the paragraphs of its article."""
    cited = numbers_at(claim, claim.at, paragraphs)
    # A text may repeat an inferred date, for which the content gives its reasons.
    for_texts = [*cited, *(claimed.number for claimed in dates(claim, "inferred"))]
    for_dates = [*cited, *numbers_at(claim, claim.article.issued.at, paragraphs)]
    missing = [
        claimed
        for group, support in ((stated(claim), for_texts), (dates(claim, "stated"), for_dates))
        for claimed in group
        if unsupported([claimed.number], support)
        and (has_grammar(claim.article.language) or not may_be_in_words(claimed.number))
    ]
    derived = [Fraction(str(entry.value)) for entry in getattr(claim.item, "derived", ())]
    for claimed in missing:
        if claimed.number.value not in derived:
            at = ", ".join(map(str, claim.at))
            message = fill(
                "“{text}” is not in the source’s paragraph {at}", text=claimed.number.text, at=at
            )
            hint = fill(
                "cite the paragraph that has it, or declare it under derived with how it is made"
            )
            yield claim.problem(claimed.place, "figure-unsupported", message, hint)
    for index, value in enumerate(derived):
        if value not in {claimed.number.value for claimed in missing}:
            message = fill(
                "{value:g} is declared as derived, but nothing needs it", value=float(value)
            )
            path, hint = (
                (*claim.path, "derived", index),
                fill("delete the entry, or correct its value"),
            )
            yield claim.problem(path, "derived-unused", message, hint)


@lru_cache
def paragraphs_before() -> re.Pattern[str]:
    """Return the pattern of “paragraphs 8 and ” before a number, which no source text has."""
    every = [language_data(language) for language in languages_with_data()]
    words = "|".join(data.paragraphs for data in every)
    joiners = "|".join(re.escape(word) for data in every for word in data.number_joiners)
    return re.compile(rf"(?i)(?:{words})\s(?:[\d\s,،–-]|{joiners})*$")


@lru_cache(maxsize=10_000)
def numbers_in(text: str, language: str) -> tuple[Number, ...]:
    """Return the numbers of a text."""
    return tuple(numbers(text, language))


def may_be_in_words(number: Number) -> bool:
    """Return whether a source may well have a number in words, such as twenty or two million."""
    value = number.value
    while value and value.denominator == 1 and value % 10 == 0:
        value /= 10
    return number.kind in ("ordinal", "fraction") or (value.denominator == 1 and abs(value) < 100)


def numbers_at(claim: Claim, at: tuple[int, ...], paragraphs: tuple[str, ...]) -> list[Number]:
    """Return the numbers of those paragraphs of an article, counted from 1, that exist."""
    texts = (paragraphs[number - 1] for number in at if number <= len(paragraphs))
    return [number for text in texts for number in numbers_in(text, claim.article.language)]


def stated(claim: Claim) -> Iterator[ClaimedNumber]:
    """Yield the numbers in the texts and values of a claim; those of its dates are in `dates`."""
    for text, language in texts_of(claim):
        for number in numbers_in(text, language):
            if not paragraphs_before().search(text[: number.start]):
                yield ClaimedNumber(number, text)
    match claim.item:
        case Figure(value=value, unit=unit):
            yield value_at(claim, "value", value, UNITS.get(unit, "count"))
        case Result(percent=value):
            yield value_at(claim, "percent", value, "percent")
        case Poll(sample_size=int(value)):
            yield value_at(claim, "sample_size", value, "count")


def value_at(claim: Claim, key: str, value: float, kind: Kind) -> ClaimedNumber:
    """Return a number that is the value of a key of a claim, or a part of it."""
    number = Number(Fraction(str(value)), 0, 0, f"{value:g}", kind)
    return ClaimedNumber(number, (*claim.path, key))


def texts_of(claim: Claim) -> Iterator[tuple[LocatedStr, str]]:
    """Yield the texts of a claim, each with its language."""
    for field in type(claim.item).model_fields:
        for texts in texts_in(getattr(claim.item, field)) if field not in OTHER_FIELDS else ():
            yield from ((text, language) for language, text in texts.items())


def dates(claim: Claim, basis: Basis) -> Iterator[ClaimedNumber]:
    """Yield the years, months and days of a claim's dates, and its article's, of one basis."""
    kinds: tuple[Kind, ...] = ("year", "month", "day")
    dated: list[tuple[object, str]] = [(claim.item, "")]
    dated += [(getattr(claim.item, key, None), key) for key in ("as_of", "date")]
    if basis == "inferred":
        dated.append((claim.article.issued, ""))
    for date, key in dated:
        if isinstance(date, Dated) and date.basis == basis:
            for end in dict.fromkeys((date.date.start, date.date.end)):
                for value, kind in zip(end, kinds, strict=True):
                    if value:
                        yield value_at(claim, key, value, kind)
