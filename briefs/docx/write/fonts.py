"""Embeds the theme's fonts, so that a document looks the same where they are not installed."""

import uuid
from pathlib import Path

from briefs.design import Theme, read_faces, subset
from briefs.docx.ooxml import Element, root, w

# The characters that are kept: Latin with its extensions, Arabic, punctuation, signs.
RANGES = (
    *((0x20, 0x17F), (0x2B0, 0x2FF), (0x600, 0x6FF), (0x200B, 0x206F)),
    *((0x20A0, 0x20BF), (0x2116, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212)),
    *((0x2248, 0x2248), (0x2264, 0x2265), (0x25A0, 0x25A1), (0x25CB, 0x25CB), (0xFDFC, 0xFDFC)),
)
STYLES = {"regular": "embedRegular", "bold": "embedBold"}
KEY_NAMESPACE = uuid.UUID("6f1f2f0e-8f0f-4a57-9d6f-1f4b7a1d2c11")


def font_table(theme: Theme, folder: Path | None) -> tuple[Element, dict[str, bytes]]:
    """Return fontTable.xml and the embedded files by relationship id.

    <w:font w:name="Amiri"><w:embedRegular r:id="rIdFont1" w:fontKey="{…}"/></w:font>
    """
    families = sorted({f for face in theme.languages.values() for f in (face.text, face.label)})
    embedded = folder if theme.word.embed_fonts else None
    available = read_faces(embedded).files if embedded else {}
    kept = [letter for low, high in RANGES for letter in range(low, high + 1)]
    files: dict[str, bytes] = {}
    table = root("fonts")
    for family in families:
        details = w("charset", val="00"), w("family", val="auto"), w("pitch", val="variable")
        font = w("font", *details, name=family)
        for face, tag in STYLES.items():
            if path := available.get(family, {}).get(face):
                data = subset(path.read_bytes(), kept, box_for_others=True)
                key = uuid.uuid5(KEY_NAMESPACE, f"{family} {face.title()} {len(data)}")
                identity = f"rIdFont{len(files) + 1}"
                files[identity] = obfuscated(data, key)
                font.append(w(tag, fontKey=f"{{{key}}}".upper(), r_id=identity))
        table.append(font)
    return table, files


def obfuscated(data: bytes, key: uuid.UUID) -> bytes:
    """Return a font file as ISO 29500-4 obfuscates it: the first 32 bytes XOR the reversed key."""
    mask = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(data, mask, strict=False)) + data[32:]
