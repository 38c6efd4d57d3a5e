"""What the tests share: the case content, a design, and a checkout to run commands in."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_UN, flock
from pathlib import Path

import pytest
from lxml import etree

from briefs import library as reading
from briefs.library import Library
from briefs.pdf import use_fonts
from briefs.render import Design, load_design, render

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "tests" / "cases" / "content"
TEMPLATES = ROOT / "templates"
BRIEFS = ("crossing", "crossing-note", "norway")
EDITIONS = ("en", "ar", "ar-en")
# The project's own briefs, and where the tests keep what they build of them.
OUTPUTS = ROOT / ".cache" / "tests-output"
OUR_BRIEFS = (
    "at-a-glance",
    "coalition",
    "france",
    "germany",
    "poland",
    "united-kingdom",
    "united-states",
)
DOCUMENTS = [(brief, edition) for brief in OUR_BRIEFS for edition in EDITIONS]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="rewrite the goldens with what the code now makes"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--accept") and os.environ.get("CI"):
        raise pytest.UsageError("--accept is for a person who looks at the difference, not for CI")


@pytest.fixture(scope="session")
def design() -> Design:
    """The project's own look."""
    return load_design(TEMPLATES)


@pytest.fixture(scope="session")
def library() -> Library:
    """The case content, which has no problems."""
    loaded, problems = reading.load(CONTENT)
    assert problems == []
    return loaded


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the case content, to be spoilt."""
    return shutil.copytree(CONTENT, tmp_path / "content")


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the project's templates, to be changed."""
    return shutil.copytree(TEMPLATES, tmp_path / "templates")


@dataclass(frozen=True)
class Checkout:
    """A folder with `content/`, `templates/` and `output/`, and a copy of the program."""

    root: Path
    program: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def output(self) -> Path:
        return self.root / "output"

    def command(self, *words: str) -> list[str]:
        """`build.py` with the folders of this checkout."""
        folders = ["--content", "content", "--templates", "templates"]
        named = (
            words[:1] if words[:1] in {("check",), ("open",), ("pull",), ("verify-output",)} else ()
        )
        if not named:
            folders += ["--output", "output"]
        if named == ("verify-output",):
            folders = []
        rest = words[len(named) :]
        return [sys.executable, str(self.program / "build.py"), *named, *folders, *rest]

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the command as a user would; standard output and error come back as text."""
        return subprocess.run(
            self.command(*words),
            cwd=self.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands once in a file."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def documents(self) -> dict[str, bytes]:
        """Every file of the output folder but the manifest and the evidence for machines."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file() and path.suffix != ".json"
        }


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout in which everything has been built once; all workers of a test run share it."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    made = Checkout(shared / "built", shared / "program")
    with (shared / "built.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not made.output.exists():
            make_checkout(made)
            done = made.run("--jobs", "2")
            assert done.returncode == 0, done.stdout + done.stderr
        flock(lock, LOCK_UN)
    return made


def make_checkout(checkout: Checkout) -> None:
    """Copy program, templates and case content; without embedded fonts, which take seconds."""
    checkout.program.mkdir()
    shutil.copy(ROOT / "build.py", checkout.program)
    for name in ("briefs", "fonts"):
        shutil.copytree(
            ROOT / name, checkout.program / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copytree(CONTENT, checkout.content)
    shutil.copytree(TEMPLATES, checkout.templates)
    checkout.edit("templates/theme.yaml", "embed_fonts: true", "embed_fonts: false")


@pytest.fixture
def checkout(built: Checkout, tmp_path: Path) -> Checkout:
    """A copy of the built checkout, with its output, to be changed."""
    root = tmp_path / "checkout"
    for name in ("content", "templates", "output"):
        shutil.copytree(built.root / name, root / name)
    return Checkout(root, built.program)


@pytest.fixture
def fresh(built: Checkout, tmp_path: Path) -> Checkout:
    """A copy of the checkout in which nothing has been built."""
    root = tmp_path / "fresh"
    for name in ("content", "templates"):
        shutil.copytree(built.root / name, root / name)
    return Checkout(root, built.program)


@pytest.fixture(scope="session")
def outputs() -> Path:
    """The 42 documents, built once for all test processes; what is fresh is not made again."""
    OUTPUTS.mkdir(parents=True, exist_ok=True)
    with (OUTPUTS / ".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        command = [sys.executable, "build.py", "--output", str(OUTPUTS), "--strict"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return OUTPUTS


@contextmanager
def own_fonts() -> Iterator[None]:
    """While it lasts, pages are laid out in this process with the project's fonts and no others.

    Only then: LibreOffice, which other tests start, needs those of the system.
    """
    held = os.environ.get("FONTCONFIG_FILE")
    use_fonts(ROOT / "fonts", ROOT / ".cache" / "tests-fonts")
    try:
        yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        if held is not None:
            os.environ["FONTCONFIG_FILE"] = held


@pytest.fixture
def engine() -> Iterator[None]:
    """A test that lays out pages itself."""
    with own_fonts():
        yield


@pytest.fixture(scope="session")
def trees() -> dict[tuple[str, str], etree._Element]:
    """The semantic HTML of every document."""
    loaded, _ = reading.load(ROOT / "content")
    design = load_design(ROOT / "templates")
    made = {}
    for brief, edition in DOCUMENTS:
        tree, problems = render(loaded, loaded.briefs[brief], edition, design)
        assert problems == []
        made[brief, edition] = tree
    return made


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skip is a failure: a reader that is missing must be installed, not gone without."""
    if hasattr(session.config, "workerinput"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") and skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"{len(skipped)} skipped, which in CI is a failure", red=True)
