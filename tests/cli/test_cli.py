"""The commands as a user runs them: their output and exit status."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from briefs.cli.main import COMMANDS, main
from tests.support.checkout import Checkout
from tests.support.paths import CONTENT, TEMPLATES


def test_check_reports_no_problems_in_good_content(fresh: Checkout) -> None:
    done = fresh.run("check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "no problems\n")
    assert not fresh.output.exists()


def test_every_problem_is_printed_with_its_place_its_line_and_a_caret(fresh: Checkout) -> None:
    fresh.edit("content/articles/alpha.yaml", "stance: opposes", "stance: oppose")
    fresh.edit("content/people.yaml", "country: NO", "country: UK")
    done = fresh.run("check")
    assert done.returncode == 1
    assert done.stdout == (
        "content/articles/alpha.yaml:35:13: error [value-unknown] “oppose” is not a stance\n"
        "   35 |     stance: oppose\n"
        "      |             ^\n"
        "      hint: did you mean “opposes”?\n"
        "\n"
        "content/people.yaml:5:14: error [country-unknown] unknown country “UK”\n"
        "    5 |     country: UK\n"
        "      |              ^\n"
        "      hint: write GB, the ISO 3166 code of United Kingdom\n"
        "\n"
    )
    assert done.stderr == "2 errors, 0 warnings\n"


def test_what_no_brief_shows_is_listed_on_demand(fresh: Checkout) -> None:
    for name in ("crossing", "record"):  # show everything
        (fresh.content / "briefs" / f"{name}.yaml").unlink()
    assert "not-shown" not in fresh.run("check").stdout
    done = fresh.run("check", "--unshown")
    assert done.returncode == 0
    assert "content/articles/alpha.yaml:50:5: warning [not-shown]" in done.stdout


def test_a_warning_is_printed_and_fails_only_a_strict_build(fresh: Checkout) -> None:
    gist = "    gist: {en: Joins without conditions, ar: انضمام بلا شروط}\n"
    fresh.edit("content/articles/beta.yaml", gist, "")
    done = fresh.run("check")
    assert done.returncode == 0
    assert "warning [gist-missing]" in done.stdout
    assert done.stderr == "no errors, 1 warning\n"
    words = ("crossing-note", "--edition", "en", "--format", "pdf")
    assert fresh.run(*words).returncode == 0
    assert fresh.run(*words, "--strict").returncode == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("norwey",), "there is no brief “norwey”: did you mean “norway”?"),
        (("ar-en",), "“ar-en” is an edition: write --edition ar-en"),
        (("open", "crossing.docx"), "“open” is for PDFs: briefs pull compares a Word document"),
        (("chekc",), "there is no command “chekc”: did you mean “check”?"),
        (("--edition", "ar-eng"), "there is no edition “ar-eng”: did you mean “ar-en”?"),
        (("--format", "word"), "there is no format “word”: known: docx, html, pdf"),
        (("--content", "contents"), "there is no folder “contents”; name it with --content"),
        (("--templates", "nowhere"), "there is no folder “nowhere”; name it with --templates"),
        (("check", "--content", "nowhere"), "there is no folder “nowhere”"),
        (("--output", ""), "argument --output: it names no folder and no file"),
        (("--jobs", "-1"), "--jobs takes 0 or the number of workers"),
        (("--jobs", "many"), "invalid int value: 'many'"),
        (("--no-such-option",), "unrecognized arguments"),
        (("check", "norway"), "unrecognized arguments"),
    ],
)
def test_wrong_usage_is_status_2_and_says_what_is_meant(
    words: tuple[str, ...], said: str, fresh: Checkout
) -> None:
    done = fresh.run(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not fresh.output.exists()


@pytest.mark.parametrize("name", ["briefs.yml", "Briefs.yaml", "brief.yaml", "briefs.yaml.txt"])
def test_a_project_file_with_another_name_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("id: water\n", encoding="utf-8")
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path / "content")
    assert main(["check"]) == 2
    said = capsys.readouterr().err
    assert f"{name}” is not read: a project file is named briefs.yaml, so rename it" in said


def test_a_reader_that_has_read_enough_ends_a_command_quietly(fresh: Checkout) -> None:
    with Popen(fresh.command("schema", "article"), cwd=fresh.root, stdout=PIPE, stderr=PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 141


def fail(words: list[str]) -> int:
    raise RuntimeError("a fault of ours")


def test_an_internal_error_is_status_3_with_its_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(COMMANDS, "check", f"{__name__}:fail")
    assert main(["check"]) == 3
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "please report" in said


def test_a_design_that_cannot_be_used_is_status_1_for_every_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(CONTENT.parent / "briefs.yaml", tmp_path)
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "templates" / "theme.yaml").write_text("colours: 3\n", encoding="utf-8")
    folders = ["--content", str(tmp_path / "content"), "--templates", str(tmp_path / "templates")]
    for command in (["check"], ["check", "--fix"], ["build", "--output", str(tmp_path / "out")]):
        assert main([*command, *folders]) == 1
        captured = capsys.readouterr()
        assert "theme.yaml:1:10: error [type-wrong]" in captured.out
        assert "Traceback" not in captured.err


@pytest.mark.parametrize("kind", ["article", "brief", "people", "topics", "contradictions"])
def test_the_schema_of_every_kind_of_file_is_json(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", kind]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "object"


@pytest.mark.parametrize("word", ["--help", "help"])
def test_help_says_what_each_command_does(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([word])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    rows = {row.split()[0] for row in said.partition("commands (")[2].splitlines()[1:] if row}
    assert rows == set(COMMANDS)


def test_output_to_a_pipe_has_no_colours(fresh: Checkout) -> None:
    clean = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    done = subprocess.run(
        fresh.command("norway", "--edition", "en", "--format", "pdf"),
        cwd=fresh.root,
        env=clean,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"[1/1] norway/norway.en.pdf" in done.stderr


LOADED = """
import sys
sys.argv = sys.argv[1:]
sys.path.insert(0, {program!r})
from briefs.cli.main import main
status = main(sys.argv[1:])
print(*sorted({{name.split('.')[0] for name in sys.modules}}))
sys.exit(status)
"""


def test_a_build_with_nothing_to_do_imports_no_engine(checkout: Checkout) -> None:
    script = LOADED.format(program=str(checkout.program))
    words = checkout.command()[1:]
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=checkout.root,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "nothing has changed" in done.stderr
    assert "argparse" in loaded
    assert not loaded & {
        "weasyprint",
        "docx",
        "pptx",
        "pydantic",
        "lxml",
        "jinja2",
        "babel",
        "rich",
    }
