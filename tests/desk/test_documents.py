"""The page of briefs says of each document what the next build would do with it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from briefs import api
from briefs.build import BuildOptions
from tests.support.desks import Desk

CARD = "content/briefs/country-no.yaml"
STEM = "country-no/country-no.en"


@pytest.fixture
def built(desk: Desk) -> Desk:
    """A desk whose card of Norway has been built in English."""
    content, output = desk.folder / "content", desk.folder / "output"
    report = api.build(BuildOptions(content, None, output, ("country-no",), ("en",)))
    assert len(report.documents) == 3
    return desk


def states(page: Page, desk: Desk) -> dict[str, str]:
    """Return the states of the documents in English by their formats."""
    found = page.request.get(f"{desk.origin}/states/country-no").json()
    return {path.removeprefix(f"{STEM}."): state for path, (state, _) in found.items()
            if path.startswith(STEM)}  # fmt: skip


def test_a_document_is_fresh_until_its_content_changes(page: Page, built: Desk) -> None:
    assert set(states(page, built).values()) == {"fresh"}
    found = page.request.get(f"{built.origin}/states/country-no").json()
    assert found["country-no/country-no.ar.pdf"] == ["missing", "not built yet"]
    whole = built.read(CARD)
    built.replace(CARD, "Norway: A new dossier", "Norway: The dossier")
    assert set(states(page, built).values()) == {"stale"}
    built.write(CARD, whole)
    assert set(states(page, built).values()) == {"fresh"}
    built.write(CARD, whole.replace("bottom_line:", "bottom_line: {"))
    assert page.request.get(f"{built.origin}/states/no-brief").status == 404
    built.write(CARD, whole.replace("bottom_line:", "no_such_key: 1\nbottom_line:"))
    assert set(states(page, built).values()) == {"faulty"}


def test_what_is_not_as_it_was_written_is_built_again(page: Page, built: Desk) -> None:
    file = built.folder / "output" / f"{STEM}.html"
    file.write_bytes(file.read_bytes() + b" ")
    assert states(page, built)["html"] == "stale"
    file.unlink()
    assert states(page, built)["html"] == "missing"


def test_states_and_pictures_stand_on_the_page_and_follow_the_files(
    page: Page, built: Desk
) -> None:
    page.goto(f"{built.origin}/")
    card = page.locator("[data-brief='country-no']")
    titles = ["English", "Arabic", "English · Arabic"]
    expect(card.locator("tbody th")).to_have_text([f"{title} Read and edit" for title in titles])
    expect(card.locator("a[download]")).to_have_text(["PDF", "Word", "Web page"])
    expect(card.locator(".state.fresh")).to_have_text(["up to date"] * 3)
    picture = card.locator("img.cover")
    assert (
        picture.evaluate("async (one) => { await one.decode(); return one.naturalWidth; }") == 400
    )
    built.replace(CARD, "Norway: A new dossier", "Norway: The dossier")
    expect(card.locator(".state.stale")).to_have_text(["changed since"] * 3)
    with page.expect_download() as download:
        card.get_by_role("link", name="Word").click()
    file = built.folder / "output" / f"{STEM}.docx"
    assert Path(download.value.path()).read_bytes() == file.read_bytes()


def test_a_page_whose_question_gets_no_answer_says_so(page: Page, desk: Desk) -> None:
    """It is no error of a script: the fixture of the browser reports such."""
    page.goto(f"{desk.origin}/")
    expect(page.locator("#building")).not_to_be_empty()  # what the desk tells by itself
    page.route("**/states/*", lambda route: route.abort())
    desk.replace(CARD, "Norway: A new dossier", "Norway: The dossier")
    expect(page.locator("#building")).to_contain_text("does not answer")
