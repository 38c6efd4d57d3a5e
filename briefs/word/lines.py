"""Stories as lines to compare, in which our texts have numbers: `Poland: ⟦7⟧`.

The writer records them; whoever takes a document back reads it the same way and compares.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from briefs.language import european
from briefs.marks import with_marks
from briefs.word.markup import Element
from briefs.word.stories import INVISIBLE, Accept, Atom, Paragraph


@dataclass(frozen=True)
class Line:
    """A paragraph as it reads: `skeleton` has ⟦7⟧ where our text 7 stands, `texts` its atoms."""

    skeleton: str
    texts: Mapping[int, list[Atom]]
    atoms: list[Atom]


def everyone(_: str) -> bool:
    """Whose changes are accepted unless somebody says otherwise."""
    return True


def lines_of(paragraphs: Iterable[Paragraph], accept: Accept = everyone) -> list[Line]:
    """The paragraphs as they read once these authors' changes are accepted; empty ones left out."""
    made: list[Line] = []
    atoms: list[Atom] = []
    for paragraph in paragraphs:
        atoms += paragraph.atoms
        if paragraph.mark.stays(accept):
            made.append(line_of(atoms, accept))
            atoms = []
    made.append(line_of(atoms, accept))
    return [line for line in made if line.skeleton]


def told(name: str, paragraphs: Iterable[Paragraph], accept: Accept = everyone) -> list[Line]:
    """The lines of a story to compare: of headers and footers, which are copied, each line once."""
    lines = lines_of(paragraphs, accept)
    if name != "running":
        return lines
    return [one for _, one in sorted({line.skeleton: line for line in lines}.items())]


def line_of(atoms: list[Atom], accept: Accept) -> Line:
    """One line."""
    kept = [atom for atom in atoms if atom.stays(accept) and atom.text]
    texts: dict[int, list[Atom]] = {}
    skeleton, last = "", 0
    for atom in kept:
        if atom.shown:
            texts.setdefault(atom.shown, []).append(atom)
        skeleton += "" if atom.shown and atom.shown == last else shown_as(atom)
        last = atom.shown
    return Line(skeleton.strip(), texts, atoms)


def shown_as(atom: Atom) -> str:
    """What stands for an atom in a skeleton."""
    return f"⟦{atom.shown}⟧" if atom.shown else atom.text


def spelled(atoms: Iterable[Atom], bold: bool, digits: str) -> str:
    """A text as YAML holds it: `**bold**`, line breaks, digits 0–9. `bold`: all of it is anyway."""
    pairs = [(c, atom.bold and not bold) for atom in atoms for c in atom.text]
    words = "".join(letter for letter, _ in pairs)
    words = european(words) if digits == "arab" else words
    return with_marks([(c, is_bold) for c, (_, is_bold) in zip(words, pairs, strict=True)])


def story_of_chart(chart: bytes | Element) -> list[Paragraph]:
    """What a chart shows, a line for each value: its series, its group, the number."""
    tree = etree.fromstring(chart) if isinstance(chart, bytes) else chart
    found = []
    for series in tree.iter("{*}ser"):
        name, groups, values = (
            [one.text or "" for one in series.iterfind(f"{{*}}{part}//{{*}}v")]
            for part in ("tx", "cat", "val")
        )
        groups += [""] * (len(values) - len(groups))
        for group, value in zip(groups, values, strict=False):
            number = f"{float(value):g}" if re.fullmatch(r"-?\d+(\.\d+)?", value) else value
            words = " · ".join([*name, group, number])
            found.append(Paragraph([Atom(INVISIBLE.sub("", words))]))
    return found
