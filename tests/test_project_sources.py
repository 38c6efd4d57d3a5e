"""The project's own content against the texts of its articles.

The texts are not in the repository: `conftest.py` collects this module only where they are.
What it tests of the program is tested on invented texts in `tests/checks`.
"""

import re
import unicodedata

import pytest

from briefs.checks import read_sources_lock, verify_claims
from briefs.checks.coverage import cover
from briefs.checks.source_texts import SourceTexts, read_source_texts
from briefs.content import Library, load
from tests.support.paths import PROJECT_SOURCES, ROOT

COPIED_WORDS = 8  # so many words in a row, and a sentence counts as copied


@pytest.fixture(scope="module")
def project() -> Library:
    """The project's own content."""
    return load(ROOT / "content")


@pytest.fixture(scope="module")
def source_texts(project: Library) -> SourceTexts:
    """The paragraphs of all articles."""
    texts, problems = read_source_texts(project, PROJECT_SOURCES)
    assert problems == []
    assert len(texts) == 5
    return texts


def test_every_claim_is_verified_and_the_lock_is_up_to_date(project: Library) -> None:
    lock = read_sources_lock(ROOT / "content")
    report = verify_claims(project, PROJECT_SOURCES, lock)
    assert report.lock == lock
    assert report.problems == ()
    assert len(report.rows) == 5


def test_each_article_counts_its_paragraphs_as_the_source_has_them(
    project: Library, source_texts: SourceTexts
) -> None:
    assert {key: article.paragraphs for key, article in project.articles.items()} == {
        key: len(paragraphs) for key, paragraphs in source_texts.items()
    }


def test_a_name_hides_the_country_that_is_part_of_it(
    project: Library, source_texts: SourceTexts
) -> None:
    labels = {find.label for row in cover(project, source_texts) for find in row.found}
    assert "meloni" in labels
    assert "GE" not in labels  # Georgia, as Giorgia Meloni is written in Arabic


def word_runs(text: str) -> set[tuple[str, ...]]:
    """Return all runs of `COPIED_WORDS` words in a text, without diacritics."""
    letters = unicodedata.normalize("NFKC", text)
    words = re.findall(r"\w+", "".join(c for c in letters if unicodedata.category(c) != "Mn"))
    return set(zip(*(words[start:] for start in range(COPIED_WORDS)), strict=False))


def test_no_sentence_of_a_source_is_copied(project: Library) -> None:
    """Titles are copied: by them a reader finds the article."""
    texts = [file.read_text(encoding="utf-8") for file in PROJECT_SOURCES.glob("*.txt")]
    assert len(texts) == 5
    in_sources = set().union(*map(word_runs, texts))
    titles = set().union(*(word_runs(one.title["ar"]) for one in project.articles.values()))
    files = list((ROOT / "content").rglob("*.yaml"))
    assert len(files) >= 15
    for file in files:
        copied = word_runs(file.read_text(encoding="utf-8")) & in_sources - titles
        assert not copied, f"{file.name}: {' '.join(min(copied, default=()))}"
