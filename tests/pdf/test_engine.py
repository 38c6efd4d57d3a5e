"""The PDF engine is of the series whose internals this package uses."""

import gc
import warnings
from datetime import datetime
from importlib import import_module
from importlib.metadata import version

import pytest

from briefs.content import Library
from briefs.design import Design
from briefs.html.templates import render
from briefs.pdf.writer import PdfOptions, write_pdf

# What briefs/pdf replaces or reads in WeasyPrint: module and name.
INTERNALS = [
    ("weasyprint.pdf", "add_tags"),
    ("weasyprint.pdf", "build_fonts_dictionary"),
    ("weasyprint.pdf.fonts", "Font"),
    ("weasyprint.pdf.stream", "Stream"),
]


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
