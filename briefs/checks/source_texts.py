"""Source texts → paragraphs and fingerprints: is what a statement cites still what it was?"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as File

from briefs.content import (
    Article,
    Caution,
    Dated,
    Item,
    KeyPath,
    Library,
    Side,
    YamlFile,
    articles_with_files,
    file_of,
    is_unread,
    leaves,
    parse_yaml,
    shared_file,
    statements_of,
)
from briefs.problems import Problem, Severity

LOCK_HEAD = "# Fingerprints of the cited paragraphs, written by `build.py verify --update` alone.\n"
# What changes when a page is saved again, though no letter does: joiners, marks, tatweel, hyphens.
INVISIBLE = re.compile("[\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

SourceTexts = Mapping[str, tuple[str, ...]]  # article → its paragraphs
Lock = Mapping[str, Mapping[int, str]]  # article → paragraph → fingerprint
Leaning = Mapping[int, list[tuple[YamlFile, KeyPath]]]  # paragraph → where it is cited


@dataclass(frozen=True)
class Claim:
    """What cites paragraphs of an article: a statement, a caution, its date, a contradiction."""

    yaml_file: YamlFile
    path: KeyPath
    article: Article
    at: tuple[int, ...]
    item: Item | Caution | Dated | Side


def claims(library: Library) -> Iterator[Claim]:
    """Everything in a library that cites paragraphs, in the order of the files."""
    for article, read in articles_with_files(library):
        yield Claim(read, ("issued",), article, article.issued.at, article.issued)
        for one in statements_of(article):
            yield Claim(read, one.path, article, one.at, one.item)
        for index, caution in enumerate(article.cautions):
            yield Claim(read, ("cautions", index), article, caution.at, caution)
    for read in shared_file(library, "contradictions.yaml"):
        for index, contradiction in enumerate(library.contradictions):
            for half, side in enumerate(contradiction.sides):
                if side.article in library.articles:
                    path: KeyPath = ("contradictions", index, "sides", half)
                    yield Claim(read, path, library.articles[side.article], side.at, side)


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a source text: its lines that are not empty, the first being number 1."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def normalised(paragraph: str) -> str:
    """A paragraph as it is compared: composed letters, single spaces, nothing invisible."""
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFKC", paragraph)).split())


def fingerprint(paragraph: str) -> str:
    """The SHA-256 of a normalised paragraph."""
    return hashlib.sha256(normalised(paragraph).encode()).hexdigest()


def read_source_texts(library: Library, folder: File) -> tuple[SourceTexts, list[Problem]]:
    """The paragraphs of every article whose text is in the folder, and what is amiss with them."""
    found: dict[str, tuple[str, ...]] = {}
    problems = []
    for article, read in articles_with_files(library):
        # The name alone: a path in the YAML must not lead out of the folder.
        file = folder / File(article.source_text).name
        try:
            found[article.id] = paragraphs(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            message = f"“{file}” is not there, or not UTF-8"
            hint = "put the source text there, or name its folder with --sources"
            problems.append(read.problem(("source_text",), "source-missing", message, hint))
            continue
        count = len(found[article.id])
        if count != article.paragraphs:
            message = f"the source text has {count} paragraphs, not {article.paragraphs}"
            hint = "a paragraph is a line that is not empty; was the text saved again?"
            problems.append(read.problem(("paragraphs",), "source-changed", message, hint))
    return found, problems


def cited(library: Library) -> Mapping[str, Leaning]:
    """Every cited paragraph of every article, with the places that cite it."""
    found: dict[str, dict[int, list[tuple[YamlFile, KeyPath]]]] = {}
    for article, read in articles_with_files(library):
        places = found.setdefault(article.id, {})
        for path, value in leaves(read.data):
            if "at" in path and path[0] not in ("left_out", "uncovered") and isinstance(value, int):
                places.setdefault(value, []).append((read, path))
    for claim in claims(library):
        if isinstance(claim.item, Side):
            for index, number in enumerate(claim.at):
                where = (claim.yaml_file, (*claim.path, "at", index))
                found[claim.article.id].setdefault(number, []).append(where)
    return found


def locked(library: Library, sources: SourceTexts) -> Lock:
    """The fingerprints of all cited paragraphs of the articles whose source text is there."""
    return {
        name: {
            number: fingerprint(sources[name][number - 1])
            for number in sorted(places)
            if number <= len(sources[name])
        }
        for name, places in cited(library).items()
        if name in sources
    }


def write_lock(lock: Lock) -> str:
    """A lock as the text of `sources.lock`."""
    lines = [LOCK_HEAD]
    for name, marks in sorted(lock.items()):
        lines += [f"{name}:\n", *(f"  {number}: {mark}\n" for number, mark in marks.items())]
    return "".join(lines)


def read_lock(text: str, file: str) -> Lock:
    """The lock in a text of `sources.lock`; what is no fingerprint in it counts as not there."""
    read, _ = parse_yaml(text, file, "")
    found: dict[str, dict[int, str]] = {}
    for path, value in leaves(read.data if read else {}):
        if len(path) == 2 and str(path[1]).isdecimal():
            found.setdefault(str(path[0]), {})[int(path[1])] = str(value)
    return found


def compare(library: Library, sources: SourceTexts, lock: Lock) -> Iterator[Problem]:
    """Cited paragraphs that are not there, have changed, or are not in step with the lock."""
    for name, places in cited(library).items():
        if name not in sources:
            continue
        marks = lock.get(name, {})
        if not marks:
            where = file_of(library, "articles", name)
            yield outdated(where, ("id",), "no paragraph of the article has a fingerprint")
            continue
        for number, leaning in sorted(places.items()):
            read, path = leaning[0]
            text, mark = sources[name][number - 1 : number], marks.get(number)
            if not text:
                message = f"the source text has no paragraph {number}"
                yield read.problem(path, "source-missing", message)
            elif mark is None:
                yield outdated(read, path, f"paragraph {number} has no fingerprint")
            elif mark != fingerprint(text[0]):
                message = f"paragraph {number} is not as it was when it was curated"
                hint = moved(mark, sources[name]) + "; look again at " + names_of(leaning)
                yield read.problem(path, "source-changed", message, hint)
        for number in sorted(set(marks) - set(places)):
            where = file_of(library, "articles", name)
            yield outdated(where, ("id",), f"paragraph {number} is fingerprinted, but not cited")
    for name in sorted(set(lock) - set(library.articles)):
        if not is_unread(library, name):
            where = next(iter(library.files.values()))
            yield outdated(where, (), f"“{name}” is fingerprinted, but there is no such article")


def outdated(read: YamlFile, path: KeyPath, what: str) -> Problem:
    """A warning that the lock is behind the content."""
    hint = "compare with the source, then run build.py verify --update"
    return Problem(
        read.file, *read.place(path), "lock-outdated", what, hint, severity=Severity.WARNING
    )


def moved(mark: str, texts: tuple[str, ...]) -> str:
    """Where the paragraph of a fingerprint stands now."""
    now = [str(number) for number, text in enumerate(texts, 1) if fingerprint(text) == mark]
    return f"it now stands as paragraph {', '.join(now)}" if now else "its words have changed"


def names_of(leaning: list[tuple[YamlFile, KeyPath]]) -> str:
    """The statements that cite a paragraph, by their ids; cautions and the like by their keys."""
    found = []
    for read, path in leaning:
        value, name = read.data, str(path[0])
        for key in path[: path.index("at")]:
            value = value[key]
            name = value.get("id", name) if isinstance(value, dict) else name
        found.append(str(name))
    return ", ".join(dict.fromkeys(found))
