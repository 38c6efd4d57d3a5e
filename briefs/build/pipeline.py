"""A build from its options to its report; it does nothing where no input has changed."""

import time
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefs.build.inputs import input_digests
from briefs.build.lock import locked
from briefs.build.manifest import Entry, is_intact, read_manifest
from briefs.build.options import BuildOptions, BuildReport, Progress, check_folders
from briefs.build.scratch import delete_leftovers
from briefs.files import delete_parts, user_cache

MOST_WAITING = 0.5  # seconds for killed workers, and what they had started, to end
LONGEST_PART = 3600  # seconds after which nobody writes a part any more


def build(
    options: BuildOptions, progress: Progress | None = None, workers: Any = None
) -> BuildReport:
    """Build what is stale and write it into the output folder.

    `progress` is called as each document is written; `workers` (`run.Workers`) run on after the
    build. Problems of the content are in the report; OptionsError is raised for options that
    cannot be followed.
    """
    started = time.monotonic()
    check_folders(options)
    try:
        report = build_stale(options, progress, workers)
    except BaseException:
        delete_leftovers(MOST_WAITING)
        raise
    delete_leftovers()
    return replace(report, seconds=time.monotonic() - started)


def build_stale(options: BuildOptions, progress: Progress | None, workers: Any) -> BuildReport:
    """Build what is stale, having deleted what builds that were killed have left."""
    digests = input_digests(options)  # before it is read: what changes meanwhile is made again
    if is_up_to_date(options, digests.inputs):
        return BuildReport(unchanged=True)
    from briefs.build.run import Workers  # noqa: PLC0415  (half a second to import)
    from briefs.build.stages import begin, run_stages  # noqa: PLC0415  (as above)

    with locked(options.output):
        delete_parts(options.output)
        for folder in (options.content, options.folders.sources, user_cache()):
            with suppress(OSError):
                delete_parts(folder, LONGEST_PART)
        with nullcontext(workers) if workers else Workers(options.fonts, options.jobs) as running:
            begin(running, options)
            return run_stages(options, digests, progress, running)


def warm_workers(options: BuildOptions) -> Any:
    """Return `run.Workers` for a process that builds again and again, web pages first."""
    from briefs.build.run import Workers  # noqa: PLC0415  (half a second to import)

    return Workers(options.fonts, options.jobs, shortest_first=True)


def document_states(
    options: BuildOptions, library: Any, design: Any, brief: Any, blocked: bool
) -> dict[str, str]:
    """Return what the next build would do with each document of a brief (`states`), by path."""
    from briefs.build.states import states_of  # noqa: PLC0415  (as above)

    return dict(states_of(options, library, design, brief, blocked))


def format_names() -> tuple[str, ...]:
    """Return the names of all formats, in their order."""
    from briefs.build.formats import FORMATS  # noqa: PLC0415  (as above)

    return tuple(FORMATS)


def picture_of(output: Path, path: str, entry: Entry) -> bytes:
    """Return the first page of a PDF of the output folder, or nothing where there is none."""
    from briefs.build.pictures import picture_of_pdf  # noqa: PLC0415  (as above)

    return picture_of_pdf(output, path, entry)


def is_up_to_date(options: BuildOptions, inputs: str) -> bool:
    """Return whether the last build was whole and of these inputs, and its files are unchanged.

    A strict build is never up to date, since the last build may have let warnings pass.
    """
    last = read_manifest(options.output)
    entries = last.documents
    return (
        not (options.force or options.strict or options.sources)
        and options.everything
        and bool(entries)
        and last.inputs == inputs
        and not any(entry.warnings for entry in entries.values())  # they are to be told again
        and all(is_intact(options.output, path, entry) for path, entry in entries.items())
    )
