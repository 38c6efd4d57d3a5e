"""The edits of a Word document."""

from dataclasses import dataclass, field
from typing import Literal

from briefs.content import LocatedStr
from briefs.messages import joined, verbatim
from briefs.problems import NO_HINT, Message, fill

Kind = Literal["text", "conflict", "outside", "moved", "formatting", "comment"]
UNTRACKED = ""  # the author of a change that was not tracked


@dataclass(frozen=True)
class Edit:
    """A difference between a document as it was written and as it is, in a text or outside.

    `base` is what the document said, `edited` what it says, `current` the text in the YAML now,
    `context` the line before or around the edit. For lines that moved, `base` are the lines,
    `context` the line that they followed, `edited` the line that they follow now. What was edited
    in formatting is said in a message.
    """

    kind: Kind
    base: str
    edited: str
    authors: frozenset[str]
    path: str = ""
    context: str = ""
    note: Message = NO_HINT
    current: LocatedStr | None = field(default=None, compare=False)

    @property
    def author_names(self) -> Message:
        """The authors as a list in words."""
        known = [verbatim(author) for author in sorted(self.authors - {UNTRACKED})]
        return joined(fill(", "), known + [fill("not tracked")] * (UNTRACKED in self.authors))


@dataclass(frozen=True)
class DocumentEdits:
    """The edits of a document, and the brief and edition that it was built from."""

    brief: str
    edition: str
    edits: tuple[Edit, ...]
