"""Source texts: paragraphs, fingerprints, and what is told when a source has changed."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.checks import source_texts, verify
from briefs.content.library import load
from tests.support.paths import CONTENT, ROOT, SOURCES, needs_sources

ALPHA = (
    "صحيفة ألفا، 5 مارس 2024",
    "قالت إنغريد هالفورسن في 2 مارس إن النرويج تريد 4 سفن.",
    "لا رسوم في البرتغال قبل 2026، كما نُقل في مارس 2024.",
    "جرت المحادثات من 1 إلى 3 مارس.",
    "رأى روي ماركيش في 4 مارس أن الهياكل «سليمة تمامًا ومتينة».",
    "شمل الاستطلاع 1200 شخص: 54% في النرويج و61.5% و30% في البرتغال و12% من الأطقم؛ والخط 300 كم.",
    "تابعونا",
)
BETA = (
    "The quay",
    "On 10 May Norway joined the plan, signed on 12 May 2024.",
    "The board asked for free quays: 49 in all (7 times 7).",
    "The line is some 310 km long.",
    "By our writer.",
    "On 11 May 2024 Rui Marques and the board spoke.",
)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with the source texts of the case content."""
    for name, lines in (("alpha", ALPHA), ("beta", BETA)):
        (tmp_path / f"{name}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    return tmp_path


def change(folder: Path, old: str, new: str) -> None:
    """Put other words into the source text of alpha."""
    file = folder / "alpha.txt"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def verified(folder: Path, lock: str):
    library = load(CONTENT)
    problems = list(library.problems)
    assert problems == []
    return verify.verify_claims(library, folder, lock)


def told(folder: Path, lock: str, code: str) -> list[str]:
    """What is said under a code, message and hint."""
    found = verified(folder, lock).problems
    return [f"{one.message}; {one.hint}" for one in found if one.code == code]


def test_a_paragraph_is_a_line_that_is_not_empty_counted_from_1():
    assert source_texts.paragraphs("\n one \n\u00a0\n\n\ttwo\n") == ("one", "two")


def test_a_lock_just_written_finds_nothing_changed(sources):
    lock = verified(sources, "").lock
    assert not [one for one in verified(sources, lock).problems if one.code != "coverage-gap"]
    assert lock.count("\n") == 1 + 2 + 6 + 5  # head, names, the cited paragraphs of each
    assert "م" not in lock


def test_what_changed_is_told_with_the_statements_that_lean_on_it(sources):
    lock = verified(sources, "").lock
    change(sources, "نُقل", "قيل")
    (said,) = told(sources, lock, "source-changed")
    assert "paragraph 3 is not as it was" in said
    assert said.endswith("its words have changed; look again at pt-tolls")


def test_a_paragraph_that_moved_is_told_with_its_new_number(sources):
    lock = verified(sources, "").lock
    change(sources, "جرت", "خبر عاجل\nجرت")
    said = told(sources, lock, "source-changed")
    assert any("has 8 paragraphs, not 7" in one for one in said)
    assert any("paragraph 4 is not" in one and "now stands as paragraph 5" in one for one in said)


def test_a_source_that_is_missing_is_told_and_keeps_its_fingerprints(sources):
    lock = verified(sources, "").lock
    (sources / "alpha.txt").unlink()
    (said,) = told(sources, lock, "source-missing")
    assert "alpha.txt" in said
    assert verified(sources, lock).lock == lock


def test_a_paragraph_that_the_text_no_longer_has_is_told(sources):
    lock = verified(sources, "").lock
    (sources / "beta.txt").write_text("\n".join(BETA[:4]), encoding="utf-8")
    said = told(sources, lock, "source-missing")
    assert [one.split(";")[0] for one in said] == [
        "the source text has no paragraph 5",
        "the source text has no paragraph 6",
    ]


def test_without_a_lock_each_article_is_one_warning(sources):
    assert len(told(sources, "", "lock-outdated")) == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("alpha:\n  1: ", "alpha:\n  9: 0\n  1: ", "9 is fingerprinted, but not cited"),
        ("  3: ", "# 3: ", "paragraph 3 has no fingerprint"),
        ("beta:", "gamma:\n  1: x\nbeta:", "“gamma” is fingerprinted, but"),
    ],
)
def test_a_lock_behind_the_content_is_told(sources, old, new, said):
    lock = verified(sources, "").lock.replace(old, new, 1)
    assert any(said in one for one in told(sources, lock, "lock-outdated"))


@pytest.mark.parametrize("lock", ["[", "- 1", "alpha: 3", "alpha: {x: y}", "7", "a:\n  1: 2: 3"])
def test_a_spoilt_lock_counts_as_none(sources, lock):
    assert told(sources, lock, "lock-outdated")


def test_a_source_text_is_never_looked_for_outside_its_folder(sources):
    library = load(CONTENT)
    article = library.articles["alpha"].model_copy(update={"source_text": "../../etc/alpha.txt"})
    object.__setattr__(library, "articles", {**library.articles, "alpha": article})
    found, _ = source_texts.read_source_texts(library, sources)
    assert found["alpha"] == ALPHA


@given(st.text())
def test_normalising_twice_is_normalising_once(text):
    once = source_texts.normalised(text)
    assert source_texts.normalised(once) == once


@given(st.lists(st.text("أبتثجًa1 «»", min_size=1), min_size=1))
def test_how_a_page_is_saved_does_not_matter(words):
    plain = " ".join(words)
    saved = unicodedata.normalize("NFD", plain).replace(" ", "\u00a0 \u200f")
    assert source_texts.fingerprint(saved) == source_texts.fingerprint(plain)


@pytest.mark.parametrize("other", ["26 دولةً", "27 دولة", "26 دولة.", "٢٦ دول"])
def test_another_word_digit_or_mark_is_another_fingerprint(other):
    assert source_texts.fingerprint(other) != source_texts.fingerprint("26 دولة")


@needs_sources
def test_the_lock_of_the_content_is_up_to_date():
    library = load(ROOT / "content")
    lock = (ROOT / "content" / "sources.lock").read_text(encoding="utf-8")
    report = verify.verify_claims(library, SOURCES, lock)
    assert report.lock == lock
    assert report.problems == ()
    assert len(report.rows) == 5
