"""The PDF engine is of the series whose internals this package uses."""

from importlib import import_module
from importlib.metadata import version

import pytest

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
