"""Edits of a Word document as people make them, made in its XML: typing, deleting, tracking …"""

import random
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from io import BytesIO

from lxml import etree

from briefs.content import Library, YamlFile
from briefs.design.design import Design
from briefs.docx.read import Accept, accept_all
from briefs.docx.safe_package import open_docx
from briefs.docx.write import toc_entries, write_docx
from briefs.html.templates import render
from briefs.problems import Problem
from briefs.pull.compare import compare_parts
from briefs.pull.edits import DocumentEdits
from tests.support.docx_helpers import OPTIONS, W

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Root = etree._Element
DATE = "2026-11-22T10:00:00Z"
BOTTOM = "briefs/crossing/bottom_line/text/en"  # of the case brief


def documents_of(library: Library, design: Design) -> dict[str, bytes]:
    """Return every brief in every edition as a Word document without fonts, by `brief.edition`.

    Its contents lists have page numbers, which are all 3.
    """
    return {
        f"{name}.{edition}": document_of(library, design, name, edition)
        for name, brief in library.briefs.items()
        for edition in brief.editions
    }


def document_of(library: Library, design: Design, name: str, edition: str) -> bytes:
    """Return a brief in an edition as `documents_of` does."""
    tree, problems = render(library, library.briefs[name], edition, design)
    assert tree is not None, problems
    options = replace(OPTIONS, pages=dict.fromkeys(toc_entries(tree), 3))
    return write_docx(tree, design.theme, options)[0]


def compare(
    data: bytes, files: Mapping[str, YamlFile], accept: Accept = accept_all
) -> tuple[DocumentEdits | None, list[Problem]]:
    """Compare a document with the content; return its edits, or None and its problems."""
    parts, problems = open_docx(data, "x.docx")
    return (None, problems) if problems else compare_parts(parts, "x.docx", files, accept)


def edits_of(
    data: bytes, files: Mapping[str, YamlFile], accept: Accept = accept_all
) -> DocumentEdits:
    """Return the edits of a document; fails where it has problems."""
    document, problems = compare(data, files, accept)
    assert problems == []
    assert document is not None
    return document


def shown_paths(data: bytes) -> dict[int, str]:
    """Return the paths of the texts that a document shows, by their numbers in its baseline."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        baseline = etree.fromstring(archive.read("customXml/item1.xml"))
    return {int(one.attrib["n"]): one.attrib["path"] for one in baseline.iter("{*}shown")}


def number_of(data: bytes, path: str) -> int:
    """Return the first number of the text with this path."""
    return next(number for number, shown in shown_paths(data).items() if shown == path)


def parent_of(element: Root) -> Root:
    """Return the parent of an element; fails where it has none."""
    parent = element.getparent()
    assert parent is not None
    return parent


def child_of(element: Root, path: str) -> Root:
    """Return the first element at an ElementPath; fails where there is none."""
    child = element.find(path)
    assert child is not None, path
    return child


def changed(data: bytes, change: Callable[[Root], None], part: str = "word/document.xml") -> bytes:
    """Return the document after a function has changed the tree of one of its parts."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.infolist():
            text = old.read(one)
            if one.filename == part:
                root = etree.fromstring(text)
                change(root)
                text = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(one, text)
    return out.getvalue()


def with_part(data: bytes, name: str, text: bytes) -> bytes:
    """Return the document with one more part."""
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return out.getvalue()


def make(tag: str, *children: Root, **attributes: str) -> Root:
    element = etree.Element(W + tag, {W + name: value for name, value in attributes.items()})
    element.extend(children)
    return element


def letters(text: str, tag: str = "t") -> Root:
    element = make(tag)
    element.text = text
    element.set(SPACE, "preserve")
    return element


def run(text: str, like: Root | None = None, tag: str = "t") -> Root:
    """Return a run with this text and the properties of another run."""
    properties = None if like is None else like.find(W + "rPr")
    return make("r", *([] if properties is None else [deepcopy(properties)]), letters(text, tag))


def controls(root: Root) -> dict[int, Root]:
    """Return the contents of the content controls of texts, by the numbers of the texts."""
    return {
        int(child_of(sdt, f"{W}sdtPr/{W}id").attrib[W + "val"]) - 1000: child_of(
            sdt, W + "sdtContent"
        )
        for sdt in root.iter(W + "sdt")
        if sdt.find(f"{W}sdtPr/{W}tag") is not None
    }


def expansion_runs(root: Root) -> list[Root]:
    """Return the runs of expansions, which the program inserted into texts."""
    styles = (one.find(f"{W}rPr/{W}rStyle") for one in root.iter(W + "r"))
    return [
        parent_of(parent_of(style))
        for style in styles
        if style is not None and style.get(W + "val") == "Expansion"
    ]


def split_runs(root: Root, chance: random.Random) -> None:
    """Split every run at a random letter, with a `proofErr` between as Word leaves it."""
    for old in [r for r in root.iter(W + "r") if r.find(W + "t") is not None]:
        if len(old) - (old.find(W + "rPr") is not None) != 1:
            continue
        text = child_of(old, W + "t").text or ""
        at = chance.randint(0, len(text))
        debris = make("proofErr", type="spellStart")
        for piece in (run(text[:at], old), debris, run(text[at:], old)):
            if piece.tag == W + "r":
                piece.set(W + "rsidR", f"{chance.randrange(16**8):08X}")
            old.addprevious(piece)
        parent_of(old).remove(old)


def text_of(container: Root) -> str:
    """Return the text of an element; a line break is a newline."""
    return "".join(
        "\n" if t.tag == W + "br" else t.text or "" for t in container.iter(W + "t", W + "br")
    )


def replace_in(container: Root, span: tuple[int, int], new: str, author: str | None) -> None:
    """Replace the letters of a span (start, end) by a text, tracked where an author is named."""
    start, end = span
    pieces: list[tuple[int, Root]] = []
    position = 0
    for old in list(container.iter(W + "r")):
        for child in [c for c in old if c.tag in (W + "t", W + "br")]:
            if child.tag == W + "br":
                single = make("r", make("br"))
                old.addprevious(single)
                pieces.append((position, single))
                position += 1
                continue
            for letter in child.text or "":
                single = run(letter, old)
                old.addprevious(single)
                pieces.append((position, single))
                position += 1
        parent_of(old).remove(old)
    before = [piece for at, piece in pieces if at < start]
    styled = [(at, piece) for at, piece in pieces if piece.find(W + "rPr") is not None]
    like = next((p for at, p in styled if at >= start), styled[-1][1] if styled else None)
    typed = run(new, like)
    if author is not None:
        typed = make("ins", typed, id="900", author=author, date=DATE)
    if before:
        before[-1].addnext(typed)
    else:
        container.insert(0, typed)
    for at, piece in pieces:
        if start <= at < end:
            if author is None:
                parent_of(piece).remove(piece)
            else:
                track_deletion(piece, author)


def track_deletion(piece: Root, author: str) -> None:
    """Mark a run as deleted by an author."""
    for text in piece.iter(W + "t"):
        text.tag = W + "delText"
    wrapped = make("del", id="901", author=author, date=DATE)
    piece.addprevious(wrapped)
    wrapped.append(piece)


def paragraphs(root: Root) -> list[Root]:
    """Return the paragraphs that have text and no part of a field."""
    return [
        p
        for p in root.iter(W + "p")
        if "".join(p.itertext(W + "t")).strip() and p.find(f".//{W}fldChar") is None
    ]


def outside_runs(root: Root) -> list[Root]:
    """Return the runs with text outside the content controls and outside fields."""
    inside = {r for content in controls(root).values() for r in content.iter(W + "r")}
    return [
        r
        for p in paragraphs(root)
        for r in p.iter(W + "r")
        if r not in inside and (r.findtext(W + "t") or "").strip()
    ]


def split_after(content: Root, words: int, control_ends: bool = True) -> None:
    """Split the paragraph of a text after some words, as Enter in Word does.

    The second paragraph has the properties of the first. The bookmark of the text ends in it; its
    content control ends in the first paragraph, or is repeated in the second.
    """
    sdt = parent_of(content)
    paragraph = parent_of(sdt)
    runs = list(content.iter(W + "r"))
    letters_ = " ".join(text_of(content).split(" ")[:words])
    replace_in(content, (0, 0), "", None)
    rest = [one for n, one in enumerate(content.iter(W + "r")) if n > len(letters_)]
    assert runs
    assert rest
    properties = paragraph.find(W + "pPr")
    second = make("p", *([] if properties is None else [deepcopy(properties)]))
    after = list(sdt.itersiblings())
    if control_ends:
        second.extend(rest)
    else:
        again = deepcopy(sdt)
        child_of(again, W + "sdtContent").clear()
        child_of(again, W + "sdtContent").extend(rest)
        second.append(again)
    second.extend(after)
    paragraph.addnext(second)
