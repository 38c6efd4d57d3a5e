"""Warnings about translations that were not reviewed after their other side changed."""

from pathlib import Path

import pytest

from briefs.checks.reviews import (
    REVIEWS_LOCK,
    mark_reviewed,
    read_reviews_lock,
    reviews_lock_text,
    stale_translations,
    text_address,
)
from briefs.content.library import Library, load
from briefs.problems import Severity
from tests.support.paths import ROOT

GIST = "articles/alpha/positions/no-ferry-early/gist"
ENGLISH, ARABIC = "Yes if 4 ships come", "نعم إن جاءت 4 سفن"


def changed_library(content: Path, *changes: tuple[str, str]) -> Library:
    """Replace words of the article alpha; return the library."""
    path = content / "articles" / "alpha.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    loaded = load(content)
    problems = list(loaded.problems)
    assert problems == []
    return loaded


def test_there_is_no_warning_before_the_first_review_or_right_after_one(content: Path) -> None:
    library = changed_library(content)
    assert list(stale_translations(library, read_reviews_lock(content))) == []
    lock = mark_reviewed(library, {})
    assert GIST in lock
    assert list(stale_translations(library, lock)) == []


def test_a_translation_left_unchanged_is_reported_at_its_line(content: Path) -> None:
    lock = mark_reviewed(changed_library(content), {})
    library = changed_library(content, (ENGLISH, "Yes if 4 ships arrive"))
    (problem,) = stale_translations(library, lock)
    line = Path(problem.file).read_text(encoding="utf-8").split("\n")[problem.line - 1]
    assert (problem.code, problem.severity) == ("translation-stale", Severity.WARNING)
    assert line[problem.column - 1 :].startswith(ARABIC)
    assert problem.hint.endswith(f"briefs reviewed {GIST}")
    assert list(stale_translations(library, mark_reviewed(library, lock, [GIST]))) == []
    assert list(stale_translations(library, mark_reviewed(library, lock, ["articles/beta"]))) == [
        problem
    ]


def test_new_texts_and_texts_changed_on_both_sides_are_one_warning_a_file(content: Path) -> None:
    lock = mark_reviewed(changed_library(content), {})
    known = {path: one for path, one in lock.items() if "/marques-hulls/" not in path}
    library = changed_library(content, (ENGLISH, "No"), (ARABIC, "لا"))
    (problem,) = stale_translations(library, known)
    assert problem.code == "not-reviewed"
    assert problem.message.startswith("2 texts")
    assert Path(problem.file).name == "alpha.yaml"
    assert set(mark_reviewed(library, known, [GIST])) == set(known)


def test_a_language_that_is_added_is_one_warning_a_file(content: Path) -> None:
    both = mark_reviewed(load(content), {})
    before = {path: {"en": prints["en"]} for path, prints in both.items()}
    problems = list(stale_translations(load(content), before))
    files = {Path(problem.file).name for problem in problems}
    assert len(problems) == len(files) == 9
    assert {problem.code for problem in problems} == {"not-reviewed"}
    assert all(problem.message.endswith("have not been reviewed in “ar”") for problem in problems)
    library = changed_library(content, (ENGLISH, "Yes if 5 ships come"))
    assert {one.code for one in stale_translations(library, before)} == {"not-reviewed"}


def test_line_breaks_and_automatic_fixes_make_no_translation_stale(content: Path) -> None:
    library = changed_library(
        content, (ENGLISH, '"Yes if  4 ships\n      come"'), (ARABIC, "نعم إن جاءت ٤ سفن")
    )
    lock = mark_reviewed(library, {})
    library = changed_library(
        content, ('"Yes if  4 ships\n      come"', ENGLISH), ("٤ سفن", "4 سفن")
    )
    assert list(stale_translations(library, lock)) == []


def test_the_lock_reads_as_it_was_written_and_forgets_texts_that_are_gone(content: Path) -> None:
    library = changed_library(content)
    lock = mark_reviewed(library, {"articles/alpha/gone": {"en": "1", "ar": "2"}})
    (content / REVIEWS_LOCK).write_text(reviews_lock_text(lock), encoding="utf-8")
    assert read_reviews_lock(content) == lock
    assert "articles/alpha/gone" not in lock
    assert len((content / REVIEWS_LOCK).read_text(encoding="utf-8").splitlines()) == len(lock) + 1


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("articles/alpha", "articles/alpha"),
        ("articles/alpha/positions/pt-tolls/", "articles/alpha/positions/pt-tolls"),
        ("articles/nonsense", ""),
        ("nonsense/x", ""),
    ],
)
def test_texts_are_named_by_their_address(path: str, address: str, library: Library) -> None:
    assert text_address(path, library) == address


def test_texts_are_named_by_the_path_of_their_file(library: Library) -> None:
    assert text_address(library.file("articles/alpha.yaml").file, library) == "articles/alpha"


def test_every_text_of_the_real_content_has_been_reviewed() -> None:
    loaded = load(ROOT / "content")
    assert list(loaded.problems) == []
    lock = read_reviews_lock(ROOT / "content")
    assert lock
    assert list(stale_translations(loaded, lock)) == []
