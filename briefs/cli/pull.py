"""The command `pull`: shows the edits of a Word document as diffs of the YAML, and writes them."""

from pathlib import Path

from briefs import api
from briefs.cli.output import (
    DONE,
    PROBLEMS,
    USAGE,
    command_parser,
    parse_with_folders,
    print_error,
    print_problems,
)
from briefs.docx import LARGEST_FILE, open_docx
from briefs.files import write_whole
from briefs.pull import Filter, pull_parts


def pull(words: list[str]) -> int:
    """Show the edits of a Word document and, with `--apply`, write them into the YAML."""
    parser = command_parser("pull", "What was edited in a Word document, as a diff of the YAML.")
    parser.add_argument("file", type=Path, metavar="FILE.docx", help="the edited document")
    parser.add_argument("--apply", action="store_true", help="write the changes into the YAML")
    parser.add_argument("--author", default="", metavar="NAME", help="only this author’s changes")
    parser.add_argument(
        "--reject", action="append", default=[], metavar="NAME", help="all but this author’s"
    )
    arguments = parse_with_folders(parser, words)
    if arguments is None or not arguments.file.is_file():
        if arguments is not None:
            print_error(f"there is no file “{arguments.file}”")
        return USAGE
    with arguments.file.open("rb") as stream:
        data = stream.read(LARGEST_FILE + 1)
    parts, problems = open_docx(data, str(arguments.file))
    if problems:
        return print_problems(problems)
    wanted = Filter(arguments.author, tuple(arguments.reject))
    report = pull_parts(parts, str(arguments.file), api.load(arguments.content), wanted)
    for line in report.lines:
        print(line)
    for file, text in report.files.items() if arguments.apply else ():
        write_whole(Path(file), text.encode())
    if report.brief:
        print_error(report.summary(arguments.apply))
    status = print_problems(report.problems)
    return status or (PROBLEMS if report.needs_a_person else DONE)
