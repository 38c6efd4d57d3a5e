"""What the tests share: the case content, a design, and a checkout to run commands in."""

import gc
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from fcntl import LOCK_EX, LOCK_UN, flock
from pathlib import Path

import pytest

from briefs import api
from briefs.content import Library, load
from briefs.design import Design, load_design
from briefs.files import user_cache
from briefs.html import render
from tests.support.checkout import Checkout, make_checkout
from tests.support.fonts import own_fonts
from tests.support.languages import make_language_project
from tests.support.paths import CONTENT, DOCUMENTS, OUTPUTS, PROJECT_SOURCES, ROOT, TEMPLATES
from tests.support.trees import Trees

# The articles' texts are not in the repository; where they are missing, so is what needs them.
collect_ignore = [] if PROJECT_SOURCES.is_dir() else ["test_project_sources.py"]

# The user's own store, which has the documents of this repository where they were built before of
# the same inputs, by the same program and toolchain.
STORE = "BRIEFS_TESTS_STORE"
# The cache of this program, of which nothing is left after a run.
CACHE, PREFIX = "XDG_CACHE_HOME", str(Path(tempfile.gettempdir()) / "briefs-cache-")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="rewrite the goldens with what the code makes now"
    )


def pytest_configure(config: pytest.Config) -> None:
    os.environ["LC_ALL"] = (
        "C.UTF-8"  # the language of messages, in the commands that tests start too
    )
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in what a script starts with `&`
        signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each command compiles all modules anew
    if config.getoption("--accept") and os.environ.get("CI"):
        raise pytest.UsageError("--accept is for a person who looks at the difference, not for CI")
    if not os.environ.get(CACHE, "").startswith(PREFIX):  # all processes of one run share it
        os.environ[STORE] = os.environ.get("BRIEFS_STORE") or str(user_cache() / "store")
        os.environ[CACHE] = tempfile.mkdtemp(prefix=Path(PREFIX).name)
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop(CACHE), ignore_errors=True))


@pytest.fixture(scope="session")
def design() -> Design:
    """The project's own look."""
    return load_design(TEMPLATES)


@pytest.fixture(scope="session")
def library() -> Library:
    """The case content, which has no problems."""
    loaded = load(CONTENT)
    assert list(loaded.problems) == []
    return loaded


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the case content, in a project of its own, to be changed."""
    shutil.copy(CONTENT.parent / "briefs.yaml", tmp_path)
    return shutil.copytree(CONTENT, tmp_path / "content")


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the project's templates, to be changed."""
    return shutil.copytree(TEMPLATES, tmp_path / "templates")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout in which everything has been built once; all workers of a test run share it."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    target = Checkout(shared / "built", shared / "program")
    with (shared / "built.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not target.output.exists():
            make_checkout(target)
            done = target.run("--jobs", "2")
            assert done.returncode == 0, done.stdout + done.stderr
        flock(lock, LOCK_UN)
    return target


@pytest.fixture(scope="session")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """The dossier in four languages, built once; all workers of a test run share it."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    with (shared / "languages.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        project = Checkout(shared / "languages", ROOT)
        if not project.root.exists():
            project = make_language_project(project.root)
            done = project.run("--jobs", "2", "--strict")
            assert done.returncode == 0, done.stdout + done.stderr
        flock(lock, LOCK_UN)
    return project


@pytest.fixture
def checkout(built: Checkout, tmp_path: Path) -> Checkout:
    """A copy of the built checkout, with its output, to be changed."""
    root = tmp_path / "checkout"
    for name in ("content", "templates", "output"):
        shutil.copytree(built.root / name, root / name)
    shutil.copy(built.root / "briefs.yaml", root)
    return Checkout(root, built.program)


@pytest.fixture
def fresh(built: Checkout, tmp_path: Path) -> Checkout:
    """A copy of the checkout in which nothing has been built."""
    root = tmp_path / "fresh"
    for name in ("content", "templates"):
        shutil.copytree(built.root / name, root / name)
    shutil.copy(built.root / "briefs.yaml", root)
    return Checkout(root, built.program)


@pytest.fixture(scope="session")
def outputs() -> Path:
    """The 72 documents, built once for all test processes; nothing twice."""
    OUTPUTS.mkdir(parents=True, exist_ok=True)
    with (OUTPUTS / ".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        command = [sys.executable, "build.py", "--output", str(OUTPUTS), "--strict"]
        places = {**os.environ, "BRIEFS_STORE": os.environ[STORE]}
        done = subprocess.run(
            command, cwd=ROOT, env=places, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stdout + done.stderr
    return OUTPUTS


@pytest.fixture
def engine() -> Iterator[None]:
    """The project's fonts, for a test that lays out pages in its own process."""
    with own_fonts():
        yield


@pytest.fixture(scope="session")
def trees() -> Trees:
    """The semantic HTML of each of the project's documents, by brief and edition."""
    loaded = api.load(ROOT)
    design = api.design_of(loaded, None)
    rendered = {}
    for brief, edition in DOCUMENTS:
        tree, problems = render(loaded, loaded.briefs[brief], edition, design)
        assert problems == []
        assert tree is not None
        rendered[brief, edition] = tree
    return rendered


def pytest_collection_finish() -> None:
    """Spare the garbage collector the modules and tests, which stay until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)  # as in a command


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in CI that skips a test: what a test needs must be installed there."""
    if hasattr(session.config, "workerinput"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return
    skipped = reporter.stats.get("skipped", [])
    if os.environ.get("CI") and skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"{len(skipped)} skipped, which in CI is a failure", red=True)
