"""What every command shares: exit status, arguments, how problems are printed."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from briefs.build import OptionsError, check_folder
from briefs.cli.language import is_isolating, told
from briefs.cli.parser import Parser
from briefs.cli.show import show_all
from briefs.files import PROJECT_FILE, file_named_alike, find_project, project_folders
from briefs.messages import Message, Template, counted, fill
from briefs.problems import Problem, errors, warnings

DONE, PROBLEMS, USAGE, FAULT, INTERRUPTED, CUT_OFF = 0, 1, 2, 3, 130, 141
NO_PROJECT = fill(
    "there is no {file} here or in a folder above: go into a project, or make one with "
    "`briefs new dossier DIR`",
    file=PROJECT_FILE,
)
WRONG_NAME = Template("“{file}” is not read: a project file is named {name}, so rename it")


def print_error(message: Message) -> None:
    """Print a message to standard error."""
    print(told(message, isolate=is_isolating(sys.stderr)), file=sys.stderr)


def print_made(path: Path, message: Message, *, was_there: bool) -> None:
    """Print what a command has made, or that it is there already, from when it ran before."""
    if was_there:
        message = fill(
            "nothing to do: {path} is there already, as this command makes it", path=path
        )
    print_error(message)


def print_message(message: Message) -> None:
    """Print a message to standard output."""
    print(told(message, isolate=is_isolating(sys.stdout)))


def command_parser(name: str, about: Message) -> Parser:
    """Return a parser with the two folders that most commands read."""
    parser = Parser(f"briefs {name}".strip(), about)
    note = fill("the folder of YAML files; by default the one that {file} names", file=PROJECT_FILE)
    parser.add("--content", type=Path, note=note)
    note = fill("the project’s templates; by default those that {file} names", file=PROJECT_FILE)
    parser.add("--templates", type=Path, note=note)
    return parser


def parse_in_project(parser: Parser, words: list[str]) -> Namespace:
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
    raise OptionsError(WRONG_NAME.fill(file=other, name=PROJECT_FILE) if other else NO_PROJECT)


def read_file(path: Path, size: int) -> bytes:
    """Return at most `size` bytes of a file that the user named; OptionsError if there is none."""
    if not path.is_file():
        raise OptionsError(fill("there is no file “{path}”", path=path))
    with path.open("rb") as stream:
        return stream.read(size)


def print_problems(problems: Sequence[Problem], *, strict: bool = False) -> int:
    """Print problems; return the exit status that they mean (warnings fail only if `strict`)."""
    if problems:
        print(show_all(problems, isolate=is_isolating(sys.stdout)), end="\n\n")
    count, warned = len(errors(problems)), len(warnings(problems))
    if count or (strict and warned):
        print_error(
            fill(
                "{errors}, {warnings}",
                errors=counted("{count} error", "{count} errors", count=count),
                warnings=count_warnings(warned),
            )
        )
        return PROBLEMS
    return DONE


def print_summary(problems: Sequence[Problem]) -> int:
    """Print the last line of a command that found no error; return the exit status."""
    warned = len(warnings(problems))
    if warned:
        print_error(fill("no errors, {warnings}", warnings=count_warnings(warned)))
    else:
        print_error(fill("no problems"))
    return DONE


def count_warnings(count: int) -> Message:
    """Return how many warnings there are."""
    return counted("{count} warning", "{count} warnings", count=count)
