"""styles.xml from the theme: each paragraph style with a twin per language."""

from dataclasses import replace

from briefs.design import Theme
from briefs.docx.ooxml import PARAGRAPH_ORDER, RUN_ORDER, Element, on, ordered, root, w
from briefs.docx.write.spacing import STYLES, line_height, size_of
from briefs.docx.write.style_table import CHARACTERS, PARAGRAPHS, CharacterStyle, Style
from briefs.docx.write.tables import table_styles
from briefs.docx.write.theme import (
    colour,
    direction,
    language_name,
    scripts,
    style_id,
    text_width,
)

# The first words of the names of Word's own styles.
BUILT_IN = {"heading", "toc", "caption", "footnote", "header", "footer", "List", "Body", "Subtitle"}
PAGE_NUMBER = 480  # the width for a page number, in twips


def styles(theme: Theme, lang: str, facing: bool) -> Element:
    """Return styles.xml for a document in a language, or in two that face each other."""
    part = root("styles", defaults(theme), latent(), normal(theme))
    for entry in PARAGRAPHS:
        style = replace(entry, tabs="pair") if facing and entry.tabs == "dots" else entry
        part.append(paragraph_style(style, theme, lang, facing))
        part.extend(twin(style, theme, other) for other in list(theme.languages)[1:])
    part.append(default_style("character", "Default Paragraph Font", 1))
    part.extend(character_style(style, theme) for style in CHARACTERS)
    part.extend(table_styles(theme))
    part.append(default_style("numbering", "No List", 99))
    return part


def default_style(kind: str, name: str, priority: int) -> Element:
    """Return the style that text, or a paragraph's numbering, has by default: one without form."""
    contents = w("name", val=name), w("uiPriority", val=priority), w("semiHidden")
    return w("style", *contents, type=kind, default=1, styleId=name.replace(" ", ""))


def fonts(theme: Theme, face: str, latin: str = "") -> Element:
    """Return `<w:rFonts w:ascii="Source Serif 4" w:hAnsi=… w:eastAsia=… w:cs="Amiri"/>`.

    `latin` is the language of the Latin font, if not the theme's first.
    """
    first, complex_script = scripts(theme)
    family = getattr(theme.languages[latin or first], face)
    other = getattr(theme.languages[complex_script], face)
    return w("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=other)


def sizes(theme: Theme, size: str, latin: str = "") -> list[Element]:
    """Return `<w:sz w:val="20"/><w:szCs w:val="23"/>`, in half points."""
    first, complex_script = scripts(theme)
    return [
        w("sz", val=round(theme.size(size, latin or first) * 2)),
        w("szCs", val=round(theme.size(size, complex_script) * 2)),
    ]


def defaults(theme: Theme) -> Element:
    """Return `<w:docDefaults>`: the text font and size, the languages, no spacing."""
    first, complex_script = scripts(theme)
    tag = theme.bcp47(first)
    letters = [
        fonts(theme, "text"),
        *sizes(theme, "text"),
        w("lang", val=tag, eastAsia=tag, bidi=theme.bcp47(complex_script)),
    ]
    paragraph = w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto"))
    of_runs = w("rPrDefault", ordered("rPr", RUN_ORDER, letters))
    return w("docDefaults", of_runs, w("pPrDefault", paragraph))


def latent() -> Element:
    """Return `<w:latentStyles>`, which hides Word's other built-in styles."""
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
    """Return the root of all paragraph styles.

    It has the colour of text, since LibreOffice lets a default colour in a table take precedence
    over a character style.
    """
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


def paragraph_style(style: Style, theme: Theme, lang: str, facing: bool) -> Element:
    """Return a paragraph style in the theme's first language, for a document in a language.

    In a facing document a style of headings or tables has lines high enough for both languages.
    """
    leftward = style.document_direction and direction(lang) == "rtl"
    langs = (
        [*theme.languages] if facing and (style.tabs or style.paired) else [*theme.languages][:1]
    )
    paragraph = paragraph_properties(style, theme, langs)
    paragraph += [on("bidi")] if leftward else []
    priority = 9 if style.level is not None else 10
    return style_element(style, priority, paragraph, letter_properties(style, theme))


def twin(style: Style, theme: Theme, lang: str) -> Element:
    """Return a style in another language: its direction, leading and fonts, based on the first.

    `next` stays within the language, so that whoever goes on typing keeps it.
    """
    leftward = direction(lang) == "rtl"
    paragraph = [on("bidi", leftward), *line_height(style, theme, [lang])]
    letters = [w("lang", **{"bidi" if leftward else "val": theme.bcp47(lang)})]
    if not leftward:
        letters += [fonts(theme, style.face or "text", lang), *sizes(theme, size_of(style), lang)]
    elif lang != scripts(theme)[1]:
        family = getattr(theme.languages[lang], style.face or "text")
        latin = sizes(theme, size_of(style))[0]
        size = round(theme.size(size_of(style), lang) * 2)
        letters += [w("rFonts", cs=family), latin, w("szCs", val=size)]
    named = replace(
        style,
        id=style_id(theme, style.id, lang),
        name=f"{style.name} {language_name(lang)}",
        based=style.id,
        next=style_id(theme, style.next, lang),
    )
    return style_element(named, 11, paragraph, letters)


def style_element(
    style: Style, priority: int, paragraph: list[Element], letters: list[Element]
) -> Element:
    """Return a paragraph style with these properties of paragraphs and letters.

    <w:style w:type="paragraph" w:styleId="Statement"><w:name w:val="Statement"/>
    <w:basedOn w:val="BodyText"/><w:next w:val="Statement"/><w:qFormat/><w:pPr>…</w:pPr></w:style>
    """
    built_in = style.id in STYLES and style.name.split()[0] in BUILT_IN | {"TOC"}
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val=style.based),
        w("next", val=style.next),
        w("uiPriority", val=priority),
        *([w("qFormat")] if style.quick else []),
        ordered("pPr", PARAGRAPH_ORDER, paragraph),
        ordered("rPr", RUN_ORDER, letters),
        type="paragraph",
        customStyle=None if built_in else 1,
        styleId=style.id,
    )


def paragraph_properties(style: Style, theme: Theme, langs: list[str]) -> list[Element]:
    """Return the children of a style's `w:pPr`."""
    properties = line_height(style, theme, langs) + borders(style, theme)
    if style.keep_next:
        properties += [on("keepNext"), on("keepLines")]
    if style.level is not None:
        properties.append(w("outlineLvl", val=style.level))
    if style.align:
        properties.append(w("jc", val=style.align))
    if style.hanging or style.indent:
        left = round((style.hanging or style.indent) * 20)
        properties.append(w("ind", left=left, hanging=left if style.hanging else None))
    if style.tabs:
        properties.append(w("tabs", *tab_stops(style, text_width(theme))))
    return properties


def tab_stops(style: Style, width: int) -> list[Element]:
    """Return `<w:tab w:val="right" w:leader="dot" w:pos="9524"/>`, the tab stop at the margin.

    A contents list of two languages has one more, where the second language ends.
    """
    leader = "dot" if style.tabs == "dots" else None
    last = w("tab", val="right", leader=leader, pos=width)
    if style.tabs != "pair":
        return [last]
    return [w("tab", val="right", leader="dot", pos=width - PAGE_NUMBER), last]


def borders(style: Style, theme: Theme) -> list[Element]:
    """Return rules and boxes: `<w:pBdr><w:bottom w:val="single" w:sz="4" …/></w:pBdr>`."""
    if not style.border:
        return []
    if style.border == "bar":
        return [w("pBdr", w("top", val="single", sz=24, space=4, color=colour(theme, "accent")))]
    if style.border != "box":
        side = {"under": "bottom", "over": "top"}[style.border]
        rule = w(side, val="single", sz=4, space=3, color=colour(theme, "rule"))
        return [w("pBdr", rule)]
    tint = colour(theme, "tint")
    sides = [
        w(side, val="single", sz=4, space=8, color=tint)
        for side in ("top", "left", "bottom", "right")
    ]
    shading = w("shd", val="clear", color="auto", fill=tint)
    return [w("pBdr", *sides), shading, w("ind", left=180, right=180)]


def letter_properties(style: Style, theme: Theme) -> list[Element]:
    """Return the children of a style's `w:rPr`."""
    properties = [fonts(theme, style.face)] if style.face else []
    if style.size:
        properties += sizes(theme, style.size)
    if style.bold:
        properties += [on("b"), on("bCs")]
    if style.colour:
        properties.append(w("color", val=colour(theme, style.colour)))
    return properties


def character_style(style: CharacterStyle, theme: Theme) -> Element:
    """Return `<w:style w:type="character" w:styleId="Topic"><w:name w:val="Topic"/>…</w:style>`."""
    properties = [on("b"), on("bCs")] if style.bold else []
    if style.signs:
        family = theme.languages[scripts(theme)[0]].label
        properties.append(w("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family))
    if style.size:
        properties += sizes(theme, style.size)
    if style.colour:
        properties.append(w("color", val=colour(theme, style.colour)))
    if style.raised:
        properties.append(w("vertAlign", val="superscript"))
    if style.underlined:
        properties.append(w("u", val="single"))
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val="DefaultParagraphFont"),
        w("uiPriority", val=20),
        w("qFormat"),
        ordered("rPr", RUN_ORDER, properties),
        type="character",
        customStyle=None if style.id in ("Strong", "Hyperlink", "FootnoteReference") else 1,
        styleId=style.id,
    )
