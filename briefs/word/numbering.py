"""numbering.xml: the patterns of lists, and each list of the document."""

from briefs.word.markup import Element, on, root, w


def numbering(lists: list[tuple[str, int]]) -> Element:
    """numbering.xml: a bullet and a decimal pattern, and a `w:num` for each list of the document.

    <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>…
    <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">…</w:num>
    """
    kinds = {"bullet": ("bullet", "•", 280), "decimal": ("decimal", "%1.", 360)}
    made = root("numbering")
    for number, (form, shown, indent) in enumerate(kinds.values()):
        level = w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=form),
            w("lvlText", val=shown),
            w("pPr", w("ind", left=indent, hanging=indent)),
            *([w("rPr", on("b"), on("bCs"))] if form == "decimal" else []),
            ilvl=0,
        )
        made.append(
            w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=number)
        )
    for number, (form, start) in enumerate(lists, 1):
        override = w("lvlOverride", w("startOverride", val=start), ilvl=0)
        made.append(
            w(
                "num",
                w("abstractNumId", val=list(kinds).index(form)),
                *([override] if form == "decimal" else []),
                numId=number,
            )
        )
    return made
