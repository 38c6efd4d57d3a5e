"""Formatting that somebody changed in a Word document, which content cannot hold: only told."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from lxml import etree

from briefs.docx import Element, W
from briefs.docx.read import (
    AUTHOR,
    Appearance,
    BaseFormat,
    Letters,
    Line,
    Look,
    Shape,
    TextSpan,
    surrounding_letters,
)
from briefs.pull.baseline import Baseline, BaselineLine
from briefs.pull.edits import UNTRACKED, Edit

NAMES = {
    "b": "bold", "bCs": "bold", "i": "italic", "iCs": "italic", "strike": "struck through",
    "dstrike": "struck through twice", "caps": "in capitals", "smallCaps": "in small capitals",
    "vanish": "hidden", "outline": "outlined", "shadow": "with a shadow", "emboss": "embossed",
    "imprint": "engraved", "u": "underlined", "highlight": "highlighted", "position": "raised",
    "spacing": "spaced", "vertAlign": "raised", "color": "coloured", "sz": "size",
    "szCs": "size", "ascii": "face", "cs": "face",
}  # fmt: skip
ALIGNED = {"": "aligned to the start", "end": "aligned to the end", "center": "centred",
           "both": "justified"}  # fmt: skip
# Tracked changes of what is neither letters nor a paragraph.
AROUND = {
    "sectPrChange": "page setup", "tblPrChange": "table", "tblPrExChange": "table",
    "tblGridChange": "widths of columns", "trPrChange": "row of a table",
    "tcPrChange": "cell of a table", "cellIns": "cell put in", "cellDel": "cell taken out",
    "cellMerge": "cells merged", "numberingChange": "numbers of a list",
}  # fmt: skip
HOLDERS = [f"{{{W}}}{name}" for name in ("p", "tc", "tr", "tbl")]
FACES = ("ascii", "cs")
LONGEST = 80  # characters of the words by which a place is shown


def inside(atoms: Iterable[TextSpan], path: str, plain: BaseFormat) -> Iterator[Edit]:
    """What changed in the formatting of a text, bold that its content can hold aside."""
    if plain.letters is None:
        return
    told = [
        (*difference(atom, carried(plain.letters, atom, plain)), atom.text)
        for atom in atoms
        if atom.text.strip()
    ]
    for (said, by), same in groupby(told, key=lambda one: one[:2]):
        if said:
            words = "".join(text for *_, text in same).strip()
            yield Edit("formatting", "", f"{said}: {words}", frozenset({by}), path)


def carried(letters: Letters, atom: TextSpan, plain: BaseFormat) -> Letters:
    """How an atom may be set: as the text is, and bold where that comes home as `**`."""
    if not plain.marks(atom):
        return letters
    own = {key: value for key, value in atom.letters if key in ("b", "bCs")}
    return tuple(sorted(({k: v for k, v in letters if k not in ("b", "bCs")} | own).items()))


def difference(atom: TextSpan, base: Letters) -> tuple[str, str]:
    """What an atom is set as that it should not be, and who made it so."""
    said = described(atom.letters, base)
    if atom.before is None:
        return said, atom.inserted or UNTRACKED
    silent = (atom.before.letters, atom.before.bold) == (atom.letters, atom.bold)
    return said or ("set otherwise" if silent else ""), atom.before.author


def described(now: Letters, base: Letters) -> str:
    """What letters are set as, against what they were, in words."""
    new, old = dict(now), dict(base)
    said = [one_word(key, new.get(key), old.get(key)) for key in NAMES if key in new or key in old
            if new.get(key) != old.get(key)]  # fmt: skip
    return ", ".join(dict.fromkeys(said))


def one_word(key: str, now: str | None, was: str | None) -> str:
    """One property in words; None is what the paragraph's style gives."""
    word = NAMES[key]
    if key in ("sz", "szCs") and now and now.isdigit():
        return f"size {int(now) / 2:g}"
    if key in (*FACES, "color") and now:
        return f"{word} {now}"
    if key in ("sz", "szCs", *FACES, "color"):
        return f"{word} as its style"
    on = bool(now) if now is not None else not was
    return word if on else f"not {word}"


def outside(written: BaselineLine, line: Line, record: Baseline) -> Iterator[Edit]:
    """What changed in the formatting of a line that says what it said: its own, and its letters."""
    if written.shape is None:
        return
    around = record.readable(line.skeleton)
    said = reshaped(line.shape, written.shape)
    if said or line.reshaped is not None:
        by = frozenset({UNTRACKED if line.reshaped is None else line.reshaped})
        yield Edit("formatting", "", said or "indents or spacing", by, around=around)
    told = [
        (*difference(atom, base), atom)
        for (_, _, atom), base in zip(
            surrounding_letters(line.outside), written.each(), strict=False
        )
    ]
    for (said, author), same in groupby(told, key=lambda one: one[:2]):
        if said:
            words = "".join({id(atom): atom.text for *_, atom in same}.values()).strip()
            yield Edit("formatting", "", f"{said}: {words}", frozenset({author}), around=around)


def reshaped(now: Shape, was: Shape) -> str:
    """What a paragraph is set as, against what it was, in words."""
    said = []
    if now.style != was.style:
        said.append(f"style “{now.style}”, was “{was.style}”")
    if now.direction != was.direction:
        said.append("right to left" if now.direction else "left to right")
    if now.align != was.align:
        said.append(ALIGNED.get(now.align, now.align))
    if now.listed != was.listed:
        said.append("in a list" if now.listed else "in no list")
    return ", ".join(said)


def of_styles(record: Baseline, appearance: Appearance, used: Iterable[str]) -> Iterator[Edit]:
    """Styles that set their letters otherwise than they did, of those that paragraphs have."""
    for style in dict.fromkeys(used):
        name = appearance.name(style)
        was = record.styles.get(name)
        if was is not None:
            now = known_faces(appearance.look(style), was)
            said = described(tuple(now.items()), tuple(known_faces(was, now).items()))
            if said:
                edited = f"the style “{name}”: {said}"
                yield Edit("formatting", "", edited, frozenset({UNTRACKED}))


def known_faces(look: Look, other: Look) -> Look:
    """A look without what is nothing; its faces only where both name them."""
    return {
        key: value for key, value in look.items() if value and (key not in FACES or other.get(key))
    }


def of_tables(trees: Mapping[str, Element]) -> Iterator[Edit]:
    """Tracked changes of the page, of tables and of lists, each with its author."""
    for tree in trees.values():
        for change in tree.iter(*(f"{{{W}}}{name}" for name in AROUND)):
            said = AROUND[etree.QName(change).localname]
            holder = next(change.iterancestors(*HOLDERS), None)
            words = "" if holder is None else "".join(holder.itertext(f"{{{W}}}t"))
            by = frozenset({change.get(AUTHOR) or UNTRACKED})
            yield Edit("formatting", "", said, by, around=words.strip()[:LONGEST])
