"""What somebody means who wrote a date in another form; never a guess between two readings."""

import re
from calendar import monthrange

from briefs.content.language_files import languages_with_data
from briefs.numerals import numbers
from briefs.problems import Message, fill

FORM = fill("write a day as 2025-09-04, a month as 2025-09, a range as 2025-09-03/2025-09-04")
# Messages, so that another language has its own.
MONTHS = (
    *(fill("January"), fill("February"), fill("March"), fill("April"), fill("May"), fill("June")),
    *(fill("July"), fill("August"), fill("September"), fill("October"), fill("November")),
    fill("December"),
)
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
YEAR_FIRST = re.compile(r"([0-9]{4})\s*[-/.]\s*([0-9]{1,2})(?:\s*[-/.]\s*([0-9]{1,2}))?")
YEAR_LAST = re.compile(r"([0-9]{1,2})\s*[-/.]\s*([0-9]{1,2})\s*[-/.]\s*([0-9]{4})")
MONTH_LAST = re.compile(r"([0-9]{1,2})\s*[-/.]\s*([0-9]{4})")
RANGE = re.compile(r"\s*(?:/|–|—|\.\.|\bto\b|(?<=\s)-(?=\s))\s*")
LONGEST = 60  # characters; more are no date


def date_hint(written: object) -> Message:
    """Return how to write what was meant as a date, in the form that the content has."""
    text = str(written).strip().translate(DIGITS)
    if len(text) <= LONGEST:
        for hint in (numeric_hint(text), range_hint(text), words_hint(text)):
            if hint is not None:
                return hint
    return FORM


def numeric_hint(text: str) -> Message | None:
    """Return the hint for a date in digits; one that has two readings is told with both."""
    if found := YEAR_FIRST.fullmatch(text):
        return exact_hint(int(found[1]), int(found[2]), int(found[3] or 0))
    if found := MONTH_LAST.fullmatch(text):
        return exact_hint(int(found[2]), int(found[1]), 0)
    if not (found := YEAR_LAST.fullmatch(text)):
        return None
    first, second, year = (int(part) for part in found.groups())
    one, other = (year, second, first), (year, first, second)
    if exists(*one) and exists(*other) and one != other:
        return fill(
            "write {one} if {one_words} is meant, or {other} if {other_words} is",
            one=edtf(*one),
            one_words=in_words(*one),
            other=edtf(*other),
            other_words=in_words(*other),
        )
    return exact_hint(*(one if exists(*one) else other))


def exact_hint(year: int, month: int, day: int) -> Message | None:
    """Return the hint for a date of one reading, which may be one that no calendar has."""
    if exists(year, month, day):
        written, words = edtf(year, month, day), in_words(year, month, day)
        return fill("write {date}, which is {words}", date=written, words=words)
    if not 1 <= month <= 12:
        return fill("there is no month {month}; the year comes first, then the month", month=month)
    if not year:
        return None
    last = monthrange(year, month)[1]
    return fill("{month} has {last} days", month=in_words(year, month, 0), last=last)


def range_hint(text: str) -> Message | None:
    """Return the hint for two days with something between them."""
    ends = RANGE.split(text)
    if len(ends) != 2:
        return None
    found = [YEAR_FIRST.fullmatch(end) for end in ends]
    parts = [tuple(int(part or 0) for part in one.groups()) for one in found if one]
    if len(parts) != 2 or not all(exists(*part) for part in parts):
        return None
    if parts[0] > parts[1]:
        return fill(
            "the range ends before it begins; write {date}",
            date="/".join(edtf(*part) for part in reversed(parts)),
        )
    return fill("write the range as {date}", date="/".join(edtf(*part) for part in parts))


def words_hint(text: str) -> Message | None:
    """Return the hint for a date with the name of its month, in a language that can be read."""
    for language in languages_with_data():
        found = list(numbers(text, language))
        kinds = {number.kind: int(number.value) for number in found}
        if len(kinds) == len(found) and {"year", "month"} <= set(kinds) <= {"year", "month", "day"}:
            return exact_hint(kinds["year"], kinds["month"], kinds.get("day", 0))
    return None


def exists(year: int, month: int, day: int) -> bool:
    """Return whether a calendar has a day, or a month where the day is 0."""
    return 1 <= month <= 12 and 1 <= year <= 9999 and 0 <= day <= monthrange(year, month)[1]


def edtf(year: int, month: int, day: int) -> str:
    """Return a day or month as the content has it."""
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def in_words(year: int, month: int, day: int) -> Message:
    """Return a day or month with the name of the month."""
    name = MONTHS[month - 1]
    if not day:
        return fill("{month} {year}", month=name, year=year)
    return fill("{day} {month} {year}", day=day, month=name, year=year)
