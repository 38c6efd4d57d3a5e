"""styles.xml from the theme: each paragraph style with a twin per language."""

from dataclasses import replace

from briefs.design import Theme
from briefs.docx.ooxml import PARAGRAPH_ORDER, RUN_ORDER, Element, on, ordered, root, w
from briefs.docx.write.context import colour, direction, language_name, suffix, text_width
from briefs.docx.write.style_table import CHARACTERS, PARAGRAPHS, Letters, Style
from briefs.docx.write.table_styles import table_styles

BUILT_IN = {"heading", "toc", "caption", "footnote", "header", "footer", "List", "Body", "Subtitle"}
NUMBER = 480  # the room of a page number, in twips


def styles(theme: Theme, lang: str, facing: bool) -> Element:
    """`<w:styles>`: defaults, latent styles, paragraph, character and table styles."""
    made = root("styles", defaults(theme), latent(), normal(theme))
    for one in PARAGRAPHS:
        style = replace(one, tabs="pair") if facing and one.tabs == "dots" else one
        made.append(paragraph_style(style, theme, lang))
        made.extend(twin(style, theme, other) for other in list(theme.languages)[1:])
    made.append(
        w(
            "style",
            w("name", val="Default Paragraph Font"),
            w("uiPriority", val=1),
            w("semiHidden"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        )
    )
    made.extend(character_style(letters, theme) for letters in CHARACTERS)
    made.extend(table_styles(theme))
    made.append(
        w(
            "style",
            w("name", val="No List"),
            w("uiPriority", val=99),
            w("semiHidden"),
            type="numbering",
            default=1,
            styleId="NoList",
        )
    )
    return made


def scripts(theme: Theme) -> tuple[str, str]:
    """The languages that set the Latin and the complex side of every style."""
    languages = list(theme.languages)
    leftward = [lang for lang in languages if direction(lang) == "rtl"]
    rightward = [lang for lang in languages if direction(lang) == "ltr"]
    return (rightward or languages)[0], (leftward or languages)[0]


def fonts(theme: Theme, face: str, latin: str = "") -> Element:
    """`<w:rFonts w:ascii="Source Serif 4" w:hAnsi=… w:eastAsia=… w:cs="Amiri"/>`"""
    first, complex_ = scripts(theme)
    family = getattr(theme.languages[latin or first], face)
    other = getattr(theme.languages[complex_], face)
    return w("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=other)


def sizes(theme: Theme, size: str, latin: str = "") -> list[Element]:
    """`<w:sz w:val="20"/><w:szCs w:val="23"/>`, in half points."""
    first, complex_ = scripts(theme)
    return [
        w("sz", val=round(theme.size(size, latin or first) * 2)),
        w("szCs", val=round(theme.size(size, complex_) * 2)),
    ]


def defaults(theme: Theme) -> Element:
    """`<w:docDefaults>`: the text face and size, the languages, no spacing."""
    first, complex_ = scripts(theme)
    letters = [
        fonts(theme, "text"),
        *sizes(theme, "text"),
        w("lang", val=theme.bcp47(first), eastAsia=theme.bcp47(first), bidi=theme.bcp47(complex_)),
    ]
    paragraph = w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto"))
    return w(
        "docDefaults",
        w("rPrDefault", ordered("rPr", RUN_ORDER, letters)),
        w("pPrDefault", paragraph),
    )


def latent() -> Element:
    """`<w:latentStyles>`: Word's other built-in styles stay out of sight."""
    exceptions = [
        w("lsdException", name=style.name, semiHidden=0, unhideWhenUsed=0, qFormat=1)
        for style in PARAGRAPHS
        if style.name.split()[0] in BUILT_IN and style.quick
    ]
    return w(
        "latentStyles",
        *exceptions,
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
        count=376,
    )


def normal(theme: Theme) -> Element:
    """The root of all paragraph styles. The colour stands here, since LibreOffice lets a default
    in a table win over a character style."""
    return w(
        "style",
        w("name", val="Normal"),
        w("uiPriority", val=0),
        w("qFormat"),
        w("pPr", w("widowControl")),
        w("rPr", w("color", val=colour(theme, "ink"))),
        type="paragraph",
        default=1,
        styleId="Normal",
    )


def paragraph_style(style: Style, theme: Theme, lang: str) -> Element:
    """A paragraph style in the theme's first language.

    <w:style w:type="paragraph" w:styleId="Statement"><w:name w:val="Statement"/>
    <w:basedOn w:val="BodyText"/><w:next w:val="Statement"/><w:qFormat/><w:pPr>…</w:pPr></w:style>
    """
    first = next(iter(theme.languages))
    turned = style.document_direction and direction(lang) == "rtl"
    paragraph = [*paragraph_properties(style, theme, first), *([on("bidi")] if turned else [])]
    letters = letter_properties(style, theme)
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val=style.based),
        w("next", val=style.next),
        w("uiPriority", val=9 if style.level is not None else 10),
        *([w("qFormat")] if style.quick else []),
        ordered("pPr", PARAGRAPH_ORDER, paragraph),
        ordered("rPr", RUN_ORDER, letters),
        type="paragraph",
        customStyle=None if style.name.split()[0] in BUILT_IN | {"TOC"} else 1,
        styleId=style.id,
    )


def twin(style: Style, theme: Theme, lang: str) -> Element:
    """The same style in another language: its direction, leading and letters, based on the first.

    `next` stays within the language, so that whoever goes on typing keeps it.
    """
    ending = suffix(theme, lang)
    paragraph = [on("bidi", direction(lang) == "rtl"), *line_height(style, theme, lang)]
    letters = [w("lang", **{"bidi" if direction(lang) == "rtl" else "val": theme.bcp47(lang)})]
    if direction(lang) == "ltr":
        letters += [fonts(theme, style.face or "text", lang), *sizes(theme, size_of(style), lang)]
    return w(
        "style",
        w("name", val=f"{style.name} {language_name(lang)}"),
        w("basedOn", val=style.id),
        w("next", val=style.next + ending),
        w("uiPriority", val=11),
        *([w("qFormat")] if style.quick else []),
        ordered("pPr", PARAGRAPH_ORDER, paragraph),
        ordered("rPr", RUN_ORDER, letters),
        type="paragraph",
        customStyle=1,
        styleId=style.id + ending,
    )


def size_of(style: Style) -> str:
    """The theme's name of a style's size, its own or that of the style it is based on."""
    while not style.size:
        style = next(other for other in PARAGRAPHS if other.id == style.based)
    return style.size


def line_height(style: Style, theme: Theme, lang: str) -> list[Element]:
    """`<w:spacing w:before= w:after= w:line="278" w:lineRule="atLeast"/>`, leading by language."""
    if style.id == "Gap":
        return [w("spacing", before=0, after=0, line=60, lineRule="exact")]
    tight = min(theme.languages[lang].leading, 1.25) if style.level is not None else None
    height = theme.size(size_of(style), lang) * (tight or theme.languages[lang].leading)
    points = {"before": style.before, "after": style.after}
    given = {
        name: round(value * theme.spacing * 20)
        for name, value in points.items()
        if value is not None
    }
    return [w("spacing", **given, line=round(height * 20), lineRule="atLeast")]


def paragraph_properties(style: Style, theme: Theme, lang: str) -> list[Element]:
    """What stands in a style's `w:pPr`."""
    made = line_height(style, theme, lang) + edges(style, theme)
    if style.keep_next:
        made += [on("keepNext"), on("keepLines")]
    if style.level is not None:
        made.append(w("outlineLvl", val=style.level))
    if style.align:
        made.append(w("jc", val=style.align))
    if style.hanging:
        made.append(w("ind", left=round(style.hanging * 20), hanging=round(style.hanging * 20)))
    elif style.indent:
        made.append(w("ind", left=round(style.indent * 20)))
    if style.tabs:
        made.append(w("tabs", *tab_stops(style, text_width(theme))))
    return made


def tab_stops(style: Style, width: int) -> list[Element]:
    """`<w:tab w:val="right" w:leader="dot" w:pos="9524"/>`; in a contents list of two languages
    one more, where the second ends."""
    leader = "dot" if style.tabs == "dots" else None
    last = w("tab", val="right", leader=leader, pos=width)
    if style.tabs != "pair":
        return [last]
    return [w("tab", val="right", leader="dot", pos=width - NUMBER), last]


def edges(style: Style, theme: Theme) -> list[Element]:
    """Rules and boxes: `<w:pBdr><w:bottom w:val="single" w:sz="4" …/></w:pBdr><w:shd …/>`."""
    rule, tint = colour(theme, "rule"), colour(theme, "tint")
    if style.border in ("under", "over"):
        side = {"under": "bottom", "over": "top"}[style.border]
        return [w("pBdr", w(side, val="single", sz=4, space=3, color=rule))]
    if style.border:
        sides = [
            w(side, val="single", sz=4, space=8, color=tint)
            for side in ("top", "left", "bottom", "right")
        ]
        shading = w("shd", val="clear", color="auto", fill=tint)
        return [w("pBdr", *sides), shading, w("ind", left=180, right=180)]
    return []


def letter_properties(style: Style, theme: Theme) -> list[Element]:
    """What stands in a style's `w:rPr`."""
    made = []
    if style.face:
        made.append(fonts(theme, style.face))
    if style.size:
        made += sizes(theme, style.size)
    if style.bold is not None:
        made += [on("b", style.bold), on("bCs", style.bold)]
    if style.colour:
        made.append(w("color", val=colour(theme, style.colour)))
    return made


def character_style(letters: Letters, theme: Theme) -> Element:
    """`<w:style w:type="character" w:styleId="Topic"><w:name w:val="Topic"/>…</w:style>`"""
    made = [on("b"), on("bCs")] if letters.bold else []
    if letters.colour:
        made.append(w("color", val=colour(theme, letters.colour)))
    if letters.raised:
        made.append(w("vertAlign", val="superscript"))
    if letters.underlined:
        made.append(w("u", val="single"))
    return w(
        "style",
        w("name", val=letters.name),
        w("basedOn", val="DefaultParagraphFont"),
        w("uiPriority", val=20),
        w("qFormat"),
        ordered("rPr", RUN_ORDER, made),
        type="character",
        customStyle=None if letters.id in ("Strong", "Hyperlink", "FootnoteReference") else 1,
        styleId=letters.id,
    )
