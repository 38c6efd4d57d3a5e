"""Verify: every claim of a library against the source texts, in one report."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefs.checks import coverage, figures, source_texts
from briefs.content import Library
from briefs.problems import Problem


@dataclass(frozen=True)
class Report:
    """What a verification found: problems, a row an article, and the lock as it would be now."""

    problems: tuple[Problem, ...]
    rows: tuple[tuple[str, ...], ...]
    lock: str


SOURCES_LOCK = "sources.lock"
COVERAGE_HEADINGS = ("article", "paragraphs", "cited", *coverage.KINDS, "gaps in")


def verify_claims(library: Library, folder: Path, lock: str) -> Report:
    """Hold a library against the texts of a folder and the text of its `sources.lock`."""
    sources, problems = source_texts.read_source_texts(library, folder)
    was = source_texts.read_lock(lock, SOURCES_LOCK)
    problems += source_texts.compare(library, sources, was)
    problems += figures.figures(library, sources)
    covered = coverage.cover(library, sources)
    problems += coverage.gaps(library, covered)
    # What cannot be looked at now keeps the fingerprints that it has.
    kept = {key: marks for key, marks in was.items() if key in library.articles}
    now = source_texts.write_lock({**kept, **source_texts.locked(library, sources)})
    cited = source_texts.cited(library)
    rows = tuple(
        tuple(cells(one, len(sources[one.article.id]), len(cited[one.article.id])))
        for one in covered
    )
    return Report(tuple(problems), rows, now)


def read_sources_lock(content: Path) -> str:
    """The text of a content folder's lock; nothing where there is none."""
    lock = content / SOURCES_LOCK
    return lock.read_text(encoding="utf-8") if lock.exists() else ""


def cells(row: coverage.Coverage, paragraphs: int, cited: int) -> Iterator[str]:
    """One article as the cells of a table."""
    yield from (row.article.id, str(paragraphs), str(cited))
    for kind in coverage.KINDS:
        yield "{} of {}".format(*row.counts(kind))
    yield ", ".join(str(one) for one in sorted({gap.paragraph for gap in row.gaps})) or "none"
