"""The languages of a text say the same: the same numbers, dates, countries, people and bodies."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import permutations

from briefs.checks.names import names_of
from briefs.checks.references import numbers_in
from briefs.content import Library, LocatedStr, all_texts, problem_at_text
from briefs.design import CheckContext
from briefs.numerals import LANGUAGES, Number, numbers
from briefs.problems import Problem, Severity

NAMES_TOO = {"ألفا"}  # two thousand, and Alpha
GRAMMAR = frozenset({"one", "dual", "ordinal", "month"})  # said or left out as a language pleases

Side = tuple[str, LocatedStr]
Date = tuple[Fraction | None, Fraction, Fraction | None]  # day, month, year


def pairs(library: Library, context: CheckContext) -> Iterator[tuple[Side, Side]]:
    """Every text whose numbers can be read, beside each other language of it."""
    readable = [one for one in context.languages if one in LANGUAGES]
    for texts in all_texts(library):
        yield from permutations(((one, texts[one]) for one in readable if one in texts), 2)


def number_parity(library: Library, context: CheckContext) -> Iterator[Problem]:
    """What `rules.numbers` does not see in the digits: number words, scales and percent signs."""
    for said, other in pairs(library, context):
        for word in unsaid(said, other):
            message = f"“{other[0]}” lacks the number “{word}” of the other language"
            hint = "write numbers as digits in both languages"
            yield problem_at_text(other[1], "number-mismatch", message, hint)


@lru_cache(maxsize=4096)  # each text is read beside every other language, and again for its dates
def read(side: Side) -> list[Number]:
    """The numbers of a text."""
    return numbers(side[1], side[0])


def unsaid(said: Side, other: Side) -> list[str]:
    """The numbers, as written, whose value the other side lacks though it has their digits."""
    there = read(other)
    values = {one.value for one in there}
    shares = {one.value for one in there if one.kind == "percent"}
    digits = numbers_in(other[1])
    return [
        one.text
        for one in read(said)
        if one.kind not in GRAMMAR
        and one.text not in NAMES_TOO
        and (one.value > 2 or one.kind in {"percent", "fraction"})
        and one.value not in (shares if one.kind == "percent" else values)
        and numbers_in(one.text) <= digits
    ]


def dates(library: Library, context: CheckContext) -> Iterator[Problem]:
    """The languages of a text carry the same days and months."""
    for said, other in pairs(library, context):
        missing = dates_in(said) - dates_in(other)
        if missing:
            listed = ", ".join(sorted("-".join(map(str, filter(None, one))) for one in missing))
            message = f"“{other[0]}” lacks the date {listed} of the other language"
            yield problem_at_text(other[1], "date-mismatch", message, "give the same dates in both")


def dates_in(side: Side) -> set[Date]:
    """The dates of a text that name a month: days go with the next month, or one right before."""
    found: set[Date] = set()
    days: list[Fraction] = []
    rest = read(side)
    while rest:
        one, rest = rest[0], rest[1:]
        if one.kind == "day":
            days.append(one.value)
        elif one.kind == "month":
            end = one.end
            if not days and rest and rest[0].kind == "day" and touches(side[1], end, rest[0]):
                days, end, rest = [rest[0].value], rest[0].end, rest[1:]
            dated = rest and rest[0].kind == "year" and touches(side[1], end, rest[0])
            year = rest[0].value if dated else None
            found |= {(day, one.value, year) for day in days} or {(None, one.value, year)}
            days = []
    return found


def touches(text: str, end: int, after: Number) -> bool:
    """Whether a number stands right after a place: “July 2025”, “September 5, 2025”."""
    return text[end : after.start] in (" ", ", ")


def names(library: Library, context: CheckContext) -> Iterator[Problem]:
    """The languages of a text name the same countries, people and bodies."""
    known = names_of(library, context.languages)
    for texts in all_texts(library):
        named = {language: known.in_text(text, language) for language, text in texts.items()}
        for one, other in permutations(named, 2):
            for missing in sorted(named[one] - named[other]):
                message = f"“{other}” does not name “{missing}”, which “{one}” names"
                hint = "name it in both, or add how it is spelled here to people.yaml"
                problem = problem_at_text(texts[other], "name-mismatch", message, hint)
                yield replace(problem, severity=Severity.WARNING)
