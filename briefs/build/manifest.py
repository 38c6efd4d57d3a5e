"""The file `manifest.json` of an output folder: what the last build made, and from what.

Whether a document is unchanged is decided by its content, never by the time of its file.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from briefs.messages import from_json, to_json
from briefs.problems import CODES, Problem, fill

MANIFEST_NAME = "manifest.json"
UNLISTED = {MANIFEST_NAME, "README.md"}  # files of an output folder that no manifest lists


def document_path(brief: str, edition: str, kind: str) -> str:
    """Return the path in the output folder of a brief's document in an edition and format."""
    return f"{brief}/{brief}.{edition}.{kind}"


@dataclass(frozen=True)
class Entry:
    """One file of the output folder: the key of its inputs, its SHA-256, its pages and its size.

    `content` is the digest of all that it was rendered from; `sources` has the SHA-256 of each file
    of content as a PDF carries it, by the file's name;
    `toolchain` names the entry of `Manifest.toolchains` that the document was made with;
    `warnings` are those of the document, which are told again while it is kept.
    """

    key: str
    sha256: str
    pages: int | None
    bytes: int
    sources: Mapping[str, str] = field(default_factory=dict)
    toolchain: str = ""
    content: str = ""
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """The digest of all inputs, and the entry of each file by its path.

    `toolchains` has the versions of all that documents were made with, by the id of the
    toolchain; documents that were kept may have another than the last build. `project` is the id
    in `briefs.yaml` of the project that the documents were made from.
    """

    inputs: str = ""
    documents: Mapping[str, Entry] = field(default_factory=dict)
    toolchains: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    project: str = ""


def read_manifest(output: Path) -> Manifest:
    """Return the manifest of an output folder; an empty one where none can be read."""
    file = output / MANIFEST_NAME
    try:
        values: dict[str, Any] = json.loads(
            file.read_text(encoding="utf-8") if file.is_file() else ""
        )
        documents = {
            path: entry_from(entry)
            for path, entry in values["documents"].items()
            if is_inside(path)
        }
        toolchains = dict(values.get("toolchains", {}))
        return Manifest(values["inputs"], documents, toolchains, str(values.get("project", "")))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Manifest()


def entry_from(values: Mapping[str, Any]) -> Entry:
    """Return the entry that JSON has; TypeError or LookupError where it is none."""
    return Entry(**{**values, "warnings": warnings_in(values)})


def entry_values(entry: Entry) -> dict[str, Any]:
    """Return an entry as JSON, in which warnings can be told in any language."""
    return {**asdict(entry), "warnings": [*map(problem_values, entry.warnings)]}


def warnings_in(entry: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return the warnings of an entry; those whose code another version had are left out."""
    return tuple(problem_from(one) for one in entry.get("warnings", ()) if one.get("code") in CODES)


def problem_values(problem: Problem) -> dict[str, Any]:
    """Return a problem as JSON, of which it can be told in any language."""
    words = {"message": to_json(problem.message), "hint": to_json(problem.hint)}
    return {**asdict(problem), **words}


def problem_from(values: Mapping[str, Any]) -> Problem:
    """Return the problem that JSON has; TypeError, LookupError or ValueError where it is none."""
    words = {"message": from_json(values["message"]), "hint": from_json(values["hint"])}
    return Problem(**{**values, **words})


def is_inside(path: str) -> bool:
    """Return whether a path stays in its folder; a manifest may come from anywhere."""
    parts = PurePosixPath(path).parts
    return bool(parts) and parts[0] != "/" and ".." not in parts and len(path) < 200


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return a manifest as JSON, sorted, with the toolchains that some document was made with."""
    used = {entry.toolchain for entry in manifest.documents.values()}
    toolchains = sorted(manifest.toolchains.items())
    values = {
        "inputs": manifest.inputs,
        "project": manifest.project,
        "toolchains": {name: versions for name, versions in toolchains if name in used},
        "documents": {
            path: entry_values(entry) for path, entry in sorted(manifest.documents.items())
        },
    }
    return (json.dumps(values, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes, as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def is_intact(output: Path, path: str, entry: Entry) -> bool:
    """Return whether a file of the output folder still has the bytes that were written."""
    try:
        return (output / path).is_file() and sha256((output / path).read_bytes()) == entry.sha256
    except OSError:
        return False


def foreign_output(output: Path, manifest: Manifest, project: str) -> list[Problem]:
    """Return a problem where an output folder belongs to another project than `project`.

    A manifest of an older version of this program does not name its project.
    """
    if not manifest.documents or manifest.project == project:
        return []
    name = manifest.project
    owner = (
        fill("the project “{name}”", name=name) if name else fill("a project that it does not name")
    )
    message = fill(
        "this folder holds the documents of {owner}, not of “{project}”",
        owner=owner,
        project=project,
    )
    hint = fill("name another folder with --output, or move or delete this one")
    return [Problem(str(output / MANIFEST_NAME), 1, 1, "output-foreign", message, hint)]


def folder_differences(output: Path, manifest: Manifest) -> list[Problem]:
    """Return how a folder differs from its manifest: files changed, missing, or not listed."""
    if not manifest.documents:
        message = fill("there is no manifest, or one that cannot be read")
        hint = fill("a manifest goes with its folder; build again to make one")
        return [Problem(str(output / MANIFEST_NAME), 0, 0, "manifest-unreadable", message, hint)]
    problems = []
    for path, entry in sorted(manifest.documents.items()):
        file = output / path
        if not file.is_file():
            message, hint = (
                fill("the manifest lists it, and it is not here"),
                fill("build again to make it"),
            )
            problems.append(Problem(str(file), 0, 0, "output-missing", message, hint))
        elif not is_intact(output, path, entry):
            hint = fill(
                "build again for the document as it was; pull reads the edits of a Word file"
            )
            message = fill("it is not what was built")
            problems.append(Problem(str(file), 0, 0, "output-changed", message, hint))
    files = {file.relative_to(output).as_posix() for file in output.rglob("*") if file.is_file()}
    message, hint = (
        fill("the manifest does not list it"),
        fill("move or delete it if it is no document"),
    )
    return problems + [
        Problem(str(output / path), 0, 0, "output-unlisted", message, hint)
        for path in sorted(files - set(manifest.documents) - UNLISTED)
    ]
