"""The comparison of a document's lines with its baseline: lines that are new, gone, other or moved.

Lines are compared by their template text, so that an edit inside a text changes no line.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from briefs.content import LocatedStr
from briefs.docx.read import Accept, Line, Paragraph, lines_to_compare
from briefs.messages import concat, counted, verbatim
from briefs.problems import NO_HINT, Message, fill
from briefs.pull.baseline import Baseline, BaselineLine
from briefs.pull.edits import UNTRACKED, Edit
from briefs.pull.formatting import line_edits
from briefs.pull.targets import TargetComparison

SHOWN = 4  # lines of what was moved, or files, that a message names
Block = tuple[int, int, int, int]  # lines of the baseline from, to, and lines of today from, to


class Move(NamedTuple):
    """Consecutive lines that stand elsewhere: first line in the baseline and now, and the count."""

    base: int
    now: int
    lines: int


@dataclass(frozen=True)
class StoryComparison:
    """The lines of a story against its baseline; `texts` are those of today by path.

    `stories` are all of the document, since lines lead to its notes.
    """

    baseline: Baseline
    texts: Mapping[str, LocatedStr]
    accept: Accept
    name: str
    stories: Mapping[str, list[Paragraph]]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of the story."""
        return self.stories[self.name]

    @cached_property
    def targets(self) -> TargetComparison:
        """The comparison of where the lines lead."""
        lines = lines_to_compare("notes", self.stories["notes"], self.accept)
        notes = {line.note: line.template_text for line in lines if line.note}
        return TargetComparison(self.baseline, notes)

    @cached_property
    def base(self) -> list[BaselineLine]:
        """The lines as they were written."""
        return self.baseline.stories.get(self.name, [])

    @cached_property
    def lines(self) -> list[Line]:
        """The lines as they are, with the tracked changes of accepted authors."""
        return self.lines_with(self.accept)

    def lines_with(self, accept: Accept) -> list[Line]:
        """Return the lines with the changes of these authors; headers may be there more often."""
        lines = lines_to_compare(self.name, self.paragraphs, accept)
        if self.name != "running":
            return lines
        most = Counter(line.template_text for line in self.base)
        equal = (list(group) for _, group in groupby(lines, lambda line: line.template_text))
        return [line for group in equal for line in group[: most[group[0].template_text] or 1]]

    @cached_property
    def untracked(self) -> list[Line]:
        """The lines with all tracked changes rejected."""
        if not has_tracked_changes(self.paragraphs):
            return self.lines
        return self.lines_with(lambda _: False)

    @property
    def equal_pairs(self) -> int:
        """The number of pairs of equal lines, on which the time to compare depends."""
        base = Counter(line.template_text for line in self.base)
        now = Counter(line.template_text for line in self.lines)
        return sum(count * now[text] for text, count in base.items())

    def edits(self) -> Iterator[Edit]:
        """Yield every change outside the texts of the story."""
        base = [line.template_text for line in self.base]
        now = [line.template_text for line in self.lines]
        opcodes = SequenceMatcher(None, base, now, False).get_opcodes()
        changed = [opcode[1:] for opcode in opcodes if opcode[0] != "equal"]
        moves, gone, new = moves_in(base, now, changed)
        for first, last, start, end in changed:
            before = [self.base[n] for n in range(first, last) if n in gone]
            after = [self.lines[n] for n in range(start, end) if n in new]
            yield from self.block_edits(before, after, self.context(first))
        for move in moves:
            yield self.move_edit(move)
        same = [Move(first, start, last - first)
                for kind, first, last, start, _ in opcodes if kind == "equal"]  # fmt: skip
        for first, start, count in [*same, *moves]:
            for n in range(count):
                pair = self.base[first + n], self.lines[start + n]
                yield from line_edits(*pair, self.baseline)
                yield from self.targets.edits(*pair)

    def context(self, first: int) -> str:
        """Return what stands before a line of the baseline: headers and footers have no order."""
        if self.name == "running":
            return fill("in a header or footer")
        return self.baseline.readable(self.base[first - 1].template_text) if first else ""

    def block_edits(
        self, gone: list[BaselineLine], new: list[Line], context: str
    ) -> Iterator[Edit]:
        """Yield the edits of consecutive lines: of each line, if as many are new as are gone."""
        if len(gone) == len(new):
            for old, line in zip(gone, new, strict=True):
                yield self.lines_edit([old], [line], context)
        else:
            yield self.lines_edit(gone, new, context)

    def lines_edit(self, gone: list[BaselineLine], new: list[Line], context: str) -> Edit:
        """Return the replacement of lines as an edit that says which texts went with them."""
        before = [line.template_text for line in gone]
        after = [line.template_text for line in new]
        was, now = (self.baseline.readable("\n".join(lines)) for lines in (before, after))
        there = {number for line in self.lines for number in line.texts}
        paths = [
            self.baseline.shown[number][0]
            for line in gone
            for number in line.numbers
            if number not in there and number in self.baseline.shown
        ]
        path = paths[0] if len(paths) == 1 else ""
        authors = self.authors(before, new)
        return Edit("outside", was, now, authors, path, context, self.removal_note(paths))

    def removal_note(self, paths: list[str]) -> Message:
        """Return what to do about texts that are no longer in the document."""
        known = [self.texts[path] for path in dict.fromkeys(paths) if path in self.texts]
        if not known:
            return NO_HINT
        positions = verbatim(", ".join(f"{text.file}:{text.line}" for text in known[:SHOWN]))
        if len(known) > SHOWN:
            positions = fill("{names} and {count} more", names=positions, count=len(known) - SHOWN)
        return fill(
            "no text can be empty: take out what it belongs to, at {positions}, or leave it",
            positions=positions,
        )

    def move_edit(self, move: Move) -> Edit:
        """Return a move as an edit that says which lines it followed and follows now."""
        lines = [line.template_text for line in self.base[move.base : move.base + move.lines]]
        authors = self.authors(lines, self.lines[move.now : move.now + move.lines])
        shown = verbatim("\n".join(map(self.baseline.readable, lines[:SHOWN])))
        if len(lines) > SHOWN:
            rest = len(lines) - SHOWN
            more = counted("… and {count} line more", "… and {count} lines more", count=rest)
            shown = concat(shown, "\n", more)
        before = self.base[move.base - 1].template_text if move.base else ""
        after = self.lines[move.now - 1].template_text if move.now else ""
        context, edited = map(self.baseline.readable, (before, after))
        return Edit("moved", shown, edited, authors, context=context)

    def authors(self, gone: list[str], new: list[Line]) -> frozenset[str]:
        """Return who changed lines, UNTRACKED included where not every change was tracked."""
        lines = [*new, *(line for line in self.untracked if line.template_text in gone)]
        spans = (span for line in lines for span in line.spans)
        authors = {author for span in spans for author in span.authors if self.accept(author)}
        untracked = Counter(line.template_text for line in self.untracked)
        untracked.subtract(line.template_text for line in self.base)
        changed = {*gone, *(line.template_text for line in new)}
        if not authors or any(untracked[text] for text in changed):
            authors.add(UNTRACKED)
        return frozenset(authors)


def has_tracked_changes(paragraphs: list[Paragraph]) -> bool:
    """Return whether anything in these paragraphs is a tracked change."""
    return any(
        paragraph.reshaped or any(s.before or s.authors for s in (paragraph.mark, *paragraph.spans))
        for paragraph in paragraphs
    )


def moves_in(
    base: list[str], now: list[str], changed: list[Block]
) -> tuple[list[Move], set[int], set[int]]:
    """Return the lines that vanish in one block and appear in another, and all other lines.

    The other lines are those of the baseline that are gone, and those of today that are new.
    """
    gone = {n for first, last, _, _ in changed for n in range(first, last)}
    new = {n for _, _, start, end in changed for n in range(start, end)}
    positions: dict[str, list[int]] = {}
    for n in sorted(new):
        positions.setdefault(now[n], []).append(n)

    def common_run(at: int, to: int) -> Move:
        count = 0
        while at + count in gone and to + count in new and base[at + count] == now[to + count]:
            count += 1
        return Move(at, to, count)

    moves: list[Move] = []
    for at in sorted(gone):
        candidates = (common_run(at, to) for to in positions.get(base[at], []))
        move = max(candidates, key=lambda move: move.lines, default=Move(at, 0, 0))
        if move.lines:
            moves.append(move)
            gone -= set(range(at, at + move.lines))
            new -= set(range(move.now, move.now + move.lines))
    return moves, gone, new
