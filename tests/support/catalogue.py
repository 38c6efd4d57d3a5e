"""What is to be translated; `make messages` writes it into the catalogues, with Babel's tools.

Babel's own extraction misses a call in an f-string and the arguments after a nested call.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from briefs.messages import ENGLISH, LANGUAGES
from tests.support.paths import ROOT

PACKAGE = ROOT / "briefs"
CATALOGUES = [PACKAGE / "messages" / f"{code}.po" for code in LANGUAGES if code != ENGLISH]
# The functions that make messages, and how many templates each takes.
MAKERS = {"fill": 1, "Template": 1, "counted": 2}

Found = tuple[str, str | tuple[str, ...]]  # the file, and the template or the two of a plural


def extracted() -> Iterator[Found]:
    """Yield every template of the program and of the data of its languages, with its file."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in calls_in(path):
            words = [
                node.value
                for node in templates_of(call)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            ]
            if words:
                file = str(path.relative_to(ROOT))
                yield file, words[0] if len(words) == 1 else tuple(words)
    for path in sorted(PACKAGE.glob("content/languages/*.yaml")):
        yield from ((str(path.relative_to(ROOT)), words) for words in messages_in(path))


def calls_in(path: Path) -> Iterator[ast.Call]:
    """Yield the calls in a module that make messages, in the order of their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("briefs.")
        for alias in node.names
    }
    own = path.parent == PACKAGE / "messages"  # which defines them
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in MAKERS
        and (own or node.func.id in imported)
    ]
    yield from sorted(calls, key=lambda call: (call.lineno, call.col_offset))


def templates_of(call: ast.Call) -> list[ast.expr]:
    """Return the arguments of a call that are templates."""
    assert isinstance(call.func, ast.Name)
    return call.args[: MAKERS[call.func.id]]


def messages_in(path: Path) -> Iterator[str]:
    """Yield the messages of the style rules of a language."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for rule in [*data.get("refused", ()), data.get("foreign_quotes")]:
        if rule:
            yield rule["message"]


def template_catalogue() -> Catalog:
    """Return the catalogue of all templates, without translations."""
    catalogue = Catalog(fuzzy=False)
    for file, message in extracted():
        catalogue.add(message, locations=[(file, 0)])
    return catalogue


def read_catalogue(path: Path) -> Catalog:
    """Return a catalogue as Babel reads it."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.stem)


def update(path: Path) -> None:
    """Write new templates into a catalogue, without a translation, and take out what is gone.

    The header stays as it is, for Babel would write the time and keep no field of ours.
    """
    header, _, _ = path.read_text(encoding="utf-8").partition("\n\n")
    catalogue = read_catalogue(path)
    catalogue.update(template_catalogue(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    stream = BytesIO()
    write_po(stream, catalogue, width=100, include_lineno=False, omit_header=True)
    entries = stream.getvalue().decode().strip()
    path.write_text(f"{header}\n\n{entries}\n", encoding="utf-8")


if __name__ == "__main__":
    for path in CATALOGUES:
        update(path)
