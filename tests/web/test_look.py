"""The dark colours of a theme can be read, and a page has the letters that it shows."""

import re
from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from itertools import product

from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefs.design import Design, luminance
from briefs.web.fonts import ALWAYS, font_css, letters_by_language
from briefs.web.look import LIGHT, LINES, dark_colours, from_hls, hls, rgb, theme_css
from tests.support.paths import ROOT

hues = st.floats(0, 1)
inks = st.builds(from_hls, hues, st.floats(0, 0.3), st.floats(0, 1))
grounds = st.builds(from_hls, hues, st.floats(0.9, 1), st.floats(0, 0.6))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG 2.2 defines it."""
    low, high = sorted((luminance(rgb(one)), luminance(rgb(other))))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_the_dark_colours_of_the_theme_can_be_read_on_all_its_grounds(design: Design) -> None:
    colours = design.theme.colours
    dark = dark_colours(colours)
    assert list(dark) == list(colours)
    light = {name for name in colours if luminance(rgb(colours[name])) > LIGHT}
    for ink, ground in product(colours.keys() - light, light - LINES):
        assert contrast(dark[ink], dark[ground]) >= 4.5, (ink, ground)
    assert luminance(rgb(dark["paper"])) < 0.02


@given(st.lists(inks, min_size=1, max_size=4), st.lists(grounds, min_size=1, max_size=4))
def test_the_dark_colours_of_any_theme_can_be_read(dark: list[str], light: list[str]) -> None:
    found = dark_colours({f"{index}": one for index, one in enumerate((*dark, *light))})
    values = list(found.values())
    for ink, ground in product(values[: len(dark)], values[len(dark) :]):
        assert contrast(ink, ground) >= 4.5


def test_a_dark_colour_keeps_its_hue() -> None:
    assert round(hls(dark_colours({"a": "#9c2b2b", "paper": "#ffffff"})["a"])[0], 2) in (0, 1)


def test_the_theme_is_dark_on_dark_screens_and_never_on_paper(design: Design) -> None:
    css = theme_css(design.theme)
    assert f"--paper: {design.theme.colours['paper']}" in css
    assert "@media screen and (prefers-color-scheme: dark) { :root {" in css


def test_letters_belong_to_the_nearest_language() -> None:
    tree = etree.fromstring('<html lang="ar">ا<p lang="en">b<bdi lang="ar">ج</bdi>c</p>د</html>')
    assert letters_by_language(tree) == {"ar": set("اجد"), "en": set("bc")}


def test_the_fonts_of_a_page_have_its_letters_and_no_others(design: Design) -> None:
    tree = etree.fromstring('<html lang="en">Paris<p lang="ar">باريس</p></html>')
    languages = {code: design.language(code) for code in ("en", "ar")}
    css = font_css(tree, languages, ROOT / "fonts")
    faces = re.findall(r'family:"(.*?)";font-weight:(\d+);.*?base64,(.*?)"', css)
    assert sorted((family, weight) for family, weight, _ in faces) == [
        (family, weight)
        for family in ("Amiri", "Source Sans 3", "Source Serif 4")
        for weight in ("400", "700")
    ]
    for family, _, data in faces:
        with TTFont(BytesIO(b64decode(data))) as font:
            assert font.flavor == "woff"
            letters = {chr(code) for code in font.getBestCmap()}
        text = "باريس" if family == "Amiri" else "Paris"
        assert letters == set(text) | set(ALWAYS)


def test_a_letter_that_the_faces_of_a_language_lack_is_taken_from_another(design: Design) -> None:
    languages = {code: design.language(code) for code in ("en", "ar")}
    css = font_css(etree.fromstring('<html lang="ar">2026 ○</html>'), languages, ROOT / "fonts")
    shown = {}
    for family, data in re.findall(r'family:"(.*?)";.*?base64,(.*?)"', css):
        with TTFont(BytesIO(b64decode(data))) as font:
            shown[family] = {chr(code) for code in font.getBestCmap()}
    assert shown["Amiri"] == set(ALWAYS)
    assert shown["Source Sans 3"] == {"○"}
    assert "--face-label: 'Amiri', 'Source Sans 3', sans-serif" in theme_css(design.theme)


def test_the_counters_of_lists_have_the_digits_of_their_language(design: Design) -> None:
    arabic = design.language("ar")
    style = arabic.style.model_copy(update={"digits": "arab"})
    languages = {"ar": replace(arabic, style=style)}
    css = font_css(etree.fromstring('<html lang="ar">ا</html>'), languages, ROOT / "fonts")
    for data in re.findall(r'base64,(.*?)"', css):
        with TTFont(BytesIO(b64decode(data))) as font:
            assert {chr(code) for code in font.getBestCmap()} == set("ا ٠١٢٣٤٥٦٧٨٩")
