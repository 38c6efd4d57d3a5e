"""Compares every claim of a library with the source texts, and reports what they cover."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefs.checks import attribution, coverage, figures, source_texts
from briefs.checks.findings import Findings
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
    covered = coverage.cover(library, sources)
    problems += compared(library, sources, before, covered)
    # An article whose source text is missing keeps its fingerprints.
    kept = {name: prints for name, prints in before.items() if name in library.articles}
    after = source_texts.lock_text({**kept, **source_texts.locked(library, sources)})
    cited = source_texts.cited(library)
    rows = tuple(
        tuple(cells(row, len(sources[row.article.id]), len(cited[row.article.id])))
        for row in covered
    )
    return Report(tuple(problems), rows, after)


def compared(
    library: Library,
    sources: source_texts.SourceTexts,
    lock: source_texts.Lock,
    covered: Sequence[coverage.Coverage],
) -> Iterator[Problem]:
    """Report how the claims of some articles differ from their source texts."""
    yield from source_texts.compare(library, sources, lock)
    yield from figures.figures(library, sources)
    yield from attribution.attribution(library, sources)
    yield from coverage.gaps(library, covered)


def claim_problems(library: Library, folder: Path, lock: str, findings: Findings) -> list[Problem]:
    """Return the problems of a verification, found again where an article or its source changed."""
    sources, problems = source_texts.read_source_texts(library, folder)
    prints = source_texts.parse_lock(lock, SOURCES_LOCK)
    languages = {article.language for article in library.articles.values()}
    shared = (*library.files_shared.values(), languages)
    files = {name: library.file_of(library.articles[name]).file for name in sources}
    keys = {
        file: (library.files[file], sources[name], prints.get(name), shared)
        for name, file in files.items()
    }
    sides = {side.article for _, side in library.sides()}  # their problems stand in a shared file

    def find(changed: set[str]) -> Iterator[Problem]:
        again = {
            name: texts
            for name, texts in sources.items()
            if files[name] in changed or name in sides
        }
        return compared(library, again, prints, coverage.cover(library, again))

    return [*problems, *findings.of("claims", keys, find)]


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
