"""The tags of a PDF: its structure tree and marked content (ISO 32000-1, 14.7), by the HTML.

WeasyPrint tags its boxes: a paragraph over two pages is two paragraphs, running heads hang in no
tree, languages are lost, every box inside a link is a link of its own. Here the structure is that
of the HTML; what repeats or decorates is an artifact.

This leans on the engine's internals (70.0): it replaces `weasyprint.pdf.add_tags`, and reads the
boxes of pages and `Stream._tags`. `tests/test_archive.py` fails when they change.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import Element

from briefs.pdf.structure_tree import Drawn, Maker, Node, Run, roles_of

HOLDERS = {"Document", "Div", "Sect", "Art", "L", "Table", "THead", "TBody", "TR", "TOC"}
PAGINATION = {"top": "/Header", "bottom": "/Footer"}


def walk(box: Any, artifact: str, heads: set[Element]) -> Iterator[tuple[Any, str]]:
    """The boxes of a page in order of reading, each with the kind of artifact that it is in."""
    box = getattr(box, "_box", box)
    if place := getattr(box, "at_keyword", ""):
        artifact = PAGINATION.get(place[1:].split("-")[0], "/Header")
    elif box.element_tag == "thead":
        # The head of a table is read once; where a page repeats it, it is an artifact.
        artifact = "/Header" if box.element in heads else artifact
        heads.add(box.element)
    yield box, artifact
    for child in getattr(box, "children", ()):
        yield from walk(child, artifact, heads)


def gather(pages: Any, streams: Any, roles: dict[Element, str | None]) -> Drawn:
    """What the pages of a document show; what no element of its structure holds is an artifact."""
    drawn, heads, order = Drawn(), set[Element](), 0
    for number, (page, stream) in enumerate(zip(pages, streams, strict=True)):
        places = marks_of(stream)
        for box, artifact in walk(page._page_box, "", heads):
            if box.link_annotation:
                drawn.links[box.element].append((number, box.link_annotation))
            if box not in stream._tags:
                continue
            mark, order = stream._tags.pop(box)["mcid"], order + 1
            idle = roles.get(box.element) in HOLDERS and not box.text.strip()
            if artifact or idle:
                kind = {"Type": "/Pagination", "Subtype": artifact} if artifact else {}
                unmark(stream.stream, places[mark], kind)
            else:
                held = drawn.labels if box.element_tag.endswith("::marker") else drawn.texts
                held[box.element].append(Run(order, number, mark))
        if stream._tags:
            raise RuntimeError("the engine marked content that stands in no box of the page")
    return drawn


def marks_of(stream: Any) -> dict[int, int]:
    """Where the property lists of marked content stand in a content stream, by their numbers."""
    return {
        one["MCID"]: place
        for place, one in enumerate(stream.stream)
        if isinstance(one, dict) and "MCID" in one
    }


def unmark(stream: list[Any], place: int, kind: dict[str, str]) -> None:
    """Make marked content an artifact; in place."""
    stream[place - 1] = "/Artifact"
    del stream[place]["MCID"]
    stream[place].update(kind or {"Type": "/Layout"})


class Writer:
    """Writes the nodes of a document as objects of a PDF."""

    def __init__(self, pdf: Any) -> None:
        import pydyf  # noqa: PLC0415  (it comes with the engine, and loads with it)

        self.pdf, self.dictionary, self.array, self.string = (
            pdf, pydyf.Dictionary, pydyf.Array, pydyf.String,
        )  # fmt: skip
        self.holders: dict[int, dict[int, bytes]] = defaultdict(dict)
        self.linked: list[bytes] = []
        self.named: dict[str, bytes] = {}

    def tree(self, document: Node, pages: int) -> None:
        """The structure tree root, with the trees that lead back to it."""
        root = self.added({"Type": "/StructTreeRoot"})
        root["K"] = self.array([self.element(document, root.reference)])
        numbers: list[Any] = []
        for page in range(pages):
            held = self.holders[page]
            row = [held.get(mark, "null") for mark in range(max(held, default=-1) + 1)]
            numbers += [page, self.array(row)]
        for number, reference in enumerate(self.linked, start=pages):
            numbers += [number, reference]
        root["ParentTree"] = self.added({"Nums": self.array(numbers)}).reference
        root["ParentTreeNextKey"] = pages + len(self.linked)
        names = [part for name in sorted(self.named) for part in (name, self.named[name])]
        names[::2] = [self.string(name) for name in names[::2]]
        root["IDTree"] = self.added({"Names": self.array(names)}).reference
        self.pdf.catalog["StructTreeRoot"] = root.reference
        for page, reference in enumerate(self.pdf.page_references):
            self.pdf.objects[int(reference.split()[0])]["StructParents"] = page

    def added(self, entries: dict[str, Any]) -> Any:
        """A dictionary as an object of the PDF."""
        made = self.dictionary(entries)
        self.pdf.add_object(made)
        return made

    def element(self, node: Node, parent: bytes) -> bytes:
        """A structure element and all that is below it."""
        made = self.added({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        home = next((kid.page for kid in node.kids if isinstance(kid, Run)), None)
        if home is not None:
            made["Pg"] = self.pdf.page_references[home]
        made["K"] = self.array(
            [self.annotation(link, node, made) for link in node.links]
            + [
                self.content(kid, home, made)
                if isinstance(kid, Run)
                else self.element(kid, made.reference)
                for kid in node.kids
            ]
        )
        for name, value in node.entries.items():
            made[name] = self.value(value)
        if "ID" in node.entries:
            self.named[node.entries["ID"]] = made.reference
        return bytes(made.reference)

    def value(self, value: Any) -> Any:
        """An entry: texts as strings, names and numbers as they are."""
        if isinstance(value, dict):
            return self.dictionary({name: self.value(one) for name, one in value.items()})
        return self.string(value) if isinstance(value, str) and value[:1] != "/" else value

    def content(self, run: Run, home: int | None, holder: Any) -> Any:
        """Marked content: its number, with its page where that is another than the element's."""
        self.holders[run.page][run.mark] = holder.reference
        if run.page == home:
            return run.mark
        page = self.pdf.page_references[run.page]
        return self.dictionary({"Type": "/MCR", "Pg": page, "MCID": run.mark})

    def annotation(self, link: tuple[int, Any], node: Node, holder: Any) -> Any:
        """A reference to an annotation, which learns what it is for and where it belongs."""
        page, annotation = link
        annotation["Contents"] = self.string(node.description)
        annotation["StructParent"] = len(self.pdf.page_references) + len(self.linked)
        self.linked.append(holder.reference)
        place = self.pdf.page_references[page]
        return self.dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": place})


def add_tags(pdf: Any, document: Any, _: Any, streams: Any) -> None:
    """Tag a document, in place of WeasyPrint's function of this name."""
    boxes = [box for box, _ in walk(document.pages[0]._page_box, "", set())]
    root = next(box.element for box in boxes if box.element_tag == "html")
    roles = roles_of(root)
    maker = Maker(root, roles, gather(document.pages, streams, roles))
    (tree,) = maker.nodes(root)
    writer = Writer(pdf)
    if isinstance(tree, Node):
        writer.tree(tree, len(document.pages))
    direction = {"rtl": "/R2L"}.get(root.get("dir", ""), "/L2R")
    pdf.catalog["ViewerPreferences"] = writer.dictionary(
        {"DisplayDocTitle": "true", "Direction": direction}
    )
    pdf.catalog["MarkInfo"] = writer.dictionary({"Marked": "true"})


def clickable(links: list[Any]) -> list[Any]:
    """The links of a page without those that the engine makes of each box inside a link.

    The engine gives a link the height of its line, which is none where notes are set so that they
    do not push lines apart: those get the height of their letters.
    """
    inside: set[Any] = set()
    kept = []
    for kind, target, (left, top, right, bottom), box in links:
        if box not in inside:
            inside.update(box.descendants())
            reach = 0 if bottom - top else 0.6 * box.style["font_size"]
            kept.append((kind, target, (left, top - reach, right, bottom + reach), box))
    return kept


@contextmanager
def write_structure_tree(document: Any) -> Iterator[None]:
    """While it lasts, WeasyPrint tags a rendered document by its HTML."""
    from weasyprint import pdf  # noqa: PLC0415  (the engine)

    for page in document.pages:
        page.links = clickable(page.links)
    theirs, pdf.add_tags = pdf.add_tags, add_tags
    try:
        yield
    finally:
        pdf.add_tags = theirs
