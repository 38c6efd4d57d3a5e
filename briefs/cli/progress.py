"""How a build shows itself: a bar on a terminal, plain lines elsewhere, a table at the end."""

import sys
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as RichProgress
from rich.table import Table

from briefs.build import BuildResult


class Progress:
    """Names each document as it is made; `done` keeps them for the table."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done: list[BuildResult] = []
        self.console = Console(stderr=True)
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        self.bar = RichProgress(*columns, console=self.console, transient=True)
        self.task = self.bar.add_task("", total=total)

    def __enter__(self) -> Self:
        if self.console.is_terminal and self.total:
            self.bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.bar.stop()

    def step(self, one: BuildResult) -> None:
        """A document is there."""
        self.done.append(one)
        if self.console.is_terminal:
            self.bar.update(self.task, advance=1, description=one.job.path)
        else:
            print(f"[{len(self.done)}/{self.total}] {one.job.path}", file=sys.stderr, flush=True)


def table(done: list[BuildResult], fresh: int, seconds: float) -> None:
    """What was made: brief, edition, format, pages, size, time; and what did not need it."""
    console = Console()
    if done:
        made = Table(box=None, header_style="bold", pad_edge=False)
        for name, side in (
            ("brief", "left"),
            ("edition", "left"),
            ("format", "left"),
            ("pages", "right"),
            ("size", "right"),
            ("time", "right"),
        ):
            made.add_column(name, justify="right" if side == "right" else "left")
        for one in sorted(done, key=lambda each: each.job.path):
            job = one.job
            size = f"{len(one.data) / 1024:.0f} KB"
            pages = "" if one.pages is None else str(one.pages)
            made.add_row(job.brief, job.edition, job.format, pages, size, f"{one.seconds:.1f} s")
        console.print(made)
    console.print(
        f"{len(done)} documents made, {fresh} up to date, in {seconds:.1f} s", highlight=False
    )


def rows(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """A plain table."""
    made = Table(*headings, box=None, header_style="bold", pad_edge=False)
    for line in lines:
        made.add_row(*line)
    Console().print(made)
