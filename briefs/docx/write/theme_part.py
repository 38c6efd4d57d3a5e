"""theme1.xml: the theme's colours and faces where Word's own menus offer them."""

from briefs.design import Theme
from briefs.docx.ooxml import Element, bare
from briefs.docx.write.context import colour
from briefs.docx.write.styles import scripts

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


def palette(theme: Theme) -> Element:
    """The part that Word calls the theme.

    <a:theme name="Brief"><a:themeElements><a:clrScheme name="Brief">…<a:fontScheme>…
    """
    colours = [
        bare(f"a:{slot}", bare("a:srgbClr", val=colour(theme, name)))
        for slot, name in PALETTE.items()
    ]
    elements = bare(
        "a:themeElements",
        bare("a:clrScheme", *colours, name="Brief"),
        bare(
            "a:fontScheme",
            faces(theme, "label", "a:majorFont"),
            faces(theme, "text", "a:minorFont"),
            name="Brief",
        ),
        formats(),
    )
    return bare("a:theme", elements, name="Brief")


def faces(theme: Theme, face: str, tag: str) -> Element:
    """`<a:minorFont><a:latin typeface="Source Serif 4"/><a:ea/><a:cs typeface="Amiri"/>…`"""
    first, complex_ = scripts(theme)
    return bare(
        tag,
        bare("a:latin", typeface=getattr(theme.languages[first], face)),
        bare("a:ea", typeface=""),
        bare("a:cs", typeface=getattr(theme.languages[complex_], face)),
    )


def formats() -> Element:
    """`<a:fmtScheme>`: three plain fills, lines and effects, of which the schema wants three."""

    def fill() -> Element:
        return bare("a:solidFill", bare("a:schemeClr", val="phClr"))

    return bare(
        "a:fmtScheme",
        bare("a:fillStyleLst", fill(), fill(), fill()),
        bare("a:lnStyleLst", *(bare("a:ln", fill(), w=width) for width in (6350, 12700, 19050))),
        bare("a:effectStyleLst", *(bare("a:effectStyle", bare("a:effectLst")) for _ in range(3))),
        bare("a:bgFillStyleLst", fill(), fill(), fill()),
        name="Brief",
    )
