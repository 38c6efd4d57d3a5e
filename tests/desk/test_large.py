"""A large project is no slower to click through: what is read, checked and sent has a bound."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.generate import write_project
from briefs.checks import registry
from briefs.content import Library
from briefs.design import CheckContext
from briefs.design import design as designs
from briefs.desk import documents, lists, reading, saving
from briefs.desk.state import Places, State
from briefs.desk.views import Views
from briefs.desk.words import Words
from briefs.files import project_folders
from briefs.problems import Problem

STATEMENT = "articles/a0000/positions/s0"


@pytest.fixture
def state(tmp_path: Path) -> State:
    """A project of 300 statements in 15 articles, each cited number of which is unsupported."""
    write_project(tmp_path, 300, lists.CARDS + 1, 4)
    folders = project_folders(tmp_path)
    places = (folders.content, folders.templates, folders.sources, folders.output, "en")
    return State(Places(folders, *places))


def views(state: State, number: int = 1) -> Views:
    return Views(state, state.now(), Words("en"), number)


def counted(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> list[str]:
    """Count the calls of a function by a name of a module."""
    calls: list[str] = []
    original: Callable[..., object] = getattr(owner, name)

    def counting(*arguments: object, **named: object) -> object:
        calls.append(name)
        return original(*arguments, **named)

    monkeypatch.setattr(owner, name, counting)
    return calls


def test_a_click_reads_no_template_and_checks_nothing_again(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading.briefs(views(state))
    calls = counted(monkeypatch, designs, "needs_of")
    checked = counted(monkeypatch, registry, "run_checks")
    for show in (reading.briefs, reading.sources, reading.work):
        show(views(state))
    reading.item(views(state), STATEMENT)
    reading.source(views(state), "a0000")
    assert calls == checked == []


def test_a_save_checks_the_file_that_has_changed(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = views(state)
    panel = now.panel(STATEMENT)
    assert panel
    looked: list[int] = []
    numbers = registry.CHECKS["numbers"]

    def looking(library: Library, context: CheckContext) -> Iterator[Problem]:
        looked.append(len(library.articles))
        return numbers(library, context)

    monkeypatch.setattr(registry, "CHECKS", {**registry.CHECKS, "numbers": looking})
    calls = counted(monkeypatch, designs, "needs_of")
    text = {"text/en": "Nobody said that it would pay."}
    form = saving.Form(address=STATEMENT, shown=json.loads(panel["shown"]), values=text)
    assert saving.save_form(now, form).status_code == 200
    assert looked == [1]
    assert calls == []


def test_a_long_list_is_sent_in_pages(state: State) -> None:
    now = views(state)
    assert len(now.work()["all-problems"]) > lists.MANY
    body = bytes(reading.work(now).body).decode()
    assert body.count('class="place"') == lists.FEW
    assert '<a class="go" href="/work/all-problems">' in body
    body = bytes(reading.work_list(views(state, 2), "all-problems").body).decode()
    assert body.count('class="place"') == lists.MANY
    assert 'href="?page=1"' in body
    assert 'href="?page=3"' in body
    assert reading.work_list(now, "no-list").status_code == 404
    for number, count in ((1, lists.CARDS), (2, 1), (99, 1)):
        assert len(documents.briefs_of(views(state, number)).rows) == count


def test_a_long_source_is_sent_in_pages(state: State) -> None:
    file = state.places.sources / "a0000.txt"
    more = "".join(f"\n\nParagraph {number}" for number in range(23, 251))
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    article = state.now().library.articles["a0000"]
    numbers = [one.number for one in views(state, 3).source(article)["paragraphs"]]
    assert numbers == [*range(201, 251)]
    assert lists.page_with(numbers[0] - 1) == 3


def test_every_row_is_on_one_page() -> None:
    for count in (0, 1, 9, 10, 11, 30):
        parts = [
            lists.part_of(range(count), 10, number + 1) for number in range(max(1, -(-count // 10)))
        ]
        assert [row for part in parts for row in part.rows] == [*range(count)]
        assert {part.pages for part in parts} == {len(parts)}
        assert all(lists.page_with(row, 10) == part.number for part in parts for row in part.rows)
