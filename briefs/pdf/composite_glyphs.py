"""Adds composite glyphs, which draw other glyphs of a TrueType font, to the font."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

DEPTH = 4  # of composites within composites, at most
ARGS_ARE_XY_VALUES = 0x2  # the flag of a component whose arguments are distances


@dataclass(frozen=True)
class CompositeGlyph:
    """Glyphs to be drawn as one (number, right, up), and the advance; in thousandths of an em."""

    parts: tuple[tuple[int, int, int], ...]
    advance: int


def with_glyphs(data: bytes, composites: Sequence[CompositeGlyph]) -> tuple[bytes, int]:
    """Return a font file with glyphs added after its own, and the number of the first of them.

    The added glyphs have no hinting.
    """
    from fontTools.ttLib import TTFont  # noqa: PLC0415  (slow, and only where a PDF is written)
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent  # noqa: PLC0415

    font = TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
    glyphs, metrics, names = font["glyf"], font["hmtx"], font.getGlyphOrder()
    first, scale = len(names), font["head"].unitsPerEm / 1000
    added = [f"made{number}" for number in range(len(composites))]
    font.setGlyphOrder(names + added)
    glyphs.setGlyphOrder(names + added)
    for name, composite in zip(added, composites, strict=True):
        glyph = Glyph()
        if composite.parts:
            glyph.numberOfContours = -1
            glyph.components = []
            for part, right, up in composite.parts:
                component = GlyphComponent()
                component.glyphName, component.flags = names[part], ARGS_ARE_XY_VALUES
                component.x, component.y = round(right * scale), round(up * scale)
                glyph.components.append(component)
            glyph.recalcBounds(glyphs)
        glyphs.glyphs[name] = glyph
        metrics.metrics[name] = (round(composite.advance * scale), getattr(glyph, "xMin", 0))
    limits = font["maxp"]
    parts = max((len(composite.parts) for composite in composites), default=0)
    for name, value in {
        "maxComponentDepth": DEPTH,
        "maxComponentElements": parts,
        "maxCompositePoints": limits.maxPoints * (parts + 1),
        "maxCompositeContours": limits.maxContours * (parts + 1),
    }.items():
        setattr(limits, name, max(getattr(limits, name), value))
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue(), first
