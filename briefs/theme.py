"""The visual identity, read from `theme.yaml`: colours, faces, sizes, editions."""

from typing import Annotated, Literal

from pydantic import Field

from briefs.terms import Model, Stance

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
Points = Annotated[float, Field(gt=0, le=200)]


class Page(Model):
    """The page and its margins, in millimetres."""

    size: Literal["A4", "Letter"]
    top: float
    bottom: float
    side: float

    @property
    def width(self) -> float:
        """The width of the sheet in millimetres."""
        return {"A4": 210.0, "Letter": 215.9}[self.size]

    @property
    def height(self) -> float:
        """The height of the sheet in millimetres."""
        return {"A4": 297.0, "Letter": 279.4}[self.size]


class Face(Model):
    """How a language is set: its faces, its scale and leading, its digits and month names."""

    locale: str = ""
    text: str
    label: str
    scale: Annotated[float, Field(gt=0.5, lt=2)]
    leading: Annotated[float, Field(ge=1, lt=3)]
    digits: Literal["latn", "arab"] = "latn"
    months: Literal["gregorian", "levant", "both"] = "gregorian"


class WordOptions(Model):
    """What concerns Word alone."""

    base: str = ""
    embed_fonts: bool = True


class Theme(Model):
    """The file `theme.yaml`."""

    colours: dict[str, Colour]
    stances: dict[Stance, str]
    page: Page
    languages: dict[str, Face]
    sizes: dict[str, Points]
    editions: dict[str, Annotated[tuple[str, ...], Field(min_length=1, max_length=2)]]
    word: WordOptions = WordOptions()

    def size(self, name: str, language: str) -> float:
        """A size in points as a language is set in it, to a quarter of a point."""
        return round(self.sizes[name] * self.languages[language].scale * 4) / 4
