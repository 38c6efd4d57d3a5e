"""The countries, languages and scripts that CLDR knows."""

import unicodedata
from functools import lru_cache

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


@lru_cache
def scripts_of(language: str) -> frozenset[str]:
    """Return the scripts in which CLDR writes a language, as names of letters begin: LATIN."""
    locale = Locale.parse(language.replace("-", "_"))
    names = "".join(map(str, locale.months["format"]["wide"].values())) + str(locale.display_name)
    return frozenset(filter(None, map(script_of, names)))


def script_of(letter: str) -> str:
    """Return the script of a letter, as its name begins; empty for what is no letter."""
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""
