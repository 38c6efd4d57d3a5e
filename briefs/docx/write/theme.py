"""The theme as Word has it: ids of styles, colours, fonts, and theme1.xml.

theme1.xml offers the theme's colours and fonts in Word's own menus.
"""

from functools import cache

from babel import Locale
from docx.shared import Mm

from briefs.design import Theme
from briefs.docx.ooxml import Element, bare

PALETTE = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "accent",
    "lt2": "tint",
    "accent1": "bar",
    "accent2": "bar-contrast",
    "accent3": "supports",
    "accent4": "conditional",
    "accent5": "undecided",
    "accent6": "opposes",
    "hlink": "accent",
    "folHlink": "muted",
}


def style_id(theme: Theme, name: str, lang: str) -> str:
    """Return the id of a paragraph style for a language: `BodyText`, `BodyTextArabic`.

    The styles of the theme's first language, and of languages it does not have, have no suffix.
    """
    return name + language_name(lang) if lang in list(theme.languages)[1:] else name


@cache
def language_name(lang: str) -> str:
    """Return the English name of a language, as names of styles have it."""
    return str(Locale.parse(lang, sep="-").get_display_name("en"))


@cache
def direction(lang: str) -> str:
    """Return the direction of a language's script: "ltr" or "rtl"."""
    order = Locale.parse(lang, sep="-").character_order
    return "rtl" if order == "right-to-left" else "ltr"


def scripts(theme: Theme) -> tuple[str, str]:
    """Return the languages whose fonts and sizes Latin and complex scripts have in every style."""
    languages = list(theme.languages)
    leftward = [lang for lang in languages if direction(lang) == "rtl"]
    rightward = [lang for lang in languages if direction(lang) == "ltr"]
    return (rightward or languages)[0], (leftward or languages)[0]


def text_width(theme: Theme) -> int:
    """Return the width between the margins, in twips."""
    page = theme.page
    return int(Mm(page.width).twips - Mm(page.left).twips - Mm(page.right).twips)


def letters_width(words: str, size: str, lang: str, theme: Theme) -> float:
    """Return an estimate of the width of a text in twips.

    A letter of a bold Latin font is about 0.5 of its size wide, of a light one 0.43, of an Arabic
    one 0.36.
    """
    small = size in ("running", "note", "small")
    letter = 0.36 if direction(lang) == "rtl" else 0.43 if small else 0.5
    known = lang if lang in theme.languages else next(iter(theme.languages))
    return len(words) * letter * theme.size(size, known) * 20


def colour(theme: Theme, name: str) -> str:
    """Return a colour of the theme as Word writes it: `12405C`."""
    return theme.colours[name].lstrip("#").upper()


def solid_fill(theme: Theme, name: str) -> Element:
    """Return `<a:solidFill><a:srgbClr val="12405C"/></a:solidFill>`."""
    return bare("a:solidFill", bare("a:srgbClr", val=colour(theme, name)))


def theme_xml(theme: Theme) -> Element:
    """Return theme1.xml.

    <a:theme name="Brief"><a:themeElements><a:clrScheme name="Brief">…<a:fontScheme>…
    """
    colours = [
        bare(f"a:{slot}", bare("a:srgbClr", val=colour(theme, name)))
        for slot, name in PALETTE.items()
    ]
    fonts = [menu_fonts(theme, "label", "a:majorFont"), menu_fonts(theme, "text", "a:minorFont")]
    elements = bare(
        "a:themeElements",
        bare("a:clrScheme", *colours, name="Brief"),
        bare("a:fontScheme", *fonts, name="Brief"),
        formats(),
    )
    return bare("a:theme", elements, name="Brief")


def menu_fonts(theme: Theme, face: str, tag: str) -> Element:
    """Return `<a:minorFont><a:latin typeface="Source Serif 4"/>…<a:cs typeface="Amiri"/>…`."""
    latin, complex_script = (getattr(theme.languages[lang], face) for lang in scripts(theme))
    families = {"latin": latin, "ea": "", "cs": complex_script}
    return bare(tag, *(bare(f"a:{script}", typeface=name) for script, name in families.items()))


def formats() -> Element:
    """Return `<a:fmtScheme>` with three plain fills, lines and effects, as the schema wants."""

    def fills() -> list[Element]:
        return [bare("a:solidFill", bare("a:schemeClr", val="phClr")) for _ in range(3)]

    lines = [bare("a:ln", fills()[0], w=width) for width in (6350, 12700, 19050)]
    effects = [bare("a:effectStyle", bare("a:effectLst")) for _ in range(3)]
    return bare(
        "a:fmtScheme",
        bare("a:fillStyleLst", *fills()),
        bare("a:lnStyleLst", *lines),
        bare("a:effectStyleLst", *effects),
        bare("a:bgFillStyleLst", *fills()),
        name="Brief",
    )
