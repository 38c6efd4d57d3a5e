"""What of the content an edition of a brief was made from, as YAML to carry inside its PDF."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import yaml

from briefs.content import Brief, Library, StatementRef
from briefs.export.json_ld import used
from briefs.html import Element

# What serves curating and checking alone is no part of what a reader is shown.
CURATION = {"left_out", "uncovered", "spellings", "refused"}
STATEMENTS = {"positions", "experts", "polls", "figures", "events"}


def content_snapshot(
    library: Library, brief: Brief, tree: Element, codes: Collection[str]
) -> dict[str, bytes]:
    """File name → YAML: the brief, its articles, and the people, topics and contradictions named.

    Of each, only what the edition `tree` shows or rests on, in its languages `codes` alone: so
    that a PDF changes when what it is made from does, and not otherwise.
    """
    cited = list(used(library, brief))
    named = {*names_in(cited), *names_shown(tree)}
    taken = {one.reference for one in cited}
    found: dict[str, Any] = {}
    for read in library.files.values():
        kind, _, name = read.address.rpartition("/")
        if kind == "articles":
            if any(one.article.id == name for one in cited):
                found[f"articles.{name}.yaml"] = article_of(read.data, name, taken)
        elif kind != "briefs":
            found[f"{name}.yaml"] = {
                key: kept
                for key, items in read.data.items()
                if isinstance(items, list)
                and (kept := [one for one in items if f"{name}/{one.get('id')}" in named])
            }
        elif name == brief.id:
            found[f"briefs.{name}.yaml"] = read.data
    spoken = {code for one in library.articles.values() for code in one.title} | set(codes)
    return {name: dumped(in_languages(data, spoken, codes)) for name, data in found.items() if data}


def article_of(data: Mapping[str, Any], name: str, taken: Collection[str]) -> dict[str, Any]:
    """An article with the statements taken from it, and without how it was curated."""
    made: dict[str, Any] = {}
    for key, value in data.items():
        if key not in STATEMENTS:
            made[key] = value
            continue
        items = [poll_of(one, name, taken) if key == "polls" else one for one in value]
        kept = [one for one in items if one.get("results") or f"{name}/{one['id']}" in taken]
        if kept:
            made[key] = kept
    return made


def poll_of(poll: Mapping[str, Any], name: str, taken: Collection[str]) -> dict[str, Any]:
    """A poll with those of its results that are taken; all, where the poll itself is."""
    whole = f"{name}/{poll['id']}" in taken
    results = [one for one in poll["results"] if whole or f"{name}/{one['id']}" in taken]
    return {**poll, "results": results}


def names_in(cited: Iterable[StatementRef]) -> Iterator[str]:
    """The people, bodies and topics that statements name, each as its file and id."""
    for one in cited:
        said_by = [getattr(one.item, key, "") for key in ("speaker", "person", "organisation")]
        names = (*said_by, getattr(one.item, "pollster", ""), *getattr(one.item, "via", ()))
        yield from (f"people/{name}" for name in names if name)
        yield f"topics/{getattr(one.item, 'topic', '')}"


def names_shown(tree: Element) -> Iterator[str]:
    """The people, topics and contradictions whose texts a document shows."""
    for element in tree.iter():
        parts = str(element.get("data-path", "")).split("/")
        if len(parts) > 3:
            yield f"{parts[0]}/{parts[2]}"


def in_languages(value: Any, spoken: Collection[str], codes: Collection[str]) -> Any:
    """A value without the texts in other languages; plain strings, as the dumper knows them."""
    if isinstance(value, Mapping):
        texts = set(value) <= set(spoken)
        kept = [key for key in value if key in codes or not (texts or key in CURATION)]
        return {str(key): in_languages(value[key], spoken, codes) for key in kept}
    if isinstance(value, list):
        return [in_languages(one, spoken, codes) for one in value]
    return str(value) if isinstance(value, str) else value


def dumped(data: Any) -> bytes:
    """YAML in UTF-8, keys in the order of the content."""
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100)
    return str(text).encode()
