"""The project's index page in Chromium: its search, WCAG 2.2 AA by axe-core, widths, keyboard."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.web import fold
from tests.support.axe import AXE, KEEP_SOME_OF_EACH, REPEATED_IDS, RUN, WIDER_THAN_THE_WINDOW
from tests.support.browser import Browser

NARROW, WIDE = 320, 1280
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
TYPE = """((language, words) => {
  const field = document.querySelector(`#${language} input`);
  field.value = words;
  field.dispatchEvent(new Event('input', {bubbles: true}));
})"""
CHOOSE = """((language, name, value) => {
  const field = document.querySelector(`#${language} select[name=${name}]`);
  field.value = value;
  field.dispatchEvent(new Event('input', {bubbles: true}));
})"""
SHOWN = """(language => [...document.querySelectorAll(`#${language} .statements li`)]
  .filter(one => one.checkVisibility())
  .map(one => one.querySelector('.meta').lastElementChild.textContent))"""
LANGUAGE = (  # a moment after the address has changed, of which the page is told in its turn
    "new Promise(done => setTimeout(done, 100))"
    ".then(() => [document.documentElement.lang, document.documentElement.dir])"
)
VISIBLE = (
    "[...document.querySelectorAll('main > section')].filter(one => one.checkVisibility())"
    ".map(one => one.id)"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture
def index(outputs: Path, browser: Browser) -> Path:
    browser.view(WIDE)
    page = outputs / "index.html"
    browser.open(page)
    return page


def found(browser: Browser, language: str, words: str) -> list[str]:
    """Return the references of the statements that a search shows."""
    browser.evaluate(f"location.hash = '#{language}'")
    browser.evaluate(f"{TYPE}({json.dumps(language)}, {json.dumps(words)})")
    references: list[str] = browser.evaluate(f"{SHOWN}({json.dumps(language)})")
    return references


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_on_the_index_narrow_or_wide_light_or_dark(
    outputs: Path, browser: Browser, index: Path, language: str
) -> None:
    browser.send("Page.setBypassCSP", enabled=True)  # for axe, which is no part of the page
    browser.open(index)
    browser.evaluate(AXE.read_text(encoding="utf-8"))
    browser.evaluate(f"location.hash = '#{language}'")
    browser.evaluate(OPEN_ALL)
    assert browser.evaluate(REPEATED_IDS) == []
    browser.evaluate(f"{KEEP_SOME_OF_EACH}(3)")
    faults = {}
    for width, scheme in ((NARROW, "light"), (NARROW, "dark"), (WIDE, "light"), (WIDE, "dark")):
        browser.view(width, scheme)
        faults[f"{width}, {scheme}"] = browser.evaluate(RUN)
    browser.send("Page.setBypassCSP", enabled=False)
    assert not any(faults.values()), json.dumps(faults, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_index_fits_320_pixels_and_asks_for_nothing(
    browser: Browser, index: Path, language: str
) -> None:
    browser.view(NARROW)
    browser.evaluate(f"location.hash = '#{language}'")
    browser.evaluate(OPEN_ALL)
    assert browser.evaluate("document.documentElement.scrollWidth") == NARROW
    assert browser.evaluate(WIDER_THAN_THE_WINDOW) == []
    asked = [url for url in browser.requests if not url.startswith("data:")]
    assert asked == [index.resolve().as_uri()]


def test_the_policy_lets_the_search_run_and_no_other_script(browser: Browser, index: Path) -> None:
    assert browser.evaluate("document.querySelector('[role=search]').hidden") is False
    browser.evaluate(
        "const added = document.createElement('script');"
        "added.textContent = 'window.added = true'; document.body.append(added)"
    )
    assert browser.evaluate("window.added") is None


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("ألمانيا", "المانيا"),  # hamza
        ("الإسناد", "الاسناد"),
        ("أوكرانيا", "اوكرانيا"),
        ("ضمانات أمنية", "ضَماناتٌ أمنيّة"),  # tashkeel
        ("ضمانات أمنية", "ضمانات امنيه"),  # ta marbuta as ha
        ("قوات", "قـــوات"),  # tatweel
        ("سبتمبر 2025", "سبتمبر ٢٠٢٥"),  # digits
        ("مستشفى", "مستشفي"),  # alef maqsura
    ],
)
def test_an_arabic_search_finds_however_it_is_spelled(
    browser: Browser, index: Path, words: str, other: str
) -> None:
    first = found(browser, "ar", words)
    assert found(browser, "ar", other) == first
    assert first or "مستشف" in words


def test_a_search_finds_words_of_either_language_names_dates_and_choices(
    browser: Browser, index: Path
) -> None:
    german = found(browser, "en", "germany troops")
    assert "ecci/de-troops-conditions" in german
    assert found(browser, "en", "المانيا قوات")
    assert found(browser, "ar", "GERMANY  troops") == german
    assert "ecci/de-troops-conditions" in found(browser, "en", "conditional 2025-09 germany")
    assert found(browser, "en", "no such words") == []
    status = "document.querySelector('#en [role=status]').textContent"
    assert browser.evaluate(status).startswith("Shown: 0 of")
    assert found(browser, "en", "")
    for name, value in (("holder", "DE"), ("topic", "troops"), ("stance", "conditional")):
        browser.evaluate(f"{CHOOSE}('en', {json.dumps(name)}, {json.dumps(value)})")
    chosen = browser.evaluate(f"{SHOWN}('en')")
    assert "ecci/de-troops-conditions" in chosen
    assert set(chosen) < set(german)


def test_the_script_folds_as_the_program_does(browser: Browser, index: Path) -> None:
    texts = ["ÀÉÎ Straße İstanbul ΣΑΣ", "مُؤتمَرٌ شيءٌ هيئة", "٢٠٢٥ ۱۲٫۵", "کی «ﻻ» ﷺ", "d’accord ﬁn"]
    for text in texts:
        assert browser.evaluate(f"fold({json.dumps(text)})") == fold(text)


def test_the_index_shows_one_language_and_is_used_by_keyboard_alone(
    browser: Browser, index: Path
) -> None:
    assert browser.evaluate(VISIBLE) == ["en"]
    browser.press("Tab")
    browser.press("Tab")
    browser.press("Enter")
    assert browser.evaluate(VISIBLE) == ["ar"]
    assert browser.evaluate(LANGUAGE) == ["ar", "rtl"]
    for _ in range(200):
        browser.press("Tab")
        if browser.evaluate("document.activeElement.localName") == "input":
            break
    browser.send("Input.insertText", text="المانيا")
    assert browser.evaluate("document.querySelector('#ar .statements').open") is True
    assert 0 < len(browser.evaluate(f"{SHOWN}('ar')")) < 100
    browser.evaluate("location.hash = '#files-en'")
    assert browser.evaluate(VISIBLE) == ["en"]
