"""Which translations a person has reviewed since either language changed: `reviewed.lock`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from briefs.checks.style import fixed
from briefs.content import Library, LocalizedText
from briefs.messages import counted, joined
from briefs.problems import Problem, fill

REVIEWS_LOCK = "reviewed.lock"
HEADER = "# Written by briefs reviewed, never by hand: each text as it was at its last review.\n"
ROW = re.compile(r"[\w./-]+( [\w-]+=[0-9a-f]+)+")
Lock = Mapping[str, Mapping[str, str]]  # path of a text → language → fingerprint


def read_reviews_lock(content: Path) -> Lock:
    """Read the lock of a content folder; empty if there is none. Malformed lines are left out."""
    rows = (line.split() for _, line in lines_of(content) if ROW.fullmatch(line))
    return {row[0]: dict(entry.split("=", 1) for entry in row[1:]) for row in rows}


def lines_of(content: Path) -> list[tuple[int, str]]:
    """Return the lines of the lock with their numbers, without comments and empty ones."""
    file = content / REVIEWS_LOCK
    text = file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
    return [(n, line) for n, line in enumerate(text.split("\n"), 1) if line and line[0] != "#"]


def malformed_lines(content: Path) -> Iterator[Problem]:
    """Report the first line of the lock that the program did not write, such as one of a merge."""
    for number, line in lines_of(content):
        if not ROW.fullmatch(line):
            message = fill("this is no line of {file}, and is left out", file=REVIEWS_LOCK)
            hint = fill("restore the file from an earlier version, or run briefs reviewed anew")
            yield Problem(str(content / REVIEWS_LOCK), number, 1, "lock-malformed", message, hint)
            return


def reviews_lock_text(lock: Lock) -> str:
    """Return a lock as the text of its file, one line for each text."""
    rows = (
        " ".join([path, *(f"{language}={value}" for language, value in sorted(prints.items()))])
        for path, prints in sorted(lock.items())
    )
    return HEADER + "".join(f"{row}\n" for row in rows)


def mark_reviewed(library: Library, lock: Lock, paths: Iterable[str] = ()) -> Lock:
    """Return the lock after the review of all texts, or of those under some paths.

    Texts that the library no longer has are removed from the lock.
    """
    parents = tuple(paths)
    current = {path: fingerprints(texts) for path, texts in texts_by_path(library)}
    return {
        path: prints if is_under(path, parents) else lock[path]
        for path, prints in current.items()
        if path in lock or is_under(path, parents)
    }


def is_under(path: str, parents: tuple[str, ...]) -> bool:
    """Return whether a path is one of `parents` or below one; always true if there are none."""
    return not parents or any(f"{path}/".startswith(f"{name.strip('/')}/") for name in parents)


def text_address(path: str, library: Library) -> str:
    """Return the address of texts for the path of their file or for itself; "" for no text."""
    files = {Path(file.file).resolve(): file.address for file in library.files.values()}
    address = files.get(Path(path).resolve(), path.strip("/"))
    named = any(is_under(known, (address,)) for known, _ in texts_by_path(library))
    return address if named else ""


def stale_translations(library: Library, lock: Lock) -> Iterator[Problem]:
    """Report languages of texts that did not change while others did, and texts not in the lock.

    New texts, texts of which all languages changed, and texts in a language that was added, are one
    problem per file. Nothing is reported for an empty lock, since no review has begun.
    """
    new: dict[str, list[set[str]]] = {}  # file → for each text, the languages if not all are new
    for path, texts in dict(texts_by_path(library) if lock else ()).items():
        before, now = lock.get(path, {}), fingerprints(texts, lock.get(path))
        known, added = set(now) & set(before), set(now) - set(before)
        changed = {language for language in known if before[language] != now[language]}
        if added or changed == known:
            only = added if changed != known else set()
            new.setdefault(next(iter(texts.values())).file, []).append(only)
        if changed == known:
            continue
        for language in known - changed if changed else ():
            message = fill(
                "“{language}” was reviewed against another “{changed}”",
                language=language,
                changed=", ".join(sorted(changed)),
            )
            hint = fill("look at both, then run briefs reviewed {path}", path=path)
            yield texts[language].problem("translation-stale", message, hint)
    for file, unread in new.items():
        message = counted(
            "{count} text of this file has not been reviewed",
            "{count} texts of this file have not been reviewed",
            count=len(unread),
        )
        if unread[0] and all(languages == unread[0] for languages in unread):
            names = [fill("“{text}”", text=language) for language in sorted(unread[0])]
            message = counted(
                "{count} text of this file has not been reviewed in {languages}",
                "{count} texts of this file have not been reviewed in {languages}",
                count=len(unread),
                languages=joined(fill(", "), names),
            )
        hint = fill("compare the languages, then run briefs reviewed with the path of the file")
        yield Problem(file, 1, 1, "not-reviewed", message, hint)


def texts_by_path(library: Library) -> Iterator[tuple[str, LocalizedText]]:
    """Yield every text of the content with its path, without the language at the end."""
    for texts in library.texts:
        yield next(iter(texts.values())).path.rpartition("/")[0], texts


def fingerprints(texts: LocalizedText, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return a short hash of each language of a text, after fixing its style and line breaks.

    A text that has its `known` hash as it stands needs no fixing: it was fixed at its review.
    """
    prints = {}
    for language, text in texts.items():
        prints[language] = fingerprint(text)
        if not known or prints[language] != known.get(language):
            prints[language] = fingerprint(fixed(text, language))
    return prints


def fingerprint(text: str) -> str:
    """Return a short hash of a text, however its lines break."""
    return sha256(re.sub(r"\s+", " ", text).strip().encode()).hexdigest()[:10]
