"""What the next build would do with each document of a brief: nothing, make it, or leave it."""

from typing import Literal

from briefs.build.edited import edited_documents
from briefs.build.formats import FORMATS
from briefs.build.inputs import program_digest
from briefs.build.manifest import document_path, read_manifest
from briefs.build.options import BuildOptions
from briefs.build.plan import Plan, Planner
from briefs.content import Brief, Library
from briefs.design import Design

State = Literal["fresh", "stale", "missing", "faulty"]


def states_of(
    options: BuildOptions, library: Library, design: Design, brief: Brief, blocked: bool
) -> dict[str, State]:
    """Return the state of each document of a brief by its path, from the plan of a build of it.

    `stale` is one whose content or design has changed, or which is not as it was written; `faulty`
    one that a build leaves as it is, since its content has errors or somebody has edited it.
    """
    last = read_manifest(options.output)
    plan = Plan([], last)
    if not blocked:
        Planner(options, library, design, program_digest(options), last.documents).add_brief(
            brief, plan
        )
    edited = {path for path, _ in edited_documents(plan, options, library)}
    states: dict[str, State] = dict.fromkeys(plan.fresh, "fresh")
    for path in (task.path for task in plan.tasks):
        is_there = path in last.documents and (options.output / path).is_file()
        states[path] = "faulty" if path in edited else "stale" if is_there else "missing"
    paths = [document_path(brief.id, each, kind) for each in brief.editions for kind in FORMATS]
    return {path: states.get(path, "faulty") for path in paths}
