"""The parts of a Word document to stories: the document, its notes, its headers and footers."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from briefs.docx.ooxml import Element, q
from briefs.docx.read.effective_format import Appearance
from briefs.docx.read.reader import NAME, Reader, number_of
from briefs.docx.read.spans import Paragraph, TextSpan
from briefs.docx.read.targets import Targets, addresses_of, note_of, notes_by_bookmark


def read_stories(
    parts: Mapping[str, Element],
    styles: Element | None,
    numbering: Element | None = None,
    relationships: Mapping[str, Element] = MappingProxyType({}),
) -> dict[str, list[Paragraph]]:
    """Return the stories of a document by name: "document", "notes", and "running" (headers).

    `parts` are those with text, `relationships` those of the same names.
    """
    appearance = Appearance(styles, numbering)
    stories: dict[str, list[Paragraph]] = {"document": [], "notes": [], "running": []}
    bookmarks = bookmarks_of(parts.values())
    controls = {number_of(sdt) for tree in parts.values() for sdt in tree.iter(q("sdt"))}
    notes = notes_by_bookmark(parts.values())
    for path, tree in sorted(parts.items()):
        targets = Targets(addresses_of(relationships.get(path)), notes)
        reader = Reader(bookmarks, controls, appearance, targets)
        if "notes" in path:
            for note in tree:
                if note.get(q("type")) in (None, "normal"):
                    reader.note = note_of(note)
                    reader.walk(note, TextSpan())
            stories["notes"] += reader.paragraphs
        else:
            reader.walk(tree, TextSpan())
            stories["document" if "document" in path else "running"] += reader.paragraphs
    return stories


def bookmarks_of(trees: Iterable[Element]) -> dict[str, int]:
    """Return the names of the bookmarks around texts, with the numbers of the texts.

    LibreOffice renames those in footnotes (`_b28_Copy_1`), as it does what a person copies.
    """
    names: dict[int, str] = {}
    for bookmark in (mark for tree in trees for mark in tree.iter(q("bookmarkStart"))):
        name = bookmark.get(NAME) or ""
        match = re.fullmatch(r"_b(\d{1,8})(_Copy_\d+)?", name)
        if match and (int(match[1]) not in names or not match[2]):
            names[int(match[1])] = name
    return {name: number for number, name in names.items()}
