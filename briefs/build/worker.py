"""A process of its own for work on what may be hostile: its limits, and a call in it."""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from typing import TypeVar

from briefs.limits import MOST_MEMORY

PR_SET_PDEATHSIG = 1  # of linux/prctl.h
T = TypeVar("T")


def in_a_worker(seconds: float, memory: int, call: Callable[..., T], *words: object) -> T | None:
    """Return what a call returns in a process of its own, which has limits of time and memory.

    None where it goes over a limit, or the process dies.
    """
    # Imported here: most commands need none of it.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    with ProcessPoolExecutor(1, initializer=set_limits, initargs=(memory,)) as pool:
        try:
            return pool.submit(call, *words).result(seconds)
        except (BrokenProcessPool, TimeoutError, MemoryError):
            return None
        finally:
            for process in (pool._processes or {}).values():
                process.kill()


def set_limits(memory: int = MOST_MEMORY) -> None:
    """Limit the memory of a worker process, and let its parent handle Ctrl-C.

    On Linux it dies with its parent, by whatever signal that dies (prctl(2)).
    """
    from multiprocessing import get_start_method, parent_process  # noqa: PLC0415  (as above)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        parent = parent_process()
        direct = get_start_method() != "forkserver"
        if direct and parent and os.getppid() != parent.pid:  # it died before this was said
            os._exit(1)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
