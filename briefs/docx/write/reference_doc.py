"""A house template: styles, theme and page of a user's own .docx or .dotx, ours where it lacks."""

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from briefs.design import LARGEST_REFERENCE_DOC, Theme
from briefs.docx.ooxml import RUN_ORDER, Element, R, W, on, ordered, w
from briefs.docx.safe_package import Limits, PackageError, open_package, parse_part, read_part
from briefs.docx.write.page_setup import section_of, sheet_of
from briefs.problems import Problem

LIMITS = Limits(file=LARGEST_REFERENCE_DOC, part=8_000_000)
NAMED = 12  # styles that a message names
STYLES = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
MAIN = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
REFERENCES = ("basedOn", "next", "link")
# What stands before tab stops in a paragraph's properties (CT_PPr).
BEFORE_TABS = {
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd"),
}


class ReferenceDocError(Exception):
    """A file that cannot be a house template; its text says why."""


@dataclass(frozen=True)
class ReferenceDoc:
    """What a house template gives: its styles, its theme part where it stands alone, its page."""

    styles: Element
    theme: Element | None
    section: Element | None


def opened(data: bytes) -> ReferenceDoc:
    """The parts of a base document that are used; nothing else of it is unpacked."""
    if not data:
        raise ReferenceDocError("there is no such file in the folder of templates")
    try:
        with open_package(data, LIMITS) as package:

            def part(name: str) -> Element:
                return parse_part(name, read_part(package, name, LIMITS), LIMITS)

            kinds = {
                one.get("ContentType"): (one.get("PartName") or "").lstrip("/")
                for one in part("[Content_Types].xml").iterfind("{*}Override")
            }
            if STYLES not in kinds:
                raise ReferenceDocError("it is not a Word document with styles")
            theme = part(kinds[THEME]) if THEME in kinds else None
            main = next((kinds[kind] for kind in MAIN if kind in kinds), "")
            body = part(main) if main else None
            return ReferenceDoc(part(kinds[STYLES]), alone(theme), section_of(body))
    except PackageError as error:
        raise ReferenceDocError(str(error)) from error


def alone(theme: Element | None) -> Element | None:
    """A theme part that refers to no other part, such as a picture."""
    if theme is None or any(name.startswith(f"{{{R}}}") for e in theme.iter() for name in e.attrib):
        return None
    return theme


def merged(house: Element, ours: Element) -> tuple[Element, list[str]]:
    """The house's styles with ours added that it lacks, and the names of those.

    A style is the same by kind and name, as Word has it; its id becomes ours, as the body wants.
    Numbering stays behind: the numbers of lists are of the house's own numbering part.
    """
    made = etree.fromstring(etree.tostring(house))
    theirs = {key(style): style for style in made.iterfind(f"{{{W}}}style")}
    wanted = {key(style): style for style in ours.iterfind(f"{{{W}}}style")}
    ids = {identity(style): identity(wanted[one]) for one, style in theirs.items() if one in wanted}
    taken = {identity(style) for style in wanted.values()}
    for style in theirs.values():
        old = identity(style)
        ids.setdefault(old, f"{old}House" if old in taken else old)
    for style in theirs.values():
        style.set(f"{{{W}}}styleId", ids[identity(style)])
        for reference in style.iterchildren(*(f"{{{W}}}{tag}" for tag in REFERENCES)):
            target = reference.get(f"{{{W}}}val", "")
            reference.set(f"{{{W}}}val", ids.get(target, target))
        etree.strip_elements(style, f"{{{W}}}numPr")
        set_stops(style, wanted.get(key(style)))
    for style in wanted.values():
        upright(style)
    added = [style for one, style in wanted.items() if one not in theirs]
    defaults = {one for (one, _), style in theirs.items() if style.get(f"{{{W}}}default")}
    for style in added:
        if style.get(f"{{{W}}}type") in defaults:
            style.attrib.pop(f"{{{W}}}default", None)
    made.extend(added)
    return made, [name_of(style) for style in added]


def upright(style: Element) -> None:
    """Keep a twin that runs right to left free of what its house style may give: slant and spacing.

    <w:i w:val="0"/><w:iCs w:val="0"/><w:spacing w:val="0"/>
    """
    bidi = style.find(f"{{{W}}}pPr/{{{W}}}bidi")
    letters = style.find(f"{{{W}}}rPr")
    if bidi is None or bidi.get(f"{{{W}}}val") == "0" or letters is None:
        return
    given = [on("i", False), on("iCs", False), w("spacing", val=0)]
    made = ordered("rPr", RUN_ORDER, [*letters, *given])
    style.replace(letters, made)


def set_stops(style: Element, ours: Element | None) -> None:
    """Give a style our tab stops: our lines end at them, in heads, contents and facing headings."""
    stops = None if ours is None else ours.find(f"{{{W}}}pPr/{{{W}}}tabs")
    if stops is None:
        return
    etree.strip_elements(style, f"{{{W}}}tabs")
    properties = style.find(f"{{{W}}}pPr")
    if properties is None:
        properties = etree.Element(f"{{{W}}}pPr")
        rest = style.find(f"{{{W}}}rPr")
        style.append(properties) if rest is None else rest.addprevious(properties)
    before = [one for one in properties if etree.QName(one).localname in BEFORE_TABS]
    properties.insert(len(before), deepcopy(stops))


def key(style: Element) -> tuple[str, str]:
    """What Word tells styles apart by: kind and name, in any letters."""
    return style.get(f"{{{W}}}type", "paragraph"), name_of(style).casefold()


def identity(style: Element) -> str:
    """The id of a style."""
    return style.get(f"{{{W}}}styleId", "")


def name_of(style: Element) -> str:
    """The name of a style, as people see it."""
    name = style.find(f"{{{W}}}name")
    return "" if name is None else name.get(f"{{{W}}}val", "")


def reference_doc_of(theme: Theme, base: bytes) -> tuple[ReferenceDoc | None, list[Problem]]:
    """The house template that a theme names, from its bytes; or what is wrong with it."""
    if not theme.word.base:
        return None, []
    try:
        return opened(base), []
    except ReferenceDocError as error:
        return None, [refused(theme.word.base, str(error))]


def with_reference_page(theme: Theme, house: ReferenceDoc | None) -> tuple[Theme, list[Problem]]:
    """The theme on the house's paper, with its margins; or on its own, and why."""
    if house is None or house.section is None:
        return theme, []
    try:
        return theme.with_page(sheet_of(house.section)), []
    except ValueError as error:
        return theme, [unused_page(theme.word.base, str(error))]


def with_reference_doc(
    ours: tuple[Element, Element], house: ReferenceDoc | None, path: str
) -> tuple[Element, Element, list[Problem]]:
    """Return styles and theme part with those of the reference document, and what it lacks."""
    if house is None:
        return *ours, []
    made, names = merged(house.styles, ours[0])
    problems = [lacking(path, names)] if names else []
    return made, ours[1] if house.theme is None else house.theme, problems


def unused_page(path: str, why: str) -> Problem:
    """The warning that a base's page is not used."""
    message = f"the house template’s page is not used: {why}"
    hint = "give it paper and margins that leave 100 by 120 mm, or more, for text"
    return Problem(path, 1, 1, "word-base-page", message, hint)


def lacking(path: str, names: list[str]) -> Problem:
    """The warning that names the styles which a base lacks."""
    rest = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    listed = ", ".join(f"“{name}”" for name in names[:NAMED])
    return Problem(
        file=path,
        line=1,
        column=1,
        code="word-base-lacks",
        message=f"the house template lacks {len(names)} styles, ours are added: {listed}{rest}",
        hint="give it styles of these names to have them look as the house wants",
    )


def refused(path: str, why: str) -> Problem:
    """The error that a base cannot be used."""
    hint = "open it in Word and save it anew as .docx or .dotx, or empty word: base in theme.yaml"
    return Problem(path, 1, 1, "word-base-unreadable", f"the house template: {why}", hint)
