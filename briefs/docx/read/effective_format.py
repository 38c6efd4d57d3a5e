"""The effective formats of runs and paragraphs: what they and the styles say together.

LibreOffice repeats in each paragraph what its style says, Word does not; both documents have the
same effective format (ISO 29500-1, 17.7).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from briefs.docx.ooxml import VAL, Element, q, value_of

# Properties by name (`b`, `sz`, `color`); of letters, those that differ from the paragraph's style.
Look = Mapping[str, str]
Letters = tuple[tuple[str, str], ...]

# Toggle properties: a character style inverts those of the paragraph's style (17.7.3).
TOGGLES = (
    *("b", "bCs", "i", "iCs", "strike", "dstrike", "caps", "smallCaps", "vanish"),
    *("outline", "shadow", "emboss", "imprint"),
)
VALUES = (
    *("u", "highlight", "vertAlign", "color", "sz", "szCs", "spacing", "position"),
    *("bdr", "em", "effect"),
)
OFF = {"0", "false", "off", "none", "nil", "auto", "baseline"}
LEVELS = "012345678"  # of a list
LINES = ("top", "left", "bottom", "right", "between", "bar")  # of the border of a paragraph
FACES = {"ascii": "asciiTheme", "cs": "cstheme"}
SIDES = {"left": "start", "right": "end", "distribute": "both"}
DEEPEST = 20  # styles based on each other


class Shape(NamedTuple):
    """The format of a paragraph: name of its style, direction, alignment, list, fill and border.

    `listed` is the kind of its numbers (`bullet`, `decimal, level 2`), `fill` a colour, `border`
    its sides with a line, each with its colour.
    """

    style: str = ""
    direction: str = ""
    align: str = ""
    listed: str = ""
    fill: str = ""
    border: str = ""


class Appearance:
    """The styles of a document, which resolve the properties of its runs and paragraphs."""

    def __init__(self, styles: Element | None, numbering: Element | None = None) -> None:
        elements = () if styles is None else styles.iterfind(q("style"))
        self.styles = {style.get(q("styleId")) or "": style for style in elements}
        self.defaults = None if styles is None else styles.find(q("docDefaults"))
        self.normal = next((name for name, style in self.styles.items() if is_normal(style)), "")
        self.numbers = kinds_of_numbers(numbering)
        self.resolved: dict[tuple[str, str], Look] = {}

    def name(self, style: str) -> str:
        """Return the name of a style, in small letters, as programs disagree about capitals."""
        return value_of(self.styles.get(style), "name").lower()

    def own(self, properties: Element | None) -> str:
        """Return the id of the style of a paragraph with these properties."""
        return value_of(properties, "pStyle", self.normal)

    def shape(self, properties: Element | None) -> Shape:
        """Return the effective format of a paragraph with these properties."""
        style = self.own(properties)
        look = {**self.chain("", "pPr"), **self.chain(style, "pPr"), **block(properties)}
        return Shape(
            style=self.name(style),
            direction=look.get("bidi", ""),
            align=look.get("jc", ""),
            listed=self.listed(look.get("numId", ""), look.get("ilvl", "0")),
            fill=look.get("fill", ""),
            border=", ".join(f"{side} {look[side]}" for side in LINES if look.get(side)),
        )

    def listed(self, number: str, level: str) -> str:
        """Return the kind of numbers of a list, with the level where that is not the first."""
        if not number:
            return ""
        kind = self.numbers.get((number, level)) or self.numbers.get((number, "0"), "list")
        return plain(kind) and (kind if level == "0" else f"{kind}, level {int(level) + 1}")

    def letters(self, properties: Element | None, style: str) -> Letters:
        """Return what run properties change in a paragraph of a style: `(("b", "1"),)`."""
        default, paragraph = self.chain("", "rPr"), self.chain(style, "rPr")
        character = value_of(properties, "rStyle")
        stated = self.chain(character, "rPr") if character else {}
        base = self.look(style)
        look = {**base, **stated}
        for key in TOGGLES:
            if key in stated and not default.get(key):
                look[key] = "1" if bool(stated[key]) != bool(paragraph.get(key)) else ""
        look |= inline(properties)
        return tuple(sorted((k, v) for k, v in look.items() if v != base.get(k, "")))

    def look(self, style: str) -> Look:
        """Return the run properties that a paragraph style gives."""
        return {**self.chain("", "rPr"), **self.chain(style, "rPr")}

    def chain(self, style: str, part: str) -> Look:
        """Return the properties that a style and those that it is based on state, by its id.

        `part` is "pPr" or "rPr". The id "" stands for the defaults of the document.
        """
        if (style, part) not in self.resolved:
            read = block if part == "pPr" else inline
            path = q(part) if style else f".//{q(part)}"
            look: dict[str, str] = {}
            for ancestor in reversed([*self.ancestry(style)]):
                look |= read(ancestor.find(path))
            self.resolved[style, part] = look
        return self.resolved[style, part]

    def ancestry(self, style: str) -> Iterator[Element]:
        """Yield a style and those that it is based on, itself first; the defaults for the id ""."""
        if not style and self.defaults is not None:
            yield self.defaults
        for _ in range(DEEPEST):
            if style not in self.styles:
                return
            yield self.styles[style]
            style = value_of(self.styles[style], "basedOn")


def is_normal(style: Element) -> bool:
    """Return whether paragraphs without a style have this one."""
    kind, default = (style.get(q(name)) for name in ("type", "default"))
    return kind == "paragraph" and default in ("1", "true", "on")


def plain(value: str | None) -> str:
    """Return a value, nothing where it means “off” or “none”; a missing value means “on”."""
    return "" if value in OFF else value or "1"


def inline(properties: Element | None) -> Look:
    """Return the properties of letters that run properties state."""
    look: dict[str, str] = {}
    for child in () if properties is None else properties:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name in TOGGLES:
            look[name] = "1" if plain(child.get(VAL)) else ""
        elif name in VALUES:
            look[name] = plain(child.get(VAL))
        elif name == "shd":
            look["highlight"] = filled(child)
        elif name == "rFonts":
            for face, theme in FACES.items():
                font = child.get(q(theme)) or child.get(q(face))
                look |= {face: font} if font else {}
    return look


def block(properties: Element | None) -> Look:
    """Return direction, alignment, list, fill and border that paragraph properties state."""
    look: dict[str, str] = {}
    for child in () if properties is None else properties:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "bidi":
            look[name] = "rtl" if plain(child.get(VAL)) else ""
        elif name == "jc":
            side = child.get(VAL) or "start"
            look[name] = SIDES.get(side, side).replace("start", "")
        elif name == "numPr":
            look["numId"] = plain(value_of(child, "numId", "0"))
            level = value_of(child, "ilvl", "0")
            look["ilvl"] = level if level in LEVELS else "0"
        elif name == "shd":
            look["fill"] = filled(child)
        elif name == "pBdr":
            look |= {side_of(line): drawn(line) for line in child}
    return look


def filled(shading: Element) -> str:
    """Return the colour of a shading; nothing where it is white or none."""
    return plain(shading.get(q("fill")) or "auto")


def side_of(line: Element) -> str:
    """Return the side at which a line of a border stands."""
    side = etree.QName(line).localname
    return {"start": "left", "end": "right"}.get(side, side)


def drawn(line: Element) -> str:
    """Return the colour of a line of a border, nothing where no line is drawn."""
    return (line.get(q("color")) or "auto") if plain(line.get(VAL)) else ""


def kinds_of_numbers(numbering: Element | None) -> dict[tuple[str, str], str]:
    """Return the kind of numbers of each list and level: `{("3", "0"): "bullet"}`."""
    if numbering is None:
        return {}
    levels = {
        kind.get(q("abstractNumId")): {
            level.get(q("ilvl")) or "0": value_of(level, "numFmt", "decimal")
            for level in kind.iterfind(q("lvl"))
        }
        for kind in numbering.iterfind(q("abstractNum"))
    }
    return {
        (number.get(q("numId")) or "", level): form
        for number in numbering.iterfind(q("num"))
        for level, form in levels.get(value_of(number, "abstractNumId"), {}).items()
    }
