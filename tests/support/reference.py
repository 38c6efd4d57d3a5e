"""The page docs/reference.md: every key of every file, as the schemas have them."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefs.scaffold import KINDS, schema
from tests.support.paths import ROOT

HEADER = """\
# Every key of every file

This page is made from the model with which `briefs check` reads files; `make reference` writes it
anew. Editors show the same texts while you type: [editors](editors.md). A key that is not here is
refused, except in strings. Under “needed”, **yes** marks a key that must be there, and another word
is what holds where the key is left out. An id is made of lower-case words, joined by hyphens.

A text may have `**bold words**` and line breaks. Two stars that no other star touches are a mark:
from the left, each mark and the next one in the same line have bold words between them. All other
stars are printed as they are, and those that look like marks are reported (`bold-unclear`). A star
after a backslash, `\\*`, is printed as a star, wherever it stands.
"""
FILES: Mapping[str, str] = {
    "article": "content/articles/ID.yaml",
    "brief": "content/briefs/ID.yaml",
    "project": "briefs.yaml",
    "theme": "templates/theme.yaml",
    "strings": "templates/strings/CODE.yaml",
    "language": "briefs/content/languages/CODE.yaml",
}
# Kind of names → what a value of it is, and an example.
NAMED: Mapping[str, tuple[str, str]] = {
    "LocalizedText": ("a text in each language", "{en: …, ar: …}"),
    "PartialText": ("a text in the languages that need it", "{en: …}"),
    "articles": ("the id of an article", "ecci"),
    "contradictions": ("the id of a contradiction", "troop-numbers"),
    "countries": ("an ISO 3166 code", "FR"),
    "editions": ("the name of an edition", "ar-en"),
    "holders": ("an ISO 3166 code or the id of an organisation", "FR"),
    "languages": ("the code of a language", "ar"),
    "organisations": ("the id of an organisation", "nato"),
    "people": ("the id of a person or an organisation", "merz"),
    "statements": ("a statement, as `article/statement`", "ecci/de-troops-conditions"),
    "templates": ("the name of a template", "note"),
    "topics": ("the id of a topic", "troops"),
}
PLAIN = {
    "string": "a text",
    "boolean": "`true` or `false`",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "a mapping",
}
PATTERNS = {"^[0-9]": "a date", "^[a-z0-9]": "an id", "^#": "a colour"}
LIMITS = {
    "minimum": "from",
    "exclusiveMinimum": "over",
    "maximum": "to",
    "exclusiveMaximum": "under",
}


def reference_page() -> str:
    """Return the page in Markdown."""
    shapes = {kind: schema(kind) for kind in KINDS}
    seen = {shape["title"] for shape in shapes.values()}
    lines = [HEADER]
    for kind, shape in shapes.items():
        file = FILES.get(kind, f"content/{kind}.yaml")
        lines += section("##", shape, f"`{file}`: ")
        for name in mappings_in(shape, shape["$defs"]):
            if name not in seen:
                lines += section("###", shape["$defs"][name])
        seen |= shape["$defs"].keys()
    return "\n".join(lines)


def mappings_in(shape: dict[str, Any], defined: dict[str, Any]) -> dict[str, None]:
    """Return the names of the mappings that a schema refers to, each before those inside it."""
    found = dict.fromkeys(re.findall(r"#/\$defs/(\w+)", json.dumps(shape["properties"])))
    names = [name for name in found if "properties" in defined[name]]
    return dict.fromkeys(
        inner for name in names for inner in (name, *mappings_in(defined[name], defined))
    )


def section(level: str, shape: dict[str, Any], start: str = "") -> Iterator[str]:
    """Yield the lines of a section on a mapping: its heading, what it is, a row for each key."""
    yield f"{level} {heading(shape['title'])}\n"
    about = " ".join(shape["description"].split())
    yield f"{start}{about[0].lower() + about[1:] if start else about}\n"
    yield "| key | what it is | value | needed | example |\n|---|---|---|---|---|"
    for key, value in shape["properties"].items():
        default = json.dumps(value["default"]).strip('"') if "default" in value else ""
        needed = "**yes**" if key in shape.get("required", ()) else default and f"`{default}`"
        example = example_of(value)
        cells = (
            f"`{key}`",
            value["description"],
            value_of(value),
            needed,
            example and f"`{example}`",
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


def heading(title: str) -> str:
    """Return the name of a model as words: “Expert view”."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda found: f" {found[0].lower()}", title)


def value_of(shape: dict[str, Any]) -> str:
    """Return what a value of a schema is, in words, with links to mappings."""
    name = shape.get("$ref", "").rpartition("/")[2]
    if name in NAMED:
        return NAMED[name][0]
    if name:
        return f"[{heading(name).lower()}](#{heading(name).lower().replace(' ', '-')})"
    if "anyOf" in shape:
        return " or ".join(value_of(one) for one in shape["anyOf"] if one.get("type") != "null")
    if "enum" in shape or "const" in shape:
        return ", ".join(f"`{word}`" for word in shape.get("enum", [shape.get("const")]))
    by_id: list[Any] = [*shape.get("patternProperties", {}).values()]  # of names that are ids
    within = shape.get("items") or shape.get("additionalProperties") or (by_id and by_id[0])
    if within:
        return f"{PLAIN[shape['type']]}: {value_of(within)}"
    pattern = shape.get("pattern", "none")
    kind = next((word for start, word in PATTERNS.items() if pattern.startswith(start)), "")
    return kind or f"{PLAIN[shape['type']]}{limits(shape)}"


def limits(shape: dict[str, Any]) -> str:
    """Return the limits of a number in words, after a space."""
    return "".join(f" {word} {shape[key]:,g}" for key, word in LIMITS.items() if key in shape)


def example_of(shape: dict[str, Any]) -> str:
    """Return an example of a value as YAML; nothing where its words say enough."""
    inner = shape.get("anyOf", [shape])[0]
    if "$ref" in inner:
        return NAMED.get(inner["$ref"].rpartition("/")[2], ("", ""))[1]
    if inner.get("type") == "array" and "items" in inner:
        item = "45" if inner["items"].get("maximum") else example_of(inner["items"])
        return f"[{item}]" if item else ""
    return str(inner.get("examples", [""])[0])


if __name__ == "__main__":
    (ROOT / "docs" / "reference.md").write_text(reference_page(), encoding="utf-8")
