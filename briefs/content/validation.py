"""pydantic's errors as problems in plain words, each at its line and column of the YAML file."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from string import Formatter
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from briefs.content.date_hints import DIGITS as WESTERN_DIGITS
from briefs.content.date_hints import date_hint
from briefs.content.locales import is_language
from briefs.content.wordings import (
    CUT_TEXT,
    EMPTY,
    EMPTY_TEXT,
    UNEXPECTED,
    WITHOUT_PARAGRAPH,
    WORDINGS,
    Wording,
)
from briefs.content.yaml_file import KeyPath, LocalizedText, YamlFile
from briefs.messages import Template
from briefs.problems import CODES, NO_HINT, Message, Problem, closest, fill

# A value that may have several types gets an error for each of them; the first is enough.
OF_THE_TYPE = {"type-wrong", "value-unknown", "value-missing", "translation-missing"}
SEPARATED = re.compile(r"([0-9]+)(?:[,٬ ]([0-9]{3}))?(?:[.٫,]([0-9]+))?\s*[%٪]?")


def validation_problems(
    details: Iterable[ErrorDetails], file: YamlFile, kind: type[BaseModel]
) -> list[Problem]:
    """Return the problems of a file that does not match the model `kind`."""
    problems: dict[Problem, None] = {}
    places: set[tuple[int, int]] = set()
    details = list(details)
    deeper = {path_in_file(file, one["loc"]) for one in details if one["type"] != "literal_error"}
    for detail in details:
        path = path_in_file(file, detail["loc"])
        if detail["type"] == "literal_error" and any(one[: len(path)] == path for one in deeper):
            continue  # of a text or a word, the text was meant, and has errors of its own
        # A list is also called too short where its entries were refused.
        enough = detail.get("ctx", {}).get("min_length", 0)
        if detail["type"] == "too_short" and len(detail["input"]) >= enough:
            continue
        if detail["type"] == "missing" and len(detail["loc"]) == 1 and file.cut_keys:
            continue  # it may be in what could not be read, which has been reported
        problem = problem_of(detail, file, kind)
        place = (problem.line, problem.column)
        if problem.code not in OF_THE_TYPE or place not in places:
            problems[problem] = None
        places.add(place)
    return list(problems)


def problem_of(detail: ErrorDetails, file: YamlFile, kind: type[BaseModel]) -> Problem:
    """Return one error of pydantic as a problem at its value, or at its key if that is unknown."""
    path = path_in_file(file, detail["loc"])
    code, message, hint = wording(detail, path, file, kind)
    place = file.place(path)
    if code == "key-unknown" or getattr(message, "template", "") == CUT_TEXT[1]:
        place = file.keys.get(path, place)
    return Problem(file.file, *place, code, message, hint)


def wording(
    detail: ErrorDetails, path: KeyPath, file: YamlFile, kind: type[BaseModel]
) -> tuple[str, Message, Message]:
    """Return the code, message and hint of an error at a path of keys below the model `kind`."""
    context = detail.get("ctx", {})
    if detail["type"] in CODES:  # what a validator of ours raised
        return detail["type"], context["message"], context["hint"]
    key = next((part for part in reversed(path) if isinstance(part, str)), "the file")
    code, message, hint = template_of(detail, path, key, kind)
    values = {
        "input": "",
        **context,
        **{name: detail[name] for name in ("input", "msg")},
        "key": key,
        "missing": (detail["loc"] or ("",))[-1],
    }
    nearer = hint_of(code, values["input"], path, file, kind)
    return code, filled(message, values), nearer or filled(hint, values)


def filled(template: Template, values: Mapping[str, Any]) -> Message:
    """Return a template filled with those of some values that it names."""
    names = {name for _, name, _, _ in Formatter().parse(template) if name}
    return template.fill(**{name: values[name] for name in names})


def template_of(detail: ErrorDetails, path: KeyPath, key: str, kind: type[BaseModel]) -> Wording:
    """Return the code of an error and the templates of its message and hint."""
    location = detail["loc"] or ("",)  # empty for an error of the whole file
    code, message, hint = WORDINGS.get(detail["type"], UNEXPECTED)
    if code in {"type-wrong", "value-unknown"} and detail["input"] is None:
        within = list(parts_of(annotation_at(kind, path[:-1])))
        if LocalizedText in within and ":" not in key:
            return EMPTY_TEXT if is_language(key) else CUT_TEXT
        return EMPTY
    if "at" in (key, location[-1]) and code in {"key-missing", "list-too-short"}:
        return WITHOUT_PARAGRAPH
    if code == "out-of-range" and key == "percent":
        return "percent-out-of-range", message, hint
    if detail["type"] == "value_error" and {"date", "as_of"} & set(location):
        return "date-malformed", Template("“{input}” is not a date"), hint
    return code, message, hint


def hint_of(
    code: str, written: object, path: KeyPath, file: YamlFile, kind: type[BaseModel]
) -> Message:
    """Return a hint that the value itself gives; empty if it gives none."""
    last = path[-1] if path else ""
    if code == "value-missing" and ":" in str(last):
        return fill("type a space after the colon of “{key}”", key=last)
    if code == "value-missing" and path in file.comments:
        _, comment = file.comments[path]
        return fill("“{comment}” is a comment: put it in quotation marks", comment=comment)
    annotation = annotation_at(kind, path)
    hints: Mapping[str, Callable[[], Message]] = {
        "key-unknown": lambda: (
            too_shallow(path, file, kind) or closest(str(last), fields_at(kind, path[:-1]))
        ),
        "value-missing": lambda: word_hint("", annotation),
        "value-unknown": lambda: word_hint(str(written), annotation),
        "date-malformed": lambda: date_hint(written),
        "id-malformed": lambda: id_hint(str(written)),
        "type-wrong": lambda: (
            (list_hint(written, annotation) if isinstance(last, str) else NO_HINT)
            or number_hint(str(written), annotation)
        ),
    }
    return hints[code]() if code in hints else NO_HINT


def word_hint(written: str, annotation: object) -> Message:
    """Return the nearest of the words that are allowed, or all; nothing where any word is."""
    words = [part for part in parts_of(annotation) if isinstance(part, str)]
    return closest(written, words) if words else NO_HINT


def list_hint(written: object, annotation: object) -> Message:
    """Return how to write a list that has no brackets; nothing where no list is expected."""
    if not isinstance(written, str | int) or get_origin(annotation) is not tuple:
        return NO_HINT
    return fill("write [{entries}]", entries=str(written).strip("() "))


def number_hint(written: str, annotation: object) -> Message:
    """Return how to write a number that has other digits, separators or a sign; or nothing."""
    several = re.fullmatch(r"([0-9]+)(?: +|[-–])([0-9]+)", written.translate(WESTERN_DIGITS))
    if several and annotation_is_number(annotation):
        first, last = several.groups()
        return fill("write each number, with commas: {first}, {last}", first=first, last=last)
    found = SEPARATED.fullmatch(written.strip().translate(WESTERN_DIGITS))
    if not found or not annotation_is_number(annotation):
        return NO_HINT
    thousands = "".join(filter(None, found.groups()[:2]))
    number = f"{thousands}.{found[3]}" if found[3] else thousands
    return fill("write {number}, in the digits 0–9 and without other signs", number=number)


def annotation_is_number(annotation: object) -> bool:
    """Return whether a number is expected."""
    return bool({int, float} & set(parts_of(annotation)))


def id_hint(written: str) -> Message:
    """Return the nearest text that is an id or reference; or nothing."""
    parts = [re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in written.split("/")]
    right = "/".join(parts)
    if right == written and "/" not in written:
        return fill("write article/{id}, with the id of its article", id=written)
    if all(parts) and len(parts) <= 2 and right != written:
        return fill("write {id}: lower-case words joined by hyphens", id=right)
    return NO_HINT


def too_shallow(path: KeyPath, file: YamlFile, kind: type[BaseModel]) -> Message:
    """Return a hint for a key that stands beside the key whose value it should be; or nothing."""
    above: str | None = None
    siblings = value_at(file.data, path[:-1])
    for key, value in siblings.items() if isinstance(siblings, dict) else ():
        if key == path[-1]:
            break
        if value is None:
            above = key
    if above is None:
        return NO_HINT
    inner = annotation_at(kind, (*path[:-1], above))
    of_text = LocalizedText in set(parts_of(inner)) and is_language(str(path[-1]))
    if not of_text and path[-1] not in fields_at(inner):
        return NO_HINT
    return fill("indent it by two more spaces: it belongs to “{key}” above", key=above)


def value_at(data: Any, path: KeyPath) -> Any:
    """Return the value at a path of keys; None where there is none."""
    for key in path:
        try:
            data = data[key]
        except (LookupError, TypeError):
            return None
    return data


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
