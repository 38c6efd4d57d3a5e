"""A parsed YAML file: plain values, of which each text knows its file, line, column and path."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from briefs.problems import NO_HINT, Message, Problem

TO_DO = "TODO"  # stands for a text that is still to be written
NAMES = "x-names"  # marks a type in a schema by the kind of its names, which a project has

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

    def problem(self, code: str, message: Message, hint: Message = NO_HINT) -> Problem:
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
    def written(self) -> Self:
        """The text in those languages in which it is written already."""
        return type(self)({code: text for code, text in self.items() if text != TO_DO})

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = core_schema.dict_schema(
            core_schema.str_schema(), handler.generate_schema(LocatedStr), min_length=1
        )
        return core_schema.no_info_after_validator_function(cls, inner)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "object", NAMES: cls.__name__}


class PartialText(LocalizedText):
    """A text that a language lacks where it needs none; that language then has no key."""


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
    # The top-level keys of which a part could not be read, and the ids in that part.
    cut_keys: frozenset[str] = frozenset()
    cut_ids: frozenset[str] = frozenset()
    # The values that a comment follows without two spaces before it: its place and its words.
    comments: dict[KeyPath, tuple[Place, str]] = field(default_factory=dict, repr=False)

    def place(self, path: KeyPath) -> Place:
        """Return the place of the value at a path of keys, or of its nearest parent that exists."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def problem(
        self, path: KeyPath, code: str, message: Message, hint: Message = NO_HINT
    ) -> Problem:
        """Return a problem at the value at a path of keys."""
        return Problem(self.file, *self.place(path), code, message, hint)

    def below(self, key: str) -> "YamlFile | None":
        """Return the mapping under a key as a file of its own; None where there is no such key."""
        if not isinstance(self.data, dict) or key not in self.data:
            return None
        places, keys = (
            {path[1:]: place for path, place in known.items() if path[:1] == (key,)}
            for known in (self.places, self.keys)
        )
        comments = {path[1:]: one for path, one in self.comments.items() if path[:1] == (key,)}
        address = f"{self.address}/{key}"
        return YamlFile(self.file, self.data[key], places, keys, address, comments=comments)


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
