"""The command `new`: a project from options, answers or nothing, and a brief in it."""

import sys
from pathlib import Path

import pytest

from briefs import api
from briefs.cli.main import main


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_project_builds_at_once(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["new", "dossier", "water"]) == 0
    monkeypatch.chdir("water")
    assert main(["check", "--strict"]) == 0
    assert main(["verify", "--strict"]) == 0
    words = ["page", "--edition", "ar-en", "--strict"]
    assert main(words) == 0
    assert {path.name for path in (here / "water" / "output" / "page").iterdir()} == {
        *("page.ar-en.pdf", "page.ar-en.docx", "page.ar-en.html"),
        *("page.evidence.json", "page.sources.json"),
    }


@pytest.mark.parametrize("name", ["norway", "water-2"])
def test_the_name_of_the_folder_makes_no_problem(
    name: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["new", "dossier", name]) == 0
    monkeypatch.chdir(name)
    assert main(["check", "--strict"]) == 0


def test_options_say_what_a_project_is_about(here: Path) -> None:
    words = ["--title", "Nile | النيل", "--countries", "eg, sd,eg"]
    assert (
        main(["new", "dossier", "my-nile", *words, "--topics", "A dam | سد; A dam | سد ثان"]) == 0
    )
    library = api.load("my-nile")
    assert library.project is not None
    assert (library.project.id, library.project.name) == ("my-nile", {"en": "Nile", "ar": "النيل"})
    assert list(library.topics) == ["a-dam", "a-dam-2"]
    assert [one.country for one in library.articles["example"].positions][:2] == ["EG", "SD"]


def test_on_a_terminal_it_asks_for_what_is_not_given(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {"Languages": "ar", "Title": "", "Countries": "eg", "Topics": "سد"}
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return next(given for start, given in answers.items() if question.startswith(start))

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    assert main(["new", "dossier", "نيل"]) == 0
    assert asked[:2] == ["Languages [en,ar]: ", "Title [ملف جديد]: "]
    library = api.load("نيل")
    assert library.project is not None
    assert (library.project.id, library.project.languages) == ("dossier", ("ar",))
    assert list(library.topics) == ["topic-1"]
    asked.clear()
    all_given = ["--languages", "en", "--title", "A", "--countries", "NO", "--topics", "B"]
    assert main(["new", "dossier", "b", *all_given]) == 0
    assert asked == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--languages", "en,de"), "there is no language “de”: known: ar, en, fa, fr"),
        (("--countries", "UK"), "unknown country “UK”"),
        (("--countries", ","), "name at least one"),
        (("--title", "Water"), "“Water” needs 2 names, in the order of the languages"),
        (("--topics", "Dam | السد; Money"), "“Money” needs 2 names"),
        (("--topics", ";"), "a project needs a topic"),
    ],
)
def test_an_option_that_cannot_be_followed_makes_nothing(
    words: tuple[str, ...], said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "dossier", "water", *words]) == 2
    assert said in capsys.readouterr().err
    assert not (here / "water").exists()


def test_a_folder_with_files_is_not_touched(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "water").mkdir()
    (here / "water" / "mine.txt").write_text("x")
    assert main(["new", "dossier", "water"]) == 2
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in (here / "water").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("change", ["a word", "a file", "a link", "a folder", "another title"])
def test_a_dossier_of_which_somebody_has_changed_something_is_not_touched(
    change: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One of which nothing has changed is completed, as if its command had been killed."""
    assert main(["new", "dossier", "water"]) == 0
    topics, title = here / "water/content/topics.yaml", ["--title", "Mine | لي"]
    whole = topics.read_bytes()
    topics.unlink()
    assert main(["new", "dossier", "water"]) == 0
    assert topics.read_bytes() == whole
    topics.unlink()
    readme = here / "water/README.md"
    if change == "a word":
        readme.write_bytes(readme.read_bytes() + b"Mine.")
    elif change == "a file":
        topics.with_name("mine.yaml").touch()
    elif change == "a link":
        topics.symlink_to(readme)
    elif change == "a folder":
        (here / "water/mine").mkdir()
    assert main(["new", "dossier", "water", *title[: 2 * (change == "another title")]]) == 2
    assert "not empty" in capsys.readouterr().err
    assert not topics.is_file() or topics.is_symlink()


def test_a_command_that_has_nothing_left_to_do_says_so(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = here / "source.txt"
    source.write_text("A paragraph that somebody has written.\n", encoding="utf-8")
    commands = {
        "water": (["dossier", "../water"], "../water/README.md"),
        "content/briefs/mine.yaml": (["brief", "mine"], "content/briefs/mine.yaml"),
        "content/articles/mine.yaml": (
            ["article", str(source), "--id", "mine", "--language", "en", "--date", "2026-11-27"],
            "sources/mine.txt",
        ),
    }
    (here / "water").mkdir()
    monkeypatch.chdir("water")
    for path, (words, part) in commands.items():
        said = []
        for run in range(4):
            if run == 2:  # as if the command had been killed
                Path(part).unlink()
            assert main(["new", *words]) == 0
            said.append(capsys.readouterr().err)
        whole = f"nothing to do: {path.replace('water', '../water')} is there already"
        assert [whole in one for one in said] == [False, True, False, True], said


def test_new_says_what_it_can_make(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], ["nothing"]):
        with pytest.raises(SystemExit) as ended:
            main(["new", *words])
        assert ended.value.code == 2
    assert "dossier" in capsys.readouterr().err


def test_a_new_brief_is_written_into_the_project_that_one_stands_in(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "dossier", "water"]) == 0
    monkeypatch.chdir("water/content/articles")
    assert main(["new", "brief", "mine", "--template", "country"]) == 0
    path = here / "water" / "content" / "briefs" / "mine.yaml"
    text = path.read_text(encoding="utf-8")
    assert "template: country" in text
    assert main(["check"]) == 0
    assert "[text-to-do]" in capsys.readouterr().out
    assert main(["new", "brief", "mine"]) == 1
    assert "[file-exists]" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == text
    assert main(["new", "brief", "My brief"]) == 2
    assert "write my-brief" in capsys.readouterr().err
    assert main(["new", "brief", "other", "--template", "notes"]) == 2
    assert "there is no template “notes”: did you mean “note”?" in capsys.readouterr().err


def test_a_brief_without_an_article_is_not_made(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "dossier", "water"]) == 0
    monkeypatch.chdir("water")
    (here / "water" / "content" / "articles" / "example.yaml").unlink()
    assert main(["new", "brief", "mine"]) == 1
    assert "no article has any yet" in capsys.readouterr().err


def test_outside_a_project_every_command_says_how_to_make_one(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (
        [],
        ["check"],
        ["verify"],
        ["reviewed"],
        ["new", "brief", "x"],
        ["schema", "--write"],
    ):
        assert main(words) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert "`briefs new dossier DIR`" in said
    assert list(here.iterdir()) == []


def test_schemas_are_written_anew_into_the_project(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["new", "dossier", "water"]) == 0
    monkeypatch.chdir("water/content")
    schema = here / "water" / ".briefs" / "article.json"
    before = schema.read_bytes()
    schema.write_text("old")
    assert main(["schema", "--write"]) == 0
    assert schema.read_bytes() == before


def test_what_a_project_states_is_an_input_of_its_build(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    countries = ["--countries", "NO", "--languages", "en"]
    assert main(["new", "dossier", "water", *countries]) == 0
    monkeypatch.chdir("water")
    for name in ("overview", "page", "record"):
        (here / "water" / "content" / "briefs" / f"{name}.yaml").unlink()
    document = here / "water" / "output" / "country-no" / "country-no.en.docx"
    seen = set()

    def build() -> None:
        assert main([]) == 0
        said = capsys.readouterr()
        assert "nothing has changed" not in said.err
        assert document.read_bytes() not in seen
        seen.add(document.read_bytes())
        assert main([]) == 0
        assert "nothing has changed" in capsys.readouterr().err

    build()
    settings = here / "water" / "briefs.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + 'theme: {colours: {accent: "#7a1f2b"}}\n', encoding="utf-8")
    build()
    settings.write_text(text + "issuer: {en: Water Unit}\n", encoding="utf-8")
    build()
    strings = here / "water" / "templates" / "strings" / "en.yaml"
    strings.parent.mkdir(parents=True)
    strings.write_text("bottom-line: The answer\n", encoding="utf-8")
    build()
