"""The reference document: a user's own .docx or .dotx, whose styles, theme and page are used.

Styles that it lacks are ours. Nothing else of it is read.
"""

from copy import deepcopy
from dataclasses import dataclass

from docx.opc.constants import CONTENT_TYPE
from docx.shared import Twips
from lxml import etree

from briefs.design import Sheet, Theme
from briefs.docx.ooxml import RUN_ORDER, Element, R, on, ordered, q, value_of, w
from briefs.docx.safe_package import PackageError, open_package, parse_part, read_part
from briefs.messages import counted, joined
from briefs.problems import Message, Problem, fill

NAMED = 12  # styles that a message names
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
REFERENCES = ("basedOn", "next", "link")
# The children of a paragraph's properties that stand before tab stops (CT_PPr).
BEFORE_TABS = {
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd"),
}
NARROWEST, LOWEST = 100.0, 120.0  # millimetres that text needs: two columns that can be read
LARGEST_SIDE = 600.0  # of the paper, in millimetres; Word takes 558.8
# Margins in millimetres, where a document does not state them.
MARGINS = {"top": 25.4, "bottom": 25.4, "left": 25.4, "right": 25.4, "header": 12.7, "footer": 12.7}


class SheetError(Exception):
    """The reason why the page of a reference document is of no use."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class ReferenceDoc:
    """What a reference document gives: styles, page, and a theme part that needs no other."""

    styles: Element
    theme: Element | None
    section: Element | None


def read_reference_doc(path: str, data: bytes) -> tuple[ReferenceDoc | None, list[Problem]]:
    """Return the reference document that the theme names, or the problem with it."""
    if not path:
        return None, []
    try:
        return open_reference_doc(data), []
    except PackageError as error:
        message = fill("the reference document: {error}", error=error.message)
        hint = fill("save it again in Word as .docx or .dotx, or empty word: base in theme.yaml")
        return None, [Problem(path, 1, 1, "word-base-unreadable", message, hint)]


def open_reference_doc(data: bytes) -> ReferenceDoc:
    """Return what is used of a reference document; nothing else of it is unpacked.

    PackageError says why a file cannot be one.
    """
    if not data:
        raise PackageError(fill("there is no such file in the folder of templates"))
    with open_package(data) as package:

        def part(name: str) -> Element:
            return parse_part(name, read_part(package, name))

        names = {
            override.get("ContentType"): (override.get("PartName") or "").lstrip("/")
            for override in part("[Content_Types].xml").iterfind("{*}Override")
        }
        if CONTENT_TYPE.WML_STYLES not in names:
            raise PackageError(fill("it is not a Word document with styles"))
        theme = names.get(CONTENT_TYPE.OFC_THEME)
        main = names.get(CONTENT_TYPE.WML_DOCUMENT_MAIN) or names.get(TEMPLATE)
        return ReferenceDoc(
            styles=part(names[CONTENT_TYPE.WML_STYLES]),
            theme=standing_alone(part(theme)) if theme else None,
            section=part(main).find(q("body/sectPr")) if main else None,
        )


def standing_alone(theme: Element) -> Element | None:
    """Return a theme part, or None where it refers to another part such as a picture."""
    names = (name for element in theme.iter() for name in element.attrib)
    return None if any(name.startswith(f"{{{R}}}") for name in names) else theme


def with_reference_page(
    theme: Theme, reference: ReferenceDoc | None
) -> tuple[Theme, list[Problem]]:
    """Return the theme with the paper and margins of the reference document, or why not."""
    if reference is None or reference.section is None:
        return theme, []
    try:
        return theme.with_page(sheet_of(reference.section)), []
    except SheetError as error:
        message = fill("the reference document’s page is not used: {error}", error=error.message)
        hint = fill("give it paper and margins that leave 100 by 120 mm, or more, for text")
        path = theme.word.base
        return theme, [Problem(path, 1, 1, "word-base-page", message, hint)]


def sheet_of(section: Element) -> Sheet:
    """Return the page that a section describes; a SheetError says why it is of no use.

    <w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1800" … w:gutter="0"/>
    """
    size, margins = section.find(q("pgSz")), section.find(q("pgMar"))
    width, height = (millimetres(size, key, 0) for key in ("w", "h"))
    edges = {key: abs(millimetres(margins, key, usual)) for key, usual in MARGINS.items()}
    edges["left"] += millimetres(margins, "gutter", 0)
    across = width - edges["left"] - edges["right"]
    down = height - edges["top"] - edges["bottom"]
    if max(width, height) > LARGEST_SIDE:
        raise SheetError(
            fill("its paper is {width:.0f} by {height:.0f} mm large", width=width, height=height)
        )
    if across < NARROWEST or down < LOWEST:
        raise SheetError(
            fill(
                "its page leaves {width:.0f} by {height:.0f} mm for text", width=across, height=down
            )
        )
    return Sheet(width, height, **edges)


def millimetres(element: Element | None, name: str, usual: float) -> float:
    """Return a measure in twentieths of a point as millimetres; `usual` where there is none."""
    value = None if element is None else element.get(q(name))
    if value is None:
        return usual
    try:
        return float(Twips(int(value)).mm)
    except ValueError:
        raise SheetError(fill("its page has the measure “{value}”", value=value[:20])) from None


def with_reference_styles(
    ours: tuple[Element, Element], reference: ReferenceDoc | None, path: str
) -> tuple[Element, Element, list[Problem]]:
    """Return styles and theme part with those of the reference document, and what it lacks."""
    if reference is None:
        return *ours, []
    styles, added = merged(reference.styles, ours[0])
    theme = ours[1] if reference.theme is None else reference.theme
    if not added:
        return styles, theme, []
    names = joined(fill(", "), [fill("“{text}”", text=name) for name in added[:NAMED]])
    if len(added) > NAMED:
        names = fill("{names} and {count} more", names=names, count=len(added) - NAMED)
    message = counted(
        "the reference document lacks {count} style, ours is added: {names}",
        "the reference document lacks {count} styles, ours are added: {names}",
        count=len(added),
        names=names,
    )
    hint = fill("give it styles of these names to have them look as you want")
    return styles, theme, [Problem(path, 1, 1, "word-base-lacks", message, hint)]


def merged(reference: Element, ours: Element) -> tuple[Element, list[str]]:
    """Return the reference document's styles and those of ours that it lacks, with their names.

    A style is the same by kind and name, as in Word; its id becomes ours, which the body uses.
    Numbering is dropped, since it refers to the reference document's numbering part.
    """
    part = deepcopy(reference)
    theirs = {key(style): style for style in part.iterfind(q("style"))}
    wanted = {key(style): style for style in ours.iterfind(q("style"))}
    taken = {identity(style) for style in wanted.values()}
    ids: dict[str, str] = {}
    for name, style in theirs.items():
        old = identity(style)
        free = f"{old}Base" if old in taken else old
        ids[old] = identity(wanted[name]) if name in wanted else ids.get(old, free)
    for name, style in theirs.items():
        style.set(q("styleId"), ids[identity(style)])
        for link in style.iterchildren(*(q(tag) for tag in REFERENCES)):
            target = link.get(q("val"), "")
            link.set(q("val"), ids.get(target, target))
        etree.strip_elements(style, q("numPr"))
        set_tab_stops(style, wanted.get(name))
    added = [style for name, style in wanted.items() if name not in theirs]
    defaults = {kind for (kind, _), style in theirs.items() if style.get(q("default"))}
    for style in added:
        set_upright(style)
        if style.get(q("type")) in defaults:
            style.attrib.pop(q("default"), None)
    part.extend(added)
    return part, [value_of(style, "name") for style in added]


def set_upright(style: Element) -> None:
    """Clear slant and spacing of a right-to-left style, which its base in another script may have.

    <w:i w:val="0"/><w:iCs w:val="0"/><w:spacing w:val="0"/>
    """
    letters = style.find(q("rPr"))
    if value_of(style.find(q("pPr")), "bidi", "0") == "0" or letters is None:
        return
    cleared = [on("i", False), on("iCs", False), w("spacing", val=0)]
    style.replace(letters, ordered("rPr", RUN_ORDER, [*letters, *cleared]))


def set_tab_stops(style: Element, ours: Element | None) -> None:
    """Give a style our tab stops, at which running heads, contents and facing headings end."""
    stops = None if ours is None else ours.find(q("pPr/tabs"))
    if stops is None:
        return
    etree.strip_elements(style, q("tabs"))
    properties = style.find(q("pPr"))
    if properties is None:
        properties = etree.Element(q("pPr"))
        rest = style.find(q("rPr"))
        style.append(properties) if rest is None else rest.addprevious(properties)
    before = [child for child in properties if etree.QName(child).localname in BEFORE_TABS]
    properties.insert(len(before), deepcopy(stops))


def key(style: Element) -> tuple[str, str]:
    """Return what Word tells styles apart by: kind and name, without regard to capitals."""
    return style.get(q("type"), "paragraph"), value_of(style, "name").casefold()


def identity(style: Element) -> str:
    """Return the id of a style."""
    return style.get(q("styleId"), "")
