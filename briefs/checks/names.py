"""How people, bodies and countries are spelled in each language, and found in a text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from babel import Locale

from briefs.content import Library, Organisation, Person, is_country, shared_file

# Arabic letters that writers mark in different ways, and marks that they may leave out.
ALIKE = str.maketrans("أإآٱىة", "اااايه", "ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670")
# What Arabic writes onto a name: and, with, to; the article; feminine, dual and plural.
BEFORE, AFTER = "[وف]?[بلك]?(?:ال|لل)?", "(?:ه|ا|ات|ان|ين|ون|تان|تين)?"
SHORTEST = 5  # shorter names of countries are words as well (مالي, مصر, Chad)


@dataclass(frozen=True)
class Name:
    """Somebody or something that a text may name: spellings to accept, and misspellings."""

    shown: str
    spellings: Mapping[str, Sequence[str]]
    refused: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def stems(self) -> Mapping[str, Sequence[str]]:
        """What stands in a text that holds a spelling: far quicker to look for than a pattern."""
        return {key: [stem(one) for one in every] for key, every in self.spellings.items()}

    @cached_property
    def patterns(self) -> Mapping[str, re.Pattern[str]]:
        """All spellings of a language in one pattern, the longest tried first."""
        ordered = {
            key: sorted(every, key=len, reverse=True) for key, every in self.spellings.items()
        }
        return {
            key: re.compile(rf"(?<!\w)(?:{'|'.join(map(spelled, every))})(?!\w)")
            for key, every in ordered.items()
        }


class Names(tuple[Name, ...]):
    """Names to look for in texts; of two that overlap, the earlier one hides the other."""

    @cached_property
    def stems(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """By language: what stands in a text that may hold a name, and which name that is."""
        found: dict[str, list[tuple[str, int]]] = {}
        for number, one in enumerate(self):
            for key, every in one.stems.items():
                found.setdefault(key, []).extend((word, number) for word in every)
        return found

    def in_text(self, text: str, language: str) -> set[str]:
        """Who is named in a text; a longer name hides the shorter ones inside it."""
        rest, found = fold(text), set()
        for number in sorted({n for word, n in self.stems.get(language, ()) if word in rest}):
            rest, times = self[number].patterns[language].subn("|", rest)
            found |= {self[number].shown} if times else set()
        return found


def fold(text: str) -> str:
    """A text without optional marks, its Arabic letters in one spelling."""
    return text.translate(ALIKE)


def bare(spelling: str) -> str:
    """A name without articles and what stands in brackets."""
    words = re.sub(r"\s*\(.*?\)", "", spelling).removeprefix("the ").split()
    return " ".join(word.removeprefix("ال") for word in words)


def words_of(spelling: str) -> list[str]:
    """The words that make a name, folded."""
    return fold(bare(spelling)).split()


def stem(spelling: str) -> str:
    """The longest word of a name."""
    return max(words_of(spelling), key=len)


def spelled(spelling: str) -> str:
    """A pattern for a name in folded text, with all that Arabic writes onto its words."""
    return r"\s+".join(
        BEFORE + re.escape(word) + AFTER if word > "\u0600" else re.escape(word) + "s?"
        for word in words_of(spelling)
    )


def names_of(library: Library, languages: Sequence[str]) -> Names:
    """The people, bodies and countries that texts are compared by, the longest names first.

    A body without `spellings` has a description for a name, which each language inflects.
    """
    first = languages[0]
    named: list[Person | Organisation] = [*library.people.values()]
    named += [one for one in library.organisations.values() if one.spellings]
    found = [
        Name(one.name[first], with_name(one.spellings, one.name), one.refused)
        for one in named
        if first in one.name
    ]
    words = {
        one["country"]: one
        for source in shared_file(library, "people.yaml")
        for one in source.data.get("countries", ())
    }
    territories = {key: Locale.parse(key).territories for key in languages}
    for code in filter(is_country, set.intersection(*map(set, territories.values()))):
        called = {key: every[code] for key, every in territories.items()}
        if code in words or min(map(len, called.values())) >= SHORTEST:
            own = words.get(code, {})
            spellings = with_name(own.get("spellings", {}), called)
            found.append(Name(called[first], spellings, own.get("refused", {})))
    longest = sorted(found, key=lambda one: (-max(map(len, one.spellings[first])), one.shown))
    return Names(longest)


def with_name(
    spellings: Mapping[str, Sequence[str]], name: Mapping[str, str]
) -> dict[str, list[str]]:
    """All spellings of each language, the name itself first."""
    return {key: [text, *spellings.get(key, ())] for key, text in name.items()}


def corrections(known: Sequence[Name], language: str) -> dict[str, str]:
    """Every refused spelling of a language with the accepted one nearest to it."""
    return {
        bare(wrong): bare(get_close_matches(wrong, one.spellings[language], 1, cutoff=0)[0])
        for one in known
        for wrong in one.refused.get(language, ())
    }
