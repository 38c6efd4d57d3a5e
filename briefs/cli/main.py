"""The command line: picks the command, builds, and turns whatever happens into an exit status."""

import os
import sys
import time
import traceback
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from briefs.build import BuildOptions, inputs_digest, is_up_to_date
from briefs.cli import check, inspect, pull
from briefs.cli.output import (
    DONE,
    FAULT,
    INTERRUPTED,
    USAGE,
    missing_folder,
    parser,
    print_error,
    print_problems,
)
from briefs.problems import Problem, closest, errors


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit status: 0 done, 1 problems, 2 wrong usage, 3 our fault."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    name = words.pop(0) if words and words[0] in COMMANDS else "build"
    try:
        return COMMANDS[name](words)
    except KeyboardInterrupt:
        print_error("interrupted: every document that stands in the output folder is whole")
        return INTERRUPTED
    except Exception:  # whatever escapes is ours: say so, with what a report needs
        traceback.print_exc()
        print_error(
            "This is a fault of the program, not of your content; please report the lines above."
        )
        return FAULT


def build(words: list[str]) -> int:
    """Build what is stale."""
    made = parser(
        "", f"Build what is stale. Other commands: {', '.join(sorted(set(COMMANDS) - {'build'}))}."
    )
    add_options(made)
    options = made.parse_args(words)
    try:
        created = reproducible_date()
    except (ValueError, OverflowError, OSError):
        print_error("SOURCE_DATE_EPOCH is to be a number of seconds since 1970")
        return USAGE
    request = BuildOptions(
        options.content,
        options.templates,
        options.output,
        tuple(options.briefs),
        tuple(options.edition),
        tuple(options.format),
        options.jobs,
        options.force,
        options.strict,
        options.sources,
        created,
    )
    return build_request(request)


def add_options(made: ArgumentParser) -> None:
    """What a build can be asked for."""
    made.add_argument(
        "briefs", nargs="*", metavar="BRIEF", help="briefs to build; all, if none is named"
    )
    made.add_argument(
        "--edition", action="append", default=[], help="an edition to build; all, if none"
    )
    made.add_argument(
        "--format", action="append", default=[], help="a format to build; all, if none"
    )
    made.add_argument("--output", type=Path, default=Path("output"), help="where documents go")
    made.add_argument(
        "--jobs", type=int, default=0, help="workers; as many as there are cores, if 0"
    )
    made.add_argument("--force", action="store_true", help="make everything again")
    made.add_argument("--strict", action="store_true", help="a warning fails the build too")
    made.add_argument("--sources", type=Path, help="verify every claim against these texts too")


def reproducible_date() -> datetime | None:
    """The date that packagers ask for (SOURCE_DATE_EPOCH); None where they ask for none."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else None


def build_request(request: BuildOptions) -> int:
    """The build, from the question whether anything is stale to the closing table."""
    started = time.monotonic()
    wrong = missing_folder(request.content, request.templates) or wrong_names(request)
    if wrong:
        print_error(wrong)
        return USAGE
    inputs = inputs_digest(request)
    if is_up_to_date(request, inputs):
        print_error("nothing has changed: every document is up to date")
        return DONE
    from briefs.build import plan_build, run_tasks, save, save_evidence, write_manifest  # noqa: PLC0415  (they load the content model)
    from briefs.cli.progress import Progress, table  # noqa: PLC0415

    plan = plan_build(request)
    status = print_problems(plan.problems, strict=request.strict)
    if plan.refused:
        return status
    for name in plan.blocked:
        print_error(f"not built: {name} (what it shows has errors)")
    documents = dict(plan.fresh)
    for path, data in plan.evidence.items():
        documents[path] = save_evidence(request.output, path, data)
    problems: list[Problem] = []
    with Progress(len(plan.jobs)) as progress:
        for one in run_tasks(plan.jobs, request):
            problems += one.problems
            if errors(one.problems):
                print_error(f"not written: {one.job.path}")
                continue
            documents[one.job.path] = save(request.output, one)
            progress.step(one)
    status = print_problems(list(dict.fromkeys(problems)), strict=request.strict) or status
    whole = status == DONE and not errors(problems)
    deleted = write_manifest(request, inputs if whole else "", plan.project, documents)
    for path in deleted:
        print_error(f"deleted: {request.output / path} (no brief asks for it any more)")
    table(progress.done, len(plan.fresh), time.monotonic() - started)
    return status


def wrong_names(request: BuildOptions) -> str:
    """What is wrong with the names on the command line, or nothing."""
    if request.jobs < 0:
        return "--jobs takes 0 or the number of workers"
    if request.output.exists() and not request.output.is_dir():
        return f"--output is to be a folder, and “{request.output}” is none"
    asked: tuple[tuple[tuple[str, ...], Callable[[BuildOptions], set[str]], str], ...] = (
        (request.briefs, brief_names, "brief"),
        (request.formats, format_names, "format"),
        (request.editions, edition_names, "edition"),
    )
    for given, known, kind in asked:
        names = known(request) if given else set()
        for name in given:
            if name not in names:
                return f"there is no {kind} “{name}”: {closest(name, names)}"
    return ""


def brief_names(request: BuildOptions) -> set[str]:
    """The briefs of the content."""
    return {path.stem for path in (request.content / "briefs").glob("*.yaml")}


def format_names(_: BuildOptions) -> set[str]:
    """The formats that there are writers of."""
    from briefs.build import FORMATS  # noqa: PLC0415  (a fresh build needs none of them)

    return set(FORMATS)


def edition_names(request: BuildOptions) -> set[str]:
    """The editions of the theme."""
    from briefs.design import load_theme  # noqa: PLC0415  (see above)

    return set(load_theme(request.templates).editions)


COMMANDS: Mapping[str, Callable[[list[str]], int]] = {
    "build": build,
    "check": check.check,
    "open": inspect.open_pdf,
    "pull": pull.pull,
    "reviewed": check.reviewed,
    "schema": check.schema,
    "verify": check.verify,
    "verify-output": inspect.verify_output,
}
