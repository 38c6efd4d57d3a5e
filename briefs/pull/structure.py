"""What changed around the texts of a Word document: what is new, gone, other, or elsewhere."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from briefs.content import LocatedStr
from briefs.docx.read import Accept, Line, Paragraph, lines_to_compare
from briefs.pull.baseline import Baseline, BaselineLine
from briefs.pull.edits import UNTRACKED, Edit
from briefs.pull.formatting import outside

Lines = list[Line]
SHOWN = 4  # lines of what was moved that are shown


class Move(NamedTuple):
    """Lines that vanish in one place and appear in another."""

    base: int  # where they were
    now: int
    lines: int


@dataclass(frozen=True)
class Story:
    """A part of a document as it was written, as it is, and as it is without tracked changes."""

    base: list[BaselineLine]
    lines: Lines
    untouched: Lines

    @property
    def repeats(self) -> int:
        """How many pairs of equal lines there are, which comparing takes its time for."""
        base = Counter(one.skeleton for one in self.base)
        now = Counter(line.skeleton for line in self.lines)
        return sum(count * now[line] for line, count in base.items())

    def authors(self, gone: list[str], came: Lines, accept: Accept) -> frozenset[str]:
        """Who changed these lines; nobody’s name where not all of it was tracked."""
        mine = [*came, *(line for line in self.untouched if line.skeleton in gone)]
        by = {one for line in mine for atom in line.atoms for one in atom.authors if accept(one)}
        plain = Counter(line.skeleton for line in self.untouched)
        plain.subtract(one.skeleton for one in self.base)  # what differs without being tracked
        if not by or any(plain[one] for one in {*gone, *(line.skeleton for line in came)}):
            by.add(UNTRACKED)
        return frozenset(by)


@dataclass(frozen=True)
class Surroundings:
    """A record, the content as it is now, and whose changes are accepted."""

    record: Baseline
    texts: Mapping[str, LocatedStr]
    accept: Accept

    def story(self, name: str, paragraphs: list[Paragraph]) -> Story:
        """A story by its name, from its paragraphs."""
        lines = lines_to_compare(name, paragraphs, self.accept)
        untouched = (
            lines_to_compare(name, paragraphs, lambda _: False) if tracked(paragraphs) else lines
        )
        return Story(self.record.stories.get(name, []), lines, untouched)

    def changes(self, story: Story) -> Iterator[Edit]:
        """Every change around the texts of one story."""
        said, now = [one.skeleton for one in story.base], [one.skeleton for one in story.lines]
        opcodes = SequenceMatcher(None, said, now, False).get_opcodes()
        other = [tuple(places) for kind, *places in opcodes if kind != "equal"]
        moves = moved(said, now, other)
        for places in other:
            yield from self.replaced(story, places, moves)
        for move in moves:
            yield self.move(story, move)
        same = [(first, start, last - first) for kind, first, last, start, _ in opcodes
                if kind == "equal"]  # fmt: skip
        for first, start, count in [*same, *moves]:
            for n in range(count):
                yield from outside(story.base[first + n], story.lines[start + n], self.record)

    def replaced(self, story: Story, places: tuple[int, ...], moves: list[Move]) -> Iterator[Edit]:
        """Lines that are new, gone or other, pair by pair where there are as many as there were."""
        first, last, start, end = places
        away = {move.base + n for move in moves for n in range(move.lines)}
        here = {move.now + n for move in moves for n in range(move.lines)}
        gone = [story.base[n] for n in range(first, last) if n not in away]
        came = [story.lines[n] for n in range(start, end) if n not in here]
        before = self.record.readable(story.base[first - 1].skeleton) if first else ""
        pairs = [(gone, came)] if gone or came else []
        if len(gone) == len(came):
            pairs = [([old], [new]) for old, new in zip(gone, came, strict=True)]
        for old, new in pairs:
            yield self.change(story, old, new, before)

    def change(self, story: Story, gone: list[BaselineLine], came: Lines, before: str) -> Edit:
        """One change of lines, and which texts went with them."""
        said = [one.skeleton for one in gone]
        by = story.authors(said, came, self.accept)
        was, new = (
            self.record.readable("\n".join(one)) for one in (said, [line.skeleton for line in came])
        )
        there = {number for line in story.lines for number in line.texts}
        paths = [
            self.record.shown[number][0]
            for one in gone
            for number in one.numbers
            if number not in there and number in self.record.shown
        ]
        path = paths[0] if len(paths) == 1 else ""
        return Edit("outside", was, new, by, path, before, self.missing(paths))

    def missing(self, paths: list[str]) -> str:
        """What to do about texts that are no longer there."""
        known = [self.texts[path] for path in dict.fromkeys(paths) if path in self.texts]
        if not known:
            return ""
        places = ", ".join(f"{one.file}:{one.line}" for one in known[:SHOWN])
        places += f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
        return f"no text can be empty: take out what it belongs to, at {places}, or leave it"

    def move(self, story: Story, move: Move) -> Edit:
        """Lines that stand elsewhere now: what they were after, and what they are after."""
        said = [one.skeleton for one in story.base[move.base : move.base + move.lines]]
        by = story.authors(said, story.lines[move.now : move.now + move.lines], self.accept)
        rest = [f"… and {len(said) - SHOWN} lines more"] if len(said) > SHOWN else []
        shown = "\n".join([*map(self.record.readable, said[:SHOWN]), *rest])
        was = story.base[move.base - 1].skeleton if move.base else ""
        now = story.lines[move.now - 1].skeleton if move.now else ""
        sides = self.record.readable(was), self.record.readable(now)
        return Edit("moved", shown, sides[1], by, around=sides[0])


def tracked(paragraphs: list[Paragraph]) -> bool:
    """Whether anything in these paragraphs is a tracked change."""
    return any(
        one.mark.authors
        or one.reshaped
        or any(
            atom.before or atom.inserted is not None or atom.deleted is not None
            for atom in one.atoms
        )
        for one in paragraphs
    )


def moved(base: list[str], now: list[str], other: list[tuple[int, ...]]) -> list[Move]:
    """Lines that vanish in one place and appear in another, the longest stretch where several."""
    gone = {n for first, last, _, _ in other for n in range(first, last)}
    came = {n for _, _, start, end in other for n in range(start, end)}
    places: dict[str, list[int]] = {}
    for n in sorted(came):
        places.setdefault(now[n], []).append(n)
    found: list[Move] = []
    for at in sorted(gone):
        if at in gone:
            move = max(
                (stretch(base, now, (at, to), (gone, came)) for to in places.get(base[at], [])),
                key=lambda one: one.lines,
                default=Move(at, 0, 0),
            )
            found += [move] if move.lines else []
            gone -= set(range(at, at + move.lines))
            came -= set(range(move.now, move.now + move.lines))
    return found


def stretch(
    base: list[str], now: list[str], start: tuple[int, int], free: tuple[set[int], set[int]]
) -> Move:
    """How many lines from here are the same in both places."""
    at, to = start
    count = 0
    while (
        {at + count} <= free[0] and {to + count} <= free[1] and base[at + count] == now[to + count]
    ):
        count += 1
    return Move(at, to, count)
