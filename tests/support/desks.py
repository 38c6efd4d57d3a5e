"""A desk that runs in this process, for the tests of its pages, or as the command."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from urllib.parse import urlsplit

from briefs.desk import Places, serve
from briefs.files import project_folders
from tests.support.paths import ROOT

LONG = 60  # seconds in which what is expected happens on a busy machine
PATIENCE = 15_000  # milliseconds that a page has to show what is expected


@dataclass
class Desk:
    """A desk that runs: the folder of its project, its address with and without the token."""

    folder: Path
    url: str

    @property
    def origin(self) -> str:
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    def read(self, name: str) -> str:
        return (self.folder / name).read_bytes().decode()

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_bytes(text.encode())

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert text.count(old) == 1
        self.write(name, text.replace(old, new))


def places_of(folder: Path) -> Places:
    """Return the folders of a project for its desk."""
    folders = project_folders(folder)
    return Places(
        folders, folders.content, folders.templates, folders.sources, folders.output, "en"
    )


@contextmanager
def running(folder: Path) -> Iterator[Desk]:
    """Run the desk of a project."""
    places = places_of(folder)
    ready: Queue[tuple[str, Callable[[], None]]] = Queue()
    thread = Thread(target=serve, args=(places, 0, False, lambda *found: ready.put(found)))
    thread.start()
    url, end = ready.get(timeout=20)
    yield Desk(folder, url)
    end()
    thread.join(timeout=20)
    assert not thread.is_alive()


def wait_for(happened: Callable[[], object]) -> None:
    """Wait until something has happened."""
    deadline = time.monotonic() + LONG
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@contextmanager
def desk_of(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command in a project as a user does; yield its process and the address it prints."""
    command = [sys.executable, str(ROOT / "build.py"), "desk", "--no-browser", *words]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def children_of(process: int | str) -> list[str]:
    """Return the ids of the processes that a process has started."""
    task = Path(f"/proc/{process}/task")
    return " ".join(path.read_text() for path in task.glob("*/children")).split()
