"""Verify: every claim of a library against the source texts, in one report."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefs import coverage, evidence, figures
from briefs.library import Library
from briefs.problems import Problem


@dataclass(frozen=True)
class Report:
    """What a verification found: problems, a row an article, and the lock as it would be now."""

    problems: tuple[Problem, ...]
    rows: tuple[tuple[str, ...], ...]
    lock: str


LOCK = "sources.lock"
HEADINGS = ("article", "paragraphs", "cited", *coverage.KINDS, "gaps in")


def verify(library: Library, folder: Path, lock: str) -> Report:
    """Hold a library against the texts of a folder and the text of its `sources.lock`."""
    sources, problems = evidence.read_sources(library, folder)
    was = evidence.read_lock(lock, LOCK)
    problems += evidence.compare(library, sources, was)
    problems += figures.figures(library, sources)
    covered = coverage.cover(library, sources)
    problems += coverage.gaps(library, covered)
    # What cannot be looked at now keeps the fingerprints that it has.
    kept = {key: marks for key, marks in was.items() if key in library.articles}
    now = evidence.write_lock({**kept, **evidence.locked(library, sources)})
    cited = evidence.cited(library)
    rows = tuple(
        tuple(cells(one, len(sources[one.article.id]), len(cited[one.article.id])))
        for one in covered
    )
    return Report(tuple(problems), rows, now)


def read_lock(content: Path) -> str:
    """The text of a content folder's lock; nothing where there is none."""
    lock = content / LOCK
    return lock.read_text(encoding="utf-8") if lock.exists() else ""


def cells(row: coverage.Coverage, paragraphs: int, cited: int) -> Iterator[str]:
    """One article as the cells of a table."""
    yield from (row.article.id, str(paragraphs), str(cited))
    for kind in coverage.KINDS:
        yield "{} of {}".format(*row.counts(kind))
    yield ", ".join(str(one) for one in sorted({gap.paragraph for gap in row.gaps})) or "none"
