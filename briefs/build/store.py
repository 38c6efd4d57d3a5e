"""Documents that were made before, in the user's cache, by the digest of what they are made from.

Whoever has the same inputs and toolchain, in whatever checkout or branch, takes them from there.
The folder can be deleted at any time. `BRIEFS_STORE` names another, which machines may share.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from briefs.build.formats import Written
from briefs.build.manifest import Entry, entry_from, entry_values, sha256
from briefs.files import digest, user_cache, write_whole
from briefs.limits import LARGEST_STORE

VARIABLE = "BRIEFS_STORE"


class Keyed(Protocol):
    """What a document or a picture is kept by."""

    @property
    def key(self) -> str:
        """The digest of all that it is made from."""

    @property
    def format(self) -> str:
        """Its format: one key may have several."""


class Store:
    """A folder of documents; where it cannot be read or written, it is as if it were empty."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(os.environ.get(VARIABLE) or user_cache() / "store")

    def get(self, task: Keyed) -> Written | None:
        """Return the document of a task, or None where there is none, or a damaged one."""
        path = self.path(task)
        try:
            head, _, data = path.read_bytes().partition(b"\n")
            entry = entry_from(json.loads(head))
            os.utime(path)  # the last use, by which the oldest documents are found
        except (OSError, ValueError, TypeError, LookupError, AttributeError):
            return None
        whole = entry.key == task.key and sha256(data) == entry.sha256
        return Written(data, entry.pages, entry.warnings) if whole else None

    def put(self, task: Keyed, written: Written) -> None:
        """Keep a document."""
        data = written.data
        entry = Entry(
            task.key, sha256(data), written.pages, len(data), warnings=tuple(written.problems)
        )
        head = json.dumps(entry_values(entry)).encode()
        with suppress(OSError):
            write_whole(self.path(task), head + b"\n" + data)

    def trim(self, largest: int = LARGEST_STORE) -> None:
        """Delete the documents that were not used for longest, until the others fit in a size."""
        with suppress(OSError):
            files = [(path, path.stat()) for path in self.folder.glob("*/*")]
            files.sort(key=lambda one: one[1].st_mtime, reverse=True)
            size = 0
            for path, state in files:
                size += state.st_size
                if size > largest:
                    path.unlink(missing_ok=True)

    def path(self, task: Keyed) -> Path:
        """Return the file of a task."""
        name = digest(task.key.encode(), task.format.encode())
        return self.folder / name[:2] / name
