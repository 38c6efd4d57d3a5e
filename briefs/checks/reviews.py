"""Which translations a person has looked at since either side last changed: `reviewed.lock`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from briefs.checks.style import fixed
from briefs.content import Library, LocalizedText, LocatedStr, all_texts, problem_at_text
from briefs.problems import Problem, Severity

REVIEWS_LOCK = "reviewed.lock"
HEADER = "# Written by build.py reviewed, never by hand: each text as it was at its last review.\n"
Lock = Mapping[str, Mapping[str, str]]  # path of a text → language → fingerprint


def read_reviews_lock(content: Path) -> Lock:
    """The lock of a content folder; empty where there is none."""
    file = content / REVIEWS_LOCK
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    rows = (line.split() for line in lines if line[:1] != "#")
    return {row[0]: dict(one.split("=", 1) for one in row[1:]) for row in rows if row}


def reviews_lock_text(lock: Lock) -> str:
    """The lock as the text of its file: one line a text, so that a change is one line."""
    rows = (
        " ".join([path, *(f"{key}={one}" for key, one in sorted(prints.items()))])
        for path, prints in sorted(lock.items())
    )
    return HEADER + "".join(f"{row}\n" for row in rows)


def mark_reviewed(library: Library, lock: Lock, paths: Iterable[str] = ()) -> Lock:
    """The lock after a person has looked at the texts under some paths, or at all of them.

    Texts that are no longer there are dropped.
    """
    wanted = tuple(paths)
    now = {path: prints_of(texts) for path, texts in by_path(library)}
    return {
        path: prints if is_under(path, wanted) else lock[path]
        for path, prints in now.items()
        if path in lock or is_under(path, wanted)
    }


def is_under(path: str, wanted: tuple[str, ...]) -> bool:
    """Whether a text is meant: by its path, a part of it (`articles/ecci`), or every text."""
    return not wanted or any(f"{path}/".startswith(f"{one.strip('/')}/") for one in wanted)


def stale_translations(library: Library, lock: Lock) -> Iterator[Problem]:
    """Sides that stood still while another changed; for each file, how many texts are new.

    Without a lock nothing is told: nobody has begun to review.
    """
    new: Counter[str] = Counter()
    for path, texts in by_path(library) if lock else ():
        before, now = lock.get(path, {}), prints_of(texts)
        changed = {key for key, one in now.items() if before.get(key) != one}
        some = next(iter(texts.values()))
        if changed == set(now):
            new[some.file] += 1
        for language in set(now) - changed if changed else ():
            message = f"“{language}” was reviewed against another “{', '.join(sorted(changed))}”"
            hint = f"look at both, then run build.py reviewed {path}"
            yield warning(problem_at_text(texts[language], "translation-stale", message, hint))
    for file, count in new.items():
        message = f"{count} texts of this file have not been reviewed"
        hint = "compare the languages, then run build.py reviewed with the path of the file"
        yield warning(Problem(file, 1, 1, "not-reviewed", message, hint))


def warning(problem: Problem) -> Problem:
    """A problem that stops nothing but a strict build."""
    return replace(problem, severity=Severity.WARNING)


def by_path(library: Library) -> Iterator[tuple[str, LocalizedText]]:
    """Every text of the content with its path, less the language."""
    for texts in all_texts(library):
        some = next(iter(texts.values()))
        yield some.path.rpartition("/")[0], texts


def prints_of(texts: LocalizedText) -> dict[str, str]:
    """The fingerprint of each language of a text."""
    return {language: fingerprint(text, language) for language, text in texts.items()}


def fingerprint(text: LocatedStr, language: str) -> str:
    """A short hash of a text; how it is wrapped, and what `--fix` mends, make no difference."""
    words = re.sub(r"\s+", " ", fixed(text, language)).strip()
    return sha256(words.encode()).hexdigest()[:10]
