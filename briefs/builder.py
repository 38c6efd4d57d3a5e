"""Build what is stale: load, check, render, write; on all cores, each file whole or not at all."""

import hashlib
import os
import signal
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from briefs import manifest, paging
from briefs.document import Element
from briefs.formats import AROUND, FORMATS, Assets
from briefs.manifest import Entry, Manifest
from briefs.model import Brief
from briefs.problems import Problem
from briefs.stale import CACHE, FONTS, Request, assets_key
from briefs.theme import LARGEST_BASE


@dataclass(frozen=True)
class Job:
    """One document to make: a pure function of what stands here and of the assets behind `key`."""

    brief: str
    edition: str
    format: str
    html: bytes = field(repr=False)
    created: datetime
    key: str

    @property
    def path(self) -> str:
        """Where it goes, under the output folder."""
        return f"{self.brief}/{self.brief}.{self.edition}.{self.format}"


@dataclass(frozen=True)
class Made:
    """A document that was written, how long it took in seconds, and what went wrong."""

    job: Job
    data: bytes = field(repr=False)
    pages: int | None
    seconds: float
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Plan:
    """What a build has to do: the jobs, what need not be made again, and what is in the way."""

    jobs: tuple[Job, ...] = ()
    fresh: Mapping[str, Entry] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    blocked: tuple[str, ...] = ()
    evidence: Mapping[str, bytes] = field(default_factory=dict)


def plan(request: Request) -> Plan:
    """Load, check and render; the documents whose key has changed become jobs."""
    from briefs import checks, claims, render  # noqa: PLC0415  (a fresh build needs none of them)

    design = render.load_design(request.templates)
    loaded, problems = checks.examine(request.content, design.setting, request.sources)
    blocked = checks.blocked(loaded, problems)
    planner = Planner(request, manifest.read(request.output).documents, assets_key(request))
    languages = [design.language(code) for code in design.theme.languages]
    evidence: dict[str, bytes] = {}
    for name, brief in loaded.briefs.items():
        if name in blocked or (request.briefs and name not in request.briefs):
            continue
        evidence[f"{name}/{name}.evidence.json"] = claims.evidence_json(loaded, brief, languages)
        evidence[f"{name}/{name}.sources.json"] = claims.sources_json(loaded, brief, languages)
        for edition in brief.editions:
            if not request.editions or edition in request.editions:
                tree, found = render.render(loaded, brief, edition, design)
                problems += found
                if tree is not None:
                    planner.add(tree, brief)
    unique = tuple(dict.fromkeys(problems))
    return Plan(tuple(planner.jobs), planner.fresh, unique, blocked, evidence)


@dataclass
class Planner:
    """Sorts documents into those to make and those that are as they should be."""

    request: Request
    last: Mapping[str, Entry]
    assets: str
    jobs: list[Job] = field(default_factory=list)
    fresh: dict[str, Entry] = field(default_factory=dict)

    def add(self, tree: Element, brief: Brief) -> None:
        """One rendered edition, in every format that was asked for."""
        html = etree.tostring(tree)
        edition = str(tree.get("data-edition"))
        year, month, day = brief.information_as_of.date.start
        created = datetime(year, month or 1, day or 1, tzinfo=UTC)
        for name in self.request.formats or FORMATS:
            around = AROUND[name](tree) if name in AROUND else ""
            parts = (created.isoformat(), self.assets, around)
            key = manifest.digest(html, *(part.encode() for part in parts))
            job = Job(brief.id, edition, name, html, created, key)
            held = self.last.get(job.path)
            again = self.request.force or (self.request.strict and held and held.warned)
            unchanged = held is not None and held.key == key and not again
            if held and unchanged and manifest.intact(self.request.output, job.path, held):
                self.fresh[job.path] = held
            else:
                self.jobs.append(job)


def made(jobs: tuple[Job, ...], request: Request) -> Iterator[Made]:
    """Make the jobs, on all cores, and yield each document as it is ready."""
    if not jobs:
        return
    workers = min(request.jobs or os.cpu_count() or 1, len(jobs))
    # The longest first, so that no core waits for one that came last.
    queue = sorted(jobs, key=lambda job: (job.format != "pdf", -len(job.html)))
    pool = ProcessPoolExecutor(workers, initializer=start_worker, initargs=(request.templates,))
    try:
        waiting: list[Future[Made]] = [pool.submit(make, job) for job in queue]
        for future in as_completed(waiting):
            yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def start_worker(templates: Path) -> None:
    """A worker: its own fonts and no others; Ctrl-C is left to the process that writes."""
    from briefs.pdf import use_fonts  # noqa: PLC0415  (before the engine loads)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_fonts(FONTS, CACHE)
    WORKER["templates"] = templates


WORKER: dict[str, Path] = {}


def make(job: Job) -> Made:
    """One document, in a worker."""
    from briefs.render import load_theme  # noqa: PLC0415  (workers load it once)

    started = time.monotonic()
    templates = WORKER["templates"]
    stylesheet = (templates / "pdf.css").read_text(encoding="utf-8")
    pages = paging.pages_of if paging.layout_engine() else None
    theme = load_theme(templates)
    base = house_template(templates, theme.word.base)
    assets = Assets(stylesheet, FONTS, job.created, pages, base)
    done = FORMATS[job.format](etree.fromstring(job.html), theme, assets)
    return Made(job, done.data, done.pages, time.monotonic() - started, done.problems)


def house_template(templates: Path, name: str) -> bytes:
    """The user's own Word template, from the folder of templates alone; no more than is allowed."""
    path = (templates / name).resolve()
    if not name or not path.is_relative_to(templates.resolve()) or not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(LARGEST_BASE + 1)


def save(output: Path, one: Made) -> Entry:
    """Write a document: to a file beside its place, then over it, never half there."""
    write_whole(output / one.job.path, one.data)
    sha256 = hashlib.sha256(one.data).hexdigest()
    return Entry(one.job.key, sha256, one.pages, len(one.data), bool(one.problems))


def keep(output: Path, path: str, data: bytes) -> Entry:
    """Write a file that needs no worker, unless it stands as it should."""
    entry = Entry("", hashlib.sha256(data).hexdigest(), None, len(data))
    if not manifest.intact(output, path, entry):
        write_whole(output / path, data)
    return entry


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that its name always stands for a whole file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def finish(request: Request, inputs: str, documents: Mapping[str, Entry]) -> None:
    """Write the manifest; after a whole build, documents that nothing asks for any more go."""
    last = manifest.read(request.output).documents
    if request.everything and inputs:
        for path in set(last) - set(documents):
            (request.output / path).unlink(missing_ok=True)
    else:
        documents = {**last, **documents}
        inputs = ""
    write_whole(request.output / manifest.NAME, manifest.written(Manifest(inputs, documents)))
