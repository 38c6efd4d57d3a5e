"""The fields of a document: results that Word computes, contents lists, and links as fields."""

from dataclasses import replace
from typing import NamedTuple

from briefs.docx.ooxml import Element, q
from briefs.docx.read.spans import OBJECT, TextSpan
from briefs.docx.read.targets import Targets

COMPUTED = {"PAGE", "NUMPAGES", "PAGEREF", "NOTEREF"}  # fields whose result Word computes
CONTENTS = "TOC"  # a contents list, whose links and page numbers Word makes
LONGEST = 2_500  # characters of an instruction that are read; Word takes addresses up to 2,083


class Place(NamedTuple):
    """A place in fields: whether the result here is computed, is a contents list, and leads where.

    `instruction` is that of the innermost field.
    """

    instruction: str = ""
    computed: bool = False
    in_contents: bool = False
    link: str = ""


class Fields:
    """The open fields at a place of a part, the innermost last."""

    def __init__(self, targets: Targets) -> None:
        self.targets = targets
        self.open = [Place()]

    @property
    def place(self) -> Place:
        """What the open fields say together."""
        return self.open[-1]

    def computes(self, instruction: str) -> bool:
        """Return whether Word computes the result of a field here.

        That of an entry of a contents list is read: LibreOffice puts the whole entry into it.
        """
        return name_of(instruction) in COMPUTED and not self.place.in_contents

    def add(self, words: str) -> None:
        """Add words to the instruction of the innermost field."""
        if len(self.open) > 1:
            instruction = (self.place.instruction + words)[:LONGEST]
            self.open[-1] = self.place._replace(instruction=instruction)

    def mark(self, element: Element) -> str:
        """Read the begin, middle or end of a field; return the instruction of one that ends."""
        kind = element.get(q("fldCharType"))
        if kind == "begin":
            self.open.append(self.place._replace(instruction=""))
        elif kind == "separate" and len(self.open) > 1:
            instruction, computed, in_contents, link = self.place
            computed = computed or self.computes(instruction)
            in_contents = in_contents or name_of(instruction) == CONTENTS
            link = self.targets.of_field(instruction) or link
            self.open[-1] = Place(instruction, computed, in_contents, link)
        elif kind == "end" and len(self.open) > 1:
            return self.open.pop().instruction
        return ""


def name_of(instruction: str) -> str:
    """Return the name of a field."""
    return next(iter(instruction.split(maxsplit=1)), "")


def contents_entry(spans: list[TextSpan]) -> list[TextSpan]:
    """Return an entry of a contents list, which leads nowhere, with a field as its page number.

    LibreOffice leaves a number without a field, or a field around the entry.
    """
    spans = [replace(span, link="") for span in spans]
    last = [n for n, span in enumerate(spans) if span.text][-2:]
    texts = [spans[n].text for n in last]
    if texts[:1] == ["\t"] and texts[-1].isdigit():
        spans[last[-1]] = replace(spans[last[-1]], text=f"{OBJECT}PAGEREF{OBJECT}", shown=0)
    return spans
