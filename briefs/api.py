"""The API for other programs: load, check, render, build and pull, without printing or exiting.

The functions are here and not in `briefs` because that has packages named `build` and `pull`.

    from briefs import api

    library = api.load(".")
    problems = api.check(library)
    tree, problems = api.render(library, "france", "ar")
    report = api.build(api.BuildOptions(content=library.folder, briefs=("france",)))
    edits = api.pull("output/france/france.en.docx", library)
"""

from pathlib import Path

from briefs import checks, content, html
from briefs.build import BuildOptions, BuildReport, BuiltDocument, OptionsError, build
from briefs.content import Library
from briefs.design import Design, DesignError, load_design
from briefs.docx import LARGEST_FILE
from briefs.files import PROJECT_FILE, project_folders
from briefs.html import Element
from briefs.problems import Problem, Severity
from briefs.pull import Filter, PullReport, pull_edits

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


def design_of(library: Library, templates: Path | None) -> Design:
    """Return the design of the project that a library belongs to, or with other templates."""
    folders = project_folders(library.root)
    return load_design(templates or folders.templates, library.project_file, folders.fonts)
