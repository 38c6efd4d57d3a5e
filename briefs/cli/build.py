"""The command `build`."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from briefs import __version__
from briefs.build import BuildOptions, BuiltDocument, OptionsError, reproducible_date
from briefs.build import build as build_documents
from briefs.cli.main import ABOUT, COMMANDS
from briefs.cli.output import (
    DONE,
    command_parser,
    parse_in_project,
    print_error,
    print_problems,
)
from briefs.cli.parser import Parser
from briefs.problems import fill, nearest


def build(words: list[str]) -> int:
    """Build what is stale, show the progress, print the problems and a table of the documents."""
    parser = command_parser("", fill("Build what has changed, or run one of the commands below."))
    parser.list_below(fill("commands (briefs COMMAND --help says more):"), ABOUT)
    add_options(parser)
    return run_build(options_of(parse_in_project(parser, words)))


def options_of(parsed: Namespace) -> BuildOptions:
    """Return the options of a build from the words of a command line."""
    arguments = vars(parsed)
    folders = arguments.pop("folders")
    for name in arguments["briefs"]:
        command = nearest(name, tuple(COMMANDS))
        if command and not (arguments["content"] / "briefs" / f"{name}.yaml").exists():
            raise OptionsError(
                fill(
                    "there is no command “{name}”: did you mean “{command}”?",
                    name=name,
                    command=command,
                )
            )
    arguments |= {"project": folders.root, "output": arguments["output"] or folders.output}
    for name in ("briefs", "editions", "formats"):
        arguments[name] = tuple(arguments[name])
    return BuildOptions(**arguments, created=reproducible_date())


def add_options(parser: Parser) -> None:
    """Add the options of a build to a parser, under the names of the fields of BuildOptions."""
    parser.add(
        "briefs", nargs="*", metavar="BRIEF", note=fill("briefs to build; all, if none is named")
    )
    for name, note in (
        ("edition", fill("build only this edition; may be given again")),
        ("format", fill("build only this format; may be given again")),
    ):
        parser.add(
            f"--{name}",
            dest=f"{name}s",
            metavar=name.upper(),
            action="append",
            default=[],
            note=note,
        )
    parser.add("--output", type=Path, note=fill("where documents go"))
    note = fill("workers; as many as there are cores, if 0")
    parser.add("--jobs", type=int, default=0, note=note)
    parser.add("--force", action="store_true", note=fill("make everything again"))
    parser.add("--strict", action="store_true", note=fill("a warning fails the build too"))
    note = fill("verify every claim against these texts too")
    parser.add("--sources", type=Path, note=note)
    parser.add(
        "--version",
        action="version",
        version=f"briefs {__version__}",
        note=fill("print the version and stop"),
    )


def run_build(options: BuildOptions, workers: Any = None) -> int:
    """Build and print; return the exit status."""
    shown: list[BuiltDocument] = []

    def show(document: BuiltDocument, total: int) -> None:
        from briefs.cli.progress import show_document  # noqa: PLC0415  (rich is a slow import)

        shown.append(document)
        show_document(document, len(shown), total)

    report = build_documents(options, show, workers)
    if report.unchanged:
        print_error(fill("nothing has changed: every document is up to date"))
        return DONE
    status = print_problems(report.problems, strict=options.strict)
    for name in report.blocked:
        print_error(fill("not built: {name} (what it shows has errors)", name=name))
    for path in report.unwritten:
        print_error(fill("not written: {path}", path=path))
    for path in report.deleted:
        print_error(
            fill("deleted: {path} (no brief asks for it any more)", path=options.output / path)
        )
    from briefs.cli.progress import print_documents  # noqa: PLC0415  (as above)

    print_documents(report)
    return status
