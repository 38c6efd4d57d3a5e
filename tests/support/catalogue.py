"""What is to be translated, found by Babel; `make messages` writes it into the catalogues."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from briefs.messages import ENGLISH, LANGUAGES
from tests.support.paths import ROOT

PACKAGE = ROOT / "briefs"
CATALOGUES = [PACKAGE / "messages" / f"{code}.po" for code in LANGUAGES if code != ENGLISH]
KEYWORDS = {"fill": None, "Template": None, "counted": (1, 2)}

Found = tuple[str, str | tuple[str, ...]]  # the file, and the template or the two of a plural


def extracted() -> Iterator[Found]:
    """Yield every template of the program and of the data of its languages."""
    for file, _, message, *_ in extract_from_dir(
        PACKAGE, [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True
    ):
        yield f"briefs/{file}", message
    for path in sorted(PACKAGE.glob("content/languages/*.yaml")):
        yield from ((str(path.relative_to(ROOT)), words) for words in messages_in(path))


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
        if message:
            catalogue.add(message, locations=[(file, 0)])
    return catalogue


def read_catalogue(path: Path) -> Catalog:
    """Return a catalogue as Babel reads it."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.stem)


def update(path: Path) -> None:
    """Write new templates into a catalogue, without a translation, and comment out what is gone.

    The header stays as it is, for Babel would write the time and keep no field of ours.
    """
    header, _, _ = path.read_text(encoding="utf-8").partition("\n\n")
    catalogue = read_catalogue(path)
    catalogue.update(template_catalogue(), no_fuzzy_matching=True, update_header_comment=False)
    stream = BytesIO()
    write_po(stream, catalogue, width=100, include_lineno=False, omit_header=True)
    entries = stream.getvalue().decode().strip()
    path.write_text(f"{header}\n\n{entries}\n", encoding="utf-8")


if __name__ == "__main__":
    for path in CATALOGUES:
        update(path)
