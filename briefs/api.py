"""The API for other programs: load, check, render, build, pull and import, without printing.

The functions are here and not in `briefs` because that has packages named `build` and `pull`.

    from briefs import api

    library = api.load(".")
    problems = api.check(library)
    tree, problems = api.render(library, "france", "ar")
    report = api.build(api.BuildOptions(content=library.folder, briefs=("france",)))
    edits = api.pull("output/france/france.en.docx", library)
"""

from collections.abc import Mapping
from pathlib import Path

from briefs import checks, content, html
from briefs.build import (
    BuildOptions,
    BuildReport,
    BuiltDocument,
    OptionsError,
    build,
    in_a_worker,
    write_schemas,
)
from briefs.content import Library
from briefs.design import Design, DesignError, design_of
from briefs.docx import LARGEST_FILE
from briefs.files import PROJECT_FILE, is_taken, project_folders, write_whole
from briefs.html import Element
from briefs.ingest import Request, new_article
from briefs.limits import LONGEST_IMPORT, MOST_IMPORT_MEMORY
from briefs.problems import Problem, Severity, fill
from briefs.pull import Filter, PullReport, pull_edits
from briefs.scaffold import schema_files, schema_line

__all__ = [
    "BuildOptions",
    "BuildReport",
    "BuiltDocument",
    "Element",
    "Filter",
    "Library",
    "OptionsError",
    "Problem",
    "PullReport",
    "Severity",
    "build",
    "check",
    "design_of",
    "import_source",
    "load",
    "pull",
    "render",
]


def load(folder: Path | str) -> Library:
    """Read a project, given its folder or that of its content.

    `problems` of the result are those of the files that were left out.
    """
    path = Path(folder)
    if (path / PROJECT_FILE).is_file():
        return content.load(project_folders(path).content, path)
    return content.load(path)


def check(
    library: Library, templates: Path | None = None, sources: Path | None = None
) -> list[Problem]:
    """Return all problems of a library, those of `sources`, a folder of source texts, included.

    `templates` is by default the folder that the project names.
    """
    try:
        context = design_of(library, templates).check_context
    except DesignError as error:
        return [*library.problems, *error.problems]
    return checks.check(library, context, sources)


def render(
    library: Library, brief: str, edition: str, templates: Path | None = None
) -> tuple[Element | None, list[Problem]]:
    """Return the semantic HTML of a brief in an edition, or None with the template's problems.

    Raises KeyError for a brief or an edition that does not exist.
    """
    design = design_of(library, templates)
    return html.render(library, library.briefs[brief], edition, design)


def pull(document: Path | str, library: Library, wanted: Filter | None = None) -> PullReport:
    """Return the edits of a Word document that was built from this content, and the new YAML.

    Nothing is written. `wanted` limits the edits to some authors; raises OSError for a file
    that cannot be read.
    """
    with Path(document).open("rb") as stream:
        data = stream.read(LARGEST_FILE + 1)
    return pull_edits(data, str(document), library, wanted or Filter())


def import_source(
    data: bytes, request: Request, library: Library, design: Design, sources: Path
) -> tuple[list[Path], list[Problem]]:
    """Write the files of a new article, its YAML first; return their paths, or none, and problems.

    The source may be hostile: it is read in a process of its own. Nothing is written over another
    file. What an import that was killed has written already is none: to import again completes it.
    """
    limits = (LONGEST_IMPORT, MOST_IMPORT_MEMORY)
    result = in_a_worker(*limits, new_article, data, request, library, design)
    made, problems = result if result is not None else (None, [too_much(request)])
    if made is None:
        return [], problems
    path = library.folder / "articles" / f"{made.id}.yaml"
    files = {
        path: schema_line(path, library.root) + made.article,
        sources / f"{made.id}.txt": made.source_text,
        sources / f"{made.id}.yaml": made.record,
    }
    taken = already_there(files)
    if taken:
        return [], [*problems, *taken]
    for name, text in files.items():
        write_whole(name, text.encode())
    write_schemas(library.root, schema_files(library, design))
    return list(files), problems


def too_much(request: Request) -> Problem:
    """Return the problem of a source that goes over the limits of time or memory."""
    message = fill(
        "to read it takes more than {seconds} seconds or {size} MB, or ends the program",
        seconds=LONGEST_IMPORT,
        size=MOST_IMPORT_MEMORY // 1_000_000,
    )
    hint = fill("save its text as a .txt file, and import that")
    return Problem(request.file, 0, 0, "import-too-large", message, hint)


def already_there(files: Mapping[Path, str]) -> list[Problem]:
    """Return a problem for each path that something else has taken."""
    message, hint = fill("the file exists already"), fill("give the new article another --id")
    taken = [path for path, text in files.items() if is_taken(path, text.encode())]
    return [Problem(str(path), 0, 0, "file-exists", message, hint) for path in taken]
