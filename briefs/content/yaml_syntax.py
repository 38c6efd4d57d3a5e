"""Faults of YAML in the words of a person who edits it, each by a rule of its own."""

import re
from collections.abc import Callable

from briefs.content.locales import is_language
from briefs.content.syntax_fault import Finding, SyntaxFault
from briefs.content.yaml_file import Place
from briefs.content.yaml_flow import (
    arabic_comma,
    bracket,
    early_quote,
    first_letter,
    open_quote,
    unclosed,
)
from briefs.messages import counted
from briefs.problems import Message, Problem, fill

INDENTATION = {
    "did not find expected key",
    "did not find expected '-' indicator",
    "did not find expected <document start>",
    "block sequence entries are not allowed in this context",
    "block mapping entries are not allowed in this context",
}
KEY = re.compile(r"\s*(?:- +)*[\w-]+:(?:\s|$)")


def tab(fault: SyntaxFault) -> Finding | None:
    """A tab in the indentation of a line."""
    number, column = fault.place
    indent = fault.line[: len(fault.line) - len(fault.line.lstrip())]
    if "\t" not in indent or column > len(indent) + 1:
        return None
    message = fill("a tab indents this line; YAML takes spaces only")
    hint = fill("delete the tab and type spaces, as many as the lines beside it have")
    return (number, indent.index("\t") + 1), "yaml-tab", message, hint


def colon(fault: SyntaxFault) -> Finding | None:
    """A colon inside a text, or the colon of a key where none may stand."""
    if "mapping values are not allowed" not in fault.what and fault.letter != ":":
        return None
    number, column = fault.place
    before = fault.line[: column - 1]
    above = line_above(fault.lines, number)
    if above and KEY.fullmatch(f"{before}:") and ":" not in fault.lines[above - 1]:
        return keyless(fault, above)
    opened = fault.open_bracket
    if opened and opened[0] < number and KEY.fullmatch(f"{before}:"):
        return unclosed(fault, opened)
    inside = colon_in_text((number, column), before)
    return inside or too_deep(fault) or (keyless(fault, above) if above else None)


def colon_in_text(place: Place, before: str) -> Finding | None:
    """A colon in the middle of a line, given what stands before it."""
    number, column = place
    comma = max(before.rfind("،"), before.rfind("؛"))
    if comma > max(before.rfind(","), before.rfind("{")) and "{" in before:
        return arabic_comma((number, comma + 1))
    key = re.search(r"(^|[\s;:])([a-z]{2})$", before)
    if key and is_language(key[2]) and before[: key.start()].strip() not in ("", "-"):
        return language_key((number, key.start(2) + 1), before[: key.start(2)], key[2])
    if re.search(r":\s", before) or re.match(r"\s*- ", before):
        message = fill("a text with a colon and a space in it stands without quotation marks")
        hint = fill('put the whole text in quotation marks: "…: …"')
        return (number, column), "yaml-colon", message, hint
    return None


def language_key(place: Place, before: str, language: str) -> Finding:
    """The finding of a language's key in the middle of a text, where a comma or bracket lacks."""
    message = fill("“{language}:” stands inside a text", language=language)
    hint = fill("type a comma before “{language}:”", language=language)
    if before.rstrip().endswith(":"):
        hint = fill("write {{en: …, ar: …}}, each language with its text, in these brackets")
    return place, "yaml-colon", message, hint


def too_deep(fault: SyntaxFault) -> Finding | None:
    """A key that is indented deeper than its neighbour above, which has a value of its own."""
    number, _ = fault.place
    above = line_above(fault.lines, number)
    if above is None or not KEY.match(fault.line):
        return None
    if re.match(r"\s*-\w", fault.lines[above - 1]):
        message = fill("the hyphen of a list entry has no space after it")
        hint = fill("type a space after the hyphen")
        return (above, indent_of(fault.lines[above - 1]) + 1), "yaml-syntax", message, hint
    if not KEY.match(fault.lines[above - 1]):
        return None
    expected, indent = key_column(fault.lines[above - 1]), indent_of(fault.line)
    if indent <= expected:
        return None
    parent = line_above(fault.lines, above)
    if parent and fault.lines[parent - 1].rstrip().endswith(":"):
        column = key_column(fault.lines[parent - 1])
        if column >= expected:  # the line above is what stands wrong
            number, above, expected, indent = above, parent, column + 2, expected
            message = fill("this line is indented by {indent}, not enough", indent=spaces(indent))
            hint = fill(
                "indent it by {expected}: it belongs to line {above}",
                expected=spaces(expected),
                above=above,
            )
            return (number, indent + 1), "yaml-indentation", message, hint
    message = fill("this line is indented by {indent}, too deep", indent=spaces(indent))
    hint = fill(
        "indent it by {expected}: it belongs beside line {above}",
        expected=spaces(expected),
        above=above,
    )
    return (number, indent + 1), "yaml-indentation", message, hint


def keyless(fault: SyntaxFault, above: int) -> Finding:
    """A line without a key, above the line at which reading stopped."""
    line, parent = fault.lines[above - 1], line_above(fault.lines, above)
    if parent and re.search(r":\s+[|>][+-]?\s*$", fault.lines[parent - 1]):
        depth = key_column(fault.lines[parent - 1]) + 2
        message = fill("the text below | or > is not indented deeper than its key")
        hint = fill("indent its lines by {depth}", depth=spaces(depth))
        return (above, indent_of(line) + 1), "yaml-indentation", message, hint
    message = fill("the line has no key: a colon with a space after it is missing")
    hint = fill("write key: value, with a space after the colon")
    return (above, indent_of(line) + 1), "yaml-colon", message, hint


def indentation(fault: SyntaxFault) -> Finding | None:
    """A line that is indented like no block above it."""
    if fault.what not in INDENTATION:
        return None
    number, indent = fault.place[0], indent_of(fault.line)
    is_item = fault.line.lstrip().startswith("- ")
    blocks: dict[int, int] = {}  # the columns at which open blocks begin → the line of each
    for above in range(number - 1, 0, -1):
        line = fault.lines[above - 1]
        depth = indent_of(line) if is_item else key_column(line)
        is_open = is_content(line) and (not is_item or line.lstrip().startswith("- "))
        if is_open and depth < min(blocks, default=1000):
            blocks[depth] = above
    message = fill(
        "this line is indented by {indent}, like no block above it", indent=spaces(indent)
    )
    near = sorted(blocks, key=lambda depth: abs(depth - indent))[:2]
    near = [depth for depth in near if depth != indent] or near
    if not near:
        return None
    listed = [
        fill("{depth}, as line {line}", depth=spaces(depth), line=blocks[depth]) for depth in near
    ]
    if len(listed) == 2:
        hint = fill("indent it by {first}, or by {second}", first=listed[0], second=listed[1])
    else:
        hint = fill("indent it by {first}", first=listed[0])
    return (number, indent + 1), "yaml-indentation", message, hint


def other_faults(fault: SyntaxFault) -> Finding | None:
    """Faults that PyYAML names by words of their own."""
    if "could not find expected ':'" in fault.what:
        return keyless(fault, fault.opened[0])
    for part, message, hint in OTHERS:
        if part in fault.what:
            return fault.place, "yaml-syntax", message, hint
    return None


# Words of PyYAML → the message and hint of the problem.
OTHERS = (
    (
        "another document",
        fill("a second document begins here"),
        fill("delete the line ---: a file has one document"),
    ),
    (
        "unknown escape",
        fill("a backslash begins a code in double quotation marks; this is none"),
        fill("put single quotation marks around the text, or write \\\\ for a backslash"),
    ),
    (
        "comment or line break",
        fill("the text stands in the line of its | or >"),
        fill("begin the text in the next line, two spaces deeper"),
    ),
)
RULES: tuple[Callable[[SyntaxFault], Finding | None], ...] = (
    *(tab, open_quote, early_quote, colon, bracket, indentation, first_letter, other_faults),
)


def syntax_problem(fault: SyntaxFault, file: str) -> Problem:
    """Return an error of PyYAML as a problem, by the first rule that explains it."""
    for rule in RULES:
        found = rule(fault)
        if found is not None:
            place, code, message, hint = found
            return Problem(file, *place, code, message, hint)
    message = fill("this cannot be read: {what}", what=fault.what)
    hint = fill("a text with “: ”, “#” or a quotation mark at its start must stand in quotes")
    return Problem(file, *fault.place, "yaml-syntax", message, hint)


def spaces(count: int) -> Message:
    """Return how many spaces indent a line."""
    return counted("{count} space", "{count} spaces", count=count)


def is_content(line: str) -> bool:
    """Return whether a line has more than a comment."""
    return line.strip() != "" and not line.lstrip().startswith("#")


def line_above(lines: list[str], number: int) -> int | None:
    """Return the number of the nearest line with content above another."""
    return next((above for above in range(number - 1, 0, -1) if is_content(lines[above - 1])), None)


def indent_of(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def key_column(line: str) -> int:
    """Return the column, from 0, of the key of a line, after the hyphens of a list item."""
    found = re.match(r" *(?:- +)*", line)
    return found.end() if found else 0
