"""Death and errors of the disk at every single change that a command makes to it."""

import errno
import os
import resource
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefs.build.formats import FORMATS
from briefs.build.manifest import read_manifest
from briefs.files import PART
from briefs.html import Element
from tests.support.checkout import Checkout
from tests.support.docx_edits import changed as changed_document
from tests.support.docx_edits import controls, number_of, replace_in
from tests.support.paths import CONTENT, SOURCES
from tests.support.write_faults import refusing, run_with, states

Files = dict[str, bytes]
SAME = {  # what has nothing of what is changed
    "output/norway/norway.sources.json", "output/evidence.en.xlsx", "output/evidence.ar.xlsx",
}  # fmt: skip
BRIEF = "content/briefs/norway.yaml"
SUMMARY = "The paper tells of a ferry line and what two governments want from it."


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


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a project of one brief and Word documents, its output, and its cache.

    The content has been changed since, so that a document is to be replaced and another deleted;
    `base.after` is the output as it will be.
    """
    root = tmp_path_factory.mktemp("write-faults") / "base"
    shutil.copytree(CONTENT, root / "content")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setenv("XDG_CACHE_HOME", str(root / "cache"))
        for kind in ("pdf", "html"):
            patch.delitem(FORMATS, kind)
        for brief in ("crossing", "crossing-note", "record"):
            Path(f"content/briefs/{brief}.yaml").unlink()
        edit(BRIEF, "editions: [en, ar, ar-en]", "editions: [en, ar]")
        Path("briefs.yaml").write_text("id: cases\ntheme: {word: {embed_fonts: false}}\n", "utf-8")
        run_well()
        for folder in ("output", "cache"):
            Path(folder).rename(f"../{folder}")
        edit(BRIEF, "Norway joins.", "Norway has joined.")
        edit(BRIEF, "editions: [en, ar]", "editions: [en]")
        run_well()
        shutil.rmtree("cache")
        Path("output").rename("../base.after")
        for folder in ("output", "cache"):
            Path(f"../{folder}").rename(folder)
        yield root


@pytest.fixture
def project(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the project in which nothing was built; we are in its folder."""
    root = shutil.copytree(base, tmp_path / "project")
    monkeypatch.chdir(root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(root / "cache"))
    shutil.rmtree("output")
    shutil.rmtree("cache")


@pytest.fixture
def changed(base: Path, project: None) -> tuple[Files, Files]:
    """The output folder before and after the change; in the copy of the project it is to be."""
    for folder in ("output", "cache"):
        shutil.copytree(base / folder, folder)
    before = files_in("output")
    after = {
        f"output/{path.relative_to(base.with_suffix('.after'))}": path.read_bytes()
        for path in base.with_suffix(".after").rglob("*.*")
    }
    assert len(set(before) - set(after)) == 1
    assert {name for name in after if before[name] == after[name]} == SAME
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
    mended_parts = False
    for state in states(tmp_path_factory.mktemp("killed") / "states"):
        monkeypatch.chdir(state)
        monkeypatch.setenv("XDG_CACHE_HOME", str(state / "cache"))
        left = files_in("output")
        for path, data in whole(left).items():
            assert data in (before.get(path), after.get(path)), path
        assert set(after) <= set(left)
        assert read_manifest(Path("output")).documents
        parts = len(left) > len(whole(left))
        if [*whole(left).values()] not in seen or (parts and not mended_parts):
            seen.append([*whole(left).values()])
            mended_parts |= parts
            run_well()
            assert files_in("output") == after
    assert len(seen) > 4
    assert mended_parts


def refused_well(status: int, said: str) -> None:
    """Assert that a command ended with a problem that says what the system refuses."""
    assert status == 1, said
    assert "error [file-refused] the system refuses this: " in said
    assert "hint: " in said
    assert "Traceback" not in said


def test_a_full_disk_is_a_problem_and_every_document_is_there_still(
    changed: tuple[Files, Files],
) -> None:
    before, after = changed
    status, at = 1, 0
    while status:
        at += 1
        status, said = run_with(refusing(errno.ENOSPC, at, "output"))
        left = files_in("output")
        assert left == whole(left)
        assert set(after) <= set(left)
        for path, data in left.items():
            assert data in (before.get(path), after.get(path)), path
        if status:
            refused_well(status, said)
            assert "make room" in said
            for path, data in before.items():
                Path(path).write_bytes(data)
    assert files_in("output") == after
    # Each file that changes is opened and put on the disk, and at the end nothing is refused.
    assert at == 9


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.EIO])
def test_an_output_folder_that_cannot_be_written_is_a_problem_and_stays_as_it_is(
    number: int, changed: tuple[Files, Files]
) -> None:
    (Path("output/norway") / f".left.12{PART}").touch()  # which the build cannot delete either
    before = files_in("output")
    status, said = run_with(refusing(number, folder="output"))
    refused_well(status, said)
    assert files_in("output") == before


def test_a_file_that_grows_over_a_limit_of_the_system_is_a_problem(
    changed: tuple[Files, Files],
) -> None:
    """A true error of writing in the midst of a file, which the system raises and no test."""
    before, _ = changed
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, limit[1]))
    try:
        status, said = run_with(None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    refused_well(status, said)
    assert "File too large" in said
    assert files_in("output") == before


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("output", Path.touch),
        ("output/norway", Path.touch),
        ("output/norway/norway.en.docx", Path.mkdir),
        ("output", lambda path: path.symlink_to("nowhere/at/all")),
        ("output/manifest.json", Path.mkdir),
    ],
)
def test_what_stands_in_the_place_of_a_folder_or_document_is_a_problem(
    name: str, make: Callable[[Path], None], project: None
) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    make(Path(name))
    status, said = run_with(None)
    assert status in (1, 2), said
    assert "output" in said
    assert "Traceback" not in said
    assert Path(name).is_symlink() or Path(name).exists()


def test_an_output_folder_may_be_a_link(project: None) -> None:
    Path("elsewhere").mkdir()
    Path("output").symlink_to("elsewhere")
    run_well()
    assert Path("output").is_symlink()
    assert Path("elsewhere/norway/norway.en.docx").is_file()


def test_files_from_the_future_change_nothing(changed: tuple[Files, Files]) -> None:
    _, after = changed
    for path in (*files_in("output"), *files_in("cache"), *files_in("content")):
        os.utime(path, (4_000_000_000, 4_000_000_000))
    run_well()
    assert files_in("output") == after
    status, said = run_with(None)
    assert (status, "nothing has changed" in said) == (0, True)


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
    for number in (len(kept) // 2, -1):
        monkeypatch.chdir(kept[number])
        status, said = run_with(None, *command.split())
        assert status in (0, 1), said
        now = {path: data for folder in folders for path, data in whole(files_in(folder)).items()}
        assert now == after


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_on_a_full_or_read_only_disk_is_a_problem_and_changes_nothing(
    command: str, workplace: None
) -> None:
    before = files_in(".")
    for number in (errno.ENOSPC, errno.EROFS):
        refused_well(*run_with(refusing(number), *command.split()))
        assert files_in(".") == before


@pytest.mark.parametrize("data", [b"<<<<<<< mine\n", b"\xff\x00\xfe", b"[1, [2]]", b"a/b en=?\n"])
def test_a_damaged_lock_is_a_problem_and_stops_nothing(data: bytes, project: None) -> None:
    run_well("reviewed")
    lock = Path("content/reviewed.lock")
    whole_lock = lock.read_bytes()
    lock.write_bytes(whole_lock.replace(b"\n", b"\n" + data, 1))
    Path("content/sources.lock").write_bytes(data)
    status, said = run_with(None, "check")
    assert status == 0, said
    assert "content/reviewed.lock:2:1: warning [lock-malformed]" in said
    run_well("verify", "--update", "--sources", str(SOURCES))
    run_well("reviewed")
    assert lock.read_bytes() == whole_lock
