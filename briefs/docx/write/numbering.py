"""numbering.xml: the patterns of lists, and each list of the document."""

from briefs.docx.ooxml import Element, on, root, w

# How far text is indented, and where the middle of its bullet or number stands, in twips. It is
# centred there: of left and right, readers do not agree which is which in a right-to-left list.
INDENTS = {"bullet": (280, 60), "decimal": (360, 110)}


def numbering(lists: list[tuple[str, int]]) -> Element:
    """numbering.xml: a bullet and a decimal pattern, and a `w:num` for each list of the document.

    <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>…
    <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">…</w:num>
    """
    kinds = {"bullet": "•", "decimal": "%1."}
    made = root("numbering")
    for number, (form, shown) in enumerate(kinds.items()):
        indent, middle = INDENTS[form]
        level = w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=form),
            w("lvlText", val=shown),
            w("lvlJc", val="center"),
            w("pPr", w("ind", left=indent, hanging=indent - middle)),
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
