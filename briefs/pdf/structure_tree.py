"""The structure of a PDF, made from the semantic HTML (ISO 32000-1, 14.8; PDF/UA-1, 7).

Each element of the HTML is one structure element, wherever on the pages its text fell. Notes are
list items, for they are counted, and Note with an ID inside, as PDF/UA-1, 7.9 asks. A chart is a
table, with its alternative text for a summary: an Alt would hide the figures from who cannot see.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

# Elements that are not here (body, figure, span, strong …) give what they hold to their parent.
ROLES = {
    "html": "Document", "header": "Div", "section": "Sect", "nav": "Sect", "aside": "Sect",
    "article": "Art", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "p": "P",
    "ul": "L", "ol": "L", "li": "LI", "figcaption": "Caption", "table": "Table",
    "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD", "a": "Link",
}  # fmt: skip
SCOPES = {"row": "/Row", "col": "/Column"}
WORD_JOINER = "\u2060"


@dataclass(frozen=True)
class Run:
    """A stretch of text on a page, by its place in the order of reading."""

    order: int
    page: int
    mark: int


@dataclass
class Node:
    """A structure element to be."""

    role: str
    kids: "list[Node | Run]"
    entries: dict[str, Any] = field(default_factory=dict)
    links: list[tuple[int, Any]] = field(default_factory=list)  # annotations, each with its page
    description: str = ""  # of those


@dataclass
class Drawn:
    """What the pages show of each element: text, the labels of list items, link annotations."""

    texts: dict[Element, list[Run]] = field(default_factory=lambda: defaultdict(list))
    labels: dict[Element, list[Run]] = field(default_factory=lambda: defaultdict(list))
    links: dict[Element, list[tuple[int, Any]]] = field(default_factory=lambda: defaultdict(list))


def roles_of(root: Element) -> dict[Element, str | None]:
    """The structure type of each element, with what its place or class make of it."""
    roles = {element: ROLES.get(element.tag) for element in root.iter()}
    for caption in root.iterfind(".//p[@class='caption']"):
        roles[caption] = "Caption"
    for table in root.iterfind(".//table[@class='facing']"):  # two languages, no data
        roles |= {table: None, **dict.fromkeys(table.findall("tbody"))}
        roles |= dict.fromkeys([*table.findall("tbody/tr"), *table.findall("tbody/tr/td")], "Div")
    for items in root.iterfind(".//nav/ol"):
        roles |= {items: "TOC", **dict.fromkeys(items, "TOCI")}
    return roles


class Maker:
    """Makes the tree of one document: elements of the HTML to nodes."""

    def __init__(self, root: Element, roles: dict[Element, str | None], drawn: Drawn) -> None:
        self.root, self.roles, self.drawn = root, roles, drawn
        self.parents = {child: parent for parent in root.iter() for child in parent}
        self.notes = {
            (number, self.language(note)): plain(note)
            for notes in root.iterfind(".//ol[@class='notes']")
            for number, note in enumerate(notes, start=int(notes.get("start", "1")))
        }
        self.note_count = 0

    def language(self, element: Element) -> str:
        """The language that an element is in: its own, or that of what it stands in."""
        while "lang" not in element.attrib and element in self.parents:
            element = self.parents[element]
        return element.get("lang", "")

    def nodes(self, element: Element) -> list[Node | Run]:
        """An element: one node, or what it holds if it is none; nothing if it holds nothing."""
        kids = self.kids(element)
        role = self.roles[element]
        above = self.parents.get(element)
        other = above is not None and self.language(element) != self.language(above)
        if not (role or other) or not (kids or role in ("TD", "TH")):
            return kids
        node = Node(role or "Span", kids, self.entries(element, role))
        if other:
            node.entries["Lang"] = self.language(element)
        return [self.placed(element, node)]

    def kids(self, element: Element) -> list[Node | Run]:
        """What an element holds, in order of reading; a caption goes into the table after it."""
        found: list[Node | Run] = list(self.drawn.texts[element])
        mixed, caption = bool(found), list[Node | Run]()
        for child in element:
            if child.get("aria-hidden") == "true":
                continue
            made = self.nodes(child)
            if self.roles[child] == "Caption":
                caption = made
                continue
            if made and isinstance(made[0], Node):
                made[0].kids[:0] = caption
                caption = []
            found += made
        return sorted(found, key=first) if mixed else found

    def entries(self, element: Element, role: str | None) -> dict[str, Any]:
        """The attributes of a structure element (ISO 32000-1, 14.8.5)."""
        made: dict[str, Any] = {}
        if role in ("TD", "TH"):
            spans = {"ColSpan": element.get("colspan"), "RowSpan": element.get("rowspan")}
            made = {"O": "/Table"} | {name: int(one) for name, one in spans.items() if one}
            if role == "TH":
                made["Scope"] = SCOPES[element.get("scope", "col")]
        elif role == "L":
            labelled = any(self.drawn.labels[item] for item in element)
            kind = {"ol": "/Decimal", "ul": "/Disc"}[element.tag] if labelled else "/None"
            made = {"O": "/List", "ListNumbering": kind}
        elif role == "Table" and element.get("summary"):
            made = {"O": "/Table", "Summary": element.get("summary")}
        return {"A": made} if len(made) > 1 else {}

    def placed(self, element: Element, node: Node) -> Node:
        """A node inside the elements that its type asks for around or within it."""
        if node.role == "LI":
            body = node.kids
            if self.parents[element].get("class") == "notes":
                self.note_count += 1
                body = [Node("Note", body, {"ID": f"note-{self.note_count:04}"})]
            label = self.drawn.labels[element]
            node.kids = [Node("Lbl", list(label))] if label else []
            node.kids.append(Node("LBody", body))
        elif node.role == "Link":
            node.links = self.drawn.links[element]
            node.description = self.description(element)
            if element.get("href", "").startswith("#"):
                return Node("Reference", [node])
        return node

    def description(self, link: Element) -> str:
        """What a link says of itself: its text, and of a note's number the note."""
        text = plain(link)
        _, is_note, number_of_note = link.get("href", "").partition("#note-")
        if is_note:
            number = int(number_of_note)
            text = f"{text}. {self.notes.get((number, self.language(link)), '')}".strip()
        return text


def plain(element: Element) -> str:
    """The text of an element in one line; two languages in it stand apart."""
    return " ".join("".join(texts(element)).replace(WORD_JOINER, "").split())


def texts(element: Element) -> Iterator[str]:
    """The pieces of an element's text."""
    yield element.text or ""
    for child in element:
        apart = " " if child.tag == "span" and child.get("lang") else ""
        yield from (apart, *texts(child), apart, child.tail or "")


def first(kid: Node | Run) -> int:
    """Where a node or a run begins in the order of reading."""
    while isinstance(kid, Node):
        if not kid.kids:
            return 0
        kid = kid.kids[0]
    return kid.order
