"""A Word document that comes back → what was edited in it, against the YAML as it is now."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from briefs.inbound import opened
from briefs.language import european
from briefs.marks import as_printed
from briefs.problems import Problem
from briefs.source import Source, Text, leaves
from briefs.word.controls import SPACE, fingerprint
from briefs.word.lines import Line, everyone, spelled, story_of_chart, told
from briefs.word.markup import Element
from briefs.word.stories import AUTHOR, ID, Accept, Atom, Paragraph, stories

Kind = Literal["text", "conflict", "outside", "formatting", "comment"]
Lines = list[Line]
UNTRACKED = ""  # the author of a change that nobody tracked
MOST_PAIRS = 50_000  # of equal lines, which comparing takes its time for; we know of some 1,000
LONGEST_TEXT = 20_000  # characters of one text that was edited
NUMBER = re.compile(r"⟦(\d+)⟧")


@dataclass(frozen=True)
class Edit:
    """One thing that is other than it was written: in a text of the content, or around them.

    `base` is what the document said, `edited` what it says; `was` is the text in the YAML now.
    """

    kind: Kind
    base: str
    edited: str
    authors: frozenset[str]
    path: str = ""
    around: str = ""
    was: Text | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Known:
    """A text as the record has it: its language's digits and what it said."""

    digits: str
    base: str


@dataclass(frozen=True)
class Record:
    """What the writer recorded: the texts by path, where each is shown, the lines of each story."""

    brief: str
    edition: str
    texts: Mapping[str, Known]
    shown: Mapping[int, tuple[str, bool]]
    stories: Mapping[str, list[str]]

    def readable(self, line: str) -> str:
        """A line with the first words of each text in the place of its number."""

        def words(found: re.Match[str]) -> str:
            path, _ = self.shown.get(int(found[1]), ("", False))
            base = self.texts[path].base if path in self.texts else "…"
            return f"[{base[:40]}…]" if len(base) > 40 else f"[{base}]"

        return NUMBER.sub(words, line.replace("\ufffc", "|"))


@dataclass(frozen=True)
class Review:
    """What came back: of which brief and edition, and every edit."""

    brief: str
    edition: str
    edits: tuple[Edit, ...]


def read_edits(
    data: bytes, file: str, sources: Mapping[str, Source], accept: Accept = everyone
) -> tuple[Review | None, list[Problem]]:
    """Every edit of a document, tracked changes as these authors' are accepted; or why not."""
    parts, problems = opened(data, file)
    return (None, problems) if problems else edits_of(parts, file, sources, accept)


def edits_of(
    parts: Mapping[str, Element], file: str, sources: Mapping[str, Source], accept: Accept
) -> tuple[Review | None, list[Problem]]:
    """Every edit of a document that has been opened."""
    texts = texts_of(sources)
    record, wrong = record_of(parts, texts)
    if record is None:
        hint = "pull takes a document that this program built from this content"
        return None, [Problem(file, 0, 0, "word-foreign", wrong, hint)]
    word = {
        name[5:-4]: tree
        for name, tree in parts.items()
        if re.match(r"word/(document|footnotes|endnotes|header|footer)", name)
    }
    found = stories(word)
    charts = [name for name in parts if name.startswith("word/charts/")]
    found["charts"] = [
        line for name in sorted(charts, key=natural) for line in story_of_chart(parts[name])
    ]
    for name, story in found.items():
        base, now = Counter(record.stories.get(name, [])), Counter(skeletons(name, story, accept))
        if sum(count * now[line] for line, count in base.items()) > MOST_PAIRS:
            message = "the file is not read: it says the same too often to be compared"
            return None, [Problem(file, 0, 0, "word-unsafe", message)]
    reader = Comparison(record, texts, accept)
    edits = [edit for name, story in found.items() for edit in reader.around(name, story)]
    edits += reader.within([line for name in found for line in told(name, found[name], accept)])
    edits += reader.comments(parts.get("word/comments.xml"), found)
    return Review(record.brief, record.edition, tuple(dict.fromkeys(edits))), []


def skeletons(name: str, story: list[Paragraph], accept: Accept) -> list[str]:
    """What the lines of a story say around our texts."""
    return [line.skeleton for line in told(name, story, accept)]


def natural(name: str) -> int:
    """The number in a part's name, so that chart10 comes after chart9."""
    return int("0" + "".join(re.findall(r"\d", name)))


def texts_of(sources: Mapping[str, Source]) -> dict[str, Text]:
    """Every text of the content by its path."""
    return {
        value.path: value
        for source in sources.values()
        for _, value in leaves(source.data)
        if isinstance(value, Text)
    }


def record_of(parts: Mapping[str, Element], texts: Mapping[str, Text]) -> tuple[Record | None, str]:
    """The record inside a document, or what is wrong with it."""
    root = next((tree for tree in parts.values() if tree.tag == f"{{{SPACE}}}record"), None)
    if root is None:
        return None, "the document was not built by this program, or has lost its record"
    try:
        record = Record(
            root.get("brief") or "",
            root.get("edition") or "",
            {one.attrib["path"]: Known(one.attrib["digits"], one.text or "")
             for one in root.iter("{*}text")},
            {int(one.attrib["n"]): (one.attrib["path"], one.get("bold") == "1")
             for one in root.iter("{*}shown")},
            {story.attrib["name"]: [line.text or "" for line in story]
             for story in root.iter("{*}story")},
        )  # fmt: skip
    except (KeyError, ValueError):
        return None, "the document’s record is damaged"
    if root.get("sha256") != fingerprint(root) or {p for p, _ in record.shown.values()} - set(
        record.texts
    ):
        return None, "the document’s record is damaged"
    if not any(path.startswith(f"briefs/{record.brief}/") for path in texts):
        return None, f"it was built from the brief “{record.brief}”, which is not in the content"
    missing = len(set(record.texts) - set(texts))
    if missing * 2 > len(record.texts):
        return None, f"it was built from other content: {missing} of its texts are not here"
    return record, ""


@dataclass(frozen=True)
class Comparison:
    """A document's record against what it says now and what the content says now."""

    record: Record
    texts: Mapping[str, Text]
    accept: Accept

    def within(self, lines: Lines) -> Iterator[Edit]:
        """What changed inside texts; a text that is shown often may have been edited anywhere."""
        found: dict[str, dict[str, set[str]]] = {}
        places = Counter(number for line in lines for number in line.texts)
        for line in lines:
            for number in line.texts:
                if number not in self.record.shown:
                    continue
                path, bold = self.record.shown[number]
                known = self.record.texts[path]
                edited = spelled(line.texts[number], bold, known.digits)
                yield from self.formatting(line, number, path)
                if edited == known.base:
                    continue
                authors = self.authors(line, number)
                if edited and places[number] == 1 and len(edited) <= LONGEST_TEXT:
                    found.setdefault(path, {}).setdefault(edited, set()).update(authors)
                else:  # emptied, cut in two by a new paragraph, or no text any more
                    yield Edit("outside", known.base, edited, frozenset(authors), path)
        for path, ways in found.items():
            for edited, by in ways.items():
                yield from self.against_yaml(path, edited, frozenset(by), len(ways) > 1)

    def formatting(self, line: Line, number: int, path: str) -> Iterator[Edit]:
        """Formatting inside a text that content cannot hold."""
        for atom in line.texts[number]:
            if atom.formats and atom.text.strip():
                said = f"{', '.join(atom.formats)}: {atom.text}"
                yield Edit("formatting", "", said, frozenset(atom.authors), path)

    def authors(self, line: Line, number: int) -> set[str]:
        """Who changed a text; nobody’s name where it was not tracked."""
        path, bold = self.record.shown[number]
        known = self.record.texts[path]
        atoms = [atom for atom in line.atoms if atom.shown == number]
        before = [atom for atom in atoms if atom.stays(lambda _: False)]
        untracked = spelled(before, bold, known.digits) != known.base
        return {one for atom in atoms for one in atom.authors if self.accept(one)} | (
            {UNTRACKED} if untracked else set()
        )

    def against_yaml(
        self, path: str, edited: str, by: frozenset[str], disputed: bool
    ) -> Iterator[Edit]:
        """An edited text: a proposal, if the YAML is as it was when the document was built."""
        known, was = self.record.texts[path], self.texts.get(path)
        now = None if was is None else as_printed(was)
        if now is not None and known.digits == "arab":
            now = european(now)
        if now == edited:
            return  # it is in the YAML already
        if now == known.base and was is not None and not disputed:
            new = transplanted(was, known.base, edited)
            yield Edit("text", known.base, new, by, path, was=was)
        else:
            yield Edit("conflict", known.base, edited, by, path, was=was)

    def around(self, name: str, story: list[Paragraph]) -> Iterator[Edit]:
        """What changed around the texts: lines that are new, gone, other or elsewhere."""
        base = self.record.stories.get(name, [])
        lines = told(name, story, self.accept)
        untouched = told(name, story, lambda _: False)
        now = [line.skeleton for line in lines]
        for kind, first, last, start, end in SequenceMatcher(None, base, now, False).get_opcodes():
            if kind == "equal":
                continue
            before = self.record.readable(base[first - 1]) if first else ""
            pairs = [(base[first:last], lines[start:end])]
            if last - first == end - start:
                pairs = [([base[first + n]], [lines[start + n]]) for n in range(end - start)]
            for gone, came in pairs:
                said = [line.skeleton for line in came]
                mine = [*came, *(line for line in untouched if line.skeleton in gone)]
                by = {one for line in mine for atom in line.atoms for one in atom.authors}
                by = {one for one in by if self.accept(one)}
                plain = Counter(line.skeleton for line in untouched)
                plain.subtract(base)  # what differs without any tracked change
                if not by or any(plain[one] for one in {*gone, *said}):
                    by.add(UNTRACKED)
                was, new = (self.record.readable("\n".join(one)) for one in (gone, said))
                yield Edit("outside", was, new, frozenset(by), around=before)

    def comments(
        self, part: Element | None, found: Mapping[str, list[Paragraph]]
    ) -> Iterator[Edit]:
        """Word comments, each with the text that it hangs on."""
        hangs: dict[str, tuple[Paragraph, list[Atom]]] = {}
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


def transplanted(was: Text, base: str, edited: str) -> str:
    """The YAML's own text with only the words changed that differ between base and edited."""
    core = was.strip()
    own, old, new = (re.findall(r"\s+|\S+", one) for one in (core, base, edited))
    if [one.isspace() for one in own] != [one.isspace() for one in old]:
        return edited
    made = ""
    for kind, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        made += "".join(own[start:end] if kind == "equal" else new[first:last])
    same = european(as_printed(made)) == european(edited)
    return was.replace(core, made, 1) if same else edited
