"""Changes of WeasyPrint that make it faster and leave the pages as they are.

Each is a few lines with its reason; docs/upstream/ has the reports for WeasyPrint. They are made of
WeasyPrint 70: when its code changes, `tests/pdf/test_engine.py` fails.
"""

import inspect
import sys
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import weasyprint
from cssselect2 import ElementWrapper
from weasyprint import css
from weasyprint.formatting_structure.boxes import Box, LineBox, PageBox
from weasyprint.layout import block, column, inline, page, percent
from weasyprint.layout import float as floats
from weasyprint.text import line_break

# The height of balanced columns grows, until all fits, by the least of the heights that the next
# boxes lack. WeasyPrint keeps the least of all rounds, so that it goes on by a pixel or two.
COLUMNS = {
    """            column_skip_stack = skip_stack
            consumed_heights = []
""": """            column_skip_stack = skip_stack
            consumed_heights = []
            lost_space = inf
""",
}

# Elements share a style if their parents do and if they have the same rules and attributes. For
# WeasyPrint two attributes `lang="ar"` differ, and nothing in an element with an `id` is like what
# is in another. Here attributes are compared by their text, an `id` makes only its own element
# differ, and pseudo-elements share styles too.
STYLES = {
    "elements_declarations[element] = tuple(declarations)": """elements_declarations[element] = (
                *elements_declarations.get(element, ()), tinycss2.serialize(declarations))""",
    "parent_id = id(computed_styles[parent, None]) if element.parent else None": (
        "parent_id = computed_styles[parent, None].alike if element.parent else None"
    ),
    """                computed_cache[key] = computed_styles[etree_element, None]
""": """                computed_cache[key] = style = computed_styles[etree_element, None]
                inherited = [
                    text for text in element_declarations or ()
                    if not text.startswith('-weasy-anchor')]
                key = (parent_id, 'children', *inherited, *selectors_keys)
                style.alike = computed_cache.setdefault(key, id(style))
""",
    """                self.set_computed_styles(
                    element, pseudo_type=pseudo_type,
""": """                key = (id(computed_styles[element, None]), pseudo_type, *(
                    (name, id(value), weight) for name, (value, weight)
                    in cascaded_styles[element, pseudo_type].items()))
                if key in computed_cache:
                    computed_styles[element, pseudo_type] = computed_cache[key]
                    continue
                self.set_computed_styles(
                    element, pseudo_type=pseudo_type,
""",
    """
        # Clear the cascaded styles""": """\
                computed_cache[key] = computed_styles[element, pseudo_type]

        # Clear the cascaded styles""",
}

# What `resolve_percentages` sets in a box.
SIDES = ("left", "right", "top", "bottom")
RESOLVED = (
    *(f"{name}_{side}" for name in ("margin", "padding") for side in SIDES),
    *(f"{limit}{name}" for name in ("width", "height") for limit in ("", "min_", "max_")),
    *(f"border_{side}_width" for side in SIDES),
)

# WeasyPrint's own style sheet gives every element a style for each of these, which only footnotes
# and marginal notes are made of.
UNUSED_PSEUDO_ELEMENTS = {
    *("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"),
}


class Memory:
    """What WeasyPrint has computed for one document, and would compute again.

    Objects in a key go by their identity: each is kept, so that no other gets its identity.
    """

    def __init__(self) -> None:
        self.computed: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self.lines: dict[tuple[Any, ...], tuple[Any, ...]] = {}  # of the page that is being made
        self.make_page: Any = page.make_page
        self.split_first_line: Any = line_break.split_first_line
        self.strut: Any = line_break.strut
        self.resolve_percentages: Any = percent.resolve_percentages
        self.get_next_linebox: Any = inline.get_next_linebox
        self.avoid_collisions: Any = floats.avoid_collisions

    def split(self, text: str, style: Any, context: Any, *limits: Any, **options: Any) -> Any:
        """Return the first line of a text, which follows from its text, style and width."""
        key = ("line", text, id(style), *limits, *options.items())
        if key not in self.computed:
            line = self.split_first_line(text, style, context, *limits, **options)
            self.computed[key] = style, line
        return self.computed[key][1]

    def line_height(self, style: Any) -> Any:
        """Return the height and baseline of an empty line, which follow from its style."""
        key = ("strut", id(style))
        if key not in self.computed:
            self.computed[key] = style, self.strut(style)
        return self.computed[key][1]

    def resolve(self, box: Any, containing_block: Any) -> None:
        """Set the lengths of a box, which follow from its style and the size of its container."""
        size = containing_block
        if isinstance(size, Box):
            size = size.width, size.height
        if box.style["border_collapse"] == "collapse" or isinstance(box, PageBox):
            self.resolve_percentages(box, containing_block)
            return
        key = ("lengths", id(box.style), *size)
        if key not in self.computed:
            self.resolve_percentages(box, containing_block)
            lengths = {name: getattr(box, name) for name in RESOLVED}
            self.computed[key] = box.style, lengths
        vars(box).update(self.computed[key][1])

    def next_line(self, *arguments: Any) -> Any:
        """Return the next line of a paragraph in a column, moved to where the column stands.

        A column is laid out again until all are of one height. Its lines are the same each time,
        unless something floats beside them, or is placed or noted out of them.
        """
        context, box, top, _, start, container, absolute, fixed, *first_styles = arguments
        if not context.in_column or context.excluded_shapes or any(first_styles):
            return self.get_next_linebox(*arguments)
        left = container.content_box_x()
        key = (id(box), container.width, repr(start), box.text_indent)
        if key not in self.lines:
            outside = (absolute, fixed, context.current_page_footnotes)
            before = [len(boxes) for boxes in outside]
            line, end = self.get_next_linebox(*arguments)
            alone = not context.excluded_shapes and before == [len(boxes) for boxes in outside]
            if line is not None and alone:
                self.lines[key] = box, line.deepcopy(), end, left, top
            return line, end
        _, line, end, old_left, old_top = self.lines[key]
        line = line.deepcopy()
        line.translate(left - old_left, top - old_top)
        line.position_y = top  # the sum differs from it by a rounding error
        return line, end

    def forget(self) -> None:
        """Forget everything, after a document."""
        self.computed.clear()
        self.lines.clear()

    def page(self, *arguments: Any) -> Any:
        """Return a page laid out; before it is made again, page numbers in its texts may change."""
        self.lines.clear()
        return self.make_page(*arguments)

    def place_line(self, context: Any, box: Any, container: Any, outer: bool = True) -> Any:
        """Return where a line begins and the width that it has, which nothing floats into."""
        if outer or context.excluded_shapes or not isinstance(box, LineBox):
            return self.avoid_collisions(context, box, container, outer)
        start = container.content_box_x() + box.margin_left
        end = container.content_box_x() + container.width - box.margin_right
        cursor = end if container.style["direction"] == "rtl" else start
        return cursor - box.margin_left, box.border_box_y() - box.margin_top, end - start


def is_in_normal_flow(box: Any) -> bool:
    """Say whether a box is in normal flow, which is asked of each box fifty times."""
    return box.style["float"] == "none" and box.style["position"] in ("static", "relative")


@cache
def change_engine() -> Memory:
    """Change WeasyPrint in this process, once; return the memory to clear after each document."""
    change_lines(column, "columns_layout", COLUMNS)
    block.columns_layout = column.columns_layout
    change_lines(css, "StyleFor", STYLES)
    memory = Memory()
    put_in_place(memory.split_first_line, memory.split)
    put_in_place(memory.strut, memory.line_height)
    put_in_place(memory.resolve_percentages, memory.resolve)
    put_in_place(memory.get_next_linebox, memory.next_line)
    put_in_place(memory.avoid_collisions, memory.place_line)
    put_in_place(memory.make_page, memory.page)
    Box.is_in_normal_flow = is_in_normal_flow
    selectors = weasyprint.UA_STYLESHEET.matcher.other_selectors
    selectors[:] = [entry for entry in selectors if entry[3] not in UNUSED_PSEUDO_ELEMENTS]
    return memory


def change_lines(module: ModuleType, name: str, lines: Mapping[str, str]) -> None:
    """Replace a function or class of WeasyPrint by its own code with other lines."""
    source = inspect.getsource(getattr(module, name))
    for old, new in lines.items():
        if source.count(old) != 1:
            raise RuntimeError(f"{name} of this WeasyPrint is not the one that we change")
        source = source.replace(old, new)
    exec(compile(source, str(module.__file__), "exec"), vars(module))


def put_in_place(old: Any, new: Any) -> None:
    """Replace a function in each module of WeasyPrint that has it under any name."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint."):
            for key in [key for key, value in vars(module).items() if value is old]:
                setattr(module, key, new)


class ParsedHtml(weasyprint.HTML):  # type: ignore[misc]
    """WeasyPrint's HTML, made of XML in place of a text that would be parsed as HTML."""

    def __init__(self, xml: bytes, fetcher: Any) -> None:
        self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(
            ElementTree.fromstring(xml), content_language=None
        )
        self.etree_element = self.wrapper_element.etree_element
