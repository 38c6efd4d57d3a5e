"""Files: one written whole, and one that a document carries."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that its name always stands for a whole file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@dataclass(frozen=True)
class Attachment:
    """A file inside a PDF: its media type, and how it relates to the document (ISO 19005-3, E)."""

    data: bytes
    media_type: str
    relation: Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]
    description: str
