"""Every number of a statement, in either language, stands in the paragraphs that it cites."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from briefs.checks.source_texts import Claim, SourceTexts, claims
from briefs.content import (
    Article,
    Basis,
    Dated,
    Figure,
    KeyPath,
    Library,
    LocatedStr,
    Poll,
    Result,
    problem_at_text,
    texts_in,
)
from briefs.numerals import LANGUAGES, Kind, Number, numbers, unsupported
from briefs.problems import Problem

UNITS: dict[str, Kind] = {"percent": "percent", "eur": "money", "usd": "money", "year": "year"}
# “paragraphs 8 and 9”, «الفقرة 13»: numbers of ours, which no source has.
MENTION = re.compile(r"(?i)(?:paragraphs?|\w*فقر(?:ة|ات|تان|تين))\s(?:[\d\s,،و–-]|and|to|من|إلى)*$")
# A date is checked as such, and tells its own reasons; what is derived is ours.
ASIDE = {"as_of", "date", "derived", "results", "why"}


@dataclass(frozen=True)
class Stated:
    """A number that a claim makes, with the text or the key that it stands in."""

    number: Number
    place: LocatedStr | KeyPath


def figures(library: Library, sources: SourceTexts) -> Iterator[Problem]:
    """The numbers of every claim that its paragraphs do not bear out."""
    for claim in claims(library):
        if claim.article.id in sources:
            yield from unsupported_in_claim(claim, sources[claim.article.id])


def unsupported_in_claim(claim: Claim, paragraphs: tuple[str, ...]) -> Iterator[Problem]:
    """The numbers of one claim that its paragraphs do not bear out."""
    issued = claim.article.issued
    given = numbers_at(claim.article, claim.at, paragraphs)
    # What is inferred is told as such with its reasons, so that a text may say it too.
    texts = [*given, *(one.number for one in dates(claim, "inferred"))]
    days = [*given, *numbers_at(claim.article, issued.at, paragraphs)]
    wanting = [one for one in stated(claim) if unsupported([one.number], texts)]
    wanting += [one for one in dates(claim, "stated") if unsupported([one.number], days)]
    declared = {Fraction(str(one.value)) for one in getattr(claim.item, "derived", ())}
    where = ", ".join(map(str, claim.at))
    for one in wanting:
        if one.number.value not in declared:
            message = f"“{one.number.text}” is not in the source’s paragraph {where}"
            hint = "cite the paragraph that has it, or declare it under derived with how it is made"
            yield problem(claim, one.place, "figure-unsupported", message, hint)
    for index, derived in enumerate(getattr(claim.item, "derived", ())):
        if Fraction(str(derived.value)) not in {one.number.value for one in wanting}:
            message = f"{derived.value:g} is declared as derived, but nothing needs it"
            yield problem(claim, (*claim.path, "derived", index), "derived-unused", message)


@lru_cache(maxsize=10_000)
def numbers_in(text: str, language: str) -> tuple[Number, ...]:
    """The numbers of a text; none in a language whose numbers cannot be read."""
    return tuple(numbers(text, language)) if language in LANGUAGES else ()


def numbers_at(article: Article, at: tuple[int, ...], texts: tuple[str, ...]) -> list[Number]:
    """The numbers of some paragraphs of a source text."""
    found = (texts[number - 1] for number in at if number <= len(texts))
    return [one for text in found for one in numbers_in(text, article.language)]


def stated(claim: Claim) -> Iterator[Stated]:
    """Every number that a claim makes in its texts and values, whether or not it is a date."""
    for text, language in worded(claim):
        for number in numbers_in(text, language):
            if not MENTION.search(text[: number.start]):
                yield Stated(number, text)
    match claim.item:
        case Figure(value=value, unit=unit):
            yield Stated(number_of(value, UNITS.get(unit, "count")), (*claim.path, "value"))
        case Result(percent=value):
            yield Stated(number_of(value, "percent"), (*claim.path, "percent"))
        case Poll(sample_size=int(value)):
            yield Stated(number_of(value, "count"), (*claim.path, "sample_size"))


def worded(claim: Claim) -> Iterator[tuple[LocatedStr, str]]:
    """The texts of a claim, each with its language."""
    for name in type(claim.item).model_fields:
        if name not in ASIDE:
            for texts in texts_in(getattr(claim.item, name)):
                yield from ((text, language) for language, text in texts.items())


def dates(claim: Claim, basis: Basis) -> Iterator[Stated]:
    """The years, months and days of the dates of a claim, and its article’s, on one basis."""
    kinds: tuple[Kind, ...] = ("year", "month", "day")
    own: list[tuple[object, str]] = [(claim.item, "")]
    own += [(getattr(claim.item, name, None), name) for name in ("as_of", "date")]
    if basis == "inferred":
        own.append((claim.article.issued, ""))
    for one, name in own:
        if isinstance(one, Dated) and one.basis == basis:
            for end in dict.fromkeys((one.date.start, one.date.end)):
                for value, kind in zip(end, kinds, strict=True):
                    if value:
                        yield Stated(number_of(value, kind), (*claim.path, name))


def number_of(value: float, kind: Kind) -> Number:
    """A number that stands in a key rather than in a text."""
    return Number(Fraction(str(value)), 0, 0, f"{value:g}", kind)


def problem(
    claim: Claim, place: LocatedStr | KeyPath, code: str, message: str, hint: str = ""
) -> Problem:
    """A problem at a text, or at a key of a claim."""
    if isinstance(place, LocatedStr):
        return problem_at_text(place, code, message, hint)
    return claim.yaml_file.problem(place, code, message, hint)
