"""pydantic's errors as problems in plain words, each at its line and column of the YAML file."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefs.content.yaml_file import KeyPath, YamlFile
from briefs.problems import Problem, closest

Wording = tuple[str, str, str]  # code, message, hint

EXPECTED_TYPES: Mapping[str, tuple[str, str]] = {  # what a value must be, and a hint
    "int_type": ("a whole number", ""),
    "int_parsing": ("a whole number", ""),
    "int_from_float": ("a whole number", ""),
    "float_type": ("a number", ""),
    "float_parsing": ("a number", ""),
    "bool_parsing": ("true or false", ""),
    "string_type": ("a text", "put it in quotes"),
    "is_instance_of": ("a text", "put it in quotes"),
    "dict_type": ("a mapping", "write {en: …, ar: …}"),
    "model_type": ("a mapping of keys", ""),
    "tuple_type": ("a list", "write [45] or [45, 46]"),
}
ID_HINT = "ids are lower-case words joined by hyphens, references article/statement"
# pydantic's type of error → our wording; the message is filled from the error and its context.
WORDINGS: Mapping[str, Wording] = {
    "extra_forbidden": ("key-unknown", "unknown key “{key}”", ""),
    "missing": ("key-missing", "the key “{missing}” is missing", ""),
    "literal_error": ("value-unknown", "“{input}” is not a {key}", ""),
    "value_error": ("invalid", "{error}", ""),
    "string_pattern_mismatch": ("id-malformed", "“{input}” is not a valid id", ID_HINT),
    "greater_than_equal": ("out-of-range", "{key} is {input}; at least {ge:g} is needed", ""),
    "less_than_equal": ("out-of-range", "{key} is {input}; {le:g} is the most", ""),
    "too_short": (
        "list-too-short",
        "“{key}” has too few entries; {min_length} or more are needed",
        "",
    ),
    **{
        name: ("type-wrong", f"“{{key}}” must be {expected}", hint)
        for name, (expected, hint) in EXPECTED_TYPES.items()
    },
}
WITHOUT_PARAGRAPH = (
    "statement-without-paragraph",
    "the statement cites no paragraph",
    "name the paragraphs that bear it out, such as at: [45]",
)
DATE_HINT = "write a day as 2025-09-04, a month as 2025-09, a range as 2025-09-03/2025-09-04"


def validation_problems(
    error: ValidationError, file: YamlFile, kind: type[BaseModel]
) -> list[Problem]:
    """Return the problems of a file that does not match the model `kind`."""
    problems: dict[Problem, None] = {}
    places: set[tuple[int, int]] = set()
    for detail in error.errors(include_url=False):
        # A list is also called too short where its entries were refused.
        enough = detail.get("ctx", {}).get("min_length", 0)
        if detail["type"] == "too_short" and len(detail["input"]) >= enough:
            continue
        problem = problem_of(detail, file, kind)
        place = (problem.line, problem.column)
        # A value that may have several types gets an error for each; the first is enough.
        if problem.code not in {"type-wrong", "value-unknown"} or place not in places:
            problems[problem] = None
        places.add(place)
    return list(problems)


def problem_of(detail: ErrorDetails, file: YamlFile, kind: type[BaseModel]) -> Problem:
    """Return one error of pydantic as a problem at its value, or at its key if that is unknown."""
    path = path_in_file(file, detail["loc"])
    code, message, hint = wording(detail, path, kind)
    place = file.place(path)
    if code == "key-unknown":
        place = file.keys.get(path, place)
    return Problem(file.file, *place, code, message, hint)


def wording(detail: ErrorDetails, path: KeyPath, kind: type[BaseModel]) -> Wording:
    """Return the code, message and hint of an error at a path of keys below the model `kind`."""
    key = next((part for part in reversed(path) if isinstance(part, str)), "the file")
    location = detail["loc"] or ("",)  # empty for an error of the whole file
    code, message, hint = WORDINGS.get(detail["type"], ("invalid", "{msg}", ""))
    if "at" in (key, location[-1]) and code in {"key-missing", "list-too-short"}:
        code, message, hint = WITHOUT_PARAGRAPH
    elif code == "out-of-range" and key == "percent":
        code = "percent-out-of-range"
    elif detail["type"] == "value_error" and {"date", "as_of"} & set(location):
        code, hint = "date-malformed", DATE_HINT
    elif code == "key-unknown":
        hint = closest(key, fields_at(kind, path[:-1]))
    elif code == "value-unknown":
        words = (part for part in parts_of(annotation_at(kind, path)) if isinstance(part, str))
        hint = closest(str(detail["input"]), words)
    values = {**detail.get("ctx", {}), **detail, "key": key, "missing": location[-1]}
    return code, message.format(**values), hint


def path_in_file(file: YamlFile, location: tuple[int | str, ...]) -> KeyPath:
    """Return pydantic's location of an error without its names of union members."""
    path: KeyPath = ()
    for part in location:
        if (*path, part) in file.places:
            path = (*path, part)
    return path


def annotation_at(kind: object, path: KeyPath) -> object:
    """Return the type annotation of the value at a path of keys below the model `kind`."""
    for key in path:
        kind = fields_at(kind).get(str(key), kind)
    return kind


def fields_at(kind: object, path: KeyPath = ()) -> dict[str, object]:
    """Return the annotations of the fields, by name, that a mapping at a path may have."""
    models = (part for part in parts_of(annotation_at(kind, path)) if hasattr(part, "model_fields"))
    return {
        name: field.annotation for model in models for name, field in model.model_fields.items()
    }


def parts_of(annotation: Any) -> Iterator[Any]:
    """Yield an annotation and all that is inside it: `tuple[Poll, ...]`, `Poll` and `...`."""
    yield annotation
    for part in get_args(annotation):
        yield from parts_of(part)
