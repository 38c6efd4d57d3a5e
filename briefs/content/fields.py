"""The types of fields in the content model: ids, paragraphs, stances, dates."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from briefs.content.dates import DateWritten, EdtfDate, When
from briefs.content.locales import is_language
from briefs.content.yaml_file import NAMES, LocalizedText, LocatedStr
from briefs.limits import MOST_PARAGRAPHS
from briefs.problems import Message, fill


def known(names: str) -> Any:
    """Return what marks a type as names of a kind, which a schema for a project then lists."""
    return Field(json_schema_extra={NAMES: names})


Number = Annotated[float, Field(strict=True)]  # quoted, it is a text
Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        json_schema_extra={"errorMessage": "An id is lower-case words joined by hyphens."},
    ),
]
Reference = Annotated[  # article/statement
    str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$"), known("statements")
]
Country = Annotated[str, known("countries")]
Holder = Annotated[str, known("holders")]  # a country or an organisation
Edition = Annotated[str, known("editions")]
ThemeLanguage = Annotated[str, known("languages")]
TopicId = Annotated[Id, known("topics")]
PersonId = Annotated[Id, known("people")]  # or an organisation
OrganisationId = Annotated[Id, known("organisations")]
Paragraph = Annotated[int, Field(ge=1, le=MOST_PARAGRAPHS, strict=True)]
Paragraphs = Annotated[tuple[Paragraph, ...], Field(min_length=1)]
Percent = Annotated[Number, Field(ge=0, le=100)]
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


def refusal(code: str, message: Message, hint: Message) -> PydanticCustomError:
    """Return what a validator raises to report a problem with a code, message and hint."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def known_language(code: str) -> str:
    """Return the code of a language; an error where CLDR has none of this code."""
    if is_language(code):
        return code
    hint = fill("write the ISO 639 code of the language, such as en, ar or fr")
    raise refusal("language-unknown", fill("“{code}” is not a language", code=code), hint)


LanguageCode = Annotated[str, AfterValidator(known_language)]


class Model(BaseModel):
    """A frozen model, for which an unknown key is an error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        allow_inf_nan=False,
    )


class Dated(Model):
    """A date, whether a source states it (at which paragraphs) or it is inferred (why)."""

    date: EdtfDate
    """A day, a month, a year, or a range of these with a slash."""
    basis: Basis
    """Whether a source states the date, or you infer it."""
    why: LocalizedText | None = None
    """The reason for an inferred date."""
    at: tuple[Paragraph, ...] = ()
    """The paragraphs that state the date."""


def as_dated(value: object) -> object:
    """Return a bare date as the mapping of a stated date."""
    return value if isinstance(value, dict | Dated) else {"date": value, "basis": "stated"}


AnyDate = Annotated[Dated, BeforeValidator(as_dated, json_schema_input_type=DateWritten | Dated)]


class Derived(Model):
    """A number that the analyst calculated from the cited paragraphs, and how."""

    value: Number
    """The number as the text has it."""
    how: LocalizedText
    """How it was calculated."""


# What stands in for a key of a file that is needed and could not be read, so that the rest of the
# file can be checked. No problem is reported of a placeholder.
PLACEHOLDER = LocalizedText({"": LocatedStr()})
NO_DATE = {"date": When((1, 0, 0), (1, 0, 0)), "basis": "stated"}
PLACEHOLDERS: Mapping[str, Any] = {
    **dict.fromkeys(("title", "short", "summary"), PLACEHOLDER),
    **dict.fromkeys(("issued", "information_as_of"), NO_DATE),
    **dict.fromkeys(("people", "organisations", "topics", "contradictions", "terms"), ()),
    **dict.fromkeys(("id", "template"), "0"),
    "publisher": "not_stated",
    "language": "en",
    "source_text": "",
    "paragraphs": MOST_PARAGRAPHS,
    "reference": LocatedStr(),
    "bottom_line": {"text": PLACEHOLDER, "evidence": ("0/0",)},
}
