"""The store: nothing is made twice, and what is taken from it is what would be made."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any

import pytest
from lxml import etree

from briefs.build import BuildOptions, BuildReport, build
from briefs.build.formats import FORMATS, Assets, Format, Written
from briefs.build.inputs import toolchain
from briefs.build.manifest import read_manifest
from briefs.build.plan import Task
from briefs.build.store import Store
from briefs.content import Brief, Library
from briefs.design import Design, Theme, load_design
from briefs.html import Element, render
from briefs.messages import translate
from briefs.problems import Problem, fill
from tests.support.paths import CONTENT, TEMPLATES

TASK = Task("norway", "en", "pdf", b"<html/>", datetime(2026, 1, 1, tzinfo=UTC), "k1", "c1", {}, {})
WARNING = Problem("norway (en)", 1, 1, "page-bare", fill("page {page} is bare", page=2))


def test_a_document_comes_back_with_pages_and_warnings(tmp_path: Path) -> None:
    store = Store(tmp_path)
    written = Written(b"%PDF\nline\n", 3, (WARNING,))
    store.put(TASK, written)
    assert store.get(TASK) == written
    assert store.get(replace(TASK, key="k2")) is None
    assert store.get(replace(TASK, format="docx")) is None


def test_a_warning_comes_back_in_any_language(tmp_path: Path) -> None:
    store = Store(tmp_path)
    warning = replace(WARNING, message=fill("unknown edition “{name}”", name="x"))
    store.put(TASK, Written(b"%PDF", 1, (warning,)))
    found = store.get(TASK)
    assert found is not None
    assert translate(found.problems[0].message, "ar") == "الطبعة «x» غير معروفة"


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"[]\nx", b"\xff\n", b"null"])
def test_a_damaged_document_is_made_again(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path)
    store.put(TASK, Written(b"%PDF", 1, ()))
    whole = store.path(TASK).read_bytes()
    for data in (damage, whole[:-1], whole.replace(b"k1", b"k2")):
        store.path(TASK).write_bytes(data)
        assert store.get(TASK) is None
    store.path(TASK).write_bytes(whole)
    assert store.get(TASK) is not None


def test_a_store_that_cannot_be_written_is_empty(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    store = Store(file)
    store.put(TASK, Written(b"%PDF", 1, ()))
    store.trim()
    assert store.get(TASK) is None


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path)
    tasks = [replace(TASK, key=f"k{number}") for number in range(4)]
    for number, task in enumerate(tasks):
        store.put(task, Written(bytes(1000), 1, ()))
        seconds = 1_000_000 + number
        os.utime(store.path(task), (seconds, seconds))
    assert store.get(tasks[0])
    store.trim(2 * 1000 + 500)
    assert [bool(store.get(task)) for task in tasks] == [True, False, False, True]


# Edits of a project: file, a text in it, and what stands there instead. Each goes to and fro.
EDITS = [
    ("content/briefs/norway.yaml", "reference: HB-3", "reference: HB-7"),
    ("content/articles/alpha.yaml", "would join if 4 ships came", "would join once 4 ships came"),
    ("content/articles/beta.yaml", "id: ", "# a comment\nid: "),
    ("content/people.yaml", "Harbour Post", "Harbor Post"),
    ("briefs.yaml", "id: ", 'theme: {colours: {accent: "#7a1f2b"}}\nid: '),
    ("templates/partials/parts.html.j2", "{#", "{# changed #}{#"),
    ("templates/strings/en.yaml", "Sources", "Our sources"),
    ("templates/pdf.css", "/*", "/* changed */ /*"),
]


def tree_alone(tree: Element, theme: Theme, assets: Assets) -> Written:
    """Write the tree, and what else a document depends on, in place of a document."""
    others = (theme, assets.stylesheet, assets.created, sorted(toolchain(assets.fonts).items()))
    return Written(etree.tostring(tree) + repr(others).encode(), None, ())


@pytest.fixture
def versions(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Versions of Python packages that stand for those which are installed."""
    given: dict[str, str] = {}
    monkeypatch.setattr(
        "briefs.build.inputs.package_version", lambda name: given.get(name) or version(name)
    )
    yield given
    toolchain.cache_clear()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose templates are its own, of which documents are written in no time.

    To look for garbage after each of them would take most of it: the tests hold so many objects.
    """
    monkeypatch.setattr("briefs.build.run.FORMATS", {name: Format(tree_alone) for name in FORMATS})
    monkeypatch.setattr("briefs.build.run.gc.collect", lambda: 0)
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    shutil.copy(CONTENT.parent / "briefs.yaml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("seed", range(3))
def test_an_incremental_build_equals_a_clean_one(
    seed: int, project: Path, versions: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    made = 0
    edits = [*random.choices(EDITS, k=5), None]
    for number, edit in enumerate(edits):
        if edit:
            toggle(project, *edit)
        else:
            versions["weasyprint"] = "0.1"  # at last, another version is installed
            toolchain.cache_clear()
        monkeypatch.setenv("BRIEFS_STORE", str(project / "store"))
        made += len(built(project, "output").documents)
        monkeypatch.setenv("BRIEFS_STORE", str(project / f"store-{number}"))
        built(project, f"clean-{number}")
        here, clean = (dict(documents(project / name)) for name in ("output", f"clean-{number}"))
        assert len(clean) > 20
        assert here == clean
    assert made >= 24


def test_only_the_brief_whose_file_changes_is_rendered_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that no brief has for itself may be shown in all of them; a comment in none."""
    rendered: list[str] = []

    def counting(library: Library, brief: Brief, edition: str, design: Design) -> object:
        rendered.append(f"{brief.id}.{edition}")
        return render(library, brief, edition, design)

    monkeypatch.setattr("briefs.build.plan.render", counting)
    first = built(project, "output")
    editions = {f"{one.brief}.{one.edition}" for one in first.documents}
    assert set(rendered) == editions
    rendered.clear()
    with (project / "content/topics.yaml").open("a", encoding="utf-8") as file:
        file.write("# A comment.\n")
    assert not built(project, "output").documents
    assert rendered == []
    toggle(project, "content/briefs/norway.yaml", "en: Norway joins", "en: The north joins")
    changed = {f"{one.brief}.{one.edition}" for one in built(project, "output").documents}
    assert set(rendered) == {one for one in editions if one.startswith("norway.")}
    assert changed == {"norway.en", "norway.ar-en"}
    rendered.clear()
    word = project / "output/crossing/crossing.en.docx"
    word.unlink()
    built(project, "output")
    assert (rendered, word.exists()) == (["crossing.en"], True)
    rendered.clear()
    toggle(project, "content/topics.yaml", "en: ", "en: All ")
    built(project, "output")
    assert set(rendered) == editions


def test_strings_that_change_while_a_build_runs_are_in_the_next_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build has read them already; the next one may not take its documents for fresh."""

    def saving(*arguments: Any) -> Design:
        loaded = load_design(*arguments)
        toggle(project, "templates/strings/en.yaml", "Sources", "Our sources")
        return loaded

    with monkeypatch.context() as patch:
        patch.setattr("briefs.build.stages.load_design", saving)
        built(project, "output")
    built(project, "output")
    built(project, "clean")
    assert dict(documents(project / "output")) == dict(documents(project / "clean"))


@pytest.mark.parametrize("package", ["weasyprint", "uharfbuzz", "babel"])
def test_another_version_of_a_tool_makes_every_document_anew(
    package: str, project: Path, versions: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFS_STORE", str(project / "store"))
    first = built(project, "output")
    assert len(first.documents) > 20
    assert built(project, "output").unchanged
    versions[package] = "0.1"
    toolchain.cache_clear()
    again = {one.path for one in built(project, "output").documents}
    assert again == {one.path for one in first.documents}
    held = read_manifest(project / "output")
    made_with = {held.documents[path].toolchain for path in again}
    assert {held.toolchains[name][package] for name in made_with} == {"0.1"}


def toggle(project: Path, name: str, one: str, other: str) -> None:
    """Put one text in place of another, or back."""
    file = project / name
    text = file.read_text(encoding="utf-8")
    old, new = (other, one) if other in text else (one, other)
    assert old in text, f"{old!r} is not in {name}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def built(project: Path, output: str) -> BuildReport:
    options = BuildOptions(content=project / "content", output=project / output, jobs=1)
    return build(options)


def documents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file except the manifest."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "manifest.json":
            yield path.relative_to(folder).as_posix(), path.read_bytes()
