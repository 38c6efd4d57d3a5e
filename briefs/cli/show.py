"""Problems as text for a terminal: with their lines, in bounded length, without control characters.

What comes out of files is untrusted: a line may be as long as the file.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from briefs.cli.language import printable, told
from briefs.limits import LARGEST_FILE, LONGEST_LINE, MOST_SHOWN
from briefs.messages import counted, fill
from briefs.problems import Problem, Severity


def show(problem: Problem, line: str | None, *, isolate: bool = False) -> str:
    """Return a problem as text: place and message, the line with a caret under it, the hint.

    The words before the message are the same in every language, since editors parse them.
    """
    head = printable(f"{problem.place}: {problem.severity} [{problem.code}]")
    parts = [f"{head} {told(problem.message, isolate=isolate)}"]
    if line is not None:
        before, after = around(line.rstrip("\r"), problem.column)
        gutter = f"{problem.line:>5} | "
        # A tab keeps its width, so that the caret stands under the right letter.
        indent = "".join("\t" if letter == "\t" else " " for letter in before)
        parts += [f"{gutter}{before}{after}", f"{' ' * (len(gutter) - 2)}| {indent}^"]
    if problem.hint:
        hint = fill("hint: {hint}", hint=problem.hint)
        parts.append(f"      {told(hint, isolate=isolate)}")
    return "\n".join(parts)


def around(line: str, column: int) -> tuple[str, str]:
    """Return what is printed of a line before and from a column; “…” stands for what is cut."""
    start = max(0, column - 1 - LONGEST_LINE // 2) if len(line) > LONGEST_LINE else 0
    end = start + LONGEST_LINE
    before, after = printable(line[start : column - 1]), printable(line[column - 1 : end])
    return f"{'…' if start else ''}{before}", f"{after}{'…' if end < len(line) else ''}"


def show_all(problems: Iterable[Problem], *, isolate: bool = False) -> str:
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
        shown.append(show(problem, line, isolate=isolate))
    rest = Counter(problem.severity for problem in found) - Counter(p.severity for p in first)
    if rest:
        message = fill(
            "and {errors}, {warnings}: mend these first",
            errors=counted("{count} more error", "{count} more errors", count=rest[Severity.ERROR]),
            warnings=counted(
                "{count} more warning", "{count} more warnings", count=rest[Severity.WARNING]
            ),
        )
        shown.append(told(message, isolate=isolate))
    return "\n\n".join(shown)


def lines_of(file: str) -> list[str]:
    """Return the lines of a text file; none where it is no UTF-8, no file or too large."""
    path = Path(file)
    try:
        if not path.is_file() or path.stat().st_size > 4 * LARGEST_FILE:  # in up to 4 bytes each
            return []
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return []
