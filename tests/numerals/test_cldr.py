"""The numbers of languages without a grammar of number words, read by CLDR."""

from fractions import Fraction

import pytest
from babel import UnknownLocaleError, localedata
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from briefs.numerals import has_grammar, numbers


def read(text: str, language: str) -> list[tuple[float, str]]:
    return [(float(number.value), number.kind) for number in numbers(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "4,2 milliards d’euros", [(4.2e9, "count")]),
        ("fr", "180 000, 180\u00a0000 et 180\u202f000", [(180000, "count")] * 3),
        ("fr", "61,5 % et 54\u202f%", [(61.5, "percent"), (54, "percent")]),
        ("fr", "le 1er mars 2025", [(1, "day"), (3, "month"), (2025, "year")]),
        ("fr", "4 et 5 sept. 2025", [(4, "day"), (5, "day"), (9, "month"), (2025, "year")]),
        ("fr", "la 2e division, 50 000 €", [(2, "ordinal"), (50000, "money")]),
        ("fr", "en juillet, trois pays", [(7, "month")]),
        ("fa", "۱۸۰٬۰۰۰ و ۶۱٫۵٪", [(180000, "count"), (61.5, "percent")]),
        ("fa", "۴٫۲ میلیارد یورو", [(4.2e9, "money")]),
        ("fa", "۴ ژوئیهٔ 2025", [(4, "day"), (7, "month"), (2025, "year")]),
        ("fa", "1,234.5", [(1234.5, "count")]),
        ("de", "2.300 am 4. September", [(2300, "count"), (4, "day"), (9, "month")]),
        ("es", "4 de septiembre de 2025", [(4, "day"), (9, "month"), (2025, "year")]),
        ("pt-BR", "2,5", [(2.5, "count")]),
    ],
)  # fmt: skip
def test_digits_grouping_decimals_scales_and_months_are_those_of_cldr(
    language: str, text: str, expected: list[tuple[float, str]]
) -> None:
    assert read(text, language) == expected


@given(
    st.sampled_from(["fr", "fa", "de", "es", "tr", "uk", "he", "ur", "pt_BR", "de_CH"]),
    st.sampled_from(["latn", "default"]),
    st.integers(0, 10**12).map(lambda value: Fraction(value, 100)),
)
def test_a_number_that_cldr_writes_is_read_with_its_value(
    language: str, system: str, value: Fraction
) -> None:
    text = format_decimal(float(value), "#,##0.##", language, numbering_system=system)
    assert [number.value for number in numbers(f"x {text}", language)] == [value]


def test_a_language_that_cldr_does_not_know_is_an_error() -> None:
    assert [has_grammar(code) for code in ("en", "ar", "fr", "fa")] == [True, True, False, False]
    with pytest.raises(UnknownLocaleError):
        numbers("1", "xx")


def test_every_language_of_cldr_is_read() -> None:
    """CLDR has no names of scales for many, such as Chinese and Japanese."""
    for code in sorted({name.split("_")[0] for name in localedata.locale_identifiers()}):
        assert numbers("12", code), code
