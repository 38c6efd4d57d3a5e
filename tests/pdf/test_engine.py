"""The PDF engine is of the series whose internals this package uses."""

import ast
import gc
import sys
import warnings
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
import weasyprint
from lxml import etree
from weasyprint import css
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.css.targets import TargetCollector
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, column

from briefs.content import Library
from briefs.design import Design
from briefs.html import Element
from briefs.html.templates import render
from briefs.pdf.engine import ParsedHtml, change_engine
from briefs.pdf.theme_css import theme_css
from briefs.pdf.writer import PdfOptions, write_pdf
from tests.support.typography_pictures import CASES, sheets_of

# What briefs/pdf replaces or reads in WeasyPrint: module and name.
INTERNALS = [
    ("weasyprint.pdf", "add_tags"),
    ("weasyprint.pdf", "build_fonts_dictionary"),
    ("weasyprint.pdf.fonts", "Font"),
    ("weasyprint.pdf.stream", "Stream"),
]
# The code under our changes. When a digest differs, read what has changed there, look whether our
# change still holds and is still needed, then write down the new digest.
CHANGED = {
    "weasyprint:HTML": "4063e6974ccf6954",
    "weasyprint.css:StyleFor": "51c333bbcae876a8",
    "weasyprint.formatting_structure.boxes:Box": "110b2400932a20b6",
    "weasyprint.layout.float:avoid_collisions": "9414233392f728db",
    "weasyprint.layout.page:make_page": "956a4c5f9b42bac8",
    "weasyprint.layout.inline:get_next_linebox": "85f1eff36fce2a08",
    "weasyprint.layout.inline:iter_line_boxes": "6133a0ef6e562fad",
    "weasyprint.layout.percent:resolve_percentages": "92016b948f740deb",
    "weasyprint.text.line_break:strut": "e0631a4e87ce02c2",
    "weasyprint.layout.column:columns_layout": "8930a5a90bea721c",
    "weasyprint.text.line_break:split_first_line": "f5cfad56910a1b96",
}
# The functions that a memory replaces: WeasyPrint's and ours, as the memory has them.
CHANGES = {
    "split_first_line": "split",
    "strut": "line_height",
    "resolve_percentages": "resolve",
    "get_next_linebox": "next_line",
    "avoid_collisions": "place_line",
    "make_page": "page",
}


def test_the_engine_is_of_the_series_that_was_tried() -> None:
    assert version("weasyprint").split(".")[0] == "70", (
        "another series of WeasyPrint: read its changes to tagging and text (briefs/pdf/tagging.py,"
        " to_unicode.py, layout.py), run the tests of conformance, then change this line and"
        " pyproject.toml"
    )


@pytest.mark.parametrize(("module", "name"), INTERNALS)
def test_what_we_use_of_the_engine_is_there(module: str, name: str) -> None:
    assert hasattr(import_module(module), name)


@pytest.mark.parametrize("rule", ["p { background: url(http://a.b/x.png) }", "@import 'x.css';"])
def test_the_engine_fetches_nothing_and_says_so(
    engine: None, library: Library, design: Design, rule: str
) -> None:
    """`check` refuses such a style sheet before; this is what holds where nobody checked."""
    tree, problems = render(library, library.briefs["norway"], "en", design)
    assert tree is not None, problems
    options = PdfOptions(f"{rule}\np {{ color: red }}", datetime(2026, 1, 31))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        data, _, problems = write_pdf(tree, design.theme, options)
        gc.collect()
    assert data.startswith(b"%PDF")
    assert any(problem.code == "pdf-engine" and "x." in problem.message for problem in problems)


def source_of(module: str, name: str) -> str:
    """Return the source of a function or class as it stands in the file of its module."""
    text = Path(str(import_module(module).__file__)).read_text(encoding="utf-8")
    (node,) = (
        node
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name
    )
    return ast.get_source_segment(text, node) or ""


@pytest.mark.parametrize("place", CHANGED)
def test_the_code_under_our_changes_is_known(place: str) -> None:
    source = source_of(*place.split(":"))
    assert sha256(source.encode()).hexdigest()[:16] == CHANGED[place]


def as_it_was(module: ModuleType, name: str) -> Any:
    """Return a function or class of WeasyPrint made of the source in its file."""
    names = dict(vars(module))
    exec(compile(source_of(module.__name__, name), str(module.__file__), "exec"), names)
    return names[name]


@pytest.fixture
def unchanged(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function that takes our changes of layout back for the rest of the test."""

    def take_back() -> None:
        memory = change_engine()
        for old, new in CHANGES.items():
            for module in list(sys.modules.values()):
                if module.__name__.startswith("weasyprint."):
                    for name, value in list(vars(module).items()):
                        if value == getattr(memory, new):
                            monkeypatch.setattr(module, name, getattr(memory, old))
        monkeypatch.setattr(block, "columns_layout", as_it_was(column, "columns_layout"))
        monkeypatch.setattr(css, "StyleFor", as_it_was(css, "StyleFor"))
        monkeypatch.setattr(
            boxes.Box, "is_in_normal_flow", as_it_was(boxes, "Box").is_in_normal_flow
        )

    return take_back


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("language", ["en", "ar", "facing"])
def test_our_changes_leave_the_bytes_as_they_are(
    language: str, design: Design, unchanged: Callable[[], None]
) -> None:
    cases = {name: case[language] for name, case in CASES.items() if language in case}
    ours = sheets_of(cases, language, design).data
    unchanged()
    assert sheets_of(cases, language, design).data == ours


@pytest.mark.usefixtures("engine")
def test_columns_are_balanced_as_without_our_change(unchanged: Callable[[], None]) -> None:
    random = Random(1)
    texts = [
        "".join(f"<p>{'word ' * random.randint(1, 60)}</p>" for _ in range(random.randint(2, 12)))
        for _ in range(30)
    ]
    change_engine()
    ours = [columns_of(text) for text in texts]
    unchanged()
    assert [columns_of(text) for text in texts] == ours


@pytest.mark.usefixtures("engine")
def test_elements_have_the_styles_that_they_had_without_our_change(
    library: Library, design: Design, unchanged: Callable[[], None]
) -> None:
    tree, problems = render(library, library.briefs["norway"], "ar-en", design)
    assert tree is not None, problems
    for number, element in enumerate(tree.iterfind(".//section//*")):
        if number % 7 == 0:  # what is in these elements inherits
            element.set("style", f"color: #00000{number % 3}")
    text = theme_css(design.theme) + design.file("pdf.css").read_text(encoding="utf-8")
    sheet = weasyprint.CSS(string=text)
    change_engine()
    ours = styles_of(tree, sheet)
    unchanged()
    assert styles_of(tree, sheet) == ours
    assert len(ours) > 100


def styles_of(tree: Element, sheet: weasyprint.CSS) -> list[dict[str, Any]]:
    """Return the computed style of each element and pseudo-element, in the order of the tree."""
    html = ParsedHtml(etree.tostring(tree), None)
    targets = TargetCollector()
    styles = css.get_all_computed_styles(html, [sheet], target_collector=targets)
    return [
        {name: style[name] for name in sorted(INITIAL_VALUES)}
        for element in html.etree_element.iter()
        for pseudo in (None, "before", "after", "marker")
        if (style := styles(element, pseudo)) is not None
    ]


def columns_of(text: str) -> list[tuple[float, float]]:
    """Return place and height of each line of a text in two columns."""
    html = f"<style>p {{ margin: 0 0 3px }}</style><div style='columns: 2'>{text}</div>"
    pages = weasyprint.HTML(string=html).render().pages
    found = (box for page in pages for box in page._page_box.descendants())
    return [(box.position_x, box.position_y) for box in found if isinstance(box, boxes.LineBox)]
