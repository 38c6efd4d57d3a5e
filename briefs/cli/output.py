"""What every command shares: its folders, its exit status, how it prints what it found."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from briefs.problems import Problem, Severity, show_all

DONE, PROBLEMS, USAGE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def print_error(text: str) -> None:
    """A line to standard error."""
    print(text, file=sys.stderr)


def parser(name: str, about: str) -> ArgumentParser:
    """A parser with the folders that every command knows."""
    made = ArgumentParser(prog=f"build.py {name}".strip(), description=about)
    made.add_argument(
        "--content", type=Path, default=Path("content"), help="the folder of YAML files"
    )
    made.add_argument(
        "--templates", type=Path, default=Path("templates"), help="the folder of templates"
    )
    return made


def missing_folder(content: Path, templates: Path) -> str:
    """Which of the folders that every command reads is not there, or nothing."""
    for folder, option in ((content, "--content"), (templates, "--templates")):
        if not folder.is_dir():
            return f"there is no folder “{folder}”; name it with {option}"
    return ""


def print_problems(problems: Sequence[Problem], *, strict: bool) -> int:
    """Print problems; the exit status that they mean."""
    if problems:
        print(show_all(problems), end="\n\n")
    counts = {level: sum(one.severity is level for one in problems) for level in Severity}
    if counts[Severity.ERROR] or (strict and problems):
        print_error(f"{counts[Severity.ERROR]} errors, {counts[Severity.WARNING]} warnings")
        return PROBLEMS
    return DONE


def print_summary(problems: list[Problem]) -> int:
    """The last line of a check without errors."""
    print_error(f"no errors, {len(problems)} warnings" if problems else "no problems")
    return DONE
