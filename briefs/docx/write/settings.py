"""settings.xml, numbering.xml, and the section properties at the end of the body."""

from collections.abc import Iterable

from docx.shared import Mm

from briefs.design import Page, Theme
from briefs.docx.ooxml import Element, on, root, w
from briefs.docx.write.theme import scripts

# Compatibility as Word 2013 and later write it for a new document.
COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
    "useWord2013TrackBottomHyphenation": 0,
}
URI = "http://schemas.microsoft.com/office/word"
LEVEL_TEXTS = {"bullet": "•", "decimal": "%1."}
# How far text is indented, and where the middle of its bullet or number stands, in twips. It is
# centred there, since readers disagree about left and right in a right-to-left list.
INDENTS = {"bullet": (280, 60), "decimal": (360, 110)}


def settings(theme: Theme, embedded: bool) -> Element:
    """Return settings.xml: mode 15, notes, languages; nothing that makes Word ask at opening.

    <w:compat><w:compatSetting w:name="compatibilityMode" w:uri="…" w:val="15"/></w:compat>
    """
    first, complex_script = scripts(theme)
    modes = [
        w("compatSetting", name=name, uri=URI, val=value) for name, value in COMPATIBILITY.items()
    ]
    return root(
        "settings",
        w("zoom", percent=100),
        *([w("embedTrueTypeFonts"), w("saveSubsetFonts")] if embedded else []),
        w("defaultTabStop", val=720),
        on("evenAndOddHeaders", False),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", w("footnote", id=-1), w("footnote", id=0)),  # the two separators
        w("compat", *modes),
        w("themeFontLang", val=theme.bcp47(first), bidi=theme.bcp47(complex_script)),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def section(page: Page, rtl: bool, parts: dict[tuple[str, str], str]) -> Element:
    """Return `<w:sectPr>`: paper, margins, headers and footers; page one has its own.

    The top margin is that of page one; on other pages the running head keeps text further down.

    `parts` are relationship ids by element and type of page:
    <w:footerReference w:type="first" r:id="rIdFooter2"/>…<w:pgSz w:w="11906" w:h="16838"/>
    """
    references = [w(tag, type=kind, r_id=identity) for (tag, kind), identity in parts.items()]
    turned = "landscape" if page.width > page.height else None
    edges = ("top", "right", "bottom", "left", "header", "footer")
    lengths = {edge: getattr(page, edge) for edge in edges} | {"top": page.first_top}
    margins = {edge: Mm(length).twips for edge, length in lengths.items()}
    return w(
        "sectPr",
        *references,
        w("pgSz", w=Mm(page.width).twips, h=Mm(page.height).twips, orient=turned),
        w("pgMar", **margins, gutter=0),
        w("titlePg"),
        *([on("bidi")] if rtl else []),
    )


def numbering(starts: Iterable[int]) -> Element:
    """Return numbering.xml: two patterns, and a `w:num` for all bullets and each numbered list.

    `starts` are the first numbers of the numbered lists.

    <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>…
    <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">…</w:num>
    """
    part = root("numbering")
    for number, (pattern, shown) in enumerate(LEVEL_TEXTS.items()):
        indent, middle = INDENTS[pattern]
        level = w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=pattern),
            w("lvlText", val=shown),
            w("lvlJc", val="center"),
            w("pPr", w("ind", left=indent, hanging=indent - middle)),
            *([w("rPr", on("b"), on("bCs"))] if pattern == "decimal" else []),
            ilvl=0,
        )
        single = w("multiLevelType", val="singleLevel")
        part.append(w("abstractNum", single, level, abstractNumId=number))
    part.append(w("num", w("abstractNumId", val=0), numId=1))
    for number, start in enumerate(starts, 2):
        override = w("lvlOverride", w("startOverride", val=start), ilvl=0)
        part.append(w("num", w("abstractNumId", val=1), override, numId=number))
    return part
