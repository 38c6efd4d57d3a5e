"""The faces of the fonts in a folder, their files and the damaged ones; a font of some letters."""

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
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  (only when a design is checked)

    files: dict[str, dict[str, Path]] = {}
    damaged = []
    for path in sorted(fonts.glob("*.ttf")):
        try:
            size = path.stat().st_size
            with path.open("rb") as file, TTFont(file, lazy=True) as font:
                parts = font.reader.tables.values()
                if any(part.offset + part.length > size for part in parts):
                    raise TTLibError("a table ends after the file")
                family = str(font["name"].getDebugName(1))
                weight, selection = font["OS/2"].usWeightClass, font["OS/2"].fsSelection
        except Exception:  # whatever reading a broken font may raise
            damaged.append(path.name)
            continue
        face = "italic" if selection & 1 else "bold" if weight >= BOLD_FROM else "regular"
        files.setdefault(family, {})[face] = path
    return Faces(files, tuple(damaged))


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
