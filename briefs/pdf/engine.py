"""Changes of WeasyPrint that make its layout faster and leave the pages as they are.

Each is a few lines with its reason; docs/upstream/ has the reports for WeasyPrint. They are made of
WeasyPrint 70: when its code changes, `tests/pdf/test_engine.py` fails.
"""

import inspect
from functools import cache
from typing import Any

# The height of balanced columns grows, until all fits, by the least of the heights that the next
# boxes lack. WeasyPrint keeps the least of all rounds, so that it goes on by a pixel or two.
SAME_EACH_ROUND = """            column_skip_stack = skip_stack
            consumed_heights = []
"""
ANEW_EACH_ROUND = SAME_EACH_ROUND + "            lost_space = inf\n"

Line = tuple[Any, ...]  # what `split_first_line` returns: a layout of Pango and its metrics


class LineMemory:
    """Remembers the lines of a document: WeasyPrint breaks each about nine times.

    A line follows from its text, style and width. A style is kept with its lines, so that no other
    one gets its identity.
    """

    def __init__(self, split_first_line: Any) -> None:
        self.split_first_line = split_first_line
        self.lines: dict[tuple[Any, ...], tuple[Any, Line]] = {}

    def split(self, text: str, style: Any, context: Any, *limits: Any, **options: Any) -> Line:
        """Return the first line of a text as WeasyPrint's `split_first_line` does."""
        key = (text, id(style), *limits, *options.items())
        if key not in self.lines:
            line = self.split_first_line(text, style, context, *limits, **options)
            self.lines[key] = style, line
        return self.lines[key][1]


@cache
def change_engine() -> LineMemory:
    """Change WeasyPrint in this process, once; return the memory to clear after each document."""
    from weasyprint.layout import block, column, inline, preferred  # noqa: PLC0415  (as below)
    from weasyprint.text import line_break  # noqa: PLC0415  (fonts must be configured first)

    source = inspect.getsource(column.columns_layout)
    if source.count(SAME_EACH_ROUND) != 1:
        raise RuntimeError("columns_layout of this WeasyPrint is not the one that we change")
    changed = compile(source.replace(SAME_EACH_ROUND, ANEW_EACH_ROUND), column.__file__, "exec")
    exec(changed, vars(column))  # WeasyPrint's own function, with one line more
    block.columns_layout = column.columns_layout
    memory = LineMemory(line_break.split_first_line)
    for module in (line_break, inline, preferred):
        module.split_first_line = memory.split
    return memory
