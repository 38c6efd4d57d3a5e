"""What the tests of pull share."""

from dataclasses import replace

import pytest

from briefs.content import Library
from briefs.design import Design
from tests.support.docx_edits import document_of


@pytest.fixture(scope="session")
def document(library: Library, design: Design) -> bytes:
    """The case brief in English, as a Word document."""
    small = replace(library, briefs={"crossing": library.briefs["crossing"]})
    return document_of(small, design, "crossing", "en")
