"""The design of a document, read from a templates folder: its theme, strings and templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from briefs.design.check_context import CheckContext
from briefs.design.language import Language
from briefs.design.theme import Theme


@dataclass(frozen=True)
class Design:
    """A templates folder with its parsed theme and, for each language, its interface strings."""

    folder: Path
    theme: Theme
    strings: Mapping[str, Mapping[str, Any]]

    @property
    def templates(self) -> tuple[str, ...]:
        """The names that a brief may give as its template, sorted."""
        suffix = ".html.j2"
        return tuple(
            sorted(path.name.removesuffix(suffix) for path in self.folder.glob(f"*{suffix}"))
        )

    @property
    def check_context(self) -> CheckContext:
        """The languages, editions, templates and terms that content may name."""
        codes = (tuple(self.theme.languages), tuple(self.theme.editions), self.templates)
        likelihoods = {code: words["likelihood"] for code, words in self.strings.items()}
        return CheckContext(*codes, likelihoods)

    def language(self, code: str) -> Language:
        """Return a language of the theme; KeyError where the theme has none of this code."""
        style, strings = self.theme.languages[code], self.strings[code]
        return Language(code, style, strings, self.theme.languages_by_direction)


def load_design(folder: Path) -> Design:
    """Read `theme.yaml` and `strings/LANGUAGE.yaml` of each language in it.

    Raises OSError for a missing file and pydantic's ValidationError for an invalid theme.
    """
    theme = load_theme(folder)
    strings = {code: read_yaml(folder / "strings" / f"{code}.yaml") for code in theme.languages}
    return Design(folder, theme, strings)


def load_theme(folder: Path) -> Theme:
    """Read `theme.yaml` of a templates folder; errors as in `load_design`."""
    return Theme.model_validate(read_yaml(folder / "theme.yaml")).for_project()


def read_yaml(path: Path) -> Any:
    """Parse a YAML file without the line numbers and limits that content files need."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
