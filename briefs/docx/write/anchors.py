"""Bookmarks, the links that lead to them or to the web, and the content controls of texts.

Word keeps content controls, LibreOffice keeps bookmarks: each text of the content has both. While
elements are made, the id of a bookmark is its name and that of a link its address; once a part is
complete, `number_bookmarks` and `number_links` replace them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from briefs.docx.ooxml import RELATION, Element, classes, q, w
from briefs.docx.read import CONTROL_ID_OFFSET
from briefs.docx.write.signs import explanation
from briefs.problems import Problem, fill

WEB_OR_MAIL = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
# The character style of each class of link.
LINKS = {"ref": "Reference", "entry": "Reference", "external": "Hyperlink", "": "Reference"}
LONGEST_NAME = 40  # characters that Word takes as the name of a bookmark
LONGEST_TITLE = 64  # characters that Word takes as the tag or title of a content control


@dataclass(frozen=True)
class ShownText:
    """A text of the content where a document shows it: its path, and how it is set there."""

    number: int  # in the document
    path: str
    lang: str
    digits: str  # the theme's digits for the language
    bold: bool  # whether the text around it is bold
    months: str = ""  # the locales of its month names, where they are not as written


def bookmark_names(tree: Element) -> dict[str, str]:
    """Return a bookmark name for each id to which some link, or a sign, in the tree leads.

    It has letters, digits and underscores, and a short digest where two would be the same.
    """
    wanted = {url(link)[1:] for link in tree.iter("a")}
    if tree.find(".//span[@class='inferred']") is not None:
        wanted.add(explanation(tree).target)
    names: dict[str, str] = {}
    taken: set[str] = set()  # Word knows no capitals in names of bookmarks
    for target in sorted(wanted & printed_ids(tree)):
        name = "b_" + re.sub(r"[^A-Za-z0-9_]", "_", target)
        if len(name) > LONGEST_NAME or name.lower() in taken:
            name = f"{name[:31]}_{sha256(target.encode()).hexdigest()[:8]}"
        names[target] = name
        taken.add(name.lower())
    return names


def printed_ids(tree: Element) -> set[str]:
    """Return the ids that a Word document can hold: in a section of notes, those of notes."""
    dropped = {e.get("id") for s in sections_of_notes(tree) for e in s.iter("*") if e.tag != "li"}
    return {e.get("id") or "" for e in tree.iter("*")} - dropped - {""}


def sections_of_notes(tree: Element) -> list[Element]:
    """Return the sections whose notes become footnotes."""
    return [section for section in tree.iter("section") if "notes" in classes(section)]


def bookmarked(name: str, contents: Iterable[Element]) -> list[Element]:
    """Return the contents between the two ends of a bookmark.

    <w:bookmarkStart w:id="4" w:name="b_germany"/> … <w:bookmarkEnd w:id="4"/>
    """
    return [w("bookmarkStart", id=name, name=name), *contents, w("bookmarkEnd", id=name)]


def number_bookmarks(parts: Iterable[Element]) -> None:
    """Number the bookmarks of a document's parts in the order of their ends."""
    tags = q("bookmarkStart"), q("bookmarkEnd")
    marks = [mark for part in parts for mark in part.iter(*tags)]
    names = [mark.get(q("id")) for mark in marks if mark.tag == tags[1]]
    numbers = {name: str(number) for number, name in enumerate(names, 1)}
    for mark in marks:
        mark.set(q("id"), numbers[mark.get(q("id"))])


def control(shown: ShownText, contents: Iterable[Element]) -> list[Element]:
    """Return a text of the content in a control, inside a bookmark that Word hides.

    <w:bookmarkStart w:id="4" w:name="_b7"/><w:sdt><w:sdtPr><w:alias w:val="articles/…/en"/>
    <w:tag w:val="1f…"/><w:id w:val="1007"/></w:sdtPr><w:sdtContent>…</w:sdtContent></w:sdt>…
    """
    path = shown.path
    title = path if len(path) <= LONGEST_TITLE else f"…{path[1 - LONGEST_TITLE :]}"
    number = w("id", val=CONTROL_ID_OFFSET + shown.number)
    properties = w("sdtPr", w("alias", val=title), w("tag", val=tag_of(path)), number)
    return bookmarked(f"_b{shown.number}", [w("sdt", properties, w("sdtContent", *contents))])


def tag_of(path: str) -> str:
    """Return the tag of a text's controls: a short digest of its path."""
    return sha256(path.encode()).hexdigest()[:16]


def url(link: Element) -> str:
    """Return where a link of the tree leads."""
    return (link.get("href") or "").strip()


def leads_somewhere(link: Element, bookmarks: Iterable[str]) -> bool:
    """Return whether a link stays a link: to an id with a bookmark, to the web or to an address.

    The section of notes is not printed, so that a link to it becomes plain text.
    """
    target = url(link)
    return (
        target[1:] in bookmarks if target.startswith("#") else bool(WEB_OR_MAIL.fullmatch(target))
    )


def refused_links(tree: Element) -> list[Problem]:
    """Return a warning for each link that leads neither into the document nor to web or mail."""
    return [
        Problem(
            file="(rendered document)",
            line=link.sourceline or 1,
            column=1,
            code="link-refused",
            message=fill(
                "the link to “{url}” is left out of the Word document", url=url(link)[:80]
            ),
            hint=fill("links lead to http, https or mailto addresses, or to an id in the document"),
        )
        for link in tree.iter("a")
        if " ".join(classes(link)) in LINKS
        and not (url(link).startswith("#") or WEB_OR_MAIL.fullmatch(url(link)))
    ]


def number_links(part: Element) -> dict[str, str]:
    """Number the external links of a part; return their relationship ids by address."""
    ids: dict[str, str] = {}
    for link in part.iter(q("hyperlink")):
        target = link.get(RELATION)
        if target is not None:
            link.set(RELATION, ids.setdefault(target, f"rIdLink{len(ids) + 1}"))
    return ids
