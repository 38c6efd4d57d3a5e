"""What stands behind a statement: its paragraphs in the source, where it is shown, its history."""

import subprocess
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefs.checks import Names, claims, names_of, paragraphs
from briefs.content import Article, Library
from briefs.desk.items import Item, address_of
from briefs.desk.state import Snapshot
from briefs.numerals import numbers

AROUND = 1  # paragraphs shown before and after those that are cited
HISTORY = (
    "log",
    "-s",
    "--no-ext-diff",
    "--no-textconv",
    "-n",
    "8",
    "--format=%h%x09%as%x09%an%x09%s",
)
LONGEST_HISTORY = 5  # seconds that git may take


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a source: marked parts, addresses of what cites it, why it is left out."""

    number: int
    parts: tuple[tuple[str, str], ...]
    cited_by: tuple[str, ...] = ()
    left_out: str = ""


def source_text(snapshot: Snapshot, article: Article) -> tuple[str, ...]:
    """Return the paragraphs of the source of an article; none where its text is not there."""
    path = snapshot.sources / Path(article.source_text).name
    try:
        return paragraphs(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ()


def around(numbers: Iterable[int]) -> set[int]:
    """Return the numbers of paragraphs with those around them."""
    return {number + step for number in numbers for step in range(-AROUND, AROUND + 1)}


def source_of(snapshot: Snapshot, article: Article, wanted: Container[int]) -> list[Paragraph]:
    """Return the paragraphs of a source that are wanted."""
    texts = source_text(snapshot, article)
    names = names_of(snapshot.library, [article.language]).in_sources()
    citing = citations(snapshot.library, article)
    reasons = {number: entry.why for entry in article.left_out for number in entry.at}
    return [
        Paragraph(
            number,
            tuple(marked(text, article.language, names)),
            tuple(citing.get(number, ())),
            reasons.get(number, ""),
        )
        for number, text in enumerate(texts, 1)
        if number in wanted
    ]


def citations(library: Library, article: Article) -> Mapping[int, list[str]]:
    """Return the addresses of what cites each paragraph of an article, results with their poll."""
    citing: dict[int, list[str]] = {}
    for claim in claims(library):
        if claim.article is article:
            address = address_of(claim.yaml_file, claim.path)
            for number in claim.at:
                citing.setdefault(number, []).append(address)
    return citing


def marked(text: str, language: str, names: Names) -> Iterator[tuple[str, str]]:
    """Yield a text in parts, each with what it is: a figure, a kind of name or nothing."""
    found = [(number.start, number.end, "figure") for number in numbers(text, language)]
    found += [(start, end, name.kind) for start, end, name in names.places_in(text, language)]
    done = 0
    for start, end, kind in sorted(found):
        if start >= done:
            yield text[done:start], ""
            yield text[start:end], kind
            done = end
    yield text[done:], ""


def history(item: Item) -> list[list[str]]:
    """Return the commits that changed the lines of an item: hash, day, author, subject.

    Nothing where its file is in no repository of git, or git is not there.
    """
    lines = [
        line for path, (line, _) in item.file.places.items() if path[: len(item.path)] == item.path
    ]
    file = Path(item.file.file).resolve()
    if not lines:
        return []
    command = ["git", "-C", str(file.parent), *HISTORY, f"-L{min(lines)},{max(lines)}:{file.name}"]
    try:
        found = subprocess.run(
            command, capture_output=True, text=True, timeout=LONGEST_HISTORY, check=False
        )
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        return []
    return [line.split("\t", 3) for line in found.stdout.splitlines() if line.count("\t") >= 3]
