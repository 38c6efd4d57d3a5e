"""A project replaces single files, strings and keys of the theme, and nothing else."""

import shutil
from pathlib import Path
from random import Random

import pytest

from briefs.content import Library, YamlFile, parse_yaml
from briefs.design import Design, DesignError, load_design
from briefs.design.stylesheet import faults, is_plain
from briefs.files import packaged_folder
from briefs.html import render
from tests.support.paths import TEMPLATES


def written(folder: Path, files: dict[str, str]) -> Path:
    """Write files into a project's folder of templates."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


GERMAN = """
theme:
  languages:
    de: {text: Amiri, label: Amiri, scale: 1, leading: 1.4}
  editions: {de: [de]}
"""


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
        ("briefs.yaml", 2, 21, "colour-malformed"),
    ]
    assert changed.theme == design.theme
    assert changed.check_context.problems == changed.problems


@pytest.mark.parametrize("name", ["../../x", "a/b", "x y", "EN", "en.pdf", ".en", "é", "en\\n"])
def test_the_name_of_an_edition_is_an_id_since_files_are_named_by_it(name: str) -> None:
    changed = load_design(project=project(f'theme:\n  editions: {{"{name}": [en]}}\n'))
    assert [one.code for one in changed.problems] == ["id-malformed"]


def test_a_project_has_the_languages_that_it_names_and_the_editions_in_them() -> None:
    theme = load_design(None, project("languages: [ar]\n")).theme
    assert (list(theme.languages), list(theme.editions)) == (["ar"], ["ar"])


def test_a_project_that_names_no_languages_has_those_of_its_editions(tmp_path: Path) -> None:
    assert list(load_design().theme.languages) == ["en", "ar"]
    own = project("theme: {editions: {fr-ar: [fr, ar]}}\n")
    changed = load_design(None, own, packaged_folder("fonts"))
    assert changed.problems == ()
    assert list(changed.theme.languages) == ["en", "ar", "fr"]
    assert changed.theme.editions["fr-ar"] == ("fr", "ar")


def test_every_language_of_the_package_has_all_strings_and_fonts() -> None:
    own = project("theme: {editions: {fr: [fr], fa: [fa]}}\nlanguages: [en, ar, fr, fa]\n")
    changed = load_design(None, own, packaged_folder("fonts"))
    assert changed.problems == ()
    assert list(changed.theme.languages) == ["en", "ar", "fr", "fa"]


def test_a_language_that_no_project_text_is_in_needs_no_font(tmp_path: Path) -> None:
    for font in packaged_folder("fonts").glob("Amiri*"):
        shutil.copy(font, tmp_path)
    changed = load_design(None, project("languages: [ar]\n"), tmp_path)
    assert changed.problems == ()


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
        ("bottom-line: 3\n", (1, 14), "string-malformed"),
        ("bottom-line: ''\n", (1, 14), "string-malformed"),
        ("table-label: 'Table {nubmer}'\n", (1, 14), "string-malformed"),
        ("stance: Stance\n", (1, 9), "string-malformed"),
        ("- a\n", (1, 1), "string-malformed"),
        ("bottom-line: a: b\n", (1, 15), "yaml-colon"),
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
    theme = project(GERMAN)
    (problem,) = load_design(
        written(tmp_path, {"strings/de.yaml": "name: Deutsch\n"}), theme
    ).problems
    assert (problem.file, problem.code) == (str(tmp_path / "strings" / "de.yaml"), "string-missing")
    assert "date-range" in problem.message


def test_a_word_that_a_new_language_lacks_stays_in_the_first(
    tmp_path: Path, design: Design
) -> None:
    theme = project(GERMAN)
    strings = "stance: {supports: Dafür}\nsources-count: {other: Quellen}\n"
    changed = load_design(written(tmp_path, {"strings/de.yaml": strings}), theme)
    stances = {**design.strings["en"]["stance"], "supports": "Dafür"}
    assert changed.strings["de"]["stance"] == stances
    assert changed.strings["de"]["sources-count"] == {"other": "Quellen"}
    assert changed.strings["de"]["bottom-line"] == "Bottom line"


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


def found(changed: Design) -> list[tuple[str, int, int, str]]:
    """Return place and code of each problem of a design."""
    return [(Path(one.file).name, one.line, one.column, one.code) for one in changed.problems]


def test_both_style_sheets_of_a_project_are_checked(tmp_path: Path) -> None:
    own = written(tmp_path, {"pdf.css": "\n@import 'x.css';\n", "web.css": "p { src: url(x.png) }"})
    assert found(load_design(own)) == [("pdf.css", 2, 1, "css-url"), ("web.css", 1, 10, "css-url")]


def test_reading_a_style_sheet_without_a_parser_overlooks_no_fault() -> None:
    """Sheets with a few letters put in at random, of which most have a fault."""
    random = Random(1)
    sheet = (TEMPLATES / "pdf.css").read_text(encoding="utf-8")[:3000]
    parts = [*"\"'{}()[];\\\n@<!-", "/*", "*/", "url(", "URL (", "@import", "u\\72l(", "<!--", "\f"]
    plain = 0
    for _ in range(800):
        css = sheet
        for _ in range(random.randint(1, 3)):
            at = random.randrange(len(css))
            css = css[:at] + random.choice(parts) + css[at + random.randint(0, 2) :]
        if is_plain(css):
            plain += 1
            assert list(faults(css, "pdf.css")) == []
    assert plain > 50
    assert is_plain(sheet)
    assert not is_plain(sheet + "p { background: url(x.png) }")


@pytest.mark.parametrize("sheet", ["pdf.css", "web.css", "index.css"])
def test_a_size_or_colour_of_a_project_is_used_by_a_style_sheet(tmp_path: Path, sheet: str) -> None:
    own = written(tmp_path, {"theme.yaml": "sizes: {margin-note: 7}\ncolours: {wine: '#7a1f2b'}\n"})
    assert found(load_design(own)) == [
        ("theme.yaml", 2, 11, "key-unknown"),
        ("theme.yaml", 1, 9, "key-unknown"),
    ]
    css = "p { font-size: var(--size-margin-note); color: var(--wine) }\n"
    changed = load_design(written(own, {sheet: css}))
    assert changed.problems == ()
    assert changed.theme.sizes["margin-note"] == 7


def test_a_string_of_a_project_alone_is_needed_in_every_language(tmp_path: Path) -> None:
    files = {"strings/en.yaml": "tide: Tide\n", "strings/ar.yaml": "bottom-line: الخلاصة\n"}
    own = written(tmp_path, files)
    assert found(load_design(own)) == [("ar.yaml", 1, 1, "string-missing")]
    written(own, {"strings/ar.yaml": "tide: المد\n"})
    assert load_design(own).problems == ()


def test_a_string_that_only_a_template_of_a_project_names_is_missing(tmp_path: Path) -> None:
    own = written(tmp_path, {"partials/tide.html.j2": "{{ translate('tide') }}"})
    assert [one.code for one in load_design(own).problems] == ["string-missing"] * 2


def test_fonts_are_looked_for_in_the_folder_of_a_project(tmp_path: Path) -> None:
    theme = project("theme:\n  languages:\n    en: {label: Source Sanz 3}\n")
    (problem,) = load_design(None, theme, packaged_folder("fonts")).problems
    assert (problem.file, problem.line, problem.column) == ("briefs.yaml", 3, 17)
    assert (problem.code, problem.hint) == ("font-unknown", "did you mean “Source Sans 3”?")
    assert {one.code for one in load_design(None, theme, tmp_path).problems} == {"font-unknown"}


def test_a_form_of_a_plural_may_be_replaced_alone(tmp_path: Path) -> None:
    own = written(tmp_path, {"strings/en.yaml": "sources-count: {one: '{count} text'}\n"})
    assert load_design(own).problems == ()


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("theme.yaml", "colours: 3\n", "type-wrong"),
        ("theme.yaml", "colours: [\n", "yaml-syntax"),
        ("theme.yaml", "", "yaml-empty"),
        ("strings/en.yaml", "", "yaml-empty"),
        ("strings/en.yaml", "likelihood: 3\n", "string-malformed"),
    ],
)
def test_a_package_that_cannot_be_used_says_why(
    file: str, text: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged = shutil.copytree(TEMPLATES, tmp_path / "templates")
    written(packaged, {file: text})
    monkeypatch.setattr("briefs.files.packaged_folder", lambda name: tmp_path / name)
    with pytest.raises(DesignError) as raised:
        load_design()
    assert code in {one.code for one in raised.value.problems}
    assert {Path(one.file).name for one in raised.value.problems} <= {Path(file).name, "ar.yaml"}
