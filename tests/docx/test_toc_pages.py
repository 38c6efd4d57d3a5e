"""Builds with and without LibreOffice, and with a Word template: contents and warnings."""

import re
from contextlib import suppress
from pathlib import Path

import pytest

from briefs.build.libreoffice import bookmark_pages
from tests.support import docx_lint as word_lint
from tests.support.checkout import Checkout
from tests.support.desks import wait_for
from tests.support.docx_helpers import find, reference_docx, text


def entries_of(checkout: Checkout) -> list[str]:
    """Return the entries of the contents list in the Word document of the case brief."""
    data = (checkout.output / "crossing" / "crossing.en.docx").read_bytes()
    tree = word_lint.parts_of(data)["word/document.xml"]
    return [text(link) for link in find(tree, "sdtContent/p/hyperlink")]


BUILD = ("crossing", "--edition", "en", "--format", "docx")


def test_without_libreoffice_the_contents_have_no_page_numbers(
    fresh: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = fresh.run(*BUILD)
    assert (done.returncode, "warning" in done.stdout) == (0, False)
    assert len(entries_of(fresh)) > 3
    assert not any("\t" in entry for entry in entries_of(fresh))


def test_libreoffice_installed_later_adds_the_page_numbers(
    fresh: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as without:
        without.setenv("PATH", str(tmp_path))
        fresh.run(*BUILD)
    assert "1 document made, 0 up to date" in fresh.run(*BUILD).stdout
    assert all(re.search(r"\t\d+$", entry) for entry in entries_of(fresh))
    first = fresh.documents()
    assert "0 documents made, 1 up to date" in fresh.run(*BUILD).stdout
    fresh.run(*BUILD, "--force")
    assert fresh.documents() == first


def test_a_failure_of_libreoffice_is_reported(
    fresh: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = fresh.run(*BUILD)
    assert (done.returncode, done.stdout.count("[pages-unknown]")) == (0, 1)


@pytest.mark.parametrize(
    "script",
    [
        'for last; do :; done; echo "%PDF-1.7 garbage" > "${last%.docx}.pdf"',
        "/bin/sleep 98.7 & wait",
        "kill -9 $$",
    ],
)
def test_a_libreoffice_that_writes_garbage_or_hangs_gives_no_pages_and_leaves_nothing(
    script: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("briefs.build.libreoffice.SECONDS", 0.3)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert bookmark_pages(b"", {"a": "b_a"}) == {}
    assert [path.name for path in tmp_path.iterdir()] == ["soffice"]
    wait_for(lambda: not processes_with(b"/bin/sleep\x0098.7"))  # killed, it ends a moment later


def processes_with(words: bytes) -> list[Path]:
    """Return the files with the command lines of processes that have some words."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # a process that has ended meanwhile
            found += [path] if words in path.read_bytes() else []
    return found


def test_a_full_temporary_folder_gives_no_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/proc/no/such/folder")
    assert bookmark_pages(b"", {"a": "b_a"}) == {}


def test_the_theme_names_a_word_template_in_its_own_folder(
    fresh: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (fresh.templates / "reference.dotx").write_bytes(reference_docx())
    fresh.edit("templates/theme.yaml", 'base: ""', "base: reference.dotx")
    done = fresh.run(*BUILD)
    assert (done.returncode, done.stdout.count("[word-base-lacks]")) == (0, 1)
    fresh.edit("templates/theme.yaml", "base: reference.dotx", "base: ../content/reference.dotx")
    done = fresh.run(*BUILD)
    assert (done.returncode, done.stdout.count("[word-base-unreadable]")) == (1, 1)
