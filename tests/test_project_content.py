"""The real content: without problems, in our own words, every paragraph accounted for."""

import re
import unicodedata

import pytest

from briefs.checks import registry
from briefs.content import model
from briefs.content.library import load
from briefs.design import load_design
from briefs.design.check_context import CheckContext
from tests.support.paths import ROOT, SOURCES, needs_sources

ARTICLES = sorted((ROOT / "content" / "articles").glob("*.yaml"))
COMPARED = ("FR", "GB", "DE", "PL", "US")


@pytest.fixture(scope="module")
def loaded():
    return load(ROOT / "content")


def test_the_content_has_no_problem_of_any_kind(loaded):
    content, problems = loaded
    design = load_design(ROOT / "templates")
    setting = CheckContext(
        tuple(design.theme.languages), tuple(design.theme.editions), design.templates
    )
    assert problems + registry.run_checks(content, setting) == []


def test_there_are_five_articles_and_seven_briefs_in_three_editions(loaded):
    content, _ = loaded
    assert len(content.articles) == 5
    assert set(content.briefs) == {
        "coalition", "at-a-glance", "france", "united-kingdom", "germany", "poland", "united-states"
    }  # fmt: skip
    assert all(brief.editions == ("en", "ar", "ar-en") for brief in content.briefs.values())


def test_every_compared_country_has_positions_with_a_short_form(loaded):
    content, _ = loaded
    positions = [one.item for one in content.statements.values() if one.kind == "positions"]
    for country in COMPARED:
        held = [one for one in positions if one.country == country]
        assert held, country
        assert all(one.gist is not None for one in held)


@needs_sources
def test_each_article_counts_its_paragraphs_as_the_source_has_them(loaded):
    content, _ = loaded
    for article in content.articles.values():
        text = (SOURCES / article.source_text).read_text(encoding="utf-8")
        assert article.paragraphs == sum(bool(line.strip()) for line in text.split("\n"))


def words(text: str) -> list[str]:
    """The words of a text without diacritics, as a copy would be compared."""
    letters = unicodedata.normalize("NFKC", text)
    return re.findall(r"\w+", "".join(c for c in letters if unicodedata.category(c) != "Mn"))


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of so many words."""
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


@needs_sources
def test_no_sentence_of_a_source_is_copied():
    texts = list(SOURCES.glob("*.txt"))
    assert len(texts) == 5
    copied = set().union(*(runs(path.read_text(encoding="utf-8"), 8) for path in texts))
    files = list((ROOT / "content").rglob("*.yaml"))
    assert len(files) >= 15
    for path in files:
        shared = runs(path.read_text(encoding="utf-8"), 8) & copied
        assert not shared, f"{path.name}: {' '.join(min(shared, default=()))}"


def test_a_judgement_never_mixes_confidence_with_likelihood(loaded):
    """ICD 203: a confidence and a likelihood do not stand in one sentence."""
    content, _ = loaded
    likely = re.compile(r"\b(likely|unlikely|probabl[ye]|may well|almost certain)", re.IGNORECASE)
    judgements = [one for brief in content.briefs.values() for one in brief.judgements]
    assert judgements
    assert not [one.text["en"] for one in judgements if likely.search(one.text["en"])]
    assert all(isinstance(one, model.Judgement) for one in judgements)
