"""Reads YAML into plain values; each text knows its file, line, column and path."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

import yaml
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from briefs.problems import Problem

LARGEST_FILE = 2_000_000  # characters
DEEPEST_NESTING = 40

# C0 and C1 controls, surrogates and non-characters break XML. Bidi controls reorder the displayed
# text invisibly (markup sets the direction). A BOM inside a text has no meaning. NEL, U+2028 and
# U+2029 are line ends in YAML and nowhere else, so they would shift all line numbers.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufeff\ufffe\uffff]"
)
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}

TO_DO = "TODO"  # stands for a text that is still to be written

KeyPath = tuple[str | int, ...]
Place = tuple[int, int]  # line and column, from 1


class LocatedStr(str):
    """A string that knows its `path` in the content, `file`, `line` and `column`."""

    path: str = ""
    file: str = ""
    line: int = 0
    column: int = 0

    @classmethod
    def at(cls, value: str, path: str, file: str, place: Place) -> Self:
        """Return a string with its place."""
        text = cls(value)
        text.path, text.file, (text.line, text.column) = path, file, place
        return text

    def problem(self, code: str, message: str, hint: str = "") -> Problem:
        """Return a problem at the place of the string."""
        return Problem(self.file, self.line, self.column, code, message, hint)

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

    @property
    def written(self) -> "LocalizedText":
        """The text in those languages in which it is written already."""
        return LocalizedText({code: text for code, text in self.items() if text != TO_DO})

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = core_schema.dict_schema(
            core_schema.str_schema(), handler.generate_schema(LocatedStr), min_length=1
        )
        return core_schema.no_info_after_validator_function(cls, inner)


def as_text(value: object) -> object:
    """Return a plain string as a LocatedStr without a place, and anything else as it is."""
    return LocatedStr(value) if type(value) is str else value


@dataclass(frozen=True)
class YamlFile:
    """A parsed file: its `data`, and the place of every value and key by its path of keys."""

    file: str
    data: Any
    places: dict[KeyPath, Place] = field(repr=False)
    keys: dict[KeyPath, Place] = field(repr=False)
    address: str = ""  # the prefix of all paths: `articles/ecci`, `people`

    def place(self, path: KeyPath) -> Place:
        """Return the place of the value at a path of keys, or of its nearest parent that exists."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def problem(self, path: KeyPath, code: str, message: str, hint: str = "") -> Problem:
        """Return a problem at the value at a path of keys."""
        return Problem(self.file, *self.place(path), code, message, hint)


@dataclass
class NodeReader:
    """Converts the nodes of a file to values and collects their places and problems."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    places: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)

    def value(self, node: yaml.Node, path: KeyPath, address: str) -> Any:
        """Return the value of a node, given its path of keys and the path of texts inside it."""
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
        """Return the value of a mapping; a repeated key is a problem and its value is ignored."""
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            place = place_of(key_node)
            self.refuse_forbidden(key, place)
            if key in values:
                message = f"the key “{key}” stands twice in this mapping"
                hint = "keep one of the two; YAML would silently use the last"
                self.problems.append(
                    Problem(self.file, *place, "yaml-duplicate-key", message, hint)
                )
                continue
            self.keys[(*path, key)] = place
            values[key] = self.value(value_node, (*path, key), f"{address}/{key}")
        return values

    def scalar(self, node: yaml.ScalarNode, address: str) -> Any:
        """Return the value of a scalar: a number, true, false or null if unquoted, else a text."""
        word = node.value
        if not node.style:
            if INTEGER.fullmatch(word):
                return int(word)
            if DECIMAL.fullmatch(word):
                return float(word)
            if word in CONSTANTS:
                return CONSTANTS[word]
        self.refuse_forbidden(word, place_of(node))
        return LocatedStr.at(word, address, self.file, place_of(node))

    def refuse_forbidden(self, word: str, place: Place) -> None:
        """Report each forbidden character, which an escape such as `"\\u202e"` may stand for."""
        for letter in FORBIDDEN.findall(word):
            self.problems.append(forbidden_problem(letter, self.file, place))


def place_of(part: yaml.Node | yaml.Event) -> Place:
    """Return the place of a node or an event of the parser."""
    mark = part.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def name_of(node: yaml.Node, index: int) -> str:
    """Return the name of a list item in paths: its id, which is stable, or else its index."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "id" and isinstance(value, yaml.ScalarNode):
                return str(value.value)
    return str(index)


def leaves(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Yield every scalar of a parsed file with its path of keys."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


def parse_yaml(text: str, file: str, prefix: str) -> tuple[YamlFile | None, list[Problem]]:
    """Parse the text of a file; return None and the problems where it cannot be read.

    `prefix` is the first part of the path of every text, such as `articles/ecci`. A file may also
    be returned together with problems, such as a repeated key.
    """
    if len(text) > LARGEST_FILE:
        message = f"the file has {len(text):,} characters; {LARGEST_FILE:,} is the most"
        return None, [Problem(file, 1, 1, "file-too-large", message)]
    try:
        problems = [*forbidden_characters(text, file)] or [*aliases_and_depth(text, file)]
        node = None if problems else yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        return None, [syntax_problem(error, file)]
    if node is None:
        return None, problems or [Problem(file, 1, 1, "yaml-empty", "the file is empty")]
    reader = NodeReader(file)
    data = reader.value(node, (), prefix)
    return YamlFile(file, data, reader.places, reader.keys, prefix), reader.problems


def forbidden_characters(text: str, file: str) -> Iterator[Problem]:
    """Yield a problem for every forbidden character in the text of a file."""
    for match in FORBIDDEN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        yield forbidden_problem(match.group(), file, (line, column))


def forbidden_problem(letter: str, file: str, place: Place) -> Problem:
    """Return the problem of a forbidden character."""
    message = f"the character U+{ord(letter):04X} is not allowed in content"
    hint = "delete it; the direction of a text is set by its language, never by a character"
    return Problem(file, *place, "forbidden-character", message, hint)


def aliases_and_depth(text: str, file: str) -> Iterator[Problem]:
    """Yield the problems of aliases and of deep nesting, before anything recurses into the file."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        place = place_of(event)
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


def syntax_problem(error: yaml.MarkedYAMLError, file: str) -> Problem:
    """Return an error of PyYAML as a problem at the place that it marks."""
    mark = error.problem_mark or error.context_mark
    if "end of stream" in str(error.problem) and error.context_mark:
        mark = error.context_mark  # the start of what was never closed
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    message = " ".join(part for part in (error.problem, error.context) if part)
    hint = "a text with “: ”, “#” or a quotation mark at its start must stand in quotes"
    return Problem(file, line, column, "yaml-syntax", message, hint)
