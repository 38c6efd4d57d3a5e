"""The command `pull`: what was edited in a Word document comes home into the YAML."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.files import write_whole
from briefs.report import DONE, PROBLEMS, USAGE, no_folder, parser, report, say

if TYPE_CHECKING:
    from briefs.inbound import Element


def pull(words: list[str]) -> int:
    """Show what was edited in a Word document, as a diff of the YAML; write it if asked to."""
    from briefs import inbound  # noqa: PLC0415  (only this command needs it)

    made = parser("pull", "What was edited in a Word document, as a diff of the YAML.")
    made.add_argument("file", type=Path, metavar="FILE.docx", help="the edited document")
    made.add_argument("--apply", action="store_true", help="write the changes into the YAML")
    made.add_argument("--author", default="", metavar="NAME", help="only this author’s changes")
    made.add_argument(
        "--reject", action="append", default=[], metavar="NAME", help="all but this author’s"
    )
    options = made.parse_args(words)
    wrong = no_folder(options.content, options.templates)
    if wrong or not options.file.is_file():
        say(wrong or f"there is no file “{options.file}”")
        return USAGE
    with options.file.open("rb") as stream:
        data = stream.read(inbound.LARGEST_FILE + 1)
    parts, problems = inbound.opened(data, str(options.file))
    if problems:
        return report(problems, strict=False)
    return pull_parts(parts, options)


def pull_parts(parts: "Mapping[str, Element]", options: Namespace) -> int:
    """Compare a document that has been opened with the content; show and write its edits."""
    from briefs import library, pull, review  # noqa: PLC0415  (a file that is refused needs none)

    wanted = pull.Filter(options.author, tuple(options.reject))
    loaded, unread = library.load(options.content)
    found, problems = review.edits_of(parts, str(options.file), loaded.sources, wanted.accepts)
    if found is None:
        return report(problems, strict=False)
    read = wanted.of(found)
    files = {name: Path(name).read_bytes().decode() for name in loaded.sources}
    written, refused = pull.applied(read, files)
    for line in pull.shown(read, files, review.texts_of(loaded.sources)):
        print(line)
    for line in pull.left_out(found, read):
        print(line)
    for file, text in written.items() if options.apply else ():
        write_whole(Path(file), text.encode())
    say(pull.summary(read, written, refused, options.apply))
    refused += [*pull.conflicts(read), *(one for one in unread if one.file not in loaded.sources)]
    status = report(refused, strict=False)
    return status or (PROBLEMS if any(edit.kind in pull.BY_HAND for edit in read.edits) else DONE)
