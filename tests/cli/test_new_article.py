"""`new article` as a user runs it, from a saved page to a brief."""

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefs.cli.main import main
from tests.support.checkout import Checkout
from tests.support.paths import SOURCES
from tests.support.source_files import ARABIC, DAY, ENGLISH, plain, web_page

DATED = ("--date", "2026-11-26")
POSITION = """\
positions:
  - id: no-reservoir
    country: "NO"
    topic: ferry
    stance: conditional
    as_of: 2026-09-14
    speaker: halvorsen
    nature: statement
    at: [5]
    gist: {en: Fills it once a treaty is signed, ar: تملؤه متى وُقّعت معاهدة}
    text:
      en: The minister said that Norway, with 54% of the water, waits for a treaty.
      ar: قالت الوزيرة إن النرويج، ولها 54% من المياه، تنتظر معاهدة.

left_out:
"""
WRITTEN = {
    'title: {en: "TODO"': 'title: {en: "Source and mouth: two capitals differ over the Lysa"',
    'publisher: {en: "TODO"': 'publisher: {en: "River Post"',
    'short: {en: "TODO"': 'short: {en: "River Post"',
    'summary: {en: "TODO", ar: "TODO"}': "summary: {en: Two states., ar: دولتان.}",
    "\nleft_out:\n": f"\n{POSITION}",
    "at: [5, 6, 7], why: unread": "at: [6, 7], why: repetition",
}


def test_a_saved_page_is_imported_checked_edited_verified_and_built(fresh: Checkout) -> None:
    (fresh.root / "lysa.html").write_bytes(web_page(ARABIC))
    done = fresh.run("new", "article", "lysa.html", *DATED)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines() == [
        "content/articles/lysa.yaml",
        "sources/lysa.txt",
        "sources/lysa.yaml",
    ]
    checked = fresh.run("check")
    assert checked.returncode == 0, checked.stdout
    assert "warning [text-to-do] the “en” text is still to be written" in checked.stdout
    assert "warning [paragraph-unread] paragraphs still to be read: 5, 6, 7" in checked.stdout
    for old, new in WRITTEN.items():
        fresh.edit("content/articles/lysa.yaml", old, new)
    checked = fresh.run("check")
    assert (checked.returncode, checked.stdout) == (0, "")
    for path in SOURCES.glob("*.txt"):
        shutil.copy(path, fresh.root / "sources")
    verified = fresh.run("verify", "--update")
    assert verified.returncode == 0, verified.stdout
    assert "title-changed" not in verified.stdout
    assert "lysa:\n  4: " in (fresh.content / "sources.lock").read_text(encoding="utf-8")
    built = fresh.run("record", "--edition", "en", "--format", "docx", "--strict")
    assert built.returncode == 0, built.stdout + built.stderr
    assert (fresh.output / "record" / "record.en.docx").exists()


def run(*words: str | Path) -> int:
    return main(["new", "article", *map(str, words)])


@pytest.mark.parametrize("taken", ["content/articles/a.yaml", "sources/a.txt", "sources/a.yaml"])
def test_no_file_that_exists_is_overwritten(
    taken: str, content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "source.txt"
    source.write_bytes(plain(ENGLISH))
    (tmp_path / taken).parent.mkdir(exist_ok=True)
    (tmp_path / taken).write_bytes(b"mine")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert run(source, "--content", content, "--id", "a", *DATED) == 1
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    said = capsys.readouterr().out
    assert f"{tmp_path / taken}: error [file-exists] the file exists already" in said
    assert "hint: give the new article another --id" in said


@pytest.mark.parametrize("name", ["nowhere.txt", "folder.txt"])
def test_a_source_that_is_not_there_is_a_problem(
    name: str, content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder.txt").mkdir()
    assert run(tmp_path / name, "--content", content) == 1
    assert f"{name}: error [import-missing] it cannot be read" in capsys.readouterr().out


def test_id_language_and_day_may_be_given_and_the_project_names_its_sources(
    content: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with (tmp_path / "briefs.yaml").open("a", encoding="utf-8") as file:
        file.write("paths: {sources: texts}\n")
    sources = tmp_path / "texts"
    monkeypatch.chdir(content / "articles")
    Path("source.txt").write_bytes(plain(ENGLISH))
    assert run("source.txt", "--id", "2026", "--language", "en", *DATED) == 0
    assert "../../texts/2026.txt" in capsys.readouterr().out.splitlines()
    assert sorted(path.name for path in sources.iterdir()) == ["2026.txt", "2026.yaml"]
    assert "\nimported: 2026-11-26\n" in (sources / "2026.yaml").read_text(encoding="utf-8")
    article = (content / "articles" / "2026.yaml").read_text(encoding="utf-8")
    assert f"issued: {{date: {DAY}, basis: stated, at: [4]}}" in article
    assert main(["check"]) == 0


def test_an_article_of_a_new_project_is_accepted_and_one_outside_a_project_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("lysa.html").write_bytes(web_page(ARABIC))
    assert run("lysa.html") == 2
    assert "briefs new dossier DIR" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lysa.html"]
    assert main(["new", "dossier", "water", "--languages", "ar"]) == 0
    monkeypatch.chdir("water")
    assert run("../lysa.html", *DATED) == 0
    assert "then: briefs check" in capsys.readouterr().err
    assert 'title: {ar: "' in Path("content/articles/lysa.yaml").read_text(encoding="utf-8")
    assert main(["check"]) == 0
    assert "error" not in capsys.readouterr().out


def test_without_a_day_that_of_source_date_epoch_is_taken(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1789344000")
    (tmp_path / "a.txt").write_bytes(plain(ENGLISH))
    assert run(tmp_path / "a.txt", "--content", content, "--id", "a") == 0
    record = (tmp_path / "sources" / "a.yaml").read_text(encoding="utf-8")
    assert "\nimported: 2026-09-14\n" in record


@pytest.mark.parametrize(
    "words",
    [("source", "x"), ("article",), ("article", "a.txt", "--id", "A b")]
    + [("article", "a.txt", option, "99x") for option in ("--language", "--date")],
)
def test_wrong_usage_is_status_2(words: tuple[str, ...]) -> None:
    try:
        status = main(["new", *words])
    except SystemExit as ended:
        status = int(ended.code or 0)
    assert status == 2


def greedy(*_: object) -> None:
    bytearray(1 << 50)


def hanging(*_: object) -> None:
    time.sleep(60)


def dying(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("read", [greedy, hanging, dying])
def test_a_source_that_takes_too_much_memory_or_time_is_refused(
    read: Callable[..., None],
    content: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(content.parent)
    Path("lysa.txt").write_bytes(plain(ENGLISH))
    monkeypatch.setattr("briefs.api.new_article", read)
    monkeypatch.setattr("briefs.api.LONGEST_IMPORT", 0.5)
    before = sorted(Path().rglob("*"))
    assert run("lysa.txt", *DATED) == 1
    assert (
        "lysa.txt: error [import-too-large] to read it takes more than" in capsys.readouterr().out
    )
    assert sorted(Path().rglob("*")) == before
