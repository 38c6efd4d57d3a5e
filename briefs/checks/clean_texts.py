"""Texts in which the checks of single texts found nothing, so that these read them only once.

They stand in the user's cache as digests, in a file for each state of what these checks look at
besides: the shared files of the content, the languages, and this program.
"""

import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

import babel

from briefs.content import Library, LocalizedText
from briefs.design import CheckContext
from briefs.files import digest, digest_files, user_cache, write_whole

PACKAGE = Path(__file__).resolve().parents[1]
MOST_FILES = 20


class CleanTexts:
    """The texts known to be without findings; where the cache cannot be read, there are none."""

    def __init__(self, library: Library, context: CheckContext) -> None:
        shared = [(file.address, file.data) for _, file in sorted(library.files_shared.items())]
        state = repr((shared, context.languages, program_digest()))
        self.file = user_cache() / "clean-texts" / digest(state.encode())
        self.known: set[str] = set()
        with suppress(OSError, UnicodeDecodeError):
            self.known = set(self.file.read_text(encoding="ascii").split())

    def others(self, texts: Iterable[LocalizedText]) -> tuple[LocalizedText, ...]:
        """Return the texts that are not known to be without findings."""
        return tuple(one for one in texts if digest_of(one) not in self.known)

    def add(self, texts: Iterable[LocalizedText]) -> None:
        """Remember texts in which nothing was found."""
        new = set(map(digest_of, texts)) - self.known
        if not new:
            return
        with suppress(OSError):
            write_whole(self.file, "\n".join(sorted(self.known | new)).encode())
            files = sorted(self.file.parent.iterdir(), key=lambda file: file.stat().st_mtime)
            for file in files[:-MOST_FILES]:
                file.unlink(missing_ok=True)


def digest_of(texts: LocalizedText) -> str:
    """Return the digest of a text in all its languages, and of its path in the content."""
    versions = [(language, text.path, str(text)) for language, text in texts.items()]
    return digest(repr((type(texts).__name__, versions)).encode())[:32]


@cache
def program_digest() -> str:
    """Return the digest of the modules and language data of this program, and of those of CLDR."""
    files = (file for file in PACKAGE.rglob("*") if file.suffix in {".py", ".yaml"})
    return digest_files(files, babel.__version__, unicodedata.unidata_version)
