"""The languages of editions, and a project in four of them: an invented dossier with a theme."""

import re
import shutil
from functools import cache
from pathlib import Path

from briefs.design import load_design
from tests.support.checkout import Checkout
from tests.support.paths import ROOT, TEMPLATES

DOSSIER = ROOT / "tests" / "documents" / "languages"
EDITIONS = {
    "fr": ["fr"],
    "fr-ar": ["fr", "ar"],
    "fa": ["fa"],
    "fa-en": ["en", "fa"],
    "fr-en": ["fr", "en"],
    "fa-ar": ["fa", "ar"],
    "ar-first": ["ar", "en"],
}
BUILT = ("fr", "fr-ar", "fa", "fa-en")
BRIEFS = ("line", "norway")


@cache
def languages_of(edition: str) -> tuple[str, ...]:
    """Return the languages of an edition of the project's theme, the first on the left."""
    return load_design(TEMPLATES).theme.editions[edition]


def language_templates(folder: Path, months: str = "both") -> Path:
    """Copy the templates to a folder, with these editions and month names of Arabic."""
    shutil.copytree(TEMPLATES, folder)
    theme = folder / "theme.yaml"
    text = theme.read_text(encoding="utf-8")
    editions = "".join(f"  {name}: [{', '.join(codes)}]\n" for name, codes in EDITIONS.items())
    text = re.sub(r"^editions:\n(?:  .*\n)+", f"editions:\n{editions}", text, flags=re.MULTILINE)
    theme.write_text(text.replace("months: gregorian", f"months: {months}"), encoding="utf-8")
    return folder


def make_language_project(root: Path) -> Checkout:
    """Copy the dossier and its templates to a folder; the program is that of the repository."""
    shutil.copytree(DOSSIER, root)
    language_templates(root / "templates")
    return Checkout(root, ROOT)
