"""The text of a YAML file without its faulty parts, so that one fault does not hide another."""

import re
from dataclasses import dataclass

import yaml

from briefs.content.syntax_fault import SyntaxFault
from briefs.content.yaml_file import Place
from briefs.content.yaml_syntax import indent_of, syntax_problem
from briefs.limits import DEEPEST_NESTING, LARGEST_FILE, MOST_REPAIRS
from briefs.problems import Problem

TOP_KEY = re.compile(r"[^\s#\[\]{}-]")  # its colon may be missing
ID = re.compile(r"""\bid:\s*["']?([A-Za-z0-9-]+)""")


@dataclass(frozen=True)
class Cut:
    """A text without its faulty parts: their top-level keys, and the ids that stood in them.

    `text` is empty where nothing can be read; `deep` is the place where it is nested too deep.
    """

    text: str
    keys: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    deep: Place | None = None


def without_faults(text: str, file: str) -> Cut:
    """Return a text in which each faulty list item, or else each faulty key, is blank."""
    problems: list[Problem] = []
    keys: set[str] = set()
    ids: set[str] = set()
    lines = text.split("\n")
    most = min(MOST_REPAIRS, LARGEST_FILE // (len(text) + 1))  # each one reads all of the text
    while isinstance(fault := first_fault("\n".join(lines)), SyntaxFault):
        problems.append(syntax_problem(fault, file))
        part = faulty_part(lines, min(problems[-1].line, fault.place[0]) - 1)
        if part is None or len(problems) > most:
            return Cut("", problems=tuple(problems))
        key, region = part
        keys.add(key)
        for number in region:
            ids |= set(ID.findall(lines[number]))
            lines[number] = ""
    return Cut("\n".join(lines), frozenset(keys), frozenset(ids), tuple(problems), fault)


def first_fault(text: str) -> SyntaxFault | Place | None:
    """Return the first error of PyYAML in a text; a second document is one.

    Where the text is nested too deep, the place of that is returned, and nothing is looked for
    after it. It is found here, before anything recurses into the file.
    """
    documents = depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            documents += isinstance(event, yaml.DocumentStartEvent)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST_NESTING:
                mark = event.start_mark
                return (mark.line + 1, mark.column + 1) if mark else (1, 1)
            if documents > 1:
                error = yaml.MarkedYAMLError(problem="but found another document")
                error.problem_mark = event.start_mark  # type: ignore[assignment]
                return SyntaxFault(error, text)
    except yaml.MarkedYAMLError as error:
        return SyntaxFault(error, text)
    return None


def faulty_part(lines: list[str], at: int) -> tuple[str, range] | None:
    """Return the top-level key of a line, and the lines of its list item or else of all the key."""
    tops = [number for number, line in enumerate(lines) if TOP_KEY.match(line)]
    start = max((number for number in tops if number <= at), default=None)
    if start is None or not lines[at].strip():
        return None
    key = lines[start].partition(":")[0].strip("\"' ")
    end = min((number for number in tops if number > at), default=len(lines))
    items = [n for n in range(start + 1, end) if re.match(r" *- ", lines[n])]
    depth = indent_of(lines[items[0]]) if items else 0
    items = [number for number in items if indent_of(lines[number]) == depth]
    first = max((number for number in items if number <= at), default=None)
    if first is None:
        return key, range(start, end)
    return key, range(first, min((number for number in items if number > at), default=end))
