"""Checks across files, and the briefs that an error blocks."""

from pathlib import Path

import pytest

from briefs.checks import registry
from briefs.content.library import Library, load
from briefs.design import Design, load_design
from briefs.design.check_context import CheckContext
from briefs.problems import Problem
from tests.support.paths import TEMPLATES


def setting(design: Design) -> CheckContext:
    theme = design.theme
    return CheckContext(tuple(theme.languages), tuple(theme.editions), design.templates)


def spoilt(content: Path, name: str, old: str, new: str) -> list[Problem]:
    """Replace a passage of a file; return all problems of the content."""
    path = content / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    loaded = load(content)
    problems = list(loaded.problems)
    return problems + registry.run_checks(loaded, setting(load_design(TEMPLATES)))


def blocked(content: Path) -> set[str]:
    """Return the briefs that errors of the content block."""
    loaded = load(content)
    problems = list(loaded.problems)
    problems += registry.run_checks(loaded, setting(load_design(TEMPLATES)))
    return set(registry.blocked_briefs(loaded, problems))


SUMMARY = "The paper tells of a ferry line and what two governments want from it."
TOLD = "تروي الصحيفة قصة خط للعبّارات وما تريده منه حكومتان."


@pytest.mark.parametrize(
    ("english", "arabic"),
    [
        ("It has 1,200 berths.", "فيه 1200 رصيف."),
        ("It has 1,200 berths.", "فيه ١٬٢٠٠ رصيف."),
        ("It grew by 61.5%.", "نما بنسبة ٦١٫٥٪."),
        ("On 4 March 2024, 26 ships.", "26 سفينة يوم 4 مارس 2024."),
        ("Ships, 300 and 310.", "سفن، 310 و300."),
        ("The years 2024–2025.", "عاما 2024–2025."),
        ("Ends in 2024.", "تنتهي في 2024."),
    ],
)
def test_the_same_numbers_may_be_written_as_each_language_does(
    english: str, arabic: str, content: Path
) -> None:
    path = content / "articles" / "alpha.yaml"
    text = path.read_text(encoding="utf-8").replace(SUMMARY, f'"{english}"')
    path.write_text(text, encoding="utf-8")
    found = spoilt(content, "articles/alpha.yaml", TOLD, f'"{arabic}"')
    assert "number-mismatch" not in {problem.code for problem in found}


@pytest.mark.parametrize(
    ("english", "arabic", "lacking"),
    [
        ("It has 26 ships.", "فيه سفن.", {"ar"}),
        ("It has ships.", "فيه 26 سفينة.", {"en"}),
        ("It has 26 ships.", "فيه 62 سفينة.", {"en", "ar"}),
        ("It grew by 61.5%.", "نما بنسبة 615%.", {"en", "ar"}),
    ],
)
def test_a_number_missing_in_one_language_is_reported_there(
    english: str, arabic: str, lacking: set[str], content: Path
) -> None:
    path = content / "articles" / "alpha.yaml"
    text = path.read_text(encoding="utf-8").replace(SUMMARY, f'"{english}"')
    path.write_text(text, encoding="utf-8")
    found = spoilt(content, "articles/alpha.yaml", TOLD, f'"{arabic}"')
    assert {one.code for one in found} == {"number-mismatch"}
    lines = path.read_text(encoding="utf-8").split("\n")
    assert {lines[one.line - 1].strip()[:2] for one in found} == lacking


@pytest.mark.parametrize(
    ("name", "old", "new", "near"),
    [
        ("articles/alpha.yaml", "speaker: halvorsen", "speaker: halvorson", "“halvorsen”"),
        ("articles/alpha.yaml", "topic: safety", "topic: saftey", "“safety”"),
        ("briefs/norway.yaml", "[beta/no-ferry-late]", "[beta/no-fery-late]", "“beta/no-f"),
        ("briefs/norway.yaml", "template: country", "template: contry", "“country”"),
        ("briefs/norway.yaml", "[en, ar, ar-en]", "[en, ar, ar-eng]", "“ar-en”"),
        ("people.yaml", "[alpha/2]", "[alfa/2]", "“alpha”"),
        ("briefs/norway.yaml", '["NO"]', "[UK]", "GB"),
    ],
)
def test_an_unknown_name_is_reported_with_the_nearest_known_one(
    name: str, old: str, new: str, near: str, content: Path
) -> None:
    (found,) = spoilt(content, name, old, new)
    assert near in found.hint


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("people.yaml", "organisations:", "organizations:"),
        ("topics.yaml", "topics:", "topic:"),
        ("articles/alpha.yaml", "paragraphs: 7", "paragraphs: seven"),
        ("articles/alpha.yaml", "paragraphs: 7", "paragraphs: [7"),
        ("articles/beta.yaml", "id: beta", "id: betta"),
    ],
)
def test_an_unreadable_file_causes_no_problem_in_files_that_refer_to_it(
    name: str, old: str, new: str, content: Path
) -> None:
    found = spoilt(content, name, old, new)
    assert found
    assert {Path(one.file).relative_to(content).as_posix() for one in found} == {name}


@pytest.mark.parametrize("data", [b"\xff", b"["])
def test_an_article_that_cannot_be_read_causes_no_problem_elsewhere(
    data: bytes, content: Path
) -> None:
    (content / "articles" / "alpha.yaml").write_bytes(data)
    loaded = load(content)
    found = [*loaded.problems, *registry.run_checks(loaded, setting(load_design(TEMPLATES)))]
    assert {Path(one.file).name for one in found} == {"alpha.yaml"}


def test_a_missing_article_is_reported_wherever_it_is_named(content: Path) -> None:
    (content / "articles" / "beta.yaml").unlink()
    loaded = load(content)
    problems = list(loaded.problems)
    found = problems + registry.run_checks(loaded, setting(load_design(TEMPLATES)))
    names = {(Path(one.file).name, one.code) for one in found}
    assert names == {
        ("people.yaml", "article-unknown"),
        ("contradictions.yaml", "article-unknown"),
        ("crossing.yaml", "evidence-unknown"),
        ("norway.yaml", "evidence-unknown"),
        ("record.yaml", "evidence-unknown"),
    }


def test_a_fault_in_an_article_stops_the_briefs_that_show_it_and_no_others(content: Path) -> None:
    assert blocked(content) == set()
    spoilt(content, "articles/beta.yaml", "paragraphs: 6", "paragraphs: 60")
    assert blocked(content) == {"crossing", "norway", "record"}


def test_a_fault_in_an_article_that_cannot_be_read_stops_the_same_briefs(content: Path) -> None:
    spoilt(content, "articles/alpha.yaml", "paragraphs: 7", "paragraphs: x")
    assert blocked(content) == {"crossing", "crossing-note", "norway", "record"}


def test_a_fault_in_a_file_that_all_share_stops_all(content: Path) -> None:
    spoilt(content, "people.yaml", "[alpha/2]", "[alpha/99]")
    assert blocked(content) == {"crossing", "crossing-note", "norway", "record"}


def test_a_fault_in_a_brief_stops_that_brief(content: Path) -> None:
    spoilt(content, "briefs/norway.yaml", "template: country", "template: city")
    assert blocked(content) == {"norway"}


def test_a_warning_stops_nothing(content: Path) -> None:
    gist = "    gist: {en: Joins without conditions, ar: انضمام بلا شروط}\n"
    found = spoilt(content, "articles/beta.yaml", gist, "")
    assert [one.code for one in found] == ["gist-missing"]
    assert blocked(content) == set()


def test_a_country_that_no_brief_compares_needs_no_gist(content: Path) -> None:
    loaded = load(content)
    board = loaded.statements["beta/board-tolls"].item
    assert getattr(board, "gist", "") is None


def test_every_rule_runs_and_finds_nothing_in_good_content(
    library: Library, design: Design
) -> None:
    assert len(registry.CHECKS) >= 9
    for name, rule in registry.CHECKS.items():
        assert list(rule(library, setting(design))) == [], name
