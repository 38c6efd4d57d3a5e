"""The command `desk`: reads, shows and changes a project in the browser."""

import webbrowser
from argparse import Namespace
from multiprocessing import set_start_method
from pathlib import Path

from briefs.build import OptionsError
from briefs.cli.language import chosen
from briefs.cli.output import DONE, command_parser, parse_in_project, print_error
from briefs.cli.parser import Parser
from briefs.messages import reason_of
from briefs.problems import fill


def desk(words: list[str]) -> int:
    """Serve the desk on the loopback address until Ctrl-C, and open it in the browser."""
    parser = command_parser("desk", fill("Read, check and change everything in the browser."))
    add_options(parser)
    arguments = parse_in_project(parser, words)
    try:
        from briefs.desk import Places, serve  # noqa: PLC0415  (of the extra `desk`)
    except ImportError as error:
        message = fill("`desk` needs libraries of its own: pip install 'briefs[desk]'")
        raise OptionsError(message) from error

    folders, output = arguments.folders, arguments.output or arguments.folders.output
    places = Places(
        folders,
        arguments.content,
        arguments.templates or folders.templates,
        arguments.sources or folders.sources,
        output,
        chosen.get(),
        build_words(arguments, output),
    )

    def ready(address: str, _end: object) -> None:
        print(address, flush=True)
        print_error(fill("the desk is open at this address; Ctrl-C ends"))
        if not arguments.no_browser:
            webbrowser.open(address)

    # The desk has threads: a lock that one of them holds would be held in a forked copy for ever.
    set_start_method("spawn", force=True)
    try:
        serve(places, arguments.port, not arguments.no_build, ready)
    except OSError as error:
        message = fill("the desk cannot be opened: {why}", why=reason_of(error))
        raise OptionsError(message) from error
    return DONE


def build_words(arguments: Namespace, output: Path) -> tuple[str, ...]:
    """Return the words by which `watch` is told of the folders of a desk."""
    words = ("--content", str(arguments.content), "--output", str(output))
    return (*words, "--templates", str(arguments.templates)) if arguments.templates else words


def add_options(parser: Parser) -> None:
    """Add the options of a desk to a parser."""
    parser.add("--output", type=Path, note=fill("where documents go"))
    note = fill("the folder of source texts; by default that of the project")
    parser.add("--sources", type=Path, note=note)
    parser.add("--port", type=int, default=0, note=fill("the port; any that is free, if 0"))
    parser.add("--no-build", action="store_true", note=fill("do not build documents meanwhile"))
    note = fill("print the address, and open no browser")
    parser.add("--no-browser", action="store_true", note=note)
