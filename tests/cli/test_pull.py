"""`build.py pull` shows the edits of a Word document as diffs of the YAML, or applies them."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.support.checkout import Checkout
from tests.support.docx_edits import (
    changed,
    controls,
    number_of,
    outside_runs,
    parent_of,
    replace_in,
    run,
    shown_paths,
    split_after,
)
from tests.support.paths import ROOT

DOCUMENT = "output/crossing/crossing.ar-en.docx"
PATH = "briefs/crossing/bottom_line/text/en"


@pytest.fixture
def paths(checkout: Checkout) -> tuple[str, str]:
    """The paths of two texts of different files that the body of the document shows."""
    data = (checkout.root / DOCUMENT).read_bytes()
    shown: list[str] = []
    changed(data, lambda root: shown.extend(shown_paths(data)[n] for n in controls(root)))
    first = next(
        path for path in shown if path.startswith("articles/") and path.endswith("text/en")
    )
    return PATH, first


def edit(checkout: Checkout, *edits: tuple[str, str, str | None]) -> None:
    """Insert words at the start of texts of the document, tracked where an author is named."""

    def change(root: etree._Element) -> None:
        for path, words, author in edits:
            replace_in(controls(root)[number_of(data, path)], (0, 0), words, author)

    path = checkout.root / DOCUMENT
    data = path.read_bytes()
    path.write_bytes(changed(data, change))


def content_of(checkout: Checkout) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(checkout.content.rglob("*.yaml"))}


def test_an_unedited_document_has_no_diff(checkout: Checkout) -> None:
    done = checkout.run("pull", DOCUMENT)
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing was edited in crossing.ar-en" in done.stderr


def test_an_edit_is_shown_as_a_diff_with_its_line_author_and_edition(
    checkout: Checkout, paths: tuple[str, str]
) -> None:
    before = content_of(checkout)
    edit(checkout, (paths[0], "Anna says ", "Anna"), (paths[1], "Not so. ", None))
    done = checkout.run("pull", DOCUMENT)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    [head] = [
        line for line in lines if line.startswith("# ") and PATH in line and "stale" not in line
    ]
    assert head.startswith("# content/briefs/crossing.yaml:")
    assert head.endswith("· Anna · edition ar-en")
    number = int(head.split(":")[1].split()[0])
    there = (checkout.content / "briefs/crossing.yaml").read_text("utf-8").splitlines()
    plus = next(n for n, line in enumerate(lines) if line[:1] == "+" and "Anna says " in line)
    minus = lines[plus - 1]
    assert minus[1:] in there[number - 1 : number + 1]
    assert any("not tracked" in line for line in lines)
    assert "briefs/crossing/bottom_line/text/ar" in done.stdout  # its counterpart is stale
    assert "# now stale: content/briefs/crossing.yaml:" in done.stdout
    assert content_of(checkout) == before


def test_apply_changes_only_the_edited_texts(checkout: Checkout, paths: tuple[str, str]) -> None:
    before = content_of(checkout)
    edit(checkout, (paths[0], "Anna says ", "Anna"), (paths[1], "Not so. ", None))
    done = checkout.run("pull", DOCUMENT, "--apply")
    assert done.returncode == 0, done.stdout + done.stderr
    after = content_of(checkout)
    different = [name for name in before if before[name] != after[name]]
    assert len(different) == 2
    for name in different:  # the words are inserted and nothing else has changed
        made = after[name].decode()
        words = next(one for one in ("Anna says ", "Not so. ") if one in made)
        assert before[name].decode() == made.replace(words, "")
    again = checkout.run("pull", DOCUMENT)
    assert "nothing was edited" in again.stderr
    assert again.returncode == 0


@pytest.mark.parametrize(
    ("words", "there"),
    [
        (("--author", "Anna"), {"Anna says "}),
        (("--reject", "Anna"), {"Not so. "}),
        (("--author", "Maha"), set()),
        ((), {"Anna says ", "Not so. "}),
    ],
)
def test_changes_can_be_filtered_by_author(
    checkout: Checkout, paths: tuple[str, str], words: tuple[str, ...], there: set[str]
) -> None:
    edit(checkout, (paths[0], "Anna says ", "Anna"), (paths[1], "Not so. ", None))
    done = checkout.run("pull", DOCUMENT, "--apply", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    whole = b"".join(content_of(checkout).values()).decode()
    assert {one for one in ("Anna says ", "Not so. ") if one in whole} == there


def test_the_edits_of_one_of_two_authors_of_a_text_can_be_rejected(checkout: Checkout) -> None:
    edit(checkout, (PATH, "Maha says ", "Maha"))
    edit(checkout, (PATH, "Anna says ", "Anna"))
    done = checkout.run("pull", DOCUMENT, "--reject", "Maha", "--apply")
    assert done.returncode == 0, done.stdout + done.stderr
    text = (checkout.content / "briefs/crossing.yaml").read_text("utf-8")
    assert "Anna says " in text
    assert "Maha" not in text


def test_a_conflict_is_shown_three_ways_and_nothing_is_overwritten(checkout: Checkout) -> None:
    file = checkout.content / "briefs/crossing.yaml"
    edit(checkout, (PATH, "Anna says ", "Anna"))
    text = file.read_text("utf-8")
    line = next(one for one in text.splitlines() if "bottom_line" in one)
    after = text[text.index(line) :]
    first = after.split("en:")[1].split()[1]
    changed_text = text[: text.index(line)] + after.replace(first, "Otherwise", 1)
    file.write_text(changed_text, "utf-8")
    done = checkout.run("pull", DOCUMENT, "--apply")
    assert done.returncode == 1
    assert "[" + "edit-conflict" + "]" in done.stdout
    assert all(side in done.stdout for side in ("when built: ", "in the YAML: ", "by Anna: "))
    assert file.read_text("utf-8") == changed_text


def test_a_change_outside_the_texts_is_listed_and_the_status_is_1(checkout: Checkout) -> None:
    def change(root: etree._Element) -> None:
        first = outside_runs(root)[0]
        first.addnext(run(" typed between", first))

    path = checkout.root / DOCUMENT
    path.write_bytes(changed(path.read_bytes(), change))
    done = checkout.run("pull", DOCUMENT, "--apply")
    assert done.returncode == 1
    assert "Not in a text of the content" in done.stdout
    assert "typed between" in done.stdout


@pytest.mark.parametrize(
    ("make", "status", "said"),
    [
        (lambda path: path.write_bytes(b"no zip"), 1, "[word-unreadable]"),
        (lambda path: path.unlink(), 2, "there is no file"),
    ],
)
def test_a_missing_or_unreadable_document_is_refused(
    checkout: Checkout, make: Callable[[Path], object], status: int, said: str
) -> None:
    make(checkout.root / DOCUMENT)
    done = checkout.run("pull", DOCUMENT)
    assert done.returncode == status
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert " | " not in done.stdout  # no line of the file is shown, because it is not a text file


def test_help_names_pull() -> None:
    done = subprocess.run(
        [sys.executable, "build.py", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "pull" in done.stdout


def test_edits_that_a_filter_leaves_out_are_listed(checkout: Checkout) -> None:
    """An author filter leaves out a text that was also changed without tracking."""
    edit(checkout, (PATH, "Anna says ", "Anna"))
    edit(checkout, (PATH, "Untracked ", None))
    before = content_of(checkout)
    done = checkout.run("pull", DOCUMENT, "--author", "Anna", "--apply")
    assert done.returncode == 0, done.stdout + done.stderr
    title, line = done.stdout.strip().splitlines()
    assert title == "Left out, since others made them too or nobody tracked them: 1"
    assert line == f"  * text · {PATH} · Anna, not tracked"
    assert content_of(checkout) == before


def test_a_text_split_in_two_is_written_with_a_line_break(checkout: Checkout) -> None:
    """Enter in Word makes two paragraphs, of which the content control has the first."""
    path = checkout.root / DOCUMENT
    data = path.read_bytes()

    def split(root: etree._Element) -> None:
        split_after(controls(root)[number_of(data, PATH)], 2)

    path.write_bytes(changed(data, split))
    done = checkout.run("pull", DOCUMENT, "--apply")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# a new paragraph inside it becomes a line break" in done.stdout
    again = checkout.run("pull", DOCUMENT)
    assert "nothing was edited" in again.stderr, again.stdout
    assert checkout.run("check").returncode == 0


def test_an_emptied_text_is_reported_with_what_to_do(checkout: Checkout) -> None:
    path = checkout.root / DOCUMENT
    data = path.read_bytes()

    def empty(root: etree._Element) -> None:
        for one in list(controls(root)[number_of(data, PATH)]):
            parent_of(one).remove(one)

    path.write_bytes(changed(data, empty))
    done = checkout.run("pull", DOCUMENT)
    assert done.returncode == 1
    assert f"  * {PATH} · not tracked" in done.stdout
    assert (
        "no text can be empty: take out what it belongs to, at content/briefs/crossing.yaml:"
        in (done.stdout)
    )
