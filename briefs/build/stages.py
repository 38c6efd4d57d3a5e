"""The stages of a build that has something to do: plan, run, save, write the manifest."""

import time
from collections.abc import Callable, Iterable

from briefs.build.formats import FORMATS
from briefs.build.options import BuildOptions, OptionsError
from briefs.build.plan import Plan, plan_build
from briefs.build.report import BuildReport, BuiltDocument, Progress
from briefs.build.run import TaskResult, run_tasks
from briefs.build.store import save, save_evidence, write_manifest
from briefs.design import load_theme
from briefs.problems import Problem, Severity, closest, errors


def run_stages(
    options: BuildOptions, inputs: str, progress: Progress | None, started: float
) -> BuildReport:
    """Plan the build, run its tasks and save the results; `started` is a monotonic time."""
    check_names(options)
    plan = plan_build(options)
    if plan.refused:
        return BuildReport(plan.problems)
    documents = dict(plan.fresh)
    for path, data in plan.evidence.items():
        documents[path] = save_evidence(options, path, data)
    built: list[BuiltDocument] = []
    unwritten: list[str] = []
    problems: list[Problem] = []
    for result in run_tasks(plan.tasks, options):
        problems += result.problems
        if errors(result.problems):
            unwritten.append(result.task.path)
            continue
        documents[result.task.path] = save(options, result)
        built.append(built_document(result))
        if progress is not None:
            progress(built[-1], len(plan.tasks))
    whole = is_whole(plan, problems, options)
    deleted = write_manifest(options, inputs if whole else "", plan.project, documents)
    return BuildReport(
        problems=tuple(dict.fromkeys((*plan.problems, *problems))),
        documents=tuple(built),
        kept=len(plan.fresh),
        blocked=plan.blocked,
        unwritten=tuple(unwritten),
        deleted=tuple(deleted),
        seconds=time.monotonic() - started,
    )


def is_whole(plan: Plan, problems: list[Problem], options: BuildOptions) -> bool:
    """Whether a build made all that its content asks for: without errors, if strict without any."""
    every = [*plan.problems, *problems]
    return not any(options.strict or one.severity is Severity.ERROR for one in every)


def built_document(result: TaskResult) -> BuiltDocument:
    """What the caller of a build is told about a document."""
    task = result.task
    size, seconds = len(result.data), result.seconds
    return BuiltDocument(
        task.brief, task.edition, task.format, task.path, result.pages, size, seconds
    )


def check_names(options: BuildOptions) -> None:
    """Raise an OptionsError for a brief, format or edition that does not exist."""
    known: tuple[tuple[str, tuple[str, ...], Callable[[], Iterable[str]]], ...] = (
        ("brief", options.briefs, lambda: brief_names(options)),
        ("format", options.formats, lambda: FORMATS),
        ("edition", options.editions, lambda: load_theme(options.design_folder).editions),
    )
    for kind, names, all_names in known:
        for name in names:
            if name not in all_names():
                raise OptionsError(f"there is no {kind} “{name}”: {closest(name, all_names())}")


def brief_names(options: BuildOptions) -> list[str]:
    """The names of the briefs of a content folder."""
    return [path.stem for path in (options.content / "briefs").glob("*.yaml")]
