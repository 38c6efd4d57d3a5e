"""The comparison of a document's lines with its baseline: lines that are new, gone, other or moved.

Lines are compared by their template text, so that an edit inside a text changes no line.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from briefs.content import LocatedStr
from briefs.docx.read import Accept, Line, Paragraph, lines_to_compare
from briefs.pull.baseline import Baseline, BaselineLine
from briefs.pull.edits import UNTRACKED, Edit
from briefs.pull.formatting import line_edits

SHOWN = 4  # lines of what was moved, or files, that a message names
Block = tuple[int, int, int, int]  # lines of the baseline from, to, and lines of today from, to


class Move(NamedTuple):
    """Consecutive lines that stand elsewhere: first line in the baseline and now, and the count."""

    base: int
    now: int
    lines: int


@dataclass(frozen=True)
class Story:
    """A story as it was written, as it is, and as it is with all tracked changes rejected."""

    base: list[BaselineLine]
    lines: list[Line]
    untracked: list[Line]

    @property
    def equal_pairs(self) -> int:
        """The number of pairs of equal lines, on which the time to compare depends."""
        base = Counter(line.template_text for line in self.base)
        now = Counter(line.template_text for line in self.lines)
        return sum(count * now[text] for text, count in base.items())

    def authors(self, gone: list[str], new: list[Line], accept: Accept) -> frozenset[str]:
        """Return who changed lines, UNTRACKED included where not every change was tracked."""
        lines = [*new, *(line for line in self.untracked if line.template_text in gone)]
        spans = (span for line in lines for span in line.spans)
        authors = {author for span in spans for author in span.authors if accept(author)}
        untracked = Counter(line.template_text for line in self.untracked)
        untracked.subtract(line.template_text for line in self.base)
        changed = {*gone, *(line.template_text for line in new)}
        if not authors or any(untracked[text] for text in changed):
            authors.add(UNTRACKED)
        return frozenset(authors)


@dataclass(frozen=True)
class StructureComparison:
    """The lines of a document against its baseline, and the texts of today by path."""

    baseline: Baseline
    texts: Mapping[str, LocatedStr]
    accept: Accept

    def story(self, name: str, paragraphs: list[Paragraph]) -> Story:
        """Return a story by its name, from its paragraphs."""
        lines = untracked = lines_to_compare(name, paragraphs, self.accept)
        if has_tracked_changes(paragraphs):
            untracked = lines_to_compare(name, paragraphs, lambda _: False)
        return Story(self.baseline.stories.get(name, []), lines, untracked)

    def edits(self, story: Story) -> Iterator[Edit]:
        """Yield every change outside the texts of a story."""
        base = [line.template_text for line in story.base]
        now = [line.template_text for line in story.lines]
        opcodes = SequenceMatcher(None, base, now, False).get_opcodes()
        changed = [opcode[1:] for opcode in opcodes if opcode[0] != "equal"]
        moves = moves_in(base, now, changed)
        for block in changed:
            yield from self.block_edits(story, block, moves)
        for move in moves:
            yield self.move_edit(story, move)
        same = [Move(first, start, last - first)
                for kind, first, last, start, _ in opcodes if kind == "equal"]  # fmt: skip
        for first, start, count in [*same, *moves]:
            for n in range(count):
                yield from line_edits(story.base[first + n], story.lines[start + n], self.baseline)

    def block_edits(self, story: Story, block: Block, moves: list[Move]) -> Iterator[Edit]:
        """Yield the edits of a block that differs: a pair of lines each, if it has equal sides."""
        first, last, start, end = block
        moved_from = {move.base + n for move in moves for n in range(move.lines)}
        moved_to = {move.now + n for move in moves for n in range(move.lines)}
        gone = [story.base[n] for n in range(first, last) if n not in moved_from]
        new = [story.lines[n] for n in range(start, end) if n not in moved_to]
        context = self.baseline.readable(story.base[first - 1].template_text) if first else ""
        if len(gone) == len(new):
            for old, line in zip(gone, new, strict=True):
                yield self.lines_edit(story, [old], [line], context)
        else:
            yield self.lines_edit(story, gone, new, context)

    def lines_edit(
        self, story: Story, gone: list[BaselineLine], new: list[Line], context: str
    ) -> Edit:
        """Return the replacement of lines as an edit that says which texts went with them."""
        before = [line.template_text for line in gone]
        after = [line.template_text for line in new]
        authors = story.authors(before, new, self.accept)
        was, now = (self.baseline.readable("\n".join(lines)) for lines in (before, after))
        there = {number for line in story.lines for number in line.texts}
        paths = [
            self.baseline.shown[number][0]
            for line in gone
            for number in line.numbers
            if number not in there and number in self.baseline.shown
        ]
        path = paths[0] if len(paths) == 1 else ""
        return Edit("outside", was, now, authors, path, context, self.removal_note(paths))

    def removal_note(self, paths: list[str]) -> str:
        """Return what to do about texts that are no longer in the document."""
        known = [self.texts[path] for path in dict.fromkeys(paths) if path in self.texts]
        if not known:
            return ""
        positions = ", ".join(f"{text.file}:{text.line}" for text in known[:SHOWN])
        positions += f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
        return f"no text can be empty: take out what it belongs to, at {positions}, or leave it"

    def move_edit(self, story: Story, move: Move) -> Edit:
        """Return a move as an edit that says which lines it followed and follows now."""
        lines = [line.template_text for line in story.base[move.base : move.base + move.lines]]
        moved = story.lines[move.now : move.now + move.lines]
        authors = story.authors(lines, moved, self.accept)
        more = [f"… and {len(lines) - SHOWN} lines more"] if len(lines) > SHOWN else []
        shown = "\n".join([*map(self.baseline.readable, lines[:SHOWN]), *more])
        before = story.base[move.base - 1].template_text if move.base else ""
        after = story.lines[move.now - 1].template_text if move.now else ""
        context, edited = map(self.baseline.readable, (before, after))
        return Edit("moved", shown, edited, authors, context=context)


def has_tracked_changes(paragraphs: list[Paragraph]) -> bool:
    """Return whether anything in these paragraphs is a tracked change."""
    return any(
        paragraph.reshaped or any(s.before or s.authors for s in (paragraph.mark, *paragraph.spans))
        for paragraph in paragraphs
    )


def moves_in(base: list[str], now: list[str], changed: list[Block]) -> list[Move]:
    """Return the lines that vanish in one block and appear in another."""
    gone = {n for first, last, _, _ in changed for n in range(first, last)}
    new = {n for _, _, start, end in changed for n in range(start, end)}
    positions: dict[str, list[int]] = {}
    for n in sorted(new):
        positions.setdefault(now[n], []).append(n)
    moves: list[Move] = []
    for at in sorted(gone):
        if at in gone:
            candidates = (
                common_run(base, now, (at, to), (gone, new)) for to in positions.get(base[at], [])
            )
            move = max(candidates, key=lambda move: move.lines, default=Move(at, 0, 0))
            moves += [move] if move.lines else []
            gone -= set(range(at, at + move.lines))
            new -= set(range(move.now, move.now + move.lines))
    return moves


def common_run(
    base: list[str], now: list[str], start: tuple[int, int], free: tuple[set[int], set[int]]
) -> Move:
    """Return the run of equal lines from a line of each side, as long as both are free."""
    at, to = start
    count = 0
    while at + count in free[0] and to + count in free[1] and base[at + count] == now[to + count]:
        count += 1
    return Move(at, to, count)
