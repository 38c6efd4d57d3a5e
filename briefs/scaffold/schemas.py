"""JSON Schemas of the files that an analyst writes, for editors that check as one types."""

import ast
import inspect
import json
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from briefs import content
from briefs.content import NAMES
from briefs.design import ORIGINAL, Design, Theme
from briefs.files import PROJECT_FILE, SCHEMA_FOLDER, packaged_folder, path_from
from briefs.scaffold.names import Names, project_names

MODELS: Mapping[str, type[content.Model]] = {
    "article": content.Article,
    "brief": content.Brief,
    "people": content.People,
    "topics": content.Topics,
    "contradictions": content.Contradictions,
    "glossary": content.Glossary,
    "theme": Theme,
    "project": content.Project,
    "language": content.LanguageData,
}
KINDS = (*MODELS, "strings")
MOST_TOLD = 30  # names that an editor lists below a wrong one
WORD = {"type": "string", "minLength": 1}
Schema = dict[str, Any]


def schema(kind: str, names: Names | None = None) -> Schema:
    """Return the JSON Schema of a kind of file; KeyError for an unknown kind.

    It refuses nothing that `check` accepts. With the names of a project it lists them.
    """
    if kind == "strings":
        return strings_schema()
    shape = described(MODELS[kind])
    if kind == "theme":
        shape = without_required(shape)
    elif kind == "project":
        theme = without_required(described(Theme))
        shape["$defs"] |= theme.pop("$defs") | {"Theme": theme}
        said = shape["properties"]["theme"]["description"]
        shape["properties"]["theme"] = {"$ref": "#/$defs/Theme", "description": said}
    used: Schema = {}
    made: Schema = told(shape, names or {}, used)
    return made | {"$defs": made.get("$defs", {}) | used}


def described(model: type[content.Model]) -> Schema:
    """Return the JSON Schema of a model, in which each key has the docstring of its attribute.

    Pydantic would read the docstrings whenever the models are imported.
    """
    shape = model.model_json_schema()
    models = {one.__name__: one for one in subclasses(content.Model)}
    for name, part in {model.__name__: shape, **shape.get("$defs", {})}.items():
        if name not in models:  # an enumeration
            continue
        for kind in reversed(models[name].__mro__):
            for key, text in docstrings(kind).items():
                part["properties"][key]["description"] = text
    return shape


def subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    """Yield all classes that inherit from a class."""
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


def docstrings(kind: type) -> Mapping[str, str]:
    """Return the docstrings of the attributes of a class, those of its own."""
    if not issubclass(kind, content.Model):
        return {}
    return docstrings_by_class(kind.__module__)[kind.__name__]


@cache
def docstrings_by_class(module: str) -> Mapping[str, Mapping[str, str]]:
    """Return the docstrings of the attributes of each class of a module."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    return {node.name: dict(docstrings_in(node)) for node in classes}


def docstrings_in(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Yield each attribute of a class with the docstring below it."""
    for attribute, text in pairwise(node.body):
        match attribute, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(said))),
            ):
                yield name, inspect.cleandoc(said)


def schema_files(library: content.Library, design: Design) -> dict[str, str]:
    """Return the schema of every kind, with the names of a project, by its path in the project."""
    names = project_names(library, design)
    return {
        f"{SCHEMA_FOLDER}/{kind}.json": json.dumps(schema(kind, names), ensure_ascii=False) + "\n"
        for kind in KINDS
    }


def schema_line(file: Path, root: Path) -> str:
    """Return the first line of a YAML file of a project, which tells editors its schema."""
    kinds = {"articles": "article", "briefs": "brief"}
    kind = "project" if file.name == PROJECT_FILE else kinds.get(file.parent.name, file.stem)
    path = path_from(file.parent, root / SCHEMA_FOLDER / f"{kind}.json")
    return f"# yaml-language-server: $schema={path}\n"


def told(value: Any, names: Names, used: Schema) -> Any:
    """Return a schema in which each type that is marked as a name refers to one of `used`."""
    if isinstance(value, list):
        return [told(item, names, used) for item in value]
    if not isinstance(value, dict):
        return value
    shape = {
        key: told(item, names, used)
        for key, item in value.items()
        if not is_needless(key, item, in_mapping="properties" in value)
    }
    kind = shape.pop(NAMES, "")
    if not kind:
        return shape
    said = {"description": shape.pop("description")} if "description" in shape else {}
    used[kind] = definition(kind, shape, names.get(kind, {}))
    return {"$ref": f"#/$defs/{kind}", **said}


def is_needless(key: str, item: object, *, in_mapping: bool) -> bool:
    """Return whether a part of a schema says nothing, or refuses what `check` accepts.

    The title of a key repeats the key, and a set may have an item twice.
    """
    if key == "title":
        return isinstance(item, str) and not in_mapping
    return key == "uniqueItems" or (
        key == "default" and not isinstance(item, (str, bool, int, float))
    )


def definition(kind: str, shape: Schema, known: Mapping[str, str]) -> Schema:
    """Return the schema of the names of a kind, given what they look like and which there are."""
    if shape["type"] == "object":  # a text in each language
        shape = {"type": "object", "additionalProperties": WORD, "minProperties": 1}
        if known:
            shape |= {"properties": dict.fromkeys(known, WORD), "additionalProperties": False}
            shape |= {"required": list(known)} if kind == "LocalizedText" else {}
        return shape
    if not known:
        return shape
    shape = {"type": "string", "enum": list(known), "enumDescriptions": list(known.values())}
    if len(known) > MOST_TOLD:
        shape["errorMessage"] = f"This is none of the {len(known)} {kind} that are known."
    return shape


def strings_schema() -> Schema:
    """Return the schema of the words of templates: each says what it is in English."""
    file, _ = content.read_yaml(packaged_folder("templates") / "strings" / f"{ORIGINAL}.yaml", "")
    any_word = {"anyOf": [WORD, {"type": "object", "additionalProperties": WORD}]}  # or a plural
    keys: Schema = {}
    for key, value in (file.data if file else {}).items():
        keys[key] = any_word | said_in_english(value)
        if isinstance(value, dict) and "other" not in value:
            words = {name: WORD | said_in_english(word) for name, word in value.items()}
            keys[key] = {"type": "object", "properties": words, **said_in_english(value)}
    return {
        "title": "Strings",
        "description": "The words of templates in one language; a project has those it changes.",
        "type": "object",
        "properties": keys,
        "additionalProperties": any_word,
        "$defs": {},
    }


def said_in_english(value: Any) -> Schema:
    """Return the description of a string, or of several with names, of the packaged templates."""
    words = value.values() if isinstance(value, dict) else [value]
    return {"description": f"In English: {', '.join(f'“{word}”' for word in words)}"}


def without_required(values: Any) -> Any:
    """Return a schema in which no key is needed: a project states single keys of the theme."""
    if isinstance(values, dict):
        kept = {key: item for key, item in values.items() if key != "required"}
        return {key: without_required(item) for key, item in kept.items()}
    return values
