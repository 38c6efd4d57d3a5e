"""Verdicts of slow validators on files without a fault, so that the same bytes are read only once.

They stand in .cache, by the digest of the file and of the validator; `make clean` forgets them. A
file with a fault is always read again.
"""

from pathlib import Path

from briefs.files import digest
from tests.support.paths import ROOT

FOLDER = ROOT / ".cache" / "tests-verdicts"


def verdict_file(validated: Path, *validator: bytes | str) -> Path:
    """Return where the verdict on a file stands, given all that tells a validator from others."""
    words = (word.encode() if isinstance(word, str) else word for word in validator)
    return FOLDER / digest(validated.read_bytes(), *words)
