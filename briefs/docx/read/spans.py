"""The atoms of a Word document: stretches of text that know whose they are and how they are set."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from briefs.docx.read.effective_format import Letters, Shape

PLAIN = Shape()

Accept = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Before:
    """How letters were set before somebody changed that, tracked."""

    author: str
    bold: bool
    letters: Letters
    named: tuple[str, ...]  # the properties that the change is about, as Word calls them


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of text: whose it is, how it is set, who put it in or took it out."""

    text: str = ""
    shown: int = 0  # the number of the text of the content that it belongs to
    bold: bool = False
    letters: Letters = ()
    before: Before | None = None
    inserted: str | None = None
    deleted: str | None = None
    comments: tuple[str, ...] = ()

    @property
    def authors(self) -> set[str]:
        """Who tracked changes in it."""
        return {one for one in (self.inserted, self.deleted) if one is not None}

    def stays(self, accept: Accept) -> bool:
        """Whether it is there once the changes of these authors are accepted."""
        if self.inserted is not None and not accept(self.inserted):
            return False
        return self.deleted is None or not accept(self.deleted)

    def settled(self, accept: Accept) -> "TextSpan":
        """The atom as it is set once the changes of these authors are accepted."""
        if self.before is None or accept(self.before.author):
            return self
        return replace(self, bold=self.before.bold, letters=self.before.letters, before=None)


@dataclass(slots=True)
class Paragraph:
    """The atoms of a paragraph and how it is set; who put in, or took out, the mark at its end.

    `goes_on`: it starts inside this text, which a paragraph before it began.
    """

    atoms: list[TextSpan] = field(default_factory=list)
    mark: TextSpan = TextSpan()
    shape: Shape = PLAIN
    reshaped: tuple[str, Shape] | None = None  # by whom, and how it was set before
    style: str = ""
    goes_on: int = 0
