"""The tasks of a build, run by worker processes on all cores."""

import gc
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from hashlib import sha256
from pathlib import Path

from lxml import etree

from briefs.build.formats import FORMATS, Assets, Written
from briefs.build.options import BuildOptions
from briefs.build.plan import Task
from briefs.design import LARGEST_REFERENCE_DOC, Design


def run_tasks(
    tasks: list[Task], options: BuildOptions, design: Design
) -> Iterator[tuple[Task, Written, float]]:
    """Run tasks in worker processes; yield each with its document and seconds as it is ready."""
    if not tasks:
        return
    workers = min(options.jobs or os.cpu_count() or 1, len(tasks))
    # The longest tasks first, so that no core waits for one that came last.
    queue = sorted(tasks, key=lambda task: (task.format != "pdf", -len(task.html)))
    fonts = options.fonts
    pool = ProcessPoolExecutor(workers, initializer=start_worker, initargs=(fonts,))
    try:
        waiting = {pool.submit(run_task, task, design, fonts): task for task in queue}
        for future in as_completed(waiting):
            yield waiting[future], *future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def start_worker(fonts: Path) -> None:
    """Set a worker up: the given fonts and no others; the parent process handles Ctrl-C.

    Garbage is collected after each document: to look for it while the PDF engine makes a million
    objects, nearly all of which it keeps, takes a fifth of the time.
    """
    from briefs.pdf import use_fonts  # noqa: PLC0415  (before the PDF engine loads)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_fonts(fonts, cache_folder(fonts))
    gc.disable()


def cache_folder(fonts: Path) -> Path:
    """Return the folder in the user's cache for the font configuration of a folder of fonts."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "briefs" / sha256(str(fonts.resolve()).encode()).hexdigest()[:12]


def run_task(task: Task, design: Design, fonts: Path) -> tuple[Written, float]:
    """Write one document in a worker; return it and the seconds that it took."""
    started = time.monotonic()
    assets = Assets(
        stylesheet=design.file("pdf.css").read_text(encoding="utf-8"),
        fonts=fonts,
        created=task.created,
        reference_doc=read_reference_doc(design),
        attachments=task.attachments,
    )
    written = FORMATS[task.format].write(etree.fromstring(task.html), design.theme, assets)
    gc.collect()
    return written, time.monotonic() - started


def read_reference_doc(design: Design) -> bytes:
    """Return the reference document of the theme, or nothing where no folder has such a file.

    At most one byte more than the size limit is read, which the writer refuses.
    """
    path = design.file(design.theme.word.base).resolve()
    inside = any(path.is_relative_to(folder.resolve()) for folder in design.folders)
    if not inside or not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(LARGEST_REFERENCE_DOC + 1)
