"""Where links and marks of notes lead: to an address, a bookmark (`#b_germany`) or a note."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from posixpath import join
from urllib.parse import unquote

from lxml import etree

from briefs.docx.ooxml import RELATION, Element, q

REFERENCES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)")?(?:[^"]*\\l\s+"([^"]*)")?')


@dataclass(frozen=True)
class Targets:
    """The addresses in a part by relationship id, and the notes of the document by bookmark.

    A part that is being written has no relationships yet, and its ids are the addresses.
    """

    addresses: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    def of_link(self, element: Element) -> str:
        """Return where a `w:hyperlink` leads; empty where it leads nowhere."""
        identity = element.get(RELATION) or ""
        return address(self.addresses.get(identity, identity), element.get(q("anchor")) or "")

    def of_field(self, instruction: str) -> str:
        """Return where a field leads that is a link or repeats the mark of a note."""
        link = HYPERLINK.match(instruction)
        if link:
            return address(link[1] or "", link[2] or "")
        words = instruction.split()[:2]
        return self.notes.get(words[1], "") if words[:1] == ["NOTEREF"] and words[1:] else ""


def address(target: str, bookmark: str) -> str:
    """Return an address in one form; programs add a slash, escape letters, or part the bookmark."""
    whole = f"{target}#{bookmark}" if bookmark else target
    return re.sub(r"\s", "%20", unquote(whole).rstrip("/"))


def addresses_of(relationships: Element | None) -> dict[str, str]:
    """Return the targets of the relationships of a part by their ids."""
    found = () if relationships is None else relationships
    return {one.get("Id") or "": one.get("Target") or "" for one in found}


def parts_referred_to(document: Element, relationships: Element | None, *names: str) -> list[str]:
    """Return the names of the parts to which elements of a document refer, in their order."""
    addresses = addresses_of(relationships)
    elements = document.iter(*(f"{{*}}{name}" for name in names))
    targets = (addresses.get(element.get(RELATION) or "", "") for element in elements)
    return [join("/word", target).lstrip("/") for target in targets]


def note_of(element: Element) -> str:
    """Return the identity of a note, or of the note that a reference to it has: `footnote4`."""
    name = etree.QName(element).localname
    return f"{REFERENCES.get(name, name)}{element.get(q('id'))}"


def notes_by_bookmark(trees: Iterable[Element]) -> dict[str, str]:
    """Return the names of the bookmarks around marks of notes, each with the first such note."""
    ends = q("bookmarkStart"), q("bookmarkEnd")
    found: dict[str, str] = {}
    for tree in trees:
        names: dict[str, str] = {}  # of the open bookmarks that have no note yet, by their ids
        for element in tree.iter(*ends, *map(q, REFERENCES)):
            identity = element.get(q("id")) or ""
            if element.tag == ends[0]:
                names[identity] = element.get(q("name")) or ""
            elif element.tag == ends[1]:
                names.pop(identity, None)
            else:
                found |= dict.fromkeys(names.values(), note_of(element))
                names.clear()
    return found
