"""Checks the interface strings of the languages against each other and the templates."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from string import Formatter

from briefs.content import KeyPath, YamlFile, leaves
from briefs.messages import counted
from briefs.problems import Problem, fill

# The strings that the program itself prints; templates name the others.
OF_THE_PROGRAM = {
    *("answer", "date-range", "figure-label", "likelihood", "list-separator", "page-pattern"),
    *("money", "paragraphs", "publisher-not-stated", "quantity", "table-label"),
    *("back-to-text", "close", "contents", "languages", "note-number", "side-by-side"),
    *("skip-to-text", "kind", "nature", "stance", "not-stated"),
    # The workbook of all statements: see `COLUMNS` in briefs/export/tables.py.
    *("answer-label", "basis", "basis-label", "cautions", "date", "fieldwork", "group", "holder"),
    *("kind-label", "language-label", "limits", "mode", "nature-label", "number"),
    *("paragraphs-column", "percent-label", "pollster", "publisher", "qualifier"),
    *("qualifier-label", "question", "reference", "remark", "said-by", "sample-size", "sheet"),
    *("short-name", "source", "stance-label", "statement", "text", "title", "topic", "unit"),
    *("unit-label", "universe", "via-label", "weight-access", "weight-independence"),
    *("weight-kind", "what-it-counts", "wording"),
}
# `translate('key'` in a template; `page-pattern` and others are fetched by the writers.
USED = re.compile(r"""\btranslate\(\s*['"]([a-z-]+)['"]\s*[,)]""")
MOST_MISSING = 6  # strings that a language lacks are told one by one up to here
PLURALS = {"zero", "one", "two", "few", "many", "other"}


def missing(
    files: Mapping[str, YamlFile], languages: Iterable[str], templates: Iterable[str]
) -> Iterator[Problem]:
    """Yield the strings that templates use, or other languages have, and a language does not."""
    used = {key for text in templates for key in USED.findall(text)} | OF_THE_PROGRAM
    for language in languages:
        file = files[language]
        others = [other for code, other in files.items() if code != language]
        lacking = {
            path: fill("add it: {file} has it", file=other.file)
            for other in reversed(others)
            for path in paths_of(other)
            if isinstance(value_of(file, path[:-1]), dict) and not is_in(path, file)
        }
        known = {path[0] for other in others for path in paths_of(other)}
        hint = fill("add it, or write its right name in the template that uses it")
        lacking |= {(key,): hint for key in sorted(used - known - file.data.keys())}
        if len(lacking) > MOST_MISSING:
            names = ", ".join(map(named, [*lacking][:MOST_MISSING]))
            message = counted(
                "{count} string is missing: {names} …",
                "{count} strings are missing: {names} …",
                count=len(lacking),
                names=names,
            )
            hint = fill("translate them from strings/en.yaml of the package")
            yield file.problem((), "string-missing", message, hint)
            continue
        for path, hint in lacking.items():
            message = fill("the string “{key}” is missing", key=named(path))
            yield file.problem(path[:-1], "string-missing", message, hint)


def malformed(file: YamlFile, whole: YamlFile, others: list[YamlFile]) -> Iterator[Problem]:
    """Yield what is wrong with the strings in a file.

    `whole` has the strings of the language in all its files, `others` those of other languages.
    """
    for path, value in leaves(file.data):
        if not isinstance(value, str) or (not value.strip(" ") and value == ""):
            message = fill("the string “{key}” is no text", key=named(path))
            hint = fill("write a text, in quotation marks if it is a number")
            yield file.problem(path, "string-malformed", message, hint)
        elif placeholders(value) is None:
            message = fill("the brackets {{ }} of “{key}” do not pair", key=named(path))
            hint = fill("write {{name}} as the other languages have it")
            yield file.problem(path, "string-malformed", message, hint)
        else:
            yield from unfilled(path, value, file, (whole, *others))
    for key, value in file.data.items():
        full = whole.data[key]
        if is_plural(value) and "other" not in full:
            message = fill("“{key}” lacks the form “other”", key=key)
            hint = fill("add other: …, for all numbers that have no form of their own")
            yield file.problem((key,), "string-missing", message, hint)
        elif isinstance(value, str) and any(is_group(other.data.get(key)) for other in others):
            message = fill("“{key}” is a text where strings with names are needed", key=key)
            hint = fill("write them below it, as the other languages have them")
            yield file.problem((key,), "string-malformed", message, hint)


def unfilled(
    path: KeyPath, text: str, file: YamlFile, files: tuple[YamlFile, ...]
) -> Iterator[Problem]:
    """Yield the placeholders of a string of a file that the other languages do not have.

    The first of `files` has the strings of the same language.
    """
    names, others = placeholders(text) or set(), files[1:]
    elsewhere = {name for other in others for name in all_placeholders(other, path)}
    rivals = elsewhere - names
    for name in sorted(names - elsewhere) if others and "" not in elsewhere else ():
        # Of two names for one thing, that is wrong which fewer strings have.
        counts = Counter(name for each in files for name in names_in(each))
        if rivals and counts[name] > min(counts[rival] for rival in rivals):
            continue
        message = fill("nothing fills {{{name}}} in “{key}”", name=name, key=named(path))
        known = ", ".join(f"{{{one}}}" for one in sorted(rivals or elsewhere))
        hint = fill("the other languages have {names}", names=known or fill("none"))
        yield file.problem(path, "string-malformed", message, hint)


def is_plural(value: object) -> bool:
    """Return whether a value has forms of a plural."""
    return isinstance(value, dict) and bool(value) and set(value) <= PLURALS


def is_group(value: object) -> bool:
    """Return whether a value has strings with names."""
    return isinstance(value, dict) and not is_plural(value)


def is_in(path: KeyPath, file: YamlFile) -> bool:
    """Return whether a file has a string at a path of one or two keys."""
    above = value_of(file, path[:-1])
    return isinstance(above, dict) and path[-1] in above


def paths_of(file: YamlFile) -> Iterator[KeyPath]:
    """Yield the path of each string; the forms of a plural, which languages differ in, are one."""
    for key, value in file.data.items() if isinstance(file.data, dict) else ():
        yield (key,)
        if is_group(value):
            yield from ((key, name) for name in value)


def value_of(file: YamlFile, path: KeyPath) -> object:
    """Return the value of a top-level key, or the whole file for the empty path."""
    return file.data.get(path[0]) if path else file.data


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
