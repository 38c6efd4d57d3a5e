"""The Word writer: the resolved semantic tree as a document that an editor can work in."""

from collections.abc import Iterable, Mapping

from docx.opc.part import Part

from briefs.design import Theme
from briefs.docx.ooxml import Element, W, blob, root, w
from briefs.docx.package import app_part, core_part, part, relate, saved
from briefs.docx.write.baseline import baseline, baseline_part
from briefs.docx.write.blocks import blocks, gap
from briefs.docx.write.context import (
    BlockContext,
    Links,
    WordOptions,
    WriteContext,
    bookmark_names,
    text_width,
)
from briefs.docx.write.fonts import font_table
from briefs.docx.write.footnotes import check, collect, footnotes
from briefs.docx.write.headers import Metas, footer, header, metas
from briefs.docx.write.numbering import numbering
from briefs.docx.write.reference_doc import (
    ReferenceDoc,
    reference_doc_of,
    with_reference_doc,
    with_reference_page,
)
from briefs.docx.write.settings import section, settings
from briefs.docx.write.styles import styles
from briefs.docx.write.theme_part import palette
from briefs.html import visible_text
from briefs.problems import Problem

FACING = ".//table[@class='facing']"
RUNNING = {
    ("headerReference", "default"): "rIdHeader1",
    ("footerReference", "default"): "rIdFooter1",
    ("footerReference", "first"): "rIdFooter2",
}


def write_docx(tree: Element, theme: Theme, options: WordOptions) -> tuple[bytes, list[Problem]]:
    """The resolved tree as a .docx, with the links that were refused. The tree is left as it is."""
    theme = theme.dense(tree.get("data-template") or "")
    house, refused = reference_doc_of(theme, options.base)
    theme, unused = with_reference_page(theme, house)
    place = BlockContext(tree.get("lang") or "", tree.get("dir") or "ltr", text_width(theme))
    job = WriteContext(theme, options, bookmark_names(tree), lists=[("bullet", 1)])
    job.problems += refused + unused
    body = tree.find("body")
    if body is None:
        raise ValueError("Word writer: the tree has no body")
    made = blocks(body, place.at(body), job)
    if not made or made[-1].tag != f"{{{W}}}p":
        made.append(gap())
    if job.waiting:
        raise ValueError(f"Word writer: nothing follows the targets {job.waiting}")
    document = root("document", w("body", *made, section(theme.page, place.rtl, RUNNING)))
    main = document_part(document, tree, place, job, house)
    core = core_part(core_values(tree, place), options.created)
    return saved(main, core, app_part()), job.problems


def document_part(
    document: Element,
    tree: Element,
    place: BlockContext,
    job: WriteContext,
    house: ReferenceDoc | None,
) -> Part:
    """Return the document's part, related to all parts that it leads to."""
    notes_of_tree = collect(tree, place)
    check(job, notes_of_tree)
    notes, links_of_notes = footnotes(notes_of_tree, place, job)
    fonts, files = font_table(job.theme, job.options.fonts)
    ours = styles(job.theme, place.lang, tree.find(FACING) is not None), palette(job.theme)
    look, colours, lacking = with_reference_doc(ours, house, job.theme.word.base)
    job.problems += lacking
    pages = running(metas(tree, place), place, job)
    xml = {
        "styles": look,
        "numbering": numbering(job.lists),
        "settings": settings(job.theme, bool(files)),
        "theme1": colours,
        "footnotes": notes,
        **pages,
        "fontTable": fonts,
    }
    main = part("word/document.xml", "document", blob(document))
    parts = {}
    for name, element in xml.items():
        kind = name.rstrip("0123456789")
        folder = "word/theme" if kind == "theme" else "word"
        parts[name] = part(f"{folder}/{name}.xml", kind, blob(element))
        relate(main, f"rId{name.capitalize()}", kind, parts[name])
    relate_links(parts["footnotes"], links_of_notes)
    relate_fonts(parts["fontTable"], files)
    relate_charts(main, job.charts)
    relate_links(main, job.links)
    stories = {"document": document, "footnotes": notes} | pages
    record = baseline_part(baseline(tree, stories, look, job))
    relate(main, "rIdRecord", "customXml", record)
    return main


def relate_fonts(table: Part, files: Mapping[str, bytes]) -> None:
    """Relate the font table to the embedded fonts, given as relationship id → file."""
    for number, (identity, data) in enumerate(files.items(), 1):
        font = part(f"word/fonts/font{number}.odttf", "", data)
        relate(table, identity, "font", font)


def relate_charts(main: Part, charts: Iterable[tuple[bytes, bytes]]) -> None:
    """Relate the document to its charts, given as XML and workbook each."""
    for number, (chart, book) in enumerate(charts, 1):
        chart_part = part(f"word/charts/chart{number}.xml", "chart", chart)
        workbook = part(f"word/embeddings/chart{number}.xlsx", "", book)
        relate(chart_part, "rIdWorkbook", "package", workbook)
        relate(main, f"rIdChart{number}", "chart", chart_part)


def running(given: Metas, place: BlockContext, job: WriteContext) -> dict[str, Element]:
    """The header, and the footer twice: page one has no header, and a footer of its own."""
    return {
        "header1": header(given, place, job),
        "footer1": footer(given, place, job),
        "footer2": footer(given, place, job),
    }


def relate_links(source: Part, links: Links) -> None:
    """Add the relationships of a part's external links."""
    for url, identity in links.targets.items():
        relate(source, identity, "hyperlink", url)


def core_values(tree: Element, place: BlockContext) -> dict[str, str]:
    """Return the values of the document's core properties, from the tree's head."""
    title = tree.find("head/title")
    given = {name: next(iter(texts.values())) for name, texts in metas(tree, place).items()}
    return {
        "title": visible_text(title) if title is not None else "",
        "creator": given.get("author", ""),
        "description": given.get("description", ""),
        "keywords": given.get("keywords", ""),
        "language": place.lang,
    }
