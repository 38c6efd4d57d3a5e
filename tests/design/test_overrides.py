"""A project replaces single files, strings and keys of the theme, and nothing else."""

from pathlib import Path

import pytest

from briefs.content import Library, YamlFile, parse_yaml
from briefs.design import Design, load_design
from briefs.html import render


def written(folder: Path, files: dict[str, str]) -> Path:
    """Write files into a project's folder of templates."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def project(text: str) -> YamlFile:
    file, problems = parse_yaml(text, "briefs.yaml", "project")
    assert problems == []
    assert file is not None
    return file


def test_keys_of_theme_yaml_replace_those_of_the_package(tmp_path: Path, design: Design) -> None:
    own = written(tmp_path, {"theme.yaml": "colours: {accent: '#7a1f2b'}\nsizes: {title: 30}\n"})
    theme = load_design(own).theme
    assert theme.colours == {**design.theme.colours, "accent": "#7a1f2b"}
    assert theme.sizes == {**design.theme.sizes, "title": 30}
    assert theme.languages == design.theme.languages


def test_the_theme_of_briefs_yaml_stands_above_that_of_theme_yaml(tmp_path: Path) -> None:
    own = written(tmp_path, {"theme.yaml": "sizes: {title: 30, h2: 16}\n"})
    theme = load_design(own, project("theme: {sizes: {title: 31}}\n")).theme
    assert (theme.sizes["title"], theme.sizes["h2"]) == (31, 16)


def test_a_faulty_theme_is_reported_in_its_own_file_and_not_used(
    tmp_path: Path, design: Design
) -> None:
    own = written(tmp_path, {"theme.yaml": "page:\n  side: wide\n"})
    changed = load_design(own, project("theme:\n  colours: {accent: blue}\n"))
    assert [(one.file, one.line, one.column, one.code) for one in changed.problems] == [
        (str(own / "theme.yaml"), 2, 9, "type-wrong"),
        ("briefs.yaml", 2, 21, "invalid"),
    ]
    assert changed.theme == design.theme
    assert changed.check_context.problems == changed.problems


def test_a_project_has_the_languages_that_it_names_and_the_editions_in_them() -> None:
    theme = load_design(None, project("languages: [ar]\n")).theme
    assert (list(theme.languages), list(theme.editions)) == (["ar"], ["ar"])


def test_a_string_replaces_that_of_the_package(tmp_path: Path, design: Design) -> None:
    strings = "bottom-line: The answer\nsources-count: {one: One text}\n"
    changed = load_design(written(tmp_path, {"strings/en.yaml": strings}))
    english = changed.language("en")
    assert changed.problems == ()
    assert english.translate("bottom-line") == "The answer"
    assert english.translate("sources-count", count=1) == "One text"
    assert english.translate("sources-count", count=2) == "2 sources"
    assert changed.strings["ar"] == design.strings["ar"]


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("bottom-line: 3\n", (1, 14), "type-wrong"),
        ("stance: Stance\n", (1, 9), "type-wrong"),
        ("- a\n", (1, 1), "type-wrong"),
        ("bottom-line: a: b\n", (1, 15), "yaml-syntax"),
    ],
)
def test_faulty_strings_are_reported_and_not_used(
    text: str, place: tuple[int, int], code: str, tmp_path: Path, design: Design
) -> None:
    own = written(tmp_path, {"strings/en.yaml": text})
    changed = load_design(own)
    file = str(own / "strings" / "en.yaml")
    assert [(one.file, one.line, one.column, one.code) for one in changed.problems] == [
        (file, *place, code)
    ]
    assert changed.strings == design.strings


def test_a_new_language_needs_every_string(tmp_path: Path) -> None:
    theme = project("theme:\n  languages:\n    fr: {text: A, label: A, scale: 1, leading: 1.4}\n")
    (problem,) = load_design(
        written(tmp_path, {"strings/fr.yaml": "name: Français\n"}), theme
    ).problems
    assert (problem.file, problem.code) == (str(tmp_path / "strings" / "fr.yaml"), "key-missing")
    assert "date-range" in problem.message


def test_a_word_that_a_new_language_lacks_stays_in_the_first(
    tmp_path: Path, design: Design
) -> None:
    theme = project("theme:\n  languages:\n    fr: {text: A, label: A, scale: 1, leading: 1.4}\n")
    strings = "stance: {supports: Pour}\nsources-count: {other: Sources}\n"
    changed = load_design(written(tmp_path, {"strings/fr.yaml": strings}), theme)
    stances = {**design.strings["en"]["stance"], "supports": "Pour"}
    assert changed.strings["fr"]["stance"] == stances
    assert changed.strings["fr"]["sources-count"] == {"other": "Sources"}
    assert changed.strings["fr"]["bottom-line"] == "Bottom line"


def test_one_partial_replaces_that_of_the_package(
    tmp_path: Path, library: Library, design: Design
) -> None:
    frame = (
        '{% extends "package/partials/frame.html.j2" %}\n'
        "{% block content %}<p>{{ language.code }}</p>{% endblock %}\n"
    )
    changed = load_design(written(tmp_path, {"country.html.j2": frame}))
    tree, problems = render(library, library.briefs["norway"], "en", changed)
    assert problems == []
    assert tree is not None
    assert [paragraph.text for paragraph in tree.iter("p")] == ["en"]
    untouched, _ = render(library, library.briefs["crossing"], "en", changed)
    assert untouched is not None
    assert changed.templates == design.templates


def test_a_file_is_that_of_the_project_where_it_has_one(tmp_path: Path, design: Design) -> None:
    changed = load_design(written(tmp_path, {"pdf.css": "p { color: red }\n"}))
    assert changed.file("pdf.css") == tmp_path / "pdf.css"
    assert changed.file("theme.yaml") == design.file("theme.yaml")
    assert changed.assets != design.assets
