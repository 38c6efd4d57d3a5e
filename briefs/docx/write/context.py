"""What the writing of one document is given, and what it collects for the other parts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path

from babel import Locale

from briefs.design import Theme
from briefs.docx.ooxml import Element, classes, twips, w
from briefs.problems import Problem

OUTSIDE = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


@dataclass(frozen=True)
class WordOptions:
    """The options of the Word writer: date, fonts, pages of headings, bytes of the base."""

    created: datetime
    fonts: Path | None = None
    pages: Mapping[str, int] = field(default_factory=dict)
    base: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class BlockContext:
    """What a block inherits: language, direction, width available, and the block around it."""

    lang: str
    dir: str
    width: int  # in twips
    inside: str = ""  # "cell" (of a facing table), "table" or "box"

    @property
    def rtl(self) -> bool:
        """Whether the text runs from right to left."""
        return self.dir == "rtl"

    def at(self, element: Element) -> "BlockContext":
        """Return the context inside an element, which may change language and direction."""
        return replace(
            self, lang=element.get("lang") or self.lang, dir=element.get("dir") or self.dir
        )


@dataclass
class Links:
    """The external links of one part, each target one relationship."""

    targets: dict[str, str] = field(default_factory=dict)

    def identity(self, url: str) -> str:
        """Return the relationship id of a URL."""
        return self.targets.setdefault(url, f"rIdLink{len(self.targets) + 1}")


@dataclass(frozen=True)
class ShownText:
    """A text of the content where a document shows it: its path, and how it is set there."""

    number: int  # in the document
    path: str
    lang: str
    digits: str  # the theme's policy for the language
    bold: bool  # whether what stands around it is bold


@dataclass
class WriteContext:
    """The theme and options of one document, and the collectors of what other parts need."""

    theme: Theme
    options: WordOptions
    names: Mapping[str, str]  # id of a link's target → bookmark name
    links: Links = field(default_factory=Links)
    charts: list[tuple[bytes, bytes]] = field(default_factory=list)
    lists: list[tuple[str, int]] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    texts: list[ShownText] = field(default_factory=list)
    page_break: bool = False
    bookmark_ids: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def base(self) -> str:
        """The language of the styles that have no suffix: the theme's first."""
        return next(iter(self.theme.languages))

    def style(self, name: str, place: BlockContext) -> str:
        """Return the id of a paragraph style in the language of a block."""
        return name + suffix(self.theme, place.lang)

    def bookmark_next(self, identity: str | None) -> None:
        """Put the bookmark of this id around the next paragraph, if some link leads to the id."""
        if identity is not None and identity in self.names:
            self.waiting.append(identity)

    def bookmark(self, identity: str, contents: list[Element]) -> list[Element]:
        """Return the contents between the two ends of a bookmark.

        <w:bookmarkStart w:id="4" w:name="b_germany"/> … <w:bookmarkEnd w:id="4"/>
        """
        number = next(self.bookmark_ids)
        start = w("bookmarkStart", id=number, name=self.names[identity])
        return [start, *contents, w("bookmarkEnd", id=number)]

    def shown(self, path: str, lang: str, bold: bool) -> ShownText:
        """Register a text of the content that is about to be written."""
        face = self.theme.languages.get(lang)
        digits = "latn" if face is None else face.digits
        self.texts.append(ShownText(len(self.texts) + 1, path, lang, digits, bold))
        return self.texts[-1]

    def refuse(self, link: Element, url: str) -> None:
        """Report a link that is left out, since its target is neither web nor mail."""
        self.problems.append(
            Problem(
                file="(rendered document)",
                line=link.sourceline or 1,
                column=1,
                code="link-refused",
                message=f"the link to “{url[:80]}” is left out of the Word document",
                hint="links lead to http, https or mailto addresses, or to an id in the document",
            )
        )


def suffix(theme: Theme, lang: str) -> str:
    """What a style's id adds for a language: nothing for the theme's first, `Arabic` for `ar`."""
    languages = list(theme.languages)
    return "" if lang not in languages[1:] else language_name(lang)


def language_name(lang: str) -> str:
    """The English name of a language, as style names carry it."""
    return str(Locale.parse(lang, sep="-").get_display_name("en"))


def direction(lang: str) -> str:
    """The direction of a language's script."""
    order = Locale.parse(lang, sep="-").character_order
    return "rtl" if order == "right-to-left" else "ltr"


def text_width(theme: Theme) -> int:
    """The width between the margins, in twips."""
    return twips(theme.page.width) - twips(theme.page.left) - twips(theme.page.right)


def colour(theme: Theme, name: str) -> str:
    """A colour of the theme as Word writes it: `12405C`."""
    return theme.colours[name].lstrip("#").upper()


def bookmark_names(tree: Element) -> dict[str, str]:
    """A bookmark name for each id to which some link in the tree leads.

    Letters, digits and underscores, 40 at most; a short fingerprint where two would be the same.
    """
    wanted = {(link.get("href") or "")[1:] for link in tree.iter("a")}
    names: dict[str, str] = {}
    for identity in sorted(wanted & present(tree)):
        name = "b_" + re.sub(r"[^A-Za-z0-9_]", "_", identity)
        if len(name) > 40 or name.lower() in {taken.lower() for taken in names.values()}:
            name = f"{name[:31]}_{sha256(identity.encode()).hexdigest()[:8]}"
        names[identity] = name
    return names


def present(tree: Element) -> set[str]:
    """The ids that a Word document can hold: of the section of notes, the notes alone."""
    notes = [e for e in tree.iter("section") if "notes" in classes(e)]
    dropped = {e.get("id") for section in notes for e in section.iter("*") if e.tag != "li"}
    return {e.get("id") or "" for e in tree.iter("*")} - dropped - {""}
