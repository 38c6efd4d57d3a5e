"""The content model: what an analyst may write in YAML, as frozen pydantic models."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from briefs.content.fields import (
    AnyDate,
    Aside,
    Dated,
    Derived,
    Id,
    Model,
    Nature,
    NotStated,
    Paragraph,
    Paragraphs,
    Percent,
    Qualifier,
    Reason,
    Stance,
)
from briefs.content.yaml_file import LocalizedText, LocatedStr


class Statement(Model):
    """What every citable statement has: an id of its own and the paragraphs that bear it out."""

    id: Id
    at: Paragraphs
    derived: tuple[Derived, ...] = ()


class Position(Statement):
    """What a country or organisation holds on a topic, on a day, in somebody's words."""

    country: str | None = None
    organisation: Id | None = None
    topic: Id
    stance: Stance
    as_of: AnyDate
    speaker: Id | None = None
    via: tuple[Id, ...] = ()
    nature: Nature
    label: LocalizedText | None = None
    gist: LocalizedText | None = None
    text: LocalizedText

    @model_validator(mode="after")
    def one_holder(self) -> "Position":
        """A position has exactly one holder."""
        if (self.country is None) == (self.organisation is None):
            raise ValueError("a position has either a country or an organisation")
        return self

    @property
    def holder(self) -> str:
        """The country's code or the organisation's id."""
        return self.country or self.organisation or ""


class ExpertView(Statement):
    """One argument of an expert, or of an author, on a topic."""

    person: Id
    topic: Id
    nature: Nature
    as_of: AnyDate
    via: tuple[Id, ...] = ()
    gist: LocalizedText | None = None
    text: LocalizedText


class Result(Statement):
    """One percentage of a poll: who answered what."""

    group: str | LocalizedText
    answer: Literal["support", "oppose"]
    percent: Percent
    note: LocalizedText | None = None


class Poll(Model):
    """A poll as the article reports it; what is not stated is said so."""

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
    """A number with what exactly it counts: a count, a sum of money, a share, a year."""

    value: float
    qualifier: Qualifier = "exactly"
    unit: Literal["count", "percent", "eur", "usd", "days", "weeks", "years", "year"]
    as_of: AnyDate | None = None
    text: LocalizedText


class Event(Statement):
    """Something that happened, or was to happen, on a date; the holder names its lane."""

    date: AnyDate
    country: str | None = None
    organisation: Id | None = None
    text: LocalizedText

    @property
    def holder(self) -> str:
        """The country's code or the organisation's id; empty where neither is given."""
        return self.country or self.organisation or ""


class Caution(Model):
    """What a reader must know about a source before leaning on it; the main ones are printed."""

    at: Paragraphs
    text: LocalizedText
    main: bool = False
    derived: tuple[Derived, ...] = ()


class LeftOut(Model):
    """Paragraphs that no statement cites, and the reason."""

    at: Paragraphs
    why: Reason


class Uncovered(Model):
    """Names, figures or quotations of a source that no statement takes up, and the reason."""

    at: Paragraphs
    words: Annotated[tuple[LocatedStr, ...], Field(min_length=1)]
    why: Aside


class Weight(Model):
    """How much a source can bear: what it is, how near to the facts, independent of whom."""

    kind: LocalizedText
    access: LocalizedText
    independence: LocalizedText


class Article(Model):
    """One curated source article."""

    id: Id
    publisher: LocalizedText | NotStated
    title: LocalizedText
    short: LocalizedText
    issued: Dated
    language: str
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


class Spelled(Model):
    """Spellings to accept besides the name, such as a surname, and misspellings to refuse."""

    spellings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    refused: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Person(Spelled):
    """A named person: name, role and where the role is stated (`article/paragraph`)."""

    id: Id
    name: LocalizedText
    role: LocalizedText
    country: str | None = None
    organisation: Id | None = None
    stated: Annotated[tuple[str, ...], Field(min_length=1)]
    note: LocalizedText | None = None


class Organisation(Spelled):
    """A body that holds positions, speaks, or passes reports on."""

    id: Id
    name: LocalizedText
    kind: Literal["government", "alliance", "media", "institute", "unnamed", "other"]


class CountryWords(Spelled):
    """What a country is called besides its name: its people, adjective, capital."""

    country: str


class People(Model):
    """The file `people.yaml`."""

    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    countries: tuple[CountryWords, ...] = ()


class Project(Model):
    """The file `project.yaml`: the id by which the manifest of an output folder names it."""

    project: Id


class Topic(Model):
    """A topic that positions and views are compared on."""

    id: Id
    name: LocalizedText


class Topics(Model):
    """The file `topics.yaml`."""

    topics: tuple[Topic, ...]


class Side(Model):
    """What one source says in a disagreement."""

    article: Id
    at: Paragraphs
    text: LocalizedText


class Contradiction(Model):
    """Sources that disagree, with each other or with themselves; no winner is picked."""

    id: Id
    title: LocalizedText
    sides: Annotated[tuple[Side, ...], Field(min_length=2)]
    meaning: LocalizedText


class Contradictions(Model):
    """The file `contradictions.yaml`."""

    contradictions: tuple[Contradiction, ...]
