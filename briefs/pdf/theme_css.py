"""The CSS that a theme and the texts in the margins of a tree stand for."""

from briefs.design import COUNTER_STYLES, LEAST_SIZE, Theme, css_rule, inset_rules
from briefs.html import Element, foot_of, head_metadata

A4_HEIGHT = 297
SIDE_OF_FOOT = 76  # millimetres: the width of a language beside the folio, in two languages
CARD = 0.9  # of the size of text, in the statements of a card
LEAST_RATING = 40.0  # millimetres: the width of the gauges of a judgement
# Font sizes that only the PDF needs, each as a part of one of the theme's sizes.
DERIVED_SIZES = {
    "facing": ("text", 0.95),
    "card": ("text", CARD),
    "cell": ("note", 1.0),
    "compact": ("text", 0.94),
    "dense": ("note", 0.92),
    "title-facing": ("title", 0.8),
    "title-card": ("title", 0.58),
    "answer-card": ("answer", 0.86),
}


def theme_css(theme: Theme) -> str:
    """Return the theme as CSS custom properties: colours for all, fonts and sizes by language."""
    rules = [css_rule(":root", {f"--{name}": value for name, value in theme.colours.items()})]
    for code, style in theme.languages.items():
        sizes = {f"--size-{name}": f"{theme.size(name, code)}pt" for name in theme.sizes}
        for name, (base, part) in DERIVED_SIZES.items():
            size = max(theme.sizes[base] * style.scale * part, LEAST_SIZE)
            sizes[f"--size-{name}"] = f"{size:.2f}pt"
        fonts = {
            "--face-text": f"'{style.text}'",
            "--face-label": f"'{style.label}'",
            "--side": f"{theme.unused_width(code)}mm",
            "--side-card": f"{theme.unused_width(code) + style.measure * (1 - CARD) * 0.85:.4g}mm",
            "--side-rating": f"{max(theme.unused_width(code), LEAST_RATING)}mm",
            "--size-mark": f"{LEAST_SIZE}pt",
            "--leading": str(style.leading),
            "--leading-tight": f"{1 + (style.leading - 1) * 0.72:.3g}",
            "--leading-facing": f"{1 + (style.leading - 1) * 0.9:.3g}",
        }
        rules.append(css_rule(f":lang({code})", fonts | sizes))
        if style.digits != "latn":
            rules += numbered_css(code, COUNTER_STYLES[style.digits])
        rules += inset_rules(theme, code)
    return "\n".join(rules)


def numbered_css(code: str, counter: str) -> list[str]:
    """Return the CSS of numbered lists and of pages in contents, in the digits of a language."""
    page = f"target-counter(attr(href), page, {counter})"
    return [
        css_rule(f"ol:lang({code})", {"list-style-type": counter}),
        css_rule(f"nav.contents a:lang({code})::after", {"content": page}),
    ]


def page_css(tree: Element, theme: Theme) -> str:
    """Return the CSS of the page: its paper, margins, and running header and footer."""
    page = theme.page
    texts = margin_texts(tree, theme)
    margins = f"{page.top}mm {page.side}mm {page.bottom}mm"
    boxes = " ".join(margin_box(name, *text, theme) for name, text in texts.items())
    first = " ".join(f"{name} {{ content: none }}" for name in texts if name.startswith("@top"))
    first += f" margin-top: {page.first_top:.4g}mm"
    paper = f"size: {page.size}; margin: {margins}"
    if page.outside_trim:
        paper += f"; bleed: {page.outside_trim}mm; marks: {' '.join(sorted(page.marks)) or 'none'}"
    rules = f"@page {{ {paper}; {boxes} }} @page :first {{ {first} }}\n"
    if "@bottom-center" in texts:
        sides = (f"@bottom-{side} {{ width: {SIDE_OF_FOOT}mm }}" for side in ("left", "right"))
        rules += f"@page {{ {' '.join(sides)} }}\n"
    # Page one does not fit on a page shorter than A4; the rest must not be alone on the next.
    if page.height < A4_HEIGHT:
        rules += "section.body[data-break] { break-before: auto; margin-top: 12pt }\n"
    return rules


def margin_texts(tree: Element, theme: Theme) -> dict[str, tuple[str, str]]:
    """Return what the margin boxes of each page show: name of the box → (language, CSS content).

    The title is on the side where lines start, opposite the section. In two languages each has
    its own side, the first where the page starts.
    """
    metadata = head_metadata(tree)
    title, reference = (
        [(language, css_string(text)) for language, text in metadata[name].items()]
        for name in ("short-title", "reference")
    )
    pages = [
        (language, page_numbers(text, theme.languages[language].digits))
        for language, text in metadata["page-pattern"].items()
    ]
    separator = "\n" if len(title) > 1 else " · "
    information = [
        (language, css_string(separator.join(filter(None, foot_of(metadata, language)))))
        for language, _ in title
    ]
    start, end = ("right", "left") if tree.get("dir") == "rtl" else ("left", "right")
    if len(title) > 1:
        top = {f"@top-{start}": title[0], "@top-center": reference[0], f"@top-{end}": title[-1]}
        bottom = {f"@bottom-{start}": information[0], f"@bottom-{end}": information[-1]}
        return top | bottom | {"@bottom-center": pages[0]}
    section = (reference[0][0], f"{reference[0][1]} string(section, start)")
    top = {f"@top-{start}": title[0], f"@top-{end}": section}
    return top | {f"@bottom-{start}": information[0], f"@bottom-{end}": pages[0]}


def page_numbers(pattern: str, digits: str) -> str:
    """Return the CSS content of a pattern, in which `{page}` and `{pages}` are counters."""
    content = css_string(pattern)
    for counter in ("page", "pages"):
        number = f'" counter({counter}, {COUNTER_STYLES[digits]}) "'
        content = content.replace(f"{{{counter}}}", number)
    return content


def margin_box(name: str, language: str, content: str, theme: Theme) -> str:
    """Return the CSS of a margin box with some content."""
    font = f"{theme.size('running', language)}pt '{theme.languages[language].label}'"
    look = f"font: {font}; color: {theme.colours['muted']}; white-space: pre"
    look += f"; direction: {theme.direction(language)}"
    if name.startswith("@bottom"):
        look += "; vertical-align: top; padding-top: 3.5mm; line-height: 1.3; white-space: pre-line"
    return f"{name} {{ content: {content}; {look} }}"


def css_string(text: str) -> str:
    """Return a text as a CSS string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ") + '"'
