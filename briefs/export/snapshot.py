"""The part of the content that an edition of a brief is made from, as YAML."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import yaml

from briefs.content import Brief, Library, StatementRef
from briefs.files import PROJECT_FILE
from briefs.html import Element

# Keys that only curators, checks and the program use.
CURATION = {"left_out", "uncovered", "spellings", "refused", "expansion", "commonly_known"}
STATEMENT_LISTS = {"positions", "experts", "polls", "figures", "events"}


def content_snapshot(
    library: Library, brief: Brief, tree: Element, codes: Collection[str]
) -> dict[str, bytes]:
    """Return the brief, its articles, and the people, topics and contradictions, as YAML by file.

    Only what the edition `tree` shows or rests on is included, in the languages `codes`, so that
    a PDF changes only when something that it is made from changes.
    """
    statements = library.statements_cited_by(brief)
    references = {statement.reference for statement in statements}
    articles = {statement.article.id for statement in statements}
    named = {*named_by(statements), *named_in(tree)}
    files: dict[str, Any] = {}
    for file in library.files.values():
        folder, _, name = file.address.rpartition("/")
        if folder == "articles" and name in articles:
            files[f"articles.{name}.yaml"] = cited_article(file.data, name, references)
        elif folder == "briefs" and name == brief.id:
            files[f"briefs.{name}.yaml"] = file.data
        elif file is library.project_file:
            used = {"issuer", *({"handling"} - set(library.file_of(brief).data))}
            files[PROJECT_FILE] = {key: file.data[key] for key in file.data if key in used}
        elif folder not in ("articles", "briefs"):
            files[f"{name}.yaml"] = named_items(file.data, name, named)
    known = {code for article in library.articles.values() for code in article.title} | set(codes)
    return {name: to_yaml(in_languages(data, known, codes)) for name, data in files.items() if data}


def cited_article(
    article: Mapping[str, Any], name: str, references: Collection[str]
) -> dict[str, Any]:
    """Return an article with only those statements that are among the references."""
    result = dict(article)
    for key in STATEMENT_LISTS & article.keys():
        items = [cited_poll(item, name, references) for item in article[key]]
        result[key] = [
            item for item in items if item.get("results") or f"{name}/{item['id']}" in references
        ]
        if not result[key]:
            del result[key]
    return result


def cited_poll(
    item: Mapping[str, Any], name: str, references: Collection[str]
) -> Mapping[str, Any]:
    """Return a poll with its cited results, all if only the poll is cited; others unchanged."""
    if "results" not in item:
        return item
    results = [result for result in item["results"] if f"{name}/{result['id']}" in references]
    only_the_poll = not results and f"{name}/{item['id']}" in references
    return item if only_the_poll else {**item, "results": results}


def named_items(
    data: Mapping[str, Any], name: str, named: Collection[str]
) -> dict[str, list[Mapping[str, Any]]]:
    """Return the lists of a shared file with only the items that are named as `file/id`."""
    return {
        key: kept
        for key, items in data.items()
        if isinstance(items, list)
        and key not in CURATION
        and (kept := [item for item in items if f"{name}/{item.get('id')}" in named])
    }


def named_by(statements: Iterable[StatementRef]) -> Iterator[str]:
    """Yield the people, organisations and topics that statements name, as `file/id`."""
    for statement in statements:
        item = statement.item
        keys = ("speaker", "person", "organisation", "pollster")
        names = [*(getattr(item, key, "") for key in keys), *getattr(item, "via", ())]
        yield from (f"people/{name}" for name in names if name)
        yield f"topics/{getattr(item, 'topic', '')}"


def named_in(tree: Element) -> Iterator[str]:
    """Yield the people, topics and contradictions whose texts a document shows, as `file/id`."""
    for element in tree.iter():
        parts = str(element.get("data-path", "")).split("/")
        if len(parts) > 3:
            yield f"{parts[0]}/{parts[2]}"


def in_languages(value: Any, known: Collection[str], codes: Collection[str]) -> Any:
    """Return a value with its texts in the languages `codes` only, and without curators' keys.

    A mapping holds texts if all its keys are `known` languages. Strings become plain `str`, since
    PyYAML's safe dumper refuses subclasses.
    """
    if isinstance(value, Mapping):
        is_texts = set(value) <= set(known)
        kept = [key for key in value if key in codes or not (is_texts or key in CURATION)]
        return {str(key): in_languages(value[key], known, codes) for key in kept}
    if isinstance(value, list):
        return [in_languages(item, known, codes) for item in value]
    return str(value) if isinstance(value, str) else value


def to_yaml(data: Any) -> bytes:
    """Return YAML in UTF-8, with the keys in the order of the content."""
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100)
    return str(text).encode()
