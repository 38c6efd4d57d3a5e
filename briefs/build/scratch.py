"""Folders for files that are needed only while a document is made, of which nothing is left.

Each is locked by its process, and by the programs that work in it, until they end (flock(2)). What
a process that was killed has left is locked by nobody, and the next build deletes it.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import md5
from pathlib import Path
from tempfile import gettempdir, mkdtemp

PREFIX = "briefs-work-"
FIRST_HANDLE = 10  # the guard of LibreOffice uses the ones below


@contextmanager
def scratch_folder() -> Iterator[tuple[Path, int]]:
    """Give an empty folder, deleted at the end, and the handle that a program in it inherits."""
    folder, handle = new_folder()
    try:
        yield folder, handle
    finally:
        delete_folder(folder, handle)


def new_folder() -> tuple[Path, int]:
    """Return a new folder and the handle that locks it; OSError where none can be made.

    Where the file system has no locks, it is not locked, and no build takes it for left.
    """
    while True:
        folder = Path(mkdtemp(prefix=PREFIX))
        with suppress(FileNotFoundError):  # a build deleted it before it was locked
            handle = handle_of(folder)
            with suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX)
            if folder.is_dir():
                return folder, handle
            os.close(handle)


def handle_of(folder: Path) -> int:
    """Return a handle of a folder; OSError where it is none, or a link."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        return fcntl.fcntl(handle, fcntl.F_DUPFD_CLOEXEC, FIRST_HANDLE)
    finally:
        os.close(handle)


def delete_folder(folder: Path, handle: int) -> None:
    """Delete a folder of this process, and the socket that a killed LibreOffice left for it."""
    with suppress(OSError):
        libreoffice_socket(folder).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_UN)  # a worker that was started meanwhile has it too
    os.close(handle)


def delete_leftovers(seconds: float = 0) -> None:
    """Delete the folders of this user that no process holds any more.

    Processes that were just killed may hold theirs for some milliseconds: they have `seconds`.
    """
    end = time.monotonic() + seconds
    held = list(Path(gettempdir()).glob(f"{PREFIX}*"))
    while held := [folder for folder in held if not is_deleted(folder)]:
        if time.monotonic() >= end:
            return
        time.sleep(0.02)


def is_deleted(folder: Path) -> bool:
    """Return whether a folder is gone, which it is not where somebody holds it."""
    with suppress(OSError):
        handle = handle_of(folder)
        try:
            if os.fstat(handle).st_uid != os.geteuid():
                raise PermissionError
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # somebody works in it, or it cannot be known
            os.close(handle)
        else:
            delete_folder(folder, handle)
    return not folder.exists()


def profile_url(folder: Path) -> str:
    """Return the address of LibreOffice's profile in a folder of its own."""
    return (folder / "profile").as_uri()


def libreoffice_socket(folder: Path) -> Path:
    """Return the socket of LibreOffice, named by user and profile, outside any folder of ours.

    Its name has the MD5 of the profile's address in UTF-16, without the zeros before single digits.
    """
    state = md5(profile_url(folder).encode("utf-16-le"), usedforsecurity=False).digest()
    name = "".join(f"{byte:x}" for byte in state)
    return Path(f"/tmp/OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{name}")
