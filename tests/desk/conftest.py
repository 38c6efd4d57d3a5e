"""A desk that runs, with a project of its own, and a browser that shows it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from briefs.cli import main
from tests.support.browser import CHROMIUM
from tests.support.desks import PATIENCE, Desk, running


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project, as `briefs new dossier` makes it."""
    folder = tmp_path_factory.mktemp("desk") / "river"
    assert main(["new", "dossier", str(folder)]) == 0
    return folder


@pytest.fixture
def desk(dossier: Path, tmp_path: Path) -> Iterator[Desk]:
    """The desk of a new project with its invented article."""
    with running(shutil.copytree(dossier, tmp_path / "river")) as desk:
        yield desk


@pytest.fixture(scope="module")
def idle(dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk of a new project, for tests that change nothing in it."""
    folder = shutil.copytree(dossier, tmp_path_factory.mktemp("unchanged") / "river")
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with running(folder) as desk:
        yield desk
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == files


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser in which nothing is known yet; an error of a script fails the test."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(PATIENCE)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []


@pytest.fixture
def page(desk: Desk, context: BrowserContext) -> Page:
    """The first page of the desk, opened by the address that it printed."""
    page = context.new_page()
    page.goto(desk.url)
    return page
