"""Two trees of one template, in two languages, zipped into one whose rows face each other.

Both come from the same template and the same data, so they have the same shape: a row is one
paragraph, one statement or one list item. Headings, tables and boxes are joined, not split.
"""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from briefs.design import Language
from briefs.html.document import Element

CONTAINERS = {"body", "header", "section", "aside"}
HEADINGS = {"h1", "h2", "h3", "h4"}
LISTS = {"ul", "ol"}
ROWS = {"p", "article", "figure"}
WHOLE = {"facts"}  # lists that read as one line
PARTED = {"source"}  # articles too long for a row: each of their paragraphs is one


def bilingual_tree(left: Element, right: Element, languages: tuple[Language, Language]) -> Element:
    """The facing tree: the left tree's structure, each row holding both languages."""
    tree = etree.Element("html", dict(left.attrib))
    head = etree.SubElement(tree, "head")
    titles = [str(one.findtext("head/title", "")) for one in (left, right)]
    etree.SubElement(head, "title").text = " | ".join(titles)
    for one in (left, right):
        head.extend(deepcopy(list(one.iterfind("head/meta"))))
    tree.append(Zipper(languages).container(body_of(left), body_of(right)))
    return tree


def body_of(tree: Element) -> Element:
    """The body of a rendered document."""
    body = tree.find("body")
    if body is None:
        raise ValueError("a rendered document has a body")
    return body


class Zipper:
    """Walks both trees side by side; rows gather until something joined breaks them."""

    def __init__(self, languages: tuple[Language, Language]) -> None:
        self.languages = languages

    def container(self, left: Element, right: Element) -> Element:
        """A container with its children zipped: rows in tables, the rest joined."""
        made = etree.Element(str(left.tag), dict(left.attrib))
        made.attrib.pop("data-break", None)  # two languages fill their pages by themselves
        rows: Element | None = None
        for one, other in pairs(left, right):
            tag = str(one.tag)
            if tag in ROWS or tag in LISTS:
                if rows is None:
                    table = etree.SubElement(made, "table", {"class": "facing"})
                    rows = etree.SubElement(table, "tbody")
                rows.extend(list(self.rows(one, other)))
            else:
                rows = None
                made.extend(self.joined(one, other))
        return made

    def joined(self, one: Element, other: Element) -> list[Element]:
        """What spans both columns: containers, headings, and tables one after the other."""
        tag = str(one.tag)
        if tag in CONTAINERS or tag == "nav":
            return [self.container(one, other)]
        if tag in HEADINGS:
            return [self.heading(one, other)]
        return [self.half(half, side) for side, half in enumerate((one, other))]

    def heading(self, one: Element, other: Element) -> Element:
        """A heading of two spans, one a language."""
        made = etree.Element(str(one.tag), dict(one.attrib))
        made.set("class", "facing")
        for side, half in enumerate((one, other)):
            span = etree.SubElement(made, "span", self.marks(side))
            copy = deepcopy(half)
            span.text = copy.text
            span.extend(list(copy))
        return made

    def rows(self, one: Element, other: Element) -> Iterator[Element]:
        """The rows of a block: one, or one for each item of a list."""
        if one.get("class") in PARTED:
            for part, twin in pairs(one, other):
                yield self.row(within(one, part), within(other, twin))
                one.attrib.pop("id", None)
            return
        if str(one.tag) not in LISTS or one.get("class") in WHOLE:
            yield self.row(one, other)
            return
        start = int(one.get("start", "1"))
        for number, (item, twin) in enumerate(pairs(one, other), start):
            yield self.row(alone(one, item, number), alone(other, twin, number))

    def row(self, one: Element, other: Element) -> Element:
        """`<tr><td lang="en" dir="ltr">…</td><td lang="ar" dir="rtl">…</td></tr>`."""
        row = etree.Element("tr")
        for side, half in enumerate((one, other)):
            cell = etree.SubElement(row, "td", self.marks(side))
            copy = deepcopy(half)
            copy.tail = None
            cell.append(copy if side == 0 else without_ids(copy))
        return row

    def half(self, element: Element, side: int) -> Element:
        """A block of one language in the width of both."""
        copy = deepcopy(element)
        copy.tail = None
        for name, value in self.marks(side).items():
            copy.set(name, value)
        return copy if side == 0 else without_ids(copy)

    def marks(self, side: int) -> dict[str, str]:
        """The language and direction of a side."""
        language = self.languages[side]
        return {"lang": language.code, "dir": language.direction}


def pairs(left: Element, right: Element) -> Iterator[tuple[Element, Element]]:
    """The children of both, two by two; ValueError where the shapes differ."""
    if [child.tag for child in left] != [child.tag for child in right]:
        place = f"<{left.tag!s} id={left.get('id')!r}> in line {left.sourceline}"
        raise ValueError(f"the two languages of {place} differ in shape")
    yield from zip(left, right, strict=True)


def within(article: Element, part: Element) -> Element:
    """An article of one of its parts; the first keeps the id that links lead to."""
    made = etree.Element(str(article.tag), dict(article.attrib))
    copy = deepcopy(part)
    copy.tail = None
    made.append(copy)
    return made


def alone(items: Element, item: Element, number: int) -> Element:
    """A list of one item, keeping its number."""
    made = etree.Element(str(items.tag), dict(items.attrib))
    if made.tag == "ol":
        made.set("start", str(number))
    copy = deepcopy(item)
    copy.tail = None
    made.append(copy)
    return made


def without_ids(element: Element) -> Element:
    """The second language keeps no ids: links lead to the row."""
    for part in element.iter():
        part.attrib.pop("id", None)
    return element
