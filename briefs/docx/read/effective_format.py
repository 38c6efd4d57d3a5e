"""How letters and paragraphs look once the styles of their document are taken into account.

So a document says the same whichever program saved it: LibreOffice repeats in each paragraph what
its style says already, Word does not (ISO 29500-1, 17.7).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from briefs.docx.ooxml import Element, W

# What sets letters apart from what their paragraph's style gives them: `(("b", "1"),)`.
Letters = tuple[tuple[str, str], ...]
Look = Mapping[str, str]

VAL = f"{{{W}}}val"
# On or off; a character style turns them the other way round from its paragraph's (17.7.3).
TOGGLES = (
    *("b", "bCs", "i", "iCs", "strike", "dstrike", "caps", "smallCaps", "vanish"),
    *("outline", "shadow", "emboss", "imprint"),
)
VALUES = ("u", "highlight", "vertAlign", "color", "sz", "szCs", "spacing", "position")
NOTHING = {"0", "false", "off", "none", "auto", "baseline"}
FACES = {"ascii": "asciiTheme", "cs": "cstheme"}
SIDES = {"left": "start", "right": "end", "distribute": "both"}
DEEPEST = 20  # styles based on each other


class Shape(NamedTuple):
    """How a paragraph is set: the name of its style, its direction and alignment, in a list."""

    style: str = ""
    direction: str = ""
    align: str = ""
    listed: str = ""


class Appearance:
    """The styles of a document, by which what stands in its paragraphs is seen."""

    def __init__(self, styles: Element | None) -> None:
        self.styles = {
            one.get(f"{{{W}}}styleId") or "": one
            for one in (() if styles is None else styles.iterfind(f"{{{W}}}style"))
        }
        defaults = "" if styles is None else f"{{{W}}}docDefaults"
        self.defaults = None if styles is None else styles.find(defaults)
        self.normal = next(map(identity, filter(is_normal, self.styles.values())), "")
        self.chains: dict[tuple[str, str], Look] = {}

    def name(self, style: str) -> str:
        """The name of a style, in small letters, as programs disagree about capitals."""
        given = self.styles[style].find(f"{{{W}}}name") if style in self.styles else None
        return "" if given is None else (given.get(VAL) or "").lower()

    def own(self, properties: Element | None) -> str:
        """The id of the style of a paragraph."""
        given = None if properties is None else properties.find(f"{{{W}}}pStyle")
        return self.normal if given is None else given.get(VAL) or ""

    def shape(self, properties: Element | None) -> Shape:
        """How a paragraph with these properties is set."""
        style = self.own(properties)
        look = {**self.default("pPr", block), **self.chain(style, "pPr", block)}
        look |= block(properties)
        return Shape(self.name(style), *(look.get(key, "") for key in ("bidi", "jc", "numId")))

    def letters(self, properties: Element | None, style: str) -> Letters:
        """What sets letters with these properties apart in a paragraph of a style."""
        around = self.chain(style, "rPr", inline)
        rank = None if properties is None else properties.find(f"{{{W}}}rStyle")
        own = {} if rank is None else self.chain(rank.get(VAL) or "", "rPr", inline)
        base, direct = self.look(style), inline(properties)
        look = {**base, **own}
        for key in TOGGLES:
            if key in own and key not in direct and not self.always(key):
                look[key] = "1" if bool(own[key]) != bool(around.get(key)) else ""
        look |= direct
        return tuple(sorted((k, v) for k, v in look.items() if v != base.get(k, "")))

    def look(self, style: str) -> Look:
        """How a paragraph style sets its letters."""
        return {**self.default("rPr", inline), **self.chain(style, "rPr", inline)}

    def always(self, key: str) -> bool:
        """Whether the document sets all its letters so."""
        return bool(self.default("rPr", inline).get(key))

    def default(self, part: str, read: Callable[[Element | None], Look]) -> Look:
        """What holds for the whole document, before any style."""
        if ("", part) not in self.chains:
            given = None if self.defaults is None else self.defaults.find(f".//{{{W}}}{part}")
            self.chains["", part] = read(given)
        return self.chains["", part]

    def chain(self, style: str, part: str, read: Callable[[Element | None], Look]) -> Look:
        """What a style gives together with those that it is based on."""
        if (style, part) not in self.chains:
            look: dict[str, str] = {}
            for one in reversed([*self.ancestry(style)]):
                look |= read(one.find(f"{{{W}}}{part}"))
            self.chains[style, part] = look
        return self.chains[style, part]

    def ancestry(self, style: str) -> Iterator[Element]:
        """A style and those that it is based on, itself first."""
        for _ in range(DEEPEST):
            if style not in self.styles:
                return
            yield self.styles[style]
            based = self.styles[style].find(f"{{{W}}}basedOn")
            style = "" if based is None else based.get(VAL) or ""


def identity(style: Element) -> str:
    """The id of a style."""
    return style.get(f"{{{W}}}styleId") or ""


def is_normal(style: Element) -> bool:
    """Whether paragraphs without a style have this one."""
    kind, default = (style.get(f"{{{W}}}{name}") for name in ("type", "default"))
    return kind == "paragraph" and default in ("1", "true", "on")


def plain(value: str | None) -> str:
    """A value, or nothing where it says that there is none; no value at all is “on”."""
    return "" if value in NOTHING else value or "1"


def inline(properties: Element | None) -> Look:
    """What run properties say of letters."""
    look: dict[str, str] = {}
    for one in () if properties is None else properties:
        name = etree.QName(one).localname if isinstance(one.tag, str) else ""
        if name in TOGGLES:
            look[name] = "1" if plain(one.get(VAL)) else ""
        elif name in VALUES:
            look[name] = plain(one.get(VAL))
        elif name == "shd":
            look["highlight"] = plain(one.get(f"{{{W}}}fill") or "auto")
        elif name == "rFonts":
            for face, theme in FACES.items():
                given = one.get(f"{{{W}}}{theme}") or one.get(f"{{{W}}}{face}")
                look |= {face: given} if given else {}
    return look


def block(properties: Element | None) -> Look:
    """What paragraph properties say of direction, alignment and lists."""
    look: dict[str, str] = {}
    for one in () if properties is None else properties:
        name = etree.QName(one).localname if isinstance(one.tag, str) else ""
        if name == "bidi":
            look[name] = "rtl" if plain(one.get(VAL)) else ""
        elif name == "jc":
            given = one.get(VAL) or "start"
            look[name] = SIDES.get(given, given).replace("start", "")
        elif name == "numPr":
            number = one.find(f"{{{W}}}numId")
            look["numId"] = "list" if number is not None and plain(number.get(VAL)) else ""
    return look
