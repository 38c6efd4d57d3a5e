"""Two trees of one template, in two languages, merged into one tree of bilingual rows.

Both trees come from the same template and data, so they have the same shape. A bilingual row is
one paragraph, statement, figure or list item in both languages; headings and tables span the page.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from briefs.design import Language
from briefs.html.bilingual_table import ONCE, bilingual_table
from briefs.html.document import Element
from briefs.problems import fill

CONTAINERS = {"body", "header", "section", "aside", "nav"}
HEADINGS = {"h1", "h2", "h3", "h4"}
LISTS = {"ul", "ol"}
ROW_BLOCKS = {"p", "article", "figure"} | LISTS
ONE_ROW_LISTS = {"facts"}  # their items are printed in one line
SPLIT_ARTICLES = {"source"}  # longer than a row may be: each paragraph gets a row of its own


class ShapeError(ValueError):
    """Two trees that differ in shape: in the children of an element, at a line of the left tree."""

    def __init__(self, element: str, line: int) -> None:
        self.message = fill(
            "the two languages of {element} in line {line} differ in shape",
            element=element,
            line=line,
        )
        super().__init__(self.message)


def bilingual_tree(trees: Sequence[Element], languages: Sequence[Language]) -> Element:
    """Return a tree with the structure and ids of the left tree and the texts of both.

    There are two trees and two languages. The first stands on the left and, where both run from
    right to left, on the right, where reading begins. Raises ShapeError where the trees differ in
    shape, ValueError where one has no body.
    """
    left, right = trees
    tree = etree.Element("html", dict(left.attrib))
    tree.set("dir", page_direction(languages))
    head = etree.SubElement(tree, "head")
    titles = [str(half.findtext("head/title", "")) for half in trees]
    etree.SubElement(head, "title").text = " | ".join(titles)
    for half in trees:
        head.extend(deepcopy(list(half.iterfind("head/meta"))))
    left_body, right_body = left.find("body"), right.find("body")
    if left_body is None or right_body is None:
        raise ValueError("a rendered document has a body")
    tree.append(BilingualRows(languages).container(left_body, right_body))
    return tree


def page_direction(languages: Sequence[Language]) -> str:
    """Return the direction of a page in some languages: rtl only if all of them are."""
    return "rtl" if all(language.direction == "rtl" for language in languages) else "ltr"


class BilingualRows:
    """Merges corresponding elements of two trees; the inputs stay as they are."""

    def __init__(self, languages: Sequence[Language]) -> None:
        self.languages = languages

    def container(self, left: Element, right: Element) -> Element:
        """Merge two containers; adjacent row blocks share one `table.facing`."""
        container = etree.Element(str(left.tag), dict(left.attrib))
        # A page of two languages is longer: a break would leave a part of the page empty.
        container.attrib.pop("data-break", None)
        rows: Element | None = None
        for left_child, right_child in paired_children(left, right):
            if str(left_child.tag) not in ROW_BLOCKS:
                rows = None
                container.extend(self.spanning(left_child, right_child))
                continue
            if rows is None:
                table = etree.SubElement(container, "table", {"class": "facing"})
                rows = etree.SubElement(table, "tbody")
            rows.extend(list(self.rows(left_child, right_child)))
        return container

    def spanning(self, left: Element, right: Element) -> list[Element]:
        """Return what spans the page: a container, a heading, or two tables in succession."""
        tag = str(left.tag)
        if tag in CONTAINERS:
            return [self.container(left, right)]
        if tag in HEADINGS:
            return [self.heading(left, right)]
        if left.get("class") in ONCE:
            return [bilingual_table(left, right, self.languages)]
        tables = [copy_of(left), without_ids(copy_of(right))]
        for table, language in zip(tables, self.languages, strict=True):
            table.attrib.update(language_attributes(language))
        return tables

    def heading(self, left: Element, right: Element) -> Element:
        """`<h2 class="facing"><span lang="en" dir="ltr">…</span><span …>…</span></h2>`."""
        heading = etree.Element(str(left.tag), {**dict(left.attrib), "class": "facing"})
        for half, language in zip((left, right), self.languages, strict=True):
            span = etree.SubElement(heading, "span", language_attributes(language))
            span.text = half.text
            span.extend(deepcopy(list(half)))
        return heading

    def rows(self, left: Element, right: Element) -> Iterator[Element]:
        """Yield the rows of a block: one, or one for each child of a block that is split."""
        if not is_split(left):
            yield self.row(copy_of(left), copy_of(right))
            return
        for index, _ in enumerate(paired_children(left, right)):
            yield self.row(with_one_child(left, index), with_one_child(right, index))

    def row(self, left: Element, right: Element) -> Element:
        """`<tr><td lang="en" dir="ltr">…</td><td lang="ar" dir="rtl">…</td></tr>`."""
        row = etree.Element("tr")
        for block, language in zip((left, without_ids(right)), self.languages, strict=True):
            etree.SubElement(row, "td", language_attributes(language)).append(block)
        return row


def language_attributes(language: Language) -> dict[str, str]:
    """Return the `lang` and `dir` of an element in a language."""
    return {"lang": language.code, "dir": language.direction}


def paired_children(left: Element, right: Element) -> list[tuple[Element, Element]]:
    """Return the children of both in pairs; ShapeError where their tags differ."""
    if [child.tag for child in left] != [child.tag for child in right]:
        element = f"<{left.tag!s} id={left.get('id')!r}>"
        raise ShapeError(element, left.sourceline or 1)
    return list(zip(left, right, strict=True))


def is_split(block: Element) -> bool:
    """Whether each child of a block becomes a row of its own."""
    if str(block.tag) in LISTS:
        return block.get("class") not in ONE_ROW_LISTS
    return block.get("class") in SPLIT_ARTICLES and str(block.tag) == "article"


def with_one_child(block: Element, index: int) -> Element:
    """Return a copy of a list or article that holds one child, the first with the block's id.

    An `ol` gets the `start` that keeps the number of its item.
    """
    copy = etree.Element(str(block.tag), dict(block.attrib))
    if index:
        copy.attrib.pop("id", None)
    if copy.tag == "ol":
        copy.set("start", str(int(block.get("start", "1")) + index))
    copy.append(copy_of(block[index]))
    return copy


def copy_of(element: Element) -> Element:
    """Return a copy without the text that follows the element."""
    copy = deepcopy(element)
    copy.tail = None
    return copy


def without_ids(element: Element) -> Element:
    """Remove the ids of the second language in place: links lead to those of the first."""
    for descendant in element.iter():
        descendant.attrib.pop("id", None)
    return element
