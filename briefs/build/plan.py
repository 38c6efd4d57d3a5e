"""What a build has to do: load, check, render, and compare with what the last build made."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from lxml import etree

from briefs.build.formats import FORMATS
from briefs.build.inputs import assets_digest
from briefs.build.manifest import (
    Entry,
    Manifest,
    document_path,
    foreign_output,
    is_intact,
    read_manifest,
    sha256,
)
from briefs.build.options import BuildOptions
from briefs.checks import blocked_briefs, check
from briefs.content import Brief, Library
from briefs.design import Design
from briefs.export import attachments_of, evidence_json, sources_json
from briefs.files import Attachment, digest
from briefs.html import Element, render
from briefs.problems import Problem


@dataclass(frozen=True)
class Task:
    """One document to write: all that its bytes depend on, besides the assets.

    `html` is the serialised tree, in which a worker process receives it; `key` is the digest of
    these inputs and of the assets; `sources` has the SHA-256 of each attached content file by its
    name.
    """

    brief: str
    edition: str
    format: str
    html: bytes = field(repr=False)
    created: datetime
    key: str
    attachments: Mapping[str, Attachment] = field(repr=False)
    sources: Mapping[str, str] = field(repr=False)

    @property
    def path(self) -> str:
        """The path of the document under the output folder."""
        return document_path(self.brief, self.edition, self.format)

    @property
    def rank(self) -> tuple[int, str]:
        """The sort key: long documents before short ones, Word before PDF of the same length."""
        return -len(self.html), self.format


@dataclass
class Plan:
    """The tasks of a build, the documents that are up to date, and the problems of the content.

    `last` is the manifest of the last build.

    `evidence` has the files that need no task, by path; `blocked` names the briefs with errors,
    `unrendered` the documents, without the ending of their format, that could not be rendered;
    `refused` says that nothing may be written, since the output folder is another project's.
    """

    problems: list[Problem]
    last: Manifest
    project: str = ""
    blocked: tuple[str, ...] = ()
    unrendered: list[str] = field(default_factory=list)
    refused: bool = False
    tasks: list[Task] = field(default_factory=list)
    fresh: dict[str, Entry] = field(default_factory=dict)
    evidence: dict[str, bytes] = field(default_factory=dict)


def plan_build(options: BuildOptions, library: Library, design: Design) -> Plan:
    """Check and render the content; each document whose key has changed becomes a task."""
    problems = check(library, design.check_context, options.sources, remember=not options.force)
    last = read_manifest(options.output)
    project = library.project_id
    foreign = foreign_output(options.output, last, project)
    if foreign and project:
        return Plan([*problems, *foreign], last, refused=True)
    plan = Plan(problems, last, project, blocked_briefs(library, problems))
    assets = assets_digest(options, design.assets, design.inputs)
    planner = Planner(options, library, design, assets, last.documents)
    for name, brief in library.briefs.items():
        if name not in plan.blocked and (not options.briefs or name in options.briefs):
            planner.add_brief(brief, plan)
    # Of a text that a document would show, the error is enough.
    shown = {problem.place for problem in plan.problems if problem.code == "text-unwritten"}
    plan.problems = [
        one for one in plan.problems if one.code != "text-to-do" or one.place not in shown
    ]
    return plan


@dataclass(frozen=True)
class Planner:
    """Adds briefs to a plan.

    `assets` is the digest of what all documents depend on, `last` the entries of the last build.
    """

    options: BuildOptions
    library: Library
    design: Design
    assets: str
    last: Mapping[str, Entry]

    def add_brief(self, brief: Brief, plan: Plan) -> None:
        """Add the evidence of a brief and every edition of it that was asked for."""
        languages = [self.design.language(code) for code in self.design.theme.languages]
        stem = f"{brief.id}/{brief.id}"
        plan.evidence[f"{stem}.evidence.json"] = evidence_json(self.library, brief, languages)
        plan.evidence[f"{stem}.sources.json"] = sources_json(self.library, brief, languages)
        for edition in brief.editions:
            if self.options.editions and edition not in self.options.editions:
                continue
            tree, problems = render(self.library, brief, edition, self.design)
            plan.problems += problems
            if tree is not None:
                for task in self.tasks(tree, brief, edition):
                    self.add_task(task, plan)
            else:
                plan.unrendered.append(f"{stem}.{edition}")

    def add_task(self, task: Task, plan: Plan) -> None:
        """Add a task, or the entry of the last build where the document is up to date."""
        entry = self.last.get(task.path)
        unchanged = entry is not None and entry.key == task.key and not self.options.force
        if entry and unchanged and is_intact(self.options.output, task.path, entry):
            plan.fresh[task.path] = replace(entry, sources=task.sources)
            plan.problems += entry.warnings
        else:
            plan.tasks.append(task)

    def tasks(self, tree: Element, brief: Brief, edition: str) -> list[Task]:
        """Return the task of each format that was asked for."""
        html = etree.tostring(tree)
        created = self.options.created or first_day(brief)
        files = attachments_of(self.library, brief, tree, self.design)
        sources = {
            path: sha256(file.data) for path, file in files.items() if file.relation == "Source"
        }
        tasks = []
        for name in self.options.formats or FORMATS:
            attached = files if FORMATS[name].takes_attachments else {}
            parts = [html, created.isoformat().encode(), self.assets.encode()]
            for path, file in attached.items():
                parts += [path.encode(), file.description.encode(), file.data]
            key = digest(*parts)
            tasks.append(Task(brief.id, edition, name, html, created, key, attached, sources))
        return tasks


def first_day(brief: Brief) -> datetime:
    """Return the first day that the information of a brief is as of: the date of its documents."""
    year, month, day = brief.information_as_of.date.start
    return datetime(year, month or 1, day or 1, tzinfo=UTC)
