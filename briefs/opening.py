"""The commands for what was handed out: `open` for a PDF, `verify-output` for a folder."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from briefs import manifest
from briefs.files import Attachment, write_whole
from briefs.problems import Problem, errors
from briefs.report import DONE, PROBLEMS, USAGE, no_folder, parser, report, say

STATES = {
    "same": "as it is here now",
    "changed": "changed here since",
    "gone": "no longer made here",
    "new": "here now, not in the PDF",
}


def open_pdf(words: list[str]) -> int:
    """List the files that a PDF carries; say whether they are those of today; extract them."""
    made = parser("open", "What a PDF carries, and whether it is what this repository holds now.")
    made.add_argument("file", type=Path, metavar="FILE.pdf", help="a PDF that this program made")
    made.add_argument("--extract", type=Path, metavar="DIR", help="write the files into a folder")
    options = made.parse_args(words)
    wrong = no_folder(options.content, options.templates)
    if wrong or not options.file.is_file():
        say(wrong or f"there is no file “{options.file}”")
        return USAGE
    from briefs import carried  # noqa: PLC0415  (only this command needs it)

    with options.file.open("rb") as stream:
        data = stream.read(carried.LARGEST_PDF + 1)
    files, problems = carried.carried(data, str(options.file))
    edition = carried.edition_of(files)
    if not problems and edition is None:
        message = "it carries nothing that this program put there"
        problems = [Problem(str(options.file), 0, 0, "pdf-foreign", message, carried.HINT)]
    if edition is None or problems:
        return report(problems, strict=False)
    status = compare(files, edition, options)
    return write(files, options.extract) or status if options.extract else status


def compare(files: Mapping[str, Attachment], edition: tuple[str, str], options: Namespace) -> int:
    """Print each file with how it stands to today's content; 1 where anything differs."""
    from briefs import carried  # noqa: PLC0415  (see above)

    now, problems = today(edition, options)
    status = report(problems, strict=False)
    states = carried.compared(files, now) if now is not None else dict.fromkeys(sorted(files), "")
    for name, state in states.items():
        one = files.get(name) or (now or {})[name]
        print(f"{name:36} {one.relation:12} {len(one.data):>9,} bytes   {STATES.get(state, '')}")
    name = " ".join(edition)
    differing = sum(state != "same" for state in states.values())
    if now is None:
        say(f"{name}: not compared, for this repository cannot make it now")
        return status or PROBLEMS
    if differing:
        say(
            f"{name}: {differing} of {len(states)} files differ from what this repository holds now"
        )
        return PROBLEMS
    say(f"{name}: all {len(states)} files are what this repository holds now")
    return status


def today(
    edition: tuple[str, str], options: Namespace
) -> tuple[Mapping[str, Attachment] | None, list[Problem]]:
    """What a PDF of a brief's edition would carry if it were made now, or why none can be made."""
    from briefs import checks, enclosed, render  # noqa: PLC0415  (a file that is refused needs none)

    brief_name, edition_name = edition
    design = render.load_design(options.templates)
    loaded, problems = checks.examine(options.content, design.setting, None)
    brief = loaded.briefs.get(brief_name)
    known = brief is not None and edition_name in design.theme.editions
    if brief is None or not known or brief_name in checks.blocked(loaded, problems):
        return None, errors(problems)
    tree, problems = render.render(loaded, brief, edition_name, design)
    if tree is None:
        return None, problems
    return enclosed.enclosed(loaded, brief, tree, design), problems


def write(files: Mapping[str, Attachment], folder: Path) -> int:
    """Write the files into a folder; all of them, or none where one is there with other words."""

    taken = [
        Problem(
            str(folder / name),
            0,
            0,
            "file-exists",
            "another file has this name",
            "name another folder",
        )
        for name, one in files.items()
        if differs(folder / name, one.data)
    ]
    if taken:
        return report(taken, strict=False)
    for name, one in files.items():
        write_whole(folder / name, one.data)
    say(f"{len(files)} files written to {folder}")
    return DONE


def differs(path: Path, data: bytes) -> bool:
    """Whether something else than a file of these bytes stands in the way of writing it."""
    if path.parent.exists() and not path.parent.is_dir():
        return True
    return path.exists() and (not path.is_file() or path.read_bytes() != data)


def verify_output(words: list[str]) -> int:
    """Check that a folder holds the documents that its manifest lists, byte for byte."""
    made = ArgumentParser(
        prog="build.py verify-output",
        description="Whether the documents of a folder are those that its manifest.json lists.",
    )
    made.add_argument("folder", type=Path, nargs="?", default=Path("output"), metavar="DIR")
    folder = made.parse_args(words).folder
    if not folder.is_dir():
        say(f"there is no folder “{folder}”")
        return USAGE
    held = manifest.read(folder)
    problems = manifest.differences(folder, held)
    status = report(problems, strict=False)
    if not problems:
        say(f"all {len(held.documents)} files are as {folder / manifest.NAME} lists them")
    return status
