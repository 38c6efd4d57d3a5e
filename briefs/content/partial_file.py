"""The part of a file that matches its model, so that one fault does not hide another.

What is wrong is left out: the item of a list that has it, or else the key. Left out are also what
depends on it, such as a poll all of whose results are wrong. Nothing that is left out is reported.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefs.content.fields import PLACEHOLDERS
from briefs.content.validation import (
    fields_at,
    path_in_file,
    problem_of,
    validation_problems,
    value_at,
)
from briefs.content.yaml_file import KeyPath, LocatedStr, PartialText, YamlFile
from briefs.problems import Problem, nearest

MOST_ROUNDS = 20  # each leaves out more; the deepest part of a model needs five
PARTIAL_TEXTS = {"expansion"}  # the keys of texts that a language may lack
FileModel = TypeVar("FileModel", bound=BaseModel)


@dataclass(frozen=True)
class ValidPart(Generic[FileModel]):
    """A file as its model (None where nothing is valid), and the parsed file that it is from.

    `texts` are the mappings of texts by language in what was left out.
    """

    model: FileModel | None
    file: YamlFile
    problems: tuple[Problem, ...] = ()
    texts: tuple[Mapping[str, LocatedStr], ...] = ()


def valid_part(file: YamlFile, kind: type[FileModel]) -> ValidPart[FileModel]:
    """Return the part of a parsed file that is valid, with the problems of the rest."""
    file = without(file, {(key,) for key in file.cut_keys if is_empty(file.data, key)})
    details = errors_of(file, kind)
    whole, problems = file, []
    renamed, unknown = renamed_keys(details, file, kind)
    if unknown:
        problems = [problem_of(detail, file, kind) for detail in unknown]
        paths = {path_in_file(file, detail["loc"]) for detail in unknown}
        file = without(file, paths - set(renamed), renamed)
        details = errors_of(file, kind)
    problems += validation_problems(details, file, kind) or [
        problem_of(detail, file, kind) for detail in details[:1] if not file.cut_keys
    ]
    for _ in range(MOST_ROUNDS):
        if not details:
            model = kind.model_validate(file.data)
            return ValidPart(model, file, tuple(problems), tuple(lost_texts(whole, file)))
        if not isinstance(file.data, dict):
            break
        file = mended(file, details, kind)
        details = errors_of(file, kind)
    return ValidPart(None, whole, tuple(problems))


def errors_of(file: YamlFile, kind: type[BaseModel]) -> list[ErrorDetails]:
    """Return all that is wrong with a file, but for keys that could not be read."""
    try:
        kind.model_validate(file.data)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def is_empty(data: object, key: str) -> bool:
    """Return whether a top-level key has no value, since its only item could not be read."""
    return isinstance(data, dict) and data.get(key, 0) is None


def renamed_keys(
    details: list[ErrorDetails], file: YamlFile, kind: type[BaseModel]
) -> tuple[dict[KeyPath, str], list[ErrorDetails]]:
    """Return the right name of each misspelt key by its path, and the errors of unknown keys."""
    renamed: dict[KeyPath, str] = {}
    unknown = [detail for detail in details if detail["type"] == "extra_forbidden"]
    for detail in unknown:
        path = path_in_file(file, detail["loc"])
        parent = value_at(file.data, path[:-1])
        taken = {*parent, *(name for one, name in renamed.items() if one[:-1] == path[:-1])}
        free = tuple(sorted(set(fields_at(kind, path[:-1])) - taken))
        meant = nearest(str(path[-1]), free)
        if meant:
            renamed[path] = meant
    return renamed, unknown


def mended(file: YamlFile, details: list[ErrorDetails], kind: type[BaseModel]) -> YamlFile:
    """Return a file without the parts that errors are in; needed keys get placeholders."""
    dropped: set[KeyPath] = set()
    placeholders: dict[str, Any] = {}
    for detail in details:
        path = path_in_file(file, detail["loc"])
        key = str((path or detail["loc"] or ("",))[0])
        item = item_around(file.data, path)
        if item:
            dropped.add(item)
            continue
        dropped.add((key,))
        field = kind.model_fields.get(key)
        if field is not None and field.is_required() and key in PLACEHOLDERS:
            placeholders[key] = PLACEHOLDERS[key]
    part = without(file, dropped)
    return replace(part, data={**part.data, **placeholders})


def item_around(data: Any, path: KeyPath) -> KeyPath | None:
    """Return the path of the innermost item of a list, itself a mapping, that a path is in."""
    if "derived" in path:  # the texts of the statement rest on it
        path = path[: path.index("derived")]
    for length in range(len(path), 0, -1):
        if isinstance(path[length - 1], int) and isinstance(value_at(data, path[:length]), dict):
            return path[:length]
    # An item that should be a mapping and is none.
    return path if len(path) == 2 and isinstance(path[1], int) else None


def without(
    file: YamlFile, dropped: Collection[KeyPath], renamed: Mapping[KeyPath, str] | None = None
) -> YamlFile:
    """Return a parsed file without some paths and with other keys; places stay."""
    if not dropped and not renamed:
        return file
    copy = Copy(file, set(dropped), renamed or {}, {}, {})
    data = copy.value(file.data, (), ())
    return replace(file, data=data, places=copy.places, keys=copy.keys)


@dataclass(frozen=True)
class Copy:
    """Copies the data of a file without some paths, and the places to the new paths."""

    file: YamlFile
    dropped: set[KeyPath]
    renamed: Mapping[KeyPath, str]
    places: dict[KeyPath, tuple[int, int]]
    keys: dict[KeyPath, tuple[int, int]]

    def value(self, value: Any, old: KeyPath, new: KeyPath) -> Any:
        """Return the copy of a value, given its old and its new path."""
        if old in self.file.places:
            self.places[new] = self.file.places[old]
        if old in self.file.keys:
            self.keys[new] = self.file.keys[old]
        if isinstance(value, dict):
            copy: dict[str, Any] = {}
            for key, item in value.items():
                path = (*old, key)
                if path not in self.dropped:
                    name = self.renamed.get(path, key)
                    copy[name] = self.value(item, path, (*new, name))
            return copy
        if isinstance(value, list):
            kept = [
                (index, item)
                for index, item in enumerate(value)
                if (*old, index) not in self.dropped
            ]
            return [
                self.value(item, (*old, index), (*new, number))
                for number, (index, item) in enumerate(kept)
            ]
        return value


def lost_texts(whole: YamlFile, part: YamlFile) -> Iterator[Mapping[str, LocatedStr]]:
    """Yield each mapping of nothing but texts in what a part of a file does not have.

    One that may lack languages is a `PartialText`.
    """
    if whole.data is part.data:
        return
    kept = {(text.line, text.column) for text in texts_in_data(part.data)}
    for key, mapping in mappings_in(whole.data):
        texts = list(mapping.values())
        are_texts = bool(texts) and all(isinstance(text, LocatedStr) for text in texts)
        if are_texts and (texts[0].line, texts[0].column) not in kept:
            yield PartialText(mapping) if key in PARTIAL_TEXTS else mapping


def mappings_in(data: Any, key: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every mapping at any depth, with the key that it is under."""
    if isinstance(data, dict):
        yield key, data
        for name, item in data.items():
            yield from mappings_in(item, name)
    for item in data if isinstance(data, list) else ():
        yield from mappings_in(item, key)


def texts_in_data(data: Any) -> Iterator[LocatedStr]:
    """Yield every text at any depth."""
    for _, mapping in mappings_in(data):
        for value in mapping.values():
            yield from (text for text in (value,) if isinstance(text, LocatedStr))
