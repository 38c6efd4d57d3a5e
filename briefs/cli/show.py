"""Problems as text for a terminal: with their lines, in bounded length, without control characters.

What comes out of files is untrusted: an escape or bidi control character would reach the terminal,
and a line may be as long as the file.
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from briefs.limits import LARGEST_FILE, LONGEST_LINE, MOST_SHOWN
from briefs.problems import Problem, Severity, fill

# C0 and C1 controls but tab and line end, bidi controls, line and paragraph separators, surrogates.
CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ud800-\udfff"
    "\ufffe\uffff]"
)


def printable(text: str) -> str:
    """Return a text with each control character as its code point: `<U+202E>`."""
    return CONTROLS.sub(lambda match: f"<U+{ord(match.group()):04X}>", text)


def show(problem: Problem, line: str | None) -> str:
    """Return a problem as text: place and message, the line with a caret under it, the hint."""
    head = f"{problem.place}: {problem.severity} [{problem.code}] {problem.message}"
    parts = [printable(head)]
    if line is not None:
        before, after = around(line.rstrip("\r"), problem.column)
        gutter = f"{problem.line:>5} | "
        # A tab keeps its width, so that the caret stands under the right letter.
        indent = "".join("\t" if letter == "\t" else " " for letter in before)
        parts += [f"{gutter}{before}{after}", f"{' ' * (len(gutter) - 2)}| {indent}^"]
    if problem.hint:
        parts.append(printable(f"      hint: {problem.hint}"))
    return "\n".join(parts)


def around(line: str, column: int) -> tuple[str, str]:
    """Return what is printed of a line before and from a column; “…” stands for what is cut."""
    start = max(0, column - 1 - LONGEST_LINE // 2) if len(line) > LONGEST_LINE else 0
    end = start + LONGEST_LINE
    before, after = printable(line[start : column - 1]), printable(line[column - 1 : end])
    return f"{'…' if start else ''}{before}", f"{after}{'…' if end < len(line) else ''}"


def show_all(problems: Iterable[Problem]) -> str:
    """Return problems as text, sorted by place, each with its line as the file has it now.

    Of very many, errors are shown before warnings, and the rest are counted.
    """
    found = sorted(set(problems))
    first = sorted(found, key=lambda problem: problem.severity is not Severity.ERROR)[:MOST_SHOWN]
    lines_by_file: dict[str, list[str]] = {}
    shown = []
    for problem in sorted(first):
        if problem.line and problem.file not in lines_by_file:
            lines_by_file[problem.file] = lines_of(problem.file)
        lines = lines_by_file.get(problem.file, [])
        line = lines[problem.line - 1] if 0 < problem.line <= len(lines) else None
        shown.append(show(problem, line))
    rest = Counter(problem.severity for problem in found) - Counter(p.severity for p in first)
    if rest:
        shown.append(
            fill(
                "and {errors} more errors, {warnings} more warnings: mend these first",
                errors=rest[Severity.ERROR],
                warnings=rest[Severity.WARNING],
            )
        )
    return "\n\n".join(shown)


def lines_of(file: str) -> list[str]:
    """Return the lines of a text file; none where it cannot be read as UTF-8, or is too large."""
    path = Path(file)
    try:
        if path.stat().st_size > 4 * LARGEST_FILE:  # a character has up to 4 bytes
            return []
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return []
