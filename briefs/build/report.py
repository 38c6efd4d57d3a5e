"""What a build tells its caller: each document as it is written, and a report at the end."""

from collections.abc import Callable
from dataclasses import dataclass

from briefs.problems import Problem


@dataclass(frozen=True)
class BuiltDocument:
    """A document that was written: `path` under the output folder, `size` in bytes.

    `pages` is None for formats without pages of their own; `seconds` is the time that it took.
    """

    brief: str
    edition: str
    format: str
    path: str
    pages: int | None
    size: int
    seconds: float


@dataclass(frozen=True)
class BuildReport:
    """The outcome of a build.

    `unchanged`: no input had changed, so nothing was looked at. `kept` counts the documents that
    were up to date. `blocked` names the briefs with errors in what they show, `unwritten` the
    paths of documents whose making found errors, `deleted` those that no brief asks for any more.
    """

    problems: tuple[Problem, ...] = ()
    documents: tuple[BuiltDocument, ...] = ()
    unchanged: bool = False
    kept: int = 0
    blocked: tuple[str, ...] = ()
    unwritten: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    seconds: float = 0


# Called when each document is written, with the number of documents of this build.
Progress = Callable[[BuiltDocument, int], None]
