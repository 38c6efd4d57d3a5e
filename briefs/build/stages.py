"""The stages of a build that has something to do: plan, run, save, write the manifest."""

from collections.abc import Iterator, Mapping

from briefs.build.edited import edited_documents
from briefs.build.editors import refresh_schemas
from briefs.build.formats import FORMATS, Written
from briefs.build.inputs import Digests, toolchain, toolchain_id
from briefs.build.libraries import install_libraries, missing_libraries
from briefs.build.manifest import (
    MANIFEST_NAME,
    Entry,
    Manifest,
    is_intact,
    manifest_bytes,
    sha256,
)
from briefs.build.options import BuildOptions, BuildReport, BuiltDocument, OptionsError, Progress
from briefs.build.plan import Evidence, Plan, Task, plan_build
from briefs.build.project_files import ProjectFiles
from briefs.build.run import Result, Workers
from briefs.build.store import Store
from briefs.content import Library, load
from briefs.design import Design, DesignError, load_design
from briefs.files import write_whole
from briefs.messages import Template
from briefs.problems import Problem, closest, errors, fill, warnings
from briefs.scaffold import schema_files


def run_stages(
    options: BuildOptions, digests: Digests, progress: Progress | None, workers: Workers
) -> BuildReport:
    """Plan a build, run its tasks and save the results; `digests` are those of all inputs."""
    library = load(options.content, options.folders.root, workers.content)
    design, faults = design_of(options, library)
    if design is None:
        return BuildReport((*library.problems, *faults))
    refresh_schemas(library.root, lambda: schema_files(library, design))
    check_names(options, design)
    plan = plan_build(options, library, design, digests.program, workers.findings)
    if plan.refused:
        return BuildReport(tuple(plan.problems))
    edited = dict(edited_documents(plan, options, library))
    problems = [*plan.problems, *edited.values()]
    tasks = [task for task in plan.tasks if task.path not in edited]
    files = ProjectFiles(options, library, design, digests.inputs, plan.shared, plan.last.documents)
    documents = dict(plan.fresh)
    built: list[BuiltDocument] = []
    unwritten = [*plan.unrendered, *edited]
    for task, written, seconds in run(tasks, files, workers):
        problems += written.problems
        if errors(written.problems):
            unwritten.append(task.path)
            continue
        documents[task.path] = save(options, task, written)
        built.append(built_document(task, written, seconds))
        if progress:
            progress(built[-1], len(tasks))
    documents |= saved_evidence(options, plan)  # not where libraries are missing
    whole = not (errors(problems) or (options.strict and warnings(problems)))
    deleted, found = save_manifest(plan, files, documents, whole=whole)
    return BuildReport(
        problems=tuple(dict.fromkeys((*problems, *found))),
        documents=tuple(built),
        kept=len(plan.fresh),
        blocked=plan.blocked,
        unwritten=tuple(unwritten),
        deleted=deleted,
    )


def begin(workers: Workers, options: BuildOptions) -> None:
    """Start as many workers as there can be documents, with the PDF engine if one may be a PDF."""
    most = len(options.briefs) * len(options.editions) * len(options.formats)
    engine = any(
        FORMATS[name].needs_engine for name in options.formats or FORMATS if name in FORMATS
    )
    workers.begin(most or workers.jobs, engine=engine)


def design_of(options: BuildOptions, library: Library) -> tuple[Design | None, list[Problem]]:
    """Return the design of a project, or None and the errors for which nothing can be built."""
    try:
        design = load_design(options.own_templates, library.project_file, options.fonts)
    except DesignError as error:
        return None, list(error.problems)
    return (None, list(design.problems)) if errors(design.problems) else (design, [])


def run(tasks: list[Task], files: ProjectFiles, workers: Workers) -> Iterator[Result]:
    """Take documents from the store, unless forced; let workers make the others, and keep them.

    While they do so, the statements of the index page are made.
    """
    store = Store()
    new: list[Task] = []
    for task in tasks:
        if found := None if files.options.force else store.get(task):
            yield task, found, 0
        else:
            new.append(task)
    check_libraries(new)
    for task, written, seconds in workers.run(new, files.design, files.prepare):
        if not errors(written.problems):
            store.put(task, written)
        yield task, written, seconds
    if new:
        store.trim()


def built_document(task: Task, written: Written, seconds: float) -> BuiltDocument:
    """Return what a report says of a document that has been written."""
    names = (task.brief, task.edition, task.format, task.path)
    return BuiltDocument(*names, written.pages, len(written.data), seconds)


def check_libraries(tasks: list[Task]) -> None:
    """Raise OptionsError where the libraries are missing that the PDF engine of a task needs."""
    if any(FORMATS[task.format].needs_engine for task in tasks):
        missing = missing_libraries()
        if missing:
            raise OptionsError(
                fill(
                    "PDFs need libraries that are not installed ({names}): {command}",
                    names=", ".join(missing),
                    command=install_libraries(),
                )
            )


def check_names(options: BuildOptions, design: Design) -> None:
    """Raise OptionsError for a brief, format or edition that does not exist."""
    briefs = {path.stem for path in (options.content / "briefs").glob("*.yaml")}
    for template, names, known in (
        (Template("there is no brief “{name}”: {hint}"), options.briefs, briefs),
        (Template("there is no format “{name}”: {hint}"), options.formats, FORMATS),
        (Template("there is no edition “{name}”: {hint}"), options.editions, design.theme.editions),
    ):
        for name in names:
            if known is briefs and name not in known and name in design.theme.editions:
                raise OptionsError(
                    fill("“{name}” is an edition: write --edition {name}", name=name)
                )
            if name not in known:
                raise OptionsError(template.fill(name=name, hint=closest(name, known)))


def save(options: BuildOptions, task: Task, written: Written) -> Entry:
    """Write a document into the output folder; return its entry for the manifest."""
    data = written.data
    write_whole(options.output / task.path, data)
    made_with = toolchain_id(options.fonts)
    size, warnings = len(data), written.problems
    sha, pages = sha256(data), written.pages
    return Entry(task.key, sha, pages, size, task.sources, made_with, task.content, warnings)


def saved_evidence(options: BuildOptions, plan: Plan) -> dict[str, Entry]:
    """Write the files that need no task; return their entries by path."""
    return {path: save_evidence(options, path, one) for path, one in plan.evidence.items()}


def save_evidence(options: BuildOptions, path: str, evidence: Evidence | Entry) -> Entry:
    """Write a file that needs no task, unless it is there unchanged, and return its entry."""
    if isinstance(evidence, Entry):
        return evidence
    data = evidence.data
    entry = Entry("", sha256(data), None, len(data), content=evidence.content)
    if not is_intact(options.output, path, entry):
        write_whole(options.output / path, data)
    return entry


def save_manifest(
    plan: Plan, files: ProjectFiles, documents: Mapping[str, Entry], *, whole: bool
) -> tuple[tuple[str, ...], list[Problem]]:
    """Write the files of the project and the manifest of all.

    Return the paths of the documents that were deleted, and the problems of the project's files.
    """
    options = files.options
    documents, deleted = with_last(files, documents, whole=whole)
    entries, problems = files.save(documents)
    inputs = files.inputs if whole and options.everything and not problems else ""
    versions = {**plan.last.toolchains, toolchain_id(options.fonts): toolchain(options.fonts)}
    manifest = Manifest(inputs, {**documents, **entries}, versions, plan.project)
    write_whole(options.output / MANIFEST_NAME, manifest_bytes(manifest))
    return deleted, problems


def with_last(
    files: ProjectFiles, documents: Mapping[str, Entry], *, whole: bool
) -> tuple[dict[str, Entry], tuple[str, ...]]:
    """Return the documents with those of the last build that stay, and the paths of the deleted.

    After a whole build of everything, documents that the last manifest of this project lists and
    that no brief asks for are deleted, unless somebody has edited them.
    """
    output, own = files.options.output, {*documents, *files.paths}
    others = {path: entry for path, entry in files.last.items() if path not in own}
    if not (files.options.everything and whole):
        return {**others, **documents}, ()
    deleted = [path for path in sorted(others) if is_intact(output, path, others[path])]
    for path in deleted:
        (output / path).unlink()
    return dict(documents), tuple(deleted)
