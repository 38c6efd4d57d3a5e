"""Explains abbreviations and outlets at their first mention: `AFP (Agence France-Presse)`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree
from markupsafe import Markup

from briefs.content import (
    LocatedStr,
    Organisation,
    bare,
    fold,
    in_brackets,
    kept_by_folding,
    pattern_of,
    words_of,
)
from briefs.design import Language
from briefs.html.document import Element, visible_text

# No mention counts in titles, heads of tables, the bottom line and tables without space for more.
SKIPPED_TAGS = {"head", "header", "nav", "h1", "h2", "h3", "h4", "caption", "th", "figure"}
SKIPPED_CLASSES = {"answer", "when", "topic", "stances", "noterefs", "external"}
SHORT_TITLE = "#source-"  # links to a source are its short title
BLOCKS = {"p", "li", "td"}
REST_OF_WORD = re.compile(r"(?:-\w+)*(?:’s)?")  # NATO-led, AFP’s
OPENING, CLOSING = "([“«", ")]”»"


@dataclass(frozen=True)
class Expansion:
    """What a language prints after the first mention of an organisation, and how to find that.

    `pattern` finds its spellings in folded text. The group `named` are those that share a word with
    the expansion, such as the full name: they need none.
    """

    text: LocatedStr
    pattern: re.Pattern[str]


def expansions_of(organisations: Iterable[Organisation], code: str) -> Iterator[Expansion]:
    """Yield the expansions that a language has."""
    for body in organisations:
        if body.expansion is not None and code in body.expansion:
            text = body.expansion[code]
            names = [body.name.get(code, ""), *body.spellings.get(code, ()), *abbreviations(body)]
            spellings = sorted(
                filter(None, (bare(name, code) for name in names)), key=len, reverse=True
            )
            known = set(words_of(text, code))
            own = {s: known.isdisjoint(words_of(s, code)) for s in spellings}
            named = [pattern_of(s, code) for s in spellings if not own[s]]
            short = [pattern_of(s, code) for s in spellings if own[s]]
            named_part = f"(?P<named>{'|'.join(named)})" if named else "(?P<named>(?!))"
            pattern = rf"(?<!\w)(?:{'|'.join([named_part, *short])})(?!\w)"
            yield Expansion(text, re.compile(pattern))


def abbreviations(body: Organisation) -> list[str]:
    """Return what the names of an organisation have in brackets, which is the same in languages."""
    return [word for name in body.name.values() for word in in_brackets(name)]


def expand(tree: Element, organisations: Iterable[Organisation], language: Language) -> None:
    """Insert `<span class="expansion"> (…)</span>` after first mentions of a tree; in place."""
    body = tree.find("body")
    if body is not None:
        Expander(list(expansions_of(organisations, language.code)), language).walk(body)


@dataclass(frozen=True)
class Expander:
    """Walks a tree in reading order; `pending` are the expansions without a mention so far."""

    pending: list[Expansion]
    language: Language

    def walk(self, element: Element) -> None:
        """Explain the first mentions inside an element."""
        if is_skipped(element):
            return
        self.explain(element, "text")
        for child in list(element):
            self.walk(child)
            self.explain(child, "tail")

    def explain(self, element: Element, part: Literal["text", "tail"]) -> None:
        """Explain the first mentions in the text that opens an element or follows it."""
        text = getattr(element, part) or ""
        found = self.first_mention(text)
        if found is None:
            return
        expansion, start, end = found
        self.pending.remove(expansion)
        block = block_of(element, part)
        if fold(expansion.text) in fold(visible_text(block)):
            self.explain(element, part)
            return
        span = self.span(expansion, is_enclosed(text_before(block, element, part) + text[:start]))
        if part == "text" and element.tag == "bdi":
            element.tail, span.tail = None, element.tail
        else:
            setattr(element, part, text[:end])
            span.tail = text[end:]
        if part == "text" and element.tag != "bdi":
            element.insert(0, span)
        else:
            insert_after(element, span)
        self.explain(span, "tail")

    def first_mention(self, text: str) -> tuple[Expansion, int, int] | None:
        """Return the first mention that needs an expansion, and where it starts and ends."""
        folded = fold(text) if self.pending else ""
        mentions = [
            (match.start(), match.end(), expansion)
            for expansion in self.pending
            for match in expansion.pattern.finditer(folded)
            if match["named"] is None
        ]
        if not mentions:
            return None
        start, end, expansion = min(mentions, key=lambda mention: (mention[0], -mention[1]))
        kept = [*kept_by_folding(text), len(text)]
        rest = REST_OF_WORD.match(text, kept[end])
        return expansion, kept[start], rest.end() if rest else kept[end]

    def span(self, expansion: Expansion, enclosed: bool) -> Element:
        """Return the span of an expansion, in square brackets inside brackets or a quotation."""
        left, right = "[]" if enclosed else "()"
        inner = self.language.markup(LocatedStr(expansion.text))
        html = Markup('<span class="expansion"> {}{}{}</span>').format(left, inner, right)
        return etree.fromstring(html)


def is_skipped(element: Element) -> bool:
    """Return whether no mention inside an element counts."""
    classes = set((element.get("class") or "").split())
    title = (element.get("href") or "").startswith(SHORT_TITLE)
    return element.tag in SKIPPED_TAGS or title or not classes.isdisjoint(SKIPPED_CLASSES)


def block_of(element: Element, part: Literal["text", "tail"]) -> Element:
    """Return the paragraph, item or cell that holds the text inside or after an element."""
    holder = element if part == "text" else element.getparent()
    ancestors = () if holder is None else (holder, *holder.iterancestors())
    return next((one for one in ancestors if one.tag in BLOCKS), element)


def text_before(block: Element, element: Element, part: Literal["text", "tail"]) -> str:
    """Return the text of a block before that inside or after one of its elements."""
    before = ""
    for words in block.xpath(".//text()"):
        if words.getparent() is element and words.is_text == (part == "text"):
            break
        before += words
    return before


def is_enclosed(before: str) -> bool:
    """Return whether a bracket or a quotation is open at the end of a text."""
    return sum(before.count(letter) for letter in OPENING) > sum(map(before.count, CLOSING))


def insert_after(element: Element, span: Element) -> None:
    """Insert a span between an element with its tail and what follows."""
    parent = element.getparent()
    if parent is not None:
        parent.insert(parent.index(element) + 1, span)
