"""The tasks of a build, run by worker processes on all cores."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from briefs.build import libreoffice
from briefs.build.formats import FORMATS, Assets
from briefs.build.options import BuildOptions, cache_folder
from briefs.build.plan import Task
from briefs.design import LARGEST_REFERENCE_DOC, load_theme
from briefs.problems import Problem


@dataclass(frozen=True)
class TaskResult:
    """The bytes of a document, its pages, the seconds that it took, and the problems found."""

    task: Task
    data: bytes = field(repr=False)
    pages: int | None
    seconds: float
    problems: tuple[Problem, ...]


def run_tasks(tasks: tuple[Task, ...], options: BuildOptions) -> Iterator[TaskResult]:
    """Run the tasks in worker processes and yield each result as it is ready."""
    if not tasks:
        return
    workers = min(options.jobs or os.cpu_count() or 1, len(tasks))
    # The longest tasks first, so that no core waits for one that came last.
    queue = sorted(tasks, key=lambda task: (task.format != "pdf", -len(task.html)))
    folders = (options.design_folder, options.fonts)
    pool = ProcessPoolExecutor(workers, initializer=start_worker, initargs=folders)
    try:
        waiting: list[Future[TaskResult]] = [pool.submit(run_task, task) for task in queue]
        for future in as_completed(waiting):
            yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


WORKER: dict[str, Path] = {}  # the folders of the worker process, which every task of it reads


def start_worker(design: Path, fonts: Path) -> None:
    """Set a worker up: the given fonts and no others; the parent process handles Ctrl-C."""
    from briefs.pdf import use_fonts  # noqa: PLC0415  (before the PDF engine loads)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_fonts(fonts, cache_folder(fonts))
    WORKER.update(design=design, fonts=fonts)


def run_task(task: Task) -> TaskResult:
    """Write one document in a worker."""
    started = time.monotonic()
    design = WORKER["design"]
    theme = load_theme(design)
    assets = Assets(
        stylesheet=(design / "pdf.css").read_text(encoding="utf-8"),
        fonts=WORKER["fonts"],
        created=task.created,
        find_pages=libreoffice.bookmark_pages if libreoffice.libreoffice_path() else None,
        reference_doc=read_reference_doc(design, theme.word.base),
        attachments=task.attachments,
    )
    written = FORMATS[task.format].write(etree.fromstring(task.html), theme, assets)
    seconds = time.monotonic() - started
    return TaskResult(task, written.data, written.pages, seconds, written.problems)


def read_reference_doc(design: Path, name: str) -> bytes:
    """The user's Word template `name`, or nothing where it is not a file inside the folder.

    One byte more than the size limit is read at most, which the writer refuses.
    """
    path = (design / name).resolve()
    if not name or not path.is_relative_to(design.resolve()) or not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(LARGEST_REFERENCE_DOC + 1)
