"""The edits of a Word document as a report: new texts of YAML files, and lines to show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from itertools import filterfalse, groupby
from pathlib import Path

from briefs.content import Library, LocatedStr, is_language, splice_text
from briefs.docx import Element, open_docx
from briefs.messages import concat, counted, joined, verbatim
from briefs.problems import Message, Problem, fill
from briefs.pull.compare import compare_parts, texts_of
from briefs.pull.edits import Edit

TITLES = {
    "outside": fill("Not in a text of the content: to be taken over by hand"),
    "moved": fill("Moved: the content sets the order"),
    "formatting": fill("Formatting that content cannot hold: not carried over"),
    "comment": fill("Comments"),
}
# The words before the context, the base and the edited text of an edit in a list, in their order.
SIDES = {
    "comment": {"base": fill("on"), "edited": fill("says")},
    "moved": {"base": fill("moved"), "context": fill("was after"), "edited": fill("now after")},
}
OTHER_SIDES = {"context": fill("near"), "base": fill("was"), "edited": fill("now")}
# The kind of an edit that a filter left out.
KIND_NAMES: Mapping[str, Message] = {
    "text": fill("text"),
    "conflict": fill("conflict"),
    "outside": fill("outside"),
    "moved": fill("moved"),
    "formatting": fill("formatting"),
    "comment": fill("comment"),
}
BY_HAND = ("outside", "moved")  # what the content should have, and a person has to write

Proposal = tuple[Edit, LocatedStr]  # an edit of one text of the YAML, and that text now


@dataclass(frozen=True)
class Filter:
    """The authors whose edits are wanted: only one, all but some, or by default everybody."""

    only: str = ""
    rejected: tuple[str, ...] = ()

    def accepts(self, author: str) -> bool:
        """Return whether edits of this author are wanted; UNTRACKED is an author too."""
        return author not in self.rejected and self.only in ("", author)

    def wants(self, edit: Edit) -> bool:
        """Return whether every author of an edit is accepted."""
        return all(map(self.accepts, edit.authors))


EVERYBODY = Filter()


@dataclass(frozen=True)
class PullReport:
    """The edits of a document and what becomes of them; only problems where it is not read.

    `files` has the new text of each YAML file that changes, by its name; `lines` are the diffs and
    the lists for a person, as `briefs pull` prints them.
    """

    problems: tuple[Problem, ...]
    brief: str = ""
    edition: str = ""
    edits: tuple[Edit, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[Message, ...] = ()

    @property
    def needs_a_person(self) -> bool:
        """Whether an edit should be in the content and cannot be written there by a program."""
        return any(edit.kind in BY_HAND for edit in self.edits)

    def summary(self, applied: bool) -> Message:
        """Return one line: what was edited, and whether it was written."""
        if not self.edits:
            return fill("nothing was edited in {name}", name=f"{self.brief}.{self.edition}")
        count = len(proposals(self.edits))
        refused = sum(problem.code == "edit-refused" for problem in self.problems)
        done = fill("not written: --apply does it")
        if applied:
            files = len(self.files)
            done = counted("written to {count} file", "written to {count} files", count=files)
        changes = counted(
            "{count} change of a text", "{count} changes of texts", count=count - refused
        )
        rest = len(self.edits) - count
        return fill(
            "{changes} ({done}), {rest} for a person to look at",
            changes=changes,
            done=done,
            rest=rest,
        )


def pull_edits(data: bytes, file: str, library: Library, wanted: Filter = EVERYBODY) -> PullReport:
    """Return the wanted edits of a Word document, given as bytes with the name for its problems."""
    parts, problems = open_docx(data, file)
    return PullReport(tuple(problems)) if problems else pull_parts(parts, file, library, wanted)


def pull_parts(
    parts: Mapping[str, Element], file: str, library: Library, wanted: Filter
) -> PullReport:
    """Return the wanted edits of a document that `open_docx` opened; reads the YAML files."""
    document, problems = compare_parts(parts, file, library.files, wanted.accepts)
    if document is None:
        return PullReport(tuple(problems))
    edits = tuple(filter(wanted.wants, document.edits))
    files, diffs, problems = splice_proposals(proposals(edits), document.edition)
    problems += conflict_problems(edits)
    problems += (problem for problem in library.problems if problem.file not in library.files)
    stale = stale_texts(edits, texts_of(library.files))
    lines = [line for edit, _ in proposals(edits) for line in (diffs[edit], *stale.get(edit, []))]
    lines += [*lists(edits), *left_out([*filterfalse(wanted.wants, document.edits)])]
    return PullReport(tuple(problems), document.brief, document.edition, edits, files, tuple(lines))


def proposals(edits: tuple[Edit, ...]) -> list[Proposal]:
    """Return the edits that change one text of the YAML, with that text."""
    return [(edit, edit.current) for edit in edits
            if edit.kind == "text" and edit.current is not None]  # fmt: skip


def splice_proposals(
    edits: list[Proposal], edition: str
) -> tuple[dict[str, str], dict[Edit, Message], list[Problem]]:
    """Return the new text of each file that changes, a diff for each edit, and the problems.

    The last edit of a file is written first, so that the positions of the others stay.
    """
    files: dict[str, str] = {}
    diffs: dict[Edit, Message] = {}
    problems: list[Problem] = []
    order = sorted(edits, key=lambda proposal: position(proposal[1]), reverse=True)
    for file, group in groupby(order, key=lambda proposal: proposal[1].file):
        original = text = Path(file).read_bytes().decode()
        end = len(original)  # of what the edits so far have not touched
        for edit, current in group:
            spliced, refused = splice_text(text, current, edit.edited)
            alone = spliced[: len(spliced) - len(text) + end] + original[end:]
            diffs[edit] = diff(edit, current, (original, alone), edition)
            problems += refused
            text, end = spliced, offset(original, current)
        if text != original:
            files[file] = text
    return files, diffs, problems


def position(text: LocatedStr) -> tuple[str, int, int]:
    """Return file, line and column of a text, as a sort key."""
    return text.file, text.line, text.column


def offset(yaml: str, text: LocatedStr) -> int:
    """Return the number of characters before a text in its file."""
    return sum(len(line) + 1 for line in yaml.split("\n")[: text.line - 1]) + text.column - 1


def diff(edit: Edit, current: LocatedStr, sides: tuple[str, str], edition: str) -> Message:
    """Return an edit as a unified diff of its file's text before and after."""
    before, after = (side.splitlines() for side in sides)
    lines = unified_diff(before, after, current.file, current.file, n=1, lineterm="")
    head = fill(
        "{place} · {path} · {authors} · edition {edition}",
        place=f"{current.file}:{current.line}",
        path=edit.path,
        authors=edit.author_names,
        edition=edition,
    )
    notes = ["\n# ", edit.note] if edit.note else []
    return concat("# ", head, *notes, "".join(f"\n{line}" for line in lines))


def stale_texts(
    edits: tuple[Edit, ...], texts: Mapping[str, LocatedStr]
) -> dict[Edit, list[Message]]:
    """Return a line for each translation of an edited text that was not edited with it."""
    edited = {edit.path for edit, _ in proposals(edits)}
    split = ((edit, *edit.path.rpartition("/")) for edit, _ in proposals(edits))
    by_parent = {parent: edit for edit, parent, _, language in split if is_language(language)}
    stale: dict[Edit, list[Message]] = {}
    for path, text in texts.items():
        parent, _, language = path.rpartition("/")
        if parent in by_parent and path not in edited and is_language(language):
            place = f"{text.file}:{text.line}"
            line = concat("# ", fill("now stale: {place} · {path}", place=place, path=path))
            stale.setdefault(by_parent[parent], []).append(line)
    return stale


def conflict_problems(edits: tuple[Edit, ...]) -> Iterator[Problem]:
    """Yield a problem for each text that changed in the YAML too, or in two ways."""
    for edit in edits:
        if edit.kind != "conflict":
            continue
        text = edit.current
        where = (f"({edit.path})", 1, 1) if text is None else position(text)
        now = fill("(no longer there)") if text is None else verbatim(text.strip())
        sides = {
            fill("when built"): verbatim(edit.base),
            fill("in the YAML"): now,
            fill("by {authors}", authors=edit.author_names): verbatim(edit.edited),
        }
        if text is not None and now == edit.base:
            message = fill("the document has this text in more than one version")
        else:
            message = fill("“{path}” changed in Word and in the YAML", path=edit.path)
        # The versions stand below each other, however long they are.
        versions = [("\n        ", side, ": ", words) for side, words in sides.items()]
        hint = concat(fill("choose by hand between"), *(part for row in versions for part in row))
        yield Problem(*where, "edit-conflict", message, hint)


def lists(edits: tuple[Edit, ...]) -> Iterator[Message]:
    """Yield the edits that only a person can take over, by kind."""
    for kind, title in TITLES.items():
        listed = [list_entry(edit) for edit in edits if edit.kind == kind]
        yield from [concat("\n", title), *listed] if listed else []


def list_entry(edit: Edit) -> Message:
    """Return an edit as an entry of a list, with its context."""
    head = [name for name in (verbatim(edit.path), edit.author_names) if name]
    parts: list[str] = ["  * ", joined(verbatim(" · "), head)]
    for name, label in SIDES.get(edit.kind, OTHER_SIDES).items():
        words = indented(getattr(edit, name), len(label) + 8)
        parts += ["\n      ", label, ": ", words] if words else []
    return concat(*parts, *(["\n      ", edit.note] if edit.note else []))


def indented(words: str, spaces: int) -> Message:
    """Return words of a document, or a message, with all lines but the first indented."""
    if isinstance(words, Message) and words.template:
        return words
    if isinstance(words, Message) and words.parts:
        return concat(*(indented(part, spaces) for part in words.parts))
    return verbatim(words.replace("\n", f"\n{' ' * spaces}"))


def left_out(edits: list[Edit]) -> Iterator[Message]:
    """Yield the edits that a filter left out, by path or context, with their authors."""
    if edits:
        title = fill(
            "Left out, since others made them too or nobody tracked them: {count}", count=len(edits)
        )
        yield concat("\n", title)
    for edit in edits:
        subject = edit.path or edit.context or edit.base or edit.edited
        if not (isinstance(subject, Message) and subject.template):
            subject = verbatim(subject.split("\n")[0])
        kind = KIND_NAMES[edit.kind]
        yield concat("  * ", kind, " · ", subject, " · ", edit.author_names)
