"""The design of a document: theme, strings and templates of the package, with a project's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from briefs.content import Library, YamlFile, read_text
from briefs.design.check_context import CheckContext
from briefs.design.faces import read_faces
from briefs.design.language import Language
from briefs.design.overrides import (
    merged_strings,
    merged_theme,
    string_layers,
    theme_layers,
    with_languages,
)
from briefs.design.stylesheet import css_problems
from briefs.design.template_needs import needs_of
from briefs.design.theme import Theme
from briefs.design.theme_checks import Assets, theme_problems
from briefs.files import project_folders, template_folders
from briefs.problems import Problem

SUFFIX = ".html.j2"
STYLESHEETS = ("pdf.css", "web.css", "index.css")


class DesignError(Exception):
    """A design of the package that cannot be used; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{problem.place}: {problem.message}" for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Design:
    """The folders in which templates are looked up, the theme, and the strings of each language.

    `problems` are those of theme, strings and style sheet; `inputs` has what the theme is made
    from, and `known_languages` also the languages of the theme that the project does not use.
    """

    folders: tuple[Path, ...]
    theme: Theme
    strings: Mapping[str, Mapping[str, Any]]
    problems: tuple[Problem, ...] = ()
    inputs: tuple[str, ...] = field(default=(), repr=False)
    known_languages: tuple[str, ...] = ()
    made: dict[str, Language] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def templates(self) -> tuple[str, ...]:
        """The names that a brief may give as its template, sorted."""
        return template_names(self.folders)

    @cached_property
    def check_context(self) -> CheckContext:
        """The languages, editions, templates and terms that content may name."""
        codes = (tuple(self.theme.languages), tuple(self.theme.editions), self.templates)
        likelihoods = {code: words["likelihood"] for code, words in self.strings.items()}
        needs = {name: needs_of(text_of(self.file(f"{name}{SUFFIX}"))) for name in self.templates}
        return CheckContext(*codes, likelihoods, needs, self.problems)

    @property
    def assets(self) -> tuple[Path, ...]:
        """The style sheets, and the reference document where the theme names one."""
        names = filter(None, (*STYLESHEETS, self.theme.word.base))
        return tuple(path for path in map(self.file, names) if path.is_file())

    def language(self, code: str) -> Language:
        """Return a language of the theme; KeyError where the theme has none of this code."""
        if code not in self.made:  # one object, which remembers the texts that it marked up
            style, strings = self.theme.languages[code], self.strings[code]
            self.made[code] = Language(code, style, strings, self.theme.languages_by_direction)
        return self.made[code]

    def file(self, name: str) -> Path:
        """Return the first file of this name in the folders, or its path in the first of them."""
        return file_in(self.folders, name)


def design_of(library: Library, templates: Path | None) -> Design:
    """Return the design of the project that a library belongs to, or with other templates."""
    folders = project_folders(library.root)
    return load_design(templates or folders.templates, library.project_file, folders.fonts)


def load_design(
    own: Path | None = None, project: YamlFile | None = None, fonts: Path | None = None
) -> Design:
    """Return the design of a project, given its folder of templates and its project file.

    Without them it is the design of the package; DesignError where that cannot be used. The fonts
    of the theme are looked for in the folder `fonts`, if one is given.
    """
    folders = template_folders(own)
    css, problems = read_stylesheets(folders)
    layers, found = theme_layers(folders, project)
    problems += found
    whole, found = merged_theme(layers)
    problems += found
    if whole is None:
        raise DesignError(problems)
    theme, unknown = with_languages(whole, project)
    if not found:
        faces = read_faces(fonts) if fonts is not None else None
        names = frozenset(template_names(folders))
        assets = Assets(names, css, faces, frozenset(theme.languages))
        problems += theme_problems(layers, whole, assets)
    problems += unknown
    words, found = string_layers(folders, theme)
    problems += found
    strings, found = merged_strings(words, folders, theme, texts_of_templates(folders))
    problems += found
    if any(not isinstance(one.get("likelihood"), dict) for one in strings.values()):
        raise DesignError(problems)
    inputs = tuple(repr(layer.data) for layer in layers)
    inputs = (*inputs, *theme.languages)
    return Design(folders, theme, strings, tuple(problems), inputs, tuple(whole.languages))


def template_names(folders: tuple[Path, ...]) -> tuple[str, ...]:
    """Return the names of the templates in some folders, sorted."""
    files = (path for folder in folders for path in folder.glob(f"*{SUFFIX}"))
    return tuple(sorted({path.name.removesuffix(SUFFIX) for path in files}))


def texts_of_templates(folders: tuple[Path, ...]) -> list[str]:
    """Return the texts of all templates and their parts in some folders."""
    return [text_of(path) for folder in folders for path in sorted(folder.rglob("*.j2"))]


def file_in(folders: tuple[Path, ...], name: str) -> Path:
    """Return the first file of this name in some folders, or its path in the first of them."""
    paths = [folder / name for folder in folders]
    return next((path for path in paths if path.is_file()), paths[0])


def read_stylesheets(folders: tuple[Path, ...]) -> tuple[str, list[Problem]]:
    """Return the texts of the style sheets as one, and what is wrong with each."""
    read = [read_stylesheet(file_in(folders, name)) for name in STYLESHEETS]
    return "".join(css for css, _ in read), [one for _, problems in read for one in problems]


def read_stylesheet(path: Path) -> tuple[str, list[Problem]]:
    """Return a style sheet and what is wrong with it, such as that there is none."""
    css, problems = read_text(path)
    return css or "", [*problems, *css_problems(css or "", str(path))]


def text_of(template: Path) -> str:
    """Return the text of a template; nothing where it cannot be read, which Jinja reports."""
    return read_text(template)[0] or ""
