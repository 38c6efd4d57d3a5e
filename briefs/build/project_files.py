"""The files of a project beside its manifest: a workbook for each language, and the index page."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from briefs.build.index import Index, workbook_name
from briefs.build.manifest import Entry, is_intact, sha256
from briefs.build.options import BuildOptions
from briefs.build.plan import first_day
from briefs.content import Library
from briefs.design import Design
from briefs.export import evidence_workbook
from briefs.files import digest, write_whole
from briefs.problems import Problem, fill

INDEX_NAME = "index.html"


@dataclass(frozen=True)
class ProjectFiles:
    """Writes the files of a project; `inputs` is the digest of all that a build reads.

    `last` has the entries of the last build.
    """

    options: BuildOptions
    library: Library
    design: Design
    inputs: str
    last: Mapping[str, Entry]

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the files under the output folder."""
        return (*map(workbook_name, self.design.theme.languages), INDEX_NAME)

    def save(self, documents: Mapping[str, Entry]) -> tuple[dict[str, Entry], list[Problem]]:
        """Write what is not up to date, given the other files of the manifest.

        Return the entries of the files and the problems. A workbook that somebody has changed
        stays as it is.
        """
        entries: dict[str, Entry] = {}
        problems: list[Problem] = []
        if not documents:
            return entries, problems
        for code in self.design.theme.languages:
            path, key = workbook_name(code), digest(self.inputs.encode(), code.encode())
            if entry := self.kept(path, key):
                entries[path] = entry
            elif self.is_edited(path):
                entries[path] = self.last[path]
                problems.append(edited(str(self.options.output / path)))
            else:
                entries[path] = self.write(path, key, self.workbook(code))
        listed = {**documents, **entries}
        parts = [repr((path, asdict(entry))).encode() for path, entry in sorted(listed.items())]
        key = digest(self.inputs.encode(), *parts)
        entry = self.kept(INDEX_NAME, key)
        if entry is None:
            options = self.options
            index = Index(self.library, self.design, options.fonts, options.output, listed)
            entry = self.write(INDEX_NAME, key, index.page())
        return {**entries, INDEX_NAME: entry}, problems

    def kept(self, path: str, key: str) -> Entry | None:
        """Return the entry of a file of the last build that is up to date and unchanged."""
        entry = self.last.get(path)
        fresh = entry is not None and entry.key == key and not self.options.force
        return entry if entry and fresh and is_intact(self.options.output, path, entry) else None

    def is_edited(self, path: str) -> bool:
        """Return whether somebody has changed a file since the last build wrote it."""
        entry, file = self.last.get(path), self.options.output / path
        changed = entry is not None and file.exists()
        return (
            changed and not self.options.force and not is_intact(file.parent, path, self.last[path])
        )

    def workbook(self, code: str) -> bytes:
        """Return the workbook of a language, dated as the latest of the briefs."""
        days = map(first_day, self.library.briefs.values())
        created = self.options.created or max(days, default=datetime(2000, 1, 1, tzinfo=UTC))
        return evidence_workbook(
            self.library, self.design.language(code), self.design.theme, created
        )

    def write(self, path: str, key: str, data: bytes) -> Entry:
        """Write a file and return its entry."""
        write_whole(self.options.output / path, data)
        return Entry(key, sha256(data), None, len(data))


def edited(file: str) -> Problem:
    """Return the problem of a workbook that somebody has changed."""
    message = fill("the workbook was changed since it was built, and is not replaced")
    hint = fill("move the file away, or build with --force")
    return Problem(file, 1, 1, "output-edited", message, hint)
