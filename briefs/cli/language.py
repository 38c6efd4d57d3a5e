"""The language in which the program speaks, and messages as text in it.

`--lang` chooses it, or else the locale of the environment. What comes out of files is untrusted: an
escape or bidi control character would reach the terminal, so each is shown as its code point.

On a terminal, text in a script from right to left is set in isolates (UAX #9): the sentence, so
that it reads well after the place in a file, and in it what has signs at its ends or digits with
signs between them. A file or another program gets text without such characters.
"""

import argparse
import re
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from typing import TextIO

from briefs.build import OptionsError
from briefs.messages import (
    ENGLISH,
    LANGUAGES,
    Template,
    is_right_to_left,
    translate,
)
from briefs.problems import closest, fill

OPTION = "--lang"
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts
# C0 and C1 controls but tab and line end, bidi controls, line and paragraph separators, surrogates.
CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ud800-\udfff"
    "\ufffe\uffff]"
)
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
# What needs no isolate among letters from right to left: Latin with letters or digits at its ends,
# a number, and what has neither Latin letters nor digits.
PLAIN = re.compile(r"[A-Za-z](?:[ -~]*[A-Za-z0-9])?|\d+|[^A-Za-z0-9]*")
CODE = re.compile(r"`[^`]+`")  # in a translated template
# What argparse says to a user of ours, as its catalogues would have it.
ARGPARSE = (
    *(Template("usage: "), Template("positional arguments"), Template("options")),
    Template("show this help message and exit"),
    Template("%(prog)s: error: %(message)s\n"),
    Template("argument %(argument_name)s: %(message)s"),
    Template("expected one argument"),
    Template("ignored explicit argument %r"),
    Template("invalid %(type)s value: %(value)r"),
    Template("invalid choice: %(value)r (choose from %(choices)s)"),
    Template("the following arguments are required: %s"),
    Template("unrecognized arguments: %s"),
)
chosen = ContextVar("chosen", default=ENGLISH)


def choose_language(words: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    """Choose the language of messages by words or the environment; return the other words.

    OptionsError for a language in which there are no messages.
    """
    chosen.set(language_of_locale(environment))
    rest = list(words)
    for index, word in enumerate(words):
        if word == "--":
            break
        if word == OPTION or word.startswith(f"{OPTION}="):
            taken = words[index : index + 1 + (word == OPTION)]
            del rest[index : index + len(taken)]
            chosen.set(known_language(taken[-1].removeprefix(f"{OPTION}=")))
            return rest
    return rest


def known_language(code: str) -> str:
    """Return the code of a language that has messages; OptionsError for any other word."""
    if code in LANGUAGES:
        return code
    if code == OPTION:
        raise OptionsError(fill("`--lang` needs a language: ar or en"))
    known = closest(code, LANGUAGES)
    raise OptionsError(fill("there are no messages in “{code}”: {hint}", code=code, hint=known))


def language_of_locale(environment: Mapping[str, str]) -> str:
    """Return the language of a locale such as `ar_EG.UTF-8`; English for one without messages."""
    locale = next(filter(None, map(environment.get, LOCALE)), "")
    code = re.split(r"[_.@-]", locale)[0].lower()
    return code if code in LANGUAGES else ENGLISH


def printable(text: str) -> str:
    """Return a text with each control character as its code point: `<U+202E>`."""
    return CONTROLS.sub(lambda match: f"<U+{ord(match.group()):04X}>", text)


def told(message: str, *, isolate: bool = False) -> str:
    """Return a message in the chosen language; with isolates if that is wanted and needed."""
    language = chosen.get()
    if not isolate or not is_right_to_left(language):
        return translate(message, language, printable)
    return framed(translate(message, language, isolated, with_code_isolated))


def framed(text: str) -> str:
    """Return each line of a text as an isolate from right to left."""
    return "\n".join(f"{RLI}{line}{PDI}" if line else line for line in text.split("\n"))


def isolated(value: str) -> str:
    """Return an inserted value, in isolates if it would else be torn or lose its order."""
    return "\n".join(
        line if PLAIN.fullmatch(line) else f"{FSI}{line}{PDI}"
        for line in printable(value).split("\n")
    )


def with_code_isolated(template: str) -> str:
    """Return a template with what it has between backticks in isolates from left to right."""
    return CODE.sub(lambda match: f"{LRI}{match.group()}{PDI}", template)


def is_isolating(stream: TextIO) -> bool:
    """Return whether text to a stream gets isolates: on a terminal, from right to left."""
    return stream.isatty() and is_right_to_left(chosen.get())


def word_of_argparse(template: str) -> str:
    """Return a template of argparse in the chosen language."""
    return translate(Template(template).unfilled(), chosen.get())


def speak_argparse() -> None:
    """Have argparse take its own words, which it looks up in its module, from the catalogue."""
    vars(argparse)["_"] = word_of_argparse
