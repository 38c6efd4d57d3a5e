"""Files that every stage may use: one written whole, one that a document carries, packaged data."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Attachment:
    """A file inside a PDF: its media type and its relation to the document (ISO 19005-3, E)."""

    data: bytes
    media_type: str
    relation: Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]
    description: str


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that its name never stands for half a file: beside it first, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def packaged_folder(name: str) -> Path:
    """The folder `templates` or `fonts` that comes with the package.

    A wheel carries it inside the package; in a checkout it stands beside the package.
    """
    package = Path(str(files("briefs")))
    installed = package / "data" / name
    return installed if installed.is_dir() else package.parent / name


def project_folder(content: Path, name: str) -> Path:
    """The folder `templates` or `fonts` of a project, or the packaged one where it has none."""
    own = content.parent / name
    return own if own.is_dir() else packaged_folder(name)
