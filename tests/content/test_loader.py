"""Reading the files of a content folder: wrong names, folders in their place, and what is valid."""

import os
from pathlib import Path

import pytest

from briefs.content import Library, load
from briefs.problems import Message


def codes(library: Library) -> list[tuple[str, str]]:
    return [(Path(problem.file).name, problem.code) for problem in library.problems]


@pytest.mark.parametrize("name", ["gamma.yml", "gamma.YAML", "gamma.yaml.txt"])
def test_a_file_under_another_ending_is_told_with_its_right_name(content: Path, name: str) -> None:
    (content / "articles" / name).write_text("id: gamma", encoding="utf-8")
    library = load(content)
    assert codes(library) == [(name, "file-name")]
    assert "rename it to “gamma.yaml”" in library.problems[0].hint


def test_a_shared_file_under_another_ending_is_told_once(content: Path) -> None:
    (content / "topics.yaml").rename(content / "topics.yml")
    library = load(content)
    assert codes(library) == [("topics.yaml", "file-missing")]
    assert "rename “topics.yml” to “topics.yaml”" in library.problems[0].hint


def test_a_folder_or_a_device_in_the_place_of_a_file_is_a_problem(content: Path) -> None:
    for index, make in enumerate((os.mkdir, os.mkfifo)):
        make(content / "articles" / f"made-{index}.yaml")
    (content / "articles" / "made-2.yaml").symlink_to("/dev/zero")
    (content / "articles" / "made-3.yaml").symlink_to("made-3.yaml")
    found = codes(load(content))
    assert [code for name, code in found if name != "made-3.yaml"] == ["file-unreadable"] * 3
    assert {code for name, code in found if name == "made-3.yaml"} <= {
        "file-missing",
        "file-unreadable",
    }


def test_what_is_valid_beside_a_fault_is_read_with_its_places(content: Path) -> None:
    path = content / "articles" / "alpha.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("stance: conditional", "stance: perhaps"), encoding="utf-8")
    library = load(content)
    assert codes(library) == [("alpha.yaml", "value-unknown")]
    assert "alpha/no-ferry-early" not in library.statements
    assert "alpha/no-ferry-early" in library.references
    kept = library.statements["alpha/pt-tolls"]
    line = text[: text.index("- id: pt-tolls")].count("\n") + 1
    assert library.problem_at(kept, "invalid", Message("what")).line == line


def test_a_key_that_is_needed_and_wrong_does_not_hide_the_rest(content: Path) -> None:
    path = content / "articles" / "alpha.yaml"
    text = path.read_text(encoding="utf-8").replace("paragraphs: 7", "paragraphs: seven")
    path.write_text(text.replace("issued: {date: 2024-03-05", "issued: {date: soon"), "utf-8")
    library = load(content)
    assert sorted(codes(library)) == [
        ("alpha.yaml", "date-malformed"),
        ("alpha.yaml", "type-wrong"),
    ]
    assert "alpha/pt-tolls" in library.statements


def test_each_fault_of_yaml_in_a_file_is_told(content: Path) -> None:
    path = content / "articles" / "alpha.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("at: [3, 4]", "at: [3, 4").replace("en: The minister", "en: The: minister")
    path.write_text(text.replace("percent: 30", "percent: 300"), encoding="utf-8")
    library = load(content)
    assert sorted(code for _, code in codes(library)) == [
        "percent-out-of-range",
        "yaml-bracket",
        "yaml-colon",
    ]
    assert {"alpha/no-ferry-early", "alpha/pt-tolls"} <= library.references


def test_a_rule_between_keys_is_not_hidden_by_a_wrong_value_beside_them(content: Path) -> None:
    path = content / "articles" / "alpha.yaml"
    text = path.read_text(encoding="utf-8").replace("stance: conditional", "stance: perhaps")
    path.write_text(text.replace("    country: NO\n", ""), encoding="utf-8")
    assert sorted(codes(load(content))) == [
        ("alpha.yaml", "invalid"),
        ("alpha.yaml", "value-unknown"),
    ]
