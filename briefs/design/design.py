"""The design of a document: theme, strings and templates of the package, with a project's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefs.content import YamlFile
from briefs.design.check_context import CheckContext
from briefs.design.language import Language
from briefs.design.overrides import merged_strings, merged_theme, theme_layers, with_languages
from briefs.design.theme import Theme
from briefs.files import template_folders
from briefs.problems import Problem


@dataclass(frozen=True)
class Design:
    """The folders in which templates are looked up, the theme, and the strings of each language.

    `problems` are those of a project's theme and strings; `inputs` has what the theme is made from.
    """

    folders: tuple[Path, ...]
    theme: Theme
    strings: Mapping[str, Mapping[str, Any]]
    problems: tuple[Problem, ...] = ()
    inputs: tuple[str, ...] = field(default=(), repr=False)

    @property
    def templates(self) -> tuple[str, ...]:
        """The names that a brief may give as its template, sorted."""
        suffix = ".html.j2"
        files = (path for folder in self.folders for path in folder.glob(f"*{suffix}"))
        return tuple(sorted({path.name.removesuffix(suffix) for path in files}))

    @property
    def check_context(self) -> CheckContext:
        """The languages, editions, templates and terms that content may name."""
        codes = (tuple(self.theme.languages), tuple(self.theme.editions), self.templates)
        likelihoods = {code: words["likelihood"] for code, words in self.strings.items()}
        return CheckContext(*codes, likelihoods, self.problems)

    @property
    def assets(self) -> tuple[Path, ...]:
        """The style sheet, and the reference document where the theme names one."""
        names = filter(None, ("pdf.css", self.theme.word.base))
        return tuple(path for path in map(self.file, names) if path.is_file())

    def language(self, code: str) -> Language:
        """Return a language of the theme; KeyError where the theme has none of this code."""
        return Language(code, self.theme.languages[code], self.strings[code])

    def file(self, name: str) -> Path:
        """Return the first file of this name in the folders, or its path in the first of them."""
        paths = [folder / name for folder in self.folders]
        return next((path for path in paths if path.is_file()), paths[0])


def load_design(own: Path | None = None, project: YamlFile | None = None) -> Design:
    """Return the design of a project, given its folder of templates and its project file.

    Without them it is the design of the package. OSError or ValidationError is a fault of that.
    """
    folders = template_folders(own)
    layers, problems = theme_layers(folders, project)
    theme, found = merged_theme(layers)
    problems += found
    theme, found = with_languages(theme, project)
    problems += found
    strings, found = merged_strings(folders, theme)
    problems += found
    inputs = tuple(repr(layer.data) for layer in layers)
    return Design(folders, theme, strings, tuple(problems), (*inputs, *theme.languages))
