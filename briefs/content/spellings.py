"""Names in texts, however they are spelled: what a language attaches to them, letters confused."""

import re
from collections.abc import Iterable, Sequence

from briefs.content.language_files import language_data
from briefs.content.locales import FOLDING, scripts_of

LATIN_PLURAL = "s?"  # of a Latin name in a text in other letters


def fold(text: str) -> str:
    """Return a text without optional marks, and with one letter for those that are confused."""
    return text.translate(FOLDING)


def kept_by_folding(text: str) -> list[int]:
    """Return the index in a text of each letter that stays when it is folded."""
    return [index for index, letter in enumerate(text) if fold(letter)]


def bare(spelling: str, language: str) -> str:
    """Return a name without articles and without what is in brackets."""
    text = re.sub(r"\s*\(.*?\)", "", spelling)
    articles = language_data(language).articles
    for article in articles:
        text = text.removeprefix(article) if article[-1] in " ’" else text
    joined = [article for article in articles if article[-1] not in " ’"]
    return " ".join(without(word, joined) for word in text.split())


def in_brackets(spelling: str) -> list[str]:
    """Return what a name has in brackets, such as its abbreviation."""
    return re.findall(r"\((.+?)\)", spelling)


def without(word: str, articles: Sequence[str]) -> str:
    """Return a word without the article that is joined to it."""
    for article in articles:
        word = word.removeprefix(article)
    return word


def words_of(spelling: str, language: str) -> list[str]:
    """Return the folded words of a bare name."""
    return fold(bare(spelling, language)).split()


def affixes_of(language: str) -> tuple[str, str]:
    """Return patterns of what a language attaches to a name, before and after it."""
    affixes = language_data(language).affixes
    return (affixes.before, affixes.after) if affixes else ("", "")


def pattern_of(spelling: str, language: str) -> str:
    """Return a pattern for a spelling in folded text, with what the language attaches to it."""
    before, after = affixes_of(language)
    latin = "LATIN" in scripts_of(language)
    return r"\s+".join(
        re.escape(word) + LATIN_PLURAL
        if not latin and word[0].isascii()
        else before + re.escape(word) + after
        for word in fold(spelling).split()
    )


def any_of(spellings: Iterable[str], language: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that finds any of some spellings in folded text, the longest first."""
    ordered = sorted(spellings, key=len, reverse=True)
    words = "|".join(pattern_of(spelling, language) for spelling in ordered)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", flags)
