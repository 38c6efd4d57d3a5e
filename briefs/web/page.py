"""Adapts a tree to a page: bilingual rows, notes that open beside the text, wide tables, signs.

Every function changes its tree in place.
"""

from collections.abc import Mapping

from lxml import etree

from briefs.design import Language
from briefs.html import Element, before_number, contents_entry, draw_figures

# The tables that may be wider than a telephone: each scrolls in a region of its own.
WIDE = {"stances", "months", "matrix", "compare", "evidence", "weights", "claims", "files"}


def adapt(tree: Element, languages: Mapping[str, Language], keep_paths: bool = False) -> None:
    """Change the body of a resolved tree into what a page shows, with or without paths of texts."""
    draw_figures(tree)
    write_out_signs(tree, languages)
    for table in list(tree.iterfind(".//table[@class='facing']")):
        as_rows(table)
    for aside in tree.iter("aside"):
        aside.tag = "section"  # part of the text, and so no landmark beside it
    open_notes(tree, languages)
    for number, table in enumerate(list(tree.iterfind(".//table[caption]")), 1):
        name_table(table, number)
    if not keep_paths:
        remove_paths(tree)


def language_of(element: Element, languages: Mapping[str, Language]) -> Language:
    """Return the language of the nearest element that states one."""
    codes = (one.get("lang", "") for one in (element, *element.iterancestors()))
    return next(languages[code] for code in codes if code in languages)


def write_out_signs(tree: Element, languages: Mapping[str, Language]) -> None:
    """Show signs to readers with sight, and words in their place to those who listen."""
    for element in tree.iterfind(".//span[@data-sign]"):
        element.set("role", "img")
        element.set("aria-label", element.text or "")
        element.text = element.get("data-sign")
    for sign in tree.iterfind(".//span[@class='sign']"):
        sign.set("aria-hidden", "true")
        words = language_of(sign, languages).strings["stance"]
        if isinstance(words, str):  # strings that the design reports
            continue
        classes = " ".join(one.get("class", "") for one in sign.iterancestors("p", "span")).split()
        stance = next((words[name] for name in classes if name in words), "")
        parent = sign.getparent()
        if parent is None or stance in "".join(map(str, parent.itertext())):
            continue
        unseen = etree.Element("span", {"class": "unseen"})
        unseen.text, unseen.tail, sign.tail = f"{stance} ", sign.tail, None
        sign.addnext(unseen)


def as_rows(table: Element) -> None:
    """Make a table of bilingual rows divisions, which stand side by side or below each other."""
    table.tag = "div"
    for row in list(table.iterfind("tbody/tr")):
        row.tag = "div"
        row.set("class", "row")
        for half in row:
            half.tag = "div"
            half.set("class", "half")
        table.append(row)
    for body in table.findall("tbody"):
        table.remove(body)


def open_notes(tree: Element, languages: Mapping[str, Language]) -> None:
    """Make each note a popover that its numbers in the text open, and give it a way back.

    The style sheet shows a popover that is not open in its place in the list of notes.
    """
    popovers: dict[str, dict[str, str]] = {}
    for notes in tree.iterfind(".//ol[@class='notes']"):
        language = language_of(notes, languages)
        for number, item in enumerate(notes, int(notes.get("start", "1"))):
            name = f"popover-{number}-{language.code}"
            popovers.setdefault(f"#note-{number}", {})[language.code] = name
            put_into_popover(item, name, number, language)
    for marks in tree.iterfind(".//span[@class='noterefs']"):
        marks.text = before_number(marks)
    for anchor in list(tree.iterfind(".//a[@class='noteref']")):
        names = popovers.get(anchor.attrib.pop("href"), {})
        language = language_of(anchor, languages)
        anchor.tag = "button"
        anchor.set("type", "button")
        anchor.set("popovertarget", names.get(language.code) or next(iter(names.values()), ""))
        anchor.set("aria-label", language.translate("note-number", number=anchor.text or ""))


def put_into_popover(item: Element, name: str, number: int, language: Language) -> None:
    """Put the contents of a note into a popover, which a link back to the text follows."""
    popover = etree.Element("div", {"class": "popover", "id": name, "popover": "auto"})
    digits = language.digits(str(number))
    head = etree.SubElement(popover, "strong", {"class": "when-open"})
    head.text = language.translate("note-number", number=digits)
    head.tail, item.text = item.text, None
    popover.extend(list(item))
    close = {"class": "close when-open", "type": "button", "popovertarget": name}
    button = etree.SubElement(popover, "button", close | {"popovertargetaction": "hide"})
    button.text = language.translate("close")
    item.append(popover)
    label = f"{language.translate('back-to-text')} ({digits})"
    back = {"class": "back", "href": f"#ref-{number}", "aria-label": label}
    etree.SubElement(item, "a", back).text = "↑"


def name_table(table: Element, number: int) -> None:
    """Set texts as wide as a table apart, and put a wide table into a region that scrolls.

    The style sheet lets these texts stay where they are while the table scrolls.
    """
    (caption,) = table.findall("caption")
    caption.set("id", f"caption-{number}")
    for spanning in (caption, *table.iterfind(".//td[@class='verdict']")):
        text = etree.Element("span", {"class": "text"})
        text.text, spanning.text = spanning.text, None
        text.extend(list(spanning))
        spanning.append(text)
    parent = table.getparent()
    if table.get("class") not in WIDE or parent is None:
        return
    name = {"class": "scroll", "role": "region", "tabindex": "0"}
    region = etree.Element("div", name | {"aria-labelledby": f"caption-{number}"})
    region.tail, table.tail = table.tail, None
    parent.replace(table, region)
    region.append(table)


def remove_paths(tree: Element) -> None:
    """Remove the attributes that only other writers read, and the spans that had no others."""
    for element in tree.iterfind(".//*"):
        for name in [str(name) for name in element.attrib]:
            if name.startswith("data-"):
                del element.attrib[name]
        if element.tag == "span" and not element.attrib:
            element.tag = "bare"
    etree.strip_tags(tree, "bare")


def take_contents(body: Element, language: Language) -> Element:
    """Remove the contents of a body, or make contents where a template has none; return them."""
    nav = body.find(".//nav")
    if nav is None:
        nav = etree.Element("nav", {"class": "contents"})
        etree.SubElement(nav, "h2", {"id": "contents"}).text = language.translate("contents")
        items = etree.SubElement(nav, "ol")
        items.extend(contents_entry(heading) for heading in body.iterfind(".//h2[@id]"))
    section = nav.getparent()
    if section is not None:
        section.remove(nav)
        parent = section.getparent()
        if not len(section) and parent is not None:
            parent.remove(section)
    nav.set("aria-labelledby", "contents")
    return nav
