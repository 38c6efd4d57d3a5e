"""The model of a brief: what it selects, what it says first, and how its judgements are reached."""

from typing import Annotated, Literal, get_args

from pydantic import Field, ValidationInfo, field_validator

from briefs.content.dates import EdtfDate, When
from briefs.content.fields import (
    ConfidenceLevel,
    Dated,
    Id,
    Likelihood,
    Model,
    Reference,
    refusal,
)
from briefs.content.yaml_file import LocalizedText, LocatedStr
from briefs.problems import fill


class Supported(Model):
    """A sentence of ours, with the statements that it rests on."""

    text: LocalizedText
    evidence: Annotated[tuple[Reference, ...], Field(min_length=1)]


class BottomLine(Supported):
    """The answer of a brief in one sentence; `provenance` is printed small below it.

    Only that of a brief which shows every statement may name none.
    """

    evidence: tuple[Reference, ...] = ()
    provenance: LocalizedText | None = None


class Confidence(Model):
    """How far the sources bear a judgement out, and which sources these are."""

    level: ConfidenceLevel
    basis: LocalizedText

    @property
    def rank(self) -> int:
        """The level as a number from 1 (low) to 3 (high)."""
        return get_args(ConfidenceLevel).index(self.level) + 1


class Alternative(Model):
    """Another reading of the same sources, with what speaks for it."""

    text: LocalizedText
    evidence: tuple[Reference, ...] = ()


class Judgement(Supported):
    """A key judgement (ICD 203). The statements in `evidence` speak for it, those in `against` not.

    `assumptions` are what it rests on and no source states; `indicators` what would change it.
    """

    id: Id
    likelihood: Likelihood
    confidence: Confidence
    assumptions: tuple[LocalizedText, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    indicators: tuple[LocalizedText, ...] = ()
    against: tuple[Reference, ...] = ()

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
    where: LocalizedText


class Rung(Model):
    """A rung of a ladder of commitment, with the positions that stand on it."""

    name: LocalizedText
    positions: Annotated[tuple[Reference, ...], Field(min_length=1)]


class Issue(Model):
    """Which issue of a brief it is, and the day on which it was issued."""

    number: Annotated[int, Field(ge=1, strict=True)]
    date: EdtfDate

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
    template: Id
    editions: Annotated[tuple[str, ...], Field(min_length=1)] = ()  # else those of briefs.yaml
    title: LocalizedText
    subtitle: LocalizedText | None = None
    reference: LocatedStr
    issue: Issue | None = None
    information_as_of: Dated
    handling: LocalizedText | None = None  # else that of briefs.yaml
    bottom_line: BottomLine
    judgements: tuple[Judgement, ...] = ()
    gaps: tuple[Gap, ...] = ()
    background: tuple[Supported, ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[Id, ...] = ()
    stances: tuple[Reference, ...] = ()
    ladder: tuple[Rung, ...] = ()
    questions: tuple[Id, ...] = ()
    movement: dict[str, Supported] = Field(default_factory=dict)
    show: tuple[Reference, ...] = ()
    contradictions: tuple[Id, ...] = ()
    method: LocalizedText | None = None
    headings: dict[
        Literal["background", "comparison", "commitment", "countries"], LocalizedText
    ] = Field(default_factory=dict)

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
