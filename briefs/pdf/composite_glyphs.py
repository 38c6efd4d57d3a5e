"""TrueType fonts with glyphs added: each made of other glyphs of the font, with its own advance."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

DEPTH = 4  # of glyphs made of glyphs, at most
FLAGS = 0x2  # the arguments of a part are distances (ARGS_ARE_XY_VALUES)


@dataclass(frozen=True)
class CompositeGlyph:
    """A glyph to be: its parts (glyph, right, up) and its advance, in thousandths of an em."""

    parts: tuple[tuple[int, int, int], ...]
    advance: int


def with_glyphs(data: bytes, made: Sequence[CompositeGlyph]) -> tuple[bytes, int]:
    """The font with glyphs behind its own, and the number of the first; hinting is not kept."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent  # noqa: PLC0415

    font = TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
    shapes, metrics, names = font["glyf"], font["hmtx"], font.getGlyphOrder()
    first, scale = len(names), font["head"].unitsPerEm / 1000
    added = [f"made{number}" for number in range(len(made))]
    font.setGlyphOrder(names + added)
    shapes.setGlyphOrder(names + added)
    for name, one in zip(added, made, strict=True):
        glyph = Glyph()
        if one.parts:
            glyph.numberOfContours = -1
            glyph.components = []
            for part, right, up in one.parts:
                component = GlyphComponent()
                component.glyphName, component.flags = names[part], FLAGS
                component.x, component.y = round(right * scale), round(up * scale)
                glyph.components.append(component)
            glyph.recalcBounds(shapes)
        shapes.glyphs[name] = glyph
        metrics.metrics[name] = (round(one.advance * scale), getattr(glyph, "xMin", 0))
    largest = font["maxp"]
    largest.maxComponentDepth = max(largest.maxComponentDepth, DEPTH)
    parts = max((len(one.parts) for one in made), default=0)
    largest.maxComponentElements = max(largest.maxComponentElements, parts)
    largest.maxCompositePoints = max(largest.maxCompositePoints, largest.maxPoints * (parts + 1))
    largest.maxCompositeContours = max(
        largest.maxCompositeContours, largest.maxContours * (parts + 1)
    )
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue(), first
