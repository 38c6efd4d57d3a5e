"""Checks that what one part of the content says of another is true: ids, references, paragraphs."""

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import chain

from briefs.content import (
    Article,
    Brief,
    KeyPath,
    Library,
    LocatedStr,
    Position,
    YamlFile,
    is_country,
    leaves,
    script_of,
    scripts_of,
    statements_of,
)
from briefs.design import CheckContext
from briefs.problems import Problem, closest

SHARED_LISTS = {  # file → its lists, between which ids are unique
    "people.yaml": ("people", "organisations"),
    "topics.yaml": ("topics",),
    "contradictions.yaml": ("contradictions",),
}

# The keys of a brief whose lists name statements.
REFERENCE_LISTS = {"evidence", "against", "positions", "stances", "show"}


def translations(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report texts without one of the languages, in an unknown one, or in another's letters.

    A file that has no text in a language at all is one problem.
    """
    texts_of_files = [(next(iter(texts.values())), texts) for texts in library.texts()]
    present = {(first.file, language) for first, texts in texts_of_files for language in texts}
    untranslated = Counter(
        (first.file, language)
        for first, _ in texts_of_files
        for language in context.languages
        if (first.file, language) not in present
    )
    for (file, language), count in untranslated.items():
        message = f"none of the {count} texts of this file has a “{language}” version"
        hint = f"add {language}: … beside the other languages of each"
        yield Problem(file, 1, 1, "translation-missing", message, hint)
    for first, texts in texts_of_files:
        for language in context.languages:
            missing = not texts.get(language, LocatedStr()).strip()
            if missing and (first.file, language) not in untranslated:
                message = f"the text has no “{language}” version"
                yield first.problem("translation-missing", message, f"add {language}: … beside it")
        for language, text in texts.items():
            if language not in context.languages:
                hint = closest(language, context.languages)
                yield text.problem("language-unknown", f"unknown language “{language}”", hint)
            elif not is_in_script(language, text):
                message = f"the “{language}” text has no letter of that language"
                yield text.problem("language-wrong", message, "are the two versions swapped?")


def is_in_script(language: str, text: str) -> bool:
    """Return whether a text has letters of its language, or no letters at all."""
    scripts = set(map(script_of, text)) - {""}
    return not scripts or bool(scripts & scripts_of(language))


def ids(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report ids that are not unique in their file, and articles and briefs not named as theirs."""
    parts: Iterator[Article | Brief] = chain(library.articles.values(), library.briefs.values())
    for part in parts:
        file = library.file_of(part)
        if file.data["id"] != part.id:  # the id of the part is the name of the file
            message = f"the id “{file.data['id']}” is not the file’s name “{part.id}”"
            yield file.problem(("id",), "id-not-file-name", message, f"write id: {part.id}")
    for article in library.articles.values():
        statements = ((ref.item.id, (*ref.path, "id")) for ref in statements_of(article))
        yield from repeated(library.file_of(article), statements)
    for name, keys in SHARED_LISTS.items():
        if name not in library.unread:
            file = library.file(name)
            indexed = ((key, *item) for key in keys for item in enumerate(file.data[key]))
            items = ((item["id"], (key, index, "id")) for key, index, item in indexed)
            yield from repeated(file, items)


def repeated(file: YamlFile, named: Iterator[tuple[str, KeyPath]]) -> Iterator[Problem]:
    """Report ids, given with their paths, that appear a second time."""
    lines: dict[str, int] = {}
    for name, path in named:
        line = file.place(path)[0]
        if name in lines:
            message = f"the id “{name}” is already taken in line {lines[name]}"
            yield file.problem(path, "id-duplicate", message, "ids are unique in a file")
        lines.setdefault(name, line)


def known_names(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report unknown countries, topics, people and organisations."""
    known: dict[str, Collection[str]] = {}
    if "people.yaml" not in library.unread:
        bodies = set(library.organisations)
        known |= {key: {*library.people, *bodies} for key in ("speaker", "person", "via")}
        known |= {"organisation": bodies, "pollster": {*bodies, "not_stated"}}
    if "topics.yaml" not in library.unread:
        known |= dict.fromkeys(("topic", "topics", "questions"), library.topics)
    for file in library.files.values():
        for path, value in leaves(file.data):
            key = next((part for part in reversed(path) if isinstance(part, str)), "")
            if key in {"country", "countries", "group"}:
                if value is not None and not is_country(str(value)):
                    hint = "countries are ISO 3166 codes, such as FR or GB"
                    yield file.problem(path, "country-unknown", f"unknown country “{value}”", hint)
            elif key in known and value is not None and value not in known[key]:
                kind = "topic" if known[key] is library.topics else "person"
                message, hint = f"unknown {kind} “{value}”", closest(str(value), known[key])
                yield file.problem(path, f"{kind}-unknown", message, hint)


def evidence(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report statements, templates and editions in briefs that do not exist."""
    for brief in library.briefs.values():
        file = library.file_of(brief)
        named: list[tuple[str, KeyPath, str, Collection[str]]] = [
            ("statement", path, str(value), library.statements)
            for path, value in leaves(file.data)
            if REFERENCE_LISTS & {*path} and not library.is_unread(value)
        ]
        named.append(("template", ("template",), brief.template, context.templates))
        for index, edition in enumerate(brief.editions):
            named.append(("edition", ("editions", index), edition, context.editions))
        for kind, path, name, known in named:
            if name not in known:
                code = "evidence-unknown" if kind == "statement" else f"{kind}-unknown"
                yield file.problem(path, code, f"unknown {kind} “{name}”", closest(name, known))


def paragraphs(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report paragraphs that do not exist, are neither cited nor left out, or are both."""
    for article in library.articles.values():
        file = library.file_of(article)
        cited = {number for statement in statements_of(article) for number in statement.at}
        cited |= {number for caution in article.cautions for number in caution.at}
        left_out = {number for entry in article.left_out for number in entry.at}
        for path, value in leaves(file.data):
            if "at" in path and isinstance(value, int) and value > article.paragraphs:
                message = f"the article has {article.paragraphs} paragraphs, not {value}"
                yield file.problem(path, "paragraph-unknown", message)
            if path[:1] == ("left_out",) and "at" in path and value in cited:
                message = f"paragraph {value} is left out, yet a statement cites it"
                yield file.problem(path, "paragraph-both", message)
        missing = sorted(set(range(1, article.paragraphs + 1)) - cited - left_out)
        if missing:
            message = f"paragraphs neither cited nor left out: {', '.join(map(str, missing))}"
            hint = "cite them with a statement, or list them under left_out with the reason"
            yield file.problem(("left_out",), "paragraph-unaccounted", message, hint)


def stated(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report articles and paragraphs, named in other files, that do not exist."""
    for file, path, name, paragraphs in pointers(library):
        article = library.articles.get(name)
        if article is None:
            if not library.is_unread(name):
                hint = closest(name, library.articles)
                yield file.problem(path, "article-unknown", f"unknown article “{name}”", hint)
            continue
        for place, number in paragraphs.items():
            if not number.isdecimal() or not 1 <= int(number) <= article.paragraphs:
                message = f"“{number}” is no paragraph of the article “{name}”"
                hint = f"its paragraphs are 1 to {article.paragraphs}"
                yield file.problem(place, "paragraph-unknown", message, hint)


def pointers(library: Library) -> Iterator[tuple[YamlFile, KeyPath, str, dict[KeyPath, str]]]:
    """Yield where other files name articles: file, path, article, and the paragraphs by path."""
    for file in library.files.values():
        for path, value in leaves(file.data):
            if "stated" in path:
                name, _, number = str(value).partition("/")
                yield file, path, name, {path: number}
    for path, side in library.sides():
        numbers = {(*path, "at", index): str(number) for index, number in enumerate(side.at)}
        yield library.file("contradictions.yaml"), (*path, "article"), side.article, numbers


def reasons(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report inferred dates of statements without a reason, there or at their article's date."""
    for statement in library.statements.values():
        dated = statement.dated
        if statement.kind == "results":  # has the date of its poll
            continue
        if dated.basis == "inferred" and not (dated.why or statement.article.issued.why):
            message = "the date is inferred without a why"
            yield library.problem_at(statement, "reason-missing", message)


def gists(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report positions of compared countries without the short form that the comparison prints."""
    compared = {country for brief in library.briefs.values() for country in brief.countries}
    for statement in library.statements.values():
        item = statement.item
        if isinstance(item, Position) and item.country in compared and item.gist is None:
            message = "a position of a compared country has no gist"
            hint = f"add gist: {context.text_form}, 3 to 9 words"
            yield library.problem_at(statement, "gist-missing", message, hint)
