"""Death and errors of the disk at every single change that a command makes to it."""

import shutil
from pathlib import Path

import pytest

from briefs.build.formats import FORMATS
from briefs.build.manifest import read_manifest
from briefs.files import PART
from briefs.html import Element
from tests.support.checkout import Checkout
from tests.support.docx_edits import changed as changed_document
from tests.support.docx_edits import controls, number_of, replace_in
from tests.support.paths import SOURCES
from tests.support.write_faults import run_with, states

Files = dict[str, bytes]
SAME = "output/norway/norway.sources.json"
BRIEF = "content/briefs/norway.yaml"
SUMMARY = "The paper tells of a ferry line and what two governments want from it."


@pytest.fixture
def project(content: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one brief and Word documents, with its own cache; we are in its folder."""
    root = content.parent
    monkeypatch.chdir(root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(root / "cache"))
    for kind in ("pdf", "html"):
        monkeypatch.delitem(FORMATS, kind)
    for brief in ("crossing", "crossing-note", "record"):
        (content / "briefs" / f"{brief}.yaml").unlink()
    edit(BRIEF, "editions: [en, ar, ar-en]", "editions: [en, ar]")
    Path("briefs.yaml").write_text("id: cases\ntheme: {word: {embed_fonts: false}}\n", "utf-8")
    return root


def edit(path: str, old: str, new: str) -> None:
    """Replace a text that is in a file once."""
    text = Path(path).read_text("utf-8")
    assert text.count(old) == 1, path
    Path(path).write_text(text.replace(old, new), "utf-8")


def files_in(folder: str) -> Files:
    """Return the bytes of each file in a folder, by its path; those that are being written too."""
    return {str(path): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def whole(files: Files) -> Files:
    """Return the files without those that were being written."""
    return {path: data for path, data in files.items() if not path.endswith(PART)}


@pytest.fixture
def changed(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, Files]:
    """The output folder before and after a change of the content, which deletes a document too."""
    run_well()
    before = files_in("output")
    for folder in ("output", "cache"):
        Path(folder).rename(project.parent / f"{project.name}.{folder}")
    edit(BRIEF, "Norway joins.", "Norway has joined.")
    edit(BRIEF, "editions: [en, ar]", "editions: [en]")
    run_well()
    after = files_in("output")
    for folder in ("output", "cache"):
        shutil.rmtree(folder)
        (project.parent / f"{project.name}.{folder}").rename(folder)
    assert len(set(before) - set(after)) == 1
    assert {name for name in after if before[name] == after[name]} == {SAME}
    return before, after


def with_words(document: bytes, path: str) -> bytes:
    """Return a Word document in which somebody has written before a text."""

    def change(root: Element) -> None:
        replace_in(controls(root)[number_of(document, path)], (0, 0), "Anna says ", None)

    return changed_document(document, change)


def run_well(*words: str) -> None:
    """Run a command without a fault."""
    status, said = run_with(None, *words)
    assert status == 0, said


def test_a_build_killed_at_any_write_leaves_whole_documents_and_the_next_one_mends(
    changed: tuple[Files, Files],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, after = changed
    seen: list[list[bytes]] = []
    for state in states(tmp_path_factory.mktemp("killed") / "states"):
        monkeypatch.chdir(state)
        monkeypatch.setenv("XDG_CACHE_HOME", str(state / "cache"))
        left = files_in("output")
        for path, data in whole(left).items():
            assert data in (before.get(path), after.get(path)), path
        assert set(after) <= set(left)
        assert read_manifest(Path("output")).documents
        if [*left.values()] not in seen:
            seen.append([*left.values()])
            run_well()
            assert files_in("output") == after
    assert len(seen) > 10


COMMANDS: dict[str, tuple[str, ...]] = {
    "check --fix": ("content",),
    "pull edited.docx --apply": ("content",),
    "reviewed": ("content",),
    "verify --update --sources sources": ("content",),
    "new article note.txt --language en --date 2024-05-10": ("content", "sources"),
    "new brief later": ("content", ".briefs"),
    "new dossier new": ("new",),
    "open made.pdf --extract out": ("out",),
    "schema --write": (".briefs",),
}


@pytest.fixture
def workplace(built: Checkout, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The case project with something to do for every command; the current folder is in it."""
    monkeypatch.chdir(content.parent)
    monkeypatch.setenv("XDG_CACHE_HOME", str(content.parent / "cache"))
    shutil.copytree(SOURCES, "sources")
    shutil.copy(built.output / "norway/norway.en.pdf", "made.pdf")
    document = (built.output / "norway/norway.en.docx").read_bytes()
    Path("edited.docx").write_bytes(with_words(document, "briefs/norway/bottom_line/text/en"))
    edit("content/articles/alpha.yaml", SUMMARY, SUMMARY.replace(" two", "  two"))
    Path("content/sources.lock").unlink()
    Path("note.txt").write_text("The ferry line\n\nIt carries 40 lorries a day.\n", "utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_killed_at_any_write_leaves_each_file_as_it_was_or_will_be(
    command: str,
    workplace: None,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folders = COMMANDS[command]
    before = {path: data for folder in folders for path, data in files_in(folder).items()}
    *kept, last = states(tmp_path_factory.mktemp("killed") / "states", *command.split())
    monkeypatch.chdir(last)
    after = {path: data for folder in folders for path, data in files_in(folder).items()}
    assert after != before
    for state in kept:
        monkeypatch.chdir(state)
        for folder in folders:
            for path, data in whole(files_in(folder)).items():
                assert data in (before.get(path), after.get(path)), path
        assert set(before) <= {path for folder in folders for path in files_in(folder)}
    if command.startswith(("new brief", "new dossier")):
        return  # what it made in part has to be moved away
    for number in (len(kept) // 2, -1):
        monkeypatch.chdir(kept[number])
        status, said = run_with(None, *command.split())
        assert status in (0, 1), said
        now = {path: data for folder in folders for path, data in whole(files_in(folder)).items()}
        assert now == after
