"""What the paragraphs of a source show: their language, dates, furniture, names and figures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from babel import Locale
from babel.localedata import locale_identifiers

from briefs.checks import Names, finds_in
from briefs.content import LeftOutReason, fold, is_language
from briefs.design import to_western_digits
from briefs.ingest.source import Paragraph, RefusedError, Source
from briefs.ingest.words import BEGINNINGS, FUNCTION_WORDS
from briefs.numerals import has_grammar
from briefs.problems import fill

NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*(?:\s?%)?")
ISO_DATE = re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")
# Only with a day over 12, for nobody can tell the order of the others.
NUMERIC_DATE = re.compile(r"(?<!\d)(?P<d>1[3-9]|2\d|3[01])[./](?P<m>\d\d?)[./](?P<y>\d{4})(?!\d)")
BEGINNING = 200  # characters of a line that tell whether it is furniture
DATE_LINE = 15  # words; the longest line that may be a line with the date of issue


def language_of(paragraphs: Sequence[Paragraph], stated: str) -> str:
    """Return the language whose frequent words a text has most; RefusedError where none leads.

    What a page states is taken instead, unless the text has twice as many words of another.
    """
    words = re.findall(r"\w+", fold(" ".join(part.text for part in paragraphs)).lower())
    counts = {code: sum(map(known.__contains__, words)) for code, known in FUNCTION_WORDS.items()}
    first, second = sorted(counts.values(), reverse=True)[:2]
    if is_language(stated) and counts.get(stated, first) * 2 >= first:
        return stated
    if first == second:
        message = fill("the language of the text cannot be told")
        raise RefusedError("import-language", message, fill("name it, such as --language ar"))
    return max(counts, key=lambda code: counts[code])


def reasons(source: Source, title: str, issued_at: int) -> dict[int, LeftOutReason]:
    """Return, by paragraph, why no statement is likely to cite it: a guess for a person to check.

    The paragraph that is the title is a heading, whatever stands around it, and the line with the
    date of issue is furniture.
    """
    result: dict[int, LeftOutReason] = {}
    seen: set[str] = set()
    for number, paragraph in enumerate(source.paragraphs, 1):
        text = paragraph.text
        reason = worded(text) or paragraph.reason
        if text == title and text not in seen:
            reason = "heading"
        elif text in seen:
            reason = "repetition" if reason != "furniture" else reason
        elif number == issued_at and len(text.split()) <= DATE_LINE:
            reason = "furniture"
        seen.add(text)
        if reason:
            result[number] = reason
    return result


def worded(text: str) -> LeftOutReason | None:
    """Return the reason that the first words of a line suggest."""
    folded, count = fold(text[:BEGINNING]), len(text.split())
    for reason, most, beginning in BEGINNINGS:
        if count <= most and beginning.match(folded):
            return reason
    return None


@cache
def date_patterns(language: str) -> tuple[Mapping[str, int], tuple[re.Pattern[str], ...]]:
    """Return the months by their names in a language, in all its countries, and date patterns."""
    months: dict[str, int] = {}
    codes = (code for code in locale_identifiers() if re.split("[_-]", code)[0] == language)
    for code in sorted(codes):
        for widths in Locale.parse(code).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in widths[width].items():
                    if not name[0].isdigit():
                        months.setdefault(fold(name).lower().rstrip("."), number)
    names = "|".join(map(re.escape, sorted(months, key=len, reverse=True))) or "(?!)"
    month = rf"(?P<m>{names})\.?(?:\s*[/(]\s*(?:{names})\)?)?"
    day, year = r"(?P<d>\d{1,2})", r"(?P<y>\d{4})(?!\d)"
    of = r"(?:\s+(?:de|من))?"
    written = (
        rf"(?<!\d){day}(?:st|nd|rd|th|er|\.|º)?{of}\s+{month}{of}[,،]?\s+{year}",
        rf"(?<!\w){month}\s+{day}(?:st|nd|rd|th)?,?\s+{year}",
    )
    return months, (*map(re.compile, written), ISO_DATE, NUMERIC_DATE)


def dates_in(text: str, language: str) -> Iterator[str]:
    """Yield the full dates that a text prints, as ISO 8601 writes them."""
    months, patterns = date_patterns(language)
    plain = to_western_digits(fold(text).lower())
    for pattern in patterns:
        for match in pattern.finditer(plain):
            month = months.get(match["m"]) or int(match["m"])
            try:
                yield date(int(match["y"]), month, int(match["d"])).isoformat()
            except ValueError:  # no such day
                continue


def issued(source: Source, language: str, imported: date) -> tuple[str, int]:
    """Return the date of issue and the paragraph that prints it.

    The date is the first of these: that of publication in the metadata, one in a short line, that
    of the file; or empty. The paragraph is 0 where none prints it.
    """
    printed = [
        (day, number, len(paragraph.text.split()))
        for number, paragraph in enumerate(source.paragraphs, 1)
        for day in dates_in(paragraph.text, language)
    ]
    if source.date:
        return source.date, next((at for day, at, _ in printed if day == source.date), 0)
    for day, number, words in printed:
        if words <= DATE_LINE and day <= imported.isoformat():
            return day, number
    return source.created, 0


def takes(paragraph: str, language: str, names: Names) -> dict[str, list[str]]:
    """Return what a statement on a paragraph may have to take up, by kind."""
    found: dict[str, list[str]] = {}
    for find in finds_in(paragraph, 0, language, names):
        label = f"«{find.label} …»" if find.kind == "quotation" else find.label
        found.setdefault(find.kind, []).append(label)
    if not has_grammar(language) and (numbers := NUMBER.findall(to_western_digits(paragraph))):
        found["figure"] = list(dict.fromkeys(numbers))
    return found
