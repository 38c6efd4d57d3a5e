"""The wheel, installed into an empty environment outside the checkout, builds all briefs."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from briefs import __version__
from tests.support.checkout import Checkout
from tests.support.paths import BRIEFS, CONTENT, EDITIONS, ROOT

NAMES = ("briefs", "templates", "fonts", "build.py", "pyproject.toml", "README.md", "LICENSE")


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with hatchling from a copy of the repository's files."""
    source = tmp_path_factory.mktemp("source")
    for name in NAMES:
        path = ROOT / name
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, source / name)
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", cwd=source)
    (built,) = (source / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment of its own that has the wheel.

    The dependencies are those of the test's environment, through a .pth file: to download them
    again would test the registry.
    """
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    options = ("--no-deps", "--no-index", "--quiet", "--disable-pip-version-check")
    run(python, "-m", "pip", "install", *options, wheel, cwd=folder)
    packages = run(python, "-c", "import site; print(site.getsitepackages()[0])", cwd=folder)
    mine = Path(pytest.__file__).parents[1]
    (Path(packages.stdout.strip()) / "dependencies.pth").write_text(f"{mine}\n")
    return folder / "venv"


def test_the_wheel_carries_templates_fonts_and_version(wheel: Path) -> None:
    assert wheel.name == f"briefs-{__version__}-py3-none-any.whl"
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "briefs/data/templates/theme.yaml",
        "briefs/data/templates/strings/ar.yaml",
        "briefs/data/fonts/Amiri_400Regular.ttf",
        "briefs/content/languages/fr.yaml",
        "briefs/cli/main.py",
        "briefs/messages/ar.po",
        "briefs/scaffold/files/content/articles/example.yaml.j2",
        "briefs/scaffold/files/sources/example.txt.j2",
    } <= names
    assert not [name for name in names if name.startswith(("tests", "content", "output"))]


def test_an_installed_wheel_makes_a_new_project_and_builds_it(
    environment: Path, tmp_path: Path
) -> None:
    command = environment / "bin" / "briefs"
    assert "missing" not in run(command, "doctor", cwd=tmp_path).stdout
    run(command, "new", "dossier", "water", "--countries", "NO", cwd=tmp_path)
    project = tmp_path / "water"
    run(command, "verify", "--strict", cwd=project)
    run(command, "build", "--strict", cwd=project / "content")
    manifest = json.loads((project / "output" / "manifest.json").read_text(encoding="utf-8"))
    made = {Path(name).name for name in manifest["documents"]}
    for name in ("overview", "page", "country-no", "record"):
        for edition in EDITIONS:
            assert {f"{name}.{edition}.pdf", f"{name}.{edition}.docx"} <= made
    assert manifest["project"] == "water"
    assert "nothing has changed" in run(command, cwd=project).stderr


def test_an_installed_wheel_builds_all_briefs_without_a_checkout(
    environment: Path, built: Checkout, tmp_path: Path
) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copy(CONTENT.parent / "briefs.yaml", tmp_path)
    command = environment / "bin" / "briefs"
    assert run(command, "--version", cwd=tmp_path).stdout == f"briefs {__version__}\n"
    where = run(
        environment / "bin" / "python", "-c", "import briefs; print(briefs.__file__)", cwd=tmp_path
    ).stdout
    assert where.startswith(str(environment))
    run(command, cwd=tmp_path)
    manifest = json.loads((tmp_path / "output" / "manifest.json").read_text(encoding="utf-8"))
    made = [name for name in manifest["documents"] if not name.endswith(".json")]
    assert len(made) == len(BRIEFS) * len(EDITIONS) * 2
    for name in (name for name in made if name.endswith(".pdf")):
        assert (tmp_path / "output" / name).read_bytes() == (built.output / name).read_bytes()
    assert "nothing has changed" in run(command, cwd=tmp_path).stderr
