"""The wheel, installed into an empty environment outside the checkout, does all that the docs say.

A newcomer has the wheel and docs/first-steps.md, which is followed here to the letter.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from briefs import __version__
from tests.support.checkout import Checkout
from tests.support.paths import BRIEFS, CONTENT, ROOT

ARTICLE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Border towns want the Sever bridge open by spring | Frontier Weekly</title>
<meta property="og:site_name" content="Frontier Weekly"></head>
<body><nav><a href="/">Home</a></nav><article>
<h1>Border towns want the Sever bridge open by spring</h1><p>20 February 2026</p>
<p>Portugal will pay 60 per cent of the new bridge over the Sever, its minister said on 18 February,
if Spain finishes the road on its bank by May.</p>
<p>The road has been promised before.</p>
<p>Some 14,000 people cross the river every week by a ford that is closed after rain.</p>
<p>Subscribe to Frontier Weekly</p></article></body></html>
"""
EDITION = "ar-en"
SBOM = "sbom.cdx.json"
NAMES = (
    "briefs",
    "templates",
    "fonts",
    "build.py",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    SBOM,
)


def run(*command: str | Path, cwd: Path, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command with nothing of the test's environment but where its home is."""
    clean = {"PATH": os.defpath, "HOME": str(cwd), "LANG": "C.UTF-8"}
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
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
    assert f"briefs-{__version__}.dist-info/sboms/{SBOM}" in names
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


def edit(path: Path, *changes: tuple[str, str]) -> None:
    """Replace texts of a file, each where it first stands."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{old!r} is not in {path.name}"
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def test_a_newcomer_gets_to_a_page_of_their_own_article(environment: Path, tmp_path: Path) -> None:
    """What docs/first-steps.md says, in its order, with its own words."""
    (tmp_path / "bridge.html").write_text(ARTICLE, encoding="utf-8")
    page = (ROOT / "docs" / "first-steps.md").read_text(encoding="utf-8")
    statements = page.partition("```yaml\n")[2].partition("```")[0]
    project = tmp_path / "bridge"

    def briefs(*words: str, status: int = 0) -> str:
        command = environment / "bin" / "briefs"
        there = project if project.is_dir() else tmp_path
        done = run(command, *words, cwd=there, status=status)
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    assert "missing" not in briefs("doctor")
    new = re.search(r"briefs (new dossier bridge (?:.*\n)+?)    cd bridge", page)
    assert new is not None
    briefs(*shlex.split(new[1].replace("\\\n", " ")))
    assert briefs("verify", "--strict").endswith("no problems\n")

    briefs("new", "article", "../bridge.html", "--id", "bridge-opening")
    edit(
        project / "content" / "articles" / "bridge-opening.yaml",
        ('publisher: {en: "Frontier Weekly", ar: "TODO"}', "publisher: not_stated"),
        ('ar: "TODO"', "ar: بلدات الحدود تريد فتح الجسر"),
        ('ar: "TODO"', "ar: أسبوعية الحدود"),
        ('{en: "TODO", ar: "TODO"}', "{en: Who pays for the bridge., ar: من يدفع كلفة الجسر.}"),
        ("left_out:", f"{statements}left_out:"),
        ("at: [4, 5, 6], why: unread", "at: [5], why: repetition"),
    )
    assert briefs("check", "--strict") == "no problems\n"
    briefs("verify", "--update")

    for name in ("content/articles/example.yaml", "sources/example.txt", "content/glossary.yaml"):
        (project / name).unlink()
    for path in (project / "content" / "briefs").iterdir():
        if path.name != "record.yaml":
            path.unlink()
    (project / "content" / "contradictions.yaml").write_text("contradictions: []\n")
    people = project / "content" / "people.yaml"
    text = people.read_text(encoding="utf-8")
    people.write_text(re.sub(r"people:\n(?:  .*\n)+", "people: []\n", text, count=1), "utf-8")
    assert briefs("check", "--strict") == "no problems\n"
    assert briefs("verify", "--update").endswith("no problems\n")

    briefs("new", "brief", "mine")
    assert "error [text-unwritten]" in briefs("build", "mine", status=1)
    mine = project / "content" / "briefs" / "mine.yaml"
    edit(
        mine,
        ('{en: "TODO", ar: "TODO"}', "{en: The Sever bridge, ar: جسر سيفر}"),
        ('{en: "TODO", ar: "TODO"}', "{en: Portugal pays 60%., ar: تدفع البرتغال 60%.}"),
        ('{en: "TODO", ar: "TODO"}', "{en: It set a condition., ar: وضعت شرطًا.}"),
        ("# stances:", "stances:"),
    )
    briefs("build", "mine", "--edition", "ar-en", "--strict")
    briefs("reviewed")

    document = project / "output" / "mine" / "mine.ar-en.docx"
    with zipfile.ZipFile(document) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"Portugal pays", b"Lisbon pays"
    )
    with zipfile.ZipFile(tmp_path / "edited.docx", "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert "Lisbon pays" in briefs("pull", "../edited.docx", "--apply")
    assert "Lisbon pays" in mine.read_text(encoding="utf-8")
    assert "was reviewed against another" in briefs("check")
    opened = briefs("open", "output/mine/mine.ar-en.pdf", status=1)
    assert "briefs.mine.yaml" in opened


def test_an_installed_wheel_builds_all_briefs_without_a_checkout(
    environment: Path, built: Checkout, tmp_path: Path
) -> None:
    """The edition in two languages has all templates and fonts."""
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copy(CONTENT.parent / "briefs.yaml", tmp_path)
    command = environment / "bin" / "briefs"
    assert run(command, "--version", cwd=tmp_path).stdout == f"briefs {__version__}\n"
    where = run(
        environment / "bin" / "python", "-c", "import briefs; print(briefs.__file__)", cwd=tmp_path
    ).stdout
    assert where.startswith(str(environment))
    asked = (command, "--edition", EDITION)
    run(*asked, cwd=tmp_path)
    manifest = json.loads((tmp_path / "output" / "manifest.json").read_text(encoding="utf-8"))
    made = [name for name in manifest["documents"] if not name.endswith(".json")]
    assert len(made) == len(BRIEFS) * 3 + 3  # the index and two workbooks
    made.remove("index.html")  # which lists fewer documents
    for name in (name for name in made if name.endswith((".pdf", ".html", ".xlsx"))):
        assert (tmp_path / "output" / name).read_bytes() == (built.output / name).read_bytes()
    assert run(*asked, cwd=tmp_path).stdout.startswith("0 documents made")
