"""Month names in running text: which words are months, and that their printing can be undone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.content import LocatedStr, as_printed
from briefs.design import Design, Language, load_design, with_month_names
from briefs.design.theme import LanguageStyle

BOTH, LEVANT = ("ar_LB", "ar"), ("ar_LB",)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("في 4 سبتمبر 2025", "في 4 أيلول/سبتمبر 2025"),
        ("في 4 أيلول 2025", "في 4 أيلول/سبتمبر 2025"),
        ("أيلول/سبتمبر 2025", "أيلول/سبتمبر 2025"),
        ("بين يوليو وسبتمبر 2025", "بين تموز/يوليو وأيلول/سبتمبر 2025"),
        ("من 3 إلى 5 تشرين الأول 2025", "من 3 إلى 5 تشرين الأول/أكتوبر 2025"),
        ("مطلع كانون الثاني", "مطلع كانون الثاني/يناير"),
        ("وفي سبتمبر، وبحلول يوليو", "وفي أيلول/سبتمبر، وبحلول تموز/يوليو"),
        ("في أكتوبر وأغسطس", "في تشرين الأول/أكتوبر وآب/أغسطس"),
        ("في مارس 2025", "في آذار/مارس 2025"),
        ("منذ مارس «من العام»", "منذ آذار/مارس «من العام»"),
        ("**في أبريل** قال", "**في نيسان/أبريل** قال"),
        ("في **تشرين الأول 2025**", "في **تشرين الأول/أكتوبر 2025**"),
    ],
)
def test_a_month_in_a_text_is_printed_with_the_names_of_its_audience(
    text: str, printed: str
) -> None:
    assert with_month_names(text, BOTH) == printed
    assert with_month_names(printed, ("ar",)) == with_month_names(text, ("ar",))


@pytest.mark.parametrize(
    "text",
    [
        "مارس الضغط على الحكومة",  # he exerted pressure
        "ومارست الدول حقها",
        "عاد الأب إلى البيت",
        "آب إلى رشده",  # he came to his senses
        "شركة نيسان للسيارات",  # Nissan
        "السبتمبريون",
        "اجتماع أبريل",  # no date around it
        "2025-09-04",
    ],
)
def test_a_word_that_is_no_month_or_has_no_date_around_it_stays(text: str) -> None:
    assert with_month_names(text, BOTH) == text


WORDS = [
    *("سبتمبر", "أيلول", "أيلول/سبتمبر", "مارس", "آذار", "آب", "أغسطس", "تشرين الأول", "كانون"),
    *(
        "وسبتمبر",
        "بأيلول",
        "نيسان",
        "4",
        "2025",
        "٤",
        "في",
        "شهر",
        "**",
        "/",
        "-",
        "،",
        ".",
        "كلمة",
    ),
    *("\n", "و", "الثاني", "يناير", "NATO", "«", "»"),
]


@given(st.lists(st.sampled_from(WORDS)).map(" ".join), st.sampled_from([BOTH, LEVANT]))
def test_printed_names_come_back_as_the_text_was_written(
    text: str, locales: tuple[str, ...]
) -> None:
    text = as_printed(text)
    printed = with_month_names(text, locales)
    assert with_month_names(printed, ("ar",)) == with_month_names(text, ("ar",))
    assert with_month_names(printed, locales) == printed


def test_a_text_with_other_names_than_were_written_says_so(design: Design) -> None:
    style = design.theme.languages["ar"].model_copy(update={"months": BOTH})
    arabic = Language("ar", style, design.strings["ar"])
    text = LocatedStr.at("في 4 سبتمبر", "articles/a/text/ar", "a.yaml", (1, 1))
    assert arabic.markup(text) == (
        '<span data-path="articles/a/text/ar" data-months="ar_LB ar">في 4 أيلول/سبتمبر</span>'
    )
    other = LocatedStr.at("في الميناء", "articles/a/text/ar", "a.yaml", (1, 1))
    assert "data-months" not in arabic.markup(other)
    gregorian = design.language("ar")
    assert "سبتمبر" in gregorian.markup(LocatedStr("في 4 أيلول 2025"))


def test_short_names_are_those_of_the_audience_too(design: Design) -> None:
    levant = design.theme.languages["ar"].model_copy(update={"months": LEVANT})
    assert Language("ar", levant, {}).single_date((2025, 9, 4), "short") == "4 أيلول 2025"


def test_the_words_for_months_are_locales_of_cldr(design: Design) -> None:
    style = {"text": "A", "label": "A", "scale": 1, "leading": 1.4}
    months = [
        LanguageStyle.model_validate(style | {"months": word}).months
        for word in ("gregorian", "levant", "both", "ar_MA", ["ar_LB", "ar"])
    ]
    assert months == [("ar",), ("ar_LB",), BOTH, ("ar_MA",), BOTH]


def test_names_of_months_of_another_language_are_a_problem_at_their_line(tmp_path: Path) -> None:
    cases = {
        "languages:\n  en:\n    months: levant\n": (3, 13),
        "languages: {ar: {months: [nowhere]}}\n": (1, 26),
    }
    for text, place in cases.items():
        (tmp_path / "theme.yaml").write_text(text, encoding="utf-8")
        (problem,) = load_design(tmp_path).problems
        assert (problem.code, problem.line, problem.column) == ("locale-unknown", *place)
