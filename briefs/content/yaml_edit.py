"""One text of a YAML file written anew, and no other byte of the file."""

import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

import yaml

from briefs.content.yaml_file import KeyPath, LocatedStr, parse_yaml
from briefs.problems import Problem

BY_HAND = "edit the file by hand"


def splice_texts(text: str, edits: Iterable[tuple[LocatedStr, str]]) -> tuple[str, list[Problem]]:
    """A file with several of its texts written anew; the last first, so that no place moves."""
    problems: list[Problem] = []
    for was, new in sorted(edits, key=lambda one: (one[0].line, one[0].column), reverse=True):
        text, refused = splice_text(text, was, new)
        problems += refused
    return text, problems


def splice_text(text: str, was: LocatedStr, new: str) -> tuple[str, list[Problem]]:
    """A file's text with the value of `was`, at its place, replaced by `new`.

    The author's quotes, line breaks and comments stay; where the file would not parse to the same
    data with that one value changed, it comes back as it was, with a problem.
    """
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    if plain.replace("\n", end_of_line) != text:
        return text, [refused(was, "the file mixes two kinds of line ends")]
    old, problems = parse_yaml(plain, was.file, "")
    if old is None or problems:
        return text, [refused(was, "the file can no longer be read")]
    scalar, path = scalar_at(plain, was), path_of(old.places, old.data, was)
    if scalar is None or path is None:
        return text, [refused(was, "its place in the file now holds something else")]
    style, start, end = scalar
    if plain[start] in "&!":
        return text, [refused(was, "it has an anchor or a tag")]
    expected = repr(changed(old.data, path, new))
    for candidate in candidates(plain[start:end], style, (was, new)):
        made = plain[:start] + candidate + plain[end:]
        read, problems = parse_yaml(made, was.file, "")
        if read and not problems and repr(read.data) == expected:
            return made.replace("\n", end_of_line), []
    return text, [refused(was, "it cannot be written there without changing something else")]


def refused(was: LocatedStr, why: str) -> Problem:
    """The problem of a text that is left as it was."""
    message = f"the text was not changed: {why}"
    return Problem(was.file, was.line, was.column, "edit-refused", message, BY_HAND)


def scalar_at(text: str, was: LocatedStr) -> tuple[str | None, int, int] | None:
    """The style, start and end of the scalar that starts where a text stands."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        start, end = event.start_mark, event.end_mark
        there = start and (start.line + 1, start.column + 1) == (was.line, was.column)
        if isinstance(event, yaml.ScalarEvent) and there and start and end:
            return event.style, start.index, end.index
    return None


def path_of(places: dict[KeyPath, tuple[int, int]], data: Any, was: LocatedStr) -> KeyPath | None:
    """The path of the value at a text's place, if it still is that text."""
    for path, place in places.items():
        if place == (was.line, was.column) and follow(data, path) == was:
            return path
    return None


def follow(data: Any, path: KeyPath) -> Any:
    """The value at a path of keys."""
    for key in path:
        data = data[key]
    return data


def changed(data: Any, path: KeyPath, new: str) -> Any:
    """Parsed data with one value replaced, in place."""
    follow(data, path[:-1])[path[-1]] = LocatedStr(new)
    return data


def candidates(raw: str, style: str | None, edit: tuple[str, str]) -> Iterator[str]:
    """Ways to write a text, the nearest to the author's own first; any of them may be wrong."""
    new = edit[1]
    block = style in (">", "|") and "\n" in raw
    head, body = raw.split("\n", 1) if block else ("", raw)
    space = body[len(body.rstrip()) :] if block else ""
    words = reworded(body, style if style in ("'", '"') else "", edit)
    if words is not None:
        yield f"{head}\n{words}" if block else words
    if block:
        yield f"{head}\n{filled(body, style == '>', new)}{space}"
    elif style == "'":
        yield f"""'{new.replace("'", "''")}'"""
    elif style is None:
        yield new
    if "#" not in head:  # a comment beside the block’s indicator would be lost
        yield json.dumps(new, ensure_ascii=False) + space


def reworded(body: str, quote: str | None, edit: tuple[str, str]) -> str | None:
    """The author's writing with only the words changed that differ; None where it has escapes."""
    core = body[1:-1] if quote else body.strip()
    old, new = (text if quote else text.strip() for text in edit)
    made = replace_words(core, old, new) if core.split() == old.split() else None
    return body.replace(core, made, 1) if core and made is not None else None


def replace_words(written: str, old: str, new: str) -> str | None:
    """Return `written` with those words and spaces replaced that differ between `old` and `new`.

    `written` is `old` with other words or spaces, such as folded lines; None where the two do not
    have words and spaces in the same order.
    """
    own, before, after = (re.findall(r"\s+|\S+", text) for text in (written, old, new))
    if [token.isspace() for token in own] != [token.isspace() for token in before]:
        return None
    made: list[str] = []
    for kind, start, end, first, last in SequenceMatcher(None, before, after, False).get_opcodes():
        made += own[start:end] if kind == "equal" else after[first:last]
    return "".join(made)


def filled(body: str, folded: bool, new: str) -> str:
    """The lines of a block: indented as the author's, and folded at the width of the longest."""
    lines = body.rstrip().split("\n")
    indent = " " * (len(lines[0]) - len(lines[0].lstrip()))
    if not folded:
        return textwrap.indent(new.rstrip("\n"), indent)
    width = max(map(len, lines))
    paragraphs = [
        textwrap.fill(
            one, width, initial_indent=indent, subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        )
        for one in new.rstrip("\n").split("\n")
    ]  # fmt: skip
    return "\n\n".join(paragraphs)
