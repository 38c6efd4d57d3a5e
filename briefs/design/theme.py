"""The visual identity, read from `theme.yaml`: colours, faces, sizes, editions."""

from typing import Annotated, Literal, NamedTuple

from babel import Locale
from pydantic import Field, field_validator

from briefs.content import Model

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
Points = Annotated[float, Field(gt=0, le=200)]

LARGEST_REFERENCE_DOC = 20_000_000  # bytes of a house template
LEAST_SIZE = 8.0  # points: smaller text is hard to read


class Page(Model):
    """The page and its margins, in millimetres; what a printer needs around it."""

    size: Literal["A4", "Letter"]
    top: float
    bottom: float
    side: float
    bleed: Annotated[float, Field(ge=0, le=20)] = 0
    marks: frozenset[Literal["crop", "cross"]] = frozenset()

    @property
    def width(self) -> float:
        """The width of the sheet in millimetres."""
        return {"A4": 210.0, "Letter": 215.9}[self.size]

    @property
    def around(self) -> float:
        """What the sheet has on each side of the page: the bleed, and room for marks beyond it.

        The engine draws marks in the outer half.
        """
        return max(2 * self.bleed, self.bleed + 6) if self.marks else self.bleed

    @property
    def height(self) -> float:
        """The height of the sheet in millimetres."""
        return {"A4": 297.0, "Letter": 279.4}[self.size]

    @property
    def left(self) -> float:
        """The margin on the left."""
        return self.side

    @property
    def right(self) -> float:
        """The margin on the right."""
        return self.side

    @property
    def header(self) -> float:
        """How far the running head stands from the edge."""
        return self.top * 0.5

    @property
    def footer(self) -> float:
        """How far the footer stands from the edge."""
        return self.bottom * 0.45


class Sheet(NamedTuple):
    """The page of a house template, in millimetres; Word's pages have it in place of `Page`."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float


class LanguageStyle(Model):
    """How a language is set: its faces, its scale and leading, its digits and month names.

    `locale` is CLDR’s, for dates; `region` the country whose spelling Word checks.
    """

    locale: str = ""
    region: str = ""
    text: str
    label: str
    scale: Annotated[float, Field(gt=0.5, lt=2)]
    leading: Annotated[float, Field(ge=1, lt=3)]
    measure: Annotated[float, Field(gt=0)] = 125
    digits: Literal["latn", "arab"] = "latn"
    months: Literal["gregorian", "levant", "both"] = "gregorian"

    @field_validator("region")
    @classmethod
    def known(cls, region: str) -> str:
        """A country or group of countries that CLDR knows, or none."""
        if region and region not in Locale("en").territories:
            raise ValueError(f"“{region}” is not the code of a country, such as GB")
        return region


class WordTheme(Model):
    """What concerns Word alone."""

    base: str = ""
    embed_fonts: bool = True
    dense: dict[str, Annotated[float, Field(ge=0.7, le=1)]] = Field(default_factory=dict)


class Theme(Model):
    """The file `theme.yaml`."""

    colours: dict[str, Colour]
    page: Page
    languages: dict[str, LanguageStyle]
    sizes: dict[str, Points]
    editions: dict[str, Annotated[tuple[str, ...], Field(min_length=1, max_length=2)]]
    word: WordTheme = WordTheme()
    spacing: Annotated[float, Field(ge=0, le=3)] = 1

    def size(self, name: str, language: str) -> float:
        """A size in points as a language is set in it, to a quarter of a point."""
        return round(self.sizes[name] * self.languages[language].scale * 4) / 4

    def tag(self, language: str) -> str:
        """A language as Word spells it: `en-GB`, or `en` where no region is given."""
        face = self.languages.get(language)
        return f"{language}-{face.region}" if face is not None and face.region else language

    def aside(self, language: str) -> float:
        """What text in lines of a language's measure leaves beside it, in millimetres."""
        room = self.page.width - 2 * self.page.side
        return max(0.0, round(room - self.languages[language].measure, 2))

    def on(self, sheet: Sheet | None) -> "Theme":
        """The theme on the page of a house template, where there is one."""
        return self if sheet is None else self.model_copy(update={"page": sheet})

    def dense(self, template: str) -> "Theme":
        """The theme as Word sets a template that has to keep to few pages.

        Space shrinks most, then leading and margins, then sizes; no size goes under 8 points.
        """
        share = self.word.dense.get(template, 1)
        sizes = {
            name: max(size * share, min(size, LEAST_SIZE)) for name, size in self.sizes.items()
        }
        faces = {
            name: face.model_copy(update={"leading": 1 + (face.leading - 1) * share**3})
            for name, face in self.languages.items()
        }
        edges = {"top", "bottom", "side"}
        margins = {edge: getattr(self.page, edge) * share**2 for edge in edges}
        made = {
            "sizes": sizes,
            "languages": faces,
            "spacing": self.spacing * share**6,
            "page": self.page.model_copy(update=margins),
        }
        return self.model_copy(update=made)
