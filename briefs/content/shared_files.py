"""The models of the files that articles share: people, topics, contradictions and glossary."""

import re
from typing import Annotated, Literal

from pydantic import Field, field_validator

from briefs.content.fields import Country, Id, Model, OrganisationId, Paragraphs, known, refusal
from briefs.content.yaml_file import LocalizedText, PartialText
from briefs.problems import fill

LONGEST_EXPANSION = 8  # words


class Spelled(Model):
    """Spellings by language that the checks accept besides the name, and misspellings to report."""

    spellings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Spellings that texts may have besides the name, by language."""
    refused: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Misspellings that `check` reports, by language."""


class Person(Spelled):
    """A person with a role, and where the role is stated (`article/paragraph`)."""

    id: Id
    """The id by which statements name the person."""
    name: LocalizedText
    """The name of the person."""
    role: LocalizedText
    """Who the person is, in a few words."""
    country: Country | None = None
    """The country that the person speaks for, as an ISO 3166 code."""
    organisation: OrganisationId | None = None
    """The organisation that the person speaks for."""
    stated: Annotated[tuple[str, ...], Field(min_length=1)]
    """Where a source states the role: `article/paragraph`, such as `ecci/45`."""
    note: LocalizedText | None = None
    """What a reader must know about the name or the role."""


class Organisation(Spelled):
    """An organisation that holds positions, makes statements or reports those of others.

    `expansion` is what a document prints in parentheses after the first mention: the full name of
    an abbreviation, or what an outlet is. A language that needs none has no key in it.
    """

    id: Id
    """The id by which statements name the organisation."""
    name: LocalizedText
    """The name of the organisation."""
    kind: Literal["government", "alliance", "media", "institute", "unnamed", "other"]
    """What kind of organisation it is."""
    expansion: PartialText | None = None
    """What documents print in brackets after the first mention, in each language that needs it."""

    @field_validator("expansion")
    @classmethod
    def short_expansion(cls, expansion: PartialText | None) -> PartialText | None:
        """Return an expansion; an error for one that is too long or has brackets of its own."""
        for text in (expansion or {}).values():
            if len(text.split()) > LONGEST_EXPANSION or re.search(r"[()\[\]*\n]", text):
                message = fill(
                    "an expansion has at most {most} words and no brackets", most=LONGEST_EXPANSION
                )
                hint = fill("write the full name alone; documents put it in brackets")
                raise refusal("invalid", message, hint)
        return expansion


class CountryWords(Spelled):
    """Words for a country besides its name: its people, adjective and capital."""

    country: Country
    """The country, as an ISO 3166 code."""


class People(Model):
    """Everyone and everything with a name that statements mention."""

    people: tuple[Person, ...]
    """Everyone whom a statement names."""
    organisations: tuple[Organisation, ...]
    """Organisations that hold positions, make statements or report."""
    countries: tuple[CountryWords, ...] = ()
    """The words with which texts name a country: its people, adjective and capital."""
    commonly_known: tuple[str, ...] = ()
    """Abbreviations that need no expansion."""


class Topic(Model):
    """A topic of positions and expert views."""

    id: Id
    """The id by which statements and briefs name the topic."""
    name: LocalizedText
    """The name of the topic."""


class Topics(Model):
    """The topics that positions and views are compared on."""

    topics: tuple[Topic, ...]
    """What positions and views are compared on, in the order of documents."""


class Side(Model):
    """What one article says in a contradiction."""

    article: Annotated[Id, known("articles")]
    """The article that says it."""
    at: Paragraphs
    """The paragraphs that say it."""
    text: LocalizedText
    """What the article says."""


class Contradiction(Model):
    """A disagreement between articles, or within one; documents show all sides."""

    id: Id
    """The id by which briefs name the contradiction."""
    title: LocalizedText
    """What the articles disagree about."""
    sides: Annotated[tuple[Side, ...], Field(min_length=2)]
    """What each side says, in two or more entries."""
    meaning: LocalizedText
    """What the disagreement means for a reader."""


class Glossary(Model):
    """Terms that have one word in each language; the file may be absent."""

    terms: tuple[dict[str, Annotated[tuple[str, ...], Field(min_length=1)]], ...]
    """Terms that have one word in each language, with their forms by language."""


class Contradictions(Model):
    """The disagreements between articles, which briefs may show."""

    contradictions: tuple[Contradiction, ...]
    """The disagreements between articles, or within one."""
