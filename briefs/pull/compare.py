"""A Word document that comes back → what was edited in it, against the YAML as it is now."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from briefs.content import LocatedStr, YamlFile, as_printed, leaves
from briefs.design import to_western_digits
from briefs.docx import Element
from briefs.docx.read import (
    AUTHOR,
    ID,
    Accept,
    Appearance,
    BaseFormat,
    Line,
    Paragraph,
    TextSpan,
    accept_all,
    as_yaml_text,
    read_stories,
    story_of_chart,
)
from briefs.problems import Problem
from briefs.pull import formatting
from briefs.pull.baseline import Baseline, baseline_of
from briefs.pull.edits import UNTRACKED, Edit, Review
from briefs.pull.size_limits import open_docx
from briefs.pull.structure import Surroundings

Lines = list[Line]
MOST_PAIRS = 50_000  # of equal lines, which comparing takes its time for; we know of some 1,000
LONGEST_TEXT = 20_000  # characters of one text that was edited
SPLIT = "a new paragraph inside it comes home as a line break"


def read_edits(
    data: bytes, file: str, sources: Mapping[str, YamlFile], accept: Accept = accept_all
) -> tuple[Review | None, list[Problem]]:
    """Every edit of a document, tracked changes as these authors' are accepted; or why not."""
    parts, problems = open_docx(data, file)
    return (None, problems) if problems else compare_parts(parts, file, sources, accept)


def compare_parts(
    parts: Mapping[str, Element], file: str, sources: Mapping[str, YamlFile], accept: Accept
) -> tuple[Review | None, list[Problem]]:
    """Every edit of a document that has been opened."""
    texts = texts_of(sources)
    record, wrong = baseline_of(parts, texts)
    if record is None:
        hint = "pull takes a document that this program built from this content"
        return None, [Problem(file, 0, 0, "word-foreign", wrong, hint)]
    word = {
        name[5:-4]: tree
        for name, tree in parts.items()
        if re.match(r"word/(document|footnotes|endnotes|header|footer)", name)
    }
    styles = parts.get("word/styles.xml")
    found = read_stories(word, styles)
    charts = [name for name in parts if name.startswith("word/charts/")]
    found["charts"] = [
        line for name in sorted(charts, key=natural) for line in story_of_chart(parts[name])
    ]
    around, reader = Surroundings(record, texts, accept), Comparison(record, texts, accept)
    told = [around.story(name, story) for name, story in found.items()]
    if any(one.repeats > MOST_PAIRS for one in told):
        message = "the file is not read: it says the same too often to be compared"
        return None, [Problem(file, 0, 0, "word-unsafe", message)]
    edits = [edit for one in told for edit in around.changes(one)]
    edits += reader.within([line for one in told for line in one.lines])
    used = [one.style for story in found.values() for one in story if one.atoms]
    edits += formatting.of_styles(record, Appearance(styles), used)
    edits += formatting.of_tables(word)
    edits += reader.comments(parts.get("word/comments.xml"), found)
    return Review(record.brief, record.edition, tuple(dict.fromkeys(edits))), []


def natural(name: str) -> int:
    """The number in a part's name, so that chart10 comes after chart9."""
    return int("0" + "".join(re.findall(r"\d", name)))


def texts_of(sources: Mapping[str, YamlFile]) -> dict[str, LocatedStr]:
    """Every text of the content by its path."""
    return {
        value.path: value
        for source in sources.values()
        for _, value in leaves(source.data)
        if isinstance(value, LocatedStr)
    }


@dataclass(frozen=True)
class Comparison:
    """A document's record against what it says now and what the content says now."""

    record: Baseline
    texts: Mapping[str, LocatedStr]
    accept: Accept

    def within(self, lines: Lines) -> Iterator[Edit]:
        """What changed inside texts; a text that is shown often may have been edited anywhere."""
        found: dict[str, dict[str, Edit]] = {}
        places = Counter(number for line in lines for number in line.texts)
        for line in lines:
            for number in line.texts:
                if number not in self.record.shown:
                    continue
                path, plain = self.record.shown[number]
                yield from formatting.inside(line.texts[number], path, plain)
                edit = self.edit(line, number)
                if edit.edited == edit.base:
                    continue
                if edit.edited and places[number] == 1 and len(edit.edited) <= LONGEST_TEXT:
                    ways = found.setdefault(path, {})
                    same = ways.get(edit.edited, edit)
                    ways[edit.edited] = replace(edit, authors=edit.authors | same.authors)
                else:  # nothing but spaces, there twice, or no text any more
                    yield replace(edit, kind="outside")
        for ways in found.values():
            for edit in ways.values():
                yield from self.against_yaml(edit, len(ways) > 1)

    def edit(self, line: Line, number: int) -> Edit:
        """A text as a line has it, as an edit of what it was."""
        path, plain = self.record.shown[number]
        edited = as_yaml_text(line.texts[number], plain)
        if number in line.split:
            edited = re.sub(" *\n *", "\n", edited)
        note = SPLIT if number in line.split else ""
        by = frozenset(self.authors(line, number))
        return Edit("text", self.record.texts[path].base, edited, by, path, note=note)

    def authors(self, line: Line, number: int) -> set[str]:
        """Who changed a text; nobody’s name where it was not tracked."""
        path, plain = self.record.shown[number]
        atoms = [atom for atom in line.atoms if atom.shown == number]
        before = [atom.settled(nobody) for atom in atoms if atom.stays(nobody)]
        untracked = as_yaml_text(before, plain) != self.record.texts[path].base
        by = {one for atom in atoms for one in atom.authors}
        by |= {atom.before.author for atom in atoms if atom.before and bolder(atom, plain)}
        return {one for one in by if self.accept(one)} | ({UNTRACKED} if untracked else set())

    def against_yaml(self, edit: Edit, disputed: bool) -> Iterator[Edit]:
        """An edited text: a proposal, if the YAML is as it was when the document was built."""
        known, was = self.record.texts[edit.path], self.texts.get(edit.path)
        now = None if was is None else as_printed(was)
        if now is not None and known.digits == "arab":
            now = to_western_digits(now)
        if now == edit.edited:
            return  # it is in the YAML already
        if now == known.base and was is not None and not disputed:
            yield replace(edit, edited=transplanted(was, known.base, edit.edited), was=was)
        else:
            yield replace(edit, kind="conflict", was=was)

    def comments(
        self, part: Element | None, found: Mapping[str, list[Paragraph]]
    ) -> Iterator[Edit]:
        """Word comments, each with the text that it hangs on."""
        hangs: dict[str, tuple[Paragraph, list[TextSpan]]] = {}
        for paragraph in (one for story in found.values() for one in story):
            for atom in paragraph.atoms:
                for identity in atom.comments:
                    hangs.setdefault(identity, (paragraph, []))[1].append(atom)
        for comment in () if part is None else part:
            said = "\n".join("".join(p.itertext("{*}t")) for p in comment.iter("{*}p")).strip()
            by = frozenset({comment.get(AUTHOR) or ""})
            paragraph, atoms = hangs.get(comment.get(ID) or "", (Paragraph(), []))
            shown = next((a.shown for a in atoms if a.shown in self.record.shown), 0)
            path = self.record.shown[shown][0] if shown else ""
            words = "".join(atom.text for atom in atoms)
            words = words or "".join(atom.text for atom in paragraph.atoms)
            yield Edit("comment", words.replace("\ufffc", "|"), said, by, path)


def nobody(_: str) -> bool:
    """Whose changes are accepted where a document is to be read as it was."""
    return False


def bolder(atom: TextSpan, plain: BaseFormat) -> bool:
    """Whether a tracked change made letters bold that were not, or the other way round."""
    return plain.marks(atom) != plain.marks(atom.settled(nobody))


def transplanted(was: LocatedStr, base: str, edited: str) -> str:
    """The YAML's own text with only the words changed that differ between base and edited."""
    core = was.strip()
    own, old, new = (re.findall(r"\s+|\S+", one) for one in (core, base, edited))
    if [one.isspace() for one in own] != [one.isspace() for one in old]:
        return edited
    made = ""
    for kind, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        made += "".join(own[start:end] if kind == "equal" else new[first:last])
    same = to_western_digits(as_printed(made)) == to_western_digits(edited)
    return was.replace(core, made, 1) if same else edited
