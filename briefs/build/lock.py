"""One build at a time in an output folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefs.build.options import OptionsError
from briefs.files import digest, user_cache
from briefs.problems import fill


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Keep other builds out of a folder; OptionsError where one is at work there.

    The lock is a file in the user's cache, which the system unlocks when the process ends, by
    whatever end (flock(2)). Where it cannot be made, builds are not kept apart.
    """
    handle = None
    with suppress(OSError):
        folder = user_cache() / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        name = digest(os.fsencode(output.resolve()))
        handle = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if handle is not None:
            take(handle, output)
        yield
    finally:
        if handle is not None:
            with suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_UN)  # workers that run on have the handle too
            os.close(handle)


def take(handle: int, output: Path) -> None:
    """Lock a file; OptionsError where another process holds it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        message = fill(
            "another build is writing into {output}: wait until it ends, or stop it", output=output
        )
        raise OptionsError(message) from error
    except OSError:  # a file system without locks
        return
