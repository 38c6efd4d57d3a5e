"""The faces of the fonts in a folder, with their files, and the files there that are damaged."""

from collections.abc import Mapping
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
