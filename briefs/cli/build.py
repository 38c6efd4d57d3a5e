"""The command `build`."""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
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
from briefs.problems import nearest


def build(words: list[str]) -> int:
    """Build what is stale, show the progress, print the problems and a table of the documents."""
    parser = command_parser("", "Build what has changed, or run one of the commands below.")
    width = max(map(len, ABOUT)) + 2
    rows = "".join(f"  {usage:{width}}{text}\n" for usage, text in ABOUT.items())
    parser.epilog = f"commands (briefs COMMAND --help says more):\n{rows}"
    parser.formatter_class = RawDescriptionHelpFormatter
    add_options(parser)
    return run_build(options_of(parse_in_project(parser, words)))


def options_of(parsed: Namespace) -> BuildOptions:
    """Return the options of a build from the words of a command line."""
    arguments = vars(parsed)
    folders = arguments.pop("folders")
    for name in arguments["briefs"]:
        command = nearest(name, tuple(COMMANDS))
        if command and not (arguments["content"] / "briefs" / f"{name}.yaml").exists():
            raise OptionsError(f"there is no command “{name}”: did you mean “{command}”?")
    arguments |= {"project": folders.root, "output": arguments["output"] or folders.output}
    for name in ("briefs", "editions", "formats"):
        arguments[name] = tuple(arguments[name])
    return BuildOptions(**arguments, created=reproducible_date())


def add_options(parser: ArgumentParser) -> None:
    """Add the options of a build to a parser, under the names of the fields of BuildOptions."""
    parser.add_argument(
        "briefs", nargs="*", metavar="BRIEF", help="briefs to build; all, if none is named"
    )
    for name in ("edition", "format"):
        parser.add_argument(
            f"--{name}",
            dest=f"{name}s",
            metavar=name.upper(),
            action="append",
            default=[],
            help=f"build only this {name}; may be given again",
        )
    parser.add_argument("--output", type=Path, help="where documents go")
    parser.add_argument(
        "--jobs", type=int, default=0, help="workers; as many as there are cores, if 0"
    )
    parser.add_argument("--force", action="store_true", help="make everything again")
    parser.add_argument("--strict", action="store_true", help="a warning fails the build too")
    parser.add_argument("--sources", type=Path, help="verify every claim against these texts too")
    parser.add_argument(
        "--version",
        action="version",
        version=f"briefs {__version__}",
        help="print the version and stop",
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
        print_error("nothing has changed: every document is up to date")
        return DONE
    status = print_problems(report.problems, strict=options.strict)
    for name in report.blocked:
        print_error(f"not built: {name} (what it shows has errors)")
    for path in report.unwritten:
        print_error(f"not written: {path}")
    for path in report.deleted:
        print_error(f"deleted: {options.output / path} (no brief asks for it any more)")
    from briefs.cli.progress import print_documents  # noqa: PLC0415  (as above)

    print_documents(report)
    return status
