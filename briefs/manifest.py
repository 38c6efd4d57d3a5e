"""What the last build made, and from what: found again by content, never by file times."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

NAME = "manifest.json"


@dataclass(frozen=True)
class Entry:
    """One document of the output folder: the key of its inputs, its hash, its size; `warned`: its
    making gave warnings."""

    key: str
    sha256: str
    pages: int | None
    bytes: int
    warned: bool = False


@dataclass(frozen=True)
class Manifest:
    """The file `manifest.json`: the digest of all inputs, and each document by its path."""

    inputs: str = ""
    documents: Mapping[str, Entry] = field(default_factory=dict)


def read(output: Path) -> Manifest:
    """The manifest of an output folder; an empty one where there is none that can be read."""
    try:
        held: dict[str, Any] = json.loads((output / NAME).read_text(encoding="utf-8"))
        documents = {path: Entry(**entry) for path, entry in held["documents"].items()}
        return Manifest(held["inputs"], documents)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Manifest()


def written(manifest: Manifest) -> bytes:
    """The manifest as JSON, the same for the same build."""
    held = {
        "inputs": manifest.inputs,
        "documents": {path: asdict(entry) for path, entry in sorted(manifest.documents.items())},
    }
    return (json.dumps(held, indent=1, ensure_ascii=False) + "\n").encode()


def digest(*parts: bytes) -> str:
    """A SHA-256 over parts, each with its length, so that they cannot run into each other."""
    made = hashlib.sha256()
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


def digest_files(files: Iterable[Path], *more: str) -> str:
    """A digest over the names and contents of files, and some words."""
    parts = [word.encode() for word in more]
    for file in sorted(files):
        parts += [str(file).encode(), file.read_bytes()]
    return digest(*parts)


def intact(output: Path, path: str, entry: Entry) -> bool:
    """Whether a document still is what the manifest says."""
    try:
        return hashlib.sha256((output / path).read_bytes()).hexdigest() == entry.sha256
    except OSError:
        return False
