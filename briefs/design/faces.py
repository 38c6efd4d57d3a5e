"""The faces of the fonts in a folder, and the files there that are damaged."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

BOLD_FROM = 600  # usWeightClass (OpenType, table OS/2) from which a face counts as bold
FACES = ("regular", "bold")  # what documents are set in


@dataclass(frozen=True)
class Faces:
    """The upright faces of each family, of `FACES`; `damaged` has the names of unreadable files."""

    families: Mapping[str, frozenset[str]]
    damaged: tuple[str, ...] = ()


def read_faces(fonts: Path) -> Faces:
    """Return the faces in the .ttf files of a folder."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  (only when a design is checked)

    families: dict[str, frozenset[str]] = {}
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
        families[family] = families.get(family, frozenset()) | {face}
    return Faces(families, tuple(damaged))
