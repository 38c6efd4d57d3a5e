"""The people, organisations and countries that a text names, however their names are written."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Literal

from babel import Locale

from briefs.content import (
    CountryWords,
    Library,
    Organisation,
    Person,
    any_of,
    bare,
    fold,
    is_country,
    kept_by_folding,
    language_data,
    words_of,
)

SHORTEST = 5  # letters; shorter names of countries are also common words (مالي, مصر, Chad)

Kind = Literal["person", "organisation", "country"]


@dataclass(frozen=True, eq=False)  # compared and hashed by identity
class Name:
    """A person, organisation or country, with spellings by language; its name is the first."""

    key: str  # its id, or the ISO 3166 code of a country
    kind: Kind
    shown: str
    spellings: Mapping[str, Sequence[str]]
    refused: Mapping[str, Sequence[str]]  # misspellings

    @cached_property
    def patterns(self) -> Mapping[str, re.Pattern[str]]:
        """For each language, a pattern that finds any spelling in folded text, longest first."""
        return {
            language: any_of([bare(spelling, language) for spelling in spellings], language)
            for language, spellings in self.spellings.items()
        }


class Names(tuple[Name, ...]):
    """Names to find in texts; a name hides the later ones that are part of it."""

    @cached_property
    def stems(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """For each language, the longest word of every spelling and the index of its name.

        A text without the stem does not have the name; that is far faster to find out.
        """
        stems: dict[str, list[tuple[str, int]]] = {}
        for index, name in enumerate(self):
            for language, every in name.spellings.items():
                words = (max(words_of(spelling, language), key=len) for spelling in every)
                stems.setdefault(language, []).extend((word, index) for word in words)
        return stems

    def in_text(self, text: str, language: str) -> set[Name]:
        """Return the names that a text has."""
        rest, found = fold(text), set()
        indexes = {index for word, index in self.stems.get(language, ()) if word in rest}
        for name in map(self.__getitem__, sorted(indexes)):
            rest, count = name.patterns[language].subn("|", rest)
            if count:
                found.add(name)
        return found

    def places_in(self, text: str, language: str) -> list[tuple[int, int, Name]]:
        """Return where a text has names: start, end and name, in the order of the text."""
        found = self.in_text(text, language)
        kept, folded = kept_by_folding(text), fold(text)
        taken, places = set[int](), []
        for name in filter(found.__contains__, self):
            for match in name.patterns[language].finditer(folded):
                inside = range(*match.span())
                if not taken.intersection(inside):
                    taken.update(inside)
                    places.append((kept[inside[0]], kept[inside[-1]] + 1, name))
        return sorted(places, key=lambda place: place[:2])

    def in_sources(self) -> "Names":
        """Return the names as sources write them: persons by last name, all misspelt too."""
        return Names(
            replace(
                name,
                spellings={
                    language: (
                        *every,
                        *name.refused.get(language, ()),
                        *(every[0].split()[-1:] if name.kind == "person" else ()),
                    )
                    for language, every in name.spellings.items()
                },
            )
            for name in self
        )


def names_of(library: Library, languages: Sequence[str]) -> Names:
    """Return the names of a library, the longest in the first language first.

    An organisation without `spellings` has a description for a name, which each language inflects,
    and is left out.
    """
    languages = judged(languages)
    if not languages:
        return Names()
    first = languages[0]
    parts: list[tuple[Kind, Person | Organisation]]
    parts = [("person", person) for person in library.people.values()]
    parts += [("organisation", body) for body in library.organisations.values() if body.spellings]
    names = [
        Name(part.id, kind, part.name[first], with_name(part.name, part.spellings), part.refused)
        for kind, part in parts
        if first in part.name
    ]
    territories = {language: Locale.parse(language).territories for language in languages}
    for code in filter(is_country, territories[first]):
        called = {language: str(known.get(code, "")) for language, known in territories.items()}
        shortest = min(map(len, called.values()))
        words = library.countries.get(code)
        if shortest >= SHORTEST or (words and shortest):
            words = words or CountryWords(country=code)
            spellings = with_name(called, words.spellings)
            names.append(Name(code, "country", called[first], spellings, words.refused))
    return Names(
        sorted(names, key=lambda name: (-max(map(len, name.spellings[first])), name.shown))
    )


def with_name(
    name: Mapping[str, str], spellings: Mapping[str, Sequence[str]]
) -> dict[str, Sequence[str]]:
    """Return the spellings of each language with the name itself as the first."""
    return {language: (text, *spellings.get(language, ())) for language, text in name.items()}


def judged(languages: Iterable[str]) -> list[str]:
    """Return the languages whose names can be found: those that state what is attached to them."""
    return [language for language in languages if language_data(language).affixes]


def corrections(names: Sequence[Name], language: str) -> dict[str, str]:
    """Return every refused spelling of a language with the most similar accepted one."""
    return {
        bare(wrong, language): bare(
            get_close_matches(wrong, name.spellings[language], 1, cutoff=0)[0], language
        )
        for name in names
        for wrong in name.refused.get(language, ())
    }
