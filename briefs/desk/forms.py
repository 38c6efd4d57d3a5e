"""The form of an item: its fields by the model, their values, and what a filled form changes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from briefs.content import DELETED, NAMES, Change, KeyPath, value_at
from briefs.design import to_western_digits
from briefs.desk.items import Item

TEXTS = ("LocalizedText", "PartialText")  # names of types, as the schema of a model has them
DATED = "#/$defs/Dated"
FIRST = ("text", "gist")  # what is read and changed most
FIXED = ("paragraphs",)  # of an article: its source text has so many
NOT_STATED = "not_stated"
RANGE = re.compile(r"([0-9]+)\s*[-–]\s*([0-9]+)")


@dataclass(frozen=True)
class Field:
    """An input of a form: its name, which is the path of keys below the item, and its kind.

    The kind is `text` (in a language), `choice` (of `words`, or of the project's names of the kind
    `names`), `names` (several of them, with commas), `paragraphs`, `number` or `line`.
    """

    name: str
    kind: str
    names: str = ""
    words: tuple[str, ...] = ()
    language: str = ""
    dated: bool = False  # part of a date, which the YAML may have in one word

    @property
    def path(self) -> tuple[str, ...]:
        """The path of keys below the item."""
        return tuple(self.name.split("/"))

    @property
    def key(self) -> str:
        """The last key that is no language, by which the field is labelled."""
        return self.path[-2] if self.language and len(self.path) > 1 else self.path[-1]


def fields_of(item: Item, languages: Sequence[str]) -> list[Field]:
    """Return the fields of an item, its text first; those of a text by language."""
    if item.model is None:
        return [Field(code, "text", language=code) for code in languages]
    schema = item.model.model_json_schema()
    names = sorted(schema["properties"], key=lambda name: name not in FIRST)
    return [
        field
        for name in names
        if name not in FIXED
        for field in fields_for(name, schema["properties"][name], languages)
    ]


def fields_for(name: str, schema: Mapping[str, Any], languages: Sequence[str]) -> Iterator[Field]:
    """Yield the fields of a key by its schema; none for an id, and for lists of items."""
    kinds = schema.get("anyOf", [schema])
    names = {part.get(NAMES, "") for part in kinds} - {""}
    words = tuple(word for part in kinds for word in words_of(part))
    if names & set(TEXTS) and not names - set(TEXTS):
        yield from (Field(f"{name}/{code}", "text", language=code) for code in languages)
    elif any(part.get("$ref") == DATED for part in kinds):
        whys = (Field(f"{name}/why/{code}", "text", language=code) for code in languages)
        basis = Field(f"{name}/basis", "choice", words=("stated", "inferred"))
        parts = (Field(f"{name}/date", "line"), basis, *whys, Field(f"{name}/at", "paragraphs"))
        yield from (replace(part, dated=True) for part in parts)
    elif schema.get("type") == "array":
        item = schema["items"]
        if NAMES in item:
            yield Field(name, "names", names=item[NAMES])
        elif item.get("type") == "integer":
            yield Field(name, "paragraphs")
    elif names - set(TEXTS) or words:
        yield Field(name, "choice", next(iter(sorted(names - set(TEXTS))), ""), words)
    elif any(part.get("type") in ("number", "integer") for part in kinds):
        yield Field(name, "number")


def words_of(schema: Mapping[str, Any]) -> list[str]:
    """Return the words that a schema allows."""
    return [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else [])]


def values_of(item: Item, fields: Sequence[Field]) -> dict[str, str]:
    """Return the value of each field as a form shows it; empty where the item has none."""
    return {field.name: shown(value_at(dated(item.data, field), field.path)) for field in fields}


def dated(data: dict[str, Any], field: Field) -> dict[str, Any]:
    """Return data in which a bare date is the mapping that the fields of a date expect."""
    key = field.path[0]
    value = data.get(key)
    if field.dated and value is not None and not isinstance(value, dict):
        return {**data, key: {"date": value, "basis": "stated"}}
    return data


def shown(value: Any) -> str:
    """Return a value as a form shows it."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None or value == NOT_STATED else str(value).strip()


def filled(item: Item, fields: Sequence[Field], values: Mapping[str, str]) -> dict[str, Any]:
    """Return the data of an item with the values of a form; an empty value takes its key out.

    A value that is as the form showed it stays as it is written.
    """
    data: dict[str, Any] = deepcopy(item.data)
    before = values_of(item, fields)
    for field in fields:
        value = values.get(field.name, before[field.name]).strip()
        if value == before[field.name]:
            continue
        data = dated(data, field)
        put(data, field.path, parsed(value, field))
        key = field.path[0]
        part = data.get(key)
        if isinstance(part, dict) and part.get("basis", "stated") == "stated":
            data[key] = part["date"] if set(part) in ({"date"}, {"date", "basis"}) else part
    return data


def parsed(value: str, field: Field) -> Any:
    """Return what a form has in a field as the data of YAML; text that is no number stays text."""
    if not value:
        return DELETED
    if field.kind == "number":
        return number(value)
    if field.kind == "names":
        return [name for name in re.split(r"[\s,،]+", value) if name]
    if field.kind == "paragraphs":
        spelled = RANGE.sub(
            lambda match: spread(*map(int, match.groups())), to_western_digits(value)
        )
        return [number(part) for part in re.split(r"[\s,،]+", spelled) if part]
    return value


def spread(first: int, last: int) -> str:
    """Return the numbers from the first to the last, or both as they are if there are too many."""
    return ", ".join(map(str, range(first, last + 1) if 0 <= last - first < 100 else (first, last)))


def number(text: str) -> int | float | str:
    """Return the number that a text is, in whatever digits; the text itself if it is none."""
    plain = to_western_digits(text)
    if re.fullmatch("-?(0|[1-9][0-9]{0,14})", plain):
        return int(plain)
    return float(plain) if re.fullmatch(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,9}", plain) else text


def put(data: dict[str, Any], keys: Sequence[str], value: Any) -> None:
    """Put a value at a path of keys, or take the keys out for DELETED; in place."""
    *above, last = keys
    for key in above:
        if not isinstance(data.get(key), dict):
            if value is DELETED:
                return
            data[key] = {}
        data[key] = dict(data[key])
        data = data[key]
    if value is DELETED:
        data.pop(last, None)
    else:
        data[last] = value


def changes_between(old: Any, new: Any, path: KeyPath, order: Sequence[str] = ()) -> list[Change]:
    """Return the changes that make new data of old, each as deep below a path as it can be."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return [] if same(old, new) else [Change(path, new, tuple(order))]
    changes = []
    for key in [*old, *(key for key in new if key not in old)]:
        if key not in new:
            changes.append(Change((*path, key), DELETED))
        elif key not in old:
            changes.append(Change((*path, key), without_empty(new[key]), tuple(order)))
        else:
            changes += changes_between(old[key], new[key], (*path, key))
    return [change for change in changes if change.value not in ({}, [])]


def same(old: Any, new: Any) -> bool:
    """Return whether two values are the same, also in their kind: `1` is not `true`."""
    return (type(old) is type(new) and old == new) or (isinstance(old, str) and old == new)


def without_empty(value: Any) -> Any:
    """Return data without keys that have nothing below them."""
    if not isinstance(value, dict):
        return value
    return {key: part for key, part in value.items() if part not in ({}, [], None)}


def new_id(data: Mapping[str, Any], taken: set[str], kind: str) -> str:
    """Return an id for a new statement that is not taken: whose it is, and on what."""
    who = data.get("country") or data.get("organisation") or data.get("person") or kind
    words = re.sub("[^a-z0-9]+", "-", f"{who}-{data.get('topic', '')}".lower()).strip("-")
    names = (f"{words}-{count}" if count > 1 else words for count in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
