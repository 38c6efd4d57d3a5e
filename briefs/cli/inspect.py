"""The commands for what was handed out: `open` for a PDF, `verify-output` for a folder."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from briefs.build import MANIFEST_NAME, folder_differences, read_manifest
from briefs.cli.output import (
    DONE,
    PROBLEMS,
    USAGE,
    missing_folder,
    parser,
    print_error,
    print_problems,
)
from briefs.files import Attachment, write_whole
from briefs.problems import Problem, errors

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
    wrong = missing_folder(options.content, options.templates)
    if wrong or not options.file.is_file():
        print_error(wrong or f"there is no file “{options.file}”")
        return USAGE
    from briefs.pdf import (  # noqa: PLC0415  (only this command needs it)
        HINT,
        LARGEST_PDF,
        edition_of_attachments,
        extract_attachments,
    )

    with options.file.open("rb") as stream:
        data = stream.read(LARGEST_PDF + 1)
    files, problems = extract_attachments(data, str(options.file))
    edition = edition_of_attachments(files)
    if not problems and edition is None:
        message = "it carries nothing that this program put there"
        problems = [Problem(str(options.file), 0, 0, "pdf-foreign", message, HINT)]
    if edition is None or problems:
        return print_problems(problems, strict=False)
    status = compare(files, edition, options)
    return write(files, options.extract) or status if options.extract else status


def compare(files: Mapping[str, Attachment], edition: tuple[str, str], options: Namespace) -> int:
    """Print each file with how it stands to today's content; 1 where anything differs."""
    from briefs.pdf import (  # noqa: PLC0415  (see above)
        compare_attachments,
    )

    now, problems = today(edition, options)
    status = print_problems(problems, strict=False)
    states = (
        compare_attachments(files, now) if now is not None else dict.fromkeys(sorted(files), "")
    )
    for name, state in states.items():
        one = files.get(name) or (now or {})[name]
        print(f"{name:36} {one.relation:12} {len(one.data):>9,} bytes   {STATES.get(state, '')}")
    name = " ".join(edition)
    differing = sum(state != "same" for state in states.values())
    if now is None:
        print_error(f"{name}: not compared, for this repository cannot make it now")
        return status or PROBLEMS
    if differing:
        print_error(
            f"{name}: {differing} of {len(states)} files differ from what this repository holds now"
        )
        return PROBLEMS
    print_error(f"{name}: all {len(states)} files are what this repository holds now")
    return status


def today(
    edition: tuple[str, str], options: Namespace
) -> tuple[Mapping[str, Attachment] | None, list[Problem]]:
    """What a PDF of a brief's edition would carry if it were made now, or why none can be made."""
    from briefs.checks import blocked_briefs, check  # noqa: PLC0415  (a file that is refused needs none)
    from briefs.content import load  # noqa: PLC0415
    from briefs.design import load_design  # noqa: PLC0415
    from briefs.export import attachments_of  # noqa: PLC0415  (a file that is refused needs none)
    from briefs.html import render  # noqa: PLC0415  (a file that is refused needs none)

    brief_name, edition_name = edition
    design = load_design(options.templates)
    loaded = load(options.content)
    problems = check(loaded, design.check_context, None)
    brief = loaded.briefs.get(brief_name)
    known = brief is not None and edition_name in design.theme.editions
    if brief is None or not known or brief_name in blocked_briefs(loaded, problems):
        return None, errors(problems)
    tree, problems = render(loaded, brief, edition_name, design)
    if tree is None:
        return None, problems
    return attachments_of(loaded, brief, tree, design), problems


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
        return print_problems(taken, strict=False)
    for name, one in files.items():
        write_whole(folder / name, one.data)
    print_error(f"{len(files)} files written to {folder}")
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
        print_error(f"there is no folder “{folder}”")
        return USAGE
    held = read_manifest(folder)
    problems = folder_differences(folder, held)
    status = print_problems(problems, strict=False)
    if not problems:
        print_error(f"all {len(held.documents)} files are as {folder / MANIFEST_NAME} lists them")
    return status
