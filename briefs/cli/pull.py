"""The command `pull`: shows the edits of a Word document as diffs of the YAML, and writes them."""

from argparse import Namespace
from collections.abc import Mapping
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
from briefs.files import write_whole
from briefs.pull import (
    BY_HAND,
    LARGEST_FILE,
    Element,
    Filter,
    apply_edits,
    compare_parts,
    conflict_problems,
    diff_lines,
    filtered_lines,
    open_docx,
    summary_line,
    texts_of,
)


def pull(words: list[str]) -> int:
    """Show what was edited in a Word document, as a diff of the YAML; write it if asked to."""
    made = command_parser("pull", "What was edited in a Word document, as a diff of the YAML.")
    made.add_argument("file", type=Path, metavar="FILE.docx", help="the edited document")
    made.add_argument("--apply", action="store_true", help="write the changes into the YAML")
    made.add_argument("--author", default="", metavar="NAME", help="only this author’s changes")
    made.add_argument(
        "--reject", action="append", default=[], metavar="NAME", help="all but this author’s"
    )
    options = parse_with_folders(made, words)
    if options is None or not options.file.is_file():
        if options is not None:
            print_error(f"there is no file “{options.file}”")
        return USAGE
    with options.file.open("rb") as stream:
        data = stream.read(LARGEST_FILE + 1)
    parts, problems = open_docx(data, str(options.file))
    if problems:
        return print_problems(problems, strict=False)
    return pull_parts(parts, options)


def pull_parts(parts: Mapping[str, Element], options: Namespace) -> int:
    """Compare a document that has been opened with the content; show and write its edits."""
    wanted = Filter(options.author, tuple(options.reject))
    loaded = api.load(options.content)
    unread = list(loaded.problems)
    found, problems = compare_parts(parts, str(options.file), loaded.files, wanted.accepts)
    if found is None:
        return print_problems(problems, strict=False)
    read = wanted.of(found)
    files = {name: Path(name).read_bytes().decode() for name in loaded.files}
    written, refused = apply_edits(read, files)
    for line in diff_lines(read, files, texts_of(loaded.files)):
        print(line)
    for line in filtered_lines(found, read):
        print(line)
    for file, text in written.items() if options.apply else ():
        write_whole(Path(file), text.encode())
    print_error(summary_line(read, written, refused, options.apply))
    refused += [
        *conflict_problems(read),
        *(one for one in unread if one.file not in loaded.files),
    ]
    status = print_problems(refused, strict=False)
    return status or (PROBLEMS if any(edit.kind in BY_HAND for edit in read.edits) else DONE)
