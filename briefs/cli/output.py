"""What every command shares: exit status, folders, how problems are printed."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from briefs.files import project_folder
from briefs.problems import Problem, Severity, show_all

DONE, PROBLEMS, USAGE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def print_error(text: str) -> None:
    """Print a line to standard error."""
    print(text, file=sys.stderr)


def command_parser(name: str, about: str) -> ArgumentParser:
    """A parser with the two folders that most commands read."""
    parser = ArgumentParser(prog=f"briefs {name}".strip(), description=about)
    parser.add_argument(
        "--content", type=Path, default=Path("content"), help="the folder of YAML files"
    )
    parser.add_argument(
        "--templates",
        type=Path,
        help="the folder of templates; that beside the content, or the packaged one",
    )
    return parser


def parse_with_folders(parser: ArgumentParser, words: list[str]) -> Namespace | None:
    """The parsed words, `templates` filled in; None, with a message, where a folder is missing."""
    arguments = parser.parse_args(words)
    if arguments.templates is None:
        arguments.templates = project_folder(arguments.content, "templates")
    for folder, option in ((arguments.content, "--content"), (arguments.templates, "--templates")):
        if not folder.is_dir():
            print_error(f"there is no folder “{folder}”; name it with {option}")
            return None
    return arguments


def print_problems(problems: Sequence[Problem], *, strict: bool = False) -> int:
    """Print problems; return the exit status that they mean (warnings fail only if `strict`)."""
    if problems:
        print(show_all(problems), end="\n\n")
    counts = {level: sum(one.severity is level for one in problems) for level in Severity}
    if counts[Severity.ERROR] or (strict and problems):
        print_error(f"{counts[Severity.ERROR]} errors, {counts[Severity.WARNING]} warnings")
        return PROBLEMS
    return DONE


def print_summary(problems: Sequence[Problem]) -> int:
    """Print the last line of a command that found no error; return the exit status."""
    print_error(f"no errors, {len(problems)} warnings" if problems else "no problems")
    return DONE
