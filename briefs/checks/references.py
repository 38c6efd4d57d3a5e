"""The rules of the content that no single file can check."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path as File

from briefs.content import (
    KeyPath,
    Library,
    LocatedStr,
    Position,
    YamlFile,
    all_texts,
    articles_with_files,
    briefs_with_files,
    is_country,
    is_unread,
    leaves,
    problem_at_statement,
    problem_at_text,
    shared_file,
    statements_of,
)
from briefs.design import CheckContext
from briefs.problems import Problem, Severity, closest

NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*")
LETTERS = {"en": re.compile("[A-Za-z]"), "ar": re.compile("[\u0621-\u064a]")}
ASCII_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789.,")

SHARED = {  # file → its lists, whose ids are one family
    "people.yaml": ("people", "organisations"),
    "topics.yaml": ("topics",),
    "contradictions.yaml": ("contradictions",),
}


def translations(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Every text stands in every language, in its own letters, and in no unknown language."""
    for texts in all_texts(library):
        some = next(iter(texts.values()))
        for language in context.languages:
            if not texts.get(language, LocatedStr()).strip():
                message = f"the text has no “{language}” version"
                yield problem_at_text(
                    some, "translation-missing", message, f"add {language}: … beside it"
                )
        for language, text in texts.items():
            if language not in context.languages:
                message = f"unknown language “{language}”"
                yield problem_at_text(
                    text, "language-unknown", message, closest(language, context.languages)
                )
            elif not in_its_letters(language, text):
                message = f"the “{language}” text has no letter of that language"
                yield problem_at_text(
                    text, "language-wrong", message, "are the two versions swapped?"
                )


def in_its_letters(language: str, text: str) -> bool:
    """Whether a text that has letters has some of its language's script."""
    letters = LETTERS.get(language)
    return letters is None or not re.search(r"[^\W\d_]", text) or bool(letters.search(text))


def numbers(library: Library, context: CheckContext) -> Iterator[Problem]:
    """The languages of a text carry the same numbers."""
    for texts in all_texts(library):
        held = {language: numbers_in(text) for language, text in texts.items()}
        everything = set().union(*held.values())
        for language, found in held.items():
            missing = sorted(everything - found)
            if missing:
                wanted = ", ".join(missing)
                message = f"“{language}” lacks the number {wanted} of the other language"
                hint = "write numbers as digits in both languages"
                yield problem_at_text(texts[language], "number-mismatch", message, hint)


def numbers_in(text: str) -> set[str]:
    """The numbers of a text, in European digits and without grouping."""
    found = NUMBER.findall(text.translate(ASCII_DIGITS))
    return {re.sub(r",(?=\d{3}\b)", "", number) for number in found}


def ids(library: Library, context: CheckContext) -> Iterator[Problem]:
    """An id stands once among all statements of an article, and is its file's name."""
    for article, source in articles_with_files(library):
        yield from named_as_file(source)
        yield from repeated(
            source, ((one.item.id, (*one.path, "id")) for one in statements_of(article))
        )
    for _, source in briefs_with_files(library):
        yield from named_as_file(source)
    for file, keys in SHARED.items():
        for source in shared_file(library, file):
            every = [
                (item["id"], (key, n, "id"))
                for key in keys
                for n, item in enumerate(source.data[key])
            ]
            yield from repeated(source, iter(every))


def named_as_file(source: YamlFile) -> Iterator[Problem]:
    """The id of an article or brief is the name of its file."""
    name, stem = source.data["id"], File(source.file).stem
    if name != stem:
        message = f"the id “{name}” is not the file’s name “{stem}”"
        yield source.problem(("id",), "id-not-file-name", message, f"write id: {stem}")


def repeated(source: YamlFile, named: Iterator[tuple[str, KeyPath]]) -> Iterator[Problem]:
    """Ids that stand a second time."""
    first: dict[str, int] = {}
    for name, path in named:
        line = source.place(path)[0]
        if name in first:
            message = f"the id “{name}” is already taken in line {first[name]}"
            yield source.problem(path, "id-duplicate", message, "ids are unique in a file")
        first.setdefault(name, line)


def names(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Countries, topics, people and organisations exist."""
    known: dict[str, set[str]] = {}
    if "people.yaml" not in library.unread:
        bodies = set(library.organisations)
        known |= {key: {*library.people, *bodies} for key in ("speaker", "person", "via")}
        known |= {"organisation": bodies, "pollster": {*bodies, "not_stated"}}
    if "topics.yaml" not in library.unread:
        known["topic"] = set(library.topics)
    for source in library.files.values():
        for path, value in leaves(source.data):
            key = next((part for part in reversed(path) if isinstance(part, str)), "")
            if key in {"country", "countries", "group"}:
                if value is not None and not is_country(str(value)):
                    hint = "countries are ISO 3166 codes, such as FR or GB"
                    message = f"unknown country “{value}”"
                    yield source.problem(path, "country-unknown", message, hint)
            elif key in known and value is not None and value not in known[key]:
                kind = "topic" if key == "topic" else "person"
                message, hint = f"unknown {kind} “{value}”", closest(str(value), known[key])
                yield source.problem(path, f"{kind}-unknown", message, hint)


def evidence(library: Library, context: CheckContext) -> Iterator[Problem]:
    """What a brief rests on exists: statements, templates, editions, topics, countries."""
    for brief, source in briefs_with_files(library):
        for path, value in leaves(source.data):
            if ("evidence" in path or path[0] == "show") and not (
                value in library.statements or is_unread(library, value)
            ):
                hint = closest(str(value), library.statements)
                yield source.problem(path, "evidence-unknown", f"unknown statement “{value}”", hint)
            if path[0] in {"topics", "questions"} and not (
                value in library.topics or "topics.yaml" in library.unread
            ):
                hint = closest(str(value), library.topics)
                yield source.problem(path, "topic-unknown", f"unknown topic “{value}”", hint)
        if brief.template not in context.templates:
            hint = closest(brief.template, context.templates)
            message = f"unknown template “{brief.template}”"
            yield source.problem(("template",), "template-unknown", message, hint)
        for index, edition in enumerate(brief.editions):
            if edition not in context.editions:
                hint = closest(edition, context.editions)
                message = f"unknown edition “{edition}”"
                yield source.problem(("editions", index), "edition-unknown", message, hint)


def paragraphs(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Every paragraph of an article is cited or left out, none is both, and none is made up."""
    for article, source in articles_with_files(library):
        cited = {number for one in statements_of(article) for number in one.at}
        cited |= {number for caution in article.cautions for number in caution.at}
        left_out = {number for one in article.left_out for number in one.at}
        for path, value in leaves(source.data):
            if "at" in path and isinstance(value, int) and value > article.paragraphs:
                message = f"the article has {article.paragraphs} paragraphs, not {value}"
                yield source.problem(path, "paragraph-unknown", message)
            if path[:1] == ("left_out",) and "at" in path and value in cited:
                message = f"paragraph {value} is left out, yet a statement cites it"
                yield source.problem(path, "paragraph-both", message)
        gone = sorted(set(range(1, article.paragraphs + 1)) - cited - left_out)
        if gone:
            listed = ", ".join(map(str, gone))
            message = f"neither cited nor left out: {listed}"
            hint = "cite them with a statement, or list them under left_out with the reason"
            yield source.problem(("left_out",), "paragraph-unaccounted", message, hint)


def stated_in(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Where a role is said to be stated, and where sources are said to disagree, there is text."""
    counts = {name: article.paragraphs for name, article in library.articles.items()}
    for source, path, name, numbers in pointers(library):
        if is_unread(library, name):
            continue
        if name not in counts:
            hint = closest(name, counts)
            yield source.problem(path, "article-unknown", f"unknown article “{name}”", hint)
            continue
        for place, number in numbers.items():
            if not number.isdecimal() or not 1 <= int(number) <= counts[name]:
                message = f"“{number}” is no paragraph of the article “{name}”"
                hint = f"its paragraphs are 1 to {counts[name]}"
                yield source.problem(place, "paragraph-unknown", message, hint)


def pointers(library: Library) -> Iterator[tuple[YamlFile, KeyPath, str, dict[KeyPath, str]]]:
    """Articles named outside articles, each with its place and the paragraphs named with it."""
    for source in library.files.values():
        for path, value in leaves(source.data):
            if "stated" in path:
                name, _, number = str(value).partition("/")
                yield source, path, name, {path: number}
    for source in shared_file(library, "contradictions.yaml"):
        for index, one in enumerate(library.contradictions):
            for half, side in enumerate(one.sides):
                where: KeyPath = ("contradictions", index, "sides", half)
                places = {(*where, "at", rank): str(at) for rank, at in enumerate(side.at)}
                yield source, (*where, "article"), side.article, places


def reasons(library: Library, context: CheckContext) -> Iterator[Problem]:
    """What is inferred says why, itself or through its article's date."""
    for one in library.statements.values():
        dated, article = one.dated, one.article
        if one.kind == "results":  # it is the poll's date, and told there
            continue
        if dated.basis == "inferred" and dated.why is None and article.issued.why is None:
            yield problem_at_statement(
                library, one, "reason-missing", "the date is inferred without a why"
            )


def gists(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Positions that the comparison shows have the short form that it prints."""
    compared = {country for brief in library.briefs.values() for country in brief.countries}
    for one in library.statements.values():
        item = one.item
        if isinstance(item, Position) and item.country in compared and item.gist is None:
            message = "a position of a compared country has no gist"
            problem = problem_at_statement(library, one, "gist-missing", message)
            hint = "add gist: {en: …, ar: …}, 3 to 9 words"
            yield replace(problem, hint=hint, severity=Severity.WARNING)
