"""What `build.py pull` shows of the edits of a Word document, and what they make of the YAML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import unified_diff

from briefs.content import LocatedStr, is_language, splice_text, splice_texts
from briefs.problems import Problem
from briefs.pull.edits import UNTRACKED, Edit, Review

TITLES = {
    "outside": "Not in a text of the content: to be taken over by hand",
    "moved": "Moved: the content sets the order",
    "formatting": "Formatting that content cannot hold: not carried over",
    "comment": "Comments",
}
BY_HAND = ("outside", "moved")  # what the content should have, and a person has to write


@dataclass(frozen=True)
class Filter:
    """Whose changes are wanted: only an author's, all but some authors', or everybody's."""

    only: str = ""
    rejected: tuple[str, ...] = ()

    def accepts(self, author: str) -> bool:
        """Whether a tracked change of this author is taken."""
        return author not in self.rejected and self.only in ("", author)

    def of(self, review: Review) -> Review:
        """The review with what others did left out; who did not track has no name to ask for."""
        kept = (one for one in review.edits if all(map(self.accepts, one.authors)))
        return replace(review, edits=tuple(kept))


def apply_edits(review: Review, files: Mapping[str, str]) -> tuple[dict[str, str], list[Problem]]:
    """The YAML files with all proposals in them, and those that cannot be written."""
    made: dict[str, str] = {}
    problems: list[Problem] = []
    edits = [(edit.was, edit.edited) for edit in proposals(review) if edit.was is not None]
    for file in dict.fromkeys(was.file for was, _ in edits):
        mine = [(was, new) for was, new in edits if was.file == file]
        text, refused = splice_texts(files[file], mine)
        problems += refused
        if text != files[file]:
            made[file] = text
    return made, problems


def proposals(review: Review) -> list[Edit]:
    """The edits that stand for a change of one text of the YAML."""
    return [edit for edit in review.edits if edit.kind == "text" and edit.was is not None]


def conflict_problems(review: Review) -> Iterator[Problem]:
    """Texts that changed here too, or in two ways: three sides, and nothing overwritten."""
    for edit in review.edits:
        if edit.kind != "conflict":
            continue
        was = edit.was
        place = (f"({edit.path})", 1, 1) if was is None else (was.file, was.line, was.column)
        now = "(no longer there)" if was is None else was.strip()
        sides = {"when built": edit.base, "in the YAML": now, f"by {names(edit)}": edit.edited}
        if was is not None and now == edit.base:
            message = "the document has this text in more than one version"
        else:
            message = f"“{edit.path}” changed in Word and in the YAML"
        hint = "".join(f"\n        {side}: {words}" for side, words in sides.items())
        yield Problem(*place, "edit-conflict", message, f"choose by hand between{hint}")


def names(edit: Edit) -> str:
    """Who made an edit, as far as the document tells."""
    known = sorted(edit.authors - {UNTRACKED})
    return ", ".join(known + ["not tracked"] * (UNTRACKED in edit.authors))


def diff_lines(
    review: Review, files: Mapping[str, str], texts: Mapping[str, LocatedStr]
) -> Iterator[str]:
    """The proposals as unified diffs, then what only a person can take over."""
    for edit in proposals(review):
        if edit.was is not None:
            yield diff(edit, edit.was, files[edit.was.file], review.edition)
            yield from stale(edit, review, texts)
    for kind, title in TITLES.items():
        found = [edit for edit in review.edits if edit.kind == kind]
        if found:
            yield f"\n{title}"
            yield from (listed(edit) for edit in found)


def diff(edit: Edit, was: LocatedStr, text: str, edition: str) -> str:
    """One proposal as a unified diff of its file."""
    made, _ = splice_text(text, was, edit.edited)
    lines = unified_diff(
        text.splitlines(), made.splitlines(), was.file, was.file, "", "", n=1, lineterm=""
    )
    head = f"# {was.file}:{was.line} · {edit.path} · {names(edit)} · edition {edition}"
    notes = [f"# {edit.note}"] if edit.note else []
    return "\n".join([head, *notes, *lines])


def stale(edit: Edit, review: Review, texts: Mapping[str, LocatedStr]) -> Iterator[str]:
    """The counterparts in other languages, which say now what this text said before."""
    item, _, own = edit.path.rpartition("/")
    edited = {other.path for other in proposals(review)}
    for path, text in texts.items():
        parent, _, key = path.rpartition("/")
        if parent == item and path not in edited and is_language(own) and is_language(key):
            yield f"# now stale: {text.file}:{text.line} · {path}"


def listed(edit: Edit) -> str:
    """An edit that only a person can take over, with what is around it."""
    about = " · ".join(part for part in (edit.path, names(edit)) if part)
    sides = [("near", edit.around), ("was", edit.base), ("now", edit.edited)]
    if edit.kind == "comment":
        sides = [("on", edit.base), ("says", edit.edited)]
    if edit.kind == "moved":
        sides = [("moved", edit.base), ("was after", edit.around), ("now after", edit.edited)]
    lines = [f"  * {about}"]
    for side, words in sides:
        if words:
            lines.append(f"      {side}: " + words.replace("\n", f"\n{' ' * (len(side) + 8)}"))
    lines += [f"      {edit.note}"] if edit.note else []
    return "\n".join(lines)


def filtered_lines(found: Review, read: Review) -> Iterator[str]:
    """The edits that a filter left out, by path or surroundings, with who made them."""
    kept = set(read.edits)
    others = [edit for edit in found.edits if edit not in kept]
    if others:
        yield f"\nLeft out, since others made them too or nobody tracked them: {len(others)}"
    for edit in others:
        place = edit.path or (edit.around or edit.base or edit.edited).split("\n")[0]
        yield f"  * {edit.kind} · {place} · {names(edit)}"


def summary_line(
    review: Review, written: Mapping[str, str], refused: list[Problem], apply: bool
) -> str:
    """The last line: what was found, and what became of it."""
    count = len(proposals(review)) - len(refused)
    rest = len(review.edits) - len(proposals(review))
    if not review.edits:
        return f"nothing was edited in {review.brief}.{review.edition}"
    done = f"written to {len(written)} files" if apply else "not written: --apply does it"
    return f"{count} changes of texts ({done}), {rest} for a person to look at"
