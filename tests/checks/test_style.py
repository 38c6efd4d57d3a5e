"""The style rules: each violation is reported with its fix, and fixed where that is safe."""

from pathlib import Path

import pytest

from briefs.checks import style
from briefs.content.library import Library, load
from briefs.design.check_context import CheckContext
from tests.support.paths import ROOT

SETTING = CheckContext(("en", "ar"), ("en",), ())
PEOPLE = """
people:
  - id: zelensky
    name: {en: Volodymyr Zelensky, ar: فولوديمير زيلينسكي}
    spellings: {en: [Zelensky], ar: [زيلينسكي]}
    refused: {en: [Zelenskyy, Zelenskiy], ar: [زلينسكي]}
    role: {en: President, ar: الرئيس}
    stated: [alpha/2]
organisations: []
countries:
  - {country: UA, spellings: {en: [Kyiv], ar: [كييف]}, refused: {en: [Kiev], ar: [اوكرانيا]}}
"""


def with_text(content: Path, language: str, text: str) -> Library:
    """Return a library in which a topic has this text as its name."""
    (content / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    both = {"en": "words", "ar": "كلمات", language: text}
    quoted = {key: "'" + value.replace("'", "''") + "'" for key, value in both.items()}
    topics = f"topics: [{{id: one, name: {{en: {quoted['en']}, ar: {quoted['ar']}}}}}]"
    (content / "topics.yaml").write_text(topics, encoding="utf-8")
    loaded = load(content)
    problems = list(loaded.problems)
    assert problems == []
    return loaded


MENDED = [
    ("ar", "mark-latin", "نعم, لا; لماذا?", "نعم، لا؛ لماذا؟"),
    ("ar", "mark-latin", "50, 60", "50، 60"),
    ("ar", "quotes-straight", 'قال "لا" ثم "نعم"', "قال «لا» ثم «نعم»"),
    ("ar", "quotes-straight", 'قال «إن "لا" كلمة»', "قال «إن “لا” كلمة»"),
    ("ar", "quotes-foreign", "قال “لا «أبدًا»”", "قال «لا “أبدًا”»"),
    ("en", "quotes-straight", "Macron's \"no\" and 'yes'", "Macron’s “no” and ‘yes’"),
    ("en", "quotes-straight", "he said \"the 'so-called' plan\"", "he said “the ‘so-called’ plan”"),
    ("en", "quotes-straight", "‘last week' and “then\"", "‘last week’ and “then”"),
    ("en", "quotes-foreign", "the «plan»", "the “plan”"),
    ("en", "digits-mixed", "٢٦ states, ۵٪", "26 states, 5%"),
    ("ar", "digits-mixed", "٦١٫٥٪ من 26", "61.5% من 26"),
    ("ar", "tatweel", "كبيـــر", "كبير"),
    ("ar", "space-double", "كلمة  أخرى", "كلمة أخرى"),
    ("ar", "space-before", "كلمة ، أخرى .", "كلمة، أخرى."),
    ("en", "space-before", "one , two ; three .", "one, two; three."),
    ("en", "spelling-american", "Defense of labor programs", "Defence of labour programmes"),
    ("en", "spelling-american", "organizations, analyzed", "organisations, analysed"),
    ("en", "name-refused", "Zelenskyy’s visit to Kiev", "Zelensky’s visit to Kyiv"),
    ("ar", "name-refused", "وزلينسكي في اوكرانيا", "وزيلينسكي في أوكرانيا"),
]


@pytest.mark.parametrize(("language", "code", "text", "mended"), MENDED)
def test_a_violation_is_reported_with_its_fix_and_fixed(
    language: str, code: str, text: str, mended: str, content: Path
) -> None:
    library = with_text(content, language, text)
    told = [one for one in style.style_rules(library, SETTING) if "topics" in one.file]
    assert {one.code for one in told} == {code}
    changed = [word for word in mended.split() if word not in text.split()]
    assert all(word in told[0].hint for word in changed)
    fixes = [
        (str(was), new) for was, new in style.style_fixes(library, SETTING) if "topics" in was.file
    ]
    assert fixes == [(text, mended)]
    assert list(style.style_fixes(with_text(content, language, mended), SETTING)) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "اللقاء في 1,000 مدينة وفي Paris, France"),
        ("ar", "الدول الـ26 في سنة 1447 هـ"),
        ("ar", "ترد «زلينسكي» في المصدر، وقال «إن “لا” كلمة»"),
        ("ar", "https://example.org/a?b=1"),
        ("en", "The source prints «زلينسكي» and ‘Zelenskyy’"),
        ("en", "the World Health Organization, prizes of any size, honorary laboratories"),
        ("en", "version .5 … or so"),
        ("en", '<b title="x">bold</b> &amp; {{ "x" }}'),
    ],
)
def test_correct_text_is_neither_reported_nor_changed(
    language: str, text: str, content: Path
) -> None:
    library = with_text(content, language, text)
    assert [one for one in style.style_rules(library, SETTING) if "topics" in one.file] == []
    assert [was for was, _ in style.style_fixes(library, SETTING) if "topics" in was.file] == []


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("ar", "قال ماكرون لصحيفة Politico أمس", ["word-latin"]),
        ("ar", "قرار مجلس NATO وطائرات F-35", []),
        ("en", 'one " alone', ["quotes-straight"]),
    ],
)
def test_a_violation_without_an_automatic_fix_is_reported(
    language: str, text: str, codes: list[str], content: Path
) -> None:
    library = with_text(content, language, text)
    told = [one for one in style.by_hand(library, SETTING) if "topics" in one.file]
    assert [one.code for one in told] == codes


def test_the_real_content_keeps_the_house_style() -> None:
    loaded = load(ROOT / "content")
    assert loaded.articles
    assert [*style.style_rules(loaded, SETTING), *style.by_hand(loaded, SETTING)] == []
