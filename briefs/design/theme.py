"""The model of `theme.yaml`: colours, fonts, sizes, page and editions, for all formats."""

import re
from typing import Annotated, Literal, NamedTuple

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, field_validator

from briefs.content import Id, Model, Number, ThemeLanguage, country_hint, refusal
from briefs.problems import fill

COLOUR = r"^#[0-9a-f]{6}$"
COLOUR_FORM = "Write six hexadecimal digits after #, in lower case and in quotation marks."


def known_colour(written: str) -> str:
    """Return a colour that is #rrggbb in lower case; an error, with that form, for another."""
    if re.fullmatch(COLOUR, written):
        return written
    from tinycss2.color3 import RGBA, parse_color  # noqa: PLC0415  (only when it is wrong)

    hint = fill('write six hexadecimal digits after #, in quotation marks, such as "#12405c"')
    colour = parse_color(written if written[:1] == "#" or written.isalpha() else f"#{written}")
    if isinstance(colour, RGBA):
        digits = "".join(f"{round(part * 255):02x}" for part in colour[:3])
        hint = fill('write "#{digits}"', digits=digits)
    message = fill("“{colour}” is not a colour in the form #rrggbb", colour=written)
    raise refusal("colour-malformed", message, hint)


Colour = Annotated[
    str,
    AfterValidator(known_colour),
    Field(json_schema_extra={"pattern": COLOUR, "errorMessage": COLOUR_FORM}),
]
Millimetres = Annotated[Number, Field(ge=0, le=100)]
Points = Annotated[Number, Field(gt=0, le=200)]

# Words for the locales whose month names Arabic prints, as `months` of a language may say.
MONTH_WORDS = {"gregorian": ("ar",), "levant": ("ar_LB",), "both": ("ar_LB", "ar")}


def as_locales(value: object) -> object:
    """Return a word for locales of month names as these locales, and a locale as a list of one."""
    if isinstance(value, str):
        return MONTH_WORDS.get(value, (value,))
    return value


Locales = Annotated[
    tuple[str, ...],
    BeforeValidator(as_locales, json_schema_input_type=str | tuple[str, ...]),
]

LARGEST_REFERENCE_DOC = 20_000_000  # bytes of the reference document
LEAST_SIZE = 8.0  # points: smaller text is hard to read
# The colours and sizes that the writers and the packaged style sheet name.
NEEDED_COLOURS = {
    *("ink", "muted", "accent", "rule", "tint", "paper", "bar", "bar-contrast"),
    *("supports", "conditional", "undecided", "opposes"),
    *("supports-tint", "conditional-tint", "undecided-tint", "opposes-tint"),
}
NEEDED_SIZES = {
    *("title", "subtitle", "h2", "h3", "h4", "text", "small", "note", "lead", "answer"),
    *("numeral", "running"),
}


def known_locale(name: str) -> str:
    """Return the name of a locale; an error where CLDR has none of this name."""
    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError) as error:
        message = fill("“{locale}” is not a locale of CLDR", locale=name)
        hint = fill("write the language and the country, such as en_GB, ar_EG or fr_FR")
        raise refusal("locale-unknown", message, hint) from error
    return name


class Page(Model):
    """The paper and its margins; lengths in millimetres."""

    size: Literal["A4", "Letter"]
    """The paper: A4 or US Letter."""
    top: Millimetres
    """The margin at the top, in millimetres."""
    bottom: Millimetres
    """The margin at the bottom, in millimetres."""
    side: Millimetres
    """The margins on the left and on the right, in millimetres."""
    bleed: Number = Field(0, ge=0, le=20)
    """Millimetres that a PDF has beyond the cut edge, for a printer."""
    marks: frozenset[Literal["crop", "cross"]] = frozenset()
    """Printer's marks of a PDF: `crop` (where to cut), `cross`."""

    @property
    def width(self) -> float:
        """The width of the paper in millimetres."""
        return {"A4": 210.0, "Letter": 215.9}[self.size]

    @property
    def height(self) -> float:
        """The height of the paper in millimetres."""
        return {"A4": 297.0, "Letter": 279.4}[self.size]

    @property
    def outside_trim(self) -> float:
        """The millimetres that a PDF page has on each side beyond its TrimBox: bleed and marks.

        WeasyPrint draws marks in the outer half of this area, where no bleed must be.
        """
        return max(2 * self.bleed, self.bleed + 6) if self.marks else self.bleed

    @property
    def first_top(self) -> float:
        """The margin at the top of page one, which has no running head, in millimetres."""
        return self.top * 0.65

    @property
    def left(self) -> float:
        """The left margin in millimetres."""
        return self.side

    @property
    def right(self) -> float:
        """The right margin in millimetres."""
        return self.side

    @property
    def header(self) -> float:
        """The distance of the header from the upper edge of the paper in millimetres."""
        return self.top * 0.5

    @property
    def footer(self) -> float:
        """The distance of the footer from the lower edge of the paper in millimetres."""
        return self.bottom * 0.45


class Sheet(NamedTuple):
    """The page of the reference document, used in place of `Page`; in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float

    @property
    def first_top(self) -> float:
        """The margin at the top of page one: that of all pages, as the reference document says."""
        return self.top


class LanguageStyle(Model):
    """How text of a language is set, in all formats."""

    locale: str = ""
    """The CLDR locale of dates and numbers, such as en_GB; else the language."""
    region: str = ""
    """The country whose spelling Word checks, as an ISO 3166 code such as GB."""
    text: str
    """The font of running text."""
    label: str
    """The font of labels, notes and minor headings."""
    scale: Number = Field(gt=0.5, lt=2)
    """The factor applied to all sizes."""
    leading: Number = Field(ge=1, lt=3)
    """The distance of lines, as a multiple of size."""
    measure: Number = Field(125, gt=0)
    """The width of running text in millimetres."""
    digits: Literal["latn", "arab", "arabext"] = "latn"
    """The digits of all numbers: latn (0–9), arab (٠–٩) or arabext (۰–۹)."""
    months: Locales = ()
    """The month names, as CLDR locales or `gregorian` (سبتمبر), `levant` (أيلول) or `both`."""
    compact_from: Number = 10_000
    """The least number that is printed as a word: 180 thousand, 1.1 billion."""
    first_day: str = ""
    """How the first day of a month is written, where it is no plain 1: 1er."""
    countries: dict[str, str] = Field(default_factory=dict)
    """ISO 3166 code → a name of the country to use in place of CLDR's."""

    @field_validator("region")
    @classmethod
    def known_region(cls, region: str) -> str:
        """Return the code; an error where CLDR has no such country or group of countries."""
        if region and region not in Locale("en").territories:
            message = fill("“{region}” is not the code of a country", region=region)
            raise refusal("locale-unknown", message, country_hint(region, ["en"]))
        return region

    @field_validator("locale")
    @classmethod
    def known_locale(cls, locale: str) -> str:
        """Return the locale; an error where CLDR has none of this name."""
        return known_locale(locale) if locale else locale

    @field_validator("months")
    @classmethod
    def known_locales(cls, locales: tuple[str, ...]) -> tuple[str, ...]:
        """Return the locales of month names; an error where CLDR has none of a name."""
        return tuple(map(known_locale, locales))


class WordTheme(Model):
    """Settings of the Word documents."""

    base: str = ""
    """A .docx or .dotx in the templates folder whose styles and page are used."""
    embed_fonts: StrictBool = True
    """Whether the fonts are put inside the document."""
    dense: dict[str, Annotated[Number, Field(ge=0.7, le=1)]] = Field(default_factory=dict)
    """Template → a factor that sets it closer, so that it keeps to its pages."""


class Theme(Model):
    """Colours, fonts, sizes, page and editions, for all formats."""

    colours: dict[str, Colour]
    """Name → colour as #rrggbb, in lower case."""
    page: Page
    """The paper and its margins."""
    languages: dict[str, LanguageStyle]
    """Language code → how it is set."""
    sizes: dict[str, Points]
    """Name → size of text in points, before `scale`."""
    editions: dict[Id, Annotated[tuple[ThemeLanguage, ...], Field(min_length=1, max_length=2)]]
    """Name (an id) → its language, or two that face each other, the first on the left."""
    word: WordTheme = WordTheme()
    """What is for Word documents alone."""
    spacing: Number = Field(1, ge=0, le=3)
    """The factor of vertical space in Word."""

    def for_project(self) -> "Theme":
        """Return the theme with the languages that an edition names.

        A project that names no languages has these, and every text must be in all of them.
        """
        used = {code for codes in self.editions.values() for code in codes}
        languages = {code: style for code, style in self.languages.items() if code in used}
        return self.model_copy(update={"languages": languages})

    def size(self, name: str, language: str) -> float:
        """Return a size in points, scaled for a language and rounded to a quarter of a point."""
        return round(self.sizes[name] * self.languages[language].scale * 4) / 4

    def bcp47(self, language: str) -> str:
        """Return the BCP 47 tag of a language, as Word has it: `en-GB`, or `en` without region."""
        style = self.languages.get(language)
        return f"{language}-{style.region}" if style is not None and style.region else language

    def direction(self, language: str) -> str:
        """Return the writing direction of a language: `ltr` or `rtl`."""
        return Locale.parse(self.languages[language].locale or language).text_direction

    @property
    def languages_by_direction(self) -> dict[str, str]:
        """The first language of each writing direction: that of its phrases in other texts."""
        codes = reversed(self.languages)
        return {self.direction(code): code for code in codes}

    def unused_width(self, language: str) -> float:
        """Return by how many millimetres the type area is wider than a language's measure."""
        type_area = self.page.width - self.page.left - self.page.right
        return max(0.0, round(type_area - self.languages[language].measure, 2))

    def with_page(self, sheet: Sheet) -> "Theme":
        """Return the theme with the page of the reference document."""
        return self.model_copy(update={"page": sheet})

    def dense(self, template: str) -> "Theme":
        """Return the theme with the closer setting that Word needs for a template.

        The factor of `word.dense` shrinks space most, then leading and margins, then sizes; no
        size gets below LEAST_SIZE.
        """
        factor = self.word.dense.get(template, 1)
        sizes = {
            name: max(size * factor, min(size, LEAST_SIZE)) for name, size in self.sizes.items()
        }
        languages = {
            code: style.model_copy(update={"leading": 1 + (style.leading - 1) * factor**3})
            for code, style in self.languages.items()
        }
        margins = {name: getattr(self.page, name) * factor**2 for name in ("top", "bottom", "side")}
        changes = {
            "sizes": sizes,
            "languages": languages,
            "spacing": self.spacing * factor**6,
            "page": self.page.model_copy(update=margins),
        }
        return self.model_copy(update=changes)
