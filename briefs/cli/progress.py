"""The progress of a build on a terminal or in a log, and tables."""

import sys
from collections.abc import Iterable, Sequence
from functools import cache

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from briefs.build import BuildReport, BuiltDocument

HEADINGS = ("brief", "edition", "format", "pages", "size", "time")
NUMBERS = {"pages", "size", "time"}  # the columns set to the right


def show_document(document: BuiltDocument, number: int, total: int) -> None:
    """Show that document `number` of `total` is written: a bar on a terminal, else a line."""
    if not Console(stderr=True).is_terminal:
        print(f"[{number}/{total}] {document.path}", file=sys.stderr, flush=True)
        return
    bar = progress_bar()
    bar.update(bar.task_ids[0], completed=number, total=total, description=document.path)
    if number == total:
        bar.stop()


@cache
def progress_bar() -> Progress:
    """Return the progress bar of this process, started at the first call."""
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task("")
    bar.start()
    return bar


def print_documents(report: BuildReport) -> None:
    """Print a table of the documents that were written, and how many were up to date."""
    rows = [
        (
            *(document.brief, document.edition, document.format),
            "" if document.pages is None else str(document.pages),
            f"{document.size / 1024:.0f} KB",
            f"{document.seconds:.1f} s",
        )
        for document in sorted(report.documents, key=lambda document: document.path)
    ]
    if rows:
        print_rows(HEADINGS, rows)
    line = f"{len(rows)} documents made, {report.kept} up to date, in {report.seconds:.1f} s"
    Console().print(line, highlight=False)


def print_rows(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a plain table."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        table.add_column(heading, justify="right" if heading in NUMBERS else "left")
    for row in rows:
        table.add_row(*row)
    Console().print(table)
