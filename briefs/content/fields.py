"""The words of the content model: ids, paragraphs, stances, dates; what its classes are made of."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from briefs.content.dates import When
from briefs.content.yaml_file import LocalizedText

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Reference = Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
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
Reason = Literal["furniture", "heading", "caption", "teaser", "subscription", "repetition"]
# Why a find in a body paragraph needs no statement: it is part of a name or a mere label, gives the
# place of an event, or only sets the scene.
Aside = Literal["name", "place", "background"]


class Model(BaseModel):
    """Frozen, and closed: a key that the model does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Dated(Model):
    """A date with its basis; what is inferred says why, unless the article's own date does."""

    date: When
    basis: Basis
    why: LocalizedText | None = None
    at: tuple[Paragraph, ...] = ()


def as_dated(value: object) -> object:
    """A bare date stands for a stated one."""
    return value if isinstance(value, dict | Dated) else {"date": value, "basis": "stated"}


AnyDate = Annotated[Dated, BeforeValidator(as_dated)]


class Derived(Model):
    """A number that no cited paragraph has, because we worked it out, with how."""

    value: float
    how: LocalizedText
