"""The command `pull`: shows the edits of a Word document as diffs of the YAML, and writes them."""

from pathlib import Path

from briefs.cli.output import (
    DONE,
    PROBLEMS,
    command_parser,
    parse_in_project,
    print_error,
    print_problems,
    read_file,
)
from briefs.docx import LARGEST_FILE, open_docx
from briefs.files import write_whole


def pull(words: list[str]) -> int:
    """Show the edits of a Word document and, with `--apply`, write them into the YAML."""
    parser = command_parser("pull", "What was edited in a Word document, as a diff of the YAML.")
    parser.add_argument("file", type=Path, metavar="FILE.docx", help="the edited document")
    parser.add_argument("--apply", action="store_true", help="write the changes into the YAML")
    parser.add_argument("--author", default="", metavar="NAME", help="only this author’s changes")
    parser.add_argument(
        "--reject", action="append", default=[], metavar="NAME", help="all but this author’s"
    )
    arguments = parse_in_project(parser, words)
    name = str(arguments.file)
    parts, problems = open_docx(read_file(arguments.file, LARGEST_FILE + 1), name)
    if problems:
        return print_problems(problems)
    # Imported here so that a hostile file is refused before the content model uses any memory.
    from briefs.content import load  # noqa: PLC0415
    from briefs.pull import Filter, pull_parts  # noqa: PLC0415

    authors = Filter(arguments.author, tuple(arguments.reject))
    library = load(arguments.content, arguments.folders.root)
    report = pull_parts(parts, name, library, authors)
    for line in report.lines:
        print(line)
    for file, text in report.files.items() if arguments.apply else ():
        write_whole(Path(file), text.encode())
    if report.brief:
        print_error(report.summary(arguments.apply))
    status = print_problems(report.problems)
    return status or (PROBLEMS if report.needs_a_person else DONE)
