"""settings.xml, and the section properties at the end of the body."""

from briefs.design import Page, Theme
from briefs.docx.ooxml import Element, R, on, root, twips, w
from briefs.docx.write.footnotes import settings_of_notes
from briefs.docx.write.styles import scripts

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


def settings(theme: Theme, embedded: bool) -> Element:
    """settings.xml: mode 15, notes, languages; nothing that makes Word ask at opening.

    <w:compat><w:compatSetting w:name="compatibilityMode" w:uri="…" w:val="15"/></w:compat>
    """
    first, complex_ = scripts(theme)
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
        settings_of_notes(),
        w("compat", *modes),
        w("themeFontLang", val=theme.bcp47(first), bidi=theme.bcp47(complex_)),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def section(page: Page, rtl: bool, parts: dict[tuple[str, str], str]) -> Element:
    """`<w:sectPr>`: paper, margins, header and footers; no running head on page one.

    <w:footerReference w:type="first" r:id="rIdFooter1"/>…<w:pgSz w:w="11906" w:h="16838"/>
    """
    made = w("sectPr")
    for (tag, kind), identity in parts.items():
        reference = w(tag, type=kind)
        reference.set(f"{{{R}}}id", identity)
        made.append(reference)
    turned = "landscape" if page.width > page.height else None
    made.append(w("pgSz", w=twips(page.width), h=twips(page.height), orient=turned))
    made.append(
        w(
            "pgMar",
            top=twips(page.top),
            right=twips(page.right),
            bottom=twips(page.bottom),
            left=twips(page.left),
            header=twips(page.header),
            footer=twips(page.footer),
            gutter=0,
        )
    )
    made.append(w("titlePg"))
    if rtl:
        made.append(on("bidi"))
    return made
