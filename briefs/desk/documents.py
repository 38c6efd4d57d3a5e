"""The documents of each brief: what the last build made, and what has changed since."""

from collections.abc import Mapping
from typing import Any

from briefs import checks
from briefs.build import (
    BuildOptions,
    Entry,
    document_path,
    document_states,
    format_names,
    read_manifest,
    reproducible_date,
)
from briefs.content import Brief
from briefs.desk.lists import CARDS, Part, part_of
from briefs.desk.views import Views


def briefs_of(views: Views) -> Part[dict[str, Any]]:
    """Return a page of the briefs, with their documents and whether errors stop them."""
    blocked = checks.blocked_briefs(views.library, views.snapshot.problems)
    output = views.state.places.output
    entries = {
        path: entry
        for path, entry in read_manifest(output).documents.items()
        if (output / path).is_file()
    }

    def shown(brief: Brief) -> dict[str, Any]:
        return {
            "id": brief.id,
            "title": views.text(brief.title),
            "blocked": brief.id in blocked,
            "cover": cover(views, brief, entries),
            "editions": [edition(views, brief, name, entries) for name in brief.editions],
        }

    return part_of([*views.library.briefs.values()], CARDS, views.number).of(shown)


def edition(views: Views, brief: Brief, name: str, entries: Mapping[str, Entry]) -> dict[str, Any]:
    """Return an edition with its documents, and what the last build made of each."""
    documents: list[dict[str, Any]] = []
    for kind in format_names():
        path = document_path(brief.id, name, kind)
        document = {"path": path, "format": views.words.choice(kind), "is_there": path in entries}
        if entry := entries.get(path):
            document |= {"pages": entry.pages, "size": max(1, round(entry.bytes / 1000))}
        documents.append(document)
    return {"name": name, "title": views.edition_title(name), "documents": documents}


def cover(views: Views, brief: Brief, entries: Mapping[str, Entry]) -> str:
    """Return the address of the picture of a brief: of the edition in the user's language alone.

    Without such a PDF it is that of the first edition that has one; empty where none has.
    """
    design = views.snapshot.design
    known: Mapping[str, Any] = design.theme.editions if design else {}
    order = sorted(brief.editions, key=lambda name: [*known.get(name, ())] != [views.language])
    paths = (document_path(brief.id, name, "pdf") for name in order)
    path = next((path for path in paths if path in entries), "")
    return f"/picture/{path}?{entries[path].sha256[:12]}" if path else ""


def states(views: Views, brief: Brief) -> dict[str, str]:
    """Return the state of each document of a brief by its path."""
    design, places = views.snapshot.design, views.state.places
    if design is None:
        return {}
    options = BuildOptions(
        content=places.content,
        templates=places.templates,
        output=places.output,
        created=reproducible_date(),
        project=places.folders.root,
    )
    blocked = brief.id in checks.blocked_briefs(views.library, views.snapshot.problems)
    found = document_states(options, views.library, design, brief, blocked)
    return {path: views.state.builder.state_now(path, state) for path, state in found.items()}
