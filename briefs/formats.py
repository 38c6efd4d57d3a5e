"""The formats that a document can be made in: a plain dict, one writer each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefs.document import Element
from briefs.problems import Problem
from briefs.theme import Theme


@dataclass(frozen=True)
class Assets:
    """What writers need besides the tree: the stylesheet, the fonts, the date of the content."""

    stylesheet: str
    fonts: Path
    created: datetime


@dataclass(frozen=True)
class Written:
    """A finished document: its bytes, its pages where the format has them, what went wrong."""

    data: bytes
    pages: int | None
    problems: tuple[Problem, ...]


Writer = Callable[[Element, Theme, Assets], Written]


def to_pdf(tree: Element, theme: Theme, assets: Assets) -> Written:
    """The tree as a tagged PDF."""
    from briefs.pdf import PdfRun, write_pdf  # noqa: PLC0415  (the engine loads where it is used)

    data, pages, problems = write_pdf(tree, theme, PdfRun(assets.stylesheet, assets.created))
    return Written(data, pages, tuple(problems))


def to_word(tree: Element, theme: Theme, assets: Assets) -> Written:
    """The tree as a Word document."""
    from briefs.word import WordRun, write_word  # noqa: PLC0415  (see above)

    fonts = assets.fonts if theme.word.embed_fonts else None
    data, problems = write_word(tree, theme, WordRun(assets.created, fonts, {}))
    return Written(data, None, tuple(problems))


FORMATS: Mapping[str, Writer] = {"pdf": to_pdf, "docx": to_word}
