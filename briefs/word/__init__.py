"""The Word writer: the resolved semantic tree as a document that an editor can work in."""

from pathlib import PurePosixPath

from briefs.problems import Problem
from briefs.theme import Theme
from briefs.word.blocks import blocks, gap
from briefs.word.contents import entries
from briefs.word.fonts import font_table
from briefs.word.house import House, dressed, house_of, on_its_page
from briefs.word.job import Job, Links, Place, WordRun, bookmark_names, text_width
from briefs.word.markup import Element, W, blob, plain, root, w
from briefs.word.notes import check, collect, footnotes
from briefs.word.numbering import numbering
from briefs.word.package import Part, Relation, app, core, packed
from briefs.word.palette import palette
from briefs.word.record import record, record_parts
from briefs.word.running import Metas, footer, header, metas
from briefs.word.settings import section, settings
from briefs.word.styles import styles

__all__ = ["WordRun", "entries", "write_word"]

FACING = ".//table[@class='facing']"
RUNNING = {
    ("headerReference", "default"): "rIdHeader1",
    ("footerReference", "default"): "rIdFooter1",
    ("footerReference", "first"): "rIdFooter2",
}


def write_word(tree: Element, theme: Theme, options: WordRun) -> tuple[bytes, list[Problem]]:
    """The resolved tree as a .docx, with the links that were refused. The tree is left as it is."""
    theme = theme.dense(tree.get("data-template") or "")
    house, refused = house_of(theme, options.base)
    theme, unused = on_its_page(theme, house)
    place = Place(tree.get("lang") or "", tree.get("dir") or "ltr", text_width(theme))
    job = Job(theme, options, bookmark_names(tree), lists=[("bullet", 1)])
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
    document: Element, tree: Element, place: Place, job: Job, house: House | None
) -> list[Part]:
    """The document's part and all that it leads to."""
    found = collect(tree, place)
    check(job, found)
    notes, of_notes = footnotes(found, place, job)
    fonts, files = font_table(job.theme, job.options.fonts)
    given = metas(tree, place)
    ours = styles(job.theme, place.lang, tree.find(FACING) is not None), palette(job.theme)
    look, colours = dressed(ours, house, job)
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
    custom, towards = record_parts(record(tree, read, look, job))
    leading.append(towards)
    return [*parts, *custom, Part("word/document.xml", "document", blob(document), leading)]


def running(given: Metas, place: Place, job: Job) -> dict[str, Element]:
    """The header, and the footer twice: page one has no header, and a footer of its own."""
    return {
        "header1": header(given, place, job),
        "footer1": footer(given, place, job),
        "footer2": footer(given, place, job),
    }


def outside(links: Links) -> list[Relation]:
    """The relationships of a part's external links."""
    return [Relation(one, "hyperlink", url, True) for url, one in links.targets.items()]


def properties(tree: Element, place: Place, options: WordRun) -> list[Part]:
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
