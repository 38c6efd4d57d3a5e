"""What a PDF from outside carries, within limits, and whether it is what the content says now."""

import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

import pikepdf

from briefs.files import Attachment
from briefs.problems import Problem

LARGEST_PDF = 100_000_000  # bytes
LARGEST_FILE = 10_000_000  # of one file inside, unpacked; the largest that we have made is 0.4 MB
MOST_FILES = 100
# A name that can stand in a folder of any system, and leads out of none.
SAFE = re.compile(r"\w[\w-]*(\.\w[\w-]*)*")
LONGEST_NAME = 200  # bytes
RELATIONS = ("Source", "Data", "Alternative", "Supplement", "Unspecified")
EVIDENCE = re.compile(r"([a-z0-9-]+)\.([\w-]+)\.evidence\.json")
HINT = "ask for the file as it was made: saving it anew in another program can drop what it carries"


class RefusedError(Exception):
    """Why a file is not read: a code and what is wrong."""


def extract_attachments(data: bytes, file: str) -> tuple[dict[str, Attachment], list[Problem]]:
    """The files that a PDF carries, by their names; or the reason why none is read."""
    try:
        if len(data) > LARGEST_PDF:
            raise RefusedError("pdf-unsafe", f"it has more than {LARGEST_PDF:,} bytes")
        with pikepdf.open(BytesIO(data)) as pdf:
            return dict(files_of(pdf)), []
    except RefusedError as error:
        code, message = error.args
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        zlib.error,
    ):
        code, message = "pdf-unreadable", "the file is not a whole PDF, or is locked"
    return {}, [Problem(file, 0, 0, code, message, HINT)]


def files_of(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Attachment]]:
    """Each associated file of the document with its name, none larger than is allowed."""
    listed = pdf.Root.get("/AF", pikepdf.Array())
    if len(listed) > MOST_FILES:
        raise RefusedError("pdf-unsafe", f"it carries more than {MOST_FILES} files")
    for spec in listed:
        name = str(spec.UF)
        if not SAFE.fullmatch(name) or len(name.encode()) > LONGEST_NAME:
            raise RefusedError(
                "pdf-unsafe", f"a file inside has a name that is no plain name: {name!r}"
            )
        stream = spec.EF.F
        kind = str(stream.get("/Subtype", "/")).removeprefix("/")
        relation = str(spec.get("/AFRelationship", "/Unspecified")).removeprefix("/")
        if relation not in RELATIONS:
            raise RefusedError(
                "pdf-unsafe", f"{name} has a relation that there is not: {relation!r}"
            )
        about = str(spec.get("/Desc", ""))
        yield name, Attachment(unpacked(stream, name), kind, relation, about)  # type: ignore[arg-type]


def unpacked(stream: pikepdf.Object, name: str) -> bytes:
    """The bytes of a stream that is stored or deflated once, never more than is allowed."""
    raw = stream.read_raw_bytes()
    kind = stream.get("/Filter")
    if kind is not None:
        if kind not in (pikepdf.Name.FlateDecode, pikepdf.Array([pikepdf.Name.FlateDecode])):
            raise RefusedError("pdf-unsafe", f"{name} is packed in a way that we never use")
        raw = zlib.decompressobj().decompress(raw, LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise RefusedError("pdf-unsafe", f"{name} has more than {LARGEST_FILE:,} bytes")
    return raw


def edition_of_attachments(files: Mapping[str, Attachment]) -> tuple[str, str] | None:
    """The brief and the edition that the files belong to; None where they are not ours."""
    for name in files:
        if found := EVIDENCE.fullmatch(name):
            return found[1], found[2]
    return None


def compare_attachments(
    held: Mapping[str, Attachment], now: Mapping[str, Attachment]
) -> dict[str, str]:
    """File name → `same`, `changed`, `gone` (not made any more) or `new` (not in the PDF)."""
    return {name: state_of(name, held, now) for name in sorted({*held, *now})}


def state_of(name: str, held: Mapping[str, Attachment], now: Mapping[str, Attachment]) -> str:
    """How a file that a PDF carries stands to what would be put in it today."""
    if name not in now:
        return "gone"
    if name not in held:
        return "new"
    return "same" if held[name].data == now[name].data else "changed"
