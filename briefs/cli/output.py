"""What every command shares: exit status, arguments, how problems are printed."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from briefs.build import OptionsError, check_folder
from briefs.cli.show import show_all
from briefs.files import PROJECT_FILE, file_named_alike, find_project, project_folders
from briefs.problems import Problem, errors, warnings

DONE, PROBLEMS, USAGE, FAULT, INTERRUPTED, CUT_OFF = 0, 1, 2, 3, 130, 141
NO_PROJECT = (
    f"there is no {PROJECT_FILE} here or in a folder above: go into a project, or make one with "
    "`briefs new dossier DIR`"
)

WRONG_NAME = "“{file}” is not read: a project file is named {name}, so rename it"


def print_error(text: str) -> None:
    """Print a line to standard error."""
    print(text, file=sys.stderr)


def command_parser(name: str, about: str) -> ArgumentParser:
    """Return a parser with the two folders that most commands read."""
    parser = ArgumentParser(prog=f"briefs {name}".strip(), description=about)
    note = f"by default the one that {PROJECT_FILE} names"
    parser.add_argument("--content", type=Path, help=f"the folder of YAML files; {note}")
    parser.add_argument("--templates", type=Path, help=f"the project’s templates; {note}")
    return parser


def parse_in_project(parser: ArgumentParser, words: list[str]) -> Namespace:
    """Return the parsed words with `content` filled in, and with the `folders` of the project.

    OptionsError outside a project, and for a folder that does not exist.
    """
    arguments = parser.parse_args(words)
    arguments.folders = project_folders(project_here(arguments.content or Path()))
    arguments.content = arguments.content or arguments.folders.content
    check_folder(arguments.content, "--content")
    if arguments.templates is not None:
        check_folder(arguments.templates, "--templates")
    return arguments


def project_here(start: Path = Path()) -> Path:
    """Return the folder of the project that a folder is in; OptionsError where it is in none."""
    root = find_project(start)
    if root is not None:
        return root
    other = file_named_alike(start)
    raise OptionsError(WRONG_NAME.format(file=other, name=PROJECT_FILE) if other else NO_PROJECT)


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
