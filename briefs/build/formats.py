"""The formats that a document can be made in: a plain dict, one writer each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from briefs.build import libreoffice
from briefs.design import Theme
from briefs.files import Attachment
from briefs.html import Element
from briefs.problems import Problem, Severity

# A .docx and the bookmark of each id → the page of each id.
Paging = Callable[[bytes, Mapping[str, str]], Mapping[str, int]]


@dataclass(frozen=True)
class Assets:
    """What writers need besides the tree: look, fonts, the date, what finds Word's pages.

    `enclosed` are the files that the document carries, where its format can.
    """

    stylesheet: str
    fonts: Path
    created: datetime
    find_pages: Paging | None = None
    base: bytes = b""
    enclosed: Mapping[str, Attachment] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """A finished document: its bytes, its pages where the format has them, what went wrong."""

    data: bytes
    pages: int | None
    problems: tuple[Problem, ...]


Writer = Callable[[Element, Theme, Assets], Written]


def to_pdf(tree: Element, theme: Theme, assets: Assets) -> Written:
    """The tree as a tagged PDF with the files that it carries, read back before it goes out."""
    from briefs.pdf import (  # noqa: PLC0415  (the engine loads where it is used)
        PdfOptions,
        text_problems,
        write_pdf,
    )

    run = PdfOptions(assets.stylesheet, assets.created, assets.enclosed)
    data, pages, problems = write_pdf(tree, theme, run)
    return Written(data, pages, (*problems, *text_problems(data, tree)))


def to_word(tree: Element, theme: Theme, assets: Assets) -> Written:
    """The tree as a Word document; its contents list with the pages that LibreOffice finds.

    The first writing has a number in each entry, so that the second one fills the same lines.
    """
    from briefs.docx.write import WordOptions, toc_entries, write_docx  # noqa: PLC0415  (see above)

    fonts = assets.fonts if theme.word.embed_fonts else None
    run = WordOptions(assets.created, fonts, base=assets.base)
    names = toc_entries(tree) if assets.find_pages else {}
    problems: list[Problem] = []
    if assets.find_pages and names:
        draft, _ = write_docx(tree, theme, replace(run, pages=dict.fromkeys(names, 10)))
        run = replace(run, pages=assets.find_pages(draft, names))
        if set(run.pages) != set(names):
            problems.append(unpaged(tree))
    data, found = write_docx(tree, theme, run)
    return Written(data, None, tuple(found + problems))


def unpaged(tree: Element) -> Problem:
    """The warning that a contents list has no, or not all, page numbers."""
    return Problem(
        file=f"{tree.get('data-brief')} ({tree.get('data-edition')})",
        line=1,
        column=1,
        code="pages-unknown",
        message="LibreOffice could not lay the Word document out: its contents lack page numbers",
        hint="see whether `soffice --headless --convert-to pdf FILE.docx` works",
        severity=Severity.WARNING,
    )


FORMATS: Mapping[str, Writer] = {"pdf": to_pdf, "docx": to_word}

# Formats that carry files.
CARRIERS = {"pdf"}


def layout_of(tree: Element) -> str:
    """The LibreOffice that finds the pages of a contents list; nothing where there is no list."""
    return "" if tree.find(".//nav") is None else libreoffice.libreoffice_id()


# What a format's documents depend on besides their tree and look.
AROUND: Mapping[str, Callable[[Element], str]] = {"docx": layout_of}
