"""A language is data: what its data says is checked, and what no data can judge is named once."""

from collections import Counter
from pathlib import Path

import pytest

from briefs.checks import check, style_fixes
from briefs.checks.attribution import attribution
from briefs.checks.figures import figures
from briefs.checks.parity import dates, number_parity
from briefs.checks.style import style_rules, style_rules_of
from briefs.checks.translations import translations
from briefs.checks.unjudged import unjudged
from briefs.content.library import Library, load
from briefs.design import CheckContext
from briefs.problems import Severity

FRENCH = CheckContext(("en", "fr"), ("en",), ())
PERSIAN = CheckContext(("en", "fa"), ("en",), ())
GERMAN = CheckContext(("en", "de"), ("en",), ())


def with_topic(content: Path, language: str, text: str, english: str = "words") -> Library:
    """Return a library in which the only topic has these names."""
    quoted = ["'" + words.replace("'", "''") + "'" for words in (english, text)]
    topics = "topics: [{{id: one, name: {{en: {0}, {2}: {1}}}}}]".format(*quoted, language)
    (content / "topics.yaml").write_text(topics, encoding="utf-8")
    return load(content)


@pytest.mark.parametrize(
    ("context", "code", "text", "fixed"),
    [
        (FRENCH, "space-missing", "Oui ; non ! Qui ?", "Oui\u202f; non\u202f! Qui\u202f?"),
        (FRENCH, "space-missing", "Voici: tout", "Voici\u00a0: tout"),
        (FRENCH, "space-missing", "« la paix »", "«\u00a0la paix\u00a0»"),
        (FRENCH, "quotes-straight", 'dit "oui"', "dit «\u00a0oui\u00a0»"),
        (FRENCH, "quotes-foreign", "la “paix”", "la «\u00a0paix\u00a0»"),
        (FRENCH, "space-before", "un , deux", "un, deux"),
        (FRENCH, "quotes-straight", "l'accord", "l’accord"),
        (PERSIAN, "character-refused", "ايران كجاست", "ایران کجاست"),
        (PERSIAN, "mark-latin", "بله, نه; چرا?", "بله، نه؛ چرا؟"),
        (PERSIAN, "quotes-straight", 'گفت "نه"', "گفت «نه»"),
        (PERSIAN, "digits-mixed", "٤ کشور", "4 کشور"),
    ],
)
def test_the_house_style_of_a_language_is_data(
    context: CheckContext, code: str, text: str, fixed: str, content: Path
) -> None:
    language = context.languages[1]
    library = with_topic(content, language, text)
    told = {one.code: one for one in style_rules(library, context) if "topics" in one.file}
    assert code in told
    assert ("looks like any other" in told[code].hint) == (text.split() == fixed.split())
    assert [new for was, new in style_fixes(library, context) if was == text] == [fixed]
    again = with_topic(content, language, fixed)
    assert [one for one in style_rules(again, context) if "topics" in one.file] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "à 10:30, https://example.org/a;b, 4,2 milliards et 180\u202f000"),
        ("fa", "۴٫۲ میلیارد و ۱۸۰٬۰۰۰ و 26"),
        ("de", 'sagt "nein" und don\'t'),
    ],
)
def test_what_is_right_in_a_language_is_not_reported(language: str, text: str) -> None:
    assert [rule.code for rule in style_rules_of(language) if rule.fix(text) != text] == []


@pytest.mark.parametrize(
    ("language", "text", "english"),
    [
        ("fr", "4,2 milliards le 1er mars 2025", "4.2 billion on 1 March 2025"),
        ("fr", "180 000, 180\u202f000 en 2025", "180,000 in 2025"),
        ("fr", "en juillet 2025, 61,5 %", "in July 2025, 61.5%"),
        ("fa", "۱۸۰٬۰۰۰ در ۴ سپتامبر ۲۰۲۵", "180,000 on 4 September 2025"),
        ("fa", "۴٫۲ میلیارد در ۲۰۲۵", "4.2 billion in 2025"),
        ("de", "2.300 am 4. September 2025", "2,300 on 4 September 2025"),
        ("es", "4 de septiembre de 2025", "4 September 2025"),
    ],
)  # fmt: skip
def test_numbers_and_dates_are_compared_as_cldr_writes_them(
    language: str, text: str, english: str, content: Path
) -> None:
    context = CheckContext(("en", language), ("en",), ())
    for written, count in ((text, 0), (text.replace("2025", "2024").replace("۲۰۲۵", "۲۰۲۴"), 1)):
        library = with_topic(content, language, written, english)
        told = [*number_parity(library, context), *dates(library, context)]
        assert len({one.code for one in told if "topics" in one.file}) >= count
        assert bool(told) == bool(count)


def test_a_file_without_any_text_in_a_language_is_one_problem(content: Path) -> None:
    context = CheckContext(("en", "ar", "fr"), ("en",), ())
    library = with_topic(content, "fr", "mots")
    told = [one for one in translations(library, context) if one.code == "translation-missing"]
    by_file = Counter(Path(one.file).name for one in told)
    assert by_file["alpha.yaml"] == by_file["people.yaml"] == by_file["topics.yaml"] == 1
    assert "none of the" in next(one.message for one in told if "alpha" in one.file)
    assert "the text has no “ar” version" in [one.message for one in told]


def test_what_no_data_can_judge_is_said_once_and_fails_nothing(content: Path) -> None:
    library = with_topic(content, "de", 'Er sagt "nein" zu drei Ländern', "He says no to 3 states")
    notes = [one for one in check(library, GERMAN) if one.code == "language-unread"]
    assert [one.severity for one in notes] == [Severity.NOTE]
    assert "“de”" in notes[0].message
    assert all(words in notes[0].message for words in ("number words", "house style", "names"))
    assert list(unjudged(library, CheckContext(("en", "ar"), ("en",), ()))) == []


def test_a_source_in_a_language_without_data_is_judged_by_its_digits_alone(content: Path) -> None:
    article = content / "articles" / "alpha.yaml"
    paragraphs = {"alpha": ("Worte",) * 7}
    told = []
    for language in ("ar", "de"):
        text = article.read_text(encoding="utf-8")
        article.write_text(text.replace("language: ar", f"language: {language}"), "utf-8")
        library = load(content)
        found = [*attribution(library, paragraphs), *figures(library, paragraphs)]
        told.append([f"{one.code} {one.message}" for one in found])
    arabic, german = told
    assert any("holder-unnamed" in one for one in arabic)
    assert not any("holder-unnamed" in one for one in german)
    assert any("“4”" in one for one in arabic)
    assert not any("“4”" in one for one in german)
    assert all(any("“61.5”" in one for one in every) for every in told)


def test_a_number_in_digits_is_compared_and_one_in_words_is_not(content: Path) -> None:
    library = with_topic(content, "fr", "vingt-six pays", "26 states")
    assert [one.code for one in number_parity(library, FRENCH) if "topics" in one.file] == [
        "number-mismatch"
    ]
    library = with_topic(content, "fr", "trois pays", "three states")
    assert [one for one in number_parity(library, FRENCH) if "topics" in one.file] == []
