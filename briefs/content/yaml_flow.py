"""The rules for faults of quotation marks and brackets, and of signs that begin a text."""

import re

from briefs.content.syntax_fault import Finding, SyntaxFault
from briefs.content.yaml_file import Place
from briefs.problems import fill

KEY_IN_TEXT = re.compile(r",\s*[\w-]+:\s*$")  # what a text has that ends at the next one's mark
SIGN_BEFORE = re.compile(r"([*&!])[^\s,]+\s+$")
COMMENT = re.compile(r"""(?:[^"'#]|"[^"]*"|'[^']*'|(?<!\s)#)*?\s(#)""")


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


def first_letter(fault: SyntaxFault) -> Finding | None:
    """A sign that no text can begin with."""
    if "cannot start any token" not in fault.what and fault.letter not in ("@", "`", "%", "&"):
        return None
    return wrong_start(fault.place, fault.letter)


def wrong_start(place: Place, sign: str) -> Finding:
    """The finding of a text that begins with a sign of YAML."""
    message = fill("a text without quotation marks cannot begin with “{sign}”", sign=sign)
    return place, "yaml-syntax", message, fill("put the text in quotation marks")
