"""What came back in a Word document: every edit, of which brief and edition."""

from dataclasses import dataclass, field
from typing import Literal

from briefs.content import LocatedStr

Kind = Literal["text", "conflict", "outside", "moved", "formatting", "comment"]
UNTRACKED = ""  # the author of a change that nobody tracked


@dataclass(frozen=True)
class Edit:
    """One thing that is other than it was written: in a text of the content, or around them.

    `base` is what the document said, `edited` what it says; `was` is the text in the YAML now.
    What was moved has its lines in `base`, stood after `around` and stands after `edited`.
    """

    kind: Kind
    base: str
    edited: str
    authors: frozenset[str]
    path: str = ""
    around: str = ""
    note: str = ""  # what to know about it, or to do
    was: LocatedStr | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Review:
    """What came back: of which brief and edition, and every edit."""

    brief: str
    edition: str
    edits: tuple[Edit, ...]
