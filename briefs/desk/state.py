"""The project that a desk shows: its files as they are now, what is saved, and undone."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from briefs import checks
from briefs.build import problem_from
from briefs.content import Library, LocatedStr, Memory, load
from briefs.design import Design, DesignError, load_design
from briefs.files import ProjectFolders, write_whole
from briefs.messages import Message, fill
from briefs.problems import Problem, errors

MOST_UNDONE = 200  # saves that can be undone
UNDER_WAY = {"stale", "missing"}  # what a running build is about to make

Files = dict[Path, tuple[str | None, str]]  # the text of each before (None: no file) and after


@dataclass(frozen=True)
class Places:
    """The folders of the project, and the words of the command line that name others."""

    folders: ProjectFolders
    content: Path
    templates: Path
    sources: Path
    output: Path
    language: str  # of messages, unless its user chooses another
    words: tuple[str, ...] = ()


@dataclass
class Snapshot:
    """The content and the design as they are at a moment, with their problems."""

    library: Library
    design: Design | None
    faults: tuple[Problem, ...]
    sources: Path
    findings: checks.Findings

    @cached_property
    def problems(self) -> list[Problem]:
        """All problems of the content, compared with the source texts where these are there."""
        if self.design is None:
            return [*self.library.problems, *self.faults]
        sources = self.sources if self.sources.is_dir() else None
        context, first = self.design.check_context, not self.findings.known
        return checks.check(self.library, context, sources, first, self.findings)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the project's texts."""
        return tuple(self.design.theme.languages) if self.design else ()


class State:
    """A project, read again whenever a file has changed; who uses it holds `lock`.

    `version` grows with each change of an input, `built` with each change of the output.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        self.lock = Lock()
        self.memory, self.findings = Memory(), checks.Findings()
        self.version, self.built = 1, 1
        self.builder = Builder(places)
        self.undoable: list[Files] = []
        self.pulled: dict[str, dict[str, tuple[LocatedStr, str]]] = {}  # edits of Word documents
        self.ending = False
        self.last: tuple[object, Snapshot] | None = None
        self.design: tuple[object, Design | None, tuple[Problem, ...]] | None = None

    def now(self, unsaved: Mapping[Path, str] | None = None) -> Snapshot:
        """Return the project as it is now, or as it would be with some unsaved texts of files."""
        memory = self.memory
        if unsaved:
            texts = {str(path): text for path, text in unsaved.items()}
            memory = Memory(dict(memory.known), texts)
        library = load(self.places.content, self.places.folders.root, memory)
        design, faults = self.current_design(library)
        # The memory has the same object for a file whose text has not changed.
        files = ([*map(id, library.files.values())], library.problems, id(design))
        key = (*files, times(self.places.sources.glob("*")), times(self.places.content.glob("*.*")))
        if self.last and self.last[0] == key and not unsaved:
            return self.last[1]
        snapshot = Snapshot(library, design, faults, self.places.sources, self.findings)
        if not unsaved:
            self.last = key, snapshot
        return snapshot

    def current_design(self, library: Library) -> tuple[Design | None, tuple[Problem, ...]]:
        """Return the design, loaded again where one of its files has changed; or its problems."""
        key = times(self.places.templates.rglob("*")), id(library.project_file)
        if self.design is None or self.design[0] != key:
            try:
                fonts = self.places.folders.fonts
                loaded = load_design(self.places.templates, library.project_file, fonts)
                self.design = key, loaded, loaded.problems
            except DesignError as error:
                self.design = key, None, tuple(error.problems)
        return self.design[1:]

    @property
    def status(self) -> dict[str, object]:
        """What the pages are told of: versions, and what the builder does."""
        versions = {"version": self.version, "built": self.built}
        return {**versions, "undoable": bool(self.undoable), **self.builder.status}

    def save(self, files: Files) -> None:
        """Write the new texts of files, each whole, and remember the old ones."""
        for path, (_, text) in files.items():
            write_whole(path, text.encode())
        self.remember(files)

    def remember(self, files: Files) -> None:
        """Remember what was written into files, to be undone."""
        self.undoable = [*self.undoable, files][-MOST_UNDONE:]
        self.version += 1

    def undo(self) -> Message:
        """Write the texts from before the last save, unless somebody has changed a file since."""
        if not self.undoable:
            return fill("there is nothing to undo")
        saved = self.undoable[-1]
        for path, (_, after) in saved.items():
            if text_of(path) != after:
                return fill("“{file}” has changed since: it is not undone", file=path.name)
        self.undoable.pop()
        for path, (before, _) in saved.items():
            if before is None:
                path.unlink()
            else:
                write_whole(path, before.encode())
        self.version += 1
        return fill("undone")


def times(paths: Iterable[Path]) -> list[tuple[Path, int]]:
    """Return when each of some files was changed."""
    return sorted((path, path.stat().st_mtime_ns) for path in paths if path.is_file())


def text_of(path: Path) -> str | None:
    """Return the text of a file, its line ends as they are; None where it cannot be read."""
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None


@dataclass(frozen=True)
class Built:
    """What a build could not do: its problems, and the documents that it did not write.

    `stopped` says that it ended before any document, such as on a full disk.
    """

    problems: tuple[Problem, ...] = ()
    unwritten: tuple[str, ...] = ()
    stopped: bool = False


class Builder:
    """The command `watch` in a process of its own, which builds what is saved; and what it says."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.process: subprocess.Popen[str] | None = None
        self.step: str | None = ""  # how much of a build is done; None where none is under way
        self.last = Built()

    @property
    def status(self) -> dict[str, object]:
        """Whether the process runs or ended by itself, what it builds, and whether that failed."""
        runs = self.process is not None and self.process.poll() is None
        return {
            "runs": runs,
            "ended": self.process is not None and not runs,
            "builds": runs and self.step is not None,
            "step": self.step,
            "failed": bool(errors(self.last.problems)),
        }

    def start(self) -> None:
        """Start the process; its lines are read as they come, its faults go to the terminal."""
        self.process = subprocess.Popen(
            [sys.executable, sys.argv[0], "watch", "--for-desk", *self.places.words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        Thread(target=self.read, daemon=True).start()

    def read(self) -> None:
        """Keep what the process says last of its work, and of its last build."""
        if self.process and self.process.stdout:
            for line in self.process.stdout:
                with suppress(ValueError):  # a line that the end of the process has cut off
                    self.hear(json.loads(line))

    def hear(self, said: dict[str, Any]) -> None:
        """Take a line of the process: how much is done, or what a build could not do."""
        self.step = f"[{said['done']}/{said['total']}]" if said.get("done") else ""
        if "problems" in said:
            problems = tuple(map(problem_from, said["problems"]))
            self.last = Built(problems, tuple(said["unwritten"]), said["stopped"])
            self.step = None

    def state_now(self, path: str, state: str) -> str:
        """Return the state of a document, given what the next build would do with it."""
        if state not in UNDER_WAY:
            return state
        if self.status["builds"]:
            return "under-way"
        return "failed" if self.last.stopped or path in self.last.unwritten else state

    def stop(self) -> None:
        """End the process and its workers."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
