"""Text spans and paragraphs: the intermediate form of what a Word document says."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from briefs.docx.read.effective_format import Letters, Shape

PLAIN = Shape()
OBJECT = "\ufffc"  # around the name of what is no text: a note, a picture, a page number
BRACKETS = re.compile(r" ?[(\[][^()\[\]]*[)\]]?")  # of an expansion
END = re.compile(r"[)\]]")  # what is left of one whose opening bracket was deleted

# Whether the tracked changes of an author are accepted.
Accept = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Before:
    """The format of a span before a tracked change of it (w:rPrChange)."""

    author: str
    bold: bool
    letters: Letters


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of text with one format, and its tracked changes.

    `shown` is the number under which the document shows a text of the content, or 0 outside those;
    `expansion` says that the program inserted it into that text; `bold` is what the run itself
    says; `inserted` and `deleted` are authors; `link` is where it leads.
    """

    text: str = ""
    shown: int = 0
    expansion: bool = False
    bold: bool = False
    letters: Letters = ()
    before: Before | None = None
    inserted: str | None = None
    deleted: str | None = None
    comments: tuple[str, ...] = ()
    link: str = ""

    @property
    def authors(self) -> set[str]:
        """The authors of its tracked insertion and deletion."""
        return {author for author in (self.inserted, self.deleted) if author is not None}

    def stays(self, accept: Accept) -> bool:
        """Return whether it is there once the changes of these authors are accepted."""
        if self.inserted is not None and not accept(self.inserted):
            return False
        return self.deleted is None or not accept(self.deleted)

    def settled(self, accept: Accept) -> "TextSpan":
        """Return the span in its format once the changes of these authors are accepted."""
        if self.before is None or accept(self.before.author):
            return self
        return replace(self, bold=self.before.bold, letters=self.before.letters, before=None)


def without_typed(spans: Iterable[TextSpan]) -> list[TextSpan]:
    """Return spans in which an expansion ends at its brackets.

    What a person types beside it, or in place of all of it, gets its style, but belongs to the
    text; it becomes text in the format of the letters before.
    """
    split: list[TextSpan] = []
    for expansion, group in groupby(spans, key=lambda span: span.expansion):
        own = list(group)
        split += typed_apart(own, split[-1] if split else None) if expansion else own
    return split


def typed_apart(group: list[TextSpan], before: TextSpan | None) -> Iterator[TextSpan]:
    """Yield the spans of an expansion, and as text what stands outside its brackets."""
    whole = "".join(span.text for span in group)
    brackets = BRACKETS.search(whole)
    start, end = brackets.span() if brackets else (0, len(whole) if END.search(whole) else 0)
    position = 0
    for span in group:
        if not span.text:
            yield span
        for first, last in ((0, start), (start, end), (end, len(whole))):
            part = span.text[max(first - position, 0) : max(last - position, 0)]
            if part and first == start and last == end:
                yield replace(span, text=part)
            elif part:
                like = before or span
                yield replace(
                    span, text=part, expansion=False, letters=like.letters, bold=like.bold
                )
        position += len(span.text)


@dataclass(slots=True)
class Paragraph:
    """The spans of a paragraph and its format; `mark` has the tracked changes of its end.

    `continues` is the number of a text that began in an earlier paragraph; `reshaped` the author of
    a tracked change of the format, and the format before; `note` the note that begins with it.
    """

    spans: list[TextSpan] = field(default_factory=list)
    mark: TextSpan = TextSpan()
    shape: Shape = PLAIN
    reshaped: tuple[str, Shape] | None = None
    style: str = ""
    continues: int = 0
    note: str = ""
