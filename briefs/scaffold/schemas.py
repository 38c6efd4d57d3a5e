"""JSON Schemas of the files that an analyst writes, for editors that check as one types."""

import json
from collections.abc import Mapping
from typing import Any

from briefs import content
from briefs.design import Theme

SCHEMA_FOLDER = ".briefs"  # of a project
KINDS: Mapping[str, type[content.Model]] = {
    "article": content.Article,
    "brief": content.Brief,
    "people": content.People,
    "topics": content.Topics,
    "contradictions": content.Contradictions,
    "glossary": content.Glossary,
    "project": content.Project,
}


def schema(kind: str) -> str:
    """Return the JSON Schema of a kind of file; KeyError for an unknown kind."""
    values = KINDS[kind].model_json_schema()
    if "theme" in values["properties"]:
        theme = without_required(Theme.model_json_schema())
        values["$defs"] |= theme.pop("$defs")
        values["properties"]["theme"] |= theme
    return json.dumps(values, indent=2, ensure_ascii=False) + "\n"


def schema_files() -> dict[str, str]:
    """Return the schema of every kind by its path in a project."""
    return {f"{SCHEMA_FOLDER}/{kind}.json": schema(kind) for kind in KINDS}


def without_required(values: Any) -> Any:
    """Return a schema in which no key is needed: a project states single keys of the theme."""
    if isinstance(values, dict):
        kept = {key: item for key, item in values.items() if key != "required"}
        return {key: without_required(item) for key, item in kept.items()}
    return values
