"""Reads the files in a PDF from outside, within limits, and compares them with today's."""

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf.settings import set_qpdf_limits

from briefs.files import Attachment
from briefs.problems import Message, Problem, fill

LARGEST_PDF = 100_000_000  # bytes
LARGEST_FILE = 10_000_000  # bytes of an attached file, unpacked; those written so far have 400,000
LARGEST_TOTAL = 50_000_000  # bytes of all attached files
MOST_FILES = 100
MOST_UNPACKED = 50_000_000  # bytes of a stream that qpdf unpacks, such as the list of objects
MOST_ITEMS = 1_000_000  # of an array or dictionary
# A file name that every system allows and that does not lead out of its folder.
SAFE_NAME = re.compile(r"\w[\w-]*(\.\w[\w-]*)*", re.ASCII)
LONGEST_NAME = 200  # bytes
RELATIONS = ("Source", "Data", "Alternative", "Supplement", "Unspecified")
EVIDENCE = re.compile(r"([a-z0-9-]+)\.([\w-]+)\.evidence\.json")
HINT = fill(
    "ask for the file as it was made: saving it anew in another program can drop what it carries"
)
UNREADABLE = fill("the file is not a whole PDF, or is locked")
# What pikepdf raises where a file is damaged, locked, or has other objects than expected.
READ_ERRORS = (
    *(MemoryError, ValueError, TypeError, KeyError, AttributeError, zlib.error),
    pikepdf.PikepdfError,
)


class UnsafeError(Exception):
    """The reason why a file is refused."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def extract_attachments(data: bytes, file: str) -> tuple[dict[str, Attachment], list[Problem]]:
    """Return the files that a PDF carries by their names, or the reason why none is read."""
    try:
        if len(data) > LARGEST_PDF:
            raise UnsafeError(fill("it has more than {most:,} bytes", most=LARGEST_PDF))
        with limits_of_memory(), pikepdf.open(BytesIO(data)) as pdf:
            refuse_actions(pdf)
            files = files_by_name(pdf)
            if other := sorted(set(pdf.attachments) - set(files)):
                raise UnsafeError(
                    fill(
                        "it carries files that are not of the document: {names}",
                        names=", ".join(other),
                    )
                )
            return files, []
    except UnsafeError as error:
        problem = Problem(file, 0, 0, "pdf-unsafe", error.message, HINT)
    except READ_ERRORS:
        problem = Problem(file, 0, 0, "pdf-unreadable", UNREADABLE, HINT)
    return {}, [problem]


@contextmanager
def limits_of_memory() -> Iterator[None]:
    """Let no stream of a PDF be unpacked to more than a size, here or in what qpdf does itself."""
    names = ("dct", "flate", "png", "run_length", "tiff")
    limits: dict[str, Any] = {f"{name}_max_memory": MOST_UNPACKED for name in names}
    before: dict[str, Any] = set_qpdf_limits(**limits, parser_max_container_size=MOST_ITEMS)
    try:
        yield
    finally:
        set_qpdf_limits(**before)


def refuse_actions(pdf: pikepdf.Pdf) -> None:
    """Raise UnsafeError for a document that does something when opened, which ours never do."""
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    for key, where in (("/OpenAction", pdf.Root), ("/AA", pdf.Root), ("/JavaScript", names)):
        if key in where:
            raise UnsafeError(fill("it does something when it is opened: {key}", key=key))
    for page in pdf.pages:
        for part in (page.obj, *page.obj.get("/Annots", pikepdf.Array())):
            action = part.get("/A", pikepdf.Dictionary())
            key = "/AA" if "/AA" in part else str(action.get("/S", "/URI"))
            if key not in ("/URI", "/GoTo") or "/Next" in action:
                raise UnsafeError(fill("a page or link in it does more than ours: {key}", key=key))


def files_by_name(pdf: pikepdf.Pdf) -> dict[str, Attachment]:
    """Return the associated files; raise UnsafeError for equal names, or for too much in all."""
    files: dict[str, Attachment] = {}
    for name, file in associated_files(pdf):
        if name.lower() in map(str.lower, files):
            raise UnsafeError(fill("two files inside have the name {name}", name=name))
        files[name] = file
        if sum(len(one.data) for one in files.values()) > LARGEST_TOTAL:
            raise UnsafeError(
                fill("the files inside have more than {most:,} bytes", most=LARGEST_TOTAL)
            )
    return files


def associated_files(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Attachment]]:
    """Yield each associated file of the document with its name; raise UnsafeError at a limit."""
    specifications = pdf.Root.get("/AF", pikepdf.Array())
    if len(specifications) > MOST_FILES:
        raise UnsafeError(fill("it carries more than {most} files", most=MOST_FILES))
    for specification in specifications:
        name = str(specification.UF)
        if not SAFE_NAME.fullmatch(name) or len(name.encode()) > LONGEST_NAME:
            raise UnsafeError(
                fill("a file inside has a name that is no plain name: {name}", name=name)
            )
        stream = specification.EF.F
        media_type = str(stream.get("/Subtype", "/")).removeprefix("/")
        relation = str(specification.get("/AFRelationship", "/Unspecified")).removeprefix("/")
        if relation not in RELATIONS:
            raise UnsafeError(
                fill(
                    "{name} has a relation that there is not: {relation}",
                    name=name,
                    relation=relation,
                )
            )
        description = str(specification.get("/Desc", ""))
        yield name, Attachment(unpacked(stream, name), media_type, relation, description)  # type: ignore[arg-type]


def unpacked(stream: pikepdf.Object, name: str) -> bytes:
    """Return the bytes of a stream that is stored or deflated once, if they are not too many."""
    data = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    if filters is not None:
        if filters not in (pikepdf.Name.FlateDecode, pikepdf.Array([pikepdf.Name.FlateDecode])):
            raise UnsafeError(fill("{name} is packed in a way that we never use", name=name))
        data = zlib.decompressobj().decompress(data, LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise UnsafeError(fill("{name} has more than {most:,} bytes", name=name, most=LARGEST_FILE))
    return data


def edition_of_attachments(files: Mapping[str, Attachment]) -> tuple[str, str] | None:
    """Return the brief and edition that the files belong to, by their names; None if foreign."""
    matches = filter(None, map(EVIDENCE.fullmatch, files))
    return next(((match[1], match[2]) for match in matches), None)


def compare_attachments(
    carried: Mapping[str, Attachment], current: Mapping[str, Attachment]
) -> dict[str, str]:
    """Return for each name `same`, `changed`, `gone` (no longer made) or `new` (not in the PDF)."""
    states = {}
    for name in sorted({*carried, *current}):
        if name in carried and name in current:
            states[name] = "same" if carried[name].data == current[name].data else "changed"
        else:
            states[name] = "gone" if name in carried else "new"
    return states
