"""Where the tests find the repository, the case content and the documents that they build."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "tests" / "documents" / "cases" / "content"
TEMPLATES = ROOT / "templates"
BRIEFS = ("crossing", "crossing-note", "norway")
EDITIONS = ("en", "ar", "ar-en")
# The project's own briefs, and where the tests keep what they build of them.
OUTPUTS = ROOT / ".cache" / "tests-output"
OUR_BRIEFS = (
    "at-a-glance",
    "coalition",
    "france",
    "germany",
    "poland",
    "united-kingdom",
    "united-states",
)
DOCUMENTS = [(brief, edition) for brief in OUR_BRIEFS for edition in EDITIONS]
SOURCES = ROOT.parent / "shared" / "articles"
needs_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source texts are not in the repository; CI has them beside it"
)
