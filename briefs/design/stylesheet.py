"""Checks a style sheet: what no CSS parser can read, and what would be fetched from elsewhere."""

import re
from collections.abc import Iterator
from typing import Any

from briefs.problems import Problem, fill

# An escape could hide each of the others.
SUSPECT = re.compile(r"\\|url|@import|<!--|-->|/\*(?:(?!\*/).)*$", re.IGNORECASE | re.DOTALL)
PARTS = re.compile(r"""/\*.*?\*/|"[^"\n\r\f]*"|'[^'\n\r\f]*'|["'{}()\[\]]""", re.DOTALL)
PAIRS = {"{": "}", "(": ")", "[": "]"}


def css_problems(css: str, file: str) -> Iterator[Problem]:
    """Yield the places of a style sheet that cannot be read, or that name another file."""
    if not is_plain(css):
        yield from faults(css, file)


def faults(css: str, file: str) -> Iterator[Problem]:
    """Yield what a parser of CSS finds; it takes a hundred times as long as `is_plain`."""
    import tinycss2  # noqa: PLC0415  (only where something may be wrong)

    for node in tokens_in(tinycss2.parse_component_value_list(css)):
        place = node.source_line, node.source_column
        if node.type == "error":
            message = fill("this cannot be read as CSS: {why}", why=node.message)
            hint = fill("is a quotation mark or a bracket not closed, or one too many?")
            yield Problem(file, *place, "css-syntax", message, hint)
        elif node.type == "url" or getattr(node, "lower_name", "") == "url":
            message = fill("url() names another file, and nothing is fetched")
            hint = fill("delete it; fonts come from the folder of fonts, and there are no pictures")
            yield Problem(file, *place, "css-url", message, hint)
        elif node.type == "at-keyword" and node.lower_value == "import":
            message = fill("@import names another file, and nothing is fetched")
            hint = fill("copy its rules to this place")
            yield Problem(file, *place, "css-url", message, hint)
    opened = unclosed(css)
    if opened is not None:
        message, hint = fill("this {{ is not closed"), fill("type }} where the rule ends")
        yield Problem(file, *opened, "css-syntax", message, hint)


def is_plain(css: str) -> bool:
    """Return whether a style sheet has no fault that a reading without a parser could overlook.

    Its strings and comments end, its brackets are pairs, and nothing in it looks like an address.
    """
    if SUSPECT.search(css):
        return False
    opened: list[str] = []
    for match in PARTS.finditer(css):
        part = match[0]
        if part in PAIRS:
            opened.append(PAIRS[part])
        elif len(part) == 1 and (part in "\"'" or not opened or opened.pop() != part):
            return False
    return not opened


def tokens_in(nodes: list[Any]) -> Iterator[Any]:
    """Yield every token of a style sheet, those in blocks and functions included."""
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        yield node
        inner = getattr(node, "content", None) or getattr(node, "arguments", None)
        waiting += reversed(inner if isinstance(inner, list) else [])


def unclosed(css: str) -> tuple[int, int] | None:
    """Return the place of the first `{` that is never closed; strings and comments do not count."""
    opened: list[int] = []
    for match in re.finditer(r"""/\*.*?(?:\*/|$)|"[^"\n]*"|'[^'\n]*'|[{}]""", css, re.DOTALL):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            opened.pop()
    if not opened:
        return None
    before = css[: opened[0]]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
