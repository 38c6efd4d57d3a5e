"""The parser of a command's words, whose help and faults are in the chosen language."""

import sys
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, HelpFormatter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from briefs.cli.language import (
    LRI,
    OPTION,
    PDI,
    RLI,
    chosen,
    framed,
    is_isolating,
    isolated,
    speak_argparse,
    told,
    with_code_isolated,
    word_of_argparse,
)
from briefs.messages import Message, fill, translate


class Help(HelpFormatter):
    """Help of which each line is an isolate where the language needs it, after lines are broken."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        lines = super()._split_lines(text, width)
        return [framed(line) for line in lines] if is_isolating(sys.stdout) else lines

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        filled = super()._fill_text(text, width, indent)
        return framed(filled) if is_isolating(sys.stdout) else filled

    def _format_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None) -> str:
        prefix = word_of_argparse("usage: ") if prefix is None else prefix
        text = super()._format_usage(usage, actions, groups, prefix)
        if not is_isolating(sys.stdout):
            return text
        first, *rest = text.strip("\n").removeprefix(prefix).split("\n")
        lines = [f"{RLI}{prefix}{LRI}{first}{PDI}{PDI}", *(f"{LRI}{line}{PDI}" for line in rest)]
        return "\n".join(lines) + "\n\n"


class Parser(ArgumentParser):
    """A parser whose description and help are messages, with the option `--lang`.

    An abbreviated option is refused, since it could stand for another one tomorrow.
    """

    def __init__(self, prog: str, about: Message) -> None:
        speak_argparse()
        super().__init__(
            prog=prog, description=help_text(about), formatter_class=Help, allow_abbrev=False
        )
        # It has been taken out of the words before they are parsed.
        note = fill("language of messages, ar or en; else the locale’s")
        self.add(OPTION, metavar="CODE", default=SUPPRESS, note=note)
        self.below = ""

    def add(self, *names: str, note: Message, **rest: Any) -> None:
        """Add an argument with its help; an empty word is no path."""
        if rest.get("type") is Path:
            rest["type"] = path_of
        self.add_argument(*names, help=help_text(note), **rest)

    def list_below(self, title: Message, rows: Mapping[str, Message]) -> None:
        """Add a table to the end of the help: what is typed, and what it does."""
        width = max(map(len, rows)) + 2
        lines = [f"\n{help_line(title)}"]
        lines += (f"  {typed:{width}}{help_line(about)}" for typed, about in rows.items())
        self.below = "".join(f"{line}\n" for line in lines)

    def format_help(self) -> str:
        """Return the help, with the table at its end."""
        return super().format_help() + self.below

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong with the words; leave with the status 2."""
        self.print_usage(sys.stderr)
        values = {"prog": self.prog, "message": message}
        if is_isolating(sys.stderr):
            values["message"] = framed(message)
        self.exit(2, word_of_argparse("%(prog)s: error: %(message)s\n") % values)

    def fault(self, message: Message) -> NoReturn:
        """Do the same for a fault that argparse does not find."""
        self.error(told(message))


def path_of(word: str) -> Path:
    """Return a word as a path; ArgumentTypeError where it is empty."""
    if not word:
        raise ArgumentTypeError(told(fill("it names no folder and no file")))
    return Path(word)


def help_line(message: Message) -> str:
    """Return a message as a line of help that is not broken."""
    return told(message, isolate=is_isolating(sys.stdout))


def help_text(message: Message) -> str:
    """Return a message for argparse, which breaks its lines."""
    if is_isolating(sys.stdout):
        return translate(message, chosen.get(), isolated, with_code_isolated)
    return told(message)
