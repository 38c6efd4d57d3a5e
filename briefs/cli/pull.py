"""The command `pull`: shows the edits of a Word document as diffs of the YAML, and writes them."""

from argparse import Namespace
from pathlib import Path

from briefs.cli.output import (
    DONE,
    PROBLEMS,
    USAGE,
    missing_folder,
    parser,
    print_error,
    print_problems,
)
from briefs.files import write_whole


def pull(words: list[str]) -> int:
    """Run the command with these arguments; return its exit status."""
    options = arguments(words)
    wrong = missing_folder(options.content, options.templates)
    if wrong or not options.file.is_file():
        print_error(wrong or f"there is no file “{options.file}”")
        return USAGE
    from briefs.docx import LARGEST_FILE, open_docx  # noqa: PLC0415  (only this command needs it)

    with options.file.open("rb") as stream:
        data = stream.read(LARGEST_FILE + 1)
    parts, problems = open_docx(data, str(options.file))
    if problems:
        return print_problems(problems, strict=False)
    from briefs.content import load  # noqa: PLC0415  (a file that is refused needs none)
    from briefs.pull import Filter, pull_parts  # noqa: PLC0415

    wanted = Filter(options.author, tuple(options.reject))
    report = pull_parts(parts, str(options.file), load(options.content), wanted)
    for line in report.lines:
        print(line)
    for file, text in report.files.items() if options.apply else ():
        write_whole(Path(file), text.encode())
    if report.brief:
        print_error(report.summary(options.apply))
    status = print_problems(report.problems, strict=False)
    return status or (PROBLEMS if report.needs_a_person else DONE)


def arguments(words: list[str]) -> Namespace:
    """Parse the arguments of the command."""
    options = parser("pull", "What was edited in a Word document, as a diff of the YAML.")
    options.add_argument("file", type=Path, metavar="FILE.docx", help="the edited document")
    options.add_argument("--apply", action="store_true", help="write the changes into the YAML")
    options.add_argument("--author", default="", metavar="NAME", help="only this author’s changes")
    options.add_argument(
        "--reject", action="append", default=[], metavar="NAME", help="all but this author’s"
    )
    return options.parse_args(words)
