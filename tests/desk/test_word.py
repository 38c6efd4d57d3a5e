"""A document that was edited in Word comes back through the desk."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from briefs import api
from briefs.docx import write
from briefs.html import Element, render
from tests.support.desks import Desk
from tests.support.docx_edits import changed, controls, number_of, replace_in, text_of
from tests.support.docx_helpers import OPTIONS

ARTICLE = "content/articles/example.yaml"
TEXT = "articles/example/positions/no-centre/text/en"


@pytest.fixture
def edited(desk: Desk, tmp_path: Path) -> Path:
    """The card of Norway in Word, in which a person has changed a statement and a heading."""
    library = api.load(desk.folder)
    design = api.design_of(library, None)
    tree, _ = render(library, library.briefs["country-no"], "en", design)
    assert tree is not None
    data, _ = write.write_docx(tree, design.theme, OPTIONS)
    path = tmp_path / "country-no.en.docx"

    def change(root: Element) -> None:
        control = controls(root)[number_of(data, TEXT)]
        start = text_of(control).index("take part")
        replace_in(control, (start, start + len("take part")), "join", "Amal")

    path.write_bytes(changed(data, change))
    return path


def test_an_edit_is_chosen_and_written(page: Page, desk: Desk, edited: Path) -> None:
    before = desk.read(ARTICLE)
    page.goto(f"{desk.origin}/word")
    page.locator("input[type=file]").set_input_files(edited)
    page.get_by_role("button", name="See its edits").click()
    expect(page.locator(".edits li")).to_contain_text("Amal")
    expect(page.locator(".edits dd").last).to_contain_text("would join in the centre")
    assert desk.read(ARTICLE) == before
    page.get_by_role("button", name="Take over what is chosen").click()
    expect(page.locator(".answer .note")).to_have_text("Saved.")
    after = desk.read(ARTICLE)
    assert [line for line in after.splitlines() if line not in before.splitlines()] == [
        '      en: "Norway said that it would join in the centre."'
    ]
    page.get_by_role("button", name="Undo the last save").click()
    expect(page.locator("#told")).to_have_text("undone")
    assert desk.read(ARTICLE) == before


def test_an_edit_that_is_not_chosen_is_not_written(page: Page, desk: Desk, edited: Path) -> None:
    before = desk.read(ARTICLE)
    page.goto(f"{desk.origin}/word")
    page.locator("input[type=file]").set_input_files(edited)
    page.get_by_role("button", name="See its edits").click()
    page.locator(".edits input[type=checkbox]").uncheck()
    page.get_by_role("button", name="Take over what is chosen").click()
    expect(page.locator(".answer .note")).to_be_visible()
    assert desk.read(ARTICLE) == before


def test_a_text_that_changed_since_is_a_conflict(page: Page, desk: Desk, edited: Path) -> None:
    page.goto(f"{desk.origin}/word")
    said = 'en: "Norway said that it would take part in the centre."\n      ar'
    desk.replace(ARTICLE, said, 'en: "Norway said no."\n      ar')
    before = desk.read(ARTICLE)
    page.locator("input[type=file]").set_input_files(edited)
    page.get_by_role("button", name="See its edits").click()
    expect(page.locator(".problems .error")).to_contain_text("changed in Word and in the YAML")
    assert desk.read(ARTICLE) == before
