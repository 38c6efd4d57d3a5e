"""What every command shares: exit status, arguments, how problems are printed."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from briefs.build import OptionsError, check_folder
from briefs.files import project_folder
from briefs.problems import Problem, errors, show_all, warnings

DONE, PROBLEMS, USAGE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def print_error(text: str) -> None:
    """Print a line to standard error."""
    print(text, file=sys.stderr)


def command_parser(name: str, about: str) -> ArgumentParser:
    """Return a parser with the two folders that most commands read."""
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


def parse_with_folders(parser: ArgumentParser, words: list[str]) -> Namespace:
    """Return the parsed words, `templates` filled in; OptionsError for a missing folder."""
    arguments = parser.parse_args(words)
    if arguments.templates is None:
        arguments.templates = project_folder(arguments.content, "templates")
    check_folder(arguments.content, "--content")
    check_folder(arguments.templates, "--templates")
    return arguments


def read_file(path: Path, size: int) -> bytes:
    """Return at most `size` bytes of a file that the user named; OptionsError if there is none."""
    if not path.is_file():
        raise OptionsError(f"there is no file “{path}”")
    with path.open("rb") as stream:
        return stream.read(size)


def print_problems(problems: Sequence[Problem], *, strict: bool = False) -> int:
    """Print problems; return the exit status that they mean (warnings fail only if `strict`)."""
    if problems:
        print(show_all(problems), end="\n\n")
    count, warned = len(errors(problems)), len(warnings(problems))
    if count or (strict and warned):
        print_error(f"{count} errors, {warned} warnings")
        return PROBLEMS
    return DONE


def print_summary(problems: Sequence[Problem]) -> int:
    """Print the last line of a command that found no error; return the exit status."""
    warned = len(warnings(problems))
    print_error(f"no errors, {warned} warnings" if warned else "no problems")
    return DONE
