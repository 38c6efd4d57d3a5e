"""The fields of a document: results that Word computes, contents lists, and links as fields."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from briefs.docx.ooxml import Element, q
from briefs.docx.read.spans import OBJECT, TextSpan

COMPUTED = {"PAGE", "NUMPAGES", "PAGEREF", "NOTEREF"}  # fields whose result Word computes
CONTENTS = "TOC"  # a contents list, whose links and page numbers Word makes


@dataclass
class Fields:
    """The open fields at a place of a part: their instructions, and whether a result is left."""

    open: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def computed(self) -> bool:
        """Whether this place is in the result of a field that Word computes."""
        return any(computed for _, computed in self.open)

    @property
    def in_contents(self) -> bool:
        """Whether this place is in a contents list."""
        return any(name_of(instruction) == CONTENTS for instruction, _ in self.open)

    def instructions(self) -> Iterator[str]:
        """Yield the instructions of the open fields, the innermost first."""
        return (instruction for instruction, _ in reversed(self.open))

    def add(self, words: str) -> None:
        """Add words to the instruction of the innermost field."""
        if self.open:
            instruction, computed = self.open[-1]
            self.open[-1] = instruction + words, computed

    def mark(self, element: Element) -> str:
        """Read the begin, middle or end of a field; return the instruction of one that ends."""
        kind = element.get(q("fldCharType"))
        if kind == "begin":
            self.open.append(("", False))
        elif kind == "separate" and self.open:
            instruction, computed = self.open[-1]
            self.open[-1] = instruction, computed or name_of(instruction) in COMPUTED
        elif kind == "end" and self.open:
            return self.open.pop()[0]
        return ""


def name_of(instruction: str) -> str:
    """Return the name of a field."""
    return next(iter(instruction.split()), "")


def contents_entry(spans: list[TextSpan]) -> list[TextSpan]:
    """Return an entry of a contents list, which leads nowhere, with a field as its page number.

    LibreOffice leaves a number without a field.
    """
    spans = [replace(span, link="") for span in spans]
    last = [n for n, span in enumerate(spans) if span.text][-2:]
    texts = [spans[n].text for n in last]
    if texts[:1] == ["\t"] and texts[-1].isdigit():
        spans[last[-1]] = replace(spans[last[-1]], text=f"{OBJECT}PAGEREF{OBJECT}", shown=0)
    return spans
