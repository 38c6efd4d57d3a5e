"""Compares every claim of a library with the source texts, and reports what they cover."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefs.checks import attribution, coverage, figures, source_texts
from briefs.content import Library
from briefs.problems import Problem, fill

SOURCES_LOCK = "sources.lock"
COVERAGE_HEADINGS = (
    *(fill("article"), fill("paragraphs"), fill("cited")),
    *coverage.KIND_NAMES.values(),
    fill("gaps in"),
)


@dataclass(frozen=True)
class Report:
    """The result of a verification: problems, a row of the coverage table per article, a lock.

    `lock` is the text that `sources.lock` should now have.
    """

    problems: tuple[Problem, ...]
    rows: tuple[tuple[str, ...], ...]
    lock: str


def verify_claims(library: Library, folder: Path, lock: str) -> Report:
    """Compare a library with the source texts in a folder and the text of `sources.lock`."""
    sources, problems = source_texts.read_source_texts(library, folder)
    before = source_texts.parse_lock(lock, SOURCES_LOCK)
    problems += source_texts.compare(library, sources, before)
    problems += figures.figures(library, sources)
    problems += attribution.attribution(library, sources)
    covered = coverage.cover(library, sources)
    problems += coverage.gaps(library, covered)
    # An article whose source text is missing keeps its fingerprints.
    kept = {name: prints for name, prints in before.items() if name in library.articles}
    after = source_texts.lock_text({**kept, **source_texts.locked(library, sources)})
    cited = source_texts.cited(library)
    rows = tuple(
        tuple(cells(row, len(sources[row.article.id]), len(cited[row.article.id])))
        for row in covered
    )
    return Report(tuple(problems), rows, after)


def read_sources_lock(content: Path) -> str:
    """Return the text of `sources.lock` in a content folder; empty if there is none."""
    lock = content / SOURCES_LOCK
    return lock.read_text(encoding="utf-8", errors="replace") if lock.exists() else ""


def cells(row: coverage.Coverage, paragraphs: int, cited: int) -> Iterator[str]:
    """Yield the cells of an article's row, under `COVERAGE_HEADINGS`."""
    yield from (row.article.id, str(paragraphs), str(cited))
    for kind in coverage.KINDS:
        yield "{} of {}".format(*row.counts(kind))
    yield ", ".join(map(str, sorted({gap.paragraph for gap in row.gaps}))) or "none"
