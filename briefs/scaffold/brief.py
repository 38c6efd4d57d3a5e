"""The file of a new brief, to be filled in: valid from the start, so that it builds at once."""

from briefs.content import Library, Position
from briefs.design import Design
from briefs.scaffold.filling import filler
from briefs.scaffold.schemas import schema_line


def new_brief(library: Library, design: Design, name: str, template: str) -> str:
    """Return the text of a brief on all countries and topics of the content.

    Its sentences, in brackets, are to be written; until then they rest on the first statement.
    ValueError where the content has no statement.
    """
    if not library.statements:
        raise ValueError("a brief rests on statements, and no article has any yet")
    held: dict[str, str] = {}
    for reference, statement in library.statements.items():
        if isinstance(statement.item, Position) and statement.item.country:
            held.setdefault(statement.item.country, reference)
    dates = (article.issued for article in library.articles.values())
    stated = library.project is not None and library.project.editions
    values = {
        "name": name,
        "template": template,
        "project": library.project,
        "editions": [] if stated else list(design.theme.editions),
        "number": len({*library.briefs, name}),
        "latest": max(dates, key=lambda issued: issued.date.start),
        "first": next(iter(library.statements)),
        "held": held,
        "topics": library.topics,
    }
    file = filler(design.theme.languages).get_template("brief.yaml.j2")
    path = library.folder / "briefs" / f"{name}.yaml"
    return schema_line(path, library.root) + file.render(values)
