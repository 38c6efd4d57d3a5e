"""Source texts: paragraphs, fingerprints, and what is reported when a source has changed."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.checks import read_sources_lock, source_texts, verify_claims
from briefs.content import load
from tests.support.paths import CONTENT, SOURCES
from tests.support.source_texts import change_alpha, messages, verification


def test_a_paragraph_is_a_line_that_is_not_empty_counted_from_1() -> None:
    assert source_texts.paragraphs("\n one \n\u00a0\n\n\ttwo\n") == ("one", "two")


def test_the_committed_lock_is_the_one_that_verifying_writes(sources: Path) -> None:
    lock = (CONTENT / "sources.lock").read_text(encoding="utf-8")
    report = verification(sources, lock)
    assert report.problems == ()
    assert report.lock == lock == verification(sources, "").lock


def test_a_lock_holds_a_fingerprint_of_each_cited_paragraph_and_no_text(sources: Path) -> None:
    lock = verification(sources, "").lock
    assert lock.count("\n") == 1 + 2 + 6 + 5  # head, names, the cited paragraphs of each
    assert lock.isascii()


def test_a_changed_paragraph_is_reported_with_the_statements_that_cite_it(sources: Path) -> None:
    lock = verification(sources, "").lock
    change_alpha(sources, "ترفض فرض", "تأبى فرض")
    (message,) = messages(sources, lock, "source-changed")
    assert "paragraph 3 is not as it was" in message
    assert message.endswith("its words have changed; look again at pt-tolls")


def test_a_paragraph_that_moved_is_reported_with_its_new_number(sources: Path) -> None:
    lock = verification(sources, "").lock
    change_alpha(sources, "وكانت الأطراف", "خبر عاجل\nوكانت الأطراف")
    reported = messages(sources, lock, "source-changed")
    assert any("has 8 paragraphs, not 7" in message for message in reported)
    assert any(
        "paragraph 4 is not" in message and "now stands as paragraph 5" in message
        for message in reported
    )


def test_a_missing_source_text_is_reported_and_keeps_its_fingerprints(sources: Path) -> None:
    lock = verification(sources, "").lock
    (sources / "alpha.txt").unlink()
    (message,) = messages(sources, lock, "source-missing")
    assert "alpha.txt" in message
    assert verification(sources, lock).lock == lock


def test_a_paragraph_that_the_text_no_longer_has_is_reported(sources: Path) -> None:
    lock = verification(sources, "").lock
    beta = sources / "beta.txt"
    first_four = source_texts.paragraphs(beta.read_text(encoding="utf-8"))[:4]
    beta.write_text("\n".join(first_four), encoding="utf-8")
    reported = messages(sources, lock, "source-missing")
    assert [message.split(";")[0] for message in reported] == [
        "the source text has no paragraph 5",
        "the source text has no paragraph 6",
    ]


def test_without_a_lock_each_article_is_one_warning(sources: Path) -> None:
    assert len(messages(sources, "", "lock-outdated")) == 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("alpha:\n  1: ", "alpha:\n  9: 0\n  1: ", "9 is fingerprinted, but not cited"),
        ("  3: ", "# 3: ", "paragraph 3 has no fingerprint"),
        ("beta:", "gamma:\n  1: x\nbeta:", "“gamma” is fingerprinted, but"),
    ],
)
def test_a_lock_that_does_not_match_the_content_is_reported(
    sources: Path, old: str, new: str, message: str
) -> None:
    lock = verification(sources, "").lock.replace(old, new, 1)
    assert any(message in reported for reported in messages(sources, lock, "lock-outdated"))


@pytest.mark.parametrize("lock", ["[", "- 1", "alpha: 3", "alpha: {x: y}", "7", "a:\n  1: 2: 3"])
def test_a_lock_that_cannot_be_read_counts_as_empty(sources: Path, lock: str) -> None:
    assert messages(sources, lock, "lock-outdated")


def test_a_source_text_is_never_looked_for_outside_its_folder(sources: Path) -> None:
    library = load(CONTENT)
    article = library.articles["alpha"].model_copy(update={"source_text": "../../etc/alpha.txt"})
    library = replace(library, articles={**library.articles, "alpha": article})
    texts, _ = source_texts.read_source_texts(library, sources)
    written = (sources / "alpha.txt").read_text(encoding="utf-8")
    assert texts["alpha"] == source_texts.paragraphs(written)


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = source_texts.normalised(text)
    assert source_texts.normalised(once) == once


@given(st.lists(st.text("أبتثجًa1 «»", min_size=1), min_size=1))
def test_how_a_page_is_saved_does_not_matter(words: list[str]) -> None:
    plain = " ".join(words)
    saved = unicodedata.normalize("NFD", plain).replace(" ", "\u00a0 \u200f")
    assert source_texts.fingerprint(saved) == source_texts.fingerprint(plain)


@pytest.mark.parametrize("other", ["26 دولةً", "27 دولة", "26 دولة.", "٢٦ دول"])
def test_another_word_digit_or_mark_is_another_fingerprint(other: str) -> None:
    assert source_texts.fingerprint(other) != source_texts.fingerprint("26 دولة")


def test_a_fault_in_an_article_has_no_follow_up_findings_against_its_source(content: Path) -> None:
    path = content / "articles" / "alpha.yaml"
    good = path.read_text(encoding="utf-8")
    for old, new in (
        ("stance: opposes", "stance: oppose"),
        ("issued: {date: 2024-03-05", "issued: {date: 5 March 2024"),
        ("language: ar", "language: arabic"),
        ("source_text: alpha.txt", "source_text: [alpha.txt"),
        ("paragraphs: 7", "paragraphs: seven"),
        ("  - id: line-poll", "  - id: line-poll\n   x: y"),
    ):
        path.write_text(good.replace(old, new), encoding="utf-8")
        library = load(content)
        assert len(library.problems) == 1, library.problems
        lock = read_sources_lock(content)
        assert list(verify_claims(library, SOURCES, lock).problems) == []
