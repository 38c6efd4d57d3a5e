"""The command `pull`: shows the edits of a Word document as diffs of the YAML, and writes them."""

from pathlib import Path

from briefs.cli.output import (
    DONE,
    PROBLEMS,
    command_parser,
    parse_in_project,
    print_error,
    print_message,
    print_problems,
    read_file,
)
from briefs.docx import LARGEST_FILE, open_docx
from briefs.files import write_whole
from briefs.problems import fill


def pull(words: list[str]) -> int:
    """Show the edits of a Word document and, with `--apply`, write them into the YAML."""
    parser = command_parser(
        "pull", fill("What was edited in a Word document, as a diff of the YAML.")
    )
    parser.add("file", type=Path, metavar="FILE.docx", note=fill("the edited document"))
    parser.add("--apply", action="store_true", note=fill("write the changes into the YAML"))
    note = fill("only this author’s changes")
    parser.add("--author", default="", metavar="NAME", note=note)
    note = fill("all but this author’s")
    parser.add("--reject", action="append", default=[], metavar="NAME", note=note)
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
        print_message(line)
    for file, text in report.files.items() if arguments.apply else ():
        write_whole(Path(file), text.encode())
    if report.brief:
        print_error(report.summary(arguments.apply))
    status = print_problems(report.problems)
    return status or (PROBLEMS if report.needs_a_person else DONE)
