"""The theme's faces inside the document, so that it looks the same without them installed."""

import uuid
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from briefs.design import Theme
from briefs.docx.ooxml import Element, R, root, w

# Latin with its extensions, Arabic, punctuation, signs.
RANGES = (
    *((0x20, 0x17F), (0x2B0, 0x2FF), (0x600, 0x6FF), (0x200B, 0x206F)),
    *((0x20A0, 0x20BF), (0x2116, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0xFDFC, 0xFDFC)),
)
STYLES = {"Regular": "embedRegular", "Bold": "embedBold"}
SPACE = uuid.UUID("6f1f2f0e-8f0f-4a57-9d6f-1f4b7a1d2c11")


def font_table(theme: Theme, folder: Path | None) -> tuple[Element, dict[str, bytes]]:
    """fontTable.xml and the embedded files by relationship id.

    <w:font w:name="Amiri"><w:embedRegular r:id="rIdFont1" w:fontKey="{…}"/></w:font>
    """
    families = sorted({f for face in theme.languages.values() for f in (face.text, face.label)})
    found = faces(folder) if folder is not None and theme.word.embed_fonts else {}
    files: dict[str, bytes] = {}
    table = root("fonts")
    for family in families:
        made = w(
            "font",
            w("charset", val="00"),
            w("family", val="auto"),
            w("pitch", val="variable"),
            name=family,
        )
        for style, tag in STYLES.items():
            if (family, style) in found:
                data = subset(found[family, style].read_bytes())
                key = uuid.uuid5(SPACE, f"{family} {style} {len(data)}")
                identity = f"rIdFont{len(files) + 1}"
                files[identity] = obfuscated(data, key)
                embedded = w(tag, fontKey="{" + str(key).upper() + "}")
                embedded.set(f"{{{R}}}id", identity)
                made.append(embedded)
        table.append(made)
    return table, files


def faces(folder: Path) -> dict[tuple[str, str], Path]:
    """The font files of a folder by family and style."""
    return {name_of(path): path for path in sorted(folder.glob("*.ttf"))}


@lru_cache(maxsize=64)
def name_of(path: Path) -> tuple[str, str]:
    """The family and style that a font file states."""
    with TTFont(path, lazy=True) as font:
        return str(font["name"].getDebugName(1)), str(font["name"].getDebugName(2))


def subset(data: bytes) -> bytes:
    """A font with the letters of RANGES only, all their joins and marks, the same bytes always."""
    wanted = hb.SubsetInput()
    letters = wanted.sets(hb.SubsetInputSets.UNICODE)
    for low, high in RANGES:
        letters.add_range(low, high)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.subset(hb.Face(data), wanted).blob.data)


def obfuscated(data: bytes, key: uuid.UUID) -> bytes:
    """A font file as ISO 29500 hides it: its first 32 bytes crossed with the key, back to front."""
    mask = bytes.fromhex(key.hex)[::-1]
    return bytes(byte ^ mask[n % 16] for n, byte in enumerate(data[:32])) + data[32:]
