"""The model of a brief: what it selects, what it says first, and how its judgements are reached."""

from typing import Annotated, Literal, get_args

from pydantic import Field, ValidationInfo, field_validator

from briefs.content.dates import EdtfDate, When
from briefs.content.fields import (
    ConfidenceLevel,
    Dated,
    Edition,
    Holder,
    Id,
    Likelihood,
    Model,
    Reference,
    TopicId,
    known,
    refusal,
)
from briefs.content.yaml_file import LocalizedText, LocatedStr
from briefs.problems import fill


class Supported(Model):
    """A sentence of ours, with the statements that it rests on."""

    text: LocalizedText
    """The sentence."""
    evidence: Annotated[tuple[Reference, ...], Field(min_length=1)]
    """The statements that it rests on: `article/statement`."""


class BottomLine(Supported):
    """The answer of a brief in one sentence; `provenance` is printed small below it.

    Only that of a brief which shows every statement may name none.
    """

    evidence: tuple[Reference, ...] = ()
    """The statements that it rests on; only a brief that shows every statement may name none."""
    provenance: LocalizedText | None = None
    """Which sources it is from and which dates are inferred, printed small below it."""


class Confidence(Model):
    """How far the sources bear a judgement out, and which sources these are."""

    level: ConfidenceLevel
    """How far the sources bear the judgement out."""
    basis: LocalizedText
    """How many sources there are, how good they are, and whether they agree."""

    @property
    def rank(self) -> int:
        """The level as a number from 1 (low) to 3 (high)."""
        return get_args(ConfidenceLevel).index(self.level) + 1


class Alternative(Model):
    """Another reading of the same sources, with what speaks for it."""

    text: LocalizedText
    """The other reading, in one sentence."""
    evidence: tuple[Reference, ...] = ()
    """The statements that speak for it."""


class Judgement(Supported):
    """A key judgement (ICD 203). The statements in `evidence` speak for it, those in `against` not.

    `assumptions` are what it rests on and no source states; `indicators` what would change it.
    """

    id: Id
    """The id of the judgement, to which links lead."""
    likelihood: Likelihood
    """The term of ICD 203 that the text has; `not_a_forecast` where it forecasts nothing."""
    confidence: Confidence
    """How far the sources bear the judgement out, and why."""
    assumptions: tuple[LocalizedText, ...] = ()
    """What it rests on and no source states."""
    alternatives: tuple[Alternative, ...] = ()
    """Other readings of the same sources."""
    indicators: tuple[LocalizedText, ...] = ()
    """What would change it: something that can be observed."""
    against: tuple[Reference, ...] = ()
    """The statements that speak against it."""

    @property
    def likelihood_level(self) -> int:
        """The term of likelihood as a number from 1 (almost no chance) to 7 (almost certain).

        It is 8 for a judgement that is not a forecast.
        """
        return get_args(Likelihood).index(self.likelihood) + 1

    @property
    def references(self) -> tuple[str, ...]:
        """The statements that speak for the judgement, against it and for its alternatives."""
        others = (name for alternative in self.alternatives for name in alternative.evidence)
        return tuple(dict.fromkeys((*self.evidence, *self.against, *others)))


class Gap(Model):
    """What the sources do not say, and where to look for it."""

    text: LocalizedText
    """What the sources do not say."""
    where: LocalizedText
    """Where to look for it."""


class Rung(Model):
    """A rung of a ladder of commitment, with the positions that stand on it."""

    name: LocalizedText
    """The name of the rung."""
    positions: Annotated[tuple[Reference, ...], Field(min_length=1)]
    """The positions that stand on the rung."""


class Issue(Model):
    """Which issue of a brief it is, and the day on which it was issued."""

    number: Annotated[int, Field(ge=1, strict=True)]
    """The number of the issue, from 1."""
    date: EdtfDate
    """The day on which it was issued."""

    @field_validator("date")
    @classmethod
    def on_one_day(cls, value: When) -> When:
        """A brief is issued on a day, not in a month or over a range."""
        if value.is_range or not value.start[2]:
            message = fill("“{date}” is not one day", date=value)
            raise refusal("date-malformed", message, fill("write a day, such as 2025-09-04"))
        return value


class Brief(Model):
    """One briefing document: what it selects and what it says first."""

    id: Id
    """The id of the brief: the name of its file without `.yaml`."""
    template: Annotated[Id, known("templates")]
    """The template that it is printed with."""
    editions: Annotated[tuple[Edition, ...], Field(min_length=1)] = ()
    """The editions to build; those of `briefs.yaml` if left out."""
    title: LocalizedText
    """The title of the documents."""
    subtitle: LocalizedText | None = None
    """A line below the title."""
    reference: LocatedStr
    """The reference number, printed on page one."""
    issue: Issue | None = None
    """The number and the day of the issue."""
    information_as_of: Dated
    """The date after which nothing was read."""
    handling: LocalizedText | None = None
    """How to handle the documents; that of `briefs.yaml` if left out."""
    bottom_line: BottomLine
    """The answer in one sentence of at most 25 words."""
    judgements: tuple[Judgement, ...] = ()
    """What you conclude, apart from what was reported."""
    gaps: tuple[Gap, ...] = ()
    """What the sources do not say."""
    background: tuple[Supported, ...] = ()
    """What a reader must know first, in single sentences."""
    countries: tuple[Holder, ...] = ()
    """The countries or organisations to compare, in this order."""
    topics: tuple[TopicId, ...] = ()
    """The topics to compare them on, in this order."""
    stances: tuple[Reference, ...] = ()
    """The positions in the stance matrix, of one cell the earlier first."""
    ladder: tuple[Rung, ...] = ()
    """The rungs of the ladder of commitment, the highest first."""
    questions: tuple[TopicId, ...] = ()
    """The topics on which the views of experts are compared."""
    movement: dict[str, Supported] = Field(default_factory=dict)
    """How the position of a country has changed, by its ISO 3166 code."""
    show: tuple[Reference, ...] = ()
    """The statements to show; all if left out."""
    contradictions: tuple[Annotated[Id, known("contradictions")], ...] = ()
    """The contradictions to show, by their ids."""
    method: LocalizedText | None = None
    """How the brief was made, in a few sentences."""
    headings: dict[
        Literal["background", "comparison", "commitment", "countries"], LocalizedText
    ] = Field(default_factory=dict)
    """Headings in place of those of the template."""

    @field_validator("information_as_of")
    @classmethod
    def issued_after_the_information(cls, known: Dated, info: ValidationInfo) -> Dated:
        """Return the date of the information; an error where the brief is issued before it."""
        issue: Issue | None = info.data.get("issue")
        if issue and issue.date.start < known.date.start:
            message = fill(
                "“issue” is dated before “information_as_of”: {issued} and {known}",
                issued=issue.date,
                known=known.date,
            )
            raise refusal("invalid", message, fill("correct one of the two dates"))
        return known

    @field_validator("show")
    @classmethod
    def bottom_line_rests_on_statements(cls, show: tuple[str, ...], info: ValidationInfo) -> object:
        """Return what is shown; an error where it is a choice and the bottom line names nothing."""
        bottom_line: BottomLine | None = info.data.get("bottom_line")
        if show and bottom_line and not bottom_line.evidence:
            message = fill("“bottom_line” lacks “evidence”")
            hint = fill("name the statements that it rests on: evidence: [article/statement, …]")
            raise refusal("key-missing", message, hint)
        return show


def evidence_of(brief: Brief) -> tuple[str, ...]:
    """The references of every statement that the sentences of a brief rest on."""
    supported = (brief.bottom_line, *brief.background, *brief.movement.values())
    references = [name for sentence in supported for name in sentence.evidence]
    references += [name for judgement in brief.judgements for name in judgement.references]
    references += brief.stances
    references += [name for rung in brief.ladder for name in rung.positions]
    return tuple(dict.fromkeys(references))
