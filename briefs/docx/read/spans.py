"""Text spans and paragraphs: the intermediate form of what a Word document says."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from briefs.docx.read.effective_format import Letters, Shape

PLAIN = Shape()

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
    `bold` is what the run itself says; `inserted` and `deleted` are authors.
    """

    text: str = ""
    shown: int = 0
    bold: bool = False
    letters: Letters = ()
    before: Before | None = None
    inserted: str | None = None
    deleted: str | None = None
    comments: tuple[str, ...] = ()

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


@dataclass(slots=True)
class Paragraph:
    """The spans of a paragraph and its format; `mark` has the tracked changes of its end.

    `continues` is the number of a text that began in an earlier paragraph; `reshaped` the author of
    a tracked change of the format, and the format before.
    """

    spans: list[TextSpan] = field(default_factory=list)
    mark: TextSpan = TextSpan()
    shape: Shape = PLAIN
    reshaped: tuple[str, Shape] | None = None
    style: str = ""
    continues: int = 0
