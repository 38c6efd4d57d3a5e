"""Sets, adds and deletes values of a YAML file, and leaves every other byte of it as it was.

A change is made in the text, at the marks of PyYAML's nodes, and holds only if the new text has the
data that is expected: the old data with this one change.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import yaml

from briefs.content.validation import value_at
from briefs.content.yaml_edit import refusal, splice_text
from briefs.content.yaml_file import KeyPath, LocatedStr
from briefs.content.yaml_reader import parse_yaml
from briefs.problems import Problem, fill

DELETED = None  # the new value of a key that is to go


@dataclass(frozen=True)
class Change:
    """A new value at a path of keys; DELETED takes the key out, with a parent that has no other.

    An index one past the end of a list adds an item. `order` has the keys of the mapping in the
    order in which a new one is put among them.
    """

    path: KeyPath
    value: Any
    order: Sequence[str] = field(default=(), compare=False)


def change_values(text: str, file: str, changes: Iterable[Change]) -> tuple[str, list[Problem]]:
    """Return the text of a file with some changes, one after the other; or as it was, and why."""
    original = text
    for change in changes:
        text, problems = change_value(text, file, change)
        if problems:
            return original, problems
    return text, []


def change_value(text: str, file: str, change: Change) -> tuple[str, list[Problem]]:
    """Return the text of a file with one change; unchanged, with a problem, where none works."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    parsed, problems = parse_yaml(plain, file, "")
    if parsed is None or problems or plain.replace("\n", line_end) != text:
        return text, [refused_at(file, 1, 1)]
    old = value_at(parsed.data, change.path)
    if isinstance(old, LocatedStr) and isinstance(change.value, str):
        return splice_text(text, old, change.value)
    change = with_parents(parsed.data, change)
    with suppress(LookupError, TypeError):  # of a path that leads nowhere
        wanted = canonical(changed_data(parsed.data, change))
        for edited in candidates(plain, change):
            again, problems = parse_yaml(edited, file, "")
            if again and not problems and canonical(again.data) == wanted:
                return edited.replace("\n", line_end), []
    return text, [refused_at(file, *parsed.place(change.path))]


def refused_at(file: str, line: int, column: int) -> Problem:
    """Return the problem of a value that is not changed."""
    place = LocatedStr.at("", "", file, (line, column))
    return refusal(place, fill("it cannot be written there without changing something else"))


def canonical(data: Any) -> str:
    """Return data as a text that is the same for the same data in any order of keys."""
    return json.dumps(data, sort_keys=True)


def with_parents(data: Any, change: Change) -> Change:
    """Return a change of a value whose parent exists: one of the parent in place of its only part.

    A parent that is to be added has the value as its only part; one that loses its only part goes.
    """
    path, value = change.path, change.value
    while len(path) > 1:
        parent, last = value_at(data, path[:-1]), path[-1]
        alone = value is DELETED and isinstance(parent, dict | list) and len(parent) == 1
        if (not alone and parent is not None) or (
            parent is None and isinstance(last, int) and last
        ):
            break
        if value is not DELETED:
            value = {last: value} if isinstance(last, str) else [value]
        path = path[:-1]
    return Change(path, value, change.order)


def changed_data(data: Any, change: Change) -> Any:
    """Return data with a change."""
    data = deepcopy(data)
    *above, last = change.path
    parent = value_at(data, tuple(above))
    if change.value is DELETED:
        del parent[last]
    elif isinstance(parent, list) and last == len(parent):
        parent.append(change.value)
    else:
        parent[last] = change.value
    return data


def candidates(text: str, change: Change) -> Iterable[str]:
    """Yield the texts that a change may give, the best first; each may be wrong."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    *above, last = change.path
    parent = node_at(root, above)
    existing = node_at(root, change.path)
    if existing is not None and parent is not None:
        make: Callable[..., Iterable[str]] = (
            without_entry if change.value is DELETED else with_other_value
        )
        yield from make(text, parent, change)
    elif isinstance(parent, yaml.CollectionNode) and change.value is not DELETED:
        if parent.flow_style:
            yield from added_in_brackets(text, parent, last, change.value)
        else:
            yield added_below(text, parent, change)


def node_at(node: Any, path: Iterable[str | int]) -> Any:
    """Return the node at a path of keys; None where there is none."""
    for key in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == key), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            node = node.value[key] if key < len(node.value) else None
        else:
            return None
    return node


def content_end(node: Any, text: str) -> int:
    """Return the index after the last letter of a node, before comments and empty lines."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return content_end(last[1] if isinstance(last, tuple) else last, text)
    start, end = node.start_mark.index, node.end_mark.index
    return int(start) + len(text[start:end].rstrip())


def entry_of(parent: Any, last: str | int) -> tuple[int, Any, int]:
    """Return an entry of a collection: the index at which it begins, its value, its number."""
    if isinstance(parent, yaml.MappingNode):
        names = [name.value for name, _ in parent.value]
        number = names.index(last)
        return parent.value[number][0].start_mark.index, parent.value[number][1], number
    number = int(last)
    return parent.value[number].start_mark.index, parent.value[number], number


def with_other_value(text: str, parent: Any, change: Change) -> Iterable[str]:
    """Yield texts in which an entry has another value; a mapping in a block stays a block."""
    start, node, number = entry_of(parent, change.path[-1])
    end = content_end(node, text)
    if isinstance(parent, yaml.MappingNode):
        start = text.index(":", parent.value[number][0].end_mark.index) + 1
        if has_comment(text[start:end]):
            return
        if isinstance(change.value, dict) and not parent.flow_style:
            column = parent.start_mark.column + 2
            yield f"{text[:start]}\n{as_block(change.value, column)}{text[end:]}"
    for words in inline(change.value, bool(parent.flow_style)):
        yield text[:start] + (" " if text[start - 1] == ":" else "") + words + text[end:]


def without_entry(text: str, parent: Any, change: Change) -> Iterable[str]:
    """Yield a text without an entry of a collection: its lines, or its part between commas."""
    start, node, number = entry_of(parent, change.path[-1])
    end = content_end(node, text)
    if has_comment(text[start:end]):
        return
    if not parent.flow_style:
        line = text.rfind("\n", 0, start) + 1
        after = text.find("\n", end) + 1 or len(text)
        if not text[line:start].strip(" -"):
            yield text[:line] + text[after:]
        return
    if number + 1 < len(parent.value):
        following = entry_of_number(parent, number + 1)
        yield text[:start] + text[following:]
    else:
        before = text.rfind(",", parent.start_mark.index, start)
        yield text[: before if before >= 0 else start] + text[end:]


def entry_of_number(parent: Any, number: int) -> int:
    """Return the index at which an entry of a collection begins, by its number."""
    entry = parent.value[number]
    node = entry[0] if isinstance(entry, tuple) else entry
    return int(node.start_mark.index)


def added_in_brackets(text: str, parent: Any, last: str | int, value: Any) -> Iterable[str]:
    """Yield a text with an entry more at the end of a list or mapping in brackets."""
    end = parent.end_mark.index - 1
    start = end - len(text[:end]) + len(text[:end].rstrip())
    comma = ", " if parent.value else ""
    name = f"{last}: " if isinstance(parent, yaml.MappingNode) else ""
    for words in inline(value, in_brackets=True):
        yield text[:start] + comma + name + words + text[end:]


def added_below(text: str, parent: Any, change: Change) -> str:
    """Return a text with an entry more in a block: an item at its end, a key in its order."""
    last = change.path[-1]
    column = parent.start_mark.column
    number = len(parent.value) - 1
    if isinstance(parent, yaml.MappingNode) and last in change.order:
        before = change.order[: change.order.index(str(last))]
        names = [name.value for name, _ in parent.value]
        number = max((names.index(name) for name in before if name in names), default=number)
    entry = parent.value[number]
    end = content_end(entry[1] if isinstance(entry, tuple) else entry, text)
    line_end = text.find("\n", end)
    at = len(text) if line_end < 0 else line_end
    if isinstance(parent, yaml.MappingNode):
        words = as_block({last: change.value}, column)
    else:
        words = as_item(change.value, column)
    return f"{text[:at]}\n{words}{text[at:]}"


def has_comment(text: str) -> bool:
    """Return whether a part of a file has what looks like a comment."""
    return " #" in text or "\n#" in text


def as_item(value: Any, column: int) -> str:
    """Return a value as an item of a list in block style, whose dash stands in a column."""
    indent = " " * column
    if not isinstance(value, dict):
        return f"{indent}- {next(iter(inline(value)))}"
    return f"{indent}- {as_block(value, column + 2).lstrip()}"


def as_block(mapping: dict[Any, Any], column: int) -> str:
    """Return a mapping in block style, each key in a line, whose keys stand in a column."""
    indent = " " * column
    lines = []
    for key, value in mapping.items():
        if isinstance(value, dict):
            lines.append(f"{indent}{key}:\n{as_block(value, column + 2)}")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            items = "\n".join(as_item(item, column + 2) for item in value)
            lines.append(f"{indent}{key}:\n{items}")
        else:
            lines.append(f"{indent}{key}: {next(iter(inline(value)))}")
    return "\n".join(lines)


def inline(value: Any, in_brackets: bool = False) -> list[str]:
    """Return the ways to write a value in one line: without quotation marks if that is the same."""
    if isinstance(value, dict):
        entries = (f"{key}: {inline(item, True)[0]}" for key, item in value.items())
        return ["{" + ", ".join(entries) + "}"]
    if isinstance(value, list | tuple):
        return ["[" + ", ".join(inline(item, True)[0] for item in value) + "]"]
    if not isinstance(value, str):
        return [json.dumps(value)]
    quoted = json.dumps(value, ensure_ascii=False)
    around = "[{}]\n" if in_brackets else "- {}\n"
    parsed, problems = parse_yaml(around.format(value), "", "")
    same = parsed is not None and not problems and parsed.data == [value]
    return [value, quoted] if same else [quoted]
