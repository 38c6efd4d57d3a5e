"""The house rules: the map tells the truth, rooms stay small, no language is a special case."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "briefs").rglob("*.py"))
# What a language is like may be said in two places only.
LANGUAGE_ROOMS = {"language.py", "theme.py"}


def names_in_map() -> set[str]:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\s{4,}((?:word/|numerals/)?\w+\.py)\b", text, re.MULTILINE))


def test_the_map_lists_every_module_and_no_other():
    there = {
        str(path.relative_to(ROOT / "briefs")) for path in MODULES if path.name != "__init__.py"
    }
    assert there
    assert names_in_map() - {"build.py"} == there


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < 300
    long = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 40
    ]
    assert long == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_module_asks_which_language_it_is(path):
    if path.name in LANGUAGE_ROOMS:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare):
            constants = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
            assert not {"ar", "en"} & set(constants), f"line {node.lineno}"


def test_writers_do_not_import_each_other():
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        if path.parent.name == "word":
            assert "briefs.pdf" not in text
        if path.name in {"pdf.py", "web.py"}:
            assert "briefs.word" not in text


def test_only_the_shell_touches_clock_terminal_and_disk():
    shell = {
        "cli.py",
        "desk.py",
        "opening.py",
        "pulling.py",
        "report.py",
        "builder.py",
        "progress.py",
        "preview.py",
    }
    talk = re.compile(r"\b(print|input)\(|time\.(time|monotonic)|datetime\.now|sys\.std")
    for path in MODULES:
        if path.name not in shell:
            assert not talk.search(path.read_text(encoding="utf-8")), path.name


def test_every_package_of_the_lock_files_is_pinned_with_a_hash_and_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==\S+", text, re.MULTILINE)
        assert len(pinned) > 15
        assert "http" not in text
        assert text.count("--hash=sha256:") >= len(pinned)
    assert "resolved" not in (ROOT / "tests/tools/package-lock.json").read_text(encoding="utf-8")
