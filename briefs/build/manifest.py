"""What the last build made, and from what: found again by content, never by file times."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from briefs.problems import Problem, Severity

MANIFEST_NAME = "manifest.json"
NOT_OURS = {MANIFEST_NAME, "README.md"}  # files of an output folder that no manifest lists


@dataclass(frozen=True)
class Entry:
    """One document of the output folder: the key of its inputs, its own hash, its size.

    `sources` has the SHA-256 of each file of content as a PDF carries it, by the file's name;
    `toolchain` names what it was made with.
    """

    key: str
    sha256: str
    pages: int | None
    bytes: int
    sources: Mapping[str, str] = field(default_factory=dict)
    toolchain: str = ""


@dataclass(frozen=True)
class Manifest:
    """The file `manifest.json`: the digest of all inputs, and each document by its path.

    `project` is the id in the `project.yaml` of the content that the documents were made from.

    `toolchains` are the versions of all that documents were made with, by the names that these
    give: documents that were left alone may have been made with others than the last ones.
    """

    inputs: str = ""
    documents: Mapping[str, Entry] = field(default_factory=dict)
    toolchains: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    project: str = ""


def read_manifest(output: Path) -> Manifest:
    """The manifest of an output folder; an empty one where there is none that can be read."""
    try:
        held: dict[str, Any] = json.loads((output / MANIFEST_NAME).read_text(encoding="utf-8"))
        documents = {
            path: Entry(**entry) for path, entry in held["documents"].items() if is_inside(path)
        }
        project = str(held.get("project", ""))
        return Manifest(held["inputs"], documents, dict(held.get("toolchains", {})), project)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Manifest()


def is_inside(path: str) -> bool:
    """Whether a path stays in the folder that it is of; a manifest may come from anywhere."""
    parts = PurePosixPath(path).parts
    return bool(parts) and parts[0] != "/" and ".." not in parts and len(path) < 200


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as JSON, the same for the same build."""
    used = {entry.toolchain for entry in manifest.documents.values()}
    chains = {name: one for name, one in sorted(manifest.toolchains.items()) if name in used}
    held = {
        "inputs": manifest.inputs,
        "project": manifest.project,
        "toolchains": chains,
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
    """A digest over the names and contents of files, and some words.

    Of a name, only the file's and its folder's part: a digest is the same on another machine.
    """
    parts = [word.encode() for word in more]
    for file in sorted(files, key=lambda one: one.parts[-2:]):
        parts += ["/".join(file.parts[-2:]).encode(), file.read_bytes()]
    return digest(*parts)


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def is_intact(output: Path, path: str, entry: Entry) -> bool:
    """Whether a document still is what the manifest says."""
    try:
        return sha256((output / path).read_bytes()) == entry.sha256
    except OSError:
        return False


def foreign_output(output: Path, held: Manifest, project: str) -> list[Problem]:
    """Whether an output folder belongs to another project than `project`, as a problem.

    A manifest without a project is of an older version of this program: whose it is, nobody knows.
    """
    if not held.documents or held.project == project:
        return []
    owner = f"the project “{held.project}”" if held.project else "a project that it does not name"
    message = f"this folder holds the documents of {owner}, not of “{project}”"
    hint = "name another folder with --output, or move or delete this one"
    return [Problem(str(output / MANIFEST_NAME), 1, 1, "output-foreign", message, hint)]


def folder_differences(output: Path, held: Manifest) -> list[Problem]:
    """How a folder differs from its manifest: documents changed, missing, or not listed."""
    if not held.documents:
        message = "there is no manifest, or one that cannot be read"
        hint = "a manifest goes with its folder; build again to make one"
        return [Problem(str(output / MANIFEST_NAME), 0, 0, "manifest-unreadable", message, hint)]
    found = []
    for path, entry in sorted(held.documents.items()):
        if not (output / path).is_file():
            message, code = "the manifest lists it, and it is not here", "output-missing"
        elif not is_intact(output, path, entry):
            message, code = "it is not what was built", "output-changed"
        else:
            continue
        found.append(Problem(str(output / path), 0, 0, code, message))
    there = {one.relative_to(output).as_posix() for one in output.rglob("*") if one.is_file()}
    for path in sorted(there - set(held.documents) - NOT_OURS):
        message = "the manifest does not list it"
        where = str(output / path)
        found.append(Problem(where, 0, 0, "output-unlisted", message, "", Severity.WARNING))
    return found
