"""Checks the interface strings of the languages against each other and the templates."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from string import Formatter

from briefs.content import KeyPath, YamlFile, leaves
from briefs.problems import Message, Problem, fill

# The strings that the program itself prints; templates name the others.
OF_THE_PROGRAM = {
    *("answer", "date-range", "figure-label", "likelihood", "list-separator", "page-pattern"),
    *("paragraphs", "publisher-not-stated", "table-label"),
}
# `translate('key'` in a template; `page-pattern` and others are fetched by the writers.
USED = re.compile(r"""\btranslate\(\s*['"]([a-z-]+)['"]\s*[,)]""")
PLURALS = {"zero", "one", "two", "few", "many", "other"}


def string_problems(files: Mapping[str, YamlFile], templates: Iterable[str]) -> Iterator[Problem]:
    """Yield what is missing or malformed in strings, given by language, for some templates."""
    used = {key for text in templates for key in USED.findall(text)} | OF_THE_PROGRAM
    for language, file in files.items():
        if not isinstance(file.data, dict):
            message, hint = fill("the file has no keys"), fill("write a line “key: text” for each")
            yield file.problem((), "string-malformed", message, hint)
            continue
        others = [other for code, other in files.items() if code != language]
        yield from missing(file, others, used)
        yield from malformed(file, others)


def missing(file: YamlFile, others: list[YamlFile], used: set[str]) -> Iterator[Problem]:
    """Yield the strings that templates use, or other languages have, and this one does not."""
    for path in (path for other in others for path in paths_of(other)):
        if isinstance(value_of(file, path[:-1]), dict) and path not in file.places:
            hint = fill("add it: {language} has it", language=others[0].file)
            yield file.problem(path[:-1], "string-missing", told(path), hint)
    known = {path[0] for other in others for path in paths_of(other)}
    for key in sorted(used - known - file.data.keys()):
        hint = fill("add it, or write its right name in the template that uses it")
        yield file.problem((), "string-missing", told((key,)), hint)


def malformed(file: YamlFile, others: list[YamlFile]) -> Iterator[Problem]:
    """Yield strings that are no texts, and placeholders that the other languages do not have."""
    for path, value in leaves(file.data):
        if not isinstance(value, str) or (not value.strip(" ") and value == ""):
            message = fill("the string “{key}” is no text", key=named(path))
            hint = fill("write a text, in quotation marks if it is a number")
            yield file.problem(path, "string-malformed", message, hint)
            continue
        names = placeholders(value)
        if names is None:
            message = fill("the brackets {{ }} of “{key}” do not pair", key=named(path))
            hint = fill("write {{name}} as the other languages have it")
            yield file.problem(path, "string-malformed", message, hint)
            continue
        elsewhere = {name for other in others for name in all_placeholders(other, path)}
        for name in sorted(names - elsewhere) if others and "" not in elsewhere else ():
            # Of two names for one thing, that is wrong which fewer strings have.
            rivals = elsewhere - names
            counts = Counter(name for each in (file, *others) for name in names_in(each))
            if rivals and counts[name] > min(counts[rival] for rival in rivals):
                continue
            message = fill("nothing fills {{{name}}} in “{key}”", name=name, key=named(path))
            known = ", ".join(f"{{{one}}}" for one in sorted(rivals or elsewhere))
            hint = fill("the other languages have {names}", names=known or fill("none"))
            yield file.problem(path, "string-malformed", message, hint)
    for key, value in file.data.items():
        if isinstance(value, dict) and set(value) <= PLURALS and value and "other" not in value:
            message = fill("“{key}” lacks the form “other”", key=key)
            hint = fill("add other: …, for all numbers that have no form of their own")
            yield file.problem((key,), "string-missing", message, hint)


def paths_of(file: YamlFile) -> Iterator[KeyPath]:
    """Yield the path of each string; the forms of a plural, which languages differ in, are one."""
    for key, value in file.data.items() if isinstance(file.data, dict) else ():
        yield (key,)
        if isinstance(value, dict) and not set(value) <= PLURALS:
            yield from ((key, name) for name in value)


def value_of(file: YamlFile, path: KeyPath) -> object:
    """Return the value of a top-level key, or the whole file for the empty path."""
    return file.data.get(path[0]) if path else file.data


def told(path: KeyPath) -> Message:
    """Return the message that a string is missing."""
    return fill("the string “{key}” is missing", key=named(path))


def named(path: KeyPath) -> str:
    """Return the keys of a string as a person says them."""
    return ": ".join(map(str, path))


def placeholders(text: str) -> set[str] | None:
    """Return the names in `{…}` of a text; None where the brackets do not pair."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def all_placeholders(file: YamlFile, path: KeyPath) -> set[str]:
    """Return the names in `{…}` that a language has in a string, in any form of its plural.

    An empty name stands for brackets that do not pair, and for a string that is not there.
    """
    value = file.data.get(path[0]) if isinstance(file.data, dict) else None
    found = [placeholders(str(text)) for _, text in leaves(value)] if value is not None else [None]
    return {name for names in found for name in ({""} if names is None else names)}


def names_in(file: YamlFile) -> Iterator[str]:
    """Yield every name in `{…}` of a file, once for each string that has it."""
    for _, text in leaves(file.data):
        yield from placeholders(str(text)) or ()
