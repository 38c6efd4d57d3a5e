"""The YAML of a new article: what was found in its source, and TODO for what a person writes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefs.checks import Names, is_in_script
from briefs.content import TO_DO, LeftOutReason
from briefs.ingest.findings import takes
from briefs.ingest.source import Source

FIRST_WORDS = 4  # of a paragraph: more of the source does not go into the content
LONGEST_WORDS, MOST_LABELS = 60, 12  # characters of first words or a label; labels of one kind
HEADER = f"""\
# A new article, made by `briefs new article`. Write a text in place of each {TO_DO}, and the
# statements (docs/curating.md); look at what is marked as a guess. Then delete these comments.
"""
LIST_HEADER = """
# Statements stand here. Each paragraph, with what a statement on it may have to take up:
"""
GUESSED = "  # A guess by the words and the markup of these paragraphs; correct it:\n"
UNREAD = "  # Take out each paragraph that a statement cites, or give it another reason:\n"


@dataclass(frozen=True)
class Found:
    """What was found out about a source: its language, title, date of issue and furniture.

    `title_at` and `issued_at` are the paragraphs that print title and date, 0 where none does.
    `why` is the reason for a date of the metadata, by language; TODO where there is no date.
    """

    id: str
    language: str
    title: str
    title_at: int
    issued: str
    issued_at: int
    why: Mapping[str, str]
    reasons: Mapping[int, LeftOutReason]


def scaffold(source: Source, found: Found, languages: Sequence[str], names: Names) -> str:
    """Return the YAML of a new article with texts in some languages.

    The checks find no error in it, but a warning for each text that is to be written.
    """
    name = json.dumps(found.id) if found.id.isdigit() else found.id  # 2026 would be a number
    publisher = texts(
        source.publisher, home(source.publisher, found.language, languages), languages
    )
    return "".join(
        (
            HEADER,
            f"id: {name}\n",
            f"publisher: {publisher if source.publisher else 'not_stated'}\n",
            *title_lines(found, languages),
            f"short: {publisher}\n",
            *issued_lines(found),
            f"language: {found.language}\n",
            f"source_text: {found.id}.txt\n",
            f"paragraphs: {len(source.paragraphs)}\n",
            f"summary: {texts('', '', languages)}\n",
            LIST_HEADER,
            *paragraph_list(source, found, names),
            *left_out_lines(len(source.paragraphs), found.reasons),
        )
    )


def quoted(text: str) -> str:
    """Return a text in double quotes, which JSON and YAML share."""
    return json.dumps(text, ensure_ascii=False)


def mapping(values: Mapping[str, str]) -> str:
    """Return texts by language as a YAML mapping in one line."""
    return "{" + ", ".join(f"{code}: {quoted(text)}" for code, text in values.items()) + "}"


def texts(text: str, language: str, languages: Sequence[str]) -> str:
    """Return a text in its language, and TODO in the others, as a YAML mapping."""
    return mapping({code: text if code == language else TO_DO for code in languages})


def home(text: str, language: str, languages: Sequence[str]) -> str:
    """Return the language under which a name stands: its source's, or the first in its letters."""
    order = [code for code in (language, *languages) if code in languages]
    return next((code for code in order if text and is_in_script(code, text)), "")


def title_lines(found: Found, languages: Sequence[str]) -> Iterator[str]:
    """Yield the title; where it is in no language of the content, as a comment beside TODO."""
    fits = found.language in languages and home(found.title, found.language, languages)
    language = found.language if fits == found.language else ""
    yield f"title: {texts(found.title, language, languages)}  # is it the title?\n"
    if not (language and found.title_at):
        yield "title_is: descriptive  # the source text prints no such title\n"
    if found.title and not language:
        yield f"# The title, to be translated: {found.title}\n"


def issued_lines(found: Found) -> Iterator[str]:
    """Yield the date of issue: printed, of the metadata, or the day of the import."""
    if found.issued_at:
        yield f"issued: {{date: {found.issued}, basis: stated, at: [{found.issued_at}]}}"
        yield "  # is it the date of issue?\n"
        return
    yield f"issued:\n  date: {found.issued}"
    yield "  # the day of the import, for none was found\n" if TO_DO in found.why.values() else "\n"
    yield f"  basis: inferred\n  why: {mapping(found.why)}\n"


def paragraph_list(source: Source, found: Found, names: Names) -> Iterator[str]:
    """Yield a comment for each paragraph: number, reason or what it has, first words."""
    width = len(str(len(source.paragraphs)))
    for number, paragraph in enumerate(source.paragraphs, 1):
        if number in found.reasons:
            parts = [f"{found.reasons[number]}?"]
        else:
            kinds = takes(paragraph.text, found.language, names).items()
            parts = [f"{kind} {', '.join(map(cut, some[:MOST_LABELS]))}" for kind, some in kinds]
        words = paragraph.text.split()
        first = cut(" ".join(words[:FIRST_WORDS])) + (" …" if len(words) > FIRST_WORDS else "")
        yield f"#  {number:>{width}}  {'; '.join((*parts, first))}\n"


def cut(text: str) -> str:
    """Return a text in one line of limited length."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_WORDS else f"{line[:LONGEST_WORDS]}…"


def left_out_lines(count: int, reasons: Mapping[int, LeftOutReason]) -> Iterator[str]:
    """Yield the key `left_out`, with every paragraph once: under a guessed reason, or as unread."""
    yield "\nleft_out:\n"
    yield GUESSED if reasons else ""
    for reason in dict.fromkeys(reasons.values()):
        at = ", ".join(str(number) for number, why in reasons.items() if why == reason)
        yield f"  - {{at: [{at}], why: {reason}}}\n"
    unread = [str(number) for number in range(1, count + 1) if number not in reasons]
    if unread:
        yield f"{UNREAD}  - {{at: [{', '.join(unread)}], why: unread}}\n"
