"""The project file: found from below, its folders, its defaults for briefs, its problems."""

import shutil
from pathlib import Path

import pytest

from briefs.checks import blocked_briefs, check
from briefs.content import Library, load
from briefs.design import load_design
from briefs.files import find_project, project_folders
from briefs.problems import Problem

HANDLING = "handling: {en: For practice only, ar: للتدريب فقط}\n"


def problems_with(text: str, content: Path) -> list[Problem]:
    """Return the problems of a project whose `briefs.yaml` has this text."""
    (content.parent / "briefs.yaml").write_text(text, encoding="utf-8")
    library = load(content)
    return check(library, load_design(None, library.project_file).check_context)


def without(content: Path, line: str) -> Library:
    """Return the content without a line of the brief `norway`."""
    path = content / "briefs" / "norway.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(line) == 1
    path.write_text(text.replace(line, ""), encoding="utf-8")
    return load(content)


def test_a_project_is_found_from_any_folder_below(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = content / "articles"
    assert find_project(below) == content.parent
    monkeypatch.chdir(below)
    assert find_project(Path()) == Path("../..")
    assert find_project(Path("../../content/briefs")) == Path("../..")


def test_no_project_is_found_where_there_is_none(tmp_path: Path) -> None:
    assert find_project(tmp_path) is None
    (tmp_path / "briefs.yaml").mkdir()
    assert find_project(tmp_path) is None


def test_folders_have_the_usual_names_unless_the_project_names_others(tmp_path: Path) -> None:
    file = tmp_path / "briefs.yaml"
    file.write_text("id: water\npaths: {sources: ../texts, output: 3}\n", encoding="utf-8")
    folders = project_folders(tmp_path)
    assert folders.content == tmp_path / "content"
    assert folders.sources == tmp_path / ".." / "texts"
    assert folders.output == tmp_path / "output"
    for text in ("paths: [", "[]", "paths: 3", "\x00", "id: \xff"):
        file.write_bytes(text.encode("latin-1"))
        assert project_folders(tmp_path).content == tmp_path / "content"


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("name: {en: Water, ar: ماء}\n", (1, 1), "key-missing"),
        ("id: Water\n", (1, 5), "id-malformed"),
        ("id: water\nlanguage: [en]\n", (2, 1), "key-unknown"),
        ("id: water\nlanguages: en\n", (2, 12), "type-wrong"),
        ("id: water\nlanguages: [en, de]\n", (2, 17), "language-unknown"),
        ("id: water\neditions: [en, en-ar]\n", (2, 16), "edition-unknown"),
        ("id: water\npaths: {contents: x}\n", (2, 9), "key-unknown"),
        ("id: water\npaths: {content: 3}\n", (2, 18), "type-wrong"),
        ("id: water\nissuer: Unit\n", (2, 9), "type-wrong"),
        ("id: water\nissuer: {en: Unit}\n", (2, 14), "translation-missing"),
        ("id: water\ntheme: {colours: {accent: red}}\n", (2, 27), "colour-malformed"),
        ("id: water\ntheme: {colors: {}}\n", (2, 9), "key-unknown"),
        ("id: water\ntheme: red\n", (2, 8), "type-wrong"),
        ("id: water\nlanguages: [[en]]\n", (2, 13), "type-wrong"),
        ("id: water\ntheme:\n  page: {size: A3}\n", (3, 16), "value-unknown"),
        ("id: water\nid: dam\n", (2, 1), "yaml-duplicate-key"),
        ("", (1, 1), "yaml-empty"),
    ],
)
def test_a_fault_of_the_project_file_is_reported_at_its_line(
    text: str, place: tuple[int, int], code: str, content: Path
) -> None:
    found = problems_with(text, content)
    file = str(content.parent / "briefs.yaml")
    assert [(one.file, one.line, one.column, one.code) for one in found] == [(file, *place, code)]


def test_a_fault_has_a_hint(content: Path) -> None:
    (problem,) = problems_with("id: water\nlanguage: [en]\n", content)
    assert problem.hint == "did you mean “languages”?"
    (problem,) = problems_with("id: water\ntheme: {colors: {}}\n", content)
    assert problem.hint == "did you mean “colours”?"


def test_a_brief_takes_from_the_project_what_it_does_not_state(content: Path) -> None:
    (content.parent / "briefs.yaml").write_text(
        "id: cases\neditions: [en]\nhandling: {en: For all, ar: للجميع}\n", encoding="utf-8"
    )
    without(content, HANDLING)
    brief = without(content, "editions: [en, ar, ar-en]\n").briefs["norway"]
    assert brief.editions == ("en",)
    assert brief.handling is not None
    assert brief.handling["ar"] == "للجميع"
    assert brief.handling["ar"].path == "project/handling/ar"


def test_what_neither_brief_nor_project_states_is_missing(content: Path) -> None:
    library = without(content, HANDLING)
    (problem,) = library.problems
    assert (Path(problem.file).name, problem.code) == ("norway.yaml", "key-missing")
    assert "handling" in problem.message
    assert "briefs.yaml" in problem.hint
    assert "norway" in blocked_briefs(library, list(library.problems))


@pytest.mark.parametrize("name", ["articles", "briefs", "water"])
def test_an_error_of_the_project_file_stops_every_brief(
    name: str, content: Path, tmp_path: Path
) -> None:
    root = tmp_path / "projects" / name
    shutil.copytree(content, root / "content")
    (root / "briefs.yaml").write_text("id: water\nissuer: Unit\n", encoding="utf-8")
    library = load(root / "content")
    assert set(blocked_briefs(library, list(library.problems))) == set(library.briefs) != set()


def test_a_project_without_its_file_lacks_it(content: Path) -> None:
    (content.parent / "briefs.yaml").unlink()
    library = load(content)
    assert library.project is None
    assert [one.code for one in library.problems] == ["file-missing"]
    assert "norway" in library.briefs


@pytest.mark.parametrize("text", ["handling: For all\n", "handling: {en: [1]}\n", "editions: en\n"])
def test_nothing_is_missing_in_a_brief_while_the_project_file_has_a_fault(
    text: str, content: Path
) -> None:
    without(content, HANDLING)
    (problem,) = problems_with(f"id: water\n{text}", content)
    assert (Path(problem.file).name, problem.code) == ("briefs.yaml", "type-wrong")
    library = load(content)
    assert library.project is not None
    assert library.project_id == ""
    assert "norway" in library.briefs


@pytest.mark.parametrize(
    ("handling", "code"),
    [
        ("handling: For all\n", "type-wrong"),
        ("handling:\n", "key-missing"),
        ("handling: {en: For all\n", "yaml-bracket"),
        ("handlings: {en: For all, ar: للجميع}\n", "key-unknown"),
    ],
)
def test_a_wrong_handling_of_a_brief_is_told_once(handling: str, code: str, content: Path) -> None:
    path = content / "briefs" / "norway.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(HANDLING, handling), encoding="utf-8")
    assert [one.code for one in load(content).problems] == [code]


def test_a_fault_of_the_project_file_hides_no_other(content: Path) -> None:
    path = content / "articles" / "alpha.yaml"
    text = path.read_text(encoding="utf-8").replace("stance: conditional", "stance: perhaps")
    path.write_text(text, encoding="utf-8")
    found = problems_with("id: water\nissuer: Unit\nname: {en: Water}\neditions: [fr]\n", content)
    assert sorted((Path(one.file).name, one.code) for one in found) == [
        ("alpha.yaml", "value-unknown"),
        ("briefs.yaml", "edition-unknown"),
        ("briefs.yaml", "translation-missing"),
        ("briefs.yaml", "type-wrong"),
    ]
