"""The lines and the space of paragraph styles."""

from briefs.design import Theme
from briefs.docx.ooxml import Element, w
from briefs.docx.write.style_table import PARAGRAPHS, TIGHT, Style

STYLES = {style.id: style for style in PARAGRAPHS}
PAIR_LEADING = 1.1  # of cells with both languages


def size_of(style: Style) -> str:
    """Return the theme's name of a style's size, its own or that of the style it is based on."""
    return style.size or size_of(STYLES[style.based])


def line_height(style: Style, theme: Theme, langs: list[str]) -> list[Element]:
    """Return `<w:spacing w:before= w:after= w:line="278" w:lineRule="exact"/>` for languages.

    Lines are exact, since a font of a complex script would make them higher than the leading.
    """
    if style.id == "Gap":
        return [w("spacing", before=0, after=0, line=60, lineRule="exact")]
    most = style.tight or (TIGHT if style.level is not None else 3)
    most = PAIR_LEADING if style.tight and style.paired and len(langs) > 1 else most
    height = max(
        theme.size(size_of(style), lang) * min(theme.languages[lang].leading, most)
        for lang in langs
    )
    points = {"before": style.before, "after": style.after}
    space = {
        name: round(value * theme.spacing * 20)
        for name, value in points.items()
        if value is not None
    }
    rule = "atLeast" if style.grows else "exact"
    return [w("spacing", **space, line=round(height * 20), lineRule=rule)]
