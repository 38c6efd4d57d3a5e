"""The countries, languages and scripts that CLDR knows, and the codes for names of countries."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from briefs.messages import LANGUAGES, localized
from briefs.problems import Message, fill, nearest

# Territories of CLDR that are no countries: alliances, remote islands, test locales, “unknown”.
NOT_COUNTRIES = {"AC", "CP", "DG", "EU", "EZ", "QO", "TA", "UN", "XA", "XB", "ZZ"}
# Arabic letters that writers confuse become one letter, and optional marks are deleted.
FOLDING = str.maketrans(
    "أإآٱىة", "اااايه", "ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
)


def is_country(code: str) -> bool:
    """Return whether a code is the ISO 3166 code (two letters) of a country in CLDR."""
    known = Locale("en").territories
    return len(code) == 2 and code.isalpha() and code in known and code not in NOT_COUNTRIES


def is_language(code: str) -> bool:
    """Return whether CLDR knows a language code."""
    try:
        Locale.parse(code)
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return True


@cache
def country_names(language: str) -> Mapping[str, str]:
    """Return the name of each country by its code, in a language."""
    territories = Locale.parse(language).territories
    return {code: str(name) for code, name in territories.items() if is_country(code)}


@lru_cache
def scripts_of(language: str) -> frozenset[str]:
    """Return the scripts in which CLDR writes a language, as names of letters begin: LATIN."""
    locale = Locale.parse(language.replace("-", "_"))
    names = "".join(map(str, locale.months["format"]["wide"].values())) + str(locale.display_name)
    return frozenset(filter(None, map(script_of, names)))


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """Return the script of a letter, as its name begins; empty for what is no letter."""
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""


def country_hint(word: str, languages: Iterable[str]) -> Message:
    """Return a hint for what is no country's code: that of the country which is meant, if known."""
    code = code_of(word, tuple(languages))
    if not code:
        return fill("countries are ISO 3166 codes of two capital letters, such as FR or GB")
    names = {language: str(Locale(language).territories[code]) for language in LANGUAGES}
    return fill("write {code}, the ISO 3166 code of {country}", code=code, country=localized(names))


@lru_cache(maxsize=1000)
def code_of(word: str, languages: tuple[str, ...]) -> str:
    """Return the code of a country that a word stands for; empty if that is not clear.

    The word may be in lower case, another code (`UK`, `TCD`) or a name in one of the languages.
    """
    upper = word.strip().upper()
    if is_country(upper):
        return upper
    aliases = get_global("territory_aliases").get(upper, ())
    if len(aliases) == 1 and is_country(aliases[0]):
        return str(aliases[0])
    for language in languages:
        names = names_of_countries(language)
        name = folded(word)
        near = name if name in names else nearest(name, tuple(sorted(names)))
        # A short word is near to too many names.
        if near and (near == name or len(name) >= 5):
            return names[near]
    return ""


@cache
def names_of_countries(language: str) -> Mapping[str, str]:
    """Return the code of each country by its folded name, long and short, in a language."""
    return {folded(name): code for code, name in country_names(language).items()}


def folded(name: str) -> str:
    """Return a name in lower case, without articles and optional marks."""
    words = re.sub(r"\s*\(.*?\)", "", name).translate(FOLDING).lower().split()
    return " ".join(word.removeprefix("ال") for word in words if word != "the")
