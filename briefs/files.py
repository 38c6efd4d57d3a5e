"""Writing a file atomically, the folders `templates` and `fonts`, and attachments of a PDF."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Attachment:
    """A file inside a PDF, with its relation to the document (ISO 19005-3, annex E)."""

    data: bytes
    media_type: str
    relation: Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]
    description: str


def write_whole(path: Path, data: bytes) -> None:
    """Write a file and its folder, so that a reader sees the old file or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def packaged_folder(name: str) -> Path:
    """Return the folder `templates` or `fonts` that is delivered with the package.

    A wheel has it inside the package, a checkout beside the package.
    """
    package = Path(str(files("briefs")))
    installed = package / "data" / name
    return installed if installed.is_dir() else package.parent / name


def project_folder(content: Path, name: str) -> Path:
    """Return `templates` or `fonts` beside a content folder, or else the packaged folder."""
    own = content.parent / name
    return own if own.is_dir() else packaged_folder(name)
