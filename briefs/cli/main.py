"""Finds the command, runs it, and turns whatever happens into an exit status."""

import errno
import gc
import os
import signal
import sys
import traceback
from collections.abc import Mapping, Sequence
from pkgutil import resolve_name

from briefs.build import OptionsError
from briefs.cli.language import choose_language, chosen
from briefs.cli.output import CUT_OFF, FAULT, INTERRUPTED, USAGE, print_error, print_problems
from briefs.messages import ENGLISH, Message, fill, reason_of
from briefs.problems import Problem

# Command → the function that runs it, which is imported when it is asked for.
COMMANDS: Mapping[str, str] = {
    "build": "briefs.cli.build:build",
    "check": "briefs.cli.check:check",
    "desk": "briefs.cli.desk:desk",
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


# Numbers of errors of the system: no room, and no permission.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}

# What each command does, for the help.
ABOUT: Mapping[str, Message] = {
    "new dossier DIR": fill("make a project with an example"),
    "new article FILE": fill("import a web page, PDF, .docx or text as a new article"),
    "new brief NAME": fill("make a brief to fill in"),
    "check": fill("report every problem in the content"),
    "verify": fill("compare every claim with the source texts"),
    "build": fill(
        "write what has changed as PDF, Word and web page; the command where none is named"
    ),
    "watch": fill("build what changes, as soon as a file is saved"),
    "desk": fill("read, check and change everything in the browser"),
    "reviewed": fill("record that all languages of a text were reviewed together"),
    "pull FILE.docx": fill("show what was edited in a Word document, and take it over"),
    "open FILE.pdf": fill("compare one of our PDFs with the content"),
    "verify-output DIR": fill("compare documents with what was built"),
    "schema KIND": fill("print the JSON Schema of a kind of file"),
    "doctor": fill("say what this machine lacks, and how to install it"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command (`build` where none is named) and return its exit status."""
    token = chosen.set(ENGLISH)
    gc.set_threshold(100_000)  # a command makes many objects and keeps nearly all until it ends
    try:
        return run(list(sys.argv[1:] if arguments is None else arguments))
    finally:
        chosen.reset(token)


def run(words: list[str]) -> int:
    """Run the command that words name, in the language that they or the environment choose."""
    try:
        words = choose_language(words, os.environ)
        if words[:1] == ["help"]:
            words[0] = "--help"
        name = words.pop(0) if words and words[0] in COMMANDS else "build"
        status: int = resolve_name(COMMANDS[name])(words)
        sys.stdout.flush()
    except OptionsError as error:
        print_error(error.message)
        return USAGE
    except BrokenPipeError:  # what reads the output, such as `head`, has read enough
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())  # what is still to be written at the exit
        os.dup2(nowhere, sys.stderr.fileno())
        return CUT_OFF
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C disturbs no cleaning up
        print_error(fill("interrupted: every document that stands in the output folder is whole"))
        return INTERRUPTED
    except Exception as error:
        if problems := problems_of(error):
            return print_problems(problems)
        # Any other exception is a fault of the program: print what a report needs.
        traceback.print_exc()
        print_error(
            fill(
                "This is a fault of the program, not of your content; "
                "please report the lines above."
            )
        )
        return FAULT
    return status


def problems_of(error: Exception) -> Sequence[Problem]:
    """Return the problems that an exception stands for: none, if it is a fault of the program."""
    from briefs.design import DesignError  # noqa: PLC0415  (slow, and seldom needed)

    if isinstance(error, DesignError):
        return error.problems
    return [refusal(error)] if isinstance(error, OSError) and error.errno else []


def refusal(error: OSError) -> Problem:
    """Return the problem of what the system does not do, such as to write on a full disk."""
    hint = fill("look at this path and at the disk, then run the command again")
    if error.errno in FULL:
        hint = fill("make room, then run the command again; what was there before is there still")
    elif error.errno in FORBIDDEN:
        hint = fill("see who may read and write there, or name another folder")
    message = fill("the system refuses this: {reason}", reason=reason_of(error))
    return Problem(str(error.filename or "."), 0, 0, "file-refused", message, hint)
