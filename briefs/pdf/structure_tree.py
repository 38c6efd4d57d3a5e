"""The structure tree of a PDF, built from the semantic HTML (ISO 32000-1, 14.8; PDF/UA-1, 7).

Each element of the HTML becomes one structure element, on however many pages its text is. Notes are
list items, because they are numbered, with a Note and its ID inside (PDF/UA-1, 7.9). A chart is a
table whose Summary is its alternative text; an Alt would hide the figures from a screen reader.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from briefs.html import WORD_JOINER

# An element without a role (body, figure, span, strong …) gives its content to its parent.
ROLES = {
    "html": "Document", "header": "Div", "section": "Sect", "nav": "Sect", "aside": "Sect",
    "article": "Art", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "p": "P",
    "ul": "L", "ol": "L", "li": "LI", "figcaption": "Caption", "table": "Table",
    "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD", "a": "Link",
}  # fmt: skip
SCOPES = {"row": "/Row", "col": "/Column"}
NUMBERING = {"ol": "/Decimal", "ul": "/Disc"}


@dataclass(frozen=True)
class MarkedContent:
    """Marked content of a page: its position in reading order, its page (from 0) and its MCID."""

    order: int
    page: int
    mark: int


@dataclass
class Node:
    """A structure element that is still to be written.

    `links` are the annotations of a Link, each with its page, and `description` their Contents.
    """

    role: str
    kids: "list[Node | MarkedContent]"
    entries: dict[str, Any] = field(default_factory=dict)
    links: list[tuple[int, Any]] = field(default_factory=list)
    description: str = ""


@dataclass
class PageContent:
    """What the pages show of each element: its text, its list label and its link annotations."""

    texts: dict[Element, list[MarkedContent]] = field(default_factory=lambda: defaultdict(list))
    labels: dict[Element, list[MarkedContent]] = field(default_factory=lambda: defaultdict(list))
    links: dict[Element, list[tuple[int, Any]]] = field(default_factory=lambda: defaultdict(list))


def roles_of(root: Element) -> dict[Element, str | None]:
    """Return the structure type of each element; its class or its parent may change it."""
    roles = {element: ROLES.get(element.tag) for element in root.iter()}
    for paragraph in root.iterfind(".//p[@class]"):
        if "caption" in paragraph.get("class", "").split():
            roles[paragraph] = "Caption"
    for table in root.iterfind(".//table[@class='facing']"):  # sets two languages side by side
        roles |= dict.fromkeys([table, *table.findall("tbody")])
        roles |= dict.fromkeys([*table.findall("tbody/tr"), *table.findall("tbody/tr/td")], "Div")
    for contents in root.iterfind(".//nav/ol"):
        roles |= {contents: "TOC", **dict.fromkeys(contents, "TOCI")}
    return roles


class TreeBuilder:
    """Builds the nodes of one document from its elements, their roles and the pages' content."""

    def __init__(
        self, root: Element, roles: dict[Element, str | None], content: PageContent
    ) -> None:
        self.roles, self.content = roles, content
        self.parents = {child: parent for parent in root.iter() for child in parent}
        self.notes = {
            (number, self.language(note)): text_of(note)
            for notes in root.iterfind(".//ol[@class='notes']")
            for number, note in enumerate(notes, start=int(notes.get("start", "1")))
        }
        self.note_count = 0

    def language(self, element: Element) -> str:
        """Return the `lang` of an element or of its nearest ancestor that has one."""
        while "lang" not in element.attrib and element in self.parents:
            element = self.parents[element]
        return element.get("lang", "")

    def nodes(self, element: Element) -> list[Node | MarkedContent]:
        """Return an element as one node, or its content if it needs none; nothing if it is empty.

        An element without a role needs a node, a Span, where its language differs.
        """
        kids, role, parent = self.kids(element), self.roles[element], self.parents.get(element)
        switches = parent is not None and self.language(element) != self.language(parent)
        if not (role or switches) or not (kids or role in ("TD", "TH")):
            return kids
        node = Node(role or "Span", kids, self.attributes(element, role))
        if switches:
            node.entries["Lang"] = self.language(element)
        if node.role == "LI":
            self.divide_item(element, node)
        if node.role == "Link":
            node.links, node.description = self.content.links[element], self.description(element)
            if element.get("href", "").startswith("#"):
                return [Node("Reference", [node])]
        return [node]

    def kids(self, element: Element) -> list[Node | MarkedContent]:
        """Return an element's content in reading order; a caption joins the table after it."""
        kids: list[Node | MarkedContent] = list(self.content.texts[element])
        has_text, caption = bool(kids), list[Node | MarkedContent]()
        for child in element:
            if child.get("aria-hidden") == "true":
                continue
            nodes = self.nodes(child)
            if self.roles[child] == "Caption":
                caption = nodes
                continue
            if nodes and isinstance(nodes[0], Node):
                nodes[0].kids[:0] = caption
                caption = []
            kids += nodes
        return sorted(kids, key=order_of) if has_text else kids

    def attributes(self, element: Element, role: str | None) -> dict[str, Any]:
        """Return the attribute object of a structure element, as its A (ISO 32000-1, 14.8.5)."""
        if role == "L":
            labelled = any(self.content.labels[item] for item in element)
            numbering = NUMBERING[element.tag] if labelled else "/None"
            return {"A": {"O": "/List", "ListNumbering": numbering}}
        attributes: dict[str, Any] = {}
        if role in ("TD", "TH"):
            spans = {"ColSpan": element.get("colspan"), "RowSpan": element.get("rowspan")}
            attributes = {name: int(span) for name, span in spans.items() if span}
        if role == "TH":
            attributes["Scope"] = SCOPES[element.get("scope", "col")]
        if role == "Table" and element.get("summary"):
            attributes["Summary"] = element.get("summary")
        return {"A": {"O": "/Table"} | attributes} if attributes else {}

    def divide_item(self, element: Element, item: Node) -> None:
        """Divide a list item into label and body, in place; the body of a note is a Note."""
        if self.parents[element].get("class") == "notes":
            self.note_count += 1
            item.kids = [Node("Note", item.kids, {"ID": f"note-{self.note_count:04}"})]
        label = self.content.labels[element]
        item.kids = [Node("LBody", item.kids)]
        if label:
            item.kids.insert(0, Node("Lbl", list(label)))

    def description(self, link: Element) -> str:
        """Return the text of a link, and of a note number the note after it."""
        text = text_of(link)
        _, is_note, number = link.get("href", "").partition("#note-")
        if is_note:
            text = f"{text}. {self.notes.get((int(number), self.language(link)), '')}".strip()
        return text


def text_of(element: Element) -> str:
    """Return the text of an element in one line; a space parts two languages in it."""
    return " ".join("".join(text_pieces(element)).replace(WORD_JOINER, "").split())


def text_pieces(element: Element) -> Iterator[str]:
    """Yield the pieces of an element's text."""
    yield element.text or ""
    for child in element:
        space = " " if child.tag == "span" and child.get("lang") else ""
        yield from (space, *text_pieces(child), space, child.tail or "")


def order_of(kid: Node | MarkedContent) -> int:
    """Return the position in reading order at which a kid begins; 0 for an empty node."""
    while isinstance(kid, Node):
        if not kid.kids:
            return 0
        kid = kid.kids[0]
    return kid.order
