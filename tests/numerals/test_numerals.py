"""Reading finds every number of a text with its value and kind, in English and in Arabic."""

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.numerals import Number, numbers, unsupported

ARABIC_INDIC = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

EN_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
EN_UNITS = EN_UNIT_WORDS.split()
EN_TENS = [".", ".", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
AR_UNITS = [".", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
AR_UNITS_F = [".", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
AR_TENS = [".", ".", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
AR_HUNDREDS = [".", ".", ".", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]


def spell_en(value: int, hyphen: str = "-", joiner: str = " and ") -> str:
    """Return a number below a million in English words."""
    if value < 20:
        return EN_UNITS[value]
    if value < 100:
        unit = f"{hyphen}{EN_UNITS[value % 10]}" if value % 10 else ""
        return EN_TENS[value // 10] + unit
    size, name = (1000, "thousand") if value >= 1000 else (100, "hundred")
    text = f"{spell_en(value // size, hyphen, joiner)} {name}"
    rest = value % size
    if not rest:
        return text
    return text + (joiner if rest < 100 else " ") + spell_en(rest, hyphen, joiner)


def spell_ar(value: int, feminine: bool, oblique: bool, hundred: str = "مئة") -> str:
    """Return a number below ten thousand in Arabic words, in a gender, a case and a spelling."""
    if value == 0:
        return "صفر"
    thousands, hundreds, rest = value // 1000, value // 100 % 10, value % 100
    dual = "ين" if oblique else "ان"
    parts = []
    if thousands:
        parts.append(["", "ألف", "ألف" + dual][thousands] if thousands < 3 else
                     f"{AR_UNITS[thousands]} آلاف")  # fmt: skip
    if hundreds:
        parts.append(["", hundred, hundred[:-1] + "ت" + dual][hundreds] if hundreds < 3 else
                     AR_HUNDREDS[hundreds] + hundred)  # fmt: skip
    if rest:
        parts.append(below_hundred(rest, feminine, oblique))
    return " و".join(parts)


def below_hundred(value: int, feminine: bool, oblique: bool) -> str:
    """Return a number from 1 to 99 in Arabic words."""
    units = AR_UNITS_F if feminine else AR_UNITS
    if value in (2, 12):
        two = ("اثنت" if feminine else "اثن") + ("ي" if oblique else "ا")
        if value == 12:
            return two + (" عشرة" if feminine else " عشر")
        return two + "ن"
    if value <= 10:
        return units[value]
    if value == 11:
        return "إحدى عشرة" if feminine else "أحد عشر"
    if value < 20:
        return units[value % 10] + (" عشرة" if feminine else " عشر")
    ten = AR_TENS[value // 10] + ("ين" if oblique else "ون")
    unit = below_hundred(value % 10, feminine, oblique) if value % 10 else ""
    return f"{unit} و{ten}" if unit else ten


def only_number(text: str, language: str) -> Number:
    """Return the number of a text that has exactly one."""
    read = numbers(text, language)
    assert len(read) == 1, f"{text}: {[(str(number.value), number.text) for number in read]}"
    return read[0]


def check_all(spell: Callable[[int], str], frame: str, language: str, step: int = 1) -> None:
    """Assert that each integer from 0 to 9,999 is read as the only number of a sentence."""
    for value in range(0, 10_000, step):
        written = spell(value)
        number = only_number(frame.replace("#", written), language)
        assert number.value == value, written
        assert written in number.text or number.text in written, number.text


@pytest.mark.parametrize(
    ("hyphen", "joiner", "frame", "step"),
    [
        ("-", " and ", "About # states took part.", 1),
        (" ", " ", "(#)", 7),
        ("-", " and ", "More than # of them, he said", 17),
    ],
)
def test_every_number_below_10_000_in_english_words_is_read(
    hyphen: str, joiner: str, frame: str, step: int
) -> None:
    check_all(lambda value: spell_en(value, hyphen, joiner), frame, "en", step)


@pytest.mark.parametrize(
    ("feminine", "oblique", "hundred", "frame", "step"),
    [
        (False, False, "مئة", "شارك في اللقاء نحو # عضوا.", 1),
        (True, True, "مائة", "وقالت # دولة إنها مستعدة", 1),
        (False, True, "مائة", "«أكثر من # جنديا»", 7),
        (True, False, "مئة", "حضره ممثلون ل # منظمة، ثم انفض", 7),
        (False, True, "مئة", "اكتفوا ب# رجلا", 7),
        (True, False, "مئة", "ف# وثيقة", 7),
        (False, False, "مائة", "بعد ذلك و# قائدا", 7),
    ],
)
def test_every_number_below_10_000_in_arabic_words_is_read(
    feminine: bool, oblique: bool, hundred: str, frame: str, step: int
) -> None:
    check_all(lambda value: spell_ar(value, feminine, oblique, hundred), frame, "ar", step)


@pytest.mark.parametrize(
    ("write", "frame", "language", "step"),
    [
        (str, "from # states", "en", 1),
        ("{:,}".format, "(#)", "en", 7),
        (str, "من الدول الـ#، كما قيل", "ar", 1),
        (lambda n: f"{n:,}".translate(ARABIC_INDIC), "شاركت و# دولة", "ar", 7),
        (lambda n: str(n).translate(ARABIC_INDIC), "شاركت ب# جنود", "ar", 7),
        (lambda n: str(n).translate(PERSIAN), "شاركت # دولة", "ar", 7),
    ],
)
def test_every_number_below_10_000_in_digits_is_read(
    write: Callable[[int], str], frame: str, language: str, step: int
) -> None:
    check_all(write, frame, language, step)


def test_vowel_signs_and_a_separate_conjunction_do_not_matter() -> None:
    for value in range(1000):
        written = spell_ar(value, False, False).replace(" و", " وَ").replace("ل", "لّ")
        if "أل" not in written:
            assert only_number(f"هناك {written} منهم", "ar").value == value, written
        spaced = spell_ar(value, True, True).replace(" و", " و ")
        assert only_number(f"هناك {spaced} منهم", "ar").value == value, spaced


def test_every_percentage_is_read_in_all_its_spellings() -> None:
    for half in range(201):
        value = Fraction(half, 2)
        written = f"{half / 2:g}"
        for text, language in [
            (f"some {written}% of them", "en"),
            (f"some {written} per cent of them", "en"),
            (f"بلغت {written}%، أي", "ar"),
            (f"بلغت {written.translate(ARABIC_INDIC)}٪", "ar"),
            (f"بلغت ٪{written.translate(ARABIC_INDIC)} منهم", "ar"),
            (f"بلغت {written} في المائة", "ar"),
            (f"بلغت {written} بالمئة منهم", "ar"),
        ]:
            number = only_number(text, language)
            assert number.value == value, text
            assert number.kind == "percent", text
        if half % 2 == 0:
            for text, language in [
                (f"some {spell_en(half // 2)} percent", "en"),
                (f"بلغت {spell_ar(half // 2, False, False)} في المئة", "ar"),
            ]:
                number = only_number(text, language)
                assert number.value == value, text
                assert number.kind == "percent", text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_number_words_of_num2words_are_read(language: str) -> None:
    num2words = pytest.importorskip("num2words").num2words
    frame = "About # states" if language == "en" else "نحو # دولة"
    for value in [*range(1000), *range(1000, 1_000_000, 997), 10**6, 2 * 10**6, 3_400_000, 10**9]:
        if language == "ar" and value > 10_000 and value // 1000 % 100 in (1, 2):
            continue  # num2words has “مائة و ألف ألف” for 101,000
        text = frame.replace("#", num2words(value, lang=language))
        joined = only_number(text.replace(",", ""), language)
        assert joined.value == value, text


def test_the_english_ordinals_of_num2words_are_read() -> None:
    num2words = pytest.importorskip("num2words").num2words
    for value in range(1, 1000):
        number = only_number(f"the {num2words(value, to='ordinal')} meeting", "en")
        assert number.value == value, number.text
        assert number.kind == "ordinal", number.text


# A text and its numbers: each value has a letter of KINDS for its kind.
EN = """
35 states                                   | 35
more than 35 states                         | 35
1,234.5 tonnes                              | 2469/2
€1.1 billion                                | 1100000000m
1.1 billion euros                           | 1100000000m
$5bn and £20m                               | 5000000000m 20000000m
10–12 states, 3-5 days                      | 10 12 3 5
5 to 6 million people                       | 5000000 6000000
between five and six million people         | 5000000 6000000
51–52%                                      | 51% 52%
-5 degrees and −7                           | -5 -7
minus five                                  | -5
twenty-six states                           | 26
Twenty six states                           | 26
one hundred and twenty-three                | 123
two thousand and twenty-five                | 2025
nineteen ninety-four                        | 1994y
twenty twenty-five                          | 2025y
in 1994 and in 2014                         | 1994y 2014y
a hundred soldiers                          | 100
a dozen, two dozen, half a dozen            | 12 24 6
dozens, hundreds and thousands of millions  |
several hundred, a few thousand             |
half a million, two and a half million      | 500000 2500000
three quarters of a million                 | 750000
one million and a half                      | 1500000
half of them                                | 1/2f
the first half of 2025                      | 1o 2025y
the third quarter of the year               | 3o
a half-hearted answer                       |
two thirds and three-quarters               | 2/3f 3/4f
a third of voters, one fifth of them        | 1/3f 1/5f
a third meeting                             | 3o
1/2 and ½ and 2½                            | 1/2f 1/2 5/2
24/7 and 9/11                               | 24 7 9 11
twice                                       | 2
once a ceasefire holds, once                |
one of the two states                       | 1w 2
No one spoke to one another                 | 1w 1w
twenty-one                                  | 21
the first, second and twenty-third          | 1o 2o 23o
at first, first of all, at third hand       |
firstly, secondly; what comes first, or not |
two seconds; one second; a second later     | 2 1w
a second meeting                            | 2o
the 26th and 1st                            | 26o 1o
Article 5                                   | 5o
Articles 4 and 5                            | 4o 5o
paragraphs 7, 8 and 22                      | 7o 8o 22o
Article Five                                | 5o
4 September 2025                            | 4d 9M 2025y
September 4, 2025                           | 9M 4d 2025y
4th of September                            | 4d 9M
the fourth of September                     | 4d 9M
4–5 September 2025                          | 4d 5d 9M 2025y
3 and 4 September                           | 3d 4d 9M
in September 26 states                      | 9M 26
2025-09-04                                  | 2025y 9M 4d
2025-07                                     | 2025y 7M
04/09/2025                                  | 4d 9M 2025y
4.9.2025                                    | 4d 9M 2025y
in May 2025; they may; by May               | 5M 2025y 5M
a march in March                            | 3M
14 Jul 2025; Jan Smit                       | 14d 7M 2025y
F-16 and G7                                 | 16 7
https://example.org/?p=108788 and a1B2c     |
version 1.2.3                               | 1 2 3
10 000 soldiers                             | 10000
5 percentage points                         | 5%
one point five billion                      | 1500000000
the 1990s                                   | 1990y
a five-point plan                           | 5
fifty-day deadline, 50-day deadline         | 50 50
zero casualties                             | 0
in 5,6                                      | 5 6
a headquarters in Lisbon, a tent, a freight |
twenty states, thirty ships                 | 20 30
The 2,026 people and 2026                   | 2026 2026y
five hundred thousand and six               | 500006
3 million 500 thousand                      | 3500000
the May summit, half a per cent             | 5M 1/2%
one in three; a year and a half             | 1w 3 1/2f
thirty or forty thousand                    | 30000 40000
several hundred thousand people             |
a thousand million; a thousand and 3 million | 1000000000 1000 3000000
at one point five states had signed         | 5
"""
AR = """
26 دولة                            | 26
الدول الـ26                         | 26
٢٦ دولة و۳۵ منظمة                  | 26 35
١٬٢٣٤٫٥ طن                         | 2469/2
1,1 و1.1                           | 11/10 11/10
1.1 مليار يورو                     | 1100000000m
51% و٪52 و53٪                      | 51% 52% 53%
51 في المائة و52 بالمئة            | 51% 52%
هدف الخمسة في المائة               | 5%
النسبة في المئة                    |
10–12 دولة                         | 10 12
من 5 إلى 6 ملايين                  | 5000000 6000000
بين خمسة وستة ملايين               | 5000000 6000000
نحو ثلاثين قائدا                   | 30
ستة وعشرون                         | 26
الست والعشرين                      | 26
ست وعشرون دولة                     | 26
مئة وثلاثة وعشرون                  | 123
ألفان وخمسمئة                      | 2500
ثلاثة آلاف وخمسمائة                | 3500
3 آلاف و500                        | 3500
عشرون ألفا                         | 20000
ألفا جندي ومليونا نازح             | 2000 2000000
عشرون مليونًا                      | 20000000
مئتا جندي، ومائتي رجل              | 200 200
مائة ألف، مئتان وخمسون ألف جندي    | 100000 250000
ثلاثمائة وثمانمئة وتسع مئة         | 300 800 900
مليون وألف، وألف مليار             | 1001000 1000000000000
ألف وثلاثة ملايين                  | 1000 3000000
عشرات، مئات، آلاف، عشرات الآلاف    |
بضعة آلاف وعدة ملايين              |
اثنا عشر واثنتي عشرة               | 12 12
أحد عشر وإحدى عشرة                 | 11 11
أحد الشروط، لا أحد، إحدى الدول     | 1w 1w 1w
يوم الأحد ويوم الاثنين             |
الإثنين والثلاثاء والأربعاء والخميس |
الاثنين والعشرين من مايو           | 22d 5M
اثنان منهم، اثنتين                 | 2 2
دولتان ويومين وأسبوعين             | 2u 2 2
مسؤولين مبعوثين الجانبين بلدان     |
الأسبوعين المقبلين، مرتين          | 2 2
مليونان ومليارين                   | 2000000 2000000000
ثماني دول وثمان وثمانية            | 8 8 8
للثلاثين، بستة، كأربعة، فخمسة      | 30 6 4 5
لست مستعدا                         |
الستار وسبعينيات وستينية           |
الثالث والمادة الخامسة             | 3o 5o
المادة 5 والفقرتان 7 و8            | 5o 7o 8o
في الرابع من سبتمبر 2025           | 4d 9M 2025y
الرابع والخامس من أيلول            | 4d 5d 9M
الرابع والعشرين من فبراير          | 24d 2M
14 يوليو 2025                      | 14d 7M 2025y
سبتمبر 05, 2025                    | 9M 5d 2025y
٤ أيلول/سبتمبر ٢٠٢٥                | 4d 9M 9M 2025y
في مارس آذار 2025                  | 3M 3M 2025y
منتصف أغسطس/آب                     | 8M 8M
تشرين الثاني وكانون الأول          | 11M 12M
مارس الرئيس ضغوطا، عاد أب          |
في سبتمبر 26 دولة                  | 9M 26
2025-09-04                         | 2025y 9M 4d
عام 1994 وعامي 2014 و2022          | 1994y 2014y 2022y
عام ألفين وأربعة عشر               | 2014y
الحادي عشر والثانية عشرة           | 11o 12o
الخامس والعشرون                    | 25o
أولها وثانيهما، للمرة الأولى       | 1o 2o 1o
أول أمس، ثانيا: نعم                |
خيارا ثالثا                        | 3o
30 ثانية، مرة ثانية                | 30 2o
نصف السكان وثلثهم                  | 1/2f
نصف مليون، ربع المليون             | 500000 250000
مليون ونصف المليون                 | 1500000
3 ملايين ونصف، ثلاثة ونصف          | 3500000 7/2
ثلاثة أرباع وثلثا الناخبين         | 3/4f 2/3f
الربع الأول والنصف الثاني          | 1o 2o
الربيع والتربع                     |
الضمانات الأمنية الخمس             | 5
خمس دول، خمس السكان، خُمس سكانها   | 5 1/5f 1/5f
ستّة وَعِشْرُون                    | 26
ثلاثـة وثـلاثـون                   | 33
ألّف كتابا                         |
بثمن سياسي                         |
أكثر من 3 سنوات                    | 3
واحد فاصلة خمسة مليار              | 1500000000
صفر                                | 0
يوما واحدا                         | 1w
مئة وأحد عشر                       | 111
القرن العشرين                      | 20
5 نقاط مئوية                       | 5%
دولار واحد، 5 دولارات              | 1w 5m
خمسة وستة                          | 5 6
الحادي والثلاثين من كانون الأول    | 31d 12M
ما بين 10 و15 ألف جندي             | 10000 15000
ثلاثة ملايين ومئتي ألف وخمسة       | 3200005
في أول الأمر                       |
عشرة وعشرون                        | 10 20
خمسة بالمئة، عشرون بالمائة         | 5% 20%
مليون ودولتان                      | 1000000 2u
مليون وثلاثة أرباع المليون         | 1750000
عشرون ألفا ونصف مليون              | 20000 500000
صفر فاصلة خمسة وعشرين              | 1/4
1٬000,000.5 طن                     | 2000001/2
"""
KINDS = {"": "count", "m": "money", "%": "percent", "o": "ordinal", "f": "fraction", "d": "day",
         "M": "month", "y": "year", "w": "one", "u": "dual"}  # fmt: skip


CASES = [
    (text.rstrip(), language, expected.split())
    for language, table in (("en", EN), ("ar", AR))
    for text, expected in (line.split("|") for line in table.strip().splitlines())
]


def test_there_are_at_least_80_difficult_cases() -> None:
    assert len(CASES) >= 80


@pytest.mark.parametrize(("text", "language", "expected"), CASES)
def test_a_difficult_text_has_exactly_these_numbers(
    text: str, language: str, expected: list[str]
) -> None:
    letters = {kind: letter for letter, kind in KINDS.items()}
    read = numbers(text, language)
    assert [f"{number.value}{letters[number.kind]}" for number in read] == expected
    for number in read:
        assert text[number.start : number.end] == number.text
    assert all(left.end <= right.start for left, right in pairwise(read))


@pytest.mark.parametrize(
    ("english", "arabic"),
    [
        ("Article 5", "المادة الخامسة"),
        ("5%", "الخمسة في المائة"),
        ("26 states", "ست وعشرون دولة"),
        ("1.1 billion euros", "١٫١ مليار يورو"),
        ("4 September 2025", "الرابع من أيلول ٢٠٢٥"),
        ("the twentieth century", "القرن العشرين"),
        ("one state", "دولة"),
        ("1 state", "دولة واحدة"),
        ("two weeks", "أسبوعين"),
        ("half a million", "نصف مليون"),
        ("July", "تموز"),
        ("two states", "الدولتان"),
    ],
)
def test_an_arabic_number_of_the_same_value_and_kind_supports_an_english_one(
    english: str, arabic: str
) -> None:
    assert unsupported(numbers(english, "en"), numbers(arabic, "ar")) == []


@pytest.mark.parametrize(
    ("english", "arabic"),
    [
        ("5 states", "المادة الخامسة"),
        ("26 states", "26%"),
        ("26%", "26 دولة"),
        ("7 states", "في يوليو"),
        ("1 state", "دولة"),
        ("4 states", "4 سبتمبر"),
        ("35 states", "26 دولة"),
        ("the tenth meeting", "عشرة اجتماعات"),
    ],
)
def test_an_arabic_number_of_another_value_or_kind_does_not_support_an_english_one(
    english: str, arabic: str
) -> None:
    assert len(unsupported(numbers(english, "en"), numbers(arabic, "ar"))) == 1


def test_the_word_one_needs_no_support_but_the_dual_of_a_time_does() -> None:
    assert unsupported(numbers("ترى إحدى الحكومتين ذلك", "ar"), []) == []
    assert len(unsupported(numbers("قبل يومين", "ar"), [])) == 1


FRAMES = {
    "en": ["The article names # states", "and # others,", "in all #;", "more than # people said"],
    "ar": ["سمّى المقال # دولة", "وأيد ذلك # آخرون،", "مجموعها #؛", "أكثر من # شخصا قالوا"],
}
VALUES = st.integers(2, 9999).filter(lambda value: not 1900 <= value < 2100)


@st.composite
def sentences(draw: st.DrawFn, language: str) -> tuple[str, list[int]]:
    """Return a sentence of frames, each with a number in digits or words, and these numbers."""
    parts, values = [], draw(st.lists(VALUES, min_size=1, max_size=4))
    for value in values:
        ways = [str(value), f"{value:,}", str(value).translate(ARABIC_INDIC)]
        if language == "en":
            ways += [spell_en(value), spell_en(value, " ", " ")]
        else:
            ways += [spell_ar(value, draw(st.booleans()), draw(st.booleans()))]
        frame = draw(st.sampled_from(FRAMES[language]))
        parts.append(frame.replace("#", draw(st.sampled_from(ways))))
    return " ".join(parts), values


@settings(max_examples=100, deadline=None)
@given(st.one_of(*(st.tuples(st.just(name), sentences(name)) for name in FRAMES)))
def test_a_sentence_has_exactly_the_numbers_that_were_put_into_it(
    sentence: tuple[str, tuple[str, list[int]]],
) -> None:
    language, (text, values) = sentence
    assert [number.value for number in numbers(text, language)] == values


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789٠٩۵.,٬٫/-–%٪ وبالـَّخمسةoneandfifth ½€\n", max_size=60))
def test_any_text_gives_numbers_in_order_without_overlap(text: str) -> None:
    for language in FRAMES:
        read = numbers(text, language)
        assert all(0 <= number.start < number.end <= len(text) for number in read)
        assert all(text[number.start : number.end] == number.text for number in read)
        assert all(left.end <= right.start for left, right in pairwise(read))
        assert not re.search(r"^\s|\s$", "".join(number.text[:1] for number in read))
