"""What other programs call: load, check, render, build, pull. It prints nothing and never exits.

The functions stand here and not in `briefs` itself because packages of the names `build` and
`pull` stand there.

    from briefs import api

    library = api.load("content")
    problems = api.check(library)
    tree, problems = api.render(library, "france", "ar")
    report = api.build(api.BuildOptions(content=library.folder, briefs=("france",)))
    edits = api.pull("output/france/france.en.docx", library)
"""

from pathlib import Path

from briefs import checks, content, html
from briefs.build import BuildOptions, BuildReport, BuiltDocument, OptionsError, build
from briefs.content import Library
from briefs.design import load_design
from briefs.docx import LARGEST_FILE
from briefs.files import project_folder
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
    """Read a content folder; its `problems` are those of the files that were left out."""
    return content.load(Path(folder))


def check(
    library: Library, templates: Path | None = None, sources: Path | None = None
) -> list[Problem]:
    """All problems of a library; with a folder of source texts, of its claims against them too.

    `templates` defaults to the project's folder, or where it has none to the packaged one.
    """
    design = load_design(templates or project_folder(library.folder, "templates"))
    return checks.check(library, design.check_context, sources)


def render(
    library: Library, brief: str, edition: str, templates: Path | None = None
) -> tuple[Element | None, list[Problem]]:
    """The semantic HTML of a brief in an edition, or None where a template errs; and all problems.

    Raises a KeyError for a brief or an edition that does not exist.
    """
    design = load_design(templates or project_folder(library.folder, "templates"))
    return html.render(library, library.briefs[brief], edition, design)


def pull(document: Path | str, library: Library, wanted: Filter | None = None) -> PullReport:
    """The edits of a Word document that was built from this content, and the new YAML they make.

    Nothing is written. `wanted` limits the edits to some authors; raises an OSError for a file
    that cannot be read.
    """
    path = Path(document)
    with path.open("rb") as stream:
        data = stream.read(LARGEST_FILE + 1)
    return pull_edits(data, str(path), library, wanted or Filter())
