"""Both languages of a text must have the same numbers, dates and names."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefs.checks import parity
from briefs.content.library import load
from briefs.design.check_context import CheckContext
from briefs.problems import Problem
from tests.support.paths import ROOT

SETTING = CheckContext(("en", "ar"), ("en",), ())
PEOPLE = """
people:
  - id: halvorsen
    name: {en: Ingrid Halvorsen, ar: إنغريد هالفورسن}
    spellings: {en: [Halvorsen], ar: [هالفورسن]}
    role: {en: Minister, ar: وزيرة}
    stated: [alpha/2]
organisations:
  - {id: nato, kind: alliance, name: {en: NATO, ar: حلف الناتو}, spellings: {ar: [الناتو]}}
  - {id: sources, kind: unnamed, name: {en: unnamed officials, ar: مسؤولون لم يُسمَّوا}}
countries:
  - {country: DE, spellings: {en: [German, Berlin], ar: [ألماني, ألمان, برلين]}}
  - {country: KR, spellings: {en: [South Korean], ar: [كوري جنوبي]}}
"""


RULES = {
    "numbers": parity.number_parity,
    "dates": parity.dates,
    "names": parity.names,
}


def found(rule: str, english: str, arabic: str, content: Path) -> list[Problem]:
    """Return the problems that a rule finds in a text."""
    (content / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    texts = f"topics: [{{id: one, name: {{en: '{english}', ar: '{arabic}'}}}}]"
    (content / "topics.yaml").write_text(texts, encoding="utf-8")
    loaded = load(content)
    problems = list(loaded.problems)
    assert problems == []
    told = RULES[rule](loaded, SETTING)
    return [one for one in told if one.file.endswith("topics.yaml")]


@pytest.mark.parametrize(
    ("rule", "english", "arabic"),
    [
        ("numbers", "the two of them, first of all", "الأول منهما"),
        ("numbers", "half of 50%", "نصف 50 في المئة"),
        ("numbers", "1.1 billion", "رقم 1.1 مليار"),
        ("numbers", "Alpha", "ألفا"),
        ("dates", "on September 5, 2025", "في 5 سبتمبر 2025"),
        ("dates", "on September 5, and by October", "في 5 سبتمبر وبحلول أكتوبر"),
        ("dates", "4 and 5 September", "في 4 أيلول و5 أيلول"),
        ("dates", "they may march", "قد يسيرون"),
        ("names", "Halvorsen and the Germans", "والتقت هالفورسن بالألمان"),
        ("names", "for Germany, in Berlin", "للحكومة الألمانية"),
        ("names", "unnamed officials of NATO", "مسؤولين في الناتو لم يسمَّوا"),
        ("names", "NATO’s South Korean guests", "الضيوف الكوريون الجنوبيون لدى الناتو"),
        ("names", "financial support by sons", "دعم مالي من بنين"),
    ],
)
def test_the_same_content_in_both_languages_is_no_problem(
    rule: str, english: str, arabic: str, content: Path
) -> None:
    assert found(rule, english, arabic, content) == []


@pytest.mark.parametrize(
    ("rule", "english", "arabic", "told"),
    [
        ("numbers", "26 states", "27 دولة", ["“ar” lacks.*“26”", "“en” lacks.*“27”"]),
        ("numbers", "twenty-six states", "26 دولة", ["“en” lacks.*“26”"]),
        ("numbers", "7 of thirty", "بعضها", ["“ar” lacks the number “7”, “thirty” of"]),
        ("numbers", "thirty states", "عشرون دولة", ["“ar” lacks.*thirty", "“en” lacks.*عشرون"]),
        ("numbers", "1.1 million", "1.1 مليار", ["“ar” lacks.*million", "“en” lacks.*مليار"]),
        ("numbers", "51% of them", "51 منهم", ["“ar” lacks.*51%"]),
        ("numbers", "three or so", "بضع", ["“ar” lacks.*three"]),
        ("dates", "on 5 July", "في 5 يونيو", ["“ar” lacks.* 5-7 ", "“en” lacks.* 5-6 "]),
        ("dates", "4 May and 5 June", "4 يونيو و5 مايو", ["“ar” lacks", "“en” lacks"]),
        ("dates", "May 2024, June 2025", "مايو 2025 ويونيو 2024", ["“ar” lacks", "“en” lacks"]),
        ("dates", "in July", "قبل ذلك", ["“ar” lacks the date 7"]),
        ("names", "Halvorsen left", "غادرت الوزيرة", ["“ar” does not name “Ingrid Halvorsen”"]),
        ("names", "It said no", "رفضت ألمانيا", ["“en” does not name “Germany”"]),
        ("names", "Norway", "البرتغال", ["“ar”.*Norway", "“en”.*Portugal"]),
        ("names", "South Korea", "كوريا الشمالية", ["“ar”.*South Korea", "“en”.*North Korea"]),
        ("names", "NATO members", "الدول الأعضاء", ["“ar” does not name “NATO”"]),
    ],
)
def test_content_missing_in_one_language_is_reported_there(
    rule: str, english: str, arabic: str, told: Sequence[str], content: Path
) -> None:
    problems = found(rule, english, arabic, content)
    assert len(problems) == len(told)
    for problem, pattern in zip(sorted(problems, key=lambda one: one.message), told, strict=True):
        assert re.search(pattern, problem.message)


def test_the_real_content_says_the_same_in_both_languages() -> None:
    loaded = load(ROOT / "content")
    assert loaded.articles
    assert [one for rule in RULES.values() for one in rule(loaded, SETTING)] == []
