"""The theme as CSS custom properties, with dark colours that are computed from its own."""

from collections.abc import Iterable, Mapping
from colorsys import hls_to_rgb, rgb_to_hls

from briefs.design import COUNTER_STYLES, Rgb, Theme, css_rule, inset_rules, luminance

LEAST_CONTRAST = 4.6  # WCAG 2.2 asks for 4.5, before the rounding of colours
LIGHT = 0.45  # luminance from which on a colour is a ground, and under which it is an ink
LINES = {"rule"}  # light colours on which no text stands
DARKEST, DARKER = 0.085, 0.55  # lightness of a white ground, and how far others are from it
PALE = 0.6  # of the saturation of a ground
LEAST_REM = 0.8


def theme_css(theme: Theme) -> str:
    """Return the theme: colours, light and dark, and fonts and sizes of each language."""
    dark = css_rule(":root", custom(dark_colours(theme.colours)))
    rules = [
        css_rule(":root", custom(theme.colours)),
        f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}",
    ]
    for code, style in theme.languages.items():
        sizes = {
            f"size-{name}": f"{max(size / theme.sizes['text'] * style.scale, LEAST_REM):.4g}rem"
            for name, size in theme.sizes.items()
        }
        labels = [f"'{one.label}'" for one in theme.languages.values() if one != style]
        others = ", ".join(dict.fromkeys(labels))  # have the letters that its own families lack
        fonts = {
            "face-text": ", ".join(filter(None, (f"'{style.text}'", others, "serif"))),
            "face-label": ", ".join(filter(None, (f"'{style.label}'", others, "sans-serif"))),
            "leading": f"{style.leading + 0.1:.3g}",
            "leading-tight": f"{1 + (style.leading - 1) * 0.8:.3g}",
        }
        rules.append(css_rule(f":lang({code})", custom(fonts | sizes)))
        if style.digits != "latn":
            rules.append(
                css_rule(f"ol:lang({code})", {"list-style-type": COUNTER_STYLES[style.digits]})
            )
        rules += inset_rules(theme, code)
    return "\n".join(rules) + "\n"


def custom(values: Mapping[str, str]) -> dict[str, str]:
    """Return values by the names of custom properties: `ink` is `--ink`."""
    return {f"--{name}": value for name, value in values.items()}


def dark_colours(colours: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of a theme on a dark ground, each in its own hue.

    Light colours become dark grounds, and the others so light that text in them can be read on
    each of these grounds.
    """
    light = {name for name, colour in colours.items() if luminance(rgb(colour)) > LIGHT}
    dark = {name: as_ground(colours[name]) for name in light}
    grounds = [dark[name] for name in light - LINES]
    inks = {name: as_ink(colours[name], grounds) for name in colours.keys() - light}
    return {name: (dark | inks)[name] for name in colours}


def as_ground(colour: str) -> str:
    """Return a light colour as a dark one; white becomes the darkest."""
    hue, lightness, saturation = hls(colour)
    return from_hls(hue, DARKEST + (1 - lightness) * DARKER, saturation * PALE)


def as_ink(colour: str, grounds: Iterable[str]) -> str:
    """Return a dark colour as the first lighter one that can be read on some dark grounds."""
    hue, lightness, saturation = hls(colour)
    lightest = max((luminance(rgb(one)) for one in grounds), default=0.0)
    for hundredth in range(round(100 * max(1 - lightness, 0.5)), 100):
        ink = from_hls(hue, hundredth / 100, saturation)
        if (luminance(rgb(ink)) + 0.05) / (lightest + 0.05) >= LEAST_CONTRAST:
            return ink
    return "#ffffff"


def rgb(colour: str) -> Rgb:
    """Return the parts of a colour that is given as #rrggbb."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def hls(colour: str) -> tuple[float, float, float]:
    """Return hue, lightness and saturation of a colour, each from 0 to 1."""
    return rgb_to_hls(*rgb(colour))


def from_hls(hue: float, lightness: float, saturation: float) -> str:
    """Return a colour as #rrggbb."""
    parts = hls_to_rgb(hue, lightness, saturation)
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)
