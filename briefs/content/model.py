"""The content model: what an analyst may write in YAML, as pydantic models."""

import re
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from briefs.content.fields import (
    AnyDate,
    Dated,
    Derived,
    Id,
    LanguageCode,
    LeftOutReason,
    Model,
    Nature,
    NotStated,
    Paragraph,
    Paragraphs,
    Percent,
    Qualifier,
    Stance,
    UncoveredReason,
    refusal,
)
from briefs.content.yaml_file import LocalizedText, LocatedStr, PartialText
from briefs.problems import fill

LONGEST_EXPANSION = 8  # words


class Statement(Model):
    """What every statement has: an id and the paragraphs of the article that support it."""

    id: Id
    at: Paragraphs
    derived: tuple[Derived, ...] = ()


class Position(Statement):
    """The position of a country or an organisation on a topic, at a date."""

    country: str | None = None
    organisation: Id | None = Field(None, validate_default=True)
    topic: Id
    stance: Stance
    as_of: AnyDate
    speaker: Id | None = None
    via: tuple[Id, ...] = ()
    nature: Nature
    label: LocalizedText | None = None
    gist: LocalizedText | None = None
    text: LocalizedText

    @field_validator("organisation")
    @classmethod
    def one_holder(cls, organisation: str | None, info: ValidationInfo) -> str | None:
        """Return the organisation; an error unless the position has exactly one holder.

        A rule of a field is also looked at where other fields are wrong.
        """
        if "country" in info.data and (info.data["country"] is None) == (organisation is None):
            message = fill("a position has either a country or an organisation")
            hint = fill("write country: and its code, or organisation: and its id, and not both")
            raise refusal("invalid", message, hint)
        return organisation

    @property
    def holder(self) -> str:
        """The country's code or the organisation's id."""
        return self.country or self.organisation or ""


class ExpertView(Statement):
    """An argument of an expert, or of the author of the article, on a topic."""

    person: Id
    topic: Id
    nature: Nature
    as_of: AnyDate
    via: tuple[Id, ...] = ()
    gist: LocalizedText | None = None
    text: LocalizedText


class Result(Statement):
    """A percentage of a poll: how many people of a group (a country or another) gave an answer."""

    group: str | LocalizedText
    answer: Literal["support", "oppose"]
    percent: Percent
    note: LocalizedText | None = None


class Poll(Model):
    """A poll as the article reports it; `not_stated` stands for what the article leaves out."""

    id: Id
    question: LocalizedText
    pollster: Id | NotStated
    fieldwork: LocalizedText | NotStated
    sample_size: int | NotStated
    mode: LocalizedText | NotStated
    universe: LocalizedText | NotStated
    wording: LocalizedText | NotStated
    as_of: AnyDate
    results: Annotated[tuple[Result, ...], Field(min_length=1)]
    limits: LocalizedText


class Figure(Statement):
    """A number with a text that says what it counts."""

    value: float
    qualifier: Qualifier = "exactly"
    unit: Literal["count", "percent", "eur", "usd", "days", "weeks", "years", "year"]
    as_of: AnyDate | None = None
    text: LocalizedText


class Event(Statement):
    """Something that happened, or was planned, at a date; the holder names its lane."""

    date: AnyDate
    country: str | None = None
    organisation: Id | None = None
    text: LocalizedText

    @property
    def holder(self) -> str:
        """The country's code or the organisation's id; empty where neither is given."""
        return self.country or self.organisation or ""


class Caution(Model):
    """A limit to the reliability of a source; documents print the cautions that are `main`."""

    at: Paragraphs
    text: LocalizedText
    main: bool = False
    derived: tuple[Derived, ...] = ()


class LeftOut(Model):
    """Paragraphs that no statement cites, and the reason."""

    at: Paragraphs
    why: LeftOutReason


class Uncovered(Model):
    """Names, figures or quotations of a source that no statement takes up, and the reason."""

    at: Paragraphs
    words: Annotated[tuple[LocatedStr, ...], Field(min_length=1)]
    why: UncoveredReason


class Weight(Model):
    """How much a source can bear: what it is, how near to the facts, independent of whom."""

    kind: LocalizedText
    access: LocalizedText
    independence: LocalizedText


class Article(Model):
    """A source article with the statements that an analyst took from it."""

    id: Id
    publisher: LocalizedText | NotStated
    title: LocalizedText
    title_is: Literal["verbatim", "descriptive"] = "verbatim"
    short: LocalizedText
    issued: Dated
    language: LanguageCode
    source_text: str
    paragraphs: Paragraph
    weight: Weight | None = None
    summary: LocalizedText
    positions: tuple[Position, ...] = ()
    experts: tuple[ExpertView, ...] = ()
    polls: tuple[Poll, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    cautions: tuple[Caution, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    uncovered: tuple[Uncovered, ...] = ()

    def bracketed(self, title: str) -> str:
        """Return a title of the article in the square brackets that mark a descriptive one."""
        return f"[{title}]" if self.title_is == "descriptive" else title


class Spelled(Model):
    """Spellings by language that the checks accept besides the name, and misspellings to report."""

    spellings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    refused: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Person(Spelled):
    """A person with a role, and where the role is stated (`article/paragraph`)."""

    id: Id
    name: LocalizedText
    role: LocalizedText
    country: str | None = None
    organisation: Id | None = None
    stated: Annotated[tuple[str, ...], Field(min_length=1)]
    note: LocalizedText | None = None


class Organisation(Spelled):
    """An organisation that holds positions, makes statements or reports those of others.

    `expansion` is what a document prints in parentheses after the first mention: the full name of
    an abbreviation, or what an outlet is. A language that needs none has no key in it.
    """

    id: Id
    name: LocalizedText
    kind: Literal["government", "alliance", "media", "institute", "unnamed", "other"]
    expansion: PartialText | None = None

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

    country: str


class People(Model):
    """The file `people.yaml`; `commonly_known` are abbreviations that need no explanation."""

    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    countries: tuple[CountryWords, ...] = ()
    commonly_known: tuple[str, ...] = ()


class Topic(Model):
    """A topic of positions and expert views."""

    id: Id
    name: LocalizedText


class Topics(Model):
    """The file `topics.yaml`."""

    topics: tuple[Topic, ...]


class Side(Model):
    """What one article says in a contradiction."""

    article: Id
    at: Paragraphs
    text: LocalizedText


class Contradiction(Model):
    """A disagreement between articles, or within one; documents show all sides."""

    id: Id
    title: LocalizedText
    sides: Annotated[tuple[Side, ...], Field(min_length=2)]
    meaning: LocalizedText


class Glossary(Model):
    """The file `glossary.yaml`: the words and forms of each term, by language."""

    terms: tuple[dict[str, Annotated[tuple[str, ...], Field(min_length=1)]], ...]


class Contradictions(Model):
    """The file `contradictions.yaml`."""

    contradictions: tuple[Contradiction, ...]
