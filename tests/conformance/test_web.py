"""The project's web pages in Chromium: WCAG 2.2 AA by axe-core, every width, keyboard, network."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.axe import AXE, KEEP_SOME_OF_EACH, REPEATED_IDS, RUN, WIDER_THAN_THE_WINDOW
from tests.support.browser import Browser
from tests.support.outputs import html_of
from tests.support.paths import DOCUMENTS

LONG = 4000  # elements
OPEN = "[...document.querySelectorAll(':popover-open')].map(one => one.id)"
FOCUS = "document.activeElement.getAttribute('popovertarget') || document.activeElement.href || ''"
# Of the open note from its number; negative where it would cover it.
DISTANCE = """(() => { const note = document.querySelector(':popover-open').getBoundingClientRect();
  const mark = document.activeElement.getBoundingClientRect();
  const apart = Math.max(note.top - mark.bottom, mark.top - note.bottom);
  const inside = note.left >= 0 && note.right <= innerWidth && note.top >= 0
    && note.bottom <= innerHeight;
  return inside && apart >= -1 ? apart : 1e6; })()"""
# Where the first table has scrolled to, after the window has had time to do so.
SCROLLED = """new Promise(done => setTimeout(
  () => done(document.querySelector('.scroll').scrollLeft), 500))"""
NARROW, WIDE = 360, 1280


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("chromium")) as started:
        started.send("Page.setBypassCSP", enabled=True)  # for axe, which is no part of the page
        yield started


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_axe_finds_nothing_on_any_page_narrow_or_wide_light_or_dark(
    outputs: Path, browser: Browser, brief: str, edition: str
) -> None:
    browser.view(NARROW)
    browser.open(html_of(outputs, brief, edition))
    browser.evaluate(AXE.read_text(encoding="utf-8"))
    assert browser.evaluate(REPEATED_IDS) == []
    if browser.evaluate("document.querySelectorAll('*').length") > LONG:
        browser.evaluate(f"{KEEP_SOME_OF_EACH}(3)")
    found = {f"{NARROW}, light": browser.evaluate(RUN)}
    browser.evaluate(f"{KEEP_SOME_OF_EACH}(1)")
    for width, scheme in ((NARROW, "dark"), (WIDE, "light"), (WIDE, "dark")):
        browser.view(width, scheme)
        found[f"{width}, {scheme}"] = browser.evaluate(RUN)
    assert not any(found.values()), json.dumps(found, indent=1, ensure_ascii=False)


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_every_page_fits_a_window_of_320_pixels_and_asks_for_nothing(
    outputs: Path, browser: Browser, brief: str, edition: str
) -> None:
    browser.view(320)
    browser.open(html_of(outputs, brief, edition))
    assert browser.evaluate("document.documentElement.scrollWidth") == 320
    assert browser.evaluate(WIDER_THAN_THE_WINDOW) == []
    asked = [url for url in browser.requests if not url.startswith("data:")]
    assert asked == [html_of(outputs, brief, edition).resolve().as_uri()]


@pytest.mark.parametrize("edition", ["en", "ar", "ar-en"])
@pytest.mark.parametrize("width", [320, WIDE])
def test_a_note_opens_beside_its_number_and_closes_by_keyboard_alone(
    outputs: Path, browser: Browser, edition: str, width: int
) -> None:
    browser.view(width, height=700)
    browser.open(html_of(outputs, "poland", edition))
    browser.press("Tab")
    assert browser.evaluate("document.activeElement.className") == "skip"
    for _ in range(40):
        browser.press("Tab")
        if browser.evaluate("document.activeElement.className") == "noteref":
            break
    number = browser.evaluate(FOCUS)
    place = browser.evaluate("scrollY")
    browser.press("Enter")
    assert browser.evaluate(OPEN) == [number]
    assert browser.evaluate(DISTANCE) < 60
    browser.press("Tab")
    assert "#source-" in browser.evaluate(FOCUS)
    browser.press("Escape")
    assert browser.evaluate(OPEN) == []
    assert browser.evaluate(FOCUS) == number
    browser.press("Enter")
    for _ in range(10):
        browser.press("Tab")
        if browser.evaluate("document.activeElement.classList.contains('close')"):
            break
    browser.press("Enter")
    assert browser.evaluate(OPEN) == []
    assert browser.evaluate(FOCUS) == number
    assert browser.evaluate("scrollY") == place


def test_the_list_of_notes_leads_back_to_the_text(outputs: Path, browser: Browser) -> None:
    browser.view(WIDE)
    browser.open(html_of(outputs, "poland", "ar"))
    browser.evaluate("document.querySelector('#note-3 .back').focus()")
    browser.press("Enter")
    assert browser.evaluate("location.hash") == "#ref-3"
    browser.press("Tab")
    assert (
        browser.evaluate(
            "document.activeElement.compareDocumentPosition(document.getElementById('ref-3')) & 2"
        )
        == 2
    )


def test_a_wide_table_scrolls_by_keyboard(outputs: Path, browser: Browser) -> None:
    browser.view(NARROW)
    browser.open(html_of(outputs, "at-a-glance", "ar"))
    browser.evaluate("document.querySelector('.scroll').focus()")
    assert browser.evaluate("document.querySelector('.scroll').scrollLeft") == 0
    browser.press("ArrowLeft")  # where lines of Arabic end
    assert browser.evaluate(SCROLLED) < 0


@pytest.mark.parametrize("edition", ["en", "ar"])
def test_bars_start_in_their_cell_where_lines_of_their_language_start(
    outputs: Path, browser: Browser, edition: str
) -> None:
    browser.view(WIDE)
    browser.open(html_of(outputs, "poland", edition))
    (start, end, *bar) = browser.evaluate(
        "[...document.querySelectorAll('table.chart tbody td .plot')].slice(0, 1).flatMap(plot => {"
        "const [cell, bar] = [plot, plot.firstChild].map(one => one.getBoundingClientRect());"
        "return [cell.left, cell.right, bar.left, bar.right]; })"
    )
    shares = [(place - start) / (end - start) for place in bar]
    expected = [0, 0.59] if edition == "en" else [1 - 0.59, 1]
    assert shares == pytest.approx(expected, abs=0.01)


def test_axe_would_see_faults(outputs: Path, browser: Browser) -> None:
    browser.view(NARROW)
    browser.open(html_of(outputs, "poland", "en"))
    browser.evaluate(AXE.read_text(encoding="utf-8"))
    browser.evaluate(
        "document.documentElement.removeAttribute('lang');"
        "document.querySelector('.answer').style.color = 'lightgrey';"
        "document.querySelector('.noteref').removeAttribute('aria-label');"
        "document.querySelector('.noteref').textContent = '';"
    )
    found = {name for name, *_ in browser.evaluate(RUN)}
    assert {"html-has-lang", "color-contrast", "button-name"} <= found
