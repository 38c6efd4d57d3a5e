"""Names in texts, however they are spelled: Arabic prefixes and suffixes, letters confused."""

import re
from collections.abc import Iterable

# Arabic letters that writers confuse become one letter, and optional marks are deleted.
FOLDING = str.maketrans(
    "أإآٱىة", "اااايه", "ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
)
# What Arabic attaches to a name. Before: and, with, to, the article. After: gender and number.
PREFIX, SUFFIX = "[وف]?[بلك]?(?:ال|لل)?", "(?:ه|ا|ات|ان|ين|ون|تان|تين)?"
ARABIC_LETTER = re.compile("[\u0621-\u064a]")


def fold(text: str) -> str:
    """Return a text without optional marks, and with one letter for those that are confused."""
    return text.translate(FOLDING)


def bare(spelling: str) -> str:
    """Return a name without articles and without what is in brackets."""
    words = re.sub(r"\s*\(.*?\)", "", spelling).removeprefix("the ").split()
    return " ".join(word.removeprefix("ال") for word in words)


def words_of(spelling: str) -> list[str]:
    """Return the folded words of a bare name."""
    return fold(bare(spelling)).split()


def pattern_of(spelling: str) -> str:
    """Return a pattern for a spelling in folded text, with Arabic's prefixes and suffixes."""
    return r"\s+".join(
        PREFIX + re.escape(word) + SUFFIX if ARABIC_LETTER.match(word) else re.escape(word) + "s?"
        for word in fold(spelling).split()
    )


def any_of(spellings: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that finds any of some spellings in folded text, the longest first."""
    ordered = sorted(spellings, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(pattern_of, ordered))})(?!\w)", flags)
