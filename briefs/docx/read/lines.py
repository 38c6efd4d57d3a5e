"""Stories as lines to compare, in which our texts have numbers: `Poland: ⟦7⟧`.

The writer records them; whoever takes a document back reads it the same way and compares.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from briefs.content import with_marks
from briefs.design import to_western_digits
from briefs.docx.ooxml import Element
from briefs.docx.read.effective_format import Letters, Shape
from briefs.docx.read.reader import INVISIBLE, OBJECT
from briefs.docx.read.spans import PLAIN, Accept, Paragraph, TextSpan


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it reads: `skeleton` has ⟦7⟧ where our text 7 stands, `texts` its atoms.

    `outside` are the atoms around the texts as they are set, `atoms` all, with what was taken out;
    `split` the texts that a new paragraph cuts in two.
    """

    skeleton: str
    texts: Mapping[int, list[TextSpan]]
    outside: list[TextSpan]
    atoms: list[TextSpan]
    shape: Shape
    reshaped: str | None  # by whom, tracked
    split: frozenset[int]


NOTHING = TextSpan()


@dataclass(slots=True)
class Draft:
    """A line in the making: its atoms, how it is set, the texts that are cut in two in it."""

    atoms: list[TextSpan] = field(default_factory=list)
    shape: Shape = PLAIN
    reshaped: str | None = None
    mark: TextSpan = NOTHING
    split: frozenset[int] = frozenset()


def accept_all(_: str) -> bool:
    """Whose changes are accepted unless somebody says otherwise."""
    return True


def lines_of(paragraphs: Iterable[Paragraph], accept: Accept = accept_all) -> list[Line]:
    """The paragraphs as they read once these authors' changes are accepted; empty ones left out.

    Where a new paragraph begins inside a text, the line goes on, with a line break there.
    """
    drafts: list[Draft] = []
    draft = Draft()
    for paragraph in paragraphs:
        begun = next((atom for atom in paragraph.atoms if atom.text.strip()), NOTHING)
        if paragraph.goes_on and begun.shown == paragraph.goes_on and not draft.atoms and drafts:
            draft = drafts.pop()
            draft.atoms.append(replace(draft.mark, text="\n", shown=begun.shown))
            draft.split |= {begun.shown}
        else:
            draft.shape, draft.reshaped = settled_shape(paragraph, accept)
        draft.atoms += paragraph.atoms
        if paragraph.mark.stays(accept):
            draft.mark = paragraph.mark
            drafts += [draft] if draft.atoms else []
            draft = Draft()
    made = [line_of(one, accept) for one in [*drafts, draft]]
    return [line for line in made if line.skeleton]


def settled_shape(paragraph: Paragraph, accept: Accept) -> tuple[Shape, str | None]:
    """How a paragraph is set once these authors' changes are accepted, and who changed it."""
    if paragraph.reshaped is None:
        return paragraph.shape, None
    author, before = paragraph.reshaped
    return (paragraph.shape, author) if accept(author) else (before, None)


def lines_to_compare(
    name: str, paragraphs: Iterable[Paragraph], accept: Accept = accept_all
) -> list[Line]:
    """The lines of a story to compare: of headers and footers, which are copied, each line once."""
    lines = lines_of(paragraphs, accept)
    if name != "running":
        return lines
    return [one for _, one in sorted({line.skeleton: line for line in lines}.items())]


def line_of(draft: Draft, accept: Accept) -> Line:
    """One line."""
    kept = [atom.settled(accept) for atom in draft.atoms if atom.stays(accept) and atom.text]
    texts: dict[int, list[TextSpan]] = {}
    skeleton, last = "", 0
    for atom in kept:
        if atom.shown:
            texts.setdefault(atom.shown, []).append(atom)
        skeleton += "" if atom.shown and atom.shown == last else shown_as(atom)
        last = atom.shown
    outside = [atom for atom in kept if not atom.shown]
    return Line(
        skeleton.strip(), texts, outside, draft.atoms, draft.shape, draft.reshaped, draft.split
    )


def shown_as(atom: TextSpan) -> str:
    """What stands for an atom in a skeleton."""
    return f"⟦{atom.shown}⟧" if atom.shown else atom.text


def as_yaml_text(atoms: Iterable[TextSpan], plain: "BaseFormat") -> str:
    """A text as YAML holds it: `**bold**`, line breaks, digits 0–9; `plain` is how it is set."""
    pairs = [(c, plain.marks(atom)) for atom in atoms for c in atom.text]
    words = "".join(letter for letter, _ in pairs)
    words = to_western_digits(words) if plain.digits == "arab" else words
    return with_marks([(c, is_bold) for c, (_, is_bold) in zip(words, pairs, strict=True)])


@dataclass(frozen=True)
class BaseFormat:
    """How a text is set where a document shows it, before anything in it is made bold."""

    digits: str
    bold: bool  # all of it is, since what stands around it is
    letters: Letters | None = ()  # None: not known

    def marks(self, atom: TextSpan) -> bool:
        """Whether an atom is bold where the text is not, by itself or by a style of letters."""
        own = self.letters is not None and is_bolder(atom.letters, self.letters)
        return (atom.bold or own) and not self.bold


def is_bolder(letters: Letters, base: Letters) -> bool:
    """Whether letters are bold that the base does not have so."""
    return any(dict(letters).get(key) == "1" != dict(base).get(key) for key in ("b", "bCs"))


def surrounding_letters(outside: Iterable[TextSpan]) -> list[tuple[str, Letters, TextSpan]]:
    """The letters around the texts of a line, one by one, with how they are set; no spaces."""
    return [
        (letter, atom.letters, atom)
        for atom in outside
        if not atom.text.startswith(OBJECT)
        for letter in atom.text
        if not letter.isspace()
    ]


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
            found.append(Paragraph([TextSpan(INVISIBLE.sub("", words))]))
    return found
