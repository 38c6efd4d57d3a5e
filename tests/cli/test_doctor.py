"""The command `doctor`, and a build on a machine without the libraries of the PDF engine."""

import shutil
from pathlib import Path

import pytest

from briefs.build import libraries
from briefs.cli import doctor as module
from briefs.cli.main import main
from briefs.files import packaged_folder


@pytest.fixture
def here(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The case content as a project that one stands in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def apt(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with apt-get and nothing else, on which one is not root."""
    monkeypatch.setattr("shutil.which", lambda name: name == "apt-get" or None)
    monkeypatch.setattr("os.geteuid", lambda: 1000)


def test_nothing_is_missing_where_a_build_works(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "ok        libraries of the PDF engine" in said
    assert "ok        fonts: Amiri, Source Sans 3, Source Serif 4" in said
    assert "missing" not in said


def test_outside_a_project_the_machine_is_looked_at_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["doctor"]) == 0
    assert "ok        fonts: Amiri" in capsys.readouterr().out


def test_a_missing_library_is_named_with_the_command_that_installs_it(
    here: Path, apt: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {**libraries.LIBRARIES, "Pango": ("libno-such-pango.so.0",)}
    monkeypatch.setattr(libraries, "LIBRARIES", names)
    assert main(["doctor"]) == 1
    assert (
        "missing   libraries of the PDF engine: Pango\n"
        "          → sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    ) in capsys.readouterr().out


def test_a_build_without_pango_is_one_line_and_no_traceback(
    here: Path, apt: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {**libraries.LIBRARIES, "Pango": ("libno-such-pango.so.0",)}
    monkeypatch.setattr(libraries, "LIBRARIES", names)
    assert main(["norway", "--edition", "en"]) == 2
    assert capsys.readouterr().err == (
        "PDFs need libraries that are not installed (Pango): "
        "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )
    assert not (here / "output").exists()


def test_a_build_of_word_documents_needs_no_pango(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "LIBRARIES", {"Pango": ("libno-such-pango.so.0",)})
    assert main(["norway", "--edition", "en", "--format", "docx"]) == 0


def test_what_reads_web_pages_and_pdf_is_optional(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor"]) == 0
    assert "ok        what reads web pages and PDF" in capsys.readouterr().out
    monkeypatch.setattr(module, "find_spec", lambda name: None if name == "pypdfium2" else name)
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "optional  what reads web pages and PDF for `briefs new article`\n" in said
    assert "→ pipx inject briefs pypdfium2 (or pip install" in said


def test_libreoffice_is_optional(
    here: Path, apt: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "libreoffice_path", lambda: None)
    assert main(["doctor"]) == 0
    assert "optional  LibreOffice" in (said := capsys.readouterr().out)
    assert "→ sudo apt-get install libreoffice-writer-nogui" in said


def test_a_font_that_is_not_there_and_a_letter_that_none_has_are_missing(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (here / "briefs.yaml").open("a", encoding="utf-8") as file:
        file.write("name: {en: 漢, ar: خط}\ntheme: {languages: {en: {label: Inter}}}\n")
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "missing   the font “Inter”\n" in said
    assert "letters that no font of the theme has: " in said
    assert "“漢” U+6F22" in said


@pytest.mark.parametrize("damaged", ["Amiri_400Regular.ttf", "Amiri_700Bold.ttf"])
def test_a_font_of_which_a_face_is_damaged_is_missing(
    damaged: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fonts = shutil.copytree(packaged_folder("fonts"), here / "fonts")
    (fonts / damaged).write_bytes(b"no font")
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "missing   the font “Amiri”" in said
    assert "Source" not in said.partition("letters that no font")[0]


@pytest.mark.parametrize("manager", [command.split()[0] for command in libraries.PACKAGES])
def test_every_package_manager_has_its_command(
    manager: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name == manager or None)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert libraries.install_libraries().startswith(f"{manager} ")
    assert "libreoffice" in libraries.install_libreoffice()


def test_without_a_package_manager_the_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert "Pango" in libraries.install_libraries()
    assert "LibreOffice" in libraries.install_libreoffice()
