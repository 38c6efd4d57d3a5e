"""Small cases of typesetting in both directions, compared with pictures that a person accepted.

`make goldens` rewrites the pictures; look at the difference. A test that fails leaves three
pictures in .cache/typography: the accepted one, the new one, and where they differ.
"""

import io
import re
from itertools import pairwise

import pikepdf
import pytest
from PIL import Image

from briefs.design import Design
from tests.support.fonts import own_fonts
from tests.support.paths import ROOT
from tests.support.typography_pictures import (
    ALL,
    CASES,
    DOTS,
    FOLDER,
    GREYS,
    Sheets,
    boxes_of,
    differing,
    golden,
    sheets_of,
    stored,
)

FAILED = ROOT / ".cache" / "typography"


@pytest.fixture(scope="session")
def sheets(design: Design) -> dict[str, Sheets]:
    """All cases laid out, by language."""
    with own_fonts():
        return {
            language: sheets_of(
                {name: case[language] for name, case in CASES.items() if language in case},
                language,
                design,
            )
            for language in ("en", "ar", "facing")
        }


@pytest.mark.parametrize(("name", "language"), ALL)
def test_a_case_looks_as_accepted(
    name: str, language: str, sheets: dict[str, Sheets], request: pytest.FixtureRequest
) -> None:
    picture = sheets[language].picture(name)
    path = golden(name, language)
    if request.config.getoption("--accept"):
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or differing(Image.open(path).convert("L"), picture)[0]:
            path.write_bytes(stored(picture))
    assert path.exists(), "no golden yet: run `make goldens` and look at it"
    with Image.open(path) as held:
        accepted = held.convert("L")
    dots, where = differing(accepted, picture)
    if dots > DOTS * len(sheets[language].pages[name]):
        FAILED.mkdir(parents=True, exist_ok=True)
        for kind, one in (("accepted", accepted), ("made", picture), ("difference", where)):
            one.save(FAILED / f"{name}.{language}.{kind}.png")
        pytest.fail(f"{dots} dots differ; see {name}.{language}.*.png in .cache/typography")


def test_there_are_sixty_cases_in_both_directions_and_a_golden_of_each() -> None:
    both = [name for name, case in CASES.items() if {"en", "ar"} <= set(case)]
    assert len(both) >= 60
    assert {path.name for path in (FOLDER / "goldens").iterdir()} == {
        f"{name}.{language}.png" for name, language in ALL
    }
    assert sum(path.stat().st_size for path in (FOLDER / "goldens").iterdir()) < 1_500_000
    assert GREYS == 16


def test_pictures_are_drawn_with_the_projects_faces_alone(sheets: dict[str, Sheets]) -> None:
    for one in sheets.values():
        with pikepdf.open(io.BytesIO(one.data)) as pdf:
            names = {
                str(font.BaseFont).partition("+")[2].split("-")[0].rstrip(",")
                for page in pdf.pages
                for font in page.Resources.Font.values()
            }
        assert names
        assert names <= {"Amiri", "Source"}


# A case, its language, and characters that follow each other from left to right in a line.
ORDER = [
    ("percent", "en", "51%"),
    ("percent", "en", "64.5%"),
    ("percent", "ar", "%51"),
    ("percent", "ar", "%64.5"),
    ("percent-range", "ar", "%20–10"),
    ("range", "en", "10–20ships"),
    ("range", "ar", "20–10"),
    ("range", "ar", "7–4"),
    ("date-range", "ar", "2025ربمتبس5–4"),
    ("year-range", "ar", "2027–2025"),
    ("iso-date", "ar", "2025-09-04"),
    ("phone-like", "ar", "+49301234-567"),
    ("negative", "ar", "−12.5"),
    ("negative", "ar", "+3"),
    ("large-number", "ar", "1,250,000"),
    ("time", "ar", "14:30"),
    ("identifier", "ar", "ecci/de-troops-conditions"),
    ("two-latin-names", "ar", "PoliticoوReuters"),
    ("two-latin-names", "en", "ةرهاقلاand"),
    ("number-first", "ar", "ةلود26"),
    ("number-last", "ar", "26ةقفاوملا"),
]


@pytest.mark.parametrize(("name", "language", "expected"), ORDER)
def test_the_characters_of_a_line_are_in_visual_order(
    name: str, language: str, expected: str, sheets: dict[str, Sheets]
) -> None:
    assert any(expected in line for line in sheets[language].lines(name))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "name", ["brackets", "brackets-around-a-number", "brackets-around-a-foreign-word"]
)
def test_brackets_open_and_close_around_their_content(
    name: str, language: str, sheets: dict[str, Sheets]
) -> None:
    page = sheets[language]
    brackets = sorted(
        (mark for mark in page.marks(name) if mark.letter in "()"), key=lambda mark: mark.left
    )
    assert len(brackets) in {2, 4}
    shapes = [page.opens_to_the_right(mark) for mark in brackets]
    assert shapes == [True, False] * (len(shapes) // 2)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_line_starts_with_what_ends_a_phrase(language: str, sheets: dict[str, Sheets]) -> None:
    checked = 0
    for name in sheets[language].pages:
        for line in sheets[language].lines(name)[1:]:
            first = line[0] if language == "en" else line[-1]
            assert first not in ",;.!%’”،؛؟»·", f"{name}: {line}"
            checked += 1
    assert checked > 60


@pytest.mark.parametrize(("language", "side"), [("en", -1), ("ar", 1)])
def test_notes_are_raised_and_stand_after_their_word(
    language: str, side: int, sheets: dict[str, Sheets]
) -> None:
    marks = sheets[language].marks("note")
    (note,) = [mark for mark in marks if mark.letter == "4"]
    (stop,) = [mark for mark in marks if mark.letter == "."]
    assert note.bottom > stop.bottom + 2
    assert (note.left - stop.left) * side < 0
    lines = boxes_at(sheets[language], "notes-do-not-push-lines-apart")
    steps = [round(after - before, 1) for before, after in pairwise(lines)]
    assert len(steps) == 3
    assert len(set(steps)) == 1


def boxes_at(sheets: Sheets, name: str) -> list[float]:
    """Return the distances of the lines of a case from the top of the page."""
    (page,) = sheets.pages[name]
    return [line.position_y for line in boxes_of(sheets.laid[page]._page_box, "LineBox")]


@pytest.mark.parametrize(("language", "side"), [("en", 1), ("ar", -1)])
@pytest.mark.parametrize(
    ("name", "letter"), [("list", "•"), ("numbered-list", "1"), ("nested-list", "•")]
)
def test_markers_stand_on_the_side_where_lines_start(
    name: str, letter: str, language: str, side: int, sheets: dict[str, Sheets]
) -> None:
    marks = sheets[language].marks(name)
    marker = next(mark for mark in marks if mark.letter == letter)
    rest = [one for one in marks if abs(one.bottom - marker.bottom) < 4 and one is not marker]
    assert rest
    assert all((one.left - marker.left) * side > 0 for one in rest)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_break_only_where_they_may(language: str, sheets: dict[str, Sheets]) -> None:
    pages = sheets[language].pages
    marks = sheets[language].marks
    texts = {
        name: [
            "".join(mark.letter for mark in marks(name) if mark.page == page)
            for page in pages[name]
        ]
        for name in ("table-over-three-pages", "heading-at-page-end", "statement-stays-whole")
    }
    assert len(texts["table-over-three-pages"]) == 3
    head = {"en": "StateShare", "ar": "الدولةالنسبة"}[language]
    for text in texts["table-over-three-pages"]:
        assert not set(head) - set(text)
    assert len(texts["heading-at-page-end"][0]) < 6
    assert len(texts["statement-stays-whole"][0]) < 6
    kept = sheets[language].laid[pages["widow-and-orphan"][-1]]
    assert sum(1 for _ in boxes_of(kept._page_box, "LineBox")) == 2


def test_a_facing_row_longer_than_a_page_goes_on_in_both_languages(
    sheets: dict[str, Sheets],
) -> None:
    pages = sheets["facing"].pages["facing-row-longer-than-a-page"]
    assert len(pages) == 2
    for page in pages:
        left = [
            line.position_x < 200
            for line in boxes_of(sheets["facing"].laid[page]._page_box, "LineBox")
        ]
        assert True in left
        assert False in left


FAULTS = {
    "a comma is missing": ("punctuation", "،", ""),
    "a Latin comma": ("punctuation", "،", ","),
    "brackets turned": ("brackets", "(في سبتمبر)", ")في سبتمبر("),
    "a telephone number without its isolate": ("phone-like", "bdi", "span"),
    "a range turned": ("range", "10–20", "20–10"),
    "a vowel mark is missing": ("vowel-marks", "أُعِدَّت", "أُعِدت"),
    "a note on the line": ("note", ' class="noterefs"', ""),
    "a percent sign before its number": ("percent", "51%", "%51"),
    "a list without its markers": ("list", "<ul", '<ul class="timeline"'),
    "light instead of bold": ("joins-across-bold", "strong", "span"),
}


def test_a_wrong_picture_differs_from_the_golden(
    engine: None, design: Design, sheets: dict[str, Sheets]
) -> None:
    spoilt = {}
    for fault, (name, old, new) in FAULTS.items():
        text = CASES[name]["ar"]
        assert old in text
        spoilt[fault.replace(" ", "-")] = re.sub(
            r'class="timeline" class="plain"', 'class="timeline"', text.replace(old, new)
        )
    made = sheets_of(spoilt, "ar", design)
    for fault, (name, _, _) in FAULTS.items():
        accepted = sheets["ar"].picture(name)
        dots, _ = differing(accepted, made.picture(fault.replace(" ", "-")))
        assert dots > DOTS, fault


def test_a_picture_that_is_a_little_lighter_passes(sheets: dict[str, Sheets]) -> None:
    picture = sheets["ar"].picture("leading")
    lighter = picture.point([min(255, level + 17) for level in range(256)])
    assert differing(picture, lighter)[0] == 0
