"""Makes elements of WordprocessingML (ISO 29500-1) and DrawingML."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
Value: TypeAlias = str | int | None

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
RELATION = f"{{{R}}}id"  # the attribute with the id of a relationship
VAL = f"{{{W}}}val"
SPACES = {"w": W, "r": R, "wp": WP, "a": A, "c": C}

# The order in which the schema wants the children of w:pPr and w:rPr (CT_PPr, CT_RPr).
PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr"),
    *("shd", "tabs", "bidi", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr"),
)
RUN_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "sz", "szCs", "u", "shd"),
    *("vertAlign", "rtl", "cs", "lang"),
)


@cache
def q(path: str) -> str:
    """Return a name of the namespace w, or a path of such names, as lxml wants it: `pPr/bidi`."""
    return "/".join(f"{{{W}}}{name}" for name in path.split("/"))


def w(tag: str, /, *children: Element, **attributes: Value) -> Element:
    """Return an element of the namespace w, whose attributes are in it too.

    An attribute with the value None is left out; `r_id` becomes `r:id`.
    """
    return make(f"w:{tag}", f"{{{W}}}", children, attributes)


def bare(name: str, /, *children: Element, **attributes: Value) -> Element:
    """Return an element by its prefixed name (`wp:inline`); its attributes have no namespace."""
    return make(name, "", children, attributes)


def make(
    name: str, space: str, children: Iterable[Element], attributes: Mapping[str, Value]
) -> Element:
    """Return an element by its prefixed name; its attributes are in the namespace `{space}`."""
    tag, nsmap = qualified(name)
    element = etree.Element(tag, nsmap=nsmap)
    for key, value in attributes.items():
        if value is not None:
            element.set(RELATION if key == "r_id" else space + key, str(value))
    element.extend(children)
    return element


@cache
def qualified(name: str) -> tuple[str, dict[str, str]]:
    """Return a prefixed name as lxml has it, and the prefix with its namespace."""
    prefix, tag = name.split(":")
    return f"{{{SPACES[prefix]}}}{tag}", {prefix: SPACES[prefix]}


def ordered(tag: str, order: tuple[str, ...], children: Iterable[Element]) -> Element:
    """Return a properties element with its children in the order that the schema wants.

    A later child replaces an earlier one of the same name.
    """
    named = {etree.QName(child).localname: child for child in children}
    return w(tag, *(named[name] for name in sorted(named, key=order.index)))


def on(tag: str, wanted: bool = True) -> Element:
    """Return a toggle property: `<w:keepNext/>`, or `<w:keepNext w:val="0"/>`."""
    return w(tag) if wanted else w(tag, val=0)


def text(tag: str, content: str) -> Element:
    """Return `<w:t xml:space="preserve">content</w:t>`."""
    element = w(tag)
    element.text = content
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def field(instruction: str, result: Iterable[Element], properties: Element | None) -> list[Element]:
    """Return the runs of a complex field with its cached result; all have the same properties.

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


def value_of(parent: Element | None, name: str, missing: str = "") -> str:
    """Return the value of a child element, or `missing` where there is no such child."""
    child = None if parent is None else parent.find(q(name))
    return missing if child is None else child.get(VAL) or ""


def runs_of(contents: Iterable[Element], properties: Element | None) -> Iterator[Element]:
    """Yield a run around each of the contents, with a copy of the properties."""
    for content in contents:
        yield w("r", *(() if properties is None else (deepcopy(properties),)), content)


def root(tag: str, *children: Element) -> Element:
    """Return the root of a part, which declares the prefixes that may occur in it."""
    element = etree.Element(q(tag), nsmap=SPACES)
    element.extend(children)
    return element


def blob(element: Element) -> bytes:
    """Return the bytes of a part."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def classes(element: Element) -> list[str]:
    """Return the classes of an element of the semantic tree."""
    return (element.get("class") or "").split()


def unknown(element: Element, where: str) -> ValueError:
    """Return the error for an element that a writer does not know, a fault of a template."""
    kind = ".".join([str(element.tag), *classes(element)])
    return ValueError(f"Word writer: <{kind}> is not known {where} (line {element.sourceline})")
