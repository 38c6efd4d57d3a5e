"""Fills the files in `files/` with texts in the languages of a project."""

import json
from collections.abc import Iterable, Mapping

import jinja2

Texts = Mapping[str, str]  # language → text


def filler(languages: Iterable[str]) -> jinja2.Environment:
    """Return the environment of the files: texts are written in these languages, in this order.

    `each` writes a text on one line, `block` on a line for each language, `say` in the first
    language alone, `forms` a list of words for each language.
    """
    codes = tuple(languages)

    def chosen(texts: Mapping[str, object] | None, named: Mapping[str, object]) -> list[str]:
        given = texts or named
        other = next(iter(given.values()))  # of a language that the files do not know
        return [f"{code}: {quoted(given.get(code, other))}" for code in codes]

    def each(texts: Texts | None = None, **named: str) -> str:
        return "{" + ", ".join(chosen(texts, named)) + "}"

    def block(indent: int, texts: Texts | None = None, **named: str) -> str:
        start = "\n" + " " * indent
        return "".join(start + line for line in chosen(texts, named))

    def say(texts: Texts | None = None, **named: str) -> str:
        return (texts or named)[codes[0]]

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("briefs.scaffold", "files"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # the files are YAML and plain text
    )
    environment.globals.update(each=each, block=block, say=say, forms=each)
    return environment


def quoted(value: object) -> str:
    """Return a text, or a list of texts, as YAML in double quotes, which JSON is too."""
    return json.dumps(value, ensure_ascii=False)
