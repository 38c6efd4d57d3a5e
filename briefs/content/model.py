"""The model of an article: the statements that an analyst takes from it, as pydantic models.

The text below a field is what editors and docs/reference.md say of its key.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, ValidationInfo, field_validator

from briefs.content.fields import (
    AnyDate,
    Country,
    Dated,
    Derived,
    Id,
    LanguageCode,
    LeftOutReason,
    Model,
    Nature,
    NotStated,
    Number,
    OrganisationId,
    Paragraph,
    Paragraphs,
    Percent,
    PersonId,
    Qualifier,
    Stance,
    TopicId,
    UncoveredReason,
    refusal,
)
from briefs.content.yaml_file import LocalizedText, LocatedStr
from briefs.problems import fill


class Statement(Model):
    """What every statement has: an id and the paragraphs of the article that support it."""

    id: Id
    """The id of the statement, unique in the file and never reused for another."""
    at: Paragraphs
    """The paragraphs of the source that support it, such as `[45]`."""
    derived: tuple[Derived, ...] = ()
    """Numbers of the text that no cited paragraph has, since you calculated them."""


class Position(Statement):
    """The position of a country or an organisation on a topic, at a date."""

    country: Country | None = None
    """The country that holds the position, as an ISO 3166 code such as `FR`."""
    organisation: OrganisationId | None = Field(None, validate_default=True)
    """The organisation that holds the position, in place of a country."""
    topic: TopicId
    """What the position is about."""
    stance: Stance
    """What the holder wants on the topic, whatever the tone of the article."""
    as_of: AnyDate
    """The day or the month for which the source says it."""
    speaker: PersonId | None = None
    """Who said it; nobody where the article names nobody."""
    via: tuple[PersonId, ...] = ()
    """Who reported it, the nearest to the article first."""
    nature: Nature
    """Whether the speaker says it, others report it, the author judges it or you infer it."""
    label: LocalizedText | None = None
    """Two or three words for a cell of the stance matrix."""
    gist: LocalizedText | None = None
    """Three to nine words for the comparison of countries."""
    text: LocalizedText
    """The position in one or two full sentences."""

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

    person: PersonId
    """Who holds the view, or the organisation that does."""
    topic: TopicId
    """What the view is about."""
    nature: Nature
    """Whether the person says it, others report it, the author judges it or you infer it."""
    as_of: AnyDate
    """The day or the month for which the source says it."""
    via: tuple[PersonId, ...] = ()
    """Who reported it, the nearest to the article first."""
    gist: LocalizedText | None = None
    """Three to nine words for a table."""
    text: LocalizedText
    """The view in one or two full sentences."""


class Result(Statement):
    """A percentage of a poll: how many people of a group (a country or another) gave an answer."""

    group: Country | LocalizedText
    """Who answered: a country as an ISO 3166 code, or another group in words."""
    answer: Literal["support", "oppose"]
    """Whether these people support or oppose what was asked."""
    percent: Percent
    """How many of the group gave the answer, in per cent."""
    note: LocalizedText | None = None
    """What a reader must know about this result."""


class Poll(Model):
    """A poll as the article reports it; `not_stated` stands for what the article leaves out."""

    id: Id
    """The id of the poll, unique in the file and never reused for another."""
    question: LocalizedText
    """What was asked, in a description of ours."""
    pollster: OrganisationId | NotStated
    """The organisation that asked."""
    fieldwork: LocalizedText | NotStated
    """When people were asked."""
    sample_size: StrictInt | NotStated
    """How many people were asked."""
    mode: LocalizedText | NotStated
    """How people were asked, such as by telephone."""
    universe: LocalizedText | NotStated
    """Of whom the people asked are a sample."""
    wording: LocalizedText | NotStated
    """The question word for word."""
    as_of: AnyDate
    """The day or the month for which the results hold."""
    results: Annotated[tuple[Result, ...], Field(min_length=1)]
    """The percentages that the article reports."""
    limits: LocalizedText
    """What the article does not say about the poll, and what may not be concluded from it."""


class Figure(Statement):
    """A number with a text that says what it counts."""

    value: Number
    """The number, in the digits 0–9."""
    qualifier: Qualifier = "exactly"
    """Whether the number is exact."""
    unit: Literal["count", "percent", "eur", "usd", "days", "weeks", "years", "year"]
    """What is counted, or the unit of the number."""
    as_of: AnyDate | None = None
    """The day or the month for which the number holds."""
    text: LocalizedText
    """A sentence that says what the number counts."""


class Event(Statement):
    """Something that happened, or was planned, at a date; the holder names its lane."""

    date: AnyDate
    """When it happened, or is to happen."""
    country: Country | None = None
    """The country in whose lane of the timeline it stands."""
    organisation: OrganisationId | None = None
    """The organisation in whose lane of the timeline it stands, in place of a country."""
    text: LocalizedText
    """What happened, in one sentence."""

    @property
    def holder(self) -> str:
        """The country's code or the organisation's id; empty where neither is given."""
        return self.country or self.organisation or ""


class Caution(Model):
    """A limit to the reliability of a source; documents print the cautions that are `main`."""

    at: Paragraphs
    """The paragraphs that it is about."""
    text: LocalizedText
    """What a reader must know about the source."""
    main: StrictBool = False
    """Whether documents print it."""
    derived: tuple[Derived, ...] = ()
    """Numbers of the text that no cited paragraph has, since you calculated them."""


class LeftOut(Model):
    """Paragraphs that no statement cites, and the reason."""

    at: Paragraphs
    """The paragraphs that no statement cites."""
    why: LeftOutReason
    """Why no statement cites them; `unread` until you have read them."""


class Uncovered(Model):
    """Names, figures or quotations of a source that no statement takes up, and the reason."""

    at: Paragraphs
    """The paragraphs in which the words stand."""
    words: Annotated[tuple[LocatedStr, ...], Field(min_length=1)]
    """The names, figures or quotations, as the source has them."""
    why: UncoveredReason
    """Why no statement takes them up."""


class Weight(Model):
    """How much a source can bear: what it is, how near to the facts, independent of whom."""

    kind: LocalizedText
    """What the source is, in at most twelve words."""
    access: LocalizedText
    """How near to the facts it stands, in at most twelve words."""
    independence: LocalizedText
    """Of whom it is independent, in at most twelve words."""


class Article(Model):
    """A source article with the statements that an analyst took from it."""

    id: Id
    """The id of the article: the name of its file without `.yaml`."""
    publisher: LocalizedText | NotStated
    """Who published the article."""
    title: LocalizedText
    """The title, word for word as the source prints it."""
    title_is: Literal["verbatim", "descriptive"] = "verbatim"
    """Whether the title is that of the source, or a description of ours."""
    short: LocalizedText
    """The name of the source in notes, in one to four words."""
    issued: Dated
    """The date of issue, and whether the article states it."""
    language: LanguageCode
    """The language of the article as an ISO 639 code, such as `ar`."""
    source_text: str
    """The file of the source text in the folder of sources, such as `ecci.txt`."""
    paragraphs: Paragraph
    """How many paragraphs the source text has."""
    weight: Weight | None = None
    """How much the source can bear."""
    summary: LocalizedText
    """What the article says, in two or three sentences."""
    positions: tuple[Position, ...] = ()
    """What countries and organisations want, each on one topic and at one date."""
    experts: tuple[ExpertView, ...] = ()
    """What people argue who do not speak for a country or an organisation."""
    polls: tuple[Poll, ...] = ()
    """The polls that the article reports."""
    figures: tuple[Figure, ...] = ()
    """The numbers of the article, each with what it counts."""
    events: tuple[Event, ...] = ()
    """What happened, and when."""
    cautions: tuple[Caution, ...] = ()
    """What limits the reliability of the source."""
    left_out: tuple[LeftOut, ...] = ()
    """The paragraphs that no statement cites, and why."""
    uncovered: tuple[Uncovered, ...] = ()
    """Names, figures and quotations that no statement takes up, and why."""

    def bracketed(self, title: str) -> str:
        """Return a title of the article in the square brackets that mark a descriptive one."""
        return f"[{title}]" if self.title_is == "descriptive" else title
