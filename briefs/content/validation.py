"""pydantic's findings in the words of our users, each at its place in the file."""

from collections.abc import Iterable, Mapping
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefs.content.yaml_file import KeyPath, YamlFile
from briefs.problems import Problem, closest

# pydantic's type of error → our code and message; `{…}` is filled from its context.
MESSAGES: Mapping[str, tuple[str, str, str]] = {
    "missing": ("key-missing", "the key “{key}” is missing", ""),
    "string_pattern_mismatch": (
        "id-malformed",
        "“{input}” is not a valid id",
        "ids are lower-case words joined by hyphens, references article/statement",
    ),
    "greater_than_equal": ("out-of-range", "{key} is {input}; at least {ge:g} is needed", ""),
    "less_than_equal": ("out-of-range", "{key} is {input}; {le:g} is the most", ""),
    "greater_than": ("out-of-range", "{key} is {input}; it must be more than {gt:g}", ""),
    "less_than": ("out-of-range", "{key} is {input}; it must be less than {lt:g}", ""),
    "too_short": (
        "list-too-short",
        "“{key}” has too few entries; {min_length} or more are needed",
        "",
    ),
    "int_type": ("type-wrong", "“{key}” must be a whole number", ""),
    "int_parsing": ("type-wrong", "“{key}” must be a whole number", ""),
    "int_from_float": ("type-wrong", "“{key}” must be a whole number", ""),
    "float_type": ("type-wrong", "“{key}” must be a number", ""),
    "float_parsing": ("type-wrong", "“{key}” must be a number", ""),
    "bool_parsing": ("type-wrong", "“{key}” must be true or false", ""),
    "string_type": ("type-wrong", "“{key}” must be a text", "put it in quotes"),
    "is_instance_of": ("type-wrong", "“{key}” must be a text", "put it in quotes"),
    "dict_type": ("type-wrong", "“{key}” must be a mapping", "write {{en: …, ar: …}}"),
    "model_type": ("type-wrong", "“{key}” must be a mapping of keys", ""),
    "tuple_type": ("type-wrong", "“{key}” must be a list", "write [45] or [45, 46]"),
}


def validation_problems(
    error: ValidationError, source: YamlFile, kind: type[BaseModel]
) -> list[Problem]:
    """All findings of one validation; those of one place are told once."""
    details = [one for one in error.errors(include_url=False) if not is_echo(one)]
    found = [translate(detail, source, kind) for detail in details]
    return drop_echoes(dict.fromkeys(found))


def is_echo(detail: ErrorDetails) -> bool:
    """Whether a list is called too short only because entries of it were refused before."""
    enough = detail.get("ctx", {}).get("min_length", 0)
    return detail["type"] == "too_short" and len(detail["input"]) >= enough


def drop_echoes(problems: Iterable[Problem]) -> list[Problem]:
    """Where one of several forms fits no better, the alternatives' complaints are echoes."""
    firsts: dict[tuple[int, int], Problem] = {}
    kept = []
    for problem in problems:
        place = (problem.line, problem.column)
        if problem.code in {"type-wrong", "value-unknown"} and place in firsts:
            continue
        firsts.setdefault(place, problem)
        kept.append(problem)
    return kept


def translate(detail: ErrorDetails, source: YamlFile, kind: type[BaseModel]) -> Problem:
    """One finding: its place, our code, our words, and a hint where one can be given."""
    path = within(source, detail["loc"])
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "the file")
    match detail["type"]:
        case "extra_forbidden":
            return unknown_key(path, source, kind)
        case "missing" if detail["loc"][-1] != "at":
            message = f"the key “{detail['loc'][-1]}” is missing"
            problem = source.problem(path, "key-missing", message)
        case "missing" | "too_short" if "at" in (key, detail["loc"][-1]):
            problem = without_paragraph(source, path)
        case "literal_error":
            hint = closest(str(detail["input"]), known_words(detail))
            message = f"“{detail['input']}” is not a {key}"
            problem = source.problem(path, "value-unknown", message, hint)
        case "value_error":
            problem = from_our_own(detail, source, path)
        case _:
            problem = from_table(detail, source, path, key)
    return problem


def from_table(detail: ErrorDetails, source: YamlFile, path: KeyPath, key: str) -> Problem:
    """A finding whose wording stands in MESSAGES."""
    code, message, hint = MESSAGES.get(detail["type"], ("invalid", detail["msg"], ""))
    if code == "out-of-range" and key == "percent":
        code = "percent-out-of-range"
    values = {**detail.get("ctx", {}), "key": key, "input": detail["input"]}
    return source.problem(path, code, message.format(**values), hint.format())


def without_paragraph(source: YamlFile, path: KeyPath) -> Problem:
    """A statement that names no paragraph of its source."""
    hint = "name the paragraphs that bear it out, such as at: [45]"
    message = "the statement cites no paragraph"
    return source.problem(path, "statement-without-paragraph", message, hint)


def from_our_own(detail: ErrorDetails, source: YamlFile, path: KeyPath) -> Problem:
    """A finding of a validator of ours: bad dates, and models that contradict themselves."""
    error = detail.get("ctx", {}).get("error")
    message = str(error)
    if any(str(part) in {"date", "as_of"} for part in detail["loc"]):
        hint = "write a day as 2025-09-04, a month as 2025-09, a range as 2025-09-03/2025-09-04"
        if not message.startswith("“"):
            message = f"“{detail['input']}” is not a date: {message}"
        return source.problem(path, "date-malformed", message, hint)
    return source.problem(path, "invalid", message)


def unknown_key(path: KeyPath, source: YamlFile, kind: type[BaseModel]) -> Problem:
    """A key that the model does not have, with the nearest one that it has."""
    key = str(path[-1])
    owner = model_at(kind, path[:-1])
    hint = closest(key, owner.model_fields) if owner else ""
    place = source.keys.get(path, source.place(path))
    return Problem(source.file, *place, "key-unknown", f"unknown key “{key}”", hint)


def within(source: YamlFile, location: tuple[int | str, ...]) -> KeyPath:
    """pydantic's location without the names of union members, which are no keys of the file."""
    path: KeyPath = ()
    for part in location:
        if (*path, part) in source.places:
            path = (*path, part)
    return path


def known_words(detail: ErrorDetails) -> list[str]:
    """The words that a literal allows, as pydantic lists them: `'a', 'b' or 'c'`."""
    expected = str(detail.get("ctx", {}).get("expected", ""))
    return [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]


def model_at(kind: Any, path: KeyPath) -> type[BaseModel] | None:
    """The model that a path of keys leads to."""
    for part in path:
        models = models_in(kind)
        if isinstance(part, int):
            continue
        kind = next(
            (m.model_fields[part].annotation for m in models if part in m.model_fields), None
        )
    return next(iter(models_in(kind)), None)


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models that an annotation names, through unions, tuples and mappings."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in {Union, UnionType, tuple, dict, None} or get_args(annotation):
        return [found for part in get_args(annotation) for found in models_in(part)]
    return []
