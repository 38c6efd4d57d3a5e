"""The command `watch`: builds what changes, as soon as a file is saved."""

import json
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from briefs.build import (
    BuildOptions,
    BuildReport,
    OptionsError,
    build,
    problem_values,
    warm_workers,
)
from briefs.cli.build import add_options, options_of, run_build
from briefs.cli.main import refusal
from briefs.cli.output import (
    DONE,
    command_parser,
    parse_in_project,
    print_error,
    print_problems,
)
from briefs.files import PROJECT_FILE
from briefs.problems import Problem, fill

MILLISECONDS = 100  # between two looks at the project file


def watch(words: list[str]) -> int:
    """Build, and again whenever a file of the project changes, until Ctrl-C.

    The workers run on, so that nothing is loaded twice; web pages and short documents
    come first.
    """
    parser = command_parser("watch", fill("Build what changes, as soon as a file is saved."))
    add_options(parser)
    note = fill("print JSON for the desk, and end when the desk does")
    parser.add("--for-desk", action="store_true", note=note)
    arguments = parse_in_project(parser, words)
    parent = os.getppid() if vars(arguments).pop("for_desk") else None
    options = options_of(arguments)
    with warm_workers(options) as workers:
        try:
            for _ in changes(options, parent):
                if parent is not None:
                    build_for_desk(options, workers)
                    continue
                try:
                    run_build(options, workers)
                except OSError as error:  # such as a full disk, on which there may be room later
                    print_problems([refusal(error)])
                print_error(fill("waiting for changes; Ctrl-C ends"))
        except KeyboardInterrupt:
            workers.stop()
    return DONE


def build_for_desk(options: BuildOptions, workers: Any) -> None:
    """Build; print as lines of JSON that it begins, each document done, and what could not be done.

    `stopped` says that it ended before any document, such as on a full disk.
    """
    done = count(1)
    print_json(done=0, total=0)
    try:
        report = build(options, lambda _, total: print_json(done=next(done), total=total), workers)
    except OSError as error:
        report = BuildReport((refusal(error),))
    except OptionsError as error:
        place, hint = str(options.output), fill("then save any file, and all is built")
        problem = Problem(place, 0, 0, "build-refused", error.message, hint)
        report = BuildReport((problem,))
    begun = report.unchanged or report.documents or report.kept or report.blocked
    print_json(
        problems=[*map(problem_values, report.problems)],
        unwritten=report.unwritten,
        stopped=not (begun or report.unwritten),
    )


def print_json(**values: object) -> None:
    """Print values as a line of JSON."""
    print(json.dumps(values), flush=True)


def changes(options: BuildOptions, parent: int | None = None) -> Iterator[None]:
    """Yield at the start, and after each change of content, templates, fonts or project file.

    The folders are watched before the first build, so that no change is missed. The project file is
    read ten times a second: its folder, which has the output too, is not watched. It ends when this
    process has another parent than `parent`, which has then ended.
    """
    try:
        import watchfiles  # noqa: PLC0415  (of the extra `watch`)
    except ImportError as error:
        message = fill("`watch` needs the library watchfiles: pip install 'briefs[watch]'")
        raise OptionsError(message) from error
    folders = [options.content, options.own_templates, options.fonts]
    project = options.folders.root / PROJECT_FILE
    seen = None
    for changed in watchfiles.watch(
        *filter(Path.is_dir, folders),
        debounce=200,
        rust_timeout=MILLISECONDS,
        yield_on_timeout=True,
    ):
        if parent is not None and os.getppid() != parent:
            return
        text = text_of(project)
        if changed or text != seen:
            seen = text
            yield


def text_of(file: Path) -> bytes:
    """Return what is in a file, or nothing where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        return b""
