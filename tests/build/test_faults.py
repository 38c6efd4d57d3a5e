"""Faults of the machine: fonts, cache, two builds at once, killed processes."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest
from lxml import etree

from briefs.build.lock import locked
from briefs.build.options import OptionsError
from briefs.build.scratch import (
    delete_leftovers,
    libreoffice_socket,
    profile_url,
    scratch_folder,
)
from briefs.content import YamlFile
from briefs.design import load_design
from briefs.docx.write.fonts import font_table
from briefs.files import PART, delete_parts, packaged_folder, write_whole
from briefs.web.fonts import font_css
from tests.support.checkout import Checkout

T = TypeVar("T")
REGULAR = "SourceSerif4_400Regular.ttf"
FAST = ("norway", "--format", "pdf", "--edition", "en", "--force")


def half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def zeros(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


@pytest.mark.parametrize(
    ("damage", "words", "hint"),
    [
        (Path.unlink, "lacks the face “regular” of the font “Source Serif 4”", "put the file back"),
        (half, "lacks the face “regular” of the font “Source Serif 4”", REGULAR),
        (zeros, "lacks the face “regular” of the font “Source Serif 4”", REGULAR),
    ],
)
def test_a_missing_or_damaged_face_is_a_problem(
    damage: Callable[[Path], None], words: str, hint: str, tmp_path: Path
) -> None:
    fonts = shutil.copytree(packaged_folder("fonts"), tmp_path / "fonts")
    languages = YamlFile("briefs.yaml", {"languages": ["en", "ar"]}, {}, {})
    assert load_design(project=languages, fonts=fonts).problems == ()
    damage(fonts / REGULAR)
    problems = load_design(project=languages, fonts=fonts).problems
    assert problems
    for problem in problems:
        assert problem.code == "font-unknown"
        assert words in problem.message
        assert hint in problem.hint


def test_a_file_that_is_no_font_is_none_of_ours(tmp_path: Path) -> None:
    fonts = shutil.copytree(packaged_folder("fonts"), tmp_path / "fonts")
    (fonts / "Extra.ttf").write_bytes(b"no font")
    design = load_design(fonts=fonts)
    assert design.problems == ()
    languages = {code: design.language(code) for code in ("en", "ar")}
    page = etree.fromstring('<html lang="en"><p>A<b lang="ar">ب</b></p></html>')
    assert font_css(page, languages, fonts) == font_css(page, languages, packaged_folder("fonts"))
    assert (
        font_table(design.theme, fonts)[1] == font_table(design.theme, packaged_folder("fonts"))[1]
    )


@pytest.mark.parametrize("fault", ["garbage", "a file", "read-only", "a link to nothing"])
def test_a_cache_that_cannot_be_used_stops_no_build(
    fault: str, built: Checkout, fresh: Checkout, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    environment = {"XDG_CACHE_HOME": str(cache)}
    if fault == "garbage":
        assert fresh.run(*FAST, **environment).returncode == 0
        for file in cache.rglob("*"):
            if file.is_file():
                file.write_bytes(b"\xff\x00garbage")
    elif fault == "a file":
        cache.touch()
    elif fault == "read-only":
        cache.mkdir(mode=0o500)
    else:
        cache.symlink_to(tmp_path / "nowhere" / "at" / "all")
    done = fresh.run(*FAST, **environment)
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    name = "norway/norway.en.pdf"
    assert (fresh.output / name).read_bytes() == (built.output / name).read_bytes()


@pytest.mark.parametrize("target", ["nowhere", "output"])
def test_an_output_folder_that_is_a_link_to_none_is_refused(target: str, fresh: Checkout) -> None:
    fresh.output.symlink_to(target)
    done = fresh.run(*FAST)
    assert (done.returncode, "--output is to be a folder" in done.stderr) == (2, True), done.stderr


def test_a_folder_may_have_a_name_that_is_no_unicode(fresh: Checkout) -> None:
    output = fresh.root / os.fsdecode(b"out\xff")
    for kept in (0, 1):
        done = fresh.run("norway", "--format", "html", "--edition", "en", "--output", str(output))
        assert (done.returncode, f"{kept} up to date" in done.stdout) == (0, True), done.stderr


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("output/manifest.json", ""),
        ("output/norway/norway.en.docx", ""),
        ("output/index.html", "output-foreign"),
        ("content/articles/pipe.yaml", "file-unreadable"),
    ],
)
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(
    name: str, code: str, fresh: Checkout
) -> None:
    (fresh.root / name).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(fresh.root / name)
    command = fresh.command("norway", "--format", "docx", "--edition", "en")
    done = subprocess.run(
        command, cwd=fresh.root, timeout=60, capture_output=True, text=True, check=False
    )
    assert (done.returncode, f"[{code}]" in done.stdout) == (int(bool(code)), bool(code))


def test_two_builds_in_one_folder_keep_out_of_each_other(fresh: Checkout) -> None:
    with locked(fresh.output):
        done = fresh.run(*FAST)
        assert (done.returncode, "another build" in done.stderr) == (2, True)
        with (
            pytest.raises(OptionsError, match="another build is writing into"),
            locked(fresh.output),
        ):
            pass
    assert fresh.run(*FAST).returncode == 0


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_a_build(end: signal.Signals, fresh: Checkout) -> None:
    words = fresh.command("norway", "crossing", "--force", "--jobs", "2")
    running = subprocess.Popen(
        words, cwd=fresh.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    workers = wait_for(lambda: children_of(running.pid))
    running.send_signal(end)
    if end == signal.SIGINT:
        time.sleep(0.3)
        running.send_signal(end)  # somebody who is impatient
    running.wait(timeout=10)
    wait_for(lambda: not any(map(is_running, workers)))
    assert not list(fresh.root.rglob(f".*{PART}")) or end != signal.SIGINT
    assert fresh.run("norway", "crossing", "--edition", "en").returncode == 0
    assert not list(fresh.root.rglob(f".*{PART}"))


def test_a_build_that_is_killed_again_and_again_loses_no_document(fresh: Checkout) -> None:
    """All its processes at once, at times that nobody chose, as when the power fails."""
    environment = {**os.environ, "BRIEFS_STORE": os.devnull}
    assert fresh.run("norway", BRIEFS_STORE=os.devnull).returncode == 0
    old = fresh.documents()
    fresh.output.rename(fresh.root / "old")
    fresh.edit("content/briefs/norway.yaml", "Norway joins.", "Norway has joined.")
    assert fresh.run("norway").returncode == 0
    new = fresh.documents()
    shutil.rmtree(fresh.output)
    (fresh.root / "old").rename(fresh.output)
    killed = 0
    for seconds in (0.8, 1.6, 2.4, 3.2):
        running = subprocess.Popen(
            fresh.command("norway", "--force"),
            cwd=fresh.root,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        with suppress(subprocess.TimeoutExpired):
            running.wait(seconds)
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        killed += running.wait() == -signal.SIGKILL
        found = {name: data for name, data in fresh.documents().items() if PART not in name}
        assert found.keys() == old.keys()
        assert [name for name, data in found.items() if data not in (old[name], new[name])] == []
    assert killed
    assert fresh.run("norway").returncode == 0
    assert fresh.documents() == new
    assert sum(old[name] != new[name] for name in old) > 5


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_no_libreoffice_outlives_a_build(
    end: signal.Signals, fresh: Checkout, tmp_path: Path
) -> None:
    """The program is a script; what it starts has to end, although the worker is killed."""
    started = tmp_path / "started"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n/bin/sleep 60 &\necho $! $$ >{started}\nwait\n")
    program.chmod(0o755)
    running = subprocess.Popen(
        fresh.command("crossing", "--edition", "en", "--format", "docx", "--force"),
        cwd=fresh.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )
    processes = [*map(int, wait_for(lambda: read_if_there(started)).split())]
    assert all(map(is_running, processes))
    running.send_signal(end)
    running.wait(timeout=10)
    wait_for(lambda: not any(map(is_running, processes)))


@pytest.mark.parametrize("killed", ["worker", "build", "both", "by Ctrl-C"])
def test_nothing_is_left_of_what_libreoffice_was_working_on(
    killed: str, fresh: Checkout, tmp_path: Path
) -> None:
    """A folder of a process that was killed is deleted by its build, or by the next one."""
    places = {"TMPDIR": str(tmp_path / "tmp"), "BRIEFS_STORE": os.devnull}
    (tmp_path / "tmp").mkdir()
    words = ("crossing", "--edition", "en", "--format", "docx", "--force")
    started = slow_libreoffice(tmp_path)
    running = subprocess.Popen(
        fresh.command(*words),
        cwd=fresh.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **places, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )
    worker, office = map(int, wait_for(lambda: read_if_there(started)).split())
    (folder,) = (tmp_path / "tmp").iterdir()
    assert (folder / "half").exists()
    started.unlink()
    for process, end in ENDS_OF[killed](worker, running.pid):
        os.kill(process, end)
    if killed == "worker":  # the document is tried once more, by a worker of its own
        worker, office = map(int, wait_for(lambda: read_if_there(started)).split())
        os.kill(worker, signal.SIGKILL)
    running.wait(timeout=20)
    wait_for(lambda: not is_running(office))
    if killed in {"worker", "by Ctrl-C"}:
        assert not folder.exists()
    assert fresh.run(*words, **places).returncode == 0
    assert list((tmp_path / "tmp").iterdir()) == []


ENDS_OF: Mapping[str, Callable[[int, int], list[tuple[int, int]]]] = {
    "worker": lambda worker, _: [(worker, signal.SIGKILL)],
    "build": lambda _, build: [(build, signal.SIGKILL)],
    "both": lambda worker, build: [(worker, signal.SIGKILL), (build, signal.SIGKILL)],
    "by Ctrl-C": lambda _, build: [(build, signal.SIGINT)],
}


def slow_libreoffice(folder: Path) -> Path:
    """Make a LibreOffice that takes a minute; return the file where it says its worker and itself.

    It leaves a file in the folder in which it works.
    """
    started, program = folder / "started", folder / "soffice"
    program.write_text(
        "#!/bin/sh\ntouch $HOME/half\n"
        f"echo $PPID $$ >{started}.part\nmv {started}.part {started}\n"
        "exec /bin/sleep 60\n"
    )
    program.chmod(0o755)
    return started


def test_the_socket_of_a_killed_libreoffice_is_found_and_deleted() -> None:
    with scratch_folder() as (folder, _):
        profile = f"-env:UserInstallation={profile_url(folder)}"
        command = ["soffice", profile, "--headless", "--norestore"]
        with subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL) as office:
            wait_for(libreoffice_socket(folder).exists)
            os.killpg(office.pid, signal.SIGKILL)
        assert libreoffice_socket(folder).exists()
    assert not libreoffice_socket(folder).exists()


def test_no_folder_of_a_living_process_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    others = tmp_path / "briefs-work-theirs"
    others.symlink_to(tmp_path / "theirs")
    (tmp_path / "theirs").mkdir()
    with scratch_folder() as (folder, handle):
        program = subprocess.Popen(["/bin/sleep", "60"], pass_fds=(handle,))
        delete_leftovers()
        assert folder.exists()
        monkeypatch.setattr(
            "briefs.build.scratch.delete_folder", lambda _, handle: os.close(handle)
        )
    monkeypatch.undo()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    delete_leftovers()  # this process has let it go, and the program that works in it has not
    assert folder.exists()
    program.kill()
    program.wait()
    delete_leftovers()
    assert (folder.exists(), others.exists()) == (False, True)


def read_if_there(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def wait_for(look: Callable[[], T]) -> T:
    """Return what a function returns as soon as that is true; AssertionError after 20 seconds."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def children_of(process: int) -> list[int]:
    """Return the processes that a process has started."""
    try:
        words = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return list(map(int, words))


def is_running(process: int) -> bool:
    """Return whether a process is there, and no mere entry that nobody has asked for."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except OSError:
        return False


def test_what_killed_writings_left_is_deleted_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "norway").mkdir()
    left, other = tmp_path / "norway" / f".a.pdf.1234{PART}", tmp_path / "norway" / "b.part"
    left.touch()
    other.touch()
    delete_parts(tmp_path, 3600)  # somebody may still be writing it
    assert left.exists()
    delete_parts(tmp_path)
    assert (left.exists(), other.exists()) == (False, True)


def test_a_build_deletes_what_was_left_beside_the_content_and_in_the_cache(
    fresh: Checkout, tmp_path: Path
) -> None:
    (tmp_path / "cache/briefs/store").mkdir(parents=True)
    left = [
        fresh.content / "articles" / f".alpha.yaml.12{PART}",
        tmp_path / "cache/briefs/store" / f".ab.34{PART}",
    ]
    for part in left:
        part.touch()
        os.utime(part, (1, 1))
    assert fresh.run(*FAST, XDG_CACHE_HOME=str(tmp_path / "cache")).returncode == 0
    assert [part for part in left if part.exists()] == []


def test_a_planted_link_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "mine.txt"
    target.write_text("mine")
    monkeypatch.setattr("briefs.files.token_hex", lambda _: "ab")
    (tmp_path / f".out.pdf.ab{PART}").symlink_to(target)
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "out.pdf", b"theirs")
    assert target.read_text() == "mine"
