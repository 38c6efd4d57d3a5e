"""The Word writer: the resolved semantic tree as a document that an editor can work in."""

from collections.abc import Iterable, Mapping

from docx.opc.part import Part

from briefs.design import Theme
from briefs.docx.ooxml import Element, blob, q, root, w
from briefs.docx.package import core_part, part, relate, saved
from briefs.docx.write.anchors import number_bookmarks, number_links, refused_links
from briefs.docx.write.baseline import baseline, baseline_part
from briefs.docx.write.blocks import blocks
from briefs.docx.write.charts import Chart, native_chart
from briefs.docx.write.fonts import font_table
from briefs.docx.write.footnotes import footnotes
from briefs.docx.write.headers import headers_and_footers
from briefs.docx.write.paragraphs import gap
from briefs.docx.write.plan import BlockContext, DocumentPlan, WordOptions, context_of, plan_of
from briefs.docx.write.reference_doc import (
    read_reference_doc,
    with_reference_page,
    with_reference_styles,
)
from briefs.docx.write.settings import numbering, section, settings
from briefs.docx.write.styles import styles
from briefs.docx.write.theme import text_width, theme_xml
from briefs.html import head_metadata, visible_text
from briefs.problems import Problem

FACING = ".//table[@class='facing']"
RUNNING = {
    ("headerReference", "default"): "rIdHeader1",
    ("footerReference", "default"): "rIdFooter1",
    ("footerReference", "first"): "rIdFooter2",
}


def write_docx(tree: Element, theme: Theme, options: WordOptions) -> tuple[bytes, list[Problem]]:
    """Return the resolved tree as a .docx, and the problems; the tree is left as it is."""
    theme = theme.dense(tree.get("data-template") or "")
    reference, problems = read_reference_doc(theme.word.base, options.base)
    theme, unused = with_reference_page(theme, reference)
    plan = plan_of(tree, theme, options)
    context = context_of(tree, text_width(theme))
    stories = stories_of(tree, context, plan)
    ours = styles(theme, context.lang, tree.find(FACING) is not None), theme_xml(theme)
    look, colours, lacking = with_reference_styles(ours, reference, theme.word.base)
    charts = [
        native_chart(figure, context_of(figure), theme, options.created) for figure in plan.charts
    ]
    lists = numbering(int(element.get("start") or 1) for element in plan.lists)
    record = None if options.draft else baseline(tree, stories, (look, lists), charts, plan)
    links = {name: number_links(stories[name]) for name in ("document", "footnotes")}
    fonts, files = font_table(theme, options.fonts)
    main = part("word/document.xml", "document", blob(stories.pop("document")))
    xml = {
        "styles": look,
        "numbering": lists,
        "settings": settings(theme, bool(files)),
        "theme1": colours,
        **stories,
        "fontTable": fonts,
    }
    parts = related_parts(main, xml)
    relate_links(parts["footnotes"], links["footnotes"])
    relate_fonts(parts["fontTable"], files)
    relate_charts(main, charts)
    relate_links(main, links["document"])
    if record is not None:
        relate(main, "rIdRecord", "customXml", baseline_part(record))
    problems += [*unused, *refused_links(tree), *lacking]
    return saved(main, core_part(core_values(tree), options.created)), problems


def stories_of(tree: Element, context: BlockContext, plan: DocumentPlan) -> dict[str, Element]:
    """Return the parts that hold text, by name: the document, its notes, headers and footers."""
    body = tree.find("body")
    if body is None:
        raise ValueError("Word writer: the tree has no body")
    contents = blocks(body, context.at(body), plan)
    if not contents or contents[-1].tag != q("p"):
        contents.append(gap())
    document = root(
        "document", w("body", *contents, section(plan.theme.page, context.rtl, RUNNING))
    )
    stories = {
        "document": document,
        "footnotes": footnotes(tree, document, context.rtl, plan),
        **headers_and_footers(head_metadata(tree), context, plan),
    }
    number_bookmarks(stories.values())
    return stories


def related_parts(main: Part, xml: Mapping[str, Element]) -> dict[str, Part]:
    """Return the parts of some elements by name, related to the document."""
    parts = {}
    for name, element in xml.items():
        kind = name.rstrip("0123456789")
        folder = "word/theme" if kind == "theme" else "word"
        parts[name] = part(f"{folder}/{name}.xml", kind, blob(element))
        relate(main, f"rId{name.capitalize()}", kind, parts[name])
    return parts


def relate_fonts(table: Part, files: Mapping[str, bytes]) -> None:
    """Relate the font table to the embedded fonts, given as relationship id → file."""
    for number, (identity, data) in enumerate(files.items(), 1):
        font = part(f"word/fonts/font{number}.odttf", "", data)
        relate(table, identity, "font", font)


def relate_charts(main: Part, charts: Iterable[Chart]) -> None:
    """Relate the document to its charts, and these to their workbooks."""
    for number, chart in enumerate(charts, 1):
        chart_part = part(f"word/charts/chart{number}.xml", "chart", chart.xml)
        workbook = part(f"word/embeddings/chart{number}.xlsx", "", chart.workbook)
        relate(chart_part, "rIdWorkbook", "package", workbook)
        relate(main, f"rIdChart{number}", "chart", chart_part)


def relate_links(source: Part, links: Mapping[str, str]) -> None:
    """Add the relationships of a part's external links, given as address → relationship id."""
    for address, identity in links.items():
        relate(source, identity, "hyperlink", address)


def core_values(tree: Element) -> dict[str, str]:
    """Return the values of the document's core properties, from the tree's head."""
    title = tree.find("head/title")
    values = {name: next(iter(texts.values())) for name, texts in head_metadata(tree).items()}
    return {
        "title": visible_text(title) if title is not None else "",
        "creator": values.get("author", ""),
        "description": values.get("description", ""),
        "keywords": values.get("keywords", ""),
        "language": tree.get("lang") or "",
    }
