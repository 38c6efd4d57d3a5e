"""What the style sheets of PDF and web page share: rules made of the theme, contrast of colours."""

from collections.abc import Iterator, Mapping

from briefs.design.theme import Theme

COUNTER_STYLES = {"latn": "decimal", "arab": "arabic-indic", "arabext": "persian"}  # of CSS
Rgb = tuple[float, float, float]  # red, green and blue, each from 0 to 1


def css_rule(selector: str, values: Mapping[str, str]) -> str:
    """Return one CSS rule."""
    return f"{selector} {{ {'; '.join(f'{name}: {value}' for name, value in values.items())} }}"


def inset_rules(theme: Theme, code: str) -> Iterator[str]:
    """Yield the rules that set phrases of other languages as large as the text of a language."""
    own = theme.languages[code]
    for other, style in theme.languages.items():
        if other != code:
            size = f"{style.scale / own.scale:.3g}em"
            yield css_rule(f":lang({code}) bdi:lang({other})", {"--inset": size})


def luminance(colour: Rgb) -> float:
    """Return the relative luminance of a colour by WCAG 2.2, from 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
