"""Runs commands and measures them: wall time, CPU time of the command and its children, memory."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Measure:
    """Seconds by the clock and of the processors, and the most memory of one process in MB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Command:
    """A command in a folder; `before` runs before each time, unmeasured."""

    words: Sequence[str]
    folder: Path
    before: Callable[[], object] = lambda: None
    status: tuple[int, ...] = (0,)


def run(command: Command) -> Measure:
    """Run a command once; CalledProcessError where its exit status is not as expected."""
    command.before()
    started = time.monotonic()
    process = subprocess.Popen(
        command.words,
        cwd=command.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in command.status:
        raise subprocess.CalledProcessError(process.returncode, command.words)
    return Measure(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def interleaved(commands: Mapping[str, Command], rounds: int) -> dict[str, Measure]:
    """Run each command once a round, in turn; return the medians by name."""
    measured: dict[str, list[Measure]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            measured[name].append(run(command))
    return {
        name: Measure(
            median(one.wall for one in measures),
            median(one.cpu for one in measures),
            median(one.memory for one in measures),
        )
        for name, measures in measured.items()
    }
