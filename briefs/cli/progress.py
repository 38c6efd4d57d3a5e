"""The progress of a build on a terminal or in a log, and tables."""

import sys
from collections.abc import Iterable, Sequence
from functools import cache

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from briefs.build import BuildReport, BuiltDocument
from briefs.cli.language import told
from briefs.cli.output import print_message
from briefs.messages import Message, counted, fill

PAGES, SIZE, TIME = fill("pages"), fill("size"), fill("time")
HEADINGS = (fill("brief"), fill("edition"), fill("format"), PAGES, SIZE, TIME)
NUMBERS = {PAGES, SIZE, TIME}  # the columns set to the right


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
            told(fill("{size:.0f} KB", size=document.size / 1024)),
            told(fill("{seconds:.1f} s", seconds=document.seconds)),
        )
        for document in sorted(report.documents, key=lambda document: document.path)
    ]
    if rows:
        print_rows(HEADINGS, rows)
    message = fill(
        "{made}, {kept} up to date, in {seconds:.1f} s",
        made=counted("{count} document made", "{count} documents made", count=len(rows)),
        kept=report.kept,
        seconds=report.seconds,
    )
    print_message(message)


def print_rows(headings: Sequence[Message], rows: Iterable[Sequence[str]]) -> None:
    """Print a plain table."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        table.add_column(told(heading), justify="right" if heading in NUMBERS else "left")
    for row in rows:
        table.add_row(*row)
    Console().print(table)
