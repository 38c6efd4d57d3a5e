"""What a build has to do: load, check, render, and compare with what was made before."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from lxml import etree

from briefs.build import manifest
from briefs.build.formats import AROUND, CARRIERS, FORMATS
from briefs.build.manifest import Entry
from briefs.build.options import BuildOptions, assets_digest
from briefs.checks import blocked_briefs, check
from briefs.content import Brief, load
from briefs.design import load_design
from briefs.export import attachments_of, evidence_json, sources_json
from briefs.files import Attachment
from briefs.html import Element, render
from briefs.problems import Problem


@dataclass(frozen=True)
class Task:
    """One document to make: a pure function of what stands here and of the assets behind `key`."""

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
        """Where it goes, under the output folder."""
        return f"{self.brief}/{self.brief}.{self.edition}.{self.format}"


@dataclass(frozen=True)
class Plan:
    """What a build has to do: the jobs, what need not be made again, and what is in the way."""

    jobs: tuple[Task, ...] = ()
    fresh: Mapping[str, Entry] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    blocked: tuple[str, ...] = ()
    evidence: Mapping[str, bytes] = field(default_factory=dict)
    project: str = ""
    refused: bool = False  # nothing may be written: the output folder is another project's


def plan_build(request: BuildOptions) -> Plan:
    """Load, check and render; the documents whose key has changed become jobs."""
    design = load_design(request.templates)
    loaded = load(request.content)
    problems = check(loaded, design.check_context, request.sources)
    blocked = blocked_briefs(loaded, problems)
    last = manifest.read_manifest(request.output)
    foreign = (
        manifest.foreign_output(request.output, last, loaded.project) if loaded.project else []
    )
    if foreign:
        return Plan(problems=(*problems, *foreign), refused=True)
    planner = Planner(request, last.documents, assets_digest(request))
    languages = [design.language(code) for code in design.theme.languages]
    evidence: dict[str, bytes] = {}
    for name, brief in loaded.briefs.items():
        if name in blocked or (request.briefs and name not in request.briefs):
            continue
        evidence[f"{name}/{name}.evidence.json"] = evidence_json(loaded, brief, languages)
        evidence[f"{name}/{name}.sources.json"] = sources_json(loaded, brief, languages)
        for edition in brief.editions:
            if not request.editions or edition in request.editions:
                tree, found = render(loaded, brief, edition, design)
                problems += found
                if tree is not None:
                    files = attachments_of(loaded, brief, tree, design)
                    planner.add(tree, brief, files)
    unique = tuple(dict.fromkeys(problems))
    return Plan(tuple(planner.jobs), planner.fresh, unique, blocked, evidence, loaded.project)


@dataclass
class Planner:
    """Sorts documents into those to make and those that are as they should be."""

    request: BuildOptions
    last: Mapping[str, Entry]
    assets: str
    jobs: list[Task] = field(default_factory=list)
    fresh: dict[str, Entry] = field(default_factory=dict)

    def add(self, tree: Element, brief: Brief, enclosed: Mapping[str, Attachment]) -> None:
        """One rendered edition, in every format that was asked for, with what it carries."""
        for name in self.request.formats or FORMATS:
            job = self.job(tree, brief, name, enclosed)
            held = self.last.get(job.path)
            unchanged = held is not None and held.key == job.key and not self.request.force
            if held and unchanged and manifest.is_intact(self.request.output, job.path, held):
                self.fresh[job.path] = replace(held, sources=job.sources)
            else:
                self.jobs.append(job)

    def job(
        self, tree: Element, brief: Brief, name: str, enclosed: Mapping[str, Attachment]
    ) -> Task:
        """What making one document takes; `name` is its format."""
        html = etree.tostring(tree)
        created = self.request.created or first_day(brief)
        carried = enclosed if name in CARRIERS else {}
        around = AROUND[name](tree) if name in AROUND else ""
        parts = [html, *(word.encode() for word in (created.isoformat(), self.assets, around))]
        for path, one in carried.items():
            parts += [path.encode(), one.description.encode(), one.data]
        sources = {
            path: manifest.sha256(one.data)
            for path, one in enclosed.items()
            if one.relation == "Source"
        }
        edition = str(tree.get("data-edition"))
        key = manifest.digest(*parts)
        return Task(brief.id, edition, name, html, created, key, carried, sources)


def first_day(brief: Brief) -> datetime:
    """The date that documents carry: the first day that the information of a brief is as of."""
    year, month, day = brief.information_as_of.date.start
    return datetime(year, month or 1, day or 1, tzinfo=UTC)
