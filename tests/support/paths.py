"""Where the tests find the repository, the case content and the documents that they build."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS_FOLDER = ROOT / "tests" / "documents"
CONTENT = DOCUMENTS_FOLDER / "cases" / "content"
TEMPLATES = ROOT / "templates"
BRIEFS = ("crossing", "crossing-note", "norway", "record")
EDITIONS = ("en", "ar", "ar-en")
# The project's own briefs, and where the tests keep what they build of them.
OUTPUTS = ROOT / ".cache" / "tests-output"
OUR_BRIEFS = (
    "at-a-glance",
    "coalition",
    "france",
    "germany",
    "poland",
    "record",
    "united-kingdom",
    "united-states",
)
DOCUMENTS = [(brief, edition) for brief in OUR_BRIEFS for edition in EDITIONS]
# The source texts of the case content, invented like it; a third article that the seeded faults
# need besides; and the texts of the project's own articles, which are not in the repository.
SOURCES = ROOT / "tests" / "documents" / "cases" / "sources"
CONTENT_GAMMA = ROOT / "tests" / "documents" / "cases" / "with-gamma"
PROJECT_SOURCES = ROOT.parent / "shared" / "articles"
