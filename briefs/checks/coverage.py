"""What a source says, found by the program, and whether some statement takes it up."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from babel import Locale

from briefs.checks.figures import dates, numbers_in, stated, worded
from briefs.checks.names import SHORTEST, Name, Names, fold
from briefs.checks.source_texts import Claim, SourceTexts, claims, normalised
from briefs.content import Article, Library, file_of, is_country, shared_file
from briefs.numerals import GRAMMATICAL_KINDS, Number, unsupported
from briefs.problems import Problem, Severity

Kind = Literal["figure", "person", "country", "quotation"]
KINDS: tuple[Kind, ...] = ("figure", "person", "country", "quotation")

QUOTED = re.compile('«([^»]+)»|“([^”]+)”|"([^"]+)"')
SHORTEST_QUOTATION = 3  # words; what is shorter is a name, or a word held at a distance


@dataclass(frozen=True)
class Find:
    """A find in a paragraph; `label` is how it is shown, and how `uncovered` names it."""

    kind: Kind
    paragraph: int
    label: str
    number: Number | None = None
    words: str = ""  # of a quotation


@dataclass(frozen=True)
class Coverage:
    """What was found in the body of an article, and what of it no statement takes up."""

    article: Article
    found: tuple[Find, ...]
    open: tuple[Find, ...]

    @cached_property
    def excused(self) -> Mapping[tuple[int, str], int]:
        """What the article declares as uncovered: paragraph and label → its place in the list."""
        return {
            (number, str(word)): index
            for index, one in enumerate(self.article.uncovered)
            for number in one.at
            for word in one.words
        }

    @property
    def gaps(self) -> tuple[Find, ...]:
        """What no statement takes up and nobody excuses."""
        return tuple(one for one in self.open if (one.paragraph, one.label) not in self.excused)

    def counts(self, kind: Kind) -> tuple[int, int]:
        """How many finds of a kind statements take up, and how many there are."""
        every, missing = (
            sum(one.kind == kind for one in group) for group in (self.found, self.open)
        )
        return every - missing, every


def cover(library: Library, sources: SourceTexts) -> list[Coverage]:
    """The coverage of every article whose source text is there."""
    names = names_of(library, {one.language for one in library.articles.values()})
    citing: dict[tuple[str, int], list[Claim]] = {}
    for claim in claims(library):
        for number in claim.at:
            citing.setdefault((claim.article.id, number), []).append(claim)
    covered = []
    for key, paragraphs in sources.items():
        article = library.articles[key]
        left_out = {number for one in article.left_out for number in one.at}
        found: list[Find] = []
        missing: list[Find] = []
        for number, text in enumerate(paragraphs, 1):
            if number not in left_out:
                said = Said(library, citing.get((key, number), []), names)
                here = list(finds(text, number, article.language, names))
                found += here
                missing += [one for one in here if not said.takes_up(one)]
        covered.append(Coverage(article, tuple(found), tuple(missing)))
    return covered


def names_of(library: Library, languages: set[str]) -> Names:
    """Persons by full and last name, countries by CLDR; sources may also misspell them."""
    people, countries = [], []
    for one in library.people.values():
        known = {key: (text, text.split()[-1]) for key, text in one.name.items()}
        people.append(Name(one.id, with_more(known, one.spellings, one.refused)))
    words: dict[str, dict[str, Any]] = {
        entry["country"]: entry
        for read in shared_file(library, "people.yaml")
        for entry in read.data.get("countries", ())
    }
    for code in filter(is_country, Locale("en").territories):
        called = {key: (str(Locale.parse(key).territories.get(code, "")),) for key in languages}
        if code in words or min(len(text) for (text,) in called.values()) >= SHORTEST:
            more = words.get(code, {})
            spelled = with_more(called, more.get("spellings", {}), more.get("refused", {}))
            countries.append(Name(code, spelled))
    # A name hides what stands inside it: Giorgia Meloni is no Georgia, Guinea-Bissau no Guinea.
    countries.sort(key=lambda one: -max(map(len, next(iter(one.spellings.values())))))
    return Names(people + countries)


def with_more(
    known: Mapping[str, Sequence[str]], *more: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """The names of each language with more of them."""
    return {
        language: (*every, *(text for one in more for text in one.get(language, ())))
        for language, every in known.items()
    }


def finds(text: str, number: int, language: str, names: Names) -> Iterator[Find]:
    """The figures, persons, countries and quotations of a paragraph, each once."""
    for one in {one.value: one for one in numbers_in(text, language)}.values():
        if one.kind not in GRAMMATICAL_KINDS:
            yield Find("figure", number, one.text, one)
    for label in sorted(names.in_text(text, language)):
        yield Find("country" if label.isupper() else "person", number, label)
    for quoted in quotations(text):
        words = quoted.split()
        if len(words) >= SHORTEST_QUOTATION:
            yield Find("quotation", number, " ".join(words[:SHORTEST_QUOTATION]), words=quoted)


def quotations(text: str) -> list[str]:
    """What stands between quotation marks, as it is compared."""
    return [normalised("".join(filter(None, one.groups()))) for one in QUOTED.finditer(text)]


@dataclass(frozen=True)
class Said:
    """What the claims that cite one paragraph say between them."""

    library: Library
    claims: Sequence[Claim]
    names: Names

    def takes_up(self, find: Find) -> bool:
        """Whether one has the number or name; of a quotation, quotes it or gives a statement."""
        if find.number:
            return any(alike(find.number, one) for one in self.numbers)
        if find.kind == "quotation":
            texts = [text for claim in self.claims for text, _ in worded(claim)]
            quoted = [fold(words) for text in texts for words in quotations(text)]
            natures = {getattr(one.item, "nature", "") for one in self.claims}
            return "statement" in natures or any(one in fold(find.words) for one in quoted)
        return find.label in self.named

    @cached_property
    def numbers(self) -> list[Number]:
        """Every number in their texts, values and dates."""
        return [
            one.number
            for claim in self.claims
            for group in (stated(claim), dates(claim, "stated"), dates(claim, "inferred"))
            for one in group
        ]

    @cached_property
    def named(self) -> set[str]:
        """The ids and country codes that they carry as keys, or name in a text."""
        found: set[str] = set()
        for claim in self.claims:
            keys = ("country", "speaker", "person", "group")
            found |= {str(getattr(claim.item, key, "")) for key in keys}
            found |= set(getattr(claim.item, "via", ()))
            for text, language in worded(claim):
                found |= self.names.in_text(text, language)
        people = [one for key, one in self.library.people.items() if key in found]
        return found | {one.country for one in people if one.country}


def alike(one: Number, other: Number) -> bool:
    """Whether either of two numbers bears the other out."""
    return not unsupported([one], [other]) or not unsupported([other], [one])


def gaps(library: Library, covered: Sequence[Coverage]) -> Iterator[Problem]:
    """Every gap as a warning, and every excuse that excuses nothing as an error."""
    for row in covered:
        read = file_of(library, "articles", row.article.id)
        for gap in row.gaps:
            message = f"paragraph {gap.paragraph}: no statement takes up “{gap.label}” ({gap.kind})"
            hint = "take it up in a statement, or list it under uncovered with the reason"
            place = read.place(("id",))
            yield Problem(read.file, *place, "coverage-gap", message, hint, Severity.WARNING)
        needed = {(one.paragraph, one.label) for one in row.open}
        for (number, word), index in row.excused.items():
            if (number, word) not in needed:
                message = f"“{word}” is not open in paragraph {number}: it is covered, or not there"
                yield read.problem(("uncovered", index), "uncovered-unused", message)
