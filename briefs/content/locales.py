"""Which countries and languages CLDR knows."""

from babel import Locale, UnknownLocaleError


def is_country(code: str) -> bool:
    """Whether CLDR knows a two-letter ISO 3166 code."""
    known = Locale("en").territories
    return len(code) == 2 and code.isalpha() and code in known and code not in NOT_COUNTRIES


def is_language(code: str) -> bool:
    """Whether CLDR knows a language."""
    try:
        Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return False
    return True


# Territories of CLDR that are no countries: alliances, Outlying Oceania, test locales, nowhere.
NOT_COUNTRIES = {"AC", "CP", "DG", "EU", "EZ", "QO", "TA", "UN", "XA", "XB", "ZZ"}
