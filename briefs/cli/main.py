"""Finds the command, runs it, and turns whatever happens into an exit status."""

import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from pkgutil import resolve_name

from briefs.build import OptionsError
from briefs.cli.output import CUT_OFF, FAULT, INTERRUPTED, USAGE, print_error, print_problems

# Command → the function that runs it, which is imported when it is asked for.
COMMANDS: Mapping[str, str] = {
    "build": "briefs.cli.build:build",
    "check": "briefs.cli.check:check",
    "doctor": "briefs.cli.doctor:doctor",
    "new": "briefs.cli.new:new",
    "open": "briefs.cli.inspect:open_pdf",
    "pull": "briefs.cli.pull:pull",
    "reviewed": "briefs.cli.check:reviewed",
    "schema": "briefs.cli.check:schema",
    "verify": "briefs.cli.check:verify",
    "verify-output": "briefs.cli.inspect:verify_output",
    "watch": "briefs.cli.watch:watch",
}


# What each command does, for the help.
ABOUT: Mapping[str, str] = {
    "new dossier DIR": "make a project with an example",
    "new article FILE": "import a web page, PDF, .docx or text as a new article",
    "new brief NAME": "make a brief to fill in",
    "check": "report every problem in the content",
    "verify": "compare every claim with the source texts",
    "build": "write what has changed as PDF, Word and web page; the command where none is named",
    "watch": "build what changes, as soon as a file is saved",
    "reviewed": "record that all languages of a text were reviewed together",
    "pull FILE.docx": "show what was edited in a Word document, and take it over",
    "open FILE.pdf": "compare one of our PDFs with the content",
    "verify-output DIR": "compare documents with what was built",
    "schema KIND": "print the JSON Schema of a kind of file",
    "doctor": "say what this machine lacks, and how to install it",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command (`build` where none is named) and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["help"]:
        words[0] = "--help"
    name = words.pop(0) if words and words[0] in COMMANDS else "build"
    try:
        status: int = resolve_name(COMMANDS[name])(words)
        sys.stdout.flush()
    except OptionsError as error:
        print_error(str(error))
        return USAGE
    except BrokenPipeError:  # what reads the output, such as `head`, has read enough
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())  # what is still to be written at the exit
        os.dup2(nowhere, sys.stderr.fileno())
        return CUT_OFF
    except KeyboardInterrupt:
        print_error("interrupted: every document that stands in the output folder is whole")
        return INTERRUPTED
    except Exception as error:
        from briefs.design import DesignError  # noqa: PLC0415  (slow, and seldom needed)

        if isinstance(error, DesignError):
            return print_problems(error.problems)
        # Any other exception is a fault of the program: print what a report needs.
        traceback.print_exc()
        print_error(
            "This is a fault of the program, not of your content; please report the lines above."
        )
        return FAULT
    return status
