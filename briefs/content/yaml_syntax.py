"""Faults of YAML in the words of a person who edits it, each by a rule of its own."""

import re
from collections.abc import Callable

from briefs.content.syntax_fault import SyntaxFault
from briefs.content.yaml_file import Place
from briefs.problems import Message, Problem, fill

Finding = tuple[Place, str, Message, Message]  # place, code, message, hint

INDENTATION = {
    "did not find expected key",
    "did not find expected '-' indicator",
    "did not find expected <document start>",
    "block sequence entries are not allowed in this context",
    "block mapping entries are not allowed in this context",
}
KEY_IN_TEXT = re.compile(r",\s*[\w-]+:\s*$")  # what a text has that ends at the next one's mark
KEY = re.compile(r"\s*(?:- +)*[\w-]+:(?:\s|$)")
SIGN_BEFORE = re.compile(r"([*&!])[^\s,]+\s+$")
COMMENT = re.compile(r"""(?:[^"'#]|"[^"]*"|'[^']*'|(?<!\s)#)*?\s(#)""")


def tab(fault: SyntaxFault) -> Finding | None:
    """A tab in the indentation of a line."""
    number, column = fault.place
    indent = fault.line[: len(fault.line) - len(fault.line.lstrip())]
    if "\t" not in indent or column > len(indent) + 1:
        return None
    message = fill("a tab indents this line; YAML takes spaces only")
    hint = fill("delete the tab and type spaces, as many as the lines beside it have")
    return (number, indent.index("\t") + 1), "yaml-tab", message, hint


def open_quote(fault: SyntaxFault) -> Finding | None:
    """A quotation mark without its partner, where it was opened."""
    place = None
    if "end of stream" in fault.what and "quoted" in str(fault.error.context):
        place = fault.opened
    elif fault.quoted is not None and fault.quoted.start_mark.line < fault.quoted.end_mark.line:
        start, end = fault.quoted.start_mark, fault.quoted.end_mark
        if end.line + 1 == fault.place[0]:  # the next mark closed it, and nothing fits after that
            place = (start.line + 1, start.column + 1)
    elif fault.quoted is not None and KEY_IN_TEXT.search(fault.quoted.value):
        place = (fault.quoted.start_mark.line + 1, fault.quoted.start_mark.column + 1)
    if place is None:
        return None
    mark = fault.lines[place[0] - 1][place[1] - 1]
    message = fill("the quotation mark {mark} that opens here is never closed", mark=mark)
    hint = fill("type {mark} where the text ends, in this line or below", mark=mark)
    return place, "yaml-quote", message, hint


def early_quote(fault: SyntaxFault) -> Finding | None:
    """A quotation mark inside a text in quotation marks, which ends the text."""
    token, (number, column) = fault.quoted, fault.place
    if token is None or token.end_mark.line + 1 != number:
        return None
    between = fault.line[token.end_mark.column : column - 1]
    if between.strip() or fault.letter in (",", "}", "]", ""):
        return None
    mark = token.style
    message = fill("the text ends at this {mark}, and more letters follow", mark=mark)
    other = '"' if mark == "'" else "'"
    hint = fill("inside the text write “ ” or ’, or put {other} around the whole text", other=other)
    return (number, token.end_mark.column), "yaml-quote", message, hint


def colon(fault: SyntaxFault) -> Finding | None:
    """A colon inside a text, or the colon of a key where none may stand."""
    if "mapping values are not allowed" not in fault.what and fault.letter != ":":
        return None
    number, column = fault.place
    before = fault.line[: column - 1]
    opened = fault.open_bracket
    if opened and opened[0] < number and KEY.fullmatch(f"{before}:"):
        return unclosed(fault, opened)
    comma = max(before.rfind("،"), before.rfind("؛"))
    if comma > max(before.rfind(","), before.rfind("{")) and "{" in before:
        return arabic_comma((number, comma + 1))
    if re.search(r":\s", before) or re.match(r"\s*- ", before):
        message = fill("a text with a colon and a space in it stands without quotation marks")
        hint = fill('put the whole text in quotation marks: "…: …"')
        return (number, column), "yaml-colon", message, hint
    return too_deep(fault) or keyless(fault)


def too_deep(fault: SyntaxFault) -> Finding | None:
    """A key that is indented deeper than its neighbour above, which has a value of its own."""
    number, _ = fault.place
    above = line_above(fault.lines, number)
    if above is None or not KEY.match(fault.line) or not KEY.match(fault.lines[above - 1]):
        return None
    expected, indent = key_column(fault.lines[above - 1]), indent_of(fault.line)
    if indent <= expected:
        return None
    message = fill("this line is indented by {indent} spaces, too deep", indent=indent)
    hint = fill(
        "indent it by {expected} spaces: it belongs beside line {above}",
        expected=expected,
        above=above,
    )
    return (number, indent + 1), "yaml-indentation", message, hint


def keyless(fault: SyntaxFault) -> Finding | None:
    """A line without a key, above the key at which reading stopped."""
    above = line_above(fault.lines, fault.place[0])
    if above is None:
        return None
    line = fault.lines[above - 1]
    message = fill("the line has no key: a colon with a space after it is missing")
    hint = fill("write key: value, with a space after the colon")
    return (above, indent_of(line) + 1), "yaml-colon", message, hint


def bracket(fault: SyntaxFault) -> Finding | None:
    """A bracket that is not closed, or what stands in the way of closing it."""
    if "',' or" not in fault.what:
        return None
    (first, column), (last, _) = fault.opened, fault.place
    for number in range(first, last + 1):
        line, start = fault.lines[number - 1], column - 1 if number == first else 0
        end = fault.place[1] - 1 if number == last else len(line)
        comma = max(line.rfind("،", start, end), line.rfind("؛", start, end))
        cut = COMMENT.match(line, start)
        if cut and number < last:
            message = fill("“#” after a space begins a comment, so that the line ends here")
            hint = fill("put the text in quotation marks if the # belongs to it")
            return (number, cut.start(1) + 1), "yaml-comment", message, hint
        if comma >= 0 and number == last:
            return arabic_comma((number, comma + 1))
    sign = SIGN_BEFORE.search(fault.line[: fault.place[1] - 1])
    if sign:
        return wrong_start((last, sign.start() + 1), sign[1])
    return unclosed(fault, fault.opened)


def arabic_comma(place: Place) -> Finding:
    """The finding of an Arabic comma between the entries of a list or mapping."""
    message = fill("an Arabic comma does not part the entries of a list or mapping")
    return place, "comma-arabic", message, fill("write a Latin comma: ,")


def unclosed(fault: SyntaxFault, place: Place) -> Finding:
    """The finding of a bracket that is not closed."""
    opening = fault.lines[place[0] - 1][place[1] - 1]
    closing = {"{": "}", "[": "]"}.get(opening, "")
    message = fill("the bracket {opening} that opens here is not closed", opening=opening)
    hint = fill(
        "type {closing} where the list or mapping ends; put a comma between its entries",
        closing=closing,
    )
    return place, "yaml-bracket", message, hint


def indentation(fault: SyntaxFault) -> Finding | None:
    """A line that is indented like no block above it."""
    if fault.what not in INDENTATION:
        return None
    number, indent = fault.place[0], indent_of(fault.line)
    blocks: dict[int, int] = {}  # the columns at which open blocks begin → the line of each
    for above in range(number - 1, 0, -1):
        line = fault.lines[above - 1]
        for depth in (key_column(line), indent_of(line)) if is_content(line) else ():
            if depth < min(blocks, default=1000):
                blocks[depth] = above
    message = fill(
        "this line is indented by {indent} spaces, like no block above it", indent=indent
    )
    near = sorted(blocks, key=lambda depth: abs(depth - indent))[:2]
    near = [depth for depth in near if depth != indent] or near
    if not near:
        return None
    listed = [fill("{n} spaces, as line {line}", n=depth, line=blocks[depth]) for depth in near]
    if len(listed) == 2:
        hint = fill("indent it by {first}, or by {second}", first=listed[0], second=listed[1])
    else:
        hint = fill("indent it by {first}", first=listed[0])
    return (number, indent + 1), "yaml-indentation", message, hint


def first_letter(fault: SyntaxFault) -> Finding | None:
    """A sign that no text can begin with."""
    if "cannot start any token" not in fault.what and fault.letter not in ("@", "`", "%", "&"):
        return None
    return wrong_start(fault.place, fault.letter)


def wrong_start(place: Place, sign: str) -> Finding:
    """The finding of a text that begins with a sign of YAML."""
    message = fill("a text without quotation marks cannot begin with “{sign}”", sign=sign)
    return place, "yaml-syntax", message, fill("put the text in quotation marks")


def other_faults(fault: SyntaxFault) -> Finding | None:
    """Faults that PyYAML names by words of their own."""
    for part, code, message, hint in OTHERS:
        if part in fault.what:
            place = fault.opened if code == "yaml-colon" else fault.place
            return place, code, fill(message), fill(hint)
    return None


# Words of PyYAML → the code, message and hint of the problem.
OTHERS = (
    (
        *("another document", "yaml-syntax", "a second document begins here"),
        "delete the line ---: a file has one document",
    ),
    (
        *("unknown escape", "yaml-syntax"),
        "a backslash in double quotation marks begins a code, and this is none",
        "put single quotation marks around the text, or write \\\\ for a backslash",
    ),
    (
        *("comment or line break", "yaml-syntax", "the text stands in the line of its | or >"),
        "begin the text in the next line, two spaces deeper",
    ),
    (
        *("could not find expected ':'", "yaml-colon"),
        "the line has no key: a colon with a space after it is missing",
        "write key: value, with a space after the colon",
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
