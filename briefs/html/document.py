"""The intermediate representation: semantic HTML with a closed vocabulary, numbered and linked."""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import TypeAlias

from lxml import etree

from briefs.design import Language
from briefs.problems import NO_HINT, Message, Problem, closest, fill

Element: TypeAlias = etree._Element

# Between a word and the number of a note; no line ends at them.
WORD_JOINER, THIN_SPACE = "\u2060", "\u202f"
TEXT_BEFORE = "preceding-sibling::node()[1]/descendant-or-self::text()"

EVERYWHERE = {"id", "class", "lang", "dir", "data-path"}
# Elements without attributes of their own and without classes.
STRUCTURE = {"head", "title", "body", "figcaption", "thead", "tbody", "tr"}
INLINE = {"strong", "br", "bdi"}
PARAGRAPHS = {"handling", "subtitle", "lead", "meta", "when", "who", "caution", "lacking", "source"}
PAGE_ONE = {"answer", "provenance", "rating", "none", "mark", "key"}
TABLES = {"matrix", "compare", "evidence", "chart", "facing", "claims", "figures", "weights"}
GRAPHICS = {"stances", "months", "ladder"}
STANCES = {"supports", "conditional", "undecided", "opposes"}
SPANS = {"stance", "sign", "label", "date", "topic", "number", "muted", "noterefs", "citing"}
# element → (its own attributes, its classes); docs/vocabulary.md says what each is for.
VOCABULARY: Mapping[str, tuple[set[str], set[str]]] = {
    **{tag: (set(), set()) for tag in STRUCTURE | INLINE},
    **{heading: (set(), {"facing"}) for heading in ("h1", "h2", "h3", "h4", "caption")},
    "html": ({"data-brief", "data-edition", "data-editions", "data-template"}, set()),
    "meta": ({"name", "content"}, set()),
    "header": (set(), {"masthead"}),
    "section": ({"data-break"}, {"key", "body", "annex", "notes", "compact"}),
    "p": (set(), PARAGRAPHS | PAGE_ONE | STANCES),
    "ul": (set(), {"facts", "timeline", "plain"}),
    "ol": ({"start"}, {"judgements", "notes"}),
    "li": (set(), {"level-2", "level-3"}),
    "table": (set(), TABLES | GRAPHICS),
    "th": ({"scope", "colspan", "rowspan"}, {"value"}),
    "td": ({"colspan", "rowspan", "data-value"}, {"value", "verdict"}),
    "figure": ({"data-kind", "data-max", "data-alt"}, {"chart"}),
    "aside": (set(), {"bottom-line", "box"}),
    "article": (set(), {"statement", "source", "judgement"}),
    "nav": (set(), {"contents"}),
    "span": (
        {"data-evidence", "data-value", "data-max", "data-sign", "data-months"},
        STANCES | SPANS | {"gauge", "inferred", "numeral", "expansion", "apart"},
    ),
    "a": ({"href", "data-evidence"}, {"note", "noteref", "ref", "entry", "external", "back"}),
}

LINK = re.compile(r"#|https?://|mailto:")


def parse(html: str, name: str) -> tuple[Element | None, list[Problem]]:
    """Parse rendered HTML; return the tree and whatever in it is outside the vocabulary.

    The tree is None where the HTML is not well formed. `name` is the file named in problems.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        tree = etree.fromstring(html.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        hint = fill("every element of a template must be closed, and & written &amp;")
        message = fill("the rendered HTML is not well formed: {msg}", msg=error.msg)
        return None, [Problem(name, line, max(column, 1), "html-malformed", message, hint)]
    return tree, list(vocabulary_problems(tree, name))


def vocabulary_problems(tree: Element, name: str) -> Iterator[Problem]:
    """Yield a problem for each element, attribute, class or link target that is not allowed."""
    for element in tree.iter():
        tag = str(element.tag)
        if tag not in VOCABULARY:
            message = fill("<{tag}> is not in the vocabulary", tag=tag)
            yield problem_at(element, name, "html-element", message, closest(tag, VOCABULARY))
            continue
        attributes, classes = VOCABULARY[tag]
        for attribute in element.attrib:
            if str(attribute) not in attributes | EVERYWHERE:
                message = fill(
                    "<{tag}> takes no attribute “{attribute}”", tag=tag, attribute=attribute
                )
                hint = closest(str(attribute), attributes | EVERYWHERE)
                yield problem_at(element, name, "html-attribute", message, hint)
        href = element.get("href", "#")
        if not LINK.match(href):
            hint = fill("links lead to #…, http:, https: or mailto:")
            yield problem_at(
                element, name, "link-refused", fill("a link to “{href}”", href=href), hint
            )
        for word in element.get("class", "").split():
            if word not in classes:
                message = fill("<{tag}> has no class “{word}”", tag=tag, word=word)
                hint = closest(word, classes) or fill("<{tag}> has no classes", tag=tag)
                yield problem_at(element, name, "html-class", message, hint)


def problem_at(
    element: Element, name: str, code: str, message: Message, hint: Message = NO_HINT
) -> Problem:
    """Return a problem at the line of an element in the rendered HTML."""
    return Problem(name, element.sourceline or 1, 1, code, message, hint)


def resolve(tree: Element, language: Language, name: str) -> list[Problem]:
    """Number notes, tables and figures of a tree in one language and fill its references; in place.

    Returns a problem for each id that is used twice and each link to an id that does not exist.
    """
    problems = list(repeated_ids(tree, name))
    numbers = number_notes(tree, language)
    keep_cited_notes(tree, numbers)
    fill_citing(tree, numbers, language)
    labels = number_captions(tree, language)
    return problems + list(fill_references(tree, labels, name))


def number_notes(tree: Element, language: Language) -> dict[str, int]:
    """Make each `a.note` a numbered reference; return the number of each note by its key.

    Notes are numbered from 1 by their first citation. The element becomes
    `<span class="noterefs"><a class="noteref" id="ref-4" href="#note-4">4</a></span>`.
    """
    numbers: dict[str, int] = {}
    for note in list(tree.iterfind(".//a[@class='note']")):
        key = note_key(note.get("data-evidence", "").split())
        is_first = key not in numbers
        number = numbers.setdefault(key, len(numbers) + 1)
        note.tag = "span"
        note.attrib.clear()
        note.set("class", "noterefs")
        anchor = etree.SubElement(note, "a", {"class": "noteref"})
        if is_first:
            anchor.set("id", f"ref-{number}")
        anchor.set("href", f"#note-{number}")
        anchor.text = language.digits(str(number))
    return numbers


def note_key(references: Iterable[str]) -> str:
    """Return the key of a note: the references of its statements without repetition, by `+`."""
    return "+".join(dict.fromkeys(references))


def keep_cited_notes(tree: Element, numbers: Mapping[str, int]) -> None:
    """Sort each `ol.notes` by number and remove notes that are not cited, or all the section."""
    for notes in tree.iterfind(".//ol[@class='notes']"):
        items = {str(item.get("id", "")).removeprefix("note."): item for item in notes}
        cited = {key: items[key] for key in numbers if key in items}
        notes[:] = cited.values()
        for key, item in cited.items():
            item.set("id", f"note-{numbers[key]}")
    for section in tree.xpath("//section[@class='notes'][ol[not(li)]]"):
        section.getparent().remove(section)


def fill_citing(tree: Element, numbers: Mapping[str, int], language: Language) -> None:
    """Fill each `span.citing` with links to the notes that cite any of its statements."""
    for span in tree.iterfind(".//span[@class='citing']"):
        statements = set(span.attrib.pop("data-evidence").split())
        for key, number in numbers.items():
            if statements.isdisjoint(key.split("+")):
                continue
            if len(span):
                span[-1].tail = language.translate("list-separator")
            anchor = etree.SubElement(span, "a", {"class": "entry", "href": f"#note-{number}"})
            anchor.text = language.digits(str(number))


def number_captions(tree: Element, language: Language) -> dict[str, str]:
    """Add labels to the captions of tables and figures; return id → label such as “Figure 2”."""
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
    """Fill each empty `a.ref` with its target's label; yield a problem for each missing target."""
    ids = {str(element.get("id")) for element in tree.iter() if element.get("id")}
    for anchor in tree.iter("a"):
        target = str(anchor.get("href", ""))
        if target.startswith("#") and target[1:] not in ids:
            message = fill("a link leads to nothing: {target}", target=target)
            hint = closest(target, (f"#{known}" for known in ids))
            yield problem_at(anchor, name, "reference-unknown", message, hint)
        if anchor.get("class") == "ref" and not anchor.text and not len(anchor):
            anchor.text = labels.get(target[1:], "")


def fill_contents(tree: Element) -> None:
    """Fill `nav.contents` with links to each h2 that follows it and has an id; in place."""
    for nav in tree.iter("nav"):
        items = etree.SubElement(nav, "ol")
        items.extend(contents_entry(heading) for heading in nav.xpath("following::h2[@id]"))


def contents_entry(heading: Element) -> Element:
    """Return the entry of a heading in a list of contents: a link with its text."""
    item = etree.Element("li", {"class": f"level-{str(heading.tag)[1]}"})
    anchor = etree.SubElement(item, "a", {"href": f"#{heading.get('id')}"})
    anchor.text = heading.text
    anchor.extend(deepcopy(list(heading)))
    for descendant in anchor.iter():
        descendant.attrib.pop("data-path", None)
        descendant.attrib.pop("id", None)
    return item


def before_number(marks: Element) -> str:
    """Return what joins the numbers of notes to the word before: a thin space too, after a digit.

    No line ends at it.
    """
    text = "".join(marks.xpath(TEXT_BEFORE))
    return WORD_JOINER + (THIN_SPACE if text[-1:].isdigit() else "")


def repeated_ids(tree: Element, name: str) -> Iterator[Problem]:
    """Yield a problem for each element whose id an earlier element has."""
    seen: set[str] = set()
    for element in tree.iterfind(".//*[@id]"):
        element_id = str(element.get("id"))
        if element_id in seen:
            message = fill("the id “{id}” stands twice", id=element_id)
            hint = fill("make it of something that differs, such as the id of a statement")
            yield problem_at(element, name, "html-id", message, hint)
        seen.add(element_id)


def head_metadata(tree: Element) -> dict[str, dict[str, str]]:
    """Return the contents of `head/meta`: name → language → content, in document order.

    A `meta` without `lang` is in the language of the document.
    """
    metadata: dict[str, dict[str, str]] = {}
    for meta in tree.iterfind("head/meta"):
        language = meta.get("lang") or tree.get("lang") or ""
        metadata.setdefault(meta.get("name") or "", {})[language] = meta.get("content") or ""
    return metadata


def foot_of(metadata: Mapping[str, Mapping[str, str]], language: str) -> tuple[str, str]:
    """Return what the foot of each page says: the handling; the date and the sign of others."""
    handling, information, sign = (
        metadata.get(name, {}).get(language, "") for name in ("handling", "information", "inferred")
    )
    return handling, " · ".join(filter(None, (information, sign)))


def to_html(tree: Element) -> str:
    """Serialise a tree as HTML text with its doctype."""
    return str(etree.tostring(tree, encoding="unicode", method="html", doctype="<!DOCTYPE html>"))


def visible_text(element: Element) -> str:
    """Return the text of an element and its descendants, white space collapsed and stripped."""
    return " ".join("".join(element.itertext()).split())
