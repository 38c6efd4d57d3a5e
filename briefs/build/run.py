"""Make documents on all cores, and write each file whole or not at all."""

import os
import signal
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from briefs.build import libreoffice, manifest
from briefs.build.formats import FORMATS, Assets
from briefs.build.manifest import Entry, Manifest, digest, sha256
from briefs.build.options import CACHE, FONTS, BuildOptions, toolchain_versions
from briefs.build.plan import Task
from briefs.design import LARGEST_REFERENCE_DOC
from briefs.files import write_whole
from briefs.problems import Problem


@dataclass(frozen=True)
class BuildResult:
    """A document that was written, how long it took in seconds, and what went wrong."""

    job: Task
    data: bytes = field(repr=False)
    pages: int | None
    seconds: float
    problems: tuple[Problem, ...]


def run_tasks(jobs: tuple[Task, ...], request: BuildOptions) -> Iterator[BuildResult]:
    """Make the jobs, on all cores, and yield each document as it is ready."""
    if not jobs:
        return
    workers = min(request.jobs or os.cpu_count() or 1, len(jobs))
    # The longest first, so that no core waits for one that came last.
    queue = sorted(jobs, key=lambda job: (job.format != "pdf", -len(job.html)))
    pool = ProcessPoolExecutor(workers, initializer=start_worker, initargs=(request.templates,))
    try:
        waiting: list[Future[BuildResult]] = [pool.submit(run_task, job) for job in queue]
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


def run_task(job: Task) -> BuildResult:
    """One document, in a worker."""
    from briefs.design import load_theme  # noqa: PLC0415  (workers load it once)

    started = time.monotonic()
    templates = WORKER["templates"]
    stylesheet = (templates / "pdf.css").read_text(encoding="utf-8")
    pages = libreoffice.bookmark_pages if libreoffice.libreoffice_path() else None
    theme = load_theme(templates)
    base = read_reference_doc(templates, theme.word.base)
    assets = Assets(stylesheet, FONTS, job.created, pages, base, job.attachments)
    done = FORMATS[job.format](etree.fromstring(job.html), theme, assets)
    return BuildResult(job, done.data, done.pages, time.monotonic() - started, done.problems)


def read_reference_doc(templates: Path, name: str) -> bytes:
    """The user's own Word template, from the folder of templates alone; no more than is allowed."""
    path = (templates / name).resolve()
    if not name or not path.is_relative_to(templates.resolve()) or not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(LARGEST_REFERENCE_DOC + 1)


def save(output: Path, one: BuildResult) -> Entry:
    """Write a document: to a file beside its place, then over it, never half there.

    One that has warnings is made again, and they are told again, at the next build.
    """
    write_whole(output / one.job.path, one.data)
    key = "" if one.problems else one.job.key
    size = len(one.data)
    return Entry(key, sha256(one.data), one.pages, size, one.job.sources, toolchain_id())


def save_evidence(output: Path, path: str, data: bytes) -> Entry:
    """Write a file that needs no worker, unless it stands as it should."""
    entry = Entry("", sha256(data), None, len(data))
    if not manifest.is_intact(output, path, entry):
        write_whole(output / path, data)
    return entry


def toolchain_id() -> str:
    """The name by which the manifest calls what documents are made with today."""
    return digest(*(f"{name} {one}".encode() for name, one in toolchain_versions().items()))[:12]


def write_manifest(
    request: BuildOptions, inputs: str, project: str, documents: Mapping[str, Entry]
) -> list[str]:
    """Write the manifest; returns the paths of the documents that were deleted.

    After a whole build, the documents that the last manifest of the same project lists and that
    no brief asks for any more are deleted, but no file that somebody has edited.
    """
    last = manifest.read_manifest(request.output)
    deleted = []
    if request.everything and inputs:
        for path in sorted(set(last.documents) - set(documents)):
            if manifest.is_intact(request.output, path, last.documents[path]):
                (request.output / path).unlink()
                deleted.append(path)
    else:
        documents = {**last.documents, **documents}
        inputs = ""
    chains = {**last.toolchains, toolchain_id(): toolchain_versions()}
    whole = Manifest(inputs, documents, chains, project)
    write_whole(request.output / manifest.MANIFEST_NAME, manifest.manifest_bytes(whole))
    return deleted
