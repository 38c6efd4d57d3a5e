"""The source texts and `sources.lock`: is a cited paragraph still what it was when it was cited?"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefs.content import (
    Article,
    Caution,
    Dated,
    Item,
    KeyPath,
    Library,
    LocatedStr,
    Side,
    YamlFile,
    leaves,
    parse_yaml,
    statements_of,
)
from briefs.messages import counted
from briefs.problems import NO_HINT, Message, Problem, fill

LOCK_HEADER = "# Fingerprints of the cited paragraphs, written by `briefs verify --update` alone.\n"
# What may change when a page is saved again though its words do not: joiners, marks, soft hyphens.
INVISIBLE = re.compile("[\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

NEEDED = ("source_text", "language", "paragraphs", "issued")  # of an article, to compare it

SourceTexts = Mapping[str, tuple[str, ...]]  # article → its paragraphs
Lock = Mapping[str, Mapping[int, str]]  # article → paragraph → fingerprint
Citations = Mapping[int, list[tuple[YamlFile, KeyPath]]]  # paragraph → the places that cite it


@dataclass(frozen=True)
class Claim:
    """A part of the content that cites paragraphs of an article.

    It is a statement, a caution, the date of the article, or a side of a contradiction.
    """

    yaml_file: YamlFile
    path: KeyPath
    article: Article
    at: tuple[int, ...]
    item: Item | Caution | Dated | Side

    def problem(
        self, place: LocatedStr | KeyPath, code: str, message: Message, hint: Message = NO_HINT
    ) -> Problem:
        """Return a problem at a text, or at a path of keys in the file of the claim."""
        if isinstance(place, LocatedStr):
            return place.problem(code, message, hint)
        return self.yaml_file.problem(place, code, message, hint)


def claims(library: Library) -> Iterator[Claim]:
    """Yield all claims of a library."""
    for article in library.articles.values():
        file = library.file_of(article)
        yield Claim(file, ("issued",), article, article.issued.at, article.issued)
        for statement in statements_of(article):
            yield Claim(file, statement.path, article, statement.at, statement.item)
        for index, caution in enumerate(article.cautions):
            yield Claim(file, ("cautions", index), article, caution.at, caution)
    for path, side in library.sides():
        if side.article in library.articles:
            file = library.file("contradictions.yaml")
            yield Claim(file, path, library.articles[side.article], side.at, side)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a source text: its lines that are not empty."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def normalised(paragraph: str) -> str:
    """Return a paragraph in NFKC, with single spaces and without invisible characters."""
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFKC", paragraph)).split())


def fingerprint(paragraph: str) -> str:
    """Return the SHA-256 of a normalised paragraph in hexadecimal."""
    return hashlib.sha256(normalised(paragraph).encode()).hexdigest()


def read_source_texts(library: Library, folder: Path) -> tuple[SourceTexts, list[Problem]]:
    """Read the source text of every article, and report those missing or of another length."""
    texts: dict[str, tuple[str, ...]] = {}
    problems = []
    for article in library.articles.values():
        file = library.file_of(article)
        if not all((key,) in file.places for key in NEEDED):
            continue  # one of them could not be read, which is reported
        # The name alone: a path in the YAML must not lead out of the folder.
        path = folder / Path(article.source_text).name
        try:
            texts[article.id] = paragraphs(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            key, code = "source_text", "source-missing"
            message = fill("“{path}” is not there, or not UTF-8", path=path)
            hint = fill("put the source text there, or name its folder with --sources")
        else:
            count = len(texts[article.id])
            if count == article.paragraphs:
                continue
            key, code = "paragraphs", "source-changed"
            message = counted(
                "the source text has {count} paragraph, not {paragraphs}",
                "the source text has {count} paragraphs, not {paragraphs}",
                count=count,
                paragraphs=article.paragraphs,
            )
            hint = fill("a paragraph is a line that is not empty; was the text saved again?")
        problems.append(file.problem((key,), code, message, hint))
    return texts, problems


def cited(library: Library) -> Mapping[str, Citations]:
    """Return the cited paragraphs of every article, with the places that cite them."""
    places: dict[str, dict[int, list[tuple[YamlFile, KeyPath]]]] = {}
    for article in library.articles.values():
        file, places[article.id] = library.file_of(article), {}
        for path, value in leaves(file.data):
            if "at" in path and path[0] not in ("left_out", "uncovered") and isinstance(value, int):
                places[article.id].setdefault(value, []).append((file, path))
    for path, side in library.sides():
        for index, number in enumerate(side.at if side.article in places else ()):
            place = (library.file("contradictions.yaml"), (*path, "at", index))
            places[side.article].setdefault(number, []).append(place)
    return places


def locked(library: Library, sources: SourceTexts) -> Lock:
    """Return the fingerprints of the cited paragraphs in the source texts."""
    return {
        name: {
            number: fingerprint(sources[name][number - 1])
            for number in sorted(citations)
            if number <= len(sources[name])
        }
        for name, citations in cited(library).items()
        if name in sources
    }


def lock_text(lock: Lock) -> str:
    """Return a lock as the text of `sources.lock`."""
    lines = [LOCK_HEADER]
    for name, prints in sorted(lock.items()):
        lines += [f"{name}:\n", *(f"  {number}: {value}\n" for number, value in prints.items())]
    return "".join(lines)


def parse_lock(text: str, file: str) -> Lock:
    """Parse the text of `sources.lock`; anything in it that is no fingerprint is ignored."""
    parsed, _ = parse_yaml(text, file, "")
    lock: dict[str, dict[int, str]] = {}
    for path, value in leaves(parsed.data if parsed else {}):
        if len(path) == 2 and str(path[1]).isdecimal():
            lock.setdefault(str(path[0]), {})[int(path[1])] = str(value)
    return lock


def compare(library: Library, sources: SourceTexts, lock: Lock) -> Iterator[Problem]:
    """Report cited paragraphs that are missing or have changed, and a lock that is out of date."""
    for name, citations in cited(library).items():
        if name not in sources:
            continue
        file, prints = library.file_of(library.articles[name]), lock.get(name, {})
        if not prints:
            yield outdated(file, ("id",), fill("no paragraph of the article has a fingerprint"))
            continue
        yield from compare_paragraphs(citations, sources[name], prints)
        whole = library.is_whole(library.articles[name])  # what was left out may cite others
        for number in sorted(set(prints) - set(citations)) if whole else ():
            yield outdated(
                file,
                ("id",),
                fill("paragraph {number} is fingerprinted, but not cited", number=number),
            )
    for name in sorted(set(lock) - set(library.articles)):
        if not library.is_unread(name):
            file = next(iter(library.files.values()))
            yield outdated(
                file, (), fill("“{name}” is fingerprinted, but there is no such article", name=name)
            )


def compare_paragraphs(
    citations: Citations, texts: tuple[str, ...], prints: Mapping[int, str]
) -> Iterator[Problem]:
    """Compare the cited paragraphs of an article with their fingerprints."""
    for number, places in sorted(citations.items()):
        file, path = places[0]
        if number > len(texts):
            message = fill("the source text has no paragraph {number}", number=number)
            hint = fill("its paragraphs are 1 to {count}; was the text cut?", count=len(texts))
            yield file.problem(path, "source-missing", message, hint)
        elif number not in prints:
            yield outdated(file, path, fill("paragraph {number} has no fingerprint", number=number))
        elif prints[number] != fingerprint(texts[number - 1]):
            message = fill("paragraph {number} is not as it was when it was curated", number=number)
            now = [str(n) for n, text in enumerate(texts, 1) if fingerprint(text) == prints[number]]
            what = (
                fill("it now stands as paragraph {now}", now=", ".join(now))
                if now
                else fill("its words have changed")
            )
            hint = fill("{what}; look again at {citing}", what=what, citing=citing(places))
            yield file.problem(path, "source-changed", message, hint)


def outdated(file: YamlFile, path: KeyPath, message: Message) -> Problem:
    """Return the warning that `sources.lock` does not match the content."""
    hint = fill("compare with the source, then run briefs verify --update")
    return file.problem(path, "lock-outdated", message, hint)


def citing(places: list[tuple[YamlFile, KeyPath]]) -> str:
    """Return the ids of the parts that cite a paragraph, or the key of their list without an id."""
    names = []
    for file, path in places:
        value, name = file.data, str(path[0])
        for key in path[: path.index("at")]:
            value = value[key]
            name = value.get("id", name) if isinstance(value, dict) else name
        names.append(str(name))
    return ", ".join(dict.fromkeys(names))
