"""What the builder of a desk does, and cannot do, stands in its pages: with the real builder."""

import json
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from briefs.build import BuildOptions, problem_from, problem_values
from briefs.build.lock import locked
from briefs.cli.watch import build_for_desk
from briefs.desk.state import State
from briefs.desk.views import DOCUMENTS, Views
from briefs.desk.words import Words
from briefs.files import write_whole
from briefs.problems import Problem, fill
from tests.support.desks import LONG, Desk, children_of, desk_of, places_of
from tests.support.docx_edits import changed, controls, replace_in

CARD = "content/briefs/country-no.yaml"
STEM = "country-no/country-no.en"
SOON = LONG * 1000  # milliseconds in which a build ends on a busy machine
NO_WORD_FILE = "word: {base: ours.docx}\n"


@pytest.fixture(scope="module")
def project(dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one brief, so that it is soon built."""
    folder = shutil.copytree(dossier, tmp_path_factory.mktemp("builds") / "river")
    for brief in (folder / "content/briefs").glob("*.yaml"):
        if brief.name != Path(CARD).name:
            brief.unlink()
    return folder


@contextmanager
def opened(project: Path, context: BrowserContext) -> Iterator[tuple[Desk, Page, int]]:
    """Run the desk of a project; yield it, its page of briefs and its process."""
    with desk_of(project) as (process, url):
        page = context.new_page()
        page.goto(url)
        yield Desk(project, url), page, process.pid


def says(page: Page, words: str) -> None:
    expect(page.locator("#building")).to_have_text(words, timeout=SOON)


def states(page: Page, state: str, words: str, count: int) -> None:
    """Expect that so many documents have a state."""
    expect(page.locator(f".state.{state}")).to_have_text([words] * count, timeout=SOON)


def test_a_document_is_being_built_until_it_is_up_to_date(
    project: Path, tmp_path: Path, context: BrowserContext
) -> None:
    with opened(shutil.copytree(project, tmp_path / "river"), context) as (desk, page, process):
        says(page, "Documents are up to date")
        states(page, "fresh", "up to date", 9)
        (watch,) = children_of(process)
        workers = [*map(int, children_of(watch))]
        assert workers
        for worker in workers:  # which now cannot end a build
            os.kill(worker, signal.SIGSTOP)
        desk.replace(CARD, "Norway: A new dossier", "Norway: The dossier")
        says(page, "Documents are being built")
        states(page, "under-way", "being built", 6)
        states(page, "fresh", "up to date", 3)  # those in Arabic alone
        for worker in workers:
            os.kill(worker, signal.SIGCONT)
        says(page, "Documents are up to date")
        states(page, "fresh", "up to date", 9)
        assert "Norway: The dossier" in desk.read(f"output/{STEM}.html")


def test_a_document_that_cannot_be_made_is_said_and_told_why(
    project: Path, tmp_path: Path, context: BrowserContext
) -> None:
    folder = shutil.copytree(project, tmp_path / "river")
    (folder / "templates").mkdir()
    (folder / "templates/theme.yaml").write_text(NO_WORD_FILE, encoding="utf-8")
    (folder / "templates/ours.docx").write_bytes(b"no Word document")
    with opened(folder, context) as (desk, page, _):
        says(page, "The last build found errors")
        states(page, "failed", "could not be made", 3)
        states(page, "fresh", "up to date", 6)
        page.locator("#building a").click()
        expect(page.locator("#document-problems li.error")).to_contain_text("reference document")
        page.locator("#language").click()
        expect(page.locator("#document-problems li.error")).to_contain_text("الوثيقة المرجعية")
        expect(page.locator("#building")).to_have_text("ظهرت أخطاء في آخر بناء للوثائق")
        desk.write("templates/theme.yaml", 'word: {base: ""}\n')
        expect(page.locator("#document-problems li")).to_have_count(0, timeout=SOON)
        expect(page.locator("#building")).to_have_text("الوثائق محدّثة", timeout=SOON)


def test_an_edited_document_and_one_that_the_system_refuses_are_said_too(
    project: Path, tmp_path: Path, context: BrowserContext
) -> None:
    folder = shutil.copytree(project, tmp_path / "river")
    with opened(folder, context) as (desk, page, _):
        says(page, "Documents are up to date")
        word = folder / "output" / f"{STEM}.docx"
        write_whole(word, with_words(word.read_bytes()))
        desk.replace(CARD, "Norway: A new dossier", "Norway: The dossier")
        says(page, "The last build found errors")
        states(page, "faulty", "has problems", 1)
        page.locator("#building a").click()
        problem = page.locator("#document-problems li.error")
        expect(problem).to_contain_text("the document was edited since it was built")
        shutil.rmtree(word.parent)
        word.parent.write_text("a file where the folder was", encoding="utf-8")
        desk.replace(CARD, "Norway: The dossier", "Norway: This dossier")
        expect(problem).to_contain_text("the system refuses this", timeout=SOON)
        page.goto(f"{desk.origin}/")
        states(page, "failed", "could not be made", 9)


def with_words(document: bytes) -> bytes:
    """Return a Word document in which somebody has written before a text."""
    return changed(
        document, lambda root: replace_in(next(iter(controls(root).values())), (0, 0), "He ", None)
    )


def test_a_builder_that_died_is_said_to_have_ended(
    project: Path, tmp_path: Path, context: BrowserContext
) -> None:
    with opened(shutil.copytree(project, tmp_path / "river"), context) as (_, page, process):
        says(page, "Documents are up to date")
        (watch,) = children_of(process)
        os.kill(int(watch), signal.SIGKILL)
        says(page, "The builder has ended: see the terminal, then start the desk again.")


def test_what_a_builder_says_is_kept_and_no_problem_is_listed_twice(
    project: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(project, tmp_path / "river")
    card = folder / CARD
    card.write_text(f"no_such_key: 1\n{card.read_text(encoding='utf-8')}", encoding="utf-8")
    state = State(places_of(folder))
    builder, of_content = state.builder, state.now().problems
    builder.hear({"done": 3, "total": 72})
    assert (builder.status["step"], builder.status["failed"]) == ("[3/72]", False)
    message = fill("{path} takes too long: {limit}", path=f"{STEM}.pdf", limit="a minute")
    own = Problem("country-no (en)", 1, 1, "document-stopped", message)
    problems = [problem_values(one) for one in (own, *of_content)]
    builder.hear({"problems": problems, "unwritten": [f"{STEM}.pdf"], "stopped": False})
    assert (builder.step, builder.status["failed"]) == (None, True)
    views = Views(state, state.now(), Words("ar"))
    lists = views.work()
    assert lists[DOCUMENTS] == [own]
    assert "key-unknown" in {one.code for one in lists["all-problems"]}
    (told,) = views.told_part(lists[DOCUMENTS]).rows
    assert "وقتًا أطول" in told.message
    found = [builder.state_now(f"{STEM}.{kind}", "stale") for kind in ("pdf", "docx")]
    assert found == ["failed", "stale"]


def test_a_build_beside_another_is_a_problem_that_ends_no_builder(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(project, tmp_path / "river")
    options = BuildOptions(content=folder / "content", output=folder / "output")
    with locked(options.output):
        build_for_desk(options, None)
    begun, report = map(json.loads, capsys.readouterr().out.splitlines())
    assert begun == {"done": 0, "total": 0}
    (problem,) = map(problem_from, report["problems"])
    assert (problem.code, problem.file) == ("build-refused", str(options.output))
    assert problem.message.startswith("another build is writing into")
    assert report["stopped"]
