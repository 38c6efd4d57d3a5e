"""An item of the content as the desk edits it: where it stands, and the model of its keys.

An item is a mapping of a YAML file with an address such as `articles/ecci/positions/de-troops`: a
statement, a text in its languages, an article. A new statement has `+` in the place of its id.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from briefs.content import (
    Article,
    Caution,
    Event,
    ExpertView,
    Figure,
    KeyPath,
    Library,
    Poll,
    Position,
    Result,
    YamlFile,
    is_language,
)

NEW = "+"  # in the place of the id of a new statement
NEW_KINDS: Mapping[str, type[BaseModel]] = {
    "positions": Position,
    "experts": ExpertView,
    "figures": Figure,
    "events": Event,
}
# By the list that an item stands in.
MODELS: Mapping[str, type[BaseModel]] = {
    **NEW_KINDS,
    "polls": Poll,
    "results": Result,
    "cautions": Caution,
}


@dataclass(frozen=True)
class Item:
    """An item: its file, its path of keys there, its data (a new one has none) and its model.

    A text has no model: its keys are languages.
    """

    address: str
    file: YamlFile
    path: KeyPath
    data: Any
    model: type[BaseModel] | None = field(default=None, repr=False)

    @property
    def key(self) -> str:
        """The last key of its path; empty for a whole file."""
        return next((key for key in reversed(self.path) if isinstance(key, str)), "")

    @property
    def is_new(self) -> bool:
        """Whether the item is still to be written."""
        return self.address.endswith(f"/{NEW}")


def find_item(library: Library, address: str) -> Item | None:
    """Return the item at an address, or the nearest around what is there; None where none is.

    A text that is in no item with a model, such as the title of a brief, is an item itself.
    """
    file = file_of(library, address)
    if file is None:
        return None
    items = list(items_on(file, address.removeprefix(file.address)))
    if items and items[-1] is None:
        return None
    found = [item for item in reversed(items) if item and isinstance(item.data, dict)]
    with_model = (item for item in found if item.model)
    texts = (item for item in found if item.data and all(map(is_language, item.data)))
    return next(with_model, next(texts, None))


def whole_file(library: Library, address: str) -> Item | None:
    """Return a whole file as an item; None where no file has this address."""
    file = file_of(library, address)
    found = file is not None and file.address == address and isinstance(file.data, dict)
    return next(items_on(file, "")) if file and found else None


def items_on(file: YamlFile, names: str) -> Iterator[Item | None]:
    """Yield what is on the way to an address in a file, from the whole file on; None at its end."""
    path: KeyPath = ()
    data, address = file.data, file.address
    yield Item(address, file, path, data, model_of(file, path))
    for name in filter(None, names.split("/")):
        key = key_of(data, name)
        if key is None:
            yield None
            return
        data, path, address = item_below(data, key), (*path, key), f"{address}/{name}"
        yield Item(address, file, path, data, model_of(file, path))


def file_of(library: Library, address: str) -> YamlFile | None:
    """Return the file with the longest address that an address begins with."""
    found = [one for one in library.files.values() if f"{address}/".startswith(f"{one.address}/")]
    return max(found, key=lambda one: len(one.address), default=None)


def key_of(data: Any, name: str) -> str | int | None:
    """Return the key of a mapping, or the index in a list of the item with an id, for a name."""
    if isinstance(data, dict):
        return name if name in data or name in NEW_KINDS else None
    if not isinstance(data, list):
        return None
    if name == NEW:
        return len(data)
    for index, item in enumerate(data):
        if isinstance(item, dict) and str(item.get("id")) == name:
            return index
    return int(name) if name.isdecimal() and int(name) < len(data) else None


def item_below(data: Any, key: str | int) -> Any:
    """Return the value of a key; an empty list or mapping for one that is still to be written."""
    if isinstance(data, dict):
        return data.get(key, [])
    return data[key] if int(key) < len(data) else {}


def model_of(file: YamlFile, path: KeyPath) -> type[BaseModel] | None:
    """Return the model of the item at a path of keys; None for a text."""
    if not path:
        return Article if file.address.startswith("articles/") else None
    if len(path) < 2 or not isinstance(path[-1], int):
        return None
    return MODELS.get(str(path[-2]))


def address_of(file: YamlFile, path: KeyPath) -> str:
    """Return the address of the value at a path of keys, which names items by their ids."""
    address, data = file.address, file.data
    for key in path:
        data = data[key]
        name = data.get("id", key) if isinstance(key, int) and isinstance(data, dict) else key
        address = f"{address}/{name}"
    return address
