"""The countries and languages that CLDR knows."""

from babel import Locale, UnknownLocaleError

# Territories of CLDR that are no countries: alliances, remote islands, test locales, “unknown”.
NOT_COUNTRIES = {"AC", "CP", "DG", "EU", "EZ", "QO", "TA", "UN", "XA", "XB", "ZZ"}


def is_country(code: str) -> bool:
    """Return whether a code is the ISO 3166 code (two letters) of a country in CLDR."""
    known = Locale("en").territories
    return len(code) == 2 and code.isalpha() and code in known and code not in NOT_COUNTRIES


def is_language(code: str) -> bool:
    """Return whether CLDR knows a language code."""
    try:
        Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return False
    return True
