"""What every reader returns: the paragraphs of a source, and what the file says about itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from briefs.content import FORBIDDEN, LeftOutReason
from briefs.limits import LONGEST_METADATUM, LONGEST_SOURCE_PARAGRAPH, MOST_SOURCE_PARAGRAPHS
from briefs.problems import Message, fill

Kind = Literal["web page", "PDF", "Word document", "plain text"]

LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What content forbids, and what no reader of a page sees: soft hyphens, spaces without width,
# marks of direction, annotations, tags. The joiners stay, because Persian and Arabic need them.
DROPPED = re.compile(
    FORBIDDEN.pattern + "|[\xad\u061c\u180e\u200b\u2060-\u2065\u206a-\u206f\ufff9-\ufffc"
    "\U000e0000-\U000e0fff]"
)


class RefusedError(Exception):
    """A source that is not imported: the code, message and hint of the problem."""

    def __init__(self, code: str, message: Message, hint: Message) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a source, and why no statement will cite it, where its markup says so."""

    text: str
    reason: LeftOutReason | None = None


@dataclass(frozen=True)
class Source:
    """A source as it was read; what the file does not say about itself is empty.

    `date` is the day of publication and `created` that of the file; `dropped` counts the characters
    that were dropped.
    """

    kind: Kind
    reader: str  # what read it, with its version
    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    date: str = ""
    created: str = ""
    publisher: str = ""
    language: str = ""
    address: str = ""
    dropped: int = 0


def cleaned(text: str) -> str:
    """Return a text in one line, without the characters that are dropped."""
    return DROPPED.sub("", LINE_END.sub("\n", text)).replace("\n", " ").strip()


def metadatum(text: str) -> str:
    """Return a title or name in the metadata, cleaned; empty for one over the limit."""
    line = cleaned(text)
    return line if len(line) <= LONGEST_METADATUM else ""


def not_installed(reader: str, *more: str) -> RefusedError:
    """Return the error for a reader that is not installed, with what else it needs."""
    message = fill("{reader} is not installed", reader=reader)
    hint = fill(
        "type pipx inject briefs {packages}; in a checkout: make import",
        packages=" ".join((reader, *more)),
    )
    return RefusedError("import-no-reader", message, hint)


def numbered(paragraphs: Iterable[Paragraph]) -> tuple[tuple[Paragraph, ...], int]:
    """Return paragraphs as the lines that a source text numbers, and how many characters it drops.

    Raises RefusedError where there are none, too many, or one that is too long.
    """
    result: list[Paragraph] = []
    dropped = 0
    for paragraph in paragraphs:
        for line in LINE_END.sub("\n", paragraph.text).split("\n"):
            text, count = DROPPED.subn("", line)
            dropped += count
            text = text.strip()
            if len(text) > LONGEST_SOURCE_PARAGRAPH:
                message = fill(
                    "a paragraph has {count:,} characters; {most:,} is most",
                    count=len(text),
                    most=LONGEST_SOURCE_PARAGRAPH,
                )
                hint = fill("is the file a table or a program?")
                raise RefusedError("import-too-large", message, hint)
            if text:
                result.append(Paragraph(text, paragraph.reason))
        if len(result) > MOST_SOURCE_PARAGRAPHS:
            message = fill("it has more than {most:,} paragraphs", most=MOST_SOURCE_PARAGRAPHS)
            raise RefusedError("import-too-large", message, fill("import the part that you cite"))
    if not result:
        message, hint = fill("there is no text in it"), fill("is it the right file?")
        raise RefusedError("import-no-text", message, hint)
    return tuple(result), dropped
