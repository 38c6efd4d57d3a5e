"""The Word writer: the resolved semantic tree as a document that an editor can work in."""

from pathlib import PurePosixPath

from briefs.design import Theme
from briefs.docx.ooxml import Element, W, blob, plain, root, w
from briefs.docx.package import Part, Relation, app, core, packed
from briefs.docx.write.baseline import baseline, baseline_parts
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
    parts = [*document_parts(document, tree, place, job, house), *properties(tree, place, options)]
    top = [
        Relation("rIdApp", "extended-properties", "docProps/app.xml"),
        Relation("rIdCore", "core-properties", "docProps/core.xml"),
        Relation("rIdDocument", "officeDocument", "word/document.xml"),
    ]
    return packed(parts, top), job.problems


def document_parts(
    document: Element,
    tree: Element,
    place: BlockContext,
    job: WriteContext,
    house: ReferenceDoc | None,
) -> list[Part]:
    """The document's part and all that it leads to."""
    found = collect(tree, place)
    check(job, found)
    notes, of_notes = footnotes(found, place, job)
    fonts, files = font_table(job.theme, job.options.fonts)
    given = metas(tree, place)
    ours = styles(job.theme, place.lang, tree.find(FACING) is not None), palette(job.theme)
    look, colours = with_reference_doc(ours, house, job)
    parts = [
        Part("word/styles.xml", "styles", blob(look)),
        Part("word/numbering.xml", "numbering", blob(numbering(job.lists))),
        Part("word/settings.xml", "settings", blob(settings(job.theme, bool(files)))),
        Part("word/theme/theme1.xml", "theme", blob(colours)),
        Part("word/footnotes.xml", "footnotes", blob(notes), outside(of_notes)),
    ]
    pages = running(given, place, job)
    parts += [Part(f"word/{path}.xml", path[:6], blob(page)) for path, page in pages.items()]
    embedded = {identity: f"fonts/font{n}.odttf" for n, identity in enumerate(files, 1)}
    relations = [Relation(one, "font", target) for one, target in embedded.items()]
    parts.append(Part("word/fontTable.xml", "fontTable", blob(fonts), relations))
    leading = [
        Relation(f"rId{PurePosixPath(part.path).stem.capitalize()}", part.kind, part.path[5:])
        for part in parts
    ]
    parts += [Part(f"word/{target}", "", files[one]) for one, target in embedded.items()]
    for number, (chart, book) in enumerate(job.charts, 1):
        target = f"charts/chart{number}.xml"
        sheet = Relation("rIdWorkbook", "package", f"../embeddings/chart{number}.xlsx")
        parts.append(Part(f"word/{target}", "chart", chart, [sheet]))
        parts.append(Part(f"word/embeddings/chart{number}.xlsx", "", book))
        leading.append(Relation(f"rIdChart{number}", "chart", target))
    leading += outside(job.links)
    read = {"document": document, "footnotes": notes} | pages
    custom, towards = baseline_parts(baseline(tree, read, look, job))
    leading.append(towards)
    return [*parts, *custom, Part("word/document.xml", "document", blob(document), leading)]


def running(given: Metas, place: BlockContext, job: WriteContext) -> dict[str, Element]:
    """The header, and the footer twice: page one has no header, and a footer of its own."""
    return {
        "header1": header(given, place, job),
        "footer1": footer(given, place, job),
        "footer2": footer(given, place, job),
    }


def outside(links: Links) -> list[Relation]:
    """The relationships of a part's external links."""
    return [Relation(one, "hyperlink", url, True) for url, one in links.targets.items()]


def properties(tree: Element, place: BlockContext, options: WordOptions) -> list[Part]:
    """The document's properties, from the tree's head."""
    title = tree.find("head/title")
    given = {name: next(iter(found.values())) for name, found in metas(tree, place).items()}
    values = {
        "title": plain(title) if title is not None else "",
        "creator": given.get("author", ""),
        "description": given.get("description", ""),
        "keywords": given.get("keywords", ""),
        "language": place.lang,
    }
    return [
        Part("docProps/core.xml", "core", core(values, options.created)),
        Part("docProps/app.xml", "app", app()),
    ]
