"""The comparison of where links and marks of notes lead, in lines that are otherwise the same."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from briefs.docx.read import NOTE, Line, TextSpan, as_yaml_text
from briefs.problems import NO_HINT, Message, fill
from briefs.pull.baseline import Baseline, BaselineLine
from briefs.pull.edits import UNTRACKED, Edit

TO_DO = fill("the content says where links and notes lead: make the change there")


@dataclass(frozen=True)
class TargetComparison:
    """The targets of a document against its baseline; `notes` are its notes as lines, by id."""

    baseline: Baseline
    notes: Mapping[str, str]

    def edits(self, before: BaselineLine, line: Line) -> Iterator[Edit]:
        """Yield each target that is new, gone, or another one."""
        now = [self.target(to) for to, _ in line.links]
        was = before.links if before.links is not None else now
        if was != now:
            now = self.without_edited_notes(was, now)
        if was == now:
            return
        spans = {self.target(to): spans for to, spans in line.links}
        gone, new = Counter(was) - Counter(now), Counter(now) - Counter(was)
        if not gone and not new:  # in another order
            gone, new = Counter(was), Counter(now)
        if self.is_edited(line):  # who types over a link, or inside it, ends or divides it
            gone = Counter(to for to in gone.elements() if to.startswith(NOTE))
            new = Counter(to for to in new.elements() if to.startswith(NOTE) or to not in was)
        for old, target in zip_longest(gone.elements(), new.elements(), fillvalue=""):
            yield self.edit(old, target, spans.get(target, []), line)

    def is_edited(self, line: Line) -> bool:
        """Return whether a text of the content in a line is not as it was."""
        shown = ((spans, *self.baseline.shown[n]) for n, spans in line.texts.items()
                 if n in self.baseline.shown)  # fmt: skip
        return any(as_yaml_text(spans, base) != self.baseline.texts[path]
                   for spans, path, base in shown)  # fmt: skip

    def target(self, to: str) -> str:
        """Return a target of today in the form of the baseline: a note is its line in words."""
        return f"{NOTE}{self.notes[to]}" if to in self.notes else to

    def without_edited_notes(self, was: list[str], now: list[str]) -> list[str]:
        """Return today's targets, each note that was edited, or is new, as the one before."""
        known = {f"{NOTE}{line.template_text}" for line in self.baseline.stories.get("notes", [])}
        notes = [to for to in was if to.startswith(NOTE)]
        if len(notes) != sum(to.startswith(NOTE) for to in now):
            return now
        before = iter(notes)
        pairs = [(to, next(before) if to.startswith(NOTE) else to) for to in now]
        return [to if to in known or not to.startswith(NOTE) else old for to, old in pairs]

    def edit(self, was: str, now: str, spans: list[TextSpan], line: Line) -> Edit:
        """Return the edit of one target, with the text of the content that leads there now."""
        authors = {span.inserted or UNTRACKED for span in spans} or {UNTRACKED}
        path = self.baseline.path_of(spans)
        context = self.baseline.readable(line.template_text)
        sides = self.words(was), self.words(now, "".join(span.text for span in spans))
        return Edit("outside", *sides, frozenset(authors), path, context, TO_DO)

    def words(self, target: str, on: str = "") -> Message:
        """Return a target in words; `on` are the words with the link."""
        if not target:
            return NO_HINT
        if target.startswith(NOTE):
            note = self.baseline.readable(target.removeprefix(NOTE))
            return fill("a mark that leads to the note “{note}”", note=note)
        if not on:
            return fill("a link to {target}", target=target)
        return fill("a link to {target} on “{words}”", target=target, words=on)
