"""Content that is far too large or made to harm: a problem at its line, soon, and little of it."""

import re
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefs.cli.main import main
from briefs.limits import MOST_SHOWN
from tests.support.paths import CONTENT, ROOT

SECONDS = 10  # on a busy machine; alone, the slowest needs less than two
MOST_OUTPUT = 200_000  # characters

ARTICLE = "content/articles/alpha.yaml"
BRIEF = "content/briefs/norway.yaml"
THEME = "templates/theme.yaml"
PROJECT = "briefs.yaml"
SUMMARY = "The paper tells of a ferry line and what two governments want from it."
SHOW = "show: [alpha/no-ferry-early, beta/no-ferry-late, beta/signing]"


def aliases(count: int) -> str:
    return f"a: &a [1]\nb: [{', '.join(['*a'] * count)}]\n"


def alias_bomb() -> str:
    """Return YAML whose aliases stand for 10**9 values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    return "\n".join(lines) + "\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copy(CONTENT.parent / "briefs.yaml", tmp_path)
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / "fonts").symlink_to(ROOT / "fonts")
    return tmp_path


def run_check(project: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    words = ["--content", str(project / "content"), "--templates", str(project / "templates")]
    started = time.monotonic()
    status = main(["check", *words])
    assert time.monotonic() - started < SECONDS
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return status, captured.out


def replacing(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("file", "change", "code"),
    [
        (ARTICLE, replacing("paragraphs: 7", "paragraphs: 10000000"), "out-of-range"),
        (ARTICLE, replacing(SUMMARY, "x" + "\u202e" * 20_000), "forbidden-character"),
        (ARTICLE, replacing(SUMMARY, '"' + "\\u202e" * 20_000 + '"'), "forbidden-character"),
        (ARTICLE, replacing("summary:", aliases(8_000) + "summary:"), "yaml-alias"),
        (ARTICLE, replacing("value: 300", "value: 1e999999"), "type-wrong"),
        (ARTICLE, replacing("value: 300", "value: .inf"), "type-wrong"),
        (ARTICLE, replacing("value: 300", "value: " + "7" * 5_000), "out-of-range"),
        (ARTICLE, replacing("أولًا", "أول" + "\u064e" * 128 + "ا"), "marks-piled"),
        (ARTICLE, replacing("أولًا", "أول" + "\u064e" * 20_000 + "ا"), "marks-piled"),
        (ARTICLE, replacing(SUMMARY, "It says " + "“" * 20_000), "text-too-large"),
        (ARTICLE, replacing(SUMMARY, f"“{'«“' * 4_900} of the ferry"), ""),
        (ARTICLE, replacing(SUMMARY, "word " * 50_000), "text-too-large"),
        (ARTICLE, replacing("at: [3, 4]", "at: [3, 4" * 2_000), "yaml-"),
        (ARTICLE, replacing("summary:", "\n".join(f'k{n}: "{n}" x' for n in range(2_000))), "yaml-"),
        (BRIEF, replacing(SHOW, f"show: [{', '.join(f'alpha/no-ferry-{n}' for n in range(1_500))}]"), "evidence-unknown"),
        (BRIEF, replacing(SHOW, f"show: [{'a' * 9_000}/b]"), "evidence-unknown"),
        (BRIEF, replacing(SHOW, f"show: {'[' * 50_000}"), "yaml-"),
        (PROJECT, lambda text: alias_bomb() + text, "yaml-alias"),
        (PROJECT, lambda text: f"{text}paths: {'[' * 50_000}", "yaml-"),
        (PROJECT, lambda text: f"{text}# {'x' * 9_000_000}", "file-too-large"),
        (PROJECT, lambda text: f"{text}theme: {{sizes: {{title: {'7' * 5_000}}}}}\n", "out-of-range"),
        (THEME, lambda text: alias_bomb() + text, "yaml-alias"),
        (THEME, lambda text: aliases(8_000) + text, "yaml-alias"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_a_problem_in_bounded_time_and_output(
    file: str,
    change: Callable[[str], str],
    code: str,
    project: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")
    status, output = run_check(project, capsys)
    assert status == (1 if code else 0)  # some are only warnings
    assert not code or f"[{code}" in output
    assert len(output) < MOST_OUTPUT
    assert max(map(len, output.split("\n"))) < 1_200
    assert len(re.findall(r"^\S+: (?:error|warning)", output, re.M)) <= MOST_SHOWN
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2_000_000  # kilobytes


@pytest.mark.parametrize("letter", ["\x1b[31m", "\u009b31m", "\u202e", "\u2066", "\x07"])
def test_no_control_character_of_a_file_reaches_the_terminal(
    letter: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / ARTICLE
    text = path.read_text(encoding="utf-8")
    text = text.replace(SUMMARY, f"{SUMMARY} {letter}x").replace(
        "    topic: ferry", f"    topic: {letter}"
    )
    path.write_text(text, encoding="utf-8")
    status, output = run_check(project, capsys)
    assert status == 1
    assert letter[0] not in output
    assert f"<U+{ord(letter[0]):04X}>" in output


def test_numbers_with_separators_in_no_order_are_read_or_left(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / ARTICLE
    text = path.read_text(encoding="utf-8")
    for number in ("1٬000,000.5", "1,000٫000.5", "1.000,000٬5", "1٫5٫5,5", "1 000,000.5"):
        path.write_text(text.replace(SUMMARY, f"It has {number} berths."), encoding="utf-8")
        status, _ = run_check(project, capsys)
        assert status in (0, 1)


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("con", "id-malformed", "choose another id, and rename the file too"),
        ("lpt1", "id-malformed", "choose another id, and rename the file too"),
        ("a" * 61, "id-malformed", "choose another id, and rename the file too"),
        ("Norway", "id-not-file-name", "rename the file to “norway.yaml”"),
        ("norway ", "id-not-file-name", "rename the file to “norway.yaml”"),
        ("norway.", "id-not-file-name", "rename the file to “norway.yaml”"),
        ("norwáy", "id-not-file-name", "rename the file to “norway.yaml”"),
        ("norwa\u0301y", "id-not-file-name", "rename the file to “norway.yaml”"),
        ("nоrway", "id-not-file-name", "rename the file to “norway.yaml”"),
        ("nor\nway", "file-name", "rename it: an id, and .yaml"),
        ("nor\u202eway", "file-name", "rename it: an id, and .yaml"),
        ("nor\udcffway", "file-name", "rename it: an id, and .yaml"),
    ],
)
def test_a_name_that_some_system_cannot_hold_or_that_looks_like_another_is_a_problem(
    name: str, code: str, hint: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / BRIEF
    text = path.read_text(encoding="utf-8")
    if code == "id-malformed":
        text = text.replace("id: norway", f"id: {name}")
    path.with_name(f"{name}.yaml").write_text(text, encoding="utf-8")
    if name == "Norway":
        path.unlink()  # where the system tells no case apart, there is one file
    status, output = run_check(project, capsys)
    assert status == 1
    assert f"error [{code}]" in output
    assert hint in output
