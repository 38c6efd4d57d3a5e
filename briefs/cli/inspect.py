"""The commands that inspect documents: `open` for a PDF, `verify-output` for a folder."""

from collections.abc import Mapping
from pathlib import Path

from briefs import api
from briefs.build import MANIFEST_NAME, OptionsError, folder_differences, read_manifest
from briefs.checks import blocked_briefs, check
from briefs.cli.language import told
from briefs.cli.output import (
    DONE,
    PROBLEMS,
    command_parser,
    parse_in_project,
    print_error,
    print_problems,
    read_file,
)
from briefs.cli.parser import Parser
from briefs.content import Library, load
from briefs.export import attachments_of
from briefs.files import Attachment, find_project, is_taken, project_folders, write_whole
from briefs.html import render
from briefs.messages import counted
from briefs.pdf import (
    HINT,
    LARGEST_PDF,
    compare_attachments,
    edition_of_attachments,
    extract_attachments,
)
from briefs.problems import NO_HINT, Problem, errors, fill

STATES = {
    "same": fill("as it is here now"),
    "changed": fill("changed here since"),
    "gone": fill("no longer made here"),
    "new": fill("here now, not in the PDF"),
}
Attachments = Mapping[str, Attachment]


def open_pdf(words: list[str]) -> int:
    """List the files in a PDF, compare them with those of today, extract them if asked to."""
    parser = command_parser(
        "open", fill("What a PDF carries, and whether the content still says so.")
    )
    note = fill("a PDF that this program made")
    parser.add("file", type=Path, metavar="FILE.pdf", note=note)
    note = fill("write the files into a folder")
    parser.add("--extract", type=Path, metavar="DIR", note=note)
    arguments = parse_in_project(parser, words)
    if arguments.file.suffix.lower() == ".docx":
        raise OptionsError(
            fill("“open” is for PDFs: briefs pull compares a Word document with the content")
        )
    data = read_file(arguments.file, LARGEST_PDF + 1)
    files, problems = extract_attachments(data, str(arguments.file))
    edition = edition_of_attachments(files)
    if not problems and edition is None:
        message = fill("it carries nothing that this program put there")
        problems = [Problem(str(arguments.file), 0, 0, "pdf-foreign", message, HINT)]
    if edition is None or problems:
        return print_problems(problems)
    library = load(arguments.content, arguments.folders.root)
    current, problems = current_attachments(edition, library, arguments.templates)
    status = print_problems(problems)
    status = print_comparison(files, current, " ".join(edition)) or status
    return write_files(files, arguments.extract) or status if arguments.extract else status


def print_comparison(files: Attachments, current: Attachments | None, name: str) -> int:
    """Print how each file in the PDF differs from that of today; return the exit status."""
    states = (
        dict.fromkeys(sorted(files), "") if current is None else compare_attachments(files, current)
    )
    for path, state in states.items():
        file = files.get(path) or (current or {})[path]
        size = fill("{size:,} bytes", size=len(file.data))
        state_words = told(STATES.get(state, NO_HINT))
        print(f"{path:36} {file.relation:12} {told(size):>15}   {state_words}")
    differing = sum(state != "same" for state in states.values())
    if current is None:
        print_error(fill("{name}: not compared, for this repository cannot make it now", name=name))
        return PROBLEMS
    if differing:
        print_error(
            counted(
                "{name}: {count} of {total} files differs from what this project has now",
                "{name}: {count} of {total} files differ from what this project has now",
                name=name,
                count=differing,
                total=len(states),
            )
        )
        return PROBLEMS
    print_error(
        fill(
            "{name}: all {count} files are what this project has now", name=name, count=len(states)
        )
    )
    return DONE


def current_attachments(
    edition: tuple[str, str], library: Library, templates: Path | None
) -> tuple[Attachments | None, list[Problem]]:
    """Return the files that the PDF of a brief's edition would carry if it were made now.

    The files are None, with problems, where the PDF cannot be made.
    """
    brief_name, edition_name = edition
    design = api.design_of(library, templates)
    problems = check(library, design.check_context)
    brief = library.briefs.get(brief_name)
    known = brief is not None and edition_name in design.theme.editions
    if brief is None or not known or brief_name in blocked_briefs(library, problems):
        return None, errors(problems)
    tree, problems = render(library, brief, edition_name, design)
    if tree is None:
        return None, problems
    return attachments_of(library, brief, tree, design), problems


def write_files(files: Attachments, folder: Path) -> int:
    """Write the files into a folder; none of them where another file has one of their names."""
    message, hint = fill("another file has this name"), fill("name another folder")
    taken = [
        Problem(str(folder / name), 0, 0, "file-exists", message, hint)
        for name, file in files.items()
        if is_taken(folder / name, file.data)
    ]
    if taken:
        return print_problems(taken)
    for name, file in files.items():
        write_whole(folder / name, file.data)
    print_error(
        counted(
            "{count} file written to {folder}",
            "{count} files written to {folder}",
            count=len(files),
            folder=folder,
        )
    )
    return DONE


def verify_output(words: list[str]) -> int:
    """Check that a folder holds the documents that its manifest lists, byte for byte."""
    about = fill(
        "Whether the documents of a folder are those that its {file} lists.", file=MANIFEST_NAME
    )
    parser = Parser("briefs verify-output", about)
    parser.add("folder", type=Path, nargs="?", metavar="DIR", note=fill("by default output/"))
    root = find_project(Path()) or Path()
    folder = parser.parse_args(words).folder or project_folders(root).output
    if not folder.is_dir():
        raise OptionsError(fill("there is no folder “{folder}”", folder=folder))
    manifest = read_manifest(folder)
    problems = folder_differences(folder, manifest)
    status = print_problems(problems)
    if not problems:
        count = len(manifest.documents)
        print_error(
            fill(
                "all {count} files are as {path} lists them",
                count=count,
                path=folder / MANIFEST_NAME,
            )
        )
    return status
