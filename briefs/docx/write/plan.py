"""What is known of a document before it is written: options, bookmarks, numbers.

All of it follows from the tree and the theme, so that the functions that write need no state.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from briefs.design import Theme
from briefs.docx.ooxml import Element, classes
from briefs.docx.write.anchors import ShownText, bookmark_names, sections_of_notes
from briefs.docx.write.signs import Explanation, explanation

# Paragraph style and numbering of each kind of list, by tag or class.
LISTS = {
    "ul": ("ListBullet", "bullet"),
    "ol": ("ListNumber", "decimal"),
    "timeline": ("Timeline", ""),
    "plain": ("ListPlain", "bullet"),
    "judgements": ("ListNumber", "decimal"),
}


@dataclass(frozen=True)
class WordOptions:
    """The options of the Word writer.

    `pages` are the pages of headings by id, for the contents list; `base` is the reference
    document. Without a folder of `fonts` none are embedded. A `draft` is laid out and no more: it
    has no baseline with which an edited document is compared.
    """

    created: datetime
    fonts: Path | None = None
    pages: Mapping[str, int] = field(default_factory=dict)
    base: bytes = field(default=b"", repr=False)
    draft: bool = False


@dataclass(frozen=True)
class BlockContext:
    """What a block inherits: language, direction, available width, and the block around it."""

    lang: str
    dir: str
    width: int  # in twips
    inside: str = ""  # "cell" (of a layout), "table" or "box"
    facing: bool = False  # in half of a page

    @property
    def rtl(self) -> bool:
        """Whether the text runs from right to left."""
        return self.dir == "rtl"

    def at(self, element: Element) -> "BlockContext":
        """Return the context inside an element, which may change language and direction."""
        return replace(
            self, lang=element.get("lang") or self.lang, dir=element.get("dir") or self.dir
        )


@dataclass(frozen=True)
class DocumentPlan:
    """The theme of a document, and the names and numbers that its parts share."""

    theme: Theme
    pages: Mapping[str, int]  # id of a heading → page
    bookmarks: Mapping[str, str]  # id of a link's target → name of its bookmark
    texts: Mapping[Element, ShownText]  # element with a data-path → text of the content
    lists: Mapping[Element, int]  # numbered list → its w:num
    charts: Mapping[Element, int]  # figure → number of its chart
    explanation: Explanation  # of the sign of inferred dates


def plan_of(tree: Element, theme: Theme, options: WordOptions) -> DocumentPlan:
    """Return the plan of a document."""
    numbered = [e for e in tree.iter("ul", "ol") if list_style(e)[1] == "decimal"]
    return DocumentPlan(
        theme=theme,
        pages=options.pages,
        bookmarks=bookmark_names(tree),
        texts=shown_texts(tree, theme),
        lists={element: number for number, element in enumerate(numbered, 2)},  # 1: all bullets
        charts={figure: number for number, figure in enumerate(tree.iter("figure"), 1)},
        explanation=explanation(tree),
    )


def list_style(element: Element) -> tuple[str, str]:
    """Return the paragraph style of a list and its numbering: "bullet", "decimal" or nothing.

    Both are empty for lists of another kind: facts, notes, and the contents list.
    """
    parent = element.getparent()
    if parent is not None and parent.tag == "nav":
        return "", ""
    return LISTS.get(next(iter(classes(element)), str(element.tag)), ("", ""))


def shown_texts(tree: Element, theme: Theme) -> dict[Element, ShownText]:
    """Return the texts of the content that the document shows, by their elements, notes last.

    What stands in the table of a figure is shown by a chart.
    """
    elements = tree.xpath("//*[@data-path][not(ancestor::table[parent::figure])]")
    notes = {e for section in sections_of_notes(tree) for e in section.iter()}
    texts = {}
    for number, element in enumerate(sorted(elements, key=notes.__contains__), 1):
        lang = inherited(element, "lang")
        digits = theme.languages[lang].digits if lang in theme.languages else "latn"
        bold = next(element.iterancestors("strong"), None) is not None
        path, months = element.get("data-path"), element.get("data-months", "")
        texts[element] = ShownText(number, path, lang, digits, bold, months)
    return texts


def context_of(element: Element, width: int = 0) -> BlockContext:
    """Return the context inside an element, from its own attributes and those around it."""
    return BlockContext(inherited(element, "lang"), inherited(element, "dir") or "ltr", width)


def inherited(element: Element, name: str) -> str:
    """Return an attribute of an element, or of its nearest ancestor that has it."""
    values = (e.get(name) for e in (element, *element.iterancestors()))
    return next(filter(None, values), "")
