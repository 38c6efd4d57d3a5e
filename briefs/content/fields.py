"""The types of fields in the content model: ids, paragraphs, stances, dates."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from briefs.content.dates import EdtfDate
from briefs.content.yaml_file import LocalizedText

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Reference = Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]  # article/statement
Paragraph = Annotated[int, Field(ge=1, strict=True)]
Paragraphs = Annotated[tuple[Paragraph, ...], Field(min_length=1)]
Percent = Annotated[float, Field(ge=0, le=100)]
NotStated = Literal["not_stated"]

Stance = Literal["supports", "conditional", "undecided", "opposes"]
Nature = Literal["statement", "reported", "analysis", "inferred"]
Basis = Literal["stated", "inferred"]
# The levels of confidence and the terms of likelihood are those of ICD 203 (US intelligence
# community, analytic standards); `not_a_forecast` marks a judgement about what the sources show.
ConfidenceLevel = Literal["low", "moderate", "high"]
Likelihood = Literal[
    "almost_no_chance",
    "very_unlikely",
    "unlikely",
    "roughly_even",
    "likely",
    "very_likely",
    "almost_certain",
    "not_a_forecast",
]
Qualifier = Literal["exactly", "about", "more_than", "at_least"]
# Why no statement cites a paragraph.
# `unread` stands in a new article until somebody has read the paragraph.
LeftOutReason = Literal[
    "furniture", "heading", "caption", "teaser", "subscription", "repetition", "unread"
]
# Why no statement takes up a name, figure or quotation: it is part of a name or a label, it says
# where an event took place, or it is background.
UncoveredReason = Literal["name", "place", "background"]


class Model(BaseModel):
    """A frozen model, for which an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Dated(Model):
    """A date, whether a source states it (at which paragraphs) or it is inferred (why)."""

    date: EdtfDate
    basis: Basis
    why: LocalizedText | None = None
    at: tuple[Paragraph, ...] = ()


def as_dated(value: object) -> object:
    """Return a bare date as the mapping of a stated date."""
    return value if isinstance(value, dict | Dated) else {"date": value, "basis": "stated"}


AnyDate = Annotated[Dated, BeforeValidator(as_dated)]


class Derived(Model):
    """A number that the analyst calculated from the cited paragraphs, and how."""

    value: float
    how: LocalizedText
