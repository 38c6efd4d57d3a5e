"""The pages of the desk are whole in both languages, narrow and wide, in light and dark."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.desks import Desk
from tests.support.paths import ROOT

AXE = ROOT / "tests/tools/node_modules/axe-core/axe.min.js"
PAGES = ["", "sources", "source/example", "work", "word", "brief/country-no/en"]
NAMES = {"Word", "PDF", "ar", "git"}  # that have no Arabic form in the desk
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (tags) => (await axe.run(document, {runOnly: tags}))
  .violations.map((one) => [one.id, one.nodes.map((node) => node.html).slice(0, 3)])"""


def show(page: Page, desk: Desk, path: str, language: str) -> None:
    """Open a page of the desk in a language, with an item in its panel where it has texts."""
    page.goto(f"{desk.origin}/")
    if page.locator("html").get_attribute("lang") != language:
        page.locator("#language").click()
        expect(page.locator("html")).to_have_attribute("lang", language)
    page.goto(f"{desk.origin}/{path}")
    if path == "source/example":
        page.get_by_role("link", name="no-centre", exact=True).click()
        expect(page.locator("#panel form")).to_be_visible()
    if path.startswith("brief/"):
        page.frame_locator("#page").locator("main [data-path]").first.click()
        expect(page.locator("#panel form")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_fits_any_screen(
    page: Page, desk: Desk, path: str, language: str
) -> None:
    show(page, desk, path, language)
    direction = "rtl" if language == "ar" else "ltr"
    assert page.locator("html").get_attribute("dir") == direction
    for frame in page.frames:  # that of an edition too
        frame.evaluate(AXE.read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert [frame.evaluate(RUN_AXE, TAGS) for frame in page.frames] == [[]] * len(page.frames)
    assert len(page.frames) == (2 if path.startswith("brief/") else 1)
    for width in (1400, 800, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_no_word_of_the_desk_is_english_in_arabic(page: Page, desk: Desk) -> None:
    for path in PAGES:
        show(page, desk, path, "ar")
        page.locator("bdi, [lang=en], code, .code, option, textarea, iframe").evaluate_all(
            "all => all.forEach((one) => one.remove())"
        )
        words = page.locator("body").inner_text()
        assert set(re.findall("[A-Za-z]+", words)) <= NAMES, path


def test_a_printed_page_has_its_text_alone(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.origin}/source/example")
    page.emulate_media(media="print")
    expect(page.locator("body > header")).to_be_hidden()
    expect(page.locator(".paragraph").first).to_be_visible()
