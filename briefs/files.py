"""Writing a file atomically, the folders of a project and of the package, attachments of a PDF."""

import hashlib
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from secrets import token_hex
from typing import Any, Literal

from briefs.limits import DEEPEST_NESTING, LARGEST_FILE

PART = ".part"  # how the name of a file ends that is being written
PROJECT_FILE = "briefs.yaml"  # it makes its folder a project
SCHEMA_FOLDER = ".briefs"  # of a project, with schemas for editors
# What people and editors make of this name.
ALIKE = {"brief.yaml", "brief.yml", "briefs.yaml", "briefs.yml", "briefs.yaml.txt"}


@dataclass(frozen=True)
class Attachment:
    """A file inside a PDF, with its relation to the document (ISO 19005-3, annex E)."""

    data: bytes
    media_type: str
    relation: Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]
    description: str


def write_whole(path: Path, data: bytes) -> None:
    """Write a file and its folder, so that a reader sees the old file or the whole new one.

    The part that is written has a name of its own, which nobody can have put there before; it is on
    the disk before it takes the place of the file. OSError names the file, and what it was stays.
    """
    part = path.with_name(f".{path.name[:200]}.{token_hex(8)}{PART}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def is_taken(path: Path, data: bytes) -> bool:
    """Return whether a path, or that of its folder, is taken by something else than these bytes."""
    if path.is_symlink() or (path.parent.exists() and not path.parent.is_dir()):
        return True
    return path.exists() and (not path.is_file() or path.read_bytes() != data)


def is_part(path: Path) -> bool:
    """Return whether a file is, by its name, what a writing that was killed has left."""
    return path.name.startswith(".") and path.name.endswith(PART)


def delete_parts(folder: Path, seconds: float = 0) -> None:
    """Delete what writings that were killed have left in a folder, that many seconds ago or more.

    Where others write meanwhile, a time longer than a writing takes spares what they write.
    """
    for part in folder.rglob(f".*{PART}"):
        with suppress(FileNotFoundError):
            if not seconds or part.lstat().st_mtime <= time.time() - seconds:
                part.unlink()


def path_from(folder: Path, path: Path) -> str:
    """Return a path as one writes it in a file of a folder."""
    return Path(os.path.relpath(path, folder)).as_posix()


def user_cache() -> Path:
    """Return the folder of this program in the user's cache (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "briefs"


def digest(*parts: bytes) -> str:
    """Return the SHA-256 of parts, each after its length, so that no two lists are alike."""
    state = hashlib.sha256()
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


def digest_files(files: Iterable[Path], *words: str) -> str:
    """Return the digest of some words and of the names and contents of files.

    Of a path, only the last folder and the name count: the digest is the same on every machine.
    """
    parts = [word.encode() for word in words]
    for file in sorted(files, key=lambda file: file.parts[-2:]):
        parts += [os.fsencode("/".join(file.parts[-2:])), file.read_bytes()]
    return digest(*parts)


def packaged_folder(name: str) -> Path:
    """Return the folder `templates` or `fonts` that is delivered with the package.

    A wheel has it inside the package, a checkout beside the package.
    """
    package = Path(str(files("briefs")))
    installed = package / "data" / name
    return installed if installed.is_dir() else package.parent / name


@dataclass(frozen=True)
class ProjectFolders:
    """The folders of a project; `root` is the one of `briefs.yaml`, under which the others are."""

    root: Path
    content: Path
    templates: Path
    sources: Path
    output: Path

    @property
    def fonts(self) -> Path:
        """The folder `fonts` of the project, or else the packaged one."""
        own = self.root / "fonts"
        return own if own.is_dir() else packaged_folder("fonts")


def find_project(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, that has `briefs.yaml`; None for none.

    It is as absolute or relative to the current folder as `start` is.
    """
    absolute = Path(os.path.abspath(start))
    for folder in (absolute, *absolute.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder if start.is_absolute() else Path(os.path.relpath(folder))
    return None


def file_named_alike(start: Path) -> Path | None:
    """Return the nearest file, from `start` upwards, whose name is almost that of a project file.

    Such as `briefs.yml` or `Briefs.yaml`; None for none.
    """
    absolute = Path(os.path.abspath(start))
    for folder in (absolute, *absolute.parents):
        for path in sorted(folder.glob("[Bb]rief*")):
            if path.name.lower() in ALIKE and path.is_file():
                return path
    return None


def project_folders(root: Path) -> ProjectFolders:
    """Return the folders of a project: those under `paths:` in its file, else the usual ones.

    A value that is no text counts as absent here; loading the content reports it.
    """
    paths = paths_in(root / PROJECT_FILE)
    names = ("content", "templates", "sources", "output")
    given = {name: paths.get(name) for name in names}
    return ProjectFolders(
        root,
        *(root / (path if isinstance(path, str) else name) for name, path in given.items()),
    )


def paths_in(file: Path) -> dict[str, Any]:
    """Return the mapping `paths` of a project file; an empty one where there is none."""
    import yaml  # noqa: PLC0415  (this module is imported by all others)

    try:
        if file.stat().st_size > 4 * LARGEST_FILE:  # a character has up to 4 bytes
            return {}
        text, depth = file.read_text(encoding="utf-8"), 0
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST_NESTING:  # to load it would end the process
                return {}
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return {}
    paths = data.get("paths") if isinstance(data, dict) else None
    return paths if isinstance(paths, dict) else {}


def template_folders(own: Path | None) -> tuple[Path, ...]:
    """Return where templates, strings and theme are looked up: a project’s folder, the package’s.

    A file of the first replaces the file of the same name in the second.
    """
    packaged = packaged_folder("templates")
    if own is None or not own.is_dir():
        return (packaged,)
    return (own,) if own.resolve() == packaged.resolve() else (own, packaged)
