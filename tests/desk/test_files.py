"""Files that are dropped on a page, and the import of a source that is undone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.desks import Desk, wait_for

DROP = """([selector, name, text]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name));
  for (const kind of ["dragover", "drop"]) {
    const event = new DragEvent(kind, {dataTransfer, bubbles: true, cancelable: true});
    document.querySelector(selector).dispatchEvent(event);
    if (!event.defaultPrevented) throw new Error(kind);
  }
}"""
TEXT = "Ministers talk about the river\n14 March 2024\nNorway would pay 40 million euros.\n"


def files(desk: Desk) -> set[Path]:
    folders = (desk.folder / "content", desk.folder / "sources")
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


def imported(page: Page, desk: Desk) -> None:
    """Drop a text on the page of sources, and import it."""
    page.goto(f"{desk.origin}/sources")
    page.evaluate(DROP, [".drop", "talks.txt", TEXT])
    page.get_by_label("Its id").fill("talks")
    page.get_by_label("Its language").fill("en")
    page.get_by_role("button", name="Import").click()
    page.wait_for_url("**/source/talks")


@pytest.mark.parametrize("place", [".drop", "h1"])
def test_a_document_that_is_dropped_anywhere_on_the_page_is_chosen(
    page: Page, desk: Desk, place: str
) -> None:
    page.goto(f"{desk.origin}/word")
    page.evaluate(DROP, [place, "mine.docx", "no document"])
    assert page.locator("#file").evaluate("one => one.files[0].name") == "mine.docx"
    page.get_by_role("button", name="See its edits").click()
    expect(page.locator(".problems .error")).to_be_visible()
    assert "over" not in (page.locator("form").get_attribute("class") or "")


def test_an_import_is_undone(page: Page, desk: Desk) -> None:
    before = files(desk)
    imported(page, desk)
    assert len(files(desk) - before) == 3
    page.get_by_role("button", name="Undo the last save").click()
    page.wait_for_url("**/sources")
    assert files(desk) == before
    expect(page.locator("#building.lost")).to_have_count(0)


def test_an_import_that_somebody_has_worked_on_is_not_undone(page: Page, desk: Desk) -> None:
    imported(page, desk)
    name = "content/articles/talks.yaml"
    desk.write(name, desk.read(name) + "# mine\n")
    after = files(desk)
    page.get_by_role("button", name="Undo the last save").click()
    expect(page.locator("#told")).to_contain_text("has changed since")
    assert files(desk) == after


def test_what_was_there_before_an_import_stays(page: Page, desk: Desk) -> None:
    before = files(desk)
    imported(page, desk)
    article = desk.folder / "content/articles/talks.yaml"
    article.unlink()  # as after an import that was killed
    before = files(desk)
    imported(page, desk)
    page.get_by_role("button", name="Undo the last save").click()
    wait_for(lambda: not article.exists())
    assert files(desk) == before
