"""Pictures of the first pages of PDFs, kept in the store by the digest of each PDF."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from briefs.build.formats import Written
from briefs.build.manifest import Entry
from briefs.build.store import Store

WIDTH, QUALITY = 400, 60  # pixels; of WebP: some 25 KB a page
FORMAT = f"first-page {WIDTH} {QUALITY} webp"


def picture_of_pdf(output: Path, path: str, entry: Entry) -> bytes:
    """Return the first page of a PDF of the output folder, or nothing where there is none."""
    try:
        data = (output / path).read_bytes()
    except OSError:
        return b""
    return first_page(data, entry.sha256, Store())


@dataclass(frozen=True)
class PictureKey:
    """What a picture is kept by: the SHA-256 of its PDF."""

    key: str
    format: str = FORMAT


def first_page(pdf: bytes, sha256: str, store: Store) -> bytes:
    """Return the first page of a PDF as WebP, or nothing where PDFium cannot read it."""
    key = PictureKey(sha256)
    if kept := store.get(key):
        return kept.data
    import pypdfium2  # noqa: PLC0415  (only where a picture is made)

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            page = document[0]
            picture = page.render(scale=WIDTH / page.get_width()).to_pil()
    except (pypdfium2.PdfiumError, IndexError):
        return b""
    data = BytesIO()
    picture.convert("RGB").save(data, "WEBP", quality=QUALITY, method=4)
    store.put(key, Written(data.getvalue(), None, ()))
    return data.getvalue()
