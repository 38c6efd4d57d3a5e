"""Replaces one text of a YAML file and leaves every other byte of the file as it was."""

import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

import yaml

from briefs.content.validation import value_at
from briefs.content.yaml_file import KeyPath, LocatedStr
from briefs.content.yaml_reader import parse_yaml, place_of
from briefs.problems import Message, Problem, fill


def splice_texts(text: str, edits: Iterable[tuple[LocatedStr, str]]) -> tuple[str, list[Problem]]:
    """Return the text of a file with several of its texts replaced, as `splice_text` does it."""
    problems: list[Problem] = []
    # From the end of the file, so that the places of the remaining edits stay valid.
    for old, new in sorted(edits, key=lambda edit: (edit[0].line, edit[0].column), reverse=True):
        text, refused = splice_text(text, old, new)
        problems += refused
    return text, problems


def splice_text(text: str, old: LocatedStr, new: str) -> tuple[str, list[Problem]]:
    """Return the text of a file with the value `old`, at its place, replaced by `new`.

    The author's quotes, line breaks and comments stay. If no way of writing `new` gives a file
    with the same data but for this value, the file is returned unchanged, with a problem.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    if plain.replace("\n", line_end) != text:
        return text, [refusal(old, fill("the file mixes two kinds of line ends"))]
    file, problems = parse_yaml(plain, old.file, "")
    if file is None or problems:
        return text, [refusal(old, fill("the file can no longer be read"))]
    scalar, path = scalar_at(plain, old), path_of(file.places, file.data, old)
    if scalar is None or path is None:
        return text, [refusal(old, fill("its place in the file now holds something else"))]
    style, start, end = scalar
    if plain[start] in "&!":
        return text, [refusal(old, fill("it has an anchor or a tag"))]
    value_at(file.data, path[:-1])[path[-1]] = LocatedStr(new)
    expected = repr(file.data)
    for scalar_text in candidates(plain[start:end], style, old, new):
        edited = plain[:start] + scalar_text + plain[end:]
        file, problems = parse_yaml(edited, old.file, "")
        if file and not problems and repr(file.data) == expected:
            return edited.replace("\n", line_end), []
    return text, [refusal(old, fill("it cannot be written there without changing something else"))]


def refusal(text: LocatedStr, why: Message) -> Problem:
    """Return the problem of a text that is not replaced."""
    return text.problem(
        "edit-refused",
        fill("the text was not changed: {why}", why=why),
        fill("edit the file by hand"),
    )


def scalar_at(file: str, text: LocatedStr) -> tuple[str | None, int, int] | None:
    """Return the style, start and end of the scalar at a text's place; None if there is none."""
    for event in yaml.parse(file, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent) and place_of(event) == (text.line, text.column):
            start, end = event.start_mark, event.end_mark
            return (event.style, start.index, end.index) if start and end else None
    return None


def path_of(places: dict[KeyPath, tuple[int, int]], data: Any, text: LocatedStr) -> KeyPath | None:
    """Return the path of keys to the value at a text's place, if its value is still that text."""
    for path, place in places.items():
        if place == (text.line, text.column) and value_at(data, path) == text:
            return path
    return None


def candidates(raw: str, style: str | None, old: str, new: str) -> Iterator[str]:
    """Yield ways to write a text, the most like the author's `raw` first; each may be wrong YAML.

    `style` is that of the scalar: `'`, `"`, `>`, `|`, or None for a plain one.
    """
    is_block = style in (">", "|") and "\n" in raw
    head, body = raw.split("\n", 1) if is_block else ("", raw)
    space = body[len(body.rstrip()) :] if is_block else ""
    reworded = with_new_words(body, style if style in ("'", '"') else "", old, new)
    if reworded is not None:
        yield f"{head}\n{reworded}" if is_block else reworded
    if is_block:
        yield f"{head}\n{block(body, style == '>', new)}{space}"
    elif style == "'":
        yield f"""'{new.replace("'", "''")}'"""
    elif style is None:
        yield new
    if "#" not in head:  # a comment beside the block’s indicator would be lost
        yield json.dumps(new, ensure_ascii=False) + space


def with_new_words(body: str, quote: str | None, old: str, new: str) -> str | None:
    """Return a scalar with only the differing words replaced; None if it has escapes."""
    core = body[1:-1] if quote else body.strip()
    if not quote:
        old, new = old.strip(), new.strip()
    reworded = replace_words(core, old, new) if core.split() == old.split() else None
    return body.replace(core, reworded, 1) if core and reworded is not None else None


def replace_words(written: str, old: str, new: str) -> str | None:
    """Return `written` with those words and spaces replaced that differ between `old` and `new`.

    `written` is `old` with other words or spaces, such as folded lines; None where the two do not
    have words and spaces in the same order.
    """
    own, before, after = (re.findall(r"\s+|\S+", text) for text in (written, old, new))
    if [token.isspace() for token in own] != [token.isspace() for token in before]:
        return None
    tokens: list[str] = []
    for kind, start, end, first, last in SequenceMatcher(None, before, after, False).get_opcodes():
        tokens += own[start:end] if kind == "equal" else after[first:last]
    return "".join(tokens)


def block(body: str, is_folded: bool, new: str) -> str:
    """Return the lines of a block scalar: indented, and folded if it is, as the author's `body`."""
    lines = body.rstrip().split("\n")
    indent = " " * (len(lines[0]) - len(lines[0].lstrip()))
    if not is_folded:
        return textwrap.indent(new.rstrip("\n"), indent)
    wrapper = textwrap.TextWrapper(
        max(map(len, lines)),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n\n".join(map(wrapper.fill, new.rstrip("\n").split("\n")))
