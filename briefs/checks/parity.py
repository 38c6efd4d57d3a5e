"""Checks that the languages of a text have the same numbers, dates, countries, people, bodies."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from briefs.checks.figures import numbers_in
from briefs.checks.names import judged, names_of
from briefs.content import Library, LocatedStr, PartialText, any_of, fold
from briefs.design import CheckContext, to_western_digits
from briefs.messages import joined
from briefs.numerals import (
    GRAMMATICAL_KINDS,
    Number,
    folded_word,
    has_grammar,
    numbers_in_digits,
    year_gap,
)
from briefs.problems import Problem, fill

DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
AMBIGUOUS = {"ألفا"}  # “two thousand”, and “Alpha”
# Kinds of numbers in words that a language may write or omit as its grammar requires.
OMISSIBLE_KINDS = GRAMMATICAL_KINDS | {"ordinal", "month"}

Date = tuple[Fraction | None, Fraction, Fraction | None]  # day, month, year


class Version(NamedTuple):
    """A text in one of its languages."""

    language: str
    text: LocatedStr


def pairs(library: Library, languages: Sequence[str]) -> Iterator[tuple[Version, Version]]:
    """Yield every text in one of some languages, together with each other language of it."""
    for texts in library.texts:
        versions = [
            Version(language, texts[language]) for language in languages if language in texts
        ]
        yield from permutations(versions, 2)


def number_parity(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report numbers that another language of the text lacks, in digits or in words."""
    for version, other in pairs(library, context.languages):
        missing = [*missing_digits(version, other), *missing_words(version, other)]
        if missing:
            listed = joined(fill(", "), [fill("“{text}”", text=number) for number in missing])
            message = fill(
                "“{language}” lacks the number {listed} of the other language",
                language=other.language,
                listed=listed,
            )
            hint = fill("write numbers as digits in both languages")
            yield other.text.problem("number-mismatch", message, hint)


def digits_in(text: str, language: str) -> set[str]:
    """Return the numbers in digits of a text, in Western digits and without grouping."""
    if not has_grammar(language):
        return numbers_in_digits(text, language)
    return {
        re.sub(r",(?=\d{3}\b)", "", number) for number in DIGITS.findall(to_western_digits(text))
    }


def missing_digits(version: Version, other: Version) -> list[str]:
    """Return the numbers in digits that the other language lacks."""
    here, there = (digits_in(one.text, one.language) for one in (version, other))
    if not (has_grammar(version.language) and has_grammar(other.language)):
        here, there = set(map(as_value, here)), set(map(as_value, there))
    return sorted(here - there)


def as_value(number: str) -> str:
    """Return a number in digits as its value is written, without needless zeros."""
    try:
        return f"{float(number):.12g}"
    except ValueError:
        return number


def missing_words(version: Version, other: Version) -> Iterator[str]:
    """Yield numbers whose words, scale or percent sign the other language lacks.

    The other language has their digits, if they have any, so that no number is reported twice.
    """
    if not (has_grammar(version.language) and has_grammar(other.language)):
        return
    others = numbers_in(other.text, other.language)
    values = {number.value for number in others}
    percentages = {number.value for number in others if number.kind == "percent"}
    for number in numbers_in(version.text, version.language):
        if (
            number.kind not in OMISSIBLE_KINDS
            and number.text not in AMBIGUOUS
            and (number.value > 2 or number.kind in {"percent", "fraction"})
            and number.value not in (percentages if number.kind == "percent" else values)
            and digits_in(number.text, version.language) <= digits_in(other.text, other.language)
        ):
            yield number.text


def dates(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report days and months that another language of the text lacks."""
    for version, other in pairs(library, context.languages):
        missing = dates_in(version) - dates_in(other)
        if missing:
            listed = ", ".join(sorted("-".join(map(str, filter(None, date))) for date in missing))
            message = fill(
                "“{language}” lacks the date {listed} of the other language",
                language=other.language,
                listed=listed,
            )
            yield other.text.problem("date-mismatch", message, fill("give the same dates in both"))


def dates_in(version: Version) -> set[Date]:
    """Return the dates of a text that name a month.

    The days before a month belong to it, or else the day right after it.
    """
    dates: set[Date] = set()
    days: list[Fraction] = []
    rest = list(numbers_in(version.text, version.language))
    while rest:
        number = rest.pop(0)
        if number.kind == "day":
            days.append(number.value)
        elif number.kind == "month":
            end = number.end
            if not days and is_next(rest, "day", version, end):
                end = rest[0].end
                days = [rest.pop(0).value]
            year = rest[0].value if is_next(rest, "year", version, end) else None
            dates |= {(day, number.value, year) for day in days} or {(None, number.value, year)}
            days = []
    return dates


def is_next(rest: list[Number], kind: str, version: Version, end: int) -> bool:
    """Return whether a number of a kind follows a position directly: “July 2025”, “5, 2025”."""
    if not rest or rest[0].kind != kind:
        return False
    gap = folded_word(version.text[end : rest[0].start])  # without a vowel sign of the month
    return bool(re.fullmatch(year_gap(version.language), gap))


def names(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report countries, people and organisations that another language of the text lacks."""
    known = names_of(library, context.languages)
    for texts in library.texts:
        if isinstance(texts, PartialText):  # each language explains what its readers need
            continue
        compared = judged(language for language in texts if language in context.languages)
        named = {language: known.in_text(texts[language], language) for language in compared}
        for language, other in permutations(named, 2):
            for shown in sorted(name.shown for name in named[language] - named[other]):
                message = fill(
                    "“{other}” does not name “{shown}”, which “{language}” names",
                    other=other,
                    shown=shown,
                    language=language,
                )
                hint = fill("name it in both, or add how it is spelled here to people.yaml")
                yield texts[other].problem("name-mismatch", message, hint)


def glossary(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report texts of which one language has a term of the glossary and another lacks its pair."""
    terms = [
        {language: any_of(words, language, re.IGNORECASE) for language, words in term.items()}
        for term in library.glossary
    ]
    for texts in library.texts:
        folded = {language: fold(text) for language, text in texts.items()}
        for term in terms:
            used = {key: term[key].search(folded[key]) for key in folded if key in term}
            word = next((match[0] for match in used.values() if match), "")
            for language, match in used.items():
                if word and not match:
                    message = fill(
                        "“{language}” lacks the term that stands for “{word}”",
                        language=language,
                        word=word,
                    )
                    hint = fill("use the pair of the glossary, or add the form to glossary.yaml")
                    yield texts[language].problem("glossary-mismatch", message, hint)
