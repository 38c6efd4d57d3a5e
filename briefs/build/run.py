"""The tasks of a build, run by worker processes on all cores."""

import gc
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from hashlib import sha256
from multiprocessing.util import Finalize
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType
from typing import Self

from lxml import etree

from briefs.build.formats import FORMATS, Assets, Written
from briefs.build.plan import Task
from briefs.build.scratch import delete_folder, new_folder
from briefs.build.worker import set_limits
from briefs.checks import Findings
from briefs.content import Memory
from briefs.design import LARGEST_REFERENCE_DOC, Design
from briefs.files import user_cache
from briefs.limits import LONGEST_WRITING, MOST_MEMORY
from briefs.messages import counted
from briefs.problems import Message, Problem, fill

Result = tuple[Task, Written, float]


class Workers:
    """Worker processes that keep engine and fonts in memory between builds, until `close`.

    `executor` takes their place where it is given: any executor whose workers have this package
    and the fonts in the same folder. Long documents come first, so that no core waits for one that
    came last; where somebody waits for the first (`shortest_first`), web pages do. `content` has
    what was read of the content, and `findings` what was found in it, for the next build.
    """

    def __init__(
        self,
        fonts: Path,
        jobs: int = 0,
        executor: Executor | None = None,
        shortest_first: bool = False,
    ) -> None:
        self.fonts = fonts
        self.shortest_first = shortest_first
        self.jobs = jobs or os.cpu_count() or 1
        self.executor = executor
        self.pool: ProcessPoolExecutor | None = None
        self.content = Memory()
        self.findings = Findings()
        self.loading: list[Future[None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self.stop()

    def begin(self, most: int, *, engine: bool) -> None:
        """Start the processes, at most so many; the PDF engine loads in each while one plans."""
        if self.executor is None and self.pool is None:
            self.jobs = min(self.jobs, most)
            load = load_engine if engine else start_worker
            self.loading = [self.processes().submit(load, self.fonts) for _ in range(self.jobs)]

    def run(
        self, tasks: Sequence[Task], design: Design, meanwhile: Callable[[], None]
    ) -> Iterator[Result]:
        """Run tasks; yield each with its document and seconds as it is ready.

        `meanwhile` is called at most once, when the workers have begun and before the first result;
        not where somebody waits for that. Where a worker dies, the tasks that are left run one at a
        time, so that it is known which of them it dies of.
        """
        if not tasks:
            return
        # A copy without languages in memory: they are a megabyte, and grow while they are pickled.
        design = replace(design)
        ordered = sorted(tasks, key=lambda task: task.rank, reverse=self.shortest_first)
        left = {task.path: task for task in ordered}
        try:
            work = None if self.shortest_first else meanwhile
            together = self.run_together(list(left.values()), design, work)
            for task, written, seconds in together:
                del left[task.path]
                yield task, written, seconds
        except BrokenProcessPool:
            for task in list(left.values()):
                yield self.run_alone(task, design)

    def run_together(
        self, tasks: Sequence[Task], design: Design, meanwhile: Callable[[], None] | None = None
    ) -> Iterator[Result]:
        """Run tasks side by side; BrokenProcessPool where a worker dies."""
        try:
            executor = self.executor or self.processes()
            waiting = {executor.submit(run_task, task, design, self.fonts): task for task in tasks}
            if meanwhile:
                meanwhile()
            for future in as_completed(waiting):
                yield waiting.pop(future), *future.result()  # popped, its bytes can be forgotten
        except BaseException:  # Ctrl-C, too, does not wait for documents that nobody wants
            self.stop()
            raise

    def run_alone(self, task: Task, design: Design) -> Result:
        """Run one task in a worker of its own; its document has an error where the worker dies."""
        self.stop()
        try:
            (result,) = self.run_together([task], design)
        except BrokenProcessPool:
            message = fill("the worker that wrote {path} died", path=task.path)
            return task, stopped(task, message), 0
        return result

    def processes(self) -> ProcessPoolExecutor:
        """Return the worker processes, started where there are none."""
        if self.pool is None:
            self.pool = ProcessPoolExecutor(self.jobs, initializer=set_limits)
        return self.pool

    def stop(self) -> None:
        """Stop the worker processes in the midst of what they do."""
        pool, self.pool = self.pool, None
        if pool is not None:
            for process in list((pool._processes or {}).values()):
                process.kill()
            # Not left to the end of this process, where the thread of the pool may be half gone.
            pool.shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        """Stop the worker processes when they have done what they were given.

        Where that was nothing, the engine may still be loading, for which nobody waits.
        """
        if any(one.running() for one in self.loading):
            self.stop()
        if self.pool is not None:
            self.pool.shutdown(wait=True, cancel_futures=True)
            self.pool = None


@cache
def start_worker(fonts: Path) -> None:
    """Let this process find the given fonts and no others, once.

    Where the cache cannot be used, fontconfig's files are in a folder of this process. Garbage is
    collected between documents: to look for it while the PDF engine makes a million objects, nearly
    all of which it keeps, takes a fifth of the time.
    """
    from briefs.pdf import use_fonts  # noqa: PLC0415  (before the PDF engine loads)

    try:
        use_fonts(fonts, cache_folder(fonts))
    except OSError:
        folder, handle = new_folder()
        Finalize(None, delete_folder, (folder, handle), exitpriority=1)
        use_fonts(fonts, folder)
    gc.disable()


def load_engine(fonts: Path) -> None:
    """Load the PDF engine in a worker, which takes half a second, while a build is planned."""
    start_worker(fonts)
    import weasyprint  # noqa: F401, PLC0415  (after its fonts are known)


def cache_folder(fonts: Path) -> Path:
    """Return the folder in the user's cache for the font configuration of a folder of fonts."""
    return user_cache() / sha256(os.fsencode(fonts.resolve())).hexdigest()[:12]


def run_task(task: Task, design: Design, fonts: Path) -> tuple[Written, float]:
    """Write one document in a worker; return it and the seconds that it took.

    A document that takes more time or memory than the limits has an error in place of its bytes.
    """
    started = time.monotonic()
    start_worker(fonts)
    gc.collect()  # before a document, not after it: nobody waits for the garbage of the last one
    gc.freeze()  # modules and what they remember, which need not be looked through again
    try:
        with time_limit():
            written = write(task, design, fonts)
    except TimeoutError:
        limit = counted(
            "the limit is {count} second", "the limit is {count} seconds", count=LONGEST_WRITING
        )
        written = stopped(task, fill("{path} takes too long: {limit}", path=task.path, limit=limit))
    except MemoryError:
        limit = fill("the limit is {size} MB", size=MOST_MEMORY // 1_000_000)
        written = stopped(
            task, fill("{path} takes too much memory: {limit}", path=task.path, limit=limit)
        )
    return written, time.monotonic() - started


@contextmanager
def time_limit() -> Iterator[None]:
    """Raise TimeoutError in what takes too long; only the main thread of a process can do so."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LONGEST_WRITING)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def stopped(task: Task, message: Message) -> Written:
    """Return what stands for a document that could not be finished."""
    hint = fill("the other documents are built; show less in this brief, or split it")
    problem = Problem(f"{task.brief} ({task.edition})", 1, 1, "document-stopped", message, hint)
    return Written(b"", None, (problem,))


def write(task: Task, design: Design, fonts: Path) -> Written:
    """Write the document of a task."""
    made = FORMATS[task.format]
    css = design.file(made.stylesheet).read_text(encoding="utf-8") if made.stylesheet else ""
    assets = Assets(
        stylesheet=css,
        languages={code: design.language(code) for code in design.theme.languages},
        fonts=fonts,
        created=task.created,
        reference_doc=read_reference_doc(design),
        attachments=task.attachments,
    )
    return made.write(etree.fromstring(task.html), design.theme, assets)


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
