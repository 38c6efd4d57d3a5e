"""What differs between languages: dates, numbers, plurals, country names, mixed-script text."""

import re
import string
from collections.abc import Mapping
from typing import Any

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup, escape

from briefs.content import LocatedStr
from briefs.content.dates import parse
from briefs.content.locales import is_country, is_language
from briefs.design import Design
from briefs.design.language import Language, to_western_digits
from briefs.design.theme import LanguageStyle
from briefs.html.document import visible_text
from briefs.html.templates import filters

STRINGS = {"date-range": "{start} → {end}"}
# The plural categories that CLDR has for Arabic.
ARABIC_PLURAL = {
    form: f"{form} {{count}}" for form in ("zero", "one", "two", "few", "many", "other")
}


def language(
    code: str, strings: Mapping[str, Any] = STRINGS, locale: str = "", **settings: Any
) -> Language:
    style = LanguageStyle(text="A", label="A", scale=1, leading=1.4, locale=locale, **settings)
    return Language(code, style, strings, {"ltr": "en", "rtl": "ar"})


ENGLISH = language("en", locale="en_GB")
ARABIC = language("ar")
LEVANT = language("ar", months="levant")
BOTH = language("ar", months="both")
INDIC = language("ar", digits="arab")
LANGUAGES = (ENGLISH, ARABIC, LEVANT, BOTH, INDIC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2025-09-04",
            [
                *("4\u00a0September 2025", "4\u00a0سبتمبر 2025", "4\u00a0أيلول 2025"),
                *("4\u00a0أيلول/سبتمبر 2025", "٤\u00a0سبتمبر ٢٠٢٥"),
            ],
        ),
        (
            "2025-07",
            ["July 2025", "يوليو 2025", "تموز 2025", "تموز/يوليو 2025", "يوليو ٢٠٢٥"],
        ),
        ("2025", ["2025", "2025", "2025", "2025", "٢٠٢٥"]),
    ],
)
def test_a_date_has_the_order_month_names_and_digits_of_its_language(
    text: str, expected: list[str]
) -> None:
    when = parse(text)
    assert [language.date(when) for language in LANGUAGES] == expected


def test_a_short_date_has_a_short_month_where_the_language_has_one() -> None:
    when = parse("2025-09-04")
    assert ENGLISH.date(when, "short") == "4\u00a0Sept 2025"
    assert ARABIC.date(when, "short") == "4\u00a0سبتمبر 2025"
    assert ENGLISH.date(parse("2025"), "short") == "2025"


@pytest.mark.parametrize("text", ["2025-09-03/2025-09-04", "2025-07/2025-09", "2024/2025-02-01"])
def test_a_range_has_both_of_its_ends_the_earlier_first(text: str) -> None:
    when = parse(text)
    for language in LANGUAGES:
        written = language.date(when)
        for year, month, day in (when.start, when.end):
            for number in (year, day):
                assert number == 0 or language.digits(str(number)) in written
            if month:
                assert language.single_date((year, month, 0), "long").split(" ")[0] in written
        first, last = (language.digits(str(day or year)) for year, _, day in (when.start, when.end))
        assert written.index(first) <= written.rindex(last)


def test_a_range_of_days_in_a_month_is_contracted() -> None:
    assert ENGLISH.date(parse("2025-09-03/2025-09-04")) == "3–4\u00a0September 2025"
    assert ARABIC.date(parse("2025-09-03/2025-09-04")) == "3–4\u00a0سبتمبر 2025"


def test_every_month_has_its_gregorian_and_its_levantine_name() -> None:
    gregorian, levantine = (
        [language.date(parse(f"2025-{month:02}")).removesuffix(" 2025") for month in range(1, 13)]
        for language in (ARABIC, LEVANT)
    )
    assert gregorian == [
        *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
        *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ]
    assert levantine == [
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
        *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
    ]


def test_both_names_of_a_month_are_printed_with_a_slash_between_them() -> None:
    for month in range(1, 13):
        when = parse(f"2025-{month:02}-04")
        names = (language.date(when)[2:-5] for language in (LEVANT, ARABIC))
        assert BOTH.date(when) == f"4\u00a0{'/'.join(names)} 2025"


def test_a_language_that_the_program_does_not_name_writes_numbers_and_dates_by_cldr() -> None:
    french = language("fr", first_day="1er", compact_from=1_000_000)
    persian = language("fa", digits="arabext")
    german = language("de")
    assert [one.number(1234567.5) for one in (french, persian, german)] == [
        *("1\u202f234\u202f567,5", "۱٬۲۳۴٬۵۶۷٫۵", "1.234.567,5")
    ]
    assert [one.percent(61.5) for one in (french, persian, german)] == [
        *("61,5\u00a0%", "۶۱٫۵٪", "61,5\u00a0%")
    ]
    assert [one.compact(1_100_000_000) for one in (french, persian)] == [
        *("1,1 milliard", "۱٫۱ میلیارد")
    ]
    assert french.compact(180_000) == "180\u202f000"
    dates = [parse(text) for text in ("2025-03-01", "2025-03-01/2025-03-03", "2025-09")]
    assert [french.date(when) for when in dates] == [
        *("1er\u00a0mars 2025", "1er–3\u00a0mars 2025", "septembre 2025")
    ]
    assert persian.date(dates[0]) == "۱\u00a0مارس ۲۰۲۵"


def test_a_phrase_has_the_language_of_its_direction_if_the_theme_has_one() -> None:
    persian = language("fa")
    assert '<bdi lang="en" dir="ltr">NATO</bdi>' in persian.markup(LocatedStr("در NATO بود"))
    alone = Language("fa", persian.style, STRINGS, {"rtl": "fa"})
    assert '<bdi dir="ltr">НАТО</bdi>' in alone.markup(LocatedStr("در НАТО بود"))
    assert (persian.latin, alone.latin, ENGLISH.latin) == ("en", "", "en")
    assert INDIC.plain("HB-1 · 3") == "HB-1 · ٣"


@pytest.mark.parametrize(
    ("value", "english", "indic"),
    [
        (26, "26", "٢٦"),
        (1234567, "1,234,567", "١٬٢٣٤٬٥٦٧"),
        (61.5, "61.5", "٦١٫٥"),
        (3.0, "3", "٣"),
    ],
)
def test_numbers_have_the_separators_of_their_digits(
    value: float, english: str, indic: str
) -> None:
    assert ENGLISH.number(value) == ARABIC.number(value) == english
    assert INDIC.number(value) == indic
    assert ENGLISH.percent(value) == ARABIC.percent(value) == english + "%"
    assert INDIC.percent(value) == indic + "٪"


def test_only_separators_between_digits_change_with_the_digits() -> None:
    assert INDIC.digits("3, 4. 5% a,b 1.5") == "٣, ٤. ٥٪ a,b ١٫٥"
    assert ENGLISH.digits("3, 4. 5%") == "3, 4. 5%"


def test_a_list_of_paragraphs_has_the_digits_of_the_theme(design: Design) -> None:
    style = design.theme.languages["ar"].model_copy(update={"digits": "arab"})
    arabic = Language("ar", style, design.strings["ar"])
    assert filters(arabic)["list"]([13, 15]) == "١٣، ١٥"


@pytest.mark.parametrize(
    ("count", "form"),
    [
        *((0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many")),
        *((99, "many"), (100, "other"), (102, "other"), (103, "few"), (111, "many")),
    ],
)
def test_arabic_strings_have_six_plural_forms(count: int, form: str) -> None:
    assert language("ar", {"n": ARABIC_PLURAL}).translate("n", count=count) == f"{form} {count}"


def test_english_strings_have_two_plural_forms_and_a_missing_form_is_other() -> None:
    forms = [
        language("en", {"n": ARABIC_PLURAL}).translate("n", count=count) for count in (0, 1, 2)
    ]
    assert forms == ["other 0", "one 1", "other 2"]
    assert language("ar", {"n": {"other": "{count}"}}).translate("n", count=2) == "2"


def test_markup_filled_into_a_string_is_kept_and_all_else_is_escaped() -> None:
    english = language("en", {"key": "a & {x} {y}"})
    assert english.translate("key", x=Markup("<b>1</b>"), y="<i>") == "a &amp; <b>1</b> &lt;i&gt;"
    assert isinstance(english.translate("key", x=Markup("<b>1</b>"), y="<i>"), Markup)
    assert english.translate("key", x="{y}", y="<i>") == "a & {y} <i>"


def leaves(value: Any, path: str = "") -> dict[str, str]:
    if isinstance(value, str):
        return {path: value}
    return {
        name: text
        for key, item in value.items()
        for name, text in leaves(item, f"{path}/{key}").items()
    }


def is_plural(value: Any) -> bool:
    return isinstance(value, dict) and "other" in value


def test_both_strings_files_have_the_same_keys(design: Design) -> None:
    shapes = [
        {
            key: "plural" if is_plural(value) else sorted(value) if isinstance(value, dict) else ""
            for key, value in strings.items()
        }
        for strings in design.strings.values()
    ]
    assert len(shapes) == len(design.theme.languages) >= 2
    assert all(shape == shapes[0] for shape in shapes)
    assert len(shapes[0]) > 50


def test_every_plural_has_every_form_of_its_language(design: Design) -> None:
    plurals = 0
    for code in design.theme.languages:
        language = design.language(code)
        forms = {*language.locale.plural_form.tags, "other"}
        for key, value in language.strings.items():
            if is_plural(value):
                assert set(value) == forms, f"{key} in {code}"
                plurals += 1
    assert plurals >= 8
    assert {*Locale("ar").plural_form.tags, "other"} == set(ARABIC_PLURAL)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_strings_files_have_the_same_placeholders(design: Design) -> None:
    names_of_languages: list[dict[str, set[str]]] = []
    for strings in design.strings.values():
        names_by_key: dict[str, set[str]] = {}
        for path, text in leaves(strings).items():
            top = path.split("/")[1]
            key = top if is_plural(strings[top]) else path
            # The Arabic dual and singular say the number without a numeral.
            names_by_key.setdefault(key, set()).update(placeholders(text) - {"count"})
        names_of_languages.append(names_by_key)
    first, *others = names_of_languages
    assert all(names_by_key == first for names_by_key in others)
    assert sum(bool(names) for names in first.values()) > 8


def test_arabic_strings_have_neither_latin_letters_nor_latin_punctuation(design: Design) -> None:
    for path, text in leaves(design.strings["ar"]).items():
        letters = re.sub(r"\{\w+\}|\(ICD 203\)", "", text)  # a reference, which readers look up
        assert not re.search("[A-Za-z]", letters), path
        assert "," not in letters, path
        assert ";" not in letters, path
        assert "?" not in letters, path


@pytest.mark.parametrize(
    ("code", "english", "arabic"),
    [
        ("GB", "United Kingdom", "المملكة المتحدة"),
        ("NO", "Norway", "النرويج"),
        ("US", "United States", "الولايات المتحدة"),
    ],
)
def test_countries_have_their_names_in_each_language(code: str, english: str, arabic: str) -> None:
    assert ENGLISH.country(code) == english
    assert ARABIC.country(code) == arabic


def test_codes_of_no_country_are_not_countries() -> None:
    assert all(is_country(code) for code in ("FR", "GB", "NO", "TW", "XK"))
    others = ("UK", "fr", "EU", "ZZ", "UN", "XX", "F", "", "150", "FRA", "France", "Fr", "12", "ف")
    assert [code for code in others if is_country(code)] == []


def test_a_code_that_no_country_has_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        ENGLISH.country("XX")


def test_a_language_is_one_that_cldr_knows() -> None:
    assert is_language("ar")
    assert is_language("pt_BR")
    assert not is_language("xx")
    assert not is_language("not a language")


def test_the_direction_of_a_language_is_that_of_its_script() -> None:
    assert [ENGLISH.direction, ARABIC.direction] == ["ltr", "rtl"]
    assert language("he").direction == "rtl"


def test_a_phrase_of_the_other_script_is_isolated_as_one() -> None:
    html = ARABIC.markup(LocatedStr("قال John A. Smith إن NATO (F-35) هنا"))
    assert html == (
        'قال <bdi lang="en" dir="ltr">John A. Smith</bdi> إن '
        '<bdi lang="en" dir="ltr">NATO</bdi> (<bdi lang="en" dir="ltr">F-35</bdi>) هنا'
    )
    assert ENGLISH.markup(LocatedStr("as «ناوروكي», he")) == (
        'as «<bdi lang="ar" dir="rtl">ناوروكي</bdi>», he'
    )


def test_bold_and_line_breaks_become_elements_and_the_rest_is_escaped() -> None:
    text = LocatedStr.at(" أ **NATO** <&\nب ", "articles/x/ar", "x.yaml", (1, 1))
    assert ARABIC.markup(text) == (
        '<span data-path="articles/x/ar">أ <strong><bdi lang="en" dir="ltr">NATO</bdi></strong>'
        " &lt;&amp;<br/>ب</span>"
    )
    assert ENGLISH.markup(LocatedStr("a **b & c** d\ne **f")) == (
        "a <strong>b &amp; c</strong> d<br/>e **f"
    )


def test_digits_inside_a_latin_phrase_stay_western() -> None:
    assert INDIC.markup(LocatedStr("عدد 35 طائرة F-35")) == (
        'عدد ٣٥ طائرة <bdi lang="en" dir="ltr">F-35</bdi>'
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("نحو 20% من", 'نحو <bdi dir="ltr">20%</bdi> من'),
        ("20%", '<bdi dir="ltr">20%</bdi>'),
        (
            "(تأييد 64.5%)، و-5 %.",
            '(تأييد <bdi dir="ltr">64.5%</bdi>)، و-<bdi dir="ltr">5 %</bdi>.',
        ),
        ("تغيّر -5% و10–20%", 'تغيّر <bdi dir="ltr">-5%</bdi> و10–<bdi dir="ltr">20%</bdi>'),
        ("في NATO 2% لا", 'في <bdi lang="en" dir="ltr">NATO 2%</bdi> لا'),
    ],
)
def test_a_percent_sign_stands_right_of_its_number_where_cldr_has_it(text: str, html: str) -> None:
    assert ARABIC.with_isolates(text) == html


def test_a_percent_sign_is_left_alone_where_cldr_has_no_mark_at_it() -> None:
    assert ENGLISH.with_isolates("some 20%") == "some 20%"
    assert INDIC.with_isolates("نحو 20% من") == "نحو ٢٠٪ من"
    assert language("fa").with_isolates("حدود 20%") == "حدود 20%"


WORDS = [
    *("NATO", "John", "É", "كلمة", "نصٌّ", "٤", "35", "4.5", "%", "«", "»", "،", ".", "&", "<", ">"),
    *("'", '"', "-", "’", "/", "؟", "😀", "**", " ", "\n"),
]
TEXTS = st.lists(st.sampled_from(WORDS)).map("".join)


@given(st.one_of(TEXTS, st.text()))
def test_isolates_change_nothing_else_in_the_markup_of_a_text(text: str) -> None:
    located = LocatedStr(text)
    for style in (ENGLISH, ARABIC):
        html = str(style.markup(located))
        mark = r"(?<!\*)\*\*(?!\*)"
        bold = re.sub(f"{mark}(.+?){mark}", r"<strong>\1</strong>", str(escape(text)))
        without_isolates = bold.strip().replace("\n", "<br/>")
        assert re.sub(r"</?bdi[^>]*>", "", html) == without_isolates


HOSTILE = st.lists(
    st.sampled_from([*"<>&\"'*/= \n", "**", "<b>", "</b>", "&lt;", "{{ 7 }}", "نص", "a", "]]>"])
).map("".join)


@given(HOSTILE)
def test_a_text_in_a_template_is_never_markup(text: str) -> None:
    html = ARABIC.markup(LocatedStr.at(text, "articles/a/text/en", "a.yaml", (1, 1)))
    tree = etree.fromstring(html)
    assert {str(part.tag) for part in tree.iter()} <= {"span", "strong", "br", "bdi"}
    assert all(part is tree or part.tag == "bdi" or not part.attrib for part in tree.iter())
    for part in tree.iter("br"):
        part.text = "\n"
    bare = "".join(tree.itertext())
    assert bare.replace("*", "") == text.strip().replace("*", "")


@given(HOSTILE.filter(bool))
def test_a_path_in_a_template_is_never_markup(path: str) -> None:
    html = ENGLISH.markup(LocatedStr.at("words", path, "a.yaml", (1, 1)))
    tree = etree.fromstring(html)
    assert [str(part.tag) for part in tree.iter()] == ["span"]
    assert set(tree.attrib) <= {"data-path"}


def test_two_stars_make_bold_and_a_line_end_breaks_the_line() -> None:
    html = ENGLISH.markup(LocatedStr("a **b & c** d\ne **f"))
    assert html == "a <strong>b &amp; c</strong> d<br/>e **f"


@given(TEXTS)
def test_every_latin_letter_of_an_arabic_text_is_in_an_isolate(text: str) -> None:
    tree = etree.fromstring(f"<p>{ARABIC.markup(LocatedStr(text))}</p>")
    isolates = list(tree.iter("bdi"))
    assert all(isolate.get("dir") == "ltr" for isolate in isolates)
    assert not any(re.search("[\u0600-\u06ff]", isolate.text or "") for isolate in isolates)
    for isolate in isolates:
        isolate.text = None
    assert not re.search("[A-Za-zÀ-ɏ]", visible_text(tree))


def test_western_digits_of_a_text_are_those_that_content_has() -> None:
    assert to_western_digits("٦١٫٥٪ من ١٬٢٣٤، ٪") == "61.5% من 1,234، ٪"


def test_the_theme_may_name_a_country_otherwise_than_cldr() -> None:
    gulf = language("ar", countries={"HU": "المجر"})
    assert (gulf.country("HU"), gulf.country("FR")) == ("المجر", ARABIC.country("FR"))
    assert ARABIC.country("HU") == "هنغاريا"
