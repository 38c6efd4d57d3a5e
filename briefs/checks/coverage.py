"""Finds the figures, names and quotations of the source texts that no statement takes up."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from briefs.checks.figures import dates, numbers_in, stated, texts_of
from briefs.checks.names import Names, names_of
from briefs.checks.source_texts import Claim, SourceTexts, claims, normalised
from briefs.content import Article, Library, fold
from briefs.numerals import GRAMMATICAL_KINDS, Number, unsupported
from briefs.problems import Message, Problem, fill

Kind = Literal["figure", "person", "country", "quotation"]
KINDS: tuple[Kind, ...] = ("figure", "person", "country", "quotation")
KIND_NAMES: Mapping[Kind, Message] = {
    "figure": fill("figure"),
    "person": fill("person"),
    "country": fill("country"),
    "quotation": fill("quotation"),
}

QUOTED = re.compile('«([^«»]+)»|“([^“”]+)”|"([^"]+)"')
SHORTEST_QUOTATION = 3  # words; less is a name or a term


@dataclass(frozen=True)
class Find:
    """A figure, person, country or quotation in a paragraph of a source text.

    `label` names it in messages and under `uncovered`: digits, an id, a code or the first words.
    """

    kind: Kind
    paragraph: int
    label: str
    number: Number | None = None  # of a figure
    words: str = ""  # of a quotation


@dataclass(frozen=True)
class Coverage:
    """What was found in the source text of an article, and what of it no statement takes up."""

    article: Article
    found: tuple[Find, ...]
    missing: tuple[Find, ...]

    @cached_property
    def excused(self) -> Mapping[tuple[int, str], int]:
        """The index in the article's `uncovered` of every paragraph and label there."""
        return {
            (paragraph, str(label)): index
            for index, entry in enumerate(self.article.uncovered)
            for paragraph in entry.at
            for label in entry.words
        }

    @property
    def gaps(self) -> tuple[Find, ...]:
        """What no statement takes up and `uncovered` does not list."""
        return tuple(
            find for find in self.missing if (find.paragraph, find.label) not in self.excused
        )

    def counts(self, kind: Kind) -> tuple[int, int]:
        """Return how many finds of a kind statements take up, and how many there are."""
        found = sum(find.kind == kind for find in self.found)
        return found - sum(find.kind == kind for find in self.missing), found


def cover(library: Library, sources: SourceTexts) -> list[Coverage]:
    """Return the coverage of every article whose source text is there."""
    languages = sorted({article.language for article in library.articles.values()})
    names = names_of(library, languages).in_sources() if languages else Names()
    citing: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims(library):
        for paragraph in claim.at:
            citing[claim.article.id, paragraph].append(claim)
    covered = []
    for key, paragraphs in sources.items():
        article = library.articles[key]
        if not library.is_whole(article):
            continue  # what was left out may take them up
        left_out = {paragraph for entry in article.left_out for paragraph in entry.at}
        found: list[Find] = []
        missing: list[Find] = []
        for paragraph, text in enumerate(paragraphs, 1):
            if paragraph not in left_out:
                citing_claims = CitingClaims(library, citing[key, paragraph], names)
                finds = list(finds_in(text, paragraph, article.language, names))
                found += finds
                missing += (find for find in finds if not citing_claims.take_up(find))
        covered.append(Coverage(article, tuple(found), tuple(missing)))
    return covered


def finds_in(text: str, paragraph: int, language: str, names: Names) -> Iterator[Find]:
    """Yield the figures, persons, countries and quotations of a paragraph, each once."""
    for number in {number.value: number for number in numbers_in(text, language)}.values():
        if number.kind not in GRAMMATICAL_KINDS:
            yield Find("figure", paragraph, number.text, number)
    for name in sorted(names.in_text(text, language), key=lambda name: name.key):
        if name.kind != "organisation":
            yield Find(name.kind, paragraph, name.key)
    for quotation in quotations(text):
        words = quotation.split()
        if len(words) >= SHORTEST_QUOTATION:
            label = " ".join(words[:SHORTEST_QUOTATION])
            yield Find("quotation", paragraph, label, words=quotation)


def quotations(text: str) -> list[str]:
    """Return what is between the quotation marks of a text, normalised."""
    return [normalised("".join(filter(None, match.groups()))) for match in QUOTED.finditer(text)]


@dataclass(frozen=True)
class CitingClaims:
    """The claims that cite a paragraph."""

    library: Library
    claims: Sequence[Claim]
    names: Names

    def take_up(self, find: Find) -> bool:
        """Return whether a claim has the number or name, or part of the quotation.

        For a quotation it is enough that a claim is of the nature `statement`.
        """
        if find.number:
            return any(are_alike(find.number, number) for number in self.numbers)
        if find.kind == "quotation":
            natures = {getattr(claim.item, "nature", "") for claim in self.claims}
            texts = [text for claim in self.claims for text, _ in texts_of(claim)]
            quoted = [fold(quotation) for text in texts for quotation in quotations(text)]
            return "statement" in natures or any(words in fold(find.words) for words in quoted)
        return find.label in self.named

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers in the texts, values and dates of the claims."""
        return [
            claimed.number
            for claim in self.claims
            for group in (stated(claim), dates(claim, "stated"), dates(claim, "inferred"))
            for claimed in group
        ]

    @cached_property
    def named(self) -> set[str]:
        """The ids and country codes that the claims have as values, or name in their texts."""
        named: set[str] = set()
        for claim in self.claims:
            for key in ("country", "speaker", "person", "group"):
                named.add(str(getattr(claim.item, key, "")))
            named |= set(getattr(claim.item, "via", ()))
            for text, language in texts_of(claim):
                named |= {name.key for name in self.names.in_text(text, language)}
        people = [person for key, person in self.library.people.items() if key in named]
        return named | {person.country for person in people if person.country}


def are_alike(first: Number, second: Number) -> bool:
    """Return whether one of two numbers supports the other."""
    return not unsupported([first], [second]) or not unsupported([second], [first])


def gaps(library: Library, covered: Sequence[Coverage]) -> Iterator[Problem]:
    """Report every gap, and every entry of `uncovered` that is not needed."""
    for row in covered:
        file = library.file_of(row.article)
        for gap in row.gaps:
            message = fill(
                "paragraph {paragraph}: no statement takes up “{label}” ({kind})",
                paragraph=gap.paragraph,
                label=gap.label,
                kind=KIND_NAMES[gap.kind],
            )
            hint = fill("take it up in a statement, or list it under uncovered with the reason")
            yield file.problem(("id",), "coverage-gap", message, hint)
        needed = {(find.paragraph, find.label) for find in row.missing}
        for (paragraph, label), index in row.excused.items():
            if (paragraph, label) not in needed:
                message = fill(
                    "“{label}” in paragraph {paragraph} is covered after all, or not there",
                    label=label,
                    paragraph=paragraph,
                )
                hint = fill("delete it from uncovered, or correct its words or its paragraph")
                yield file.problem(("uncovered", index), "uncovered-unused", message, hint)
