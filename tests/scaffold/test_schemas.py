"""The schemas for editors: what they accept, what they refuse, and what they say of each key.

They are compared with `check`: a schema that refused what `check` accepts would mislead a writer.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefs import api
from briefs.cli.main import main
from briefs.content import parse_yaml
from briefs.files import project_folders
from briefs.problems import errors
from briefs.scaffold import KINDS, schema, schema_files
from tests.support.languages import make_language_project
from tests.support.paths import CONTENT, ROOT
from tests.support.reference import reference_page

CASES = CONTENT.parent
PROJECTS = (ROOT, CASES)
KIND_OF_FOLDER = {"articles": "article", "briefs": "brief", "strings": "strings"}

ALPHA, NORWAY, CROSSING = "articles/alpha.yaml", "briefs/norway.yaml", "briefs/crossing.yaml"
PEOPLE, TOPICS, CONTRADICTIONS = "people.yaml", "topics.yaml", "contradictions.yaml"
PROJECT = "../briefs.yaml"

Row = tuple[str, str, str]
# File, passage and what stands there instead: all refused by `check` and by the schema.
REFUSED: list[Row] = [
    (ALPHA, "stance: conditional", "stance: conditonal"),
    (ALPHA, "stance: conditional", "stance:"),
    (ALPHA, "stance: conditional", "stanse: conditional"),
    (ALPHA, "    stance: conditional\n", ""),
    (ALPHA, "topic: ferry", "topic: fery"),
    (ALPHA, "topic: ferry", "topic: Ferry"),
    (ALPHA, "country: NO\n", "country: no\n"),
    (ALPHA, "country: PT\n", "country: UK\n"),
    (ALPHA, "country: PT\n", "country: Portugal\n"),
    (ALPHA, "country: NO\n", "country: false\n"),
    (ALPHA, "speaker: halvorsen", "speaker: halvorson"),
    (ALPHA, "via: [harbour-post, sea-board]", "via: [harbour-pots]"),
    (ALPHA, "paragraphs: 7", "paragraphs: ٧"),
    (ALPHA, "paragraphs: 7", "paragraphs: 10000000"),
    (ALPHA, "paragraphs: 7", 'paragraphs: "7"'),
    (ALPHA, "sample_size: 1200", "sample_size: 1,200"),
    (ALPHA, "sample_size: 1200", 'sample_size: "1200"'),
    (ALPHA, "percent: 61.5,", 'percent: "61.5",'),
    (ALPHA, "percent: 54,", "percent: 54%,"),
    (ALPHA, "percent: 54,", "percent: 540,"),
    (ALPHA, "value: 300", "value: true"),
    (ALPHA, "at: [3, 4]", "at: 3, 4"),
    (ALPHA, "at: [3, 4]", "at: [3-4]"),
    (ALPHA, "at: [3, 4]", "at: []"),
    (ALPHA, "as_of: 2024-03-02", "as_of: 3/2024"),
    (ALPHA, "as_of: 2024-03-02", "as_of: 02/03/2024"),
    (ALPHA, "as_of: 2024-03-02", "as_of: 2024-3-2"),
    (ALPHA, "as_of: 2024-03-02", "as_of: 2 March 2024"),
    (ALPHA, "as_of: 2024-03-02", "as_of: 24"),
    (ALPHA, "as_of: 2024-03-02", "as_of: {date: 2024-03-02}"),
    (ALPHA, "date: 2024-03-01/2024-03-03", "date: 2024-03-01 – 2024-03-03"),
    (ALPHA, "short: {en: Alpha, ar: ألفا}", "short: {en: Alpha}"),
    (ALPHA, "short: {en: Alpha, ar: ألفا}", 'short: {en: Alpha, ar: ""}'),
    (ALPHA, "short: {en: Alpha, ar: ألفا}", "short: {en: Alpha, ar: ألفا, fr: Alpha}"),
    (ALPHA, "short: {en: Alpha, ar: ألفا}", "short: Alpha"),
    (PEOPLE, "stated: [alpha/2]", "stated: alpha/2"),
    (PEOPLE, "stated: [alpha/2]", "stated: []"),
    (PEOPLE, "country: NO", "country: Norwey"),
    (TOPICS, "id: ferry", "id: Ferry line"),
    (CONTRADICTIONS, "article: alpha", "article: alhpa"),
    (NORWAY, "evidence: [beta/no-ferry-late]", "evidence: [no-ferry-late]"),
    (NORWAY, "evidence: [beta/no-ferry-late]", "evidence: [beta/no-fery-late]"),
    (NORWAY, "editions: [en, ar, ar-en]", "editions: [en, arabic, ar-en]"),
    (NORWAY, "template: country", "template: contry"),
    (CROSSING, "movement:\n", "movment:\n"),
    (PROJECT, "id: cases", "id: Cases"),
    (PROJECT, "id: cases", "id: cases\nlanguage: [en]"),
    (PROJECT, "id: cases", "id: cases\nlanguages: [en, arabic]"),
    (PROJECT, "id: cases", "id: cases\neditions: [arabic]"),
    (PROJECT, "id: cases", "id: cases\nhandling: {en: For all}"),
    (PROJECT, "id: cases", "id: cases\ntheme: {colours: {accent: navy}}"),
    (PROJECT, "id: cases", "id: cases\ntheme: {page: {size: A3}}"),
    (PROJECT, "id: cases", "id: cases\ntheme: {sizes: {title: 2300}}"),
    (PROJECT, "id: cases", "id: cases\ntheme: {colors: {}}"),
    (PROJECT, "id: cases", "id: cases\ntheme: {editions: {x: [en, arabic]}}"),
]
# The same for what `check` accepts, though it looks as if a schema could refuse it.
ACCEPTED: list[Row] = [
    (ALPHA, "as_of: 2024-03-02", "as_of: 2024"),
    (ALPHA, "as_of: 2024-03-02", 'as_of: "2024"'),
    (ALPHA, "as_of: 2024-03-02", "as_of: 2024-02/2024-03"),
    (ALPHA, "as_of: 2024-03-02", "as_of: {date: 2024, basis: stated, at: [2]}"),
    (ALPHA, "value: 300", "value: 300.0"),
    (ALPHA, "sample_size: 1200", "sample_size: not_stated"),
    (ALPHA, "short: {en: Alpha, ar: ألفا}", "short: {en: TODO, ar: TODO}"),
    (ALPHA, "    speaker: halvorsen\n", "    speaker:\n"),
    (PEOPLE, "country: NO", "country:"),
    (PROJECT, "id: cases", "id: cases\ntheme: {page: {marks: [crop, crop], size: Letter}}"),
    (PROJECT, "id: cases", "id: cases\ntheme: {languages: {ar: {months: levant}}}"),
    (PROJECT, "id: cases", "id: cases\ntheme: {languages: {ar: {months: [ar_LB, ar]}}}"),
    (PROJECT, "id: cases", "id: cases\nlanguages: [en, ar]\ntheme: {editions: {fr: [fr]}}"),
]


def kind_of(path: Path) -> str:
    """Return the kind of a YAML file by its folder or name."""
    own = {"briefs.yaml": "project"}.get(path.name, path.stem)
    return (
        "language" if path.parent.name == "languages" else KIND_OF_FOLDER.get(path.parent.name, own)
    )


@cache
def validators(root: Path) -> Mapping[str, jsonschema.Draft202012Validator]:
    """Return a validator of each kind of file with the names of a project."""
    library = api.load(root)
    texts = schema_files(library, api.design_of(library, None))
    return {
        Path(name).stem: jsonschema.Draft202012Validator(json.loads(text))
        for name, text in texts.items()
    }


def refusals(path: Path, text: str, root: Path) -> list[str]:
    """Return what the schema of a file refuses in a text, which YAML can read."""
    file, problems = parse_yaml(text, str(path), "")
    assert file is not None
    assert not errors(problems)
    return [error.message for error in validators(root)[kind_of(path)].iter_errors(file.data)]


def files_of_the_repository() -> Iterator[tuple[Path, Path]]:
    """Yield every YAML file of the repository that a schema is for, and its project."""
    for root in PROJECTS:
        yield root, root / "briefs.yaml"
        yield from ((root, path) for path in sorted(project_folders(root).content.rglob("*.yaml")))
    for folder in ("templates", "briefs/content/languages"):
        yield from ((ROOT, path) for path in sorted((ROOT / folder).rglob("*.yaml")))


@pytest.mark.parametrize(
    ("root", "path"), [*files_of_the_repository()], ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_file_of_the_repository_is_valid(root: Path, path: Path) -> None:
    assert refusals(path, path.read_text(encoding="utf-8"), root) == []


def test_the_files_of_the_repository_are_of_every_kind() -> None:
    assert {kind_of(path) for _, path in files_of_the_repository()} == set(KINDS)


def test_every_file_of_a_project_in_four_languages_is_valid(tmp_path: Path) -> None:
    root = make_language_project(tmp_path / "dossier").root
    paths = [root / "briefs.yaml", root / "templates" / "theme.yaml"]
    paths += (root / "content").rglob("*.yaml")
    assert len(paths) == 9
    for path in paths:
        assert refusals(path, path.read_text(encoding="utf-8"), root) == []


@pytest.mark.parametrize("name", ["theme.yaml", "strings/en.yaml", "strings/ar.yaml"])
def test_a_project_may_state_a_single_key_of_theme_and_strings(name: str) -> None:
    path = ROOT / "templates" / name
    file, _ = parse_yaml(path.read_text(encoding="utf-8"), str(path), "")
    assert file is not None
    for key, value in file.data.items():
        inner = value.items() if isinstance(value, dict) else ()
        for changed in ({key: value}, *({key: {name: one}} for name, one in inner)):
            assert validators(ROOT)[kind_of(path)].is_valid(changed), changed


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_without_a_project_too(kind: str) -> None:
    made = schema(kind)
    jsonschema.Draft202012Validator.check_schema(made)
    assert "x-names" not in json.dumps(made)
    validator = jsonschema.Draft202012Validator(made)
    for _, path in files_of_the_repository():
        if kind_of(path) == kind:
            file, _ = parse_yaml(path.read_text(encoding="utf-8"), str(path), "")
            assert file is not None
            assert validator.is_valid(file.data), path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project of the test cases."""
    shutil.copytree(CASES, tmp_path, dirs_exist_ok=True)
    return tmp_path


def edited(row: Row, project: Path) -> tuple[list[str], list[str]]:
    """Make an edit; return the codes of the errors of `check`, and what the schema refuses."""
    name, old, new = row
    path = (project / "content" / name).resolve()
    text = path.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    found = errors(api.check(api.load(project)))
    return [problem.code for problem in found], refusals(path, text, CASES)


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: f"{row[0]} {row[2][-40:].strip()}")
def test_a_schema_refuses_what_check_refuses(row: Row, project: Path) -> None:
    told, refused = edited(row, project)
    assert told
    assert refused


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: f"{row[0]} {row[2][-40:].strip()}")
def test_a_schema_accepts_what_check_accepts(row: Row, project: Path) -> None:
    assert edited(row, project) == ([], [])


def keys(shape: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every key that a schema describes, at any depth, with its name."""
    for key, value in shape.get("properties", {}).items():
        yield f"{name}.{key}", value
        yield from keys(value, f"{name}.{key}")
    for part, inner in shape.get("$defs", {}).items():
        yield from keys(inner, part)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_a_description_of_one_sentence(kind: str) -> None:
    found = list(keys(schema(kind), kind))
    assert found
    for name, value in found:
        text = value.get("description", "")
        assert text, name
        assert "\n" not in text, name
        if kind != "strings":
            assert text.endswith("."), name
            assert ". " not in text, name


def test_the_reference_says_what_the_model_says() -> None:
    """`make reference` writes the page anew."""
    assert (ROOT / "docs" / "reference.md").read_text(encoding="utf-8") == reference_page()


def test_every_link_of_the_reference_leads_to_a_section() -> None:
    text = reference_page()
    headings = {
        line.lstrip("# ").lower().replace(" ", "-")
        for line in text.splitlines()
        if line.startswith("#")
    }
    links = {part.partition(")")[0] for part in text.split("](#")[1:]}
    assert links <= headings
    assert len(links) > 20
    sections = [line for line in text.splitlines() if line.startswith("#")]
    assert len(sections) == len(set(sections))


def names_in(project: Path, kind: str, names: str) -> list[str]:
    """Return the names of a kind in a schema that a project has."""
    made = json.loads((project / ".briefs" / f"{kind}.json").read_text(encoding="utf-8"))
    listed: list[str] = made["$defs"][names].get("enum", [])
    return listed


def test_check_keeps_the_schemas_up_to_date_where_a_project_has_them(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    main(["check"])
    assert not (project / ".briefs").exists()
    assert main(["schema", "--write"]) == 0
    assert "bridge" not in names_in(project, "article", "topics")
    topics = project / "content" / "topics.yaml"
    text = topics.read_text(encoding="utf-8")
    topics.write_text(
        f"{text}  - id: bridge\n    name: {{en: Bridge, ar: الجسر}}\n", encoding="utf-8"
    )
    before = {path: path.stat().st_mtime_ns for path in (project / ".briefs").iterdir()}
    main(["check"])
    assert "bridge" in names_in(project, "article", "topics")
    changed = {path.stem for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert changed == {"article", "brief"}


def test_a_project_whose_files_name_schemas_gets_them_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy from a repository has none: `.gitignore` names the folder."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "dossier", "water", "--languages", "en"]) == 0
    monkeypatch.chdir("water")
    assert "/.briefs/" in Path(".gitignore").read_text(encoding="utf-8").splitlines()
    shutil.rmtree(".briefs")
    assert main(["record", "--format", "docx", "--edition", "en"]) == 0
    assert sorted(path.stem for path in Path(".briefs").iterdir()) == sorted(KINDS)


@pytest.mark.parametrize(
    "row",
    [
        ("topics.yaml", "  - id: ferry", "article", "topics"),
        ("articles/alpha.yaml", "  - id: no-ferry-early", "brief", "statements"),
        ("people.yaml", "  - id: halvorsen", "article", "people"),
    ],
)
def test_no_name_is_lost_where_a_file_has_a_fault(
    row: tuple[str, str, str, str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a part that cannot be read the ids stay known; of a whole file, any name may be right."""
    file, old, kind, names = row
    monkeypatch.chdir(project)
    assert main(["schema", "--write"]) == 0
    before = names_in(project, kind, names)
    path = project / "content" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, f"{old}\n    wrong: [", 1), encoding="utf-8")
    assert main(["check"]) == 1
    assert sorted(names_in(project, kind, names)) == sorted(before)
    path.write_bytes(b"\xff")
    assert main(["check"]) == 1
    assert names_in(project, kind, names) == []


def test_the_names_of_a_project_say_what_they_stand_for(project: Path) -> None:
    library = api.load(project)
    files = schema_files(library, api.design_of(library, None))
    made = json.loads(files[".briefs/brief.json"])["$defs"]
    for kind, name, said in (
        ("topics", "ferry", "Ferry line"),
        ("holders", "NO", "Norway"),
        ("contradictions", made["contradictions"]["enum"][0], ""),
    ):
        words = dict(zip(made[kind]["enum"], made[kind]["enumDescriptions"], strict=True))
        assert words[name].startswith(said)
        assert words[name]


@pytest.mark.parametrize("content", ["content", "../texts/of/ours"])
def test_each_file_that_new_makes_names_its_schema_and_is_valid(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the content of a project is."""
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    assert main(["new", "dossier", "water"]) == 0
    root = tmp_path / "a" / "water"
    monkeypatch.chdir(root)
    if content != "content":
        settings = Path("briefs.yaml")
        text = settings.read_text(encoding="utf-8")
        settings.write_text(f"{text}paths: {{content: {content}}}\n", encoding="utf-8")
        shutil.copytree("content", content)
        shutil.rmtree("content")
    Path("talks.txt").write_text("Talks on water\n\nMinisters met on 3 May.\n", encoding="utf-8")
    for words in (
        ["brief", "my-note", "--template", "note"],
        ["brief", "my-record", "--template", "record"],
        ["article", "talks.txt", "--id", "talks", "--language", "en"],
    ):
        assert main(["new", *words]) == 0
    main(["check"])
    paths = [root / "briefs.yaml", *(root / content).resolve().rglob("*.yaml")]
    new = {"my-note.yaml", "my-record.yaml", "talks.yaml"}
    assert new < {path.name for path in paths}
    assert len(paths) == 13
    for path in paths:
        if content != "content" and path.name not in new:
            continue  # moved by hand
        text = path.read_text(encoding="utf-8")
        start, _, name = text.splitlines()[0].partition("=")
        assert start == "# yaml-language-server: $schema"
        named = (path.parent / name).resolve()
        assert named == root / ".briefs" / f"{kind_of(path)}.json"
        assert refusals(path, text, root) == []
