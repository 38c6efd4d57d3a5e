"""Merges what a project states of theme and strings into those of the package.

Single keys of `theme.yaml`, of `theme:` in `briefs.yaml` and of `strings/LANGUAGE.yaml` replace the
packaged ones; a file with problems is not used.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from briefs.content import YamlFile, leaves, read_yaml, validation_problems
from briefs.design.theme import Theme
from briefs.problems import Problem, closest

Strings = Mapping[str, Any]

ORIGINAL = "strings/en.yaml"  # the strings from which other languages are translated


def theme_layers(
    folders: tuple[Path, ...], project: YamlFile | None
) -> tuple[list[YamlFile], list[Problem]]:
    """Return the files that state keys of the theme, the packaged one first, and their problems."""
    layers: list[YamlFile] = []
    problems: list[Problem] = []
    for folder in reversed(folders):
        file, found = read_optional(folder / "theme.yaml")
        problems += found
        layers += [file] if file is not None else []
    stated = project.below("theme") if project is not None else None
    # Loading the project reports a theme that is no mapping.
    return [*layers, *([stated] if stated and isinstance(stated.data, dict) else [])], problems


def merged_theme(layers: list[YamlFile]) -> tuple[Theme, list[Problem]]:
    """Return the theme of all layers, and the problems of those that are left out."""
    data: Any = plain(layers[0].data)
    theme = Theme.model_validate(data)
    problems: list[Problem] = []
    for layer in layers[1:]:
        changed = merged(data, plain(layer.data))
        try:
            theme, data = Theme.model_validate(changed), changed
        except ValidationError as error:
            problems += validation_problems(error, layer, Theme)
    return theme, problems


def with_languages(theme: Theme, project: YamlFile | None) -> tuple[Theme, list[Problem]]:
    """Return the theme with the languages that a project names, and the editions in these."""
    stated = project.below("languages") if project is not None else None
    named = stated.data if stated is not None and isinstance(stated.data, list) else []
    problems = [
        stated.problem((index,), "language-unknown", f"unknown language “{code}”", hint)
        for index, code in enumerate(named)
        if stated is not None and isinstance(code, str) and code not in theme.languages
        for hint in [closest(str(code), theme.languages)]
    ]
    codes = [code for code in named if isinstance(code, str)]
    kept = codes if codes and not problems else list(theme.languages)
    languages = {code: style for code, style in theme.languages.items() if code in kept}
    editions = {
        name: codes for name, codes in theme.editions.items() if set(codes) <= languages.keys()
    }
    return theme.model_copy(update={"languages": languages, "editions": editions}), problems


def merged_strings(
    folders: tuple[Path, ...], theme: Theme
) -> tuple[dict[str, Strings], list[Problem]]:
    """Return the strings of each language of a theme, and the problems of those of a project.

    What a language lacks is a problem and stays in the language of ORIGINAL.
    """
    problems: list[Problem] = []
    strings: dict[str, Strings] = {}
    original = read_optional(folders[-1] / ORIGINAL)[0]
    complete: Strings = plain(original.data) if original is not None else {}
    for code in theme.languages:
        words: Strings = {}
        for folder in reversed(folders):
            file, found = read_optional(folder / "strings" / f"{code}.yaml")
            found += wrong_strings(file, complete) if file is not None else []
            problems += found
            words = words if file is None or found else merged(words, plain(file.data))
        strings[code], lacking = completed(words, complete)
        if lacking:
            path = str(folders[0] / "strings" / f"{code}.yaml")
            message = f"the strings of “{code}” lack {', '.join(lacking[:6])}"
            hint = f"translate them from {ORIGINAL} of the package"
            problems.append(Problem(path, 1, 1, "key-missing", message, hint))
    return strings, problems


def completed(words: Strings, complete: Strings) -> tuple[Strings, list[str]]:
    """Return strings with those of another language in place of what is lacking, and its keys.

    Plural forms are not compared: languages have different ones.
    """
    result = dict(words)
    lacking = [key for key in complete if key not in words]
    result |= {key: complete[key] for key in lacking}
    for key, value in complete.items():
        if isinstance(value, dict) and "other" not in value:
            missing = [name for name in value if name not in result[key]]
            lacking += [f"{key}: {name}" for name in missing]
            result[key] = {**result[key], **{name: value[name] for name in missing}}
    return result, lacking


def wrong_strings(file: YamlFile, known: Strings) -> list[Problem]:
    """Return the problems of strings that are no texts, or no mapping where one is needed."""
    if not isinstance(file.data, dict):
        return [file.problem((), "type-wrong", "“the file” must be a mapping of keys")]
    problems = [
        file.problem(path, "type-wrong", f"“{path[-1]}” must be a text", "put it in quotes")
        for path, value in leaves(file.data)
        if not isinstance(value, str)
    ]
    return problems + [
        file.problem((key,), "type-wrong", f"“{key}” must be a mapping of keys")
        for key, value in file.data.items()
        if isinstance(value, str) and isinstance(known.get(key), dict) and "other" not in known[key]
    ]


def read_optional(path: Path) -> tuple[YamlFile | None, list[Problem]]:
    """Return a YAML file with its problems; None, without a problem, where there is no file."""
    file, problems = read_yaml(path, path.stem)
    return file, [problem for problem in problems if problem.code != "file-missing"]


def merged(base: Any, changes: Any) -> Any:
    """Return a value with changes: mappings are merged key by key, anything else is replaced."""
    if isinstance(base, dict) and isinstance(changes, dict):
        return base | {key: merged(base.get(key), value) for key, value in changes.items()}
    return changes


def plain(value: Any) -> Any:
    """Return parsed YAML with ordinary strings, which templates do not take for content."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, str) else value
