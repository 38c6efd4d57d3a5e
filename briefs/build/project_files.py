"""The files of a project beside its manifest: a workbook for each language, and the index page."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from briefs.build.index import Index, Statements, workbook_name
from briefs.build.manifest import Entry, is_intact, sha256
from briefs.build.options import BuildOptions
from briefs.build.plan import first_day
from briefs.content import Library
from briefs.design import Design
from briefs.export import evidence_workbook, is_workbook_as_written
from briefs.files import digest, write_whole
from briefs.problems import Problem, fill
from briefs.web import is_index_as_written

INDEX_NAME = "index.html"
# How the files of this program are known where no manifest lists them, by the endings of their
# names: what they have, even if somebody has changed them, and whether they are as written.
MARKS = {".html": b'<script type="application/json" id="statements">', ".xlsx": b"docProps/custom"}
AS_WRITTEN = {".html": is_index_as_written, ".xlsx": is_workbook_as_written}


@dataclass(frozen=True)
class ProjectFiles:
    """Writes the files of a project; `inputs` is the digest of all that a build reads.

    `shared` is the digest of these inputs without the briefs, of which a workbook has nothing;
    `last` has the entries of the last build.
    """

    options: BuildOptions
    library: Library
    design: Design
    inputs: str
    shared: str
    last: Mapping[str, Entry]

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the files under the output folder."""
        return (*map(workbook_name, self.design.theme.languages), INDEX_NAME)

    @cached_property
    def statements(self) -> Statements:
        """The statements of the index page."""
        return Statements(self.library, self.design)

    def prepare(self) -> None:
        """Make the statements of the index page, which can be done while documents are written."""
        with suppress(Exception):  # `save` raises it again, once the documents are written
            _ = (self.statements.sections, self.statements.search)

    def save(self, documents: Mapping[str, Entry]) -> tuple[dict[str, Entry], list[Problem]]:
        """Write what is not up to date, given the other files of the manifest, all at the end.

        Return the entries of the files and the problems. A file that somebody has changed, or that
        no build has made, stays as it is.
        """
        entries: dict[str, Entry] = {}
        made: dict[str, bytes] = {}
        problems: list[Problem] = []
        if not documents:
            return entries, problems
        for path in self.paths:
            listed = {**documents, **entries}
            key = self.key(path, listed)
            if entry := self.kept(path, key):
                entries[path] = entry
                continue
            data = self.data(path, listed)
            if self.is_other(path, data):
                problems.append(not_ours(self.options.output / path, self.was_built(path)))
                entries |= {path: self.last[path]} if path in self.last else {}
            else:
                entries[path], made[path] = Entry(key, sha256(data), None, len(data)), data
        for path, data in made.items():
            write_whole(self.options.output / path, data)
        return entries, problems

    def key(self, path: str, listed: Mapping[str, Entry]) -> str:
        """Return the digest of what a file is made from; the index page shows all other files."""
        parts = [self.shared, path, str(self.created)]
        if path == INDEX_NAME:
            parts = [self.inputs]
            parts += [repr((name, asdict(entry))) for name, entry in sorted(listed.items())]
        return digest(*(part.encode() for part in parts))

    def data(self, path: str, listed: Mapping[str, Entry]) -> bytes:
        """Return the bytes of a file."""
        if path == INDEX_NAME:
            return Index(self.statements, self.options.fonts, self.options.output, listed).page()
        codes = {workbook_name(code): code for code in self.design.theme.languages}
        return self.workbook(codes[path])

    def kept(self, path: str, key: str) -> Entry | None:
        """Return the entry of a file of the last build that is up to date and unchanged."""
        entry = self.last.get(path)
        fresh = entry is not None and entry.key == key and not self.options.force
        return entry if entry and fresh and is_intact(self.options.output, path, entry) else None

    def is_other(self, path: str, data: bytes) -> bool:
        """Return whether what is at a path is neither what the last build wrote there nor `data`.

        A build that was killed may have written the same bytes without a manifest. What no manifest
        lists is judged by itself: it is replaced where it is as some build has written it.
        """
        file, entry = self.options.output / path, self.last.get(path)
        if self.options.force or not file.exists():
            return False
        if entry is None:
            return not (file.is_file() and AS_WRITTEN[file.suffix](file.read_bytes()))
        known = (entry, Entry("", sha256(data), None, len(data)))
        return not any(is_intact(file.parent, path, one) for one in known)

    def was_built(self, path: str) -> bool:
        """Return whether a build has made the file at a path, which somebody has changed since."""
        file = self.options.output / path
        return path in self.last or (file.is_file() and MARKS[file.suffix] in file.read_bytes())

    def workbook(self, code: str) -> bytes:
        """Return the workbook of a language."""
        language, theme = self.design.language(code), self.design.theme
        return evidence_workbook(self.library, language, theme, self.created)

    @property
    def created(self) -> datetime:
        """The date of a workbook: that of the latest of the briefs."""
        days = map(first_day, self.library.briefs.values())
        return self.options.created or max(days, default=datetime(2000, 1, 1, tzinfo=UTC))


def not_ours(file: Path, was_built: bool) -> Problem:
    """Return the problem of a file that somebody has changed, or that no build has made."""
    hint = fill("move the file away, or build with --force")
    if was_built:
        message = fill("the file was changed since it was built, and is not replaced")
        return Problem(str(file), 1, 1, "output-edited", message, hint)
    message = fill("no build of this project made this file, and it is not replaced")
    return Problem(str(file), 1, 1, "output-foreign", message, hint)
