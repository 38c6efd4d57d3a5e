"""The tasks of a build, run by worker processes on all cores."""

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
from briefs.design import LARGEST_REFERENCE_DOC, load_theme


def run_tasks(tasks: list[Task], options: BuildOptions) -> Iterator[tuple[Task, Written, float]]:
    """Run tasks in worker processes; yield each with its document and seconds as it is ready."""
    if not tasks:
        return
    workers = min(options.jobs or os.cpu_count() or 1, len(tasks))
    # The longest tasks first, so that no core waits for one that came last.
    queue = sorted(tasks, key=lambda task: (task.format != "pdf", -len(task.html)))
    design, fonts = options.design_folder, options.fonts
    pool = ProcessPoolExecutor(workers, initializer=start_worker, initargs=(fonts,))
    try:
        waiting = {pool.submit(run_task, task, design, fonts): task for task in queue}
        for future in as_completed(waiting):
            yield waiting[future], *future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def start_worker(fonts: Path) -> None:
    """Set a worker up: the given fonts and no others; the parent process handles Ctrl-C."""
    from briefs.pdf import use_fonts  # noqa: PLC0415  (before the PDF engine loads)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_fonts(fonts, cache_folder(fonts))


def cache_folder(fonts: Path) -> Path:
    """Return the folder in the user's cache for the font configuration of a folder of fonts."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "briefs" / sha256(str(fonts.resolve()).encode()).hexdigest()[:12]


def run_task(task: Task, design: Path, fonts: Path) -> tuple[Written, float]:
    """Write one document in a worker, given the folders; return it and the seconds it took."""
    started = time.monotonic()
    theme = load_theme(design)
    assets = Assets(
        stylesheet=(design / "pdf.css").read_text(encoding="utf-8"),
        fonts=fonts,
        created=task.created,
        reference_doc=read_reference_doc(design, theme.word.base),
        attachments=task.attachments,
    )
    written = FORMATS[task.format].write(etree.fromstring(task.html), theme, assets)
    return written, time.monotonic() - started


def read_reference_doc(design: Path, name: str) -> bytes:
    """Return the reference document `name`, or nothing where the folder has no such file.

    At most one byte more than the size limit is read, which the writer refuses.
    """
    path = (design / name).resolve()
    if not name or not path.is_relative_to(design.resolve()) or not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(LARGEST_REFERENCE_DOC + 1)
