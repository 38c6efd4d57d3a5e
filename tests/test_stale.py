"""Whether anything has changed since the last build, answered in a moment."""

import os
from pathlib import Path

import pytest

from briefs.manifest import read
from briefs.stale import Request, assets_key, inputs_of, nothing_to_do
from tests.conftest import Checkout


@pytest.fixture
def request_of(content: Path, templates: Path, tmp_path: Path) -> Request:
    return Request(content, templates, tmp_path / "output")


def test_a_file_that_changes_changes_the_inputs(request_of: Request) -> None:
    seen = {inputs_of(request_of)}
    for path in (
        request_of.content / "articles" / "alpha.yaml",
        request_of.content / "people.yaml",
        request_of.templates / "pdf.css",
        request_of.templates / "strings" / "ar.yaml",
        request_of.templates / "partials" / "parts.html.j2",
    ):
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        seen.add(inputs_of(request_of))
    (request_of.content / "briefs" / "new.yaml").write_text("x")
    seen.add(inputs_of(request_of))
    (request_of.content / "briefs" / "norway.yaml").unlink()
    seen.add(inputs_of(request_of))
    assert len(seen) == 8


def test_times_hidden_files_and_what_editors_leave_change_nothing(request_of: Request) -> None:
    before = inputs_of(request_of)
    os.utime(request_of.content / "people.yaml", (1, 1))
    (request_of.content / ".people.yaml.swp").write_text("x")
    (request_of.content / "~lock").write_text("x")
    assert inputs_of(request_of) == before


def test_the_look_of_documents_is_a_key_of_all_of_them(request_of: Request) -> None:
    before = assets_key(request_of)
    people = request_of.content / "people.yaml"
    people.write_text(people.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert assets_key(request_of) == before
    css = request_of.templates / "pdf.css"
    css.write_text(css.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert assets_key(request_of) != before


def test_only_a_request_for_everything_can_find_nothing_to_do(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout.root)
    inputs = read(checkout.output).inputs
    assert inputs
    assert nothing_to_do(Request(), inputs)
    assert not nothing_to_do(Request(), "other")
    assert not nothing_to_do(Request(force=True), inputs)
    assert not nothing_to_do(Request(briefs=("norway",)), inputs)
    assert not nothing_to_do(Request(output=Path("nowhere")), "")
