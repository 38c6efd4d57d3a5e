"""The case content verified against a copy of its source texts, which a test may change."""

from pathlib import Path

from briefs.checks.verify import Report, verify_claims
from briefs.content import load
from tests.support.paths import CONTENT


def change_alpha(folder: Path, old: str, new: str) -> None:
    """Replace words in the source text of the article alpha."""
    file = folder / "alpha.txt"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def verification(folder: Path, lock: str) -> Report:
    """Return what verifying the case content finds, given source texts and fingerprints."""
    library = load(CONTENT)
    assert list(library.problems) == []
    return verify_claims(library, folder, lock)


def messages(folder: Path, lock: str, code: str) -> list[str]:
    """Return the message and the hint of each problem of a code that verifying finds."""
    problems = verification(folder, lock).problems
    return [f"{problem.message}; {problem.hint}" for problem in problems if problem.code == code]
