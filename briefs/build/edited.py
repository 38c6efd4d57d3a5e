"""Finds the Word documents of an output folder that somebody has edited: no build replaces them."""

from collections.abc import Iterator

from briefs.build.manifest import is_intact
from briefs.build.options import BuildOptions
from briefs.build.plan import Plan, Task
from briefs.content import Library
from briefs.problems import Problem, fill

WORD = "docx"


def edited_documents(
    plan: Plan, options: BuildOptions, library: Library
) -> Iterator[tuple[str, Problem]]:
    """Yield the path of each edited Word document that a task would replace, with its problem.

    A document that is not as the manifest lists it, such as after an interrupted build, is compared
    with the baseline that it carries.
    """
    for task in plan.tasks:
        path = options.output / task.path
        if task.format != WORD or options.force or not path.is_file():
            continue
        entry = plan.last.documents.get(task.path)
        if entry is not None and is_intact(options.output, task.path, entry):
            continue
        if is_edited(task, options, library):
            message = fill("the document was edited since it was built, and is not replaced")
            hint = fill(
                "run briefs pull {path} --apply, then move the file away or build with --force",
                path=str(path),
            )
            yield task.path, Problem(str(path), 1, 1, "output-edited", message, hint)


def is_edited(task: Task, options: BuildOptions, library: Library) -> bool:
    """Return whether a document says other than its baseline, or is of other origin.

    A file that cannot be read as a Word document is a damaged one, and no edited one.
    """
    from briefs.pull import pull_edits  # noqa: PLC0415  (needed for few builds)

    path = options.output / task.path
    report = pull_edits(path.read_bytes(), str(path), library)
    damaged = any(problem.code == "word-unreadable" for problem in report.problems)
    is_this = (report.brief, report.edition) == (task.brief, task.edition)
    return not damaged and (bool(report.edits) or not is_this)
