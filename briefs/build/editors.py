"""Writes the JSON Schemas of a project, with which editors check as one types."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from briefs.files import PROJECT_FILE, SCHEMA_FOLDER, write_whole


def write_schemas(root: Path, schemas: Mapping[str, str]) -> None:
    """Write the schemas of a project, given by their paths in it, that are not there yet."""
    for name, text in schemas.items():
        path = root / name
        if not path.is_file() or path.read_bytes() != text.encode():
            write_whole(path, text.encode())


def refresh_schemas(root: Path, make: Callable[[], Mapping[str, str]]) -> None:
    """Write the schemas of a project that has some, or whose project file names them.

    Where they cannot be written, nothing happens: only editors need them.
    """
    named = f"$schema={SCHEMA_FOLDER}/".encode()
    with suppress(OSError):
        if (root / SCHEMA_FOLDER).is_dir() or named in (root / PROJECT_FILE).read_bytes():
            write_schemas(root, make())
