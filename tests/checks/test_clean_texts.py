"""Texts in which nothing was found are not read again, and whatever matters is found as before."""

from pathlib import Path

import pytest

from briefs import api, checks
from briefs.checks import registry
from briefs.content import Library, load
from briefs.design import CheckContext
from briefs.problems import Problem

ALPHA = "articles/alpha.yaml"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of texts that the check of numbers gets, each time."""
    counts: list[int] = []
    numbers = registry.CHECKS["numbers"]

    def counting(library: Library, context: CheckContext) -> list[Problem]:
        counts.append(len(library.texts))
        return list(numbers(library, context))

    monkeypatch.setattr(registry, "CHECKS", {**registry.CHECKS, "numbers": counting})
    return counts


def edit(content: Path, name: str, old: str, new: str) -> None:
    file = content / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(content: Path) -> list[Problem]:
    """Return what is found with memory, which is what is found without."""
    library = load(content)
    context = api.design_of(library, None).check_context
    found = checks.check(library, context, remember=True)
    assert found == api.check(load(content))
    return found


def test_a_text_is_read_once_and_again_when_it_changes(content: Path, read: list[int]) -> None:
    assert problems(content) == []
    assert problems(content) == []
    edit(content, ALPHA, "would join if 4 ships came", "would join if 5 ships came")
    assert "number-mismatch" in {one.code for one in problems(content)}
    all_texts = read[0]
    assert read == [all_texts, all_texts, 0, all_texts, 1, all_texts]


def test_what_was_found_is_found_again(content: Path) -> None:
    edit(content, ALPHA, "would join if 4 ships came", "would join if 5 ships came")
    first = problems(content)
    assert first
    assert problems(content) == first


def test_a_changed_shared_file_has_all_texts_read_again(content: Path) -> None:
    assert problems(content) == []
    edit(content, "glossary.yaml", "terms:", "terms:\n  - {en: [would join], ar: [لا شيء]}")
    assert {one.code for one in problems(content)} == {"glossary-mismatch"}


def test_a_cache_that_cannot_be_written_changes_nothing(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert problems(content) == []
