"""What the desk shows: each function returns a page or a part of one."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response

from briefs import html
from briefs.build import picture_of, read_manifest
from briefs.desk import documents
from briefs.desk.guard import PAGE_POLICY
from briefs.desk.lists import FEW
from briefs.desk.views import Views
from briefs.web import WebOptions, write_page

SCRIPT = "/static/live.js"


@cache
def pages() -> Environment:
    """Return the templates of the pages."""
    return Environment(
        loader=PackageLoader("briefs.desk", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(views: Views, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a template, filled with values, as a page."""
    state = {"t": views.words, "views": views, "can_undo": bool(views.state.undoable)}
    return HTMLResponse(pages().get_template(template).render(**state, **values), status)


def missing(views: Views) -> Response:
    """Return what stands for something that the content does not have."""
    return render(views, "gone.html", 404)


def briefs(views: Views) -> Response:
    """Show all briefs with their editions and documents."""
    return render(views, "briefs.html", briefs=documents.briefs_of(views))


def states(views: Views, brief: str) -> Response:
    """Return the state of each document of a brief, in a word for the style and in the user's."""
    found = views.library.briefs.get(brief)
    if found is None:
        return missing(views)
    states = documents.states(views, found).items()
    return JSONResponse({path: [state, views.words(state)] for path, state in states})


def picture(views: Views, path: str) -> Response:
    """Return the picture of the first page of a PDF that the manifest lists."""
    output = views.state.places.output
    entry = read_manifest(output).documents.get(path)
    image = picture_of(output, path, entry) if entry and path.endswith(".pdf") else b""
    return Response(image, media_type="image/webp") if image else missing(views)


def brief(views: Views, brief: str, edition: str) -> Response:
    """Show an edition of a brief as a page in which each text can be chosen."""
    found = views.library.briefs.get(brief)
    if found is None or edition not in found.editions:
        return missing(views)
    titles = {name: views.edition_title(name) for name in found.editions}
    title = views.text(found.title)
    return render(views, "brief.html", brief=found, edition=edition, title=title, titles=titles)


def page(views: Views, brief: str, edition: str) -> Response:
    """Show an edition as its web page, with the paths of its texts and the script of the desk."""
    found, design = views.library.briefs.get(brief), views.snapshot.design
    if found is None or edition not in found.editions or design is None:
        faults = views.told_part(views.snapshot.faults)
        return render(views, "unrendered.html", 404, problems=faults)
    tree, problems = html.render(views.library, found, edition, design)
    if tree is None:
        return render(views, "unrendered.html", problems=views.told_part(problems))
    css = design.file("web.css").read_text(encoding="utf-8")
    languages = {code: design.language(code) for code in design.theme.languages}
    options = WebOptions(css, languages, views.state.places.folders.fonts, script=SCRIPT)
    answer = HTMLResponse(write_page(tree, design.theme, options))
    answer.headers["content-security-policy"] = PAGE_POLICY
    return answer


def item(views: Views, address: str) -> Response:
    """Show a text or a statement with its form and its evidence."""
    panel = views.panel(address)
    return render(views, "item.html", item=panel, note="") if panel else missing(views)


def sources(views: Views) -> Response:
    """Show the sources, and the form that imports one."""
    return render(views, "sources.html", sources=views.sources())


def source(views: Views, article: str) -> Response:
    """Show the paragraphs of a source, to make statements of."""
    found = views.library.articles.get(article)
    if found is None:
        return missing(views)
    return render(views, "source.html", source=views.source(found))


def work(views: Views) -> Response:
    """Show the beginning of each list of what is to do."""
    lists = {name: views.told_part(found, FEW) for name, found in views.work().items()}
    return render(views, "work.html", lists=lists)


def work_list(views: Views, name: str) -> Response:
    """Show a page of a list of what is to do."""
    found = views.work().get(name)
    if found is None:
        return missing(views)
    return render(views, "work.html", lists={name: views.told_part(found)})


def word(views: Views) -> Response:
    """Show the form that takes an edited Word document."""
    return render(views, "word.html")


def document(views: Views, path: str) -> Response:
    """Return a document of the output folder that its manifest lists."""
    output = views.state.places.output
    if path not in read_manifest(output).documents or not (output / path).is_file():
        return missing(views)
    name = path.rpartition("/")[2]
    answer = FileResponse(output / path, filename=name)
    answer.headers["content-security-policy"] = "sandbox"
    return answer
