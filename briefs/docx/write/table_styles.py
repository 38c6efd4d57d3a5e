"""The styles of tables, from the theme."""

from briefs.design import Theme
from briefs.docx.ooxml import Element, on, w
from briefs.docx.write.context import colour


def table_styles(theme: Theme) -> list[Element]:
    """Word's own plain table, the ruled table with its header row, and the facing table."""
    rule, accent, tint = (colour(theme, name) for name in ("rule", "accent", "tint"))
    row = round(40 * theme.spacing)
    plain = margins(0, 108, 0, 108)
    return [
        table_style("TableNormal", "Normal Table", None, [plain], []),
        table_style(
            "BriefTable",
            "Brief Table",
            "TableNormal",
            [
                borders(top=(8, accent), bottom=(8, accent), insideH=(4, rule)),
                margins(40, 85, 40, 85),
            ],
            [
                w(
                    "tblStylePr",
                    w("rPr", on("b"), on("bCs"), w("color", val=accent)),
                    w("tcPr", w("shd", val="clear", color="auto", fill=tint)),
                    type="firstRow",
                ),
                w("tblStylePr", w("rPr", on("b"), on("bCs")), type="firstCol"),
            ],
        ),
        table_style(
            "FacingTable",
            "Facing Table",
            "TableNormal",
            [borders(insideH=(4, tint)), margins(row, 0, row, 0)],
            [],
        ),
    ]


def table_style(
    identity: str, name: str, based: str | None, table: list[Element], parts: list[Element]
) -> Element:
    """`<w:style w:type="table" w:styleId="BriefTable">…<w:tblPr>…</w:tblPr>…</w:style>`"""
    return w(
        "style",
        w("name", val=name),
        *([w("basedOn", val=based)] if based else []),
        w("uiPriority", val=99),
        *([] if based else [w("semiHidden"), w("unhideWhenUsed")]),
        w("tblPr", w("tblInd", w=0, type="dxa"), *table),
        *parts,
        type="table",
        default=None if based else 1,
        customStyle=1 if based else None,
        styleId=identity,
    )


def borders(**sides: tuple[int, str]) -> Element:
    """`<w:tblBorders><w:top w:val="single" w:sz="8" …/>…</w:tblBorders>`"""
    return w(
        "tblBorders",
        *(
            w(side, val="single", sz=size, space=0, color=paint)
            for side, (size, paint) in sides.items()
        ),
    )


def margins(top: int, left: int, bottom: int, right: int) -> Element:
    """`<w:tblCellMar><w:top w:w="40" w:type="dxa"/>…</w:tblCellMar>`"""
    given = {"top": top, "left": left, "bottom": bottom, "right": right}
    return w("tblCellMar", *(w(side, w=size, type="dxa") for side, size in given.items()))
