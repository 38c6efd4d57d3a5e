"""A brief in an edition → semantic HTML: Jinja fills a template, once for each language."""

import re
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import jinja2
from markupsafe import Markup, escape

from briefs.content import (
    TO_DO,
    Brief,
    Dated,
    Figure,
    Library,
    LocalizedText,
    LocatedStr,
    Project,
    StatementRef,
    When,
    bold_parts,
    with_marks,
    without_marks,
)
from briefs.design import Design, Language, Width
from briefs.html.bilingual import ShapeError, bilingual_tree
from briefs.html.document import Element, fill_contents, note_key, parse, resolve, visible_text
from briefs.html.expansions import expand
from briefs.html.sandbox import Sandbox, compiled_templates
from briefs.html.selection import Selection
from briefs.problems import Problem, fill

# What a faulty template makes Python raise: an unknown name, key or attribute, a wrong argument.
TEMPLATE_ERRORS = (
    jinja2.TemplateError,
    LookupError,
    AttributeError,
    TypeError,
    ValueError,
    ArithmeticError,
    RecursionError,
)

MONEY = ("eur", "usd")
# Marks a date that no source states: printed as the sign, read and copied as the word.
INFERRED = Markup('\u00a0<span class="inferred" data-sign="○">{}</span>')


def render(
    library: Library, brief: Brief, edition: str, design: Design
) -> tuple[Element | None, list[Problem]]:
    """Return the resolved tree of a brief in an edition, or None with the template's problems.

    Raises KeyError for an edition that the theme does not have.
    """
    languages = [design.language(code) for code in design.theme.editions[edition]]
    trees: list[Element] = []
    problems: list[Problem] = []
    for language in languages:
        pick = Selection(library, brief, languages[0])
        tree, language_problems = render_language(pick, language, design)
        problems += language_problems
        if tree is not None:
            trees.append(tree)
    if problems:
        return None, list(dict.fromkeys(problems))
    try:
        tree = trees[0] if len(trees) == 1 else bilingual_tree(trees, languages)
    except ShapeError as error:
        name = f"{brief.template}.html.j2 ({brief.id}, {edition})"
        hint = fill("an {{% if %}} on the language must leave the same elements in both")
        return None, [Problem(name, 1, 1, "template-error", error.message, hint)]
    tree.set("data-edition", edition)
    tree.set("data-editions", " ".join(brief.editions))
    fill_contents(tree)
    return tree, []


def render_language(
    selection: Selection, language: Language, design: Design
) -> tuple[Element | None, list[Problem]]:
    """Fill a brief's template in one language, parse the HTML and resolve its references."""
    brief = selection.brief
    template_name = f"{brief.template}.html.j2"
    try:
        project = selection.library.project
        template = environment(language, design, project).get_template(template_name)
        html = template.render(brief=brief, pick=selection)
    except TEMPLATE_ERRORS as error:
        return None, [template_problem(error, design, template_name)]
    name = f"{template_name} ({brief.id}, {language.code})"
    tree, problems = parse(html, name)
    try:
        if tree is not None and not problems:
            problems = resolve(tree, language, name)
            problems += unwritten_texts(tree, selection.library)
            expand(tree, selection.library.organisations.values(), language)
    except TEMPLATE_ERRORS as error:  # a placeholder of a string that nothing fills
        return None, [template_problem(error, design, template_name)]
    return tree, problems


def render_part(
    name: str, language: Language, design: Design, project: Project | None, values: dict[str, Any]
) -> Markup:
    """Fill a template of the package that is no brief's; return what it makes."""
    template = environment(language, design, project).get_template(f"package/{name}")
    return Markup(template.render(values))


def unwritten_texts(tree: Element, library: Library) -> Iterator[Problem]:
    """Yield a problem for each text of a tree that is still to be written."""
    texts = tree.iterfind(".//*[@data-path]")
    shown = {text.get("data-path") for text in texts if visible_text(text) == TO_DO}
    for texts_of_one in library.texts_and_to_do if shown else ():
        for language, text in texts_of_one.items():
            if text.path in shown:
                message = fill("a document would show this “{language}” text", language=language)
                hint = fill("write the text in place of {to_do}", to_do=TO_DO)
                yield text.problem("text-unwritten", message, hint)


def environment(
    language: Language, design: Design, project: Project | None = None
) -> jinja2.Environment:
    """Return a Jinja environment that prints content values in a language.

    docs/templates.md documents its filters and globals for authors of templates.
    """
    jinja = Sandbox(
        loader=template_loader(design),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=partial(localized, language=language),
        bytecode_cache=compiled_templates(repr((language, language.strings, language.phrases))),
    )
    jinja.filters.update(filters(language))
    jinja.globals.update(
        language=language,
        translate=language.translate,
        strings=language.strings,
        project=project,
        note=NoteCollector(),
    )
    return jinja


def template_loader(design: Design) -> jinja2.BaseLoader:
    """Return a loader that looks into the project's folder first, then into the package's.

    `package/NAME` is always the packaged template, so that one of the project can extend it.
    """
    packaged = jinja2.FileSystemLoader(design.folders[-1])
    own = jinja2.FileSystemLoader(design.folders)
    return jinja2.ChoiceLoader([own, jinja2.PrefixLoader({"package": packaged})])


def localized(value: object, language: Language) -> object:
    """Return a content text or date as a template prints it; any other value as it is."""
    if isinstance(value, LocalizedText):
        return language.markup(value[language.code])
    if isinstance(value, LocatedStr):
        return language.markup(value)
    if isinstance(value, Dated):
        return date_with_basis(value, language)
    if isinstance(value, When):
        return language.date(value)
    return value


def date_with_basis(dated: Dated, language: Language, width: Width = "long") -> Markup:
    """Return a date in words, with the sign of inferred dates where no source states it."""
    return escape(language.date(dated.date, width)) + basis_sign(dated, language)


def unbroken_date(dated: Dated, language: Language) -> Markup:
    """Return a date in words whose year stays on the line of its month, with its sign."""
    words = language.date(dated.date).replace(" ", "\u00a0")
    return escape(words) + basis_sign(dated, language)


def basis_sign(dated: Dated, language: Language) -> Markup:
    """Return the sign of a date that no source states, or nothing for a date that one does."""
    return (
        INFERRED.format(language.translate("inferred")) if dated.basis == "inferred" else Markup()
    )


def filters(language: Language) -> dict[str, Callable[..., object]]:
    """Return the filters that templates have in addition to Jinja's."""
    return {
        "country": lambda code: language.country(str(code)),
        "number": language.number,
        "percent": lambda value: language.with_isolates(language.percent(value)),
        "isolated": language.with_isolates,
        "short_date": lambda when: language.date(when, "short"),
        "marked_date": lambda dated: date_with_basis(dated, language, "short"),
        "unbroken_date": lambda dated: unbroken_date(dated, language),
        "basis_sign": partial(basis_sign, language=language),
        "digits": language.digits,
        "numeral": lambda figure: numeral(figure, language),
        "capitalized": lambda text: capitalized(text, language),
        "first_clause": lambda text: first_clause(text[language.code]),
        "plain": partial(plain_text, language=language),
        "list": lambda items: language.digits(
            language.translate("list-separator").join(str(item) for item in items)
        ),
    }


def plain_text(value: LocalizedText | str, language: Language) -> Markup:
    """Return a text in one line without inline markup, escaped: for an attribute or `<title>`."""
    text = value[language.code] if isinstance(value, LocalizedText) else value
    text = language.with_months(text) if isinstance(text, LocatedStr) else text
    line = re.sub(r"[ \t\n]+", " ", without_marks(text)).strip()
    return escape(language.plain(line))


def numeral(figure: Figure, language: Language) -> Markup:
    """Return the number of a figure in the words or signs of a language: `> 35`, `≈ €1.1 billion`.

    Arabic has words, for its readers see signs such as > mirrored.
    """
    if figure.unit == "percent":
        number = language.percent(figure.value)
    else:
        number = language.compact(figure.value) if figure.unit != "year" else f"{figure.value:.0f}"
    if figure.unit in MONEY:
        number = language.named("money", figure.unit, number=number)
    text = language.named("quantity", figure.qualifier, number=number)
    return language.with_isolates(text.replace(" ", "\u00a0"))


def first_clause(text: str) -> LocatedStr:
    """Return the part of a text that is in bold, or the text where none is; without its path."""
    parts = bold_parts(text)
    return LocatedStr(with_marks([(one, False) for one in parts[1]]) if len(parts) > 1 else text)


def capitalized(text: LocalizedText, language: Language) -> Markup:
    """Return a text as a template prints it, with a capital where it begins with a small letter.

    It has no path then: a capital is no edit of the text.
    """
    words = text[language.code]
    if words[:1].islower():
        return language.markup(LocatedStr(words[:1].upper() + words[1:]))
    return language.markup(words)


class NoteCollector:
    """The template function `note`: makes notes and collects them for the list at the end.

    `cited` has the statements of each note by its key, in the order of first citation.
    """

    def __init__(self) -> None:
        self.cited: dict[str, tuple[StatementRef, ...]] = {}

    def __call__(self, *statements: StatementRef) -> Markup:
        """Return an `a.note` that cites statements; `document.resolve` numbers it."""
        references = [statement.reference for statement in statements]
        self.cited.setdefault(note_key(references), statements)
        return Markup('<a class="note" data-evidence="{}"></a>').format(" ".join(references))


def template_problem(error: Exception, design: Design, name: str) -> Problem:
    """Return a problem at the innermost line of a template that an error came from.

    An error from no template is reported at the first line of the template `name`.
    """
    if isinstance(error, jinja2.TemplateSyntaxError):
        file = error.filename or str(design.file(name))
        hint = fill("see docs/templates.md; the mistake may be in the line before")
        return Problem(
            file,
            error.lineno,
            1,
            "template-syntax",
            fill("the template cannot be read: {why}", why=error.message),
            hint,
        )
    file, line = str(design.file(name)), 1
    folders = tuple(str(folder) for folder in design.folders)
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.startswith(folders):
            file, line = frame.filename, frame.lineno or 1
    message = fill("{kind}: {error}", kind=type(error).__name__, error=error)
    hint = fill("docs/templates.md lists what there is")
    return Problem(file, line, 1, "template-error", message, hint)
