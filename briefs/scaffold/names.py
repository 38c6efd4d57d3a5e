"""The names that the files of a project may use, which the schemas for editors list."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from briefs.content import Library, country_names
from briefs.design import Design

# Kind → name → what it stands for. A kind whose names cannot all be told is not in it.
Names = Mapping[str, Mapping[str, str]]


def project_names(library: Library, design: Design) -> Names:
    """Return the names of a project by kind, those in faulty parts of its files included."""
    codes = tuple(design.theme.languages)
    paths = [Path(name) for name in sorted(library.unread | library.partial)]
    faulty = [path.stem for path in paths if path.parent.name == "articles"]
    contradictions = {one.id: one for one in library.contradictions}

    def named(items: Mapping[str, object], key: str, also: Iterable[str] = ()) -> dict[str, str]:
        texts = {name: getattr(item, key, None) or {} for name, item in items.items()}
        said = {name: str(text.get(codes[0], "")) for name, text in texts.items()}
        return said | {name: "" for name in sorted(also) if name not in said}

    names: dict[str, Mapping[str, str]] = {
        "LocalizedText": dict.fromkeys(codes, ""),
        "PartialText": dict.fromkeys(codes, ""),
        "countries": country_names(codes[0]),
        "languages": dict.fromkeys(design.known_languages, ""),
        "editions": {name: ", ".join(both) for name, both in design.theme.editions.items()},
        "templates": dict.fromkeys(design.templates, ""),
        "articles": named(library.articles, "title", faulty),
    }
    if library.has_lists("people.yaml", "people", "organisations"):
        written = library.written_ids("people.yaml", "organisations")
        bodies = named(library.organisations, "name", written)
        people = named(library.people, "name", library.written_ids("people.yaml"))
        holders = {**names["countries"], **bodies}
        names |= {"organisations": bodies, "people": people | bodies, "holders": holders}
    lists = {"topics": (library.topics, "name"), "contradictions": (contradictions, "title")}
    for kind, (items, key) in lists.items():
        if library.has_lists(f"{kind}.yaml", kind):
            names[kind] = named(items, key, library.written_ids(f"{kind}.yaml", kind))
    if not any(map(library.is_unread, faulty)):
        statements = {name: one.item for name, one in library.statements.items()}
        names["statements"] = named(statements, "text", library.references)
    return names
