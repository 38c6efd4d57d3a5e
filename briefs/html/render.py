"""A brief in an edition → semantic HTML: Jinja fills a template, once for each language."""

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
import yaml
from markupsafe import Markup, escape

from briefs.content import Brief, Dated, Library, LocalizedText, LocatedStr, StatementRef, When
from briefs.design import CheckContext, Language, Theme
from briefs.html import bilingual, document
from briefs.html.selection import Selection
from briefs.problems import Problem

# What a template can make Python raise: a name, key or attribute that is not there, a bad sum.
TEMPLATE_FAULTS = (
    jinja2.TemplateError,
    LookupError,
    AttributeError,
    TypeError,
    ValueError,
    ArithmeticError,
)


@dataclass(frozen=True)
class Design:
    """What a look consists of: the folder of templates, the theme, the strings of each language."""

    folder: Path
    theme: Theme
    strings: Mapping[str, Mapping[str, Any]]

    @property
    def templates(self) -> tuple[str, ...]:
        """The names that a brief may give as its template."""
        return tuple(
            sorted(path.name.removesuffix(".html.j2") for path in self.folder.glob("*.html.j2"))
        )

    @property
    def check_context(self) -> CheckContext:
        """What content is checked against."""
        return CheckContext(tuple(self.theme.languages), tuple(self.theme.editions), self.templates)

    def language(self, code: str) -> Language:
        """A language as this design sets it."""
        return Language(code, self.theme.languages[code], self.strings[code])


def load_design(folder: Path) -> Design:
    """The theme and the strings of a templates folder."""
    theme = load_theme(folder)
    strings = {code: read_yaml(folder / "strings" / f"{code}.yaml") for code in theme.languages}
    return Design(folder, theme, strings)


def load_theme(folder: Path) -> Theme:
    """The theme of a templates folder."""
    return Theme.model_validate(read_yaml(folder / "theme.yaml"))


def read_yaml(path: Path) -> Any:
    """A YAML file of the design, which is the program's own and not checked as content is."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def render(
    library: Library, brief: Brief, edition: str, design: Design
) -> tuple[document.Element | None, list[Problem]]:
    """The resolved tree of a brief in an edition; None, with problems, where a template errs."""
    codes = design.theme.editions[edition]
    languages = [design.language(code) for code in codes]
    trees, problems = [], []
    for language in languages:
        tree, found = render_language(Selection(library, brief), language, design)
        problems += found
        if tree is not None and not found:
            trees.append(tree)
    if len(trees) < len(languages):
        return None, list(dict.fromkeys(problems))
    try:
        tree = (
            trees[0]
            if len(trees) == 1
            else bilingual.bilingual_tree(trees[0], trees[1], (languages[0], languages[1]))
        )
    except ValueError as error:
        name = f"{brief.template}.html.j2 ({brief.id}, {edition})"
        hint = "an {% if %} on the language must leave the same elements in both"
        return None, [Problem(name, 1, 1, "template-error", str(error), hint)]
    tree.set("data-edition", edition)
    document.fill_contents(tree)
    return tree, problems


def render_language(
    selection: Selection, language: Language, design: Design
) -> tuple[document.Element | None, list[Problem]]:
    """One language of a brief: rendered, checked against the vocabulary, resolved."""
    brief = selection.brief
    name = f"{brief.template}.html.j2"
    try:
        template = environment(language, design).get_template(name)
        html = template.render(brief=brief, pick=selection, people=selection.library.people)
    except TEMPLATE_FAULTS as error:
        return None, [template_problem(error, design.folder, name)]
    tree, problems = document.parse(html, f"{name} ({brief.id}, {language.code})")
    if tree is not None and not problems:
        problems = document.resolve(tree, language, f"{name} ({brief.id}, {language.code})")
    return tree, problems


def environment(language: Language, design: Design) -> jinja2.Environment:
    """Jinja as templates see it: texts, dates and names come out in the language by themselves."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(design.folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=partial(show, language=language),
    )
    made.filters.update(filters(language))
    made.globals.update(
        language=language,
        translate=language.translate,
        strings=language.strings,
        theme=design.theme,
        note=Notes(),
    )
    return made


def show(value: object, language: Language) -> object:
    """What an expression prints: texts in the language, dates in words, the rest as it is."""
    if isinstance(value, LocalizedText):
        return language.markup(value[language.code].__html__())
    if isinstance(value, LocatedStr):
        return language.markup(value.__html__())
    if isinstance(value, Dated):
        return dated(value, language)
    if isinstance(value, When):
        return language.date(value)
    return value


def dated(value: Dated, language: Language) -> Markup:
    """A date; one that is inferred says so."""
    written = escape(language.date(value.date))
    if value.basis == "stated":
        return written
    mark = escape(language.translate("inferred"))
    return Markup('{} <span class="muted">({})</span>').format(written, mark)


def filters(language: Language) -> dict[str, Callable[..., object]]:
    """The filters of the templates."""
    return {
        "country": lambda code: language.country(str(code)),
        "number": language.number,
        "percent": language.percent,
        "short_date": lambda when: language.date(when, "short"),
        "plain": partial(plain, language=language),
        "list": lambda items: language.digits(
            language.translate("list-separator").join(str(item) for item in items)
        ),
    }


def plain(value: LocalizedText | str, language: Language) -> Markup:
    """A text without markup of any kind, escaped, as attributes need it."""
    text = value[language.code] if isinstance(value, LocalizedText) else value
    return escape(language.digits(str(text).replace("**", "")))


class Notes:
    """Makes the notes of one rendering and remembers them, for the list at the document's end."""

    def __init__(self) -> None:
        self.cited: dict[str, tuple[StatementRef, ...]] = {}

    def __call__(self, *cited: StatementRef) -> Markup:
        """One note for the statements that a sentence rests on, numbered in the resolve pass."""
        references = [one.reference for one in cited]
        self.cited.setdefault(document.note_key(references), cited)
        return Markup('<a class="note" data-evidence="{}"></a>').format(" ".join(references))


def template_problem(error: Exception, folder: Path, name: str) -> Problem:
    """A fault of a template at the line of the template where it arose."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        file = error.filename or str(folder / name)
        return Problem(file, error.lineno, 1, "template-syntax", str(error.message))
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(str(folder))
    ]
    file, line = (
        (frames[-1].filename, frames[-1].lineno or 1) if frames else (str(folder / name), 1)
    )
    message = f"{type(error).__name__}: {error}"
    return Problem(
        file, line, 1, "template-error", message, "docs/templates.md lists what there is"
    )
