"""What becomes of documents whose writing dies, hangs or takes all memory, and of the others."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import pytest

from briefs.build import BuildOptions, BuildReport, build, run
from briefs.build.formats import FORMATS, Assets, Format, Written
from briefs.build.project_files import ProjectFiles
from briefs.build.run import Workers
from briefs.design import Design, Theme
from briefs.files import packaged_folder
from briefs.html import Element

Writer = Callable[[Element, Theme, Assets], Written]
T = TypeVar("T")


def build_with(writer: Writer, project: Path, monkeypatch: pytest.MonkeyPatch) -> BuildReport:
    """Build the Word documents of a project with another writer, and a store of their own."""
    monkeypatch.setenv("BRIEFS_STORE", str(project / "store"))
    monkeypatch.setattr(
        "briefs.build.run.FORMATS", {**FORMATS, "docx": Format(writer)}, raising=True
    )
    options = BuildOptions(
        content=project / "content", output=project / "output", formats=("docx",), jobs=2
    )
    return build(options)


def arabic_norway(tree: Element) -> bool:
    return (tree.get("data-brief"), tree.get("data-edition")) == ("norway", "ar")


def dying(tree: Element, theme: Theme, assets: Assets) -> Written:
    if arabic_norway(tree):
        os.kill(os.getpid(), signal.SIGKILL)
    return Written(b"a document", None, ())


def hanging(tree: Element, theme: Theme, assets: Assets) -> Written:
    while arabic_norway(tree):
        time.sleep(0.01)
    return Written(b"a document", None, ())


def greedy(tree: Element, theme: Theme, assets: Assets) -> Written:
    if arabic_norway(tree):
        bytearray(1 << 50)
    return Written(b"a document", None, ())


@pytest.mark.parametrize(
    ("writer", "words"),
    [
        (dying, "the worker that wrote norway/norway.ar.docx died"),
        (hanging, "norway/norway.ar.docx takes too long: the limit is 1 second"),
        (greedy, "norway/norway.ar.docx takes too much memory: the limit is 6000 MB"),
    ],
)
def test_a_document_that_cannot_be_written_takes_no_other_with_it(
    writer: Writer, words: str, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "LONGEST_WRITING", 1)
    report = build_with(writer, content.parent, monkeypatch)
    (problem,) = [one for one in report.problems if one.code == "document-stopped"]
    assert problem.message == words
    assert report.unwritten == ("norway/norway.ar.docx",)
    written = {document.path for document in report.documents}
    assert len(written) == 3 * len(list((content / "briefs").glob("*.yaml"))) - 1
    assert "norway/norway.en.docx" in written
    assert not (content.parent / "output/norway/norway.ar.docx").exists()


def test_documents_are_the_same_from_any_executor(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes that share nothing with this one, as on another machine."""
    monkeypatch.setenv("BRIEFS_STORE", os.devnull)
    options = BuildOptions(content=content, output=content.parent / "one", briefs=("norway",))
    build(options)
    other = replace(options, output=content.parent / "other")
    fonts = packaged_folder("fonts").resolve()
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as executor:
        build(other, workers=Workers(fonts, executor=executor))
    assert bytes_in(options.output) == bytes_in(other.output)
    assert len(bytes_in(options.output)) == 11


class Recording(Executor):
    """An executor whose documents are done at once; it records what it gets, in order."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.designs: list[Design] = []

    def submit(self, function: Callable[..., T], /, *words: Any, **options: Any) -> Future[T]:
        task, design, _ = words
        self.events.append(task.path)
        self.designs.append(design)
        future: Future[Any] = Future()
        future.set_result((Written(b"a document", None, ()), 0))
        return future

    def build(self, content: Path, *, waited_for: bool = False) -> BuildReport:
        """Build pages and Word documents; record when each is saved."""
        options = BuildOptions(
            content=content, output=content.parent / "output", formats=("docx", "html")
        )
        fonts = packaged_folder("fonts").resolve()
        workers = Workers(fonts, executor=self, shortest_first=waited_for)
        return build(options, lambda document, _: self.events.append("saved"), workers)


@pytest.fixture
def recording(monkeypatch: pytest.MonkeyPatch) -> Recording:
    """A recording executor, which also records that the index page is prepared."""
    monkeypatch.setenv("BRIEFS_STORE", os.devnull)
    made, prepare = Recording(), ProjectFiles.prepare

    def recorded(files: ProjectFiles) -> None:
        made.events.append("prepared")
        prepare(files)

    monkeypatch.setattr(ProjectFiles, "prepare", recorded)
    return made


def test_who_waits_after_a_save_gets_web_pages_and_short_documents_first(
    recording: Recording, content: Path
) -> None:
    recording.build(content, waited_for=True)
    kinds = [event.rpartition(".")[2] for event in recording.events]
    assert [kind for kind, _ in groupby(kinds)] == ["html", "docx", "saved"]
    pages = [event for event in recording.events if event.endswith("html")]
    assert pages.index("norway/norway.en.html") < pages.index("crossing/crossing.ar-en.html")


def test_the_index_page_is_prepared_while_documents_are_written(
    recording: Recording, content: Path
) -> None:
    recording.build(content)
    submitted = recording.events.index("prepared")
    assert "saved" not in recording.events[:submitted]
    assert set(recording.events[submitted + 1 :]) == {"saved"}
    assert recording.events[0].endswith("docx")
    assert recording.events[submitted - 1].endswith("html")


def test_what_fails_as_the_index_page_is_prepared_costs_no_document(
    recording: Recording, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def search(*_: object) -> None:
        raise KeyError("shown")

    monkeypatch.setattr("briefs.build.index.search", search)
    with pytest.raises(KeyError, match="shown"):
        recording.build(content)
    documents = [event for event in recording.events if "/" in event]
    assert len(documents) == recording.events.count("saved") > 0
    assert all((content.parent / "output" / path).is_file() for path in documents)


def test_workers_get_a_design_that_does_not_change_while_it_is_sent(
    recording: Recording, content: Path
) -> None:
    """A thread of an executor pickles it, while the build goes on to use its own."""
    recording.build(content)
    assert recording.designs
    assert [design.made for design in recording.designs if design.made] == []


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file in the folder of a brief, by name."""
    return {path.name: path.read_bytes() for path in (folder / "norway").iterdir()}
