"""Runs a command in a process of its own and looks at, or disturbs, every change of the disk.

Changes are seen by the audit events of Python and by `os.fsync`. Documents are written in the same
process, so that every change is seen.
"""

import errno
import os
import shutil
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from sys import addaudithook
from tempfile import TemporaryFile
from typing import Any

import briefs.build.stages
import briefs.docx.write
import briefs.web  # noqa: F401  (imported once, before there are copies of this process)
from briefs.build import run
from briefs.cli.main import main
from briefs.files import PART

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
MAKES = {"open", "os.mkdir", "os.link", "os.symlink", "fsync"}  # what a full disk refuses
CHANGES = MAKES | {"os.remove", "os.rename", "os.rmdir", "os.truncate"}

# Called before each change with its event and its path.
Fault = Callable[[str, Any], None]


class Here(Executor):
    """Does at once, in this process, what it is given."""

    def submit(self, call: Callable[..., Any], /, *words: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(call(*words, **named))
        except BaseException as error:  # as any executor
            future.set_exception(error)
        return future


def run_with(fault: Fault | None, *words: str) -> tuple[int, str]:
    """Run a command in a copy of this process; return its status and what it printed."""
    with TemporaryFile("w+") as output:
        process = os.fork()
        if not process:
            status = 99
            try:
                with redirect_stdout(output), redirect_stderr(output):
                    run.Workers.processes = lambda _: Here()  # type: ignore[assignment,method-assign,return-value]
                    if fault:
                        watch(fault)
                    status = main(words)
                    output.flush()
            finally:
                os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        output.seek(0)
        return status, output.read()


def watch(fault: Fault) -> None:
    """Let `fault` be called before each change of the disk by this process."""
    fsync = os.fsync
    busy = False

    def hook(event: str, values: tuple[Any, ...]) -> None:
        nonlocal busy
        if event in CHANGES and not busy and is_change(event, values):
            busy = True  # what the fault itself does is none of the program’s changes
            try:
                fault(event, values[0])
            finally:
                busy = False

    def failing(handle: int) -> None:
        name = Path(f"/proc/self/fd/{handle}").readlink()
        hook("fsync", (name.relative_to(Path.cwd()) if name.is_relative_to(Path.cwd()) else name,))
        fsync(handle)

    addaudithook(hook)
    os.fsync = failing  # type: ignore[assignment]


def is_change(event: str, values: tuple[Any, ...]) -> bool:
    """Return whether an event is about to change the disk; compiled modules do not count."""
    if "__pycache__" in str(values[0]):
        return False
    if event == "open":
        by_path = isinstance(values[0], str | os.PathLike)
        return by_path and isinstance(values[2], int) and bool(values[2] & WRITES)
    if event == "os.mkdir":
        return not Path(values[0]).exists()
    return event != "os.remove" or os.path.lexists(values[0])


def states(kept: Path, *words: str) -> list[Path]:
    """Run a command; return copies of the current folder as it was before each change of the disk.

    Each is what a kill or a crash at that change leaves. Where a file is being written, half of it
    is there. The copies are in the folder `kept`, whose last one is the folder as it is in the end.
    """
    kept.mkdir()

    def keep(event: str, path: Any) -> None:
        if event == "open":  # nothing else is written in place
            assert str(path).endswith(PART) or Path(path).parent.name == "locks", path
        whole = path.read_bytes() if event == "fsync" else b""
        if event == "fsync":
            os.truncate(path, len(whole) // 2)
        shutil.copytree(Path(), kept / f"{len(list(kept.iterdir())):03}", symlinks=True)
        if event == "fsync":
            path.write_bytes(whole)

    status, said = run_with(keep, *words)
    assert status in (0, 1), said
    shutil.copytree(Path(), kept / "last")
    return sorted(kept.iterdir())


def refusing(number: int, at: int = 1, folder: str = "") -> Fault:
    """Return a fault: an error of the system at the change number `at`, and at all after it.

    Only changes in a folder count where one is given.
    """
    left = at
    events = MAKES if number == errno.ENOSPC else CHANGES

    def refuse(event: str, path: Any) -> None:
        nonlocal left
        if not str(path).startswith(folder) or event not in events or path == os.devnull:
            return
        left -= 1
        if left <= 0:
            raise OSError(number, os.strerror(number), path)

    return refuse
