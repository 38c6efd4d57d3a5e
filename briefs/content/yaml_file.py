"""YAML text → plain values that know their file, line, column and path."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

import yaml
from markupsafe import Markup, escape
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from briefs.problems import Problem

LARGEST_FILE = 2_000_000  # characters
DEEPEST_NESTING = 40

# C0 and C1 controls, surrogates and non-characters break XML; the bidi controls reorder what a
# reader sees without a trace (direction is set by markup); a BOM inside a text is debris; NEL and
# the separators U+2028 and U+2029 are line ends to YAML alone, and would shift all line numbers.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufeff\ufffe\uffff]"
)
# Word keeps a control's tag to 64 characters, but a path is only shown, never parsed back from it.
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}

KeyPath = tuple[str | int, ...]
Place = tuple[int, int]


class LocatedStr(str):
    """A string that knows its place: `path` in the content, `file`, `line` and `column`."""

    path: str = ""
    file: str = ""
    line: int = 0
    column: int = 0

    @classmethod
    def at(cls, value: str, path: str, file: str, place: Place) -> Self:
        """The string with its place set."""
        text = cls(value)
        text.path, text.file, (text.line, text.column) = path, file, place
        return text

    def __html__(self) -> Markup:
        """The text for a template: escaped, with `**bold**` and line breaks, and its path."""
        words = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", str(escape(str(self))))
        inner = words.strip().replace("\n", "<br/>")
        if not self.path:
            return Markup(inner)
        return Markup(f'<span data-path="{escape(self.path)}">{inner}</span>')

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            as_text, core_schema.is_instance_schema(cls)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string"}


class LocalizedText(dict[str, LocatedStr]):
    """One text in each language: `{"en": …, "ar": …}`."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = core_schema.dict_schema(
            core_schema.str_schema(), handler.generate_schema(LocatedStr), min_length=1
        )
        return core_schema.no_info_after_validator_function(cls, inner)


def as_text(value: object) -> object:
    """A plain string becomes a Text; anything else is left for the validator to refuse."""
    return (
        LocatedStr(value) if isinstance(value, str) and not isinstance(value, LocatedStr) else value
    )


@dataclass(frozen=True)
class YamlFile:
    """One parsed file: `data`, and the place of every value and key by its path of keys."""

    file: str
    data: Any
    places: dict[KeyPath, Place] = field(repr=False)
    keys: dict[KeyPath, Place] = field(repr=False)
    address: str = ""  # where its paths begin: `articles/ecci`, `people`

    def place(self, path: KeyPath) -> Place:
        """Line and column (from 1) of the value at a path, or of its nearest known parent."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def problem(self, path: KeyPath, code: str, message: str, hint: str = "") -> Problem:
        """A problem at the value of a path."""
        return Problem(self.file, *self.place(path), code, message, hint)


@dataclass
class Reader:
    """Walks the nodes of one file and gathers values, places and problems."""

    file: str
    prefix: str
    problems: list[Problem] = field(default_factory=list)
    places: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)

    def value(self, node: yaml.Node, path: KeyPath, address: str) -> Any:
        """The plain value of a node; mappings and lists recurse."""
        self.places[path] = place_of(node)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path, address)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.value(item, (*path, index), f"{address}/{name_of(item, index)}")
                for index, item in enumerate(node.value)
            ]
        return self.scalar(node, address) if isinstance(node, yaml.ScalarNode) else None

    def mapping(self, node: yaml.MappingNode, path: KeyPath, address: str) -> dict[str, Any]:
        """A mapping; a key that stands twice is a problem at its second place."""
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            place = place_of(key_node)
            self.refuse_forbidden(key, place)
            if key in found:
                message = f"the key “{key}” stands twice in this mapping"
                hint = "keep one of the two; YAML would silently use the last"
                self.problems.append(
                    Problem(self.file, *place, "yaml-duplicate-key", message, hint)
                )
                continue
            self.keys[(*path, key)] = place
            found[key] = self.value(value_node, (*path, key), f"{address}/{key}")
        return found

    def scalar(self, node: yaml.ScalarNode, address: str) -> Any:
        """Numbers, true, false and null where they stand unquoted; everything else is text."""
        word = node.value
        if not node.style:
            if INTEGER.fullmatch(word):
                return int(word)
            if DECIMAL.fullmatch(word):
                return float(word)
            if word in WORDS:
                return WORDS[word]
        self.refuse_forbidden(word, place_of(node))
        return LocatedStr.at(word, address, self.file, place_of(node))

    def refuse_forbidden(self, word: str, place: Place) -> None:
        """A forbidden character that an escape such as `"\\u202e"` brought in."""
        for found in FORBIDDEN.finditer(word):
            self.problems.append(forbidden_problem(found.group(), self.file, place))


def place_of(node: yaml.Node) -> Place:
    """Line and column of a node, from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def name_of(node: yaml.Node, index: int) -> str:
    """How a list item is addressed: by its own id, which stays when items move, or its index."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "id" and isinstance(value, yaml.ScalarNode):
                return str(value.value)
    return str(index)


def leaves(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Every scalar of a parsed file with its path of keys."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


def parse_yaml(text: str, file: str, prefix: str) -> tuple[YamlFile | None, list[Problem]]:
    """One YAML file as a Source, and all problems; None where it cannot be read as YAML.

    `prefix` opens the path of every text, such as `articles/ecci`.
    """
    if len(text) > LARGEST_FILE:
        message = f"the file has {len(text):,} characters; {LARGEST_FILE:,} is the most"
        return None, [Problem(file, 1, 1, "file-too-large", message)]
    problems = list(forbidden(text, file))
    if problems:
        return None, problems
    try:
        refused = list(guarded(text, file))
        if refused:
            return None, refused
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        return None, [from_yaml(error, file)]
    if node is None:
        return None, [Problem(file, 1, 1, "yaml-empty", "the file is empty")]
    reader = Reader(file, prefix)
    data = reader.value(node, (), prefix)
    return YamlFile(file, data, reader.places, reader.keys, prefix), reader.problems


def forbidden(text: str, file: str) -> Iterator[Problem]:
    """Every forbidden character, with its place."""
    for found in FORBIDDEN.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        yield forbidden_problem(found.group(), file, (line, column))


def forbidden_problem(letter: str, file: str, place: Place) -> Problem:
    """What is said of a forbidden character."""
    message = f"the character U+{ord(letter):04X} is not allowed in content"
    hint = "delete it; the direction of a text is set by its language, never by a character"
    return Problem(file, *place, "forbidden-character", message, hint)


def guarded(text: str, file: str) -> Iterator[Problem]:
    """Aliases and depth, found in the flat stream of events before anything recurses."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, yaml.AliasEvent):
            message = f"the alias “*{event.anchor}” is not allowed"
            yield Problem(file, *place, "yaml-alias", message, "write the value out")
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST_NESTING:
                message = f"nested deeper than {DEEPEST_NESTING} levels"
                yield Problem(file, *place, "yaml-too-deep", message)
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def from_yaml(error: yaml.MarkedYAMLError, file: str) -> Problem:
    """A problem from PyYAML's own error, at the place that it marks."""
    mark = error.problem_mark or error.context_mark
    if "end of stream" in str(error.problem) and error.context_mark:
        mark = error.context_mark  # what was opened there and never closed
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    message = " ".join(part for part in (error.problem, error.context) if part)
    hint = "a text with “: ”, “#” or a quotation mark at its start must stand in quotes"
    return Problem(file, line, column, "yaml-syntax", message, hint)
