"""What a build has to do: load, check, render, and compare with what the last build made."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property

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
from briefs.checks import Findings, blocked_briefs, check
from briefs.content import Brief, Library, YamlFile
from briefs.design import Design
from briefs.export import attachments_of, evidence_json, sources_json
from briefs.files import Attachment, digest
from briefs.html import Element, render
from briefs.problems import Problem


@dataclass(frozen=True)
class Task:
    """One document to write: all that its bytes depend on, besides the assets.

    `html` is the serialised tree, in which a worker process receives it; `key` is the digest of
    these inputs and of the assets; `content` is the digest of all that it is rendered from;
    `sources` has the SHA-256 of each attached content file by its name.
    """

    brief: str
    edition: str
    format: str
    html: bytes = field(repr=False)
    created: datetime
    key: str
    content: str
    attachments: Mapping[str, Attachment] = field(repr=False)
    sources: Mapping[str, str] = field(repr=False)

    @property
    def path(self) -> str:
        """The path of the document under the output folder."""
        return document_path(self.brief, self.edition, self.format)

    @property
    def rank(self) -> tuple[float, str]:
        """The sort key: what takes long before what does not, Word before PDF of one length."""
        return -len(self.html) * FORMATS[self.format].cost, self.format


@dataclass(frozen=True)
class Evidence:
    """A file of evidence to write, and the digest of all that it is made from."""

    data: bytes = field(repr=False)
    content: str


@dataclass
class Plan:
    """The tasks of a build, the documents that are up to date, and the problems of the content.

    `last` is the manifest of the last build, `shared` the digest of all that is no brief's.
    `evidence` has the files that need no task, or their entries where they stand, by path;
    `blocked` names the briefs with errors, `unrendered` the documents, without the ending of their
    format, that could not be rendered; `refused` says that nothing may be written, since the output
    folder is another project's.
    """

    problems: list[Problem]
    last: Manifest
    project: str = ""
    shared: str = ""
    blocked: tuple[str, ...] = ()
    unrendered: list[str] = field(default_factory=list)
    refused: bool = False
    tasks: list[Task] = field(default_factory=list)
    fresh: dict[str, Entry] = field(default_factory=dict)
    evidence: dict[str, Evidence | Entry] = field(default_factory=dict)


def plan_build(
    options: BuildOptions, library: Library, design: Design, program: str, findings: Findings
) -> Plan:
    """Check and render the content; each document whose key has changed becomes a task.

    `program` is the digest of all else that is read, taken before the design was loaded;
    `findings` has what earlier builds of this process found, which a forced one does not use.
    """
    problems = check(
        library,
        design.check_context,
        options.sources,
        remember=not options.force,
        findings=None if options.force else findings,
    )
    last = read_manifest(options.output)
    project = library.project_id
    foreign = foreign_output(options.output, last, project)
    if foreign and project:
        return Plan([*problems, *foreign], last, refused=True)
    plan = Plan(problems, last, project, blocked=blocked_briefs(library, problems))
    planner = Planner(options, library, design, program, last.documents)
    plan.shared = planner.shared
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

    `program` is the digest of all that is read besides the content, `last` the entries of the last
    build.
    """

    options: BuildOptions
    library: Library
    design: Design
    program: str
    last: Mapping[str, Entry]

    @cached_property
    def assets(self) -> str:
        """The digest of what the bytes of all documents depend on."""
        return assets_digest(self.options, self.design.assets, self.design.inputs)

    @cached_property
    def shared(self) -> str:
        """The digest of what all briefs are rendered from: the program, and all but the briefs."""
        files = (file for file in self.library.files.values() if not is_brief(file))
        return digest(self.program.encode(), *map(data_of, files))

    def add_brief(self, brief: Brief, plan: Plan) -> None:
        """Add the evidence of a brief and every edition of it that was asked for."""
        content = digest(self.shared.encode(), data_of(self.library.file_of(brief)))
        self.add_evidence(brief, content, plan)
        for edition in brief.editions:
            if self.options.editions and edition not in self.options.editions:
                continue
            if self.keep(brief, edition, content, plan):
                continue
            tree, problems = render(self.library, brief, edition, self.design)
            plan.problems += problems
            if tree is not None:
                for task in self.tasks(tree, brief, edition, content):
                    self.add_task(task, plan)
            else:
                plan.unrendered.append(f"{brief.id}/{brief.id}.{edition}")

    def add_evidence(self, brief: Brief, content: str, plan: Plan) -> None:
        """Add the two files with the evidence of a brief, as bytes or as they stand."""
        languages = [self.design.language(code) for code in self.design.theme.languages]
        for name, write in (("evidence", evidence_json), ("sources", sources_json)):
            path = f"{brief.id}/{brief.id}.{name}.json"
            kept = self.as_last(path, content)
            data = b"" if kept else write(self.library, brief, languages)
            plan.evidence[path] = kept or Evidence(data, content)

    def keep(self, brief: Brief, edition: str, content: str, plan: Plan) -> bool:
        """Keep the documents of an edition that needs no rendering; return whether it needs none.

        What it is rendered from is as it was, and its documents are as they were written.
        """
        formats = self.options.formats or FORMATS
        paths = [document_path(brief.id, edition, name) for name in formats]
        entries = {path: self.as_last(path, content) for path in paths}
        kept = {path: entry for path, entry in entries.items() if entry}
        if len(kept) < len(paths):
            return False
        plan.fresh |= kept
        plan.problems += [problem for entry in kept.values() for problem in entry.warnings]
        return True

    def as_last(self, path: str, content: str) -> Entry | None:
        """Return the entry of a file that stands as it was written, from the same content."""
        entry = self.last.get(path)
        if self.options.force or entry is None or entry.content != content:
            return None
        return entry if is_intact(self.options.output, path, entry) else None

    def add_task(self, task: Task, plan: Plan) -> None:
        """Add a task, or the entry of the last build where the document is up to date."""
        entry = self.last.get(task.path)
        unchanged = entry is not None and entry.key == task.key and not self.options.force
        if entry and unchanged and is_intact(self.options.output, task.path, entry):
            plan.fresh[task.path] = replace(entry, sources=task.sources, content=task.content)
            plan.problems += entry.warnings
        else:
            plan.tasks.append(task)

    def tasks(self, tree: Element, brief: Brief, edition: str, content: str) -> list[Task]:
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
            tasks.append(
                Task(brief.id, edition, name, html, created, key, content, attached, sources)
            )
        return tasks


def is_brief(file: YamlFile) -> bool:
    """Return whether a file is a brief's, on which no other brief depends."""
    return file.address.startswith("briefs/")


def data_of(file: YamlFile) -> bytes:
    """Return all that was read of a file, comments apart, as bytes to compare."""
    return repr((file.address, file.data)).encode()


def first_day(brief: Brief) -> datetime:
    """Return the first day that the information of a brief is as of: the date of its documents."""
    year, month, day = brief.information_as_of.date.start
    return datetime(year, month or 1, day or 1, tzinfo=UTC)
