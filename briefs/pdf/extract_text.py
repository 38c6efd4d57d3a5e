"""The text of a PDF, glyph by glyph and block by block, as a program that copies it reads it.

It is read from content streams, the fonts' ToUnicode maps (in the form that WeasyPrint writes, with
bfchar entries only) and the structure tree, whose blocks are those of the HTML in the same order.
"""

import io
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import pikepdf

BLOCK_ROLES = {"/P", "/H1", "/H2", "/H3", "/H4", "/TH", "/TD", "/LI", "/TOCI", "/Caption"}
OPERATORS = "Tf TJ Tj ' \" BDC BMC EMC"  # those that show text or mark it
MAPPED = re.compile(r"^<(\w+)> <(\w*)>$", re.MULTILINE)
MISSING = re.compile(r"^<(\w+)> 0$", re.MULTILINE)
NO_TEXT = "\ufffd"  # the text of a glyph that has none
ARTIFACT = -1  # in place of the MCID of content that has none

Marks = list[tuple[int, int]]  # marked content: page (from 0) and MCID


@dataclass(frozen=True)
class Glyph:
    """A glyph on a page (from 1): its text, its font, and whether the font lacks it."""

    text: str
    font: str
    page: int
    missing: bool = False


@dataclass
class Block:
    """An innermost block of the structure tree: its type, its glyphs, and None after each line."""

    role: str
    glyphs: list[Glyph | None]

    @property
    def text(self) -> str:
        """Its text in the order of drawing."""
        return "".join(glyph.text for glyph in self.glyphs if glyph)


def read_back(data: bytes) -> tuple[list[Block], set[Glyph]]:
    """Return the innermost blocks of a tagged PDF, and all glyphs of its pages, each once."""
    fonts: dict[Any, Font] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = [glyphs_by_mark(page, number, fonts) for number, page in enumerate(pdf.pages, 1)]
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        leaves, _ = innermost_blocks(pdf.Root.StructTreeRoot.K[0], None, numbers)
    blocks = [
        Block(role, [glyph for page, mark in marks for glyph in [*pages[page][mark], None]])
        for role, marks in leaves
    ]
    return blocks, {glyph for page in pages for glyphs in page.values() for glyph in glyphs}


class Font:
    """A font of a PDF: its name, the text of each code, and the codes that have no glyph."""

    def __init__(self, font: Any) -> None:
        self.name = str(font.BaseFont).rpartition("+")[2].strip("/,")
        data = font.ToUnicode.read_bytes().decode("ascii") if "/ToUnicode" in font else ""
        self.texts = {
            int(code, 16): bytes.fromhex(text).decode("utf-16-be", "replace")
            for code, text in MAPPED.findall(data)
        }
        encoding = font.get("/Encoding")
        cmap = "" if str(encoding) == "/Identity-H" else encoding.read_bytes().decode("ascii")
        self.missing = {int(code, 16) for code in MISSING.findall(cmap)}
        self.glyph = cache(self.make_glyph)

    def make_glyph(self, code: int, page: int) -> Glyph:
        """Return the glyph that a code shows."""
        return Glyph(self.texts.get(code, NO_TEXT), self.name, page, code in self.missing)

    def glyphs(self, shown: bytes, page: int) -> list[Glyph]:
        """Return the glyphs of a string of two-byte codes."""
        return [
            self.glyph(int.from_bytes(shown[at : at + 2], "big"), page)
            for at in range(0, len(shown), 2)
        ]


def glyphs_by_mark(page: Any, number: int, known: dict[Any, Font]) -> dict[int, list[Glyph]]:
    """Return the glyphs of a page by the MCID of their marked content.

    `known` has the fonts of earlier pages by their object numbers; those of the page are added.
    """
    fonts = {}
    for name, item in page.Resources.get("/Font", {}).items():
        if item.objgen not in known:
            known[item.objgen] = Font(item)
        fonts[name] = known[item.objgen]
    glyphs: dict[int, list[Glyph]] = {ARTIFACT: []}
    font, open_marks = None, [ARTIFACT]
    for instruction in pikepdf.parse_content_stream(page, OPERATORS):
        operands, operator = instruction.operands, str(instruction.operator)
        match operator:
            case "BDC":
                open_marks.append(int(operands[1].get("/MCID", ARTIFACT)))
                glyphs.setdefault(open_marks[-1], [])
            case "BMC":
                open_marks.append(ARTIFACT)
            case "EMC":
                open_marks.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case _ if font:
                parts = operands[-1] if operator == "TJ" else [operands[-1]]
                shown = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                glyphs[open_marks[-1]] += font.glyphs(shown, number)
    return glyphs


def innermost_blocks(
    item: Any, page: Any, numbers: dict[Any, int]
) -> tuple[list[tuple[str, Marks]], Marks]:
    """Return the innermost blocks in a structure element, and the marked content in none of them.

    `page` is the page of the parent, and `numbers` has the number of each page by its object.
    """
    page = item.get("/Pg", page)
    blocks: list[tuple[str, Marks]] = []
    marks: Marks = []
    kids = item.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            marks.append((numbers[page.objgen], kid))
        elif "/MCID" in kid:
            marks.append((numbers[kid.Pg.objgen], int(kid.MCID)))
        elif "/S" in kid and kid.S != "/Lbl":
            inner_blocks, inner_marks = innermost_blocks(kid, page, numbers)
            blocks += inner_blocks
            marks += inner_marks
    if str(item.S) in BLOCK_ROLES and marks and not blocks:
        return [(str(item.S), marks)], []
    return blocks, marks
