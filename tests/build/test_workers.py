"""What becomes of documents whose writing dies, hangs or takes all memory, and of the others."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from briefs.build import BuildOptions, BuildReport, build, run
from briefs.build.formats import FORMATS, Assets, Format, Written
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


class Recording(ProcessPoolExecutor):
    """An executor that records the paths of the documents in the order in which it gets them.

    And the designs that it gets with them.
    """

    def __init__(self) -> None:
        super().__init__(2)
        self.paths: list[str] = []
        self.designs: list[Design] = []

    def submit(self, function: Callable[..., T], /, *words: Any, **options: Any) -> Future[T]:
        self.paths.append(words[0].path)
        self.designs.append(words[1])
        return super().submit(function, *words, **options)


def test_who_waits_after_a_save_gets_web_pages_and_short_documents_first(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFS_STORE", os.devnull)
    options = BuildOptions(content=content, output=content.parent / "one", briefs=("norway",))
    fonts = packaged_folder("fonts").resolve()
    with Recording() as executor:
        build(options, workers=Workers(fonts, executor=executor, shortest_first=True))
        first, then = executor.paths[:3], executor.paths[3:]
    assert {path.rpartition(".")[2] for path in first} == {"html"}
    assert {path.rpartition(".")[2] for path in then} == {"docx", "pdf"}
    assert "ar-en" in first[-1]
    assert "ar-en" in then[-1]


def test_workers_get_a_design_that_does_not_change_while_it_is_sent(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread of the executor sends it, while the build goes on to use its own."""
    monkeypatch.setenv("BRIEFS_STORE", os.devnull)
    options = BuildOptions(
        content=content, output=content.parent / "one", briefs=("norway",), formats=("html",)
    )
    with Recording() as executor:
        build(options, workers=Workers(packaged_folder("fonts").resolve(), executor=executor))
    assert len(executor.designs) == 3
    assert [design.made for design in executor.designs if design.made] == []


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file in the folder of a brief, by name."""
    return {path.name: path.read_bytes() for path in (folder / "norway").iterdir()}
