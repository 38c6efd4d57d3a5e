"""What a PDF says to who copies from it, read from its bytes: glyph by glyph, block by block.

Content streams, each font's map to Unicode (the form that the engine writes: bfchar alone), and
the structure tree, which has the blocks of the HTML in its order.
"""

import io
import re
from dataclasses import dataclass
from typing import Any

import pikepdf

ROLES = {"/P", "/H1", "/H2", "/H3", "/H4", "/TH", "/TD", "/LI", "/TOCI", "/Caption"}
SHOWING = "Tf TJ Tj ' \" BDC BMC EMC"
MAPPED = re.compile(r"^<(\w+)> <(\w*)>$", re.MULTILINE)
DROPPED = re.compile(r"^<(\w+)> 0$", re.MULTILINE)
NOTHING = "\ufffd"  # for a glyph that has no text


@dataclass(frozen=True)
class Glyph:
    """A glyph of a page: its text, its font, the page, and whether the font has it."""

    text: str
    font: str
    page: int
    missing: bool = False


@dataclass
class Block:
    """An innermost block of the structure tree: its type, and what it shows, line by line."""

    role: str
    glyphs: list[Glyph | None]

    @property
    def text(self) -> str:
        """Its text in the order of drawing."""
        return "".join(glyph.text for glyph in self.glyphs if glyph)


def read_back(data: bytes) -> tuple[list[Block], set[Glyph]]:
    """The innermost blocks of a tagged PDF, a None after each line, and all glyphs, each once."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts: dict[Any, Font] = {}
        pages = [Page(page, number, fonts).glyphs for number, page in enumerate(pdf.pages, 1)]
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        leaves, _ = walk(pdf.Root.StructTreeRoot.K[0], None, places)
    blocks = [
        Block(role, [glyph for page, mark in marks for glyph in [*pages[page][mark], None]])
        for role, marks in leaves
    ]
    return blocks, {glyph for page in pages for held in page.values() for glyph in held}


class Font:
    """A font of a PDF: its name, the text of each of its codes, the codes without a glyph."""

    def __init__(self, font: Any) -> None:
        self.name = str(font.BaseFont).rpartition("+")[2].strip("/,")
        data = font.ToUnicode.read_bytes().decode("ascii") if "/ToUnicode" in font else ""
        self.texts = {
            int(code, 16): bytes.fromhex(text).decode("utf-16-be", "replace")
            for code, text in MAPPED.findall(data)
        }
        encoding = font.get("/Encoding")
        named = "" if str(encoding) == "/Identity-H" else encoding.read_bytes().decode("ascii")
        self.dropped = {int(code, 16) for code in DROPPED.findall(named)}
        self.known: dict[tuple[int, int], Glyph] = {}

    def glyphs(self, shown: bytes, page: int) -> list[Glyph]:
        """The glyphs of a string of two-byte codes."""
        return [
            self.glyph(int.from_bytes(shown[at : at + 2], "big"), page)
            for at in range(0, len(shown), 2)
        ]

    def glyph(self, code: int, page: int) -> Glyph:
        """The glyph of a code on a page; one value however often it is drawn."""
        if (code, page) not in self.known:
            text = self.texts.get(code, NOTHING)
            self.known[code, page] = Glyph(text, self.name, page, code in self.dropped)
        return self.known[code, page]


class Page:
    """The glyphs of one page by their marked content; those of artifacts under -1."""

    def __init__(self, page: Any, number: int, known: dict[Any, Font]) -> None:
        self.number = number
        self.fonts = {}
        for name, font in page.Resources.get("/Font", {}).items():
            self.fonts[name] = known.get(font.objgen) or known.setdefault(font.objgen, Font(font))
        self.glyphs: dict[int, list[Glyph]] = {-1: []}
        self.read(page)

    def read(self, page: Any) -> None:
        """Follow the operators that show text or mark it."""
        font, open_marks = None, [-1]
        for one in pikepdf.parse_content_stream(page, SHOWING):
            operands = one.operands
            match str(one.operator):
                case "BDC":
                    open_marks.append(int(operands[1].get("/MCID", -1)))
                    self.glyphs.setdefault(open_marks[-1], [])
                case "BMC":
                    open_marks.append(-1)
                case "EMC":
                    open_marks.pop()
                case "Tf":
                    font = self.fonts[str(operands[0])]
                case _ if font:
                    parts = operands[-1] if str(one.operator) == "TJ" else [operands[-1]]
                    shown = b"".join(bytes(x) for x in parts if isinstance(x, pikepdf.String))
                    self.glyphs[open_marks[-1]] += font.glyphs(shown, self.number)


Marks = list[tuple[int, int]]
Leaf = tuple[str, Marks]


def walk(item: Any, home: Any, places: dict[Any, int]) -> tuple[list[Leaf], Marks]:
    """The blocks inside a structure element, and the marked content in none of them."""
    home = item.get("/Pg", home)
    blocks: list[Leaf] = []
    marks: Marks = []
    kids = item.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            marks.append((places[home.objgen], kid))
        elif "/MCID" in kid:
            marks.append((places[kid.Pg.objgen], int(kid.MCID)))
        elif "/S" in kid and kid.S != "/Lbl":
            within, bare = walk(kid, home, places)
            blocks += within
            marks += bare
    if str(item.S) in ROLES and marks and not blocks:
        return [(str(item.S), marks)], []
    return blocks, marks
