"""How the parts' XML is made: short makers for WordprocessingML, and its orders of children."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
Value: TypeAlias = str | int | None

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SPACES = {"w": W, "r": R, "wp": WP, "a": A, "c": C}

# The schema wants these children in this order (CT_PPr, CT_RPr).
PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr"),
    *("shd", "tabs", "bidi", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr"),
)
RUN_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "sz", "szCs", "u", "shd"),
    *("vertAlign", "rtl", "cs", "lang"),
)


def w(tag: str, /, *children: Element, **attributes: Value) -> Element:
    """An element of the w namespace; attributes too, and those that are None are left out."""
    return make("w", tag, children, {f"{{{W}}}{name}": v for name, v in attributes.items()})


def bare(name: str, /, *children: Element, **attributes: Value) -> Element:
    """An element of any namespace (`wp:inline`), its attributes without one, as in DrawingML."""
    prefix, tag = name.split(":")
    return make(prefix, tag, children, attributes)


def make(prefix: str, tag: str, children: Iterable[Element], given: dict[str, Value]) -> Element:
    """An element from its prefix, tag, children and attributes by qualified name."""
    kept = {name: str(value) for name, value in given.items() if value is not None}
    element = etree.Element(f"{{{SPACES[prefix]}}}{tag}", kept, nsmap={prefix: SPACES[prefix]})
    element.extend(children)
    return element


def ordered(tag: str, order: tuple[str, ...], children: Iterable[Element]) -> Element:
    """A properties element with its children in the order that the schema wants.

    A later child replaces an earlier one of the same name.
    """
    named = {etree.QName(child).localname: child for child in children}
    return w(tag, *(named[name] for name in sorted(named, key=order.index)))


def on(tag: str, wanted: bool = True) -> Element:
    """A toggle: `<w:keepNext/>`, or `<w:keepNext w:val="0"/>`."""
    return w(tag) if wanted else w(tag, val=0)


def text(tag: str, content: str) -> Element:
    """`<w:t xml:space="preserve">content</w:t>`"""
    element = w(tag)
    element.text = content
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def field(instruction: str, result: Iterable[Element], properties: Element | None) -> list[Element]:
    """A complex field with its cached result, all its runs with the same properties.

    <w:r><w:fldChar w:fldCharType="begin"/></w:r> <w:r><w:instrText> PAGE </w:instrText></w:r>
    <w:r><w:fldChar w:fldCharType="separate"/></w:r> result <w:r>… end …</w:r>
    """
    before = [
        w("fldChar", fldCharType="begin"),
        text("instrText", f" {instruction} "),
        w("fldChar", fldCharType="separate"),
    ]
    after = [w("fldChar", fldCharType="end")]
    return [*runs_of(before, properties), *result, *runs_of(after, properties)]


def runs_of(contents: Iterable[Element], properties: Element | None) -> Iterator[Element]:
    """A run around each of the contents, with a copy of the properties."""
    for content in contents:
        copy = () if properties is None else (copied(properties),)
        yield w("r", *copy, content)


def copied(element: Element) -> Element:
    """The element again, to stand in a second place."""
    return etree.fromstring(etree.tostring(element))


def root(tag: str, *children: Element) -> Element:
    """The root of a part, with the prefixes of all namespaces that may occur in it."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap=SPACES)
    element.extend(children)
    return element


def blob(element: Element) -> bytes:
    """A part's bytes."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def emu(millimetres: float) -> int:
    """Millimetres in DrawingML's English metric units."""
    return round(millimetres * 36000)


def classes(element: Element) -> list[str]:
    """The classes of an element of the semantic tree."""
    return (element.get("class") or "").split()


def unknown(element: Element, where: str) -> ValueError:
    """The fault that the tree holds what no writer knows: a template's or ours, never a user's."""
    kind = ".".join([str(element.tag), *classes(element)])
    return ValueError(f"Word writer: <{kind}> is not known {where} (line {element.sourceline})")
