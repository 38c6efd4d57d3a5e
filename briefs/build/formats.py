"""The registry of formats: name → how a document is written in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from briefs.build.libreoffice import bookmark_pages, libreoffice_path
from briefs.design import Language, Theme
from briefs.export import EVIDENCE
from briefs.files import Attachment
from briefs.html import Element
from briefs.problems import Problem, fill


@dataclass(frozen=True)
class Assets:
    """What writers need besides the tree and the theme.

    `stylesheet` is that of the format, if it has one; `fonts` is a folder; `reference_doc` has the
    bytes of the reference document, if any.
    """

    stylesheet: str
    languages: Mapping[str, Language]
    fonts: Path
    created: datetime
    reference_doc: bytes
    attachments: Mapping[str, Attachment]


@dataclass(frozen=True)
class Written:
    """A finished document: its bytes, its pages where the format has them, and the problems."""

    data: bytes = field(repr=False)
    pages: int | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Format:
    """A format: its writer and style sheet, and what it needs: attachments, the PDF engine.

    `cost` is the time that the writer takes for a tree of some length, relative to the others: the
    tasks of a build are ordered by it.
    """

    write: Callable[[Element, Theme, Assets], Written]
    stylesheet: str = ""
    takes_attachments: bool = False
    needs_engine: bool = False
    cost: float = 1


def to_pdf(tree: Element, theme: Theme, assets: Assets) -> Written:
    """Write a tree as a tagged PDF with its attachments, and check its text layer."""
    from briefs.pdf import PdfOptions, text_problems, write_pdf  # noqa: PLC0415  (a slow import)

    options = PdfOptions(assets.stylesheet, assets.created, assets.attachments)
    data, pages, problems = write_pdf(tree, theme, options)
    return Written(data, pages, (*problems, *text_problems(data, tree)))


def to_docx(tree: Element, theme: Theme, assets: Assets) -> Written:
    """Write a tree as a Word document whose contents list has LibreOffice's page numbers.

    LibreOffice lays out a first writing. Its contents list has a number in each entry, so that the
    entries fill the same lines as in the second writing.
    """
    from briefs.docx.write import WordOptions, toc_entries, write_docx  # noqa: PLC0415  (as above)

    fonts = assets.fonts if theme.word.embed_fonts else None
    options = WordOptions(assets.created, fonts, base=assets.reference_doc)
    names = toc_entries(tree) if libreoffice_path() else {}
    missing: list[Problem] = []
    if names:
        numbered = replace(options, pages=dict.fromkeys(names, 10), draft=True)
        draft, _ = write_docx(tree, theme, numbered)
        options = replace(options, pages=bookmark_pages(draft, names))
        if set(options.pages) != set(names):
            missing.append(pages_unknown(tree))
    data, problems = write_docx(tree, theme, options)
    return Written(data, None, (*problems, *missing))


def pages_unknown(tree: Element) -> Problem:
    """Return the warning that a contents list lacks page numbers."""
    return Problem(
        file=f"{tree.get('data-brief')} ({tree.get('data-edition')})",
        line=1,
        column=1,
        code="pages-unknown",
        message=fill(
            "LibreOffice could not lay the Word document out: its contents lack page numbers"
        ),
        hint=fill("see whether `soffice --headless --convert-to pdf FILE.docx` works"),
    )


def to_html(tree: Element, theme: Theme, assets: Assets) -> Written:
    """Write a tree as a web page in one file, with its fonts and its evidence inside."""
    from briefs.web import WebOptions, write_page  # noqa: PLC0415  (only where it is needed)

    evidence = next(
        (file.data for file in assets.attachments.values() if file.media_type == EVIDENCE), b""
    )
    options = WebOptions(assets.stylesheet, assets.languages, assets.fonts, evidence)
    return Written(write_page(tree, theme, options), None, ())


FORMATS: Mapping[str, Format] = {
    "pdf": Format(to_pdf, "pdf.css", takes_attachments=True, needs_engine=True),
    "docx": Format(to_docx),
    "html": Format(to_html, "web.css", takes_attachments=True, cost=0.01),
}
