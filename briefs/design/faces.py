"""The faces of the fonts in a folder, their files and the damaged ones; a font of some letters."""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

BOLD_FROM = 600  # usWeightClass (OpenType, table OS/2) from which a face counts as bold
FACES = ("regular", "bold")  # what documents are set in


@dataclass(frozen=True)
class Faces:
    """The files of each family by face, of `FACES` or italic; `damaged` names unreadable files."""

    files: Mapping[str, Mapping[str, Path]]
    damaged: tuple[str, ...] = ()


def read_faces(fonts: Path) -> Faces:
    """Return the faces in the .ttf files of a folder."""
    files: dict[str, dict[str, Path]] = {}
    damaged = []
    for path in sorted(fonts.glob("*.ttf")):
        try:
            family, face = family_and_face(path.read_bytes())
        except (OSError, ValueError, struct.error):
            damaged.append(path.name)
        else:
            files.setdefault(family, {})[face] = path
    return Faces(files, tuple(damaged))


def family_and_face(font: bytes) -> tuple[str, str]:
    """Return the family of a font and which of its faces it is (OpenType, tables name and OS/2).

    ValueError or struct.error for a font that lacks them, or that ends within a table.
    """
    import uharfbuzz as hb  # noqa: PLC0415  (a build with nothing to do reads no font)

    (count,) = struct.unpack_from(">4xH", font)
    directory = font[12 : 12 + 16 * count]  # of each table its tag, checksum, place and length
    if any(place + length > len(font) for place, length in struct.iter_unpack(">8xII", directory)):
        raise ValueError("a table ends after the file")
    face = hb.Face(font)
    weight, selection = struct.unpack_from(">4xH56xH", face.reference_table("OS/2").data)
    family = face.get_name(hb.OTNameIdPredefined.FONT_FAMILY)
    if not family:
        raise ValueError("the font has no name")
    return family, "italic" if selection & 1 else "bold" if weight >= BOLD_FROM else "regular"


def letters_of(font: bytes) -> frozenset[str]:
    """Return the letters that a font has."""
    import uharfbuzz as hb  # noqa: PLC0415  (as above)

    return frozenset(map(chr, hb.Face(font).unicodes))


def subset(font: bytes, letters: Iterable[int], *, box_for_others: bool = False) -> bytes:
    """Return a font with the letters of some code points only, with all their joins and marks.

    Without a box, a letter that the font lacks is drawn as nothing.
    """
    import uharfbuzz as hb  # noqa: PLC0415  (only where a document with fonts inside is written)

    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).update(letters)
    wanted.flags = hb.SubsetFlags.NO_HINTING
    if box_for_others:
        wanted.flags |= hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.subset(hb.Face(font), wanted).blob.data)
