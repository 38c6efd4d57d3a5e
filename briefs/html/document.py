"""The waist: the closed vocabulary of the semantic HTML, and the pass that numbers and links it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import TypeAlias

from lxml import etree

from briefs.design import Language
from briefs.problems import Problem

Element: TypeAlias = etree._Element

EVERYWHERE = {"id", "class", "lang", "dir", "data-path"}
# element → (its own attributes, its classes); docs/vocabulary.md says what each is for.
VOCABULARY: Mapping[str, tuple[set[str], set[str]]] = {
    "html": ({"data-brief", "data-edition", "data-template"}, set()),
    "head": (set(), set()),
    "title": (set(), set()),
    "meta": ({"name", "content"}, set()),
    "body": (set(), set()),
    "header": (set(), {"masthead"}),
    "section": ({"data-break"}, {"key", "body", "annex", "notes", "compact"}),
    "h1": (set(), {"facing"}),
    "h2": (set(), {"facing"}),
    "h3": (set(), {"facing"}),
    "h4": (set(), {"facing"}),
    "p": (
        set(),
        {"handling", "subtitle", "lead", "meta", "when", "who", "caution", "lacking", "source"},
    ),
    "ul": (set(), {"facts", "timeline", "plain"}),
    "ol": ({"start"}, {"judgements", "notes"}),
    "li": (set(), {"level-2", "level-3"}),
    "table": (set(), {"matrix", "compare", "evidence", "chart", "facing"}),
    "caption": (set(), set()),
    "thead": (set(), set()),
    "tbody": (set(), set()),
    "tr": (set(), set()),
    "th": ({"scope", "colspan", "rowspan"}, {"value"}),
    "td": ({"colspan", "rowspan", "data-value"}, {"value"}),
    "figure": ({"data-kind", "data-max", "data-tone", "data-alt"}, {"chart"}),
    "figcaption": (set(), set()),
    "aside": (set(), {"bottom-line", "box"}),
    "article": (set(), {"statement", "source"}),
    "nav": (set(), {"contents"}),
    "span": (
        {"data-evidence"},
        {"label", "date", "stance", "supports", "conditional", "undecided", "opposes", "sign"}
        | {"topic", "confidence", "number", "muted", "noterefs", "citing"},
    ),
    "strong": (set(), set()),
    "br": (set(), set()),
    "bdi": (set(), set()),
    "a": ({"href", "data-evidence"}, {"note", "noteref", "ref", "entry", "external", "back"}),
}

LINK = re.compile(r"#|https?://|mailto:")


def parse(html: str, name: str) -> tuple[Element | None, list[Problem]]:
    """Rendered HTML as a tree, and every element, class or attribute outside the vocabulary.

    `name` stands for the file in problems: the document has none of its own.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        tree = etree.fromstring(html.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        hint = "every element of a template must be closed, and & written &amp;"
        message = f"the rendered HTML is not well formed: {error.msg}"
        return None, [Problem(name, line, max(column, 1), "html-malformed", message, hint)]
    return tree, list(outside(tree, name))


def outside(tree: Element, name: str) -> Iterator[Problem]:
    """Whatever in a tree is not in the vocabulary, with its line."""
    for element in tree.iter():
        tag = str(element.tag)
        line = element.sourceline or 1
        if tag not in VOCABULARY:
            yield Problem(name, line, 1, "html-element", f"<{tag}> is not in the vocabulary")
            continue
        attributes, classes = VOCABULARY[tag]
        for attribute in element.attrib:
            if str(attribute) not in attributes | EVERYWHERE:
                message = f"<{tag}> takes no attribute “{attribute}”"
                yield Problem(name, line, 1, "html-attribute", message)
        href = element.get("href", "#")
        if not LINK.match(href):
            message = f"a link to “{href}”"
            hint = "links lead to #…, http:, https: or mailto:"
            yield Problem(name, line, 1, "link-refused", message, hint)
        for word in element.get("class", "").split():
            if word not in classes:
                yield Problem(name, line, 1, "html-class", f"<{tag}> has no class “{word}”")


def resolve(tree: Element, language: Language, name: str) -> list[Problem]:
    """Number notes, tables and figures of one language's tree and fill its references; in place.

    Returns what cannot be resolved: a reference to nothing, an id that stands twice.
    """
    problems = list(repeated_ids(tree, name))
    order = number_notes(tree, language)
    keep_cited(tree, order)
    list_citing(tree, order, language)
    labels = number_captions(tree, language)
    return problems + list(fill_references(tree, labels, name))


def number_notes(tree: Element, language: Language) -> dict[str, int]:
    """Turn `a.note` into numbered references; what is cited again keeps the number it first got."""
    order: dict[str, int] = {}
    for anchor in list(tree.iterfind(".//a[@class='note']")):
        key = note_key(anchor.get("data-evidence", "").split())
        fresh = key not in order
        number = order.setdefault(key, len(order) + 1)
        replace(anchor, reference(number, language, fresh=fresh))
    return order


def list_citing(tree: Element, order: Mapping[str, int], language: Language) -> None:
    """Fill `span.citing` with links to the notes that cite any of its statements."""
    for span in tree.iterfind(".//span[@class='citing']"):
        wanted = set(span.attrib.pop("data-evidence").split())
        numbers = [number for key, number in order.items() if wanted & set(key.split("+"))]
        for number in sorted(numbers):
            if len(span):
                span[-1].tail = language.translate("list-separator")
            anchor = etree.SubElement(span, "a", {"class": "entry", "href": f"#note-{number}"})
            anchor.text = language.digits(str(number))


def note_key(references: Iterable[str]) -> str:
    """What names a note: the statements that it cites together, joined by `+`."""
    return "+".join(dict.fromkeys(references))


def reference(number: int, language: Language, *, fresh: bool) -> Element:
    """`<span class="noterefs"><a class="noteref" id="ref-4" href="#note-4">4</a></span>`."""
    run = etree.Element("span", {"class": "noterefs"})
    anchor = etree.SubElement(run, "a", {"class": "noteref"})
    if fresh:
        anchor.set("id", f"ref-{number}")
    anchor.set("href", f"#note-{number}")
    anchor.text = language.digits(str(number))
    return run


def replace(old: Element, new: Element) -> None:
    """Put an element where another stands; the text behind it stays."""
    new.tail, old.tail = old.tail, None
    parent = old.getparent()
    if parent is not None:
        parent.replace(old, new)


def keep_cited(tree: Element, order: Mapping[str, int]) -> None:
    """Of the notes that the template offers, keep those cited, in the order of their numbers."""
    for notes in tree.xpath("//ol[@class='notes']"):
        offered = {str(item.get("id", "")).removeprefix("note."): item for item in notes}
        for item in list(notes):
            notes.remove(item)
        for reference, number in order.items():
            if reference in offered:
                item = offered[reference]
                item.set("id", f"note-{number}")
                notes.append(item)
    for section in tree.xpath("//section[@class='notes'][ol[not(li)]]"):
        section.getparent().remove(section)


def number_captions(tree: Element, language: Language) -> dict[str, str]:
    """Fill the labels of tables and figures; returns id → label such as “Figure 2”."""
    labels: dict[str, str] = {}
    for tag, key in (("caption", "table-label"), ("figcaption", "figure-label")):
        for number, caption in enumerate(tree.iter(tag), 1):
            label = language.translate(key, number=language.digits(str(number)))
            span = etree.Element("span", {"class": "label"})
            span.text = label
            span.tail = " " + (caption.text or "").lstrip()
            caption.text = None
            caption.insert(0, span)
            parent = caption.getparent()
            if parent is not None and parent.get("id"):
                labels[str(parent.get("id"))] = label
    return labels


def fill_references(tree: Element, labels: Mapping[str, str], name: str) -> Iterator[Problem]:
    """Give empty `a.ref` the label of what they lead to; tell references to nothing."""
    known = {str(element.get("id")) for element in tree.iter() if element.get("id")}
    for anchor in tree.iter("a"):
        target = str(anchor.get("href", ""))
        if target.startswith("#") and target[1:] not in known:
            line = anchor.sourceline or 1
            yield Problem(name, line, 1, "reference-unknown", f"a link leads to nothing: {target}")
        if anchor.get("class") == "ref" and not anchor.text and not len(anchor):
            anchor.text = labels.get(target[1:], "")


def fill_contents(tree: Element) -> None:
    """List the h2 and h3 that follow `nav.contents` and have an id; in place, on the whole tree."""
    for nav in tree.iter("nav"):
        items = etree.SubElement(nav, "ol")
        for heading in nav.xpath("following::h2[@id] | following::h3[@id]"):
            item = etree.SubElement(items, "li", {"class": f"level-{str(heading.tag)[1]}"})
            anchor = etree.SubElement(item, "a", {"href": f"#{heading.get('id')}"})
            copy = deepcopy(heading)
            anchor.text = copy.text
            anchor.extend(list(copy))
            for part in anchor.iter():
                part.attrib.pop("data-path", None)
                part.attrib.pop("id", None)


def repeated_ids(tree: Element, name: str) -> Iterator[Problem]:
    """Ids that stand a second time."""
    seen: set[str] = set()
    for element in tree.iter():
        identity = element.get("id")
        if identity is not None and identity in seen:
            line = element.sourceline or 1
            yield Problem(name, line, 1, "html-id", f"the id “{identity}” stands twice")
        if identity is not None:
            seen.add(identity)


def to_html(tree: Element) -> str:
    """A tree as HTML text, the same for the same tree."""
    return str(etree.tostring(tree, encoding="unicode", method="html", doctype="<!DOCTYPE html>"))


def visible_text(element: Element) -> str:
    """The text of an element as a reader sees it, white space folded."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()
