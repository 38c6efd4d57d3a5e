"""The tags of a PDF: its structure tree and marked content (ISO 32000-1, 14.7), by the HTML.

WeasyPrint tags its boxes, so that a paragraph on two pages becomes two paragraphs, running heads
are in no tree, languages get lost and every box inside a link becomes a link. Here the structure
follows the HTML, and running heads, repeated table heads and decoration are artifacts.

This uses internals of WeasyPrint 70: it replaces `weasyprint.pdf.add_tags`, and reads the boxes of
pages and `Stream._tags`. When they change, `tests/conformance/test_verapdf.py` fails.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from briefs.pdf.structure_tree import MarkedContent, Node, PageContent, TreeBuilder, roles_of

# Structure elements that have no text of their own: white space marked in them is an artifact.
CONTAINERS = {"Document", "Div", "Sect", "Art", "L", "Table", "THead", "TBody", "TR", "TOC"}
BLANK = " \n\t\u200b"  # WeasyPrint puts a zero-width space where words have a spacing
PAGINATION = {"top": "/Header", "bottom": "/Footer"}


def boxes_in(box: Any, artifact: str, heads: set[Element]) -> Iterator[tuple[Any, str]]:
    """Yield a box and its descendants in reading order, each with its artifact subtype or "".

    `heads` collects the table heads: one that a later page repeats is an artifact.
    """
    box = getattr(box, "_box", box)
    if margin := getattr(box, "at_keyword", ""):  # such as `@top-left`
        artifact = PAGINATION.get(margin[1:].split("-")[0], "/Header")
    elif box.element_tag == "thead":
        artifact = "/Header" if box.element in heads else artifact
        heads.add(box.element)
    yield box, artifact
    for child in getattr(box, "children", ()):
        yield from boxes_in(child, artifact, heads)


def read_pages(pages: Any, streams: Any, roles: dict[Element, str | None]) -> PageContent:
    """Return what pages show of each element, and turn all other marked content into artifacts.

    Raise RuntimeError if a stream has marked content of a box that is not on its page.
    """
    content, heads, order = PageContent(), set[Element](), 0
    for number, (page, stream) in enumerate(zip(pages, streams, strict=True)):
        places = {
            item["MCID"]: place
            for place, item in enumerate(stream.stream)
            if isinstance(item, dict) and "MCID" in item
        }
        for box, artifact in boxes_in(page._page_box, "", heads):
            if box.link_annotation:
                content.links[box.element].append((number, box.link_annotation))
            if box not in stream._tags:
                continue
            mark, order = stream._tags.pop(box)["mcid"], order + 1
            if artifact or (roles.get(box.element) in CONTAINERS and not box.text.strip(BLANK)):
                make_artifact(stream.stream, places[mark], artifact)
            else:
                is_label = box.element_tag.endswith("::marker")
                kind = content.labels if is_label else content.texts
                kind[box.element].append(MarkedContent(order, number, mark))
        if stream._tags:
            raise RuntimeError("WeasyPrint marked content that is in no box of the page")
    return content


def make_artifact(stream: list[Any], place: int, subtype: str) -> None:
    """Make marked content an artifact, in place; its property list is at `place` in the stream."""
    stream[place - 1] = "/Artifact"
    del stream[place]["MCID"]
    kind = {"Type": "/Pagination", "Subtype": subtype} if subtype else {"Type": "/Layout"}
    stream[place].update(kind)


class TreeWriter:
    """Writes the nodes of a document as objects of a PDF."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.parents: dict[int, dict[int, bytes]] = defaultdict(dict)  # page → MCID → element
        self.link_parents: list[bytes] = []
        self.ids: dict[str, bytes] = {}

    def write(self, document: Node) -> None:
        """Write the structure tree root, with its parent tree and ID tree."""
        root = self.add({"Type": "/StructTreeRoot"})
        root["K"] = pydyf.Array([self.element(document, root.reference)])
        page_count = len(self.pdf.page_references)
        numbers: list[Any] = []
        for page in range(page_count):
            marks = self.parents[page]
            row = [marks.get(mark, "null") for mark in range(max(marks, default=-1) + 1)]
            numbers += [page, pydyf.Array(row)]
        for number, reference in enumerate(self.link_parents, start=page_count):
            numbers += [number, reference]
        root["ParentTree"] = self.add({"Nums": pydyf.Array(numbers)}).reference
        root["ParentTreeNextKey"] = page_count + len(self.link_parents)
        names = [
            part for name, item in sorted(self.ids.items()) for part in (pydyf.String(name), item)
        ]
        root["IDTree"] = self.add({"Names": pydyf.Array(names)}).reference
        self.pdf.catalog["StructTreeRoot"] = root.reference
        for page, reference in enumerate(self.pdf.page_references):
            self.pdf.objects[int(reference.split()[0])]["StructParents"] = page

    def add(self, entries: dict[str, Any]) -> Any:
        """Add a dictionary to the PDF as an indirect object."""
        dictionary = pydyf.Dictionary(entries)
        self.pdf.add_object(dictionary)
        return dictionary

    def element(self, node: Node, parent: bytes) -> bytes:
        """Write a structure element with all its descendants; return its reference."""
        element = self.add({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        page = next((kid.page for kid in node.kids if isinstance(kid, MarkedContent)), None)
        if page is not None:
            element["Pg"] = self.pdf.page_references[page]
        kids = [self.annotation(link, node, element.reference) for link in node.links]
        for kid in node.kids:
            if isinstance(kid, MarkedContent):
                kids.append(self.content(kid, page, element.reference))
            else:
                kids.append(self.element(kid, element.reference))
        element["K"] = pydyf.Array(kids)
        for name, value in node.entries.items():
            element[name] = pdf_value(value)
        if "ID" in node.entries:
            self.ids[node.entries["ID"]] = element.reference
        return bytes(element.reference)

    def content(self, kid: MarkedContent, page: int | None, parent: bytes) -> Any:
        """Return the kid for marked content: its MCID, with its page if the element has another."""
        self.parents[kid.page][kid.mark] = parent
        if kid.page == page:
            return kid.mark
        reference = self.pdf.page_references[kid.page]
        return pydyf.Dictionary({"Type": "/MCR", "Pg": reference, "MCID": kid.mark})

    def annotation(self, link: tuple[int, Any], node: Node, parent: bytes) -> Any:
        """Return the kid for a link annotation, and give the annotation its text and parent."""
        page, annotation = link
        annotation["Contents"] = pydyf.String(node.description)
        annotation["StructParent"] = len(self.pdf.page_references) + len(self.link_parents)
        self.link_parents.append(parent)
        reference = self.pdf.page_references[page]
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": reference})


def pdf_value(value: Any) -> Any:
    """Return an entry for pydyf: texts as strings, names such as `/Row` and numbers as they are."""
    if isinstance(value, dict):
        return pydyf.Dictionary({name: pdf_value(part) for name, part in value.items()})
    return pydyf.String(value) if isinstance(value, str) and value[:1] != "/" else value


def add_tags(pdf: Any, document: Any, _: Any, streams: Any) -> None:
    """Tag a document; replaces WeasyPrint's function of this name."""
    boxes = (box for box, _ in boxes_in(document.pages[0]._page_box, "", set()))
    root = next(box.element for box in boxes if box.element_tag == "html")
    roles = roles_of(root)
    content = read_pages(document.pages, streams, roles)
    for node in TreeBuilder(root, roles, content).nodes(root):
        if isinstance(node, Node):
            TreeWriter(pdf).write(node)
    direction = "/R2L" if root.get("dir") == "rtl" else "/L2R"
    preferences = {"DisplayDocTitle": "true", "Direction": direction}
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(preferences)
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def whole_links(links: list[Any]) -> list[Any]:
    """Return a page's links without those that WeasyPrint makes of the boxes inside a link.

    WeasyPrint gives a link the height of its line. Note numbers are set in lines of no height, so
    that they do not push lines apart; their links get the height of the digits.
    """
    inside: set[Any] = set()
    whole = []
    for kind, target, (left, top, right, bottom), box in links:
        if box not in inside:
            inside.update(box.descendants())
            reach = 0 if bottom - top else 0.6 * box.style["font_size"]
            whole.append((kind, target, (left, top - reach, right, bottom + reach), box))
    return whole


@contextmanager
def write_structure_tree(document: Any) -> Iterator[None]:
    """Let WeasyPrint tag a rendered document by its HTML."""
    from weasyprint import pdf  # noqa: PLC0415  (fonts must be configured before it loads)

    for page in document.pages:
        page.links = whole_links(page.links)
    original, pdf.add_tags = pdf.add_tags, add_tags
    try:
        yield
    finally:
        pdf.add_tags = original
