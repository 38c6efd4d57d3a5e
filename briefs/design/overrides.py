"""Merges what a project states of theme and strings into those of the package.

Single keys of `theme.yaml`, of `theme:` in `briefs.yaml` and of `strings/LANGUAGE.yaml` replace the
packaged ones; a file with problems is not used.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefs.content import YamlFile, read_yaml, valid_part
from briefs.design.strings import is_plural, malformed, missing
from briefs.design.theme import Theme
from briefs.problems import Problem, closest, fill

Strings = Mapping[str, Any]
# For each language its files, that of the package first; none for a language without strings.
StringLayers = Mapping[str, list[YamlFile]]

ORIGINAL = "en"  # the language from whose strings those of other languages are translated


def theme_layers(
    folders: tuple[Path, ...], project: YamlFile | None
) -> tuple[list[YamlFile], list[Problem]]:
    """Return the files that state keys of the theme, the packaged one first, and their problems.

    The list is empty where the packaged one cannot be read.
    """
    lowest, problems = read_yaml(folders[-1] / "theme.yaml", "theme")
    if lowest is None or problems:
        return [], problems
    layers = [lowest]
    for folder in reversed(folders[:-1]):
        file, found = read_optional(folder / "theme.yaml")
        problems += found
        layers += [file] if file is not None else []
    # Loading the project reports what of its file cannot be read, and a theme that is no mapping.
    if project is not None and "theme" not in project.cut_keys:
        stated = project.below("theme")
        layers += [stated] if stated is not None and isinstance(stated.data, dict) else []
    return layers, problems


def merged_theme(layers: list[YamlFile]) -> tuple[Theme | None, list[Problem]]:
    """Return the theme of all layers, None without a valid lowest one, and their problems.

    A layer with problems is left out.
    """
    theme: Theme | None = None
    data: Any = {}
    problems: list[Problem] = []
    for layer in layers:
        changed = merged(data, plain(layer.data))
        part = valid_part(replace(layer, data=changed), Theme)
        problems += part.problems
        if not part.problems:
            theme, data = part.model, changed
        if theme is None:
            break
    return theme, problems


def with_languages(theme: Theme, project: YamlFile | None) -> tuple[Theme, list[Problem]]:
    """Return the theme with the languages that a project names, and the editions in these.

    A project that names none has those of its editions.
    """
    stated = project.below("languages") if project is not None else None
    named = stated.data if stated is not None and isinstance(stated.data, list) else []
    codes = [code for code in named if isinstance(code, str)]
    problems = [
        stated.problem((named.index(code),), "language-unknown", message, hint)
        for code in codes
        if stated is not None and code not in theme.languages
        for message in [fill("unknown language “{code}”", code=code)]
        for hint in [closest(code, theme.languages)]
    ]
    if not codes or problems:
        return theme.for_project(), problems
    languages = {code: style for code, style in theme.languages.items() if code in codes}
    editions = {
        name: codes for name, codes in theme.editions.items() if set(codes) <= languages.keys()
    }
    return theme.model_copy(update={"languages": languages, "editions": editions}), []


def string_layers(folders: tuple[Path, ...], theme: Theme) -> tuple[StringLayers, list[Problem]]:
    """Return the files of the strings of each language of a theme, and of ORIGINAL; problems too.

    A file that cannot be read is left out.
    """
    problems: list[Problem] = []
    layers: dict[str, list[YamlFile]] = {}
    for code in dict.fromkeys((*theme.languages, ORIGINAL)):
        layers[code] = []
        for folder in reversed(folders):
            file, found = read_optional(folder / "strings" / f"{code}.yaml")
            if file is not None and not isinstance(file.data, dict):
                message = fill("the file has no keys")
                hint = fill("write a line “key: text” for each")
                found = [*found, file.problem((), "string-malformed", message, hint)]
            problems += found
            layers[code] += [file] if file is not None and not found else []
    return layers, problems


def merged_strings(
    layers: StringLayers, folders: tuple[Path, ...], theme: Theme, templates: Iterable[str]
) -> tuple[dict[str, Strings], list[Problem]]:
    """Return the strings of each language of a theme, and what is wrong with them for templates.

    What a language lacks is a problem and stays in the language of ORIGINAL. A project's file is
    not used where it has something malformed, and need not have what the package has.
    """
    problems: list[Problem] = []
    files: dict[str, YamlFile] = {}
    # Malformed strings are found against the other languages of all layers.
    whole = {code: stacked(code, layers[code], folders) for code in layers}
    for code, parts in layers.items():
        others = [file for other, file in whole.items() if other != code]
        kept = []
        for part in parts:
            found = list(malformed(part, whole[code], others))
            problems += found
            kept += [part] if part is parts[0] or not found else []
        files[code] = stacked(code, kept, folders)
    problems += missing(whole, theme.languages, templates)
    original = files[ORIGINAL].data
    return {code: completed(files[code].data, original) for code in theme.languages}, problems


def stacked(code: str, layers: list[YamlFile], folders: tuple[Path, ...]) -> YamlFile:
    """Return the strings of a language as one file: the uppermost, with the keys of all."""
    data: Any = {}
    for layer in layers:
        data = merged(data, plain(layer.data))
    if not layers:
        path = folders[0] / "strings" / f"{code}.yaml"
        return YamlFile(str(path), data, {}, {}, code)
    return replace(layers[-1], data=data)


def completed(words: Strings, original: Strings) -> Strings:
    """Return strings with those of ORIGINAL in place of what is lacking.

    Plural forms are not compared: languages have different ones.
    """
    result = {**original, **words}
    for key, value in original.items():
        if isinstance(value, dict) and not is_plural(value) and isinstance(result[key], dict):
            result[key] = {**value, **result[key]}
    return result


def read_optional(path: Path) -> tuple[YamlFile | None, list[Problem]]:
    """Return a YAML file that is whole, or its problems; neither where there is no file."""
    file, problems = read_yaml(path, path.stem)
    problems = [problem for problem in problems if problem.code != "file-missing"]
    return (None if problems else file), problems


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
