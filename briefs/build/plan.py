"""What a build has to do: load, check, render, and compare with what the last build made."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from lxml import etree

from briefs.build import manifest
from briefs.build.formats import FORMATS
from briefs.build.manifest import Entry
from briefs.build.options import BuildOptions, assets_digest
from briefs.checks import blocked_briefs, check
from briefs.content import Brief, Library, load
from briefs.design import Design, load_design
from briefs.export import attachments_of, evidence_json, sources_json
from briefs.files import Attachment
from briefs.html import Element, render
from briefs.problems import Problem


@dataclass(frozen=True)
class Task:
    """One document to write: all that its bytes depend on, besides the assets.

    `html` is the serialised semantic HTML; `key` is the digest of these inputs and of the assets;
    `sources` has the SHA-256 of each attached content file by its name.
    """

    brief: str
    edition: str
    format: str
    html: bytes = field(repr=False)
    created: datetime
    key: str
    attachments: Mapping[str, Attachment] = field(default_factory=dict, repr=False)
    sources: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def path(self) -> str:
        """The path of the document under the output folder."""
        return f"{self.brief}/{self.brief}.{self.edition}.{self.format}"


@dataclass(frozen=True)
class Plan:
    """The tasks of a build, the documents that are up to date, and what stops the others.

    `evidence` are the files that need no task, by path; `refused` says that nothing may be
    written, because the output folder belongs to another project.
    """

    tasks: tuple[Task, ...] = ()
    fresh: Mapping[str, Entry] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    blocked: tuple[str, ...] = ()
    evidence: Mapping[str, bytes] = field(default_factory=dict)
    project: str = ""
    refused: bool = False


def plan_build(options: BuildOptions) -> Plan:
    """Load, check and render the content; each document whose key has changed becomes a task."""
    design = load_design(options.design_folder)
    library = load(options.content)
    problems = check(library, design.check_context, options.sources)
    last = manifest.read_manifest(options.output)
    foreign = manifest.foreign_output(options.output, last, library.project)
    if foreign and library.project:
        return Plan(problems=(*problems, *foreign), refused=True)
    blocked = blocked_briefs(library, problems)
    planner = Planner(options, library, design, last.documents, assets_digest(options))
    for name, brief in library.briefs.items():
        if name not in blocked and (not options.briefs or name in options.briefs):
            problems += planner.add_brief(brief)
    unique = tuple(dict.fromkeys(problems))
    tasks = tuple(planner.tasks)
    return Plan(tasks, planner.fresh, unique, blocked, planner.evidence, library.project)


@dataclass
class Planner:
    """Sorts the documents of briefs into tasks and those that are up to date."""

    options: BuildOptions
    library: Library
    design: Design
    last: Mapping[str, Entry]
    assets: str  # the digest of what all documents depend on
    tasks: list[Task] = field(default_factory=list)
    fresh: dict[str, Entry] = field(default_factory=dict)
    evidence: dict[str, bytes] = field(default_factory=dict)

    def add_brief(self, brief: Brief) -> list[Problem]:
        """Add every edition of a brief that was asked for; return the problems of rendering."""
        languages = [self.design.language(code) for code in self.design.theme.languages]
        stem = f"{brief.id}/{brief.id}"
        self.evidence[f"{stem}.evidence.json"] = evidence_json(self.library, brief, languages)
        self.evidence[f"{stem}.sources.json"] = sources_json(self.library, brief, languages)
        problems: list[Problem] = []
        for edition in brief.editions:
            if not self.options.editions or edition in self.options.editions:
                tree, found = render(self.library, brief, edition, self.design)
                problems += found
                if tree is not None:
                    self.add_edition(tree, brief)
        return problems

    def add_edition(self, tree: Element, brief: Brief) -> None:
        """Add one rendered edition in every format that was asked for."""
        attachments = attachments_of(self.library, brief, tree, self.design)
        for name in self.options.formats or FORMATS:
            task = self.task(tree, brief, name, attachments)
            entry = self.last.get(task.path)
            unchanged = entry is not None and entry.key == task.key and not self.options.force
            if entry and unchanged and manifest.is_intact(self.options.output, task.path, entry):
                self.fresh[task.path] = replace(entry, sources=task.sources)
            else:
                self.tasks.append(task)

    def task(
        self, tree: Element, brief: Brief, name: str, attachments: Mapping[str, Attachment]
    ) -> Task:
        """The task of writing one edition in the format `name`."""
        html = etree.tostring(tree)
        created = self.options.created or first_day(brief)
        attached = attachments if FORMATS[name].takes_attachments else {}
        key_parts = [html]
        key_parts += [part.encode() for part in (created.isoformat(), self.assets)]
        key_parts.append(FORMATS[name].depends_on(tree).encode())
        for path, file in attached.items():
            key_parts += [path.encode(), file.description.encode(), file.data]
        sources = {
            path: manifest.sha256(file.data)
            for path, file in attachments.items()
            if file.relation == "Source"
        }
        edition = str(tree.get("data-edition"))
        key = manifest.digest(*key_parts)
        return Task(brief.id, edition, name, html, created, key, attached, sources)


def first_day(brief: Brief) -> datetime:
    """The date that documents carry: the first day that the information of a brief is as of."""
    year, month, day = brief.information_as_of.date.start
    return datetime(year, month or 1, day or 1, tzinfo=UTC)
