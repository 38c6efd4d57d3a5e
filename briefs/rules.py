"""The rules of the content that no single file can check."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as File

from briefs import model
from briefs.language import is_country
from briefs.library import Cited, Library, statements_of
from briefs.problems import Problem, Severity, closest
from briefs.source import Path, Source, Text, Texts

NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*")
LETTERS = {"en": re.compile("[A-Za-z]"), "ar": re.compile("[\u0621-\u064a]")}
ASCII_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789.,")


@dataclass(frozen=True)
class Setting:
    """What content is checked against: the languages, editions and templates that exist."""

    languages: tuple[str, ...]
    editions: tuple[str, ...]
    templates: tuple[str, ...]


def source_of(library: Library, folder: str, name: str) -> Source:
    """The source of an article or brief by its id."""
    ending = File(folder, f"{name}.yaml").parts
    return next(
        source for file, source in library.sources.items() if File(file).parts[-2:] == ending
    )


def articles(library: Library) -> Iterator[tuple[model.Article, Source]]:
    """Every article with its source."""
    for name, article in library.articles.items():
        yield article, source_of(library, "articles", name)


def briefs(library: Library) -> Iterator[tuple[model.Brief, Source]]:
    """Every brief with its source."""
    for name, brief in library.briefs.items():
        yield brief, source_of(library, "briefs", name)


def texts_in(value: object) -> Iterator[Texts]:
    """Every bilingual text inside a model, at any depth."""
    if isinstance(value, Texts):
        yield value
    elif isinstance(value, model.Model):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)


def every_text(library: Library) -> Iterator[Texts]:
    """Every bilingual text of the content."""
    groups = (library.people, library.organisations, library.topics, library.contradictions)
    for group in (library.articles, library.briefs, *groups):
        yield from texts_in(tuple(group.values()) if isinstance(group, Mapping) else group)


def at(text: Text, code: str, message: str, hint: str = "") -> Problem:
    """A problem at a text."""
    return Problem(text.file, text.line, text.column, code, message, hint)


def translations(library: Library, setting: Setting) -> Iterator[Problem]:
    """Every text stands in every language, in its own letters, and in no unknown language."""
    for texts in every_text(library):
        some = next(iter(texts.values()))
        for language in setting.languages:
            if not texts.get(language, Text()).strip():
                message = f"the text has no “{language}” version"
                yield at(some, "translation-missing", message, f"add {language}: … beside it")
        for language, text in texts.items():
            if language not in setting.languages:
                message = f"unknown language “{language}”"
                yield at(text, "language-unknown", message, closest(language, setting.languages))
            elif not in_its_letters(language, text):
                message = f"the “{language}” text has no letter of that language"
                yield at(text, "language-wrong", message, "are the two versions swapped?")


def in_its_letters(language: str, text: str) -> bool:
    """Whether a text that has letters has some of its language's script."""
    letters = LETTERS.get(language)
    return letters is None or not re.search(r"[^\W\d_]", text) or bool(letters.search(text))


def numbers(library: Library, setting: Setting) -> Iterator[Problem]:
    """The languages of a text carry the same numbers."""
    for texts in every_text(library):
        held = {language: numbers_in(text) for language, text in texts.items()}
        everything = set().union(*held.values())
        for language, found in held.items():
            missing = sorted(everything - found)
            if missing:
                wanted = ", ".join(missing)
                message = f"“{language}” lacks the number {wanted} of the other language"
                hint = "write numbers as digits in both languages"
                yield at(texts[language], "number-mismatch", message, hint)


def numbers_in(text: str) -> set[str]:
    """The numbers of a text, in European digits and without grouping."""
    found = NUMBER.findall(text.translate(ASCII_DIGITS))
    return {re.sub(r",(?=\d{3}\b)", "", number) for number in found}


def ids(library: Library, setting: Setting) -> Iterator[Problem]:
    """An id stands once among all statements of an article, and is its file's name."""
    for article, source in articles(library):
        yield from named_as_file(article.id, source)
        yield from repeated(
            source, ((one.item.id, (*one.path, "id")) for one in statements_of(article))
        )
    for brief, source in briefs(library):
        yield from named_as_file(brief.id, source)
    singles = (("people.yaml", "people", "organisations"), ("topics.yaml", "topics"))
    for name, *keys in (*singles, ("contradictions.yaml", "contradictions")):
        for source in (one for file, one in library.sources.items() if File(file).name == name):
            every = [
                (item["id"], (key, n, "id"))
                for key in keys
                for n, item in enumerate(source.data[key])
            ]
            yield from repeated(source, iter(every))


def named_as_file(name: str, source: Source) -> Iterator[Problem]:
    """The id of an article or brief is the name of its file."""
    stem = File(source.file).stem
    if name != stem:
        message = f"the id “{name}” is not the file’s name “{stem}”"
        yield source.problem(("id",), "id-not-file-name", message, f"write id: {stem}")


def repeated(source: Source, named: Iterator[tuple[str, Path]]) -> Iterator[Problem]:
    """Ids that stand a second time."""
    first: dict[str, int] = {}
    for name, path in named:
        line = source.place(path)[0]
        if name in first:
            message = f"the id “{name}” is already taken in line {first[name]}"
            yield source.problem(path, "id-duplicate", message, "ids are unique in a file")
        first.setdefault(name, line)


def names(library: Library, setting: Setting) -> Iterator[Problem]:
    """Countries, topics, people and organisations exist."""
    known = {
        "topic": ("topic-unknown", set(library.topics)),
        "speaker": ("person-unknown", {*library.people, *library.organisations}),
        "person": ("person-unknown", {*library.people, *library.organisations}),
        "via": ("person-unknown", {*library.people, *library.organisations}),
        "pollster": ("person-unknown", {*library.organisations, "not_stated"}),
        "organisation": ("person-unknown", set(library.organisations)),
    }
    for source in library.sources.values():
        for path, value in leaves(source.data):
            key = next((part for part in reversed(path) if isinstance(part, str)), "")
            if key in {"country", "countries"} or (key == "group" and len(str(value)) == 2):
                if not is_country(str(value)):
                    hint = "countries are ISO 3166 codes, such as FR or GB"
                    yield source.problem(
                        path, "country-unknown", f"unknown country “{value}”", hint
                    )
            elif key in known and value is not None and value not in known[key][1]:
                code, words = known[key]
                message = f"unknown {code.split('-', maxsplit=1)[0]} “{value}”"
                yield source.problem(path, code, message, closest(str(value), words))


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every scalar of a parsed file with its path of keys."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


def evidence(library: Library, setting: Setting) -> Iterator[Problem]:
    """What a brief rests on exists: statements, templates, editions, topics, countries."""
    for brief, source in briefs(library):
        for path, value in leaves(source.data):
            if ("evidence" in path or path[0] == "show") and value not in library.statements:
                hint = closest(str(value), library.statements)
                yield source.problem(path, "evidence-unknown", f"unknown statement “{value}”", hint)
            if path[0] in {"topics", "questions"} and value not in library.topics:
                hint = closest(str(value), library.topics)
                yield source.problem(path, "topic-unknown", f"unknown topic “{value}”", hint)
        if brief.template not in setting.templates:
            hint = closest(brief.template, setting.templates)
            message = f"unknown template “{brief.template}”"
            yield source.problem(("template",), "template-unknown", message, hint)
        for index, edition in enumerate(brief.editions):
            if edition not in setting.editions:
                hint = closest(edition, setting.editions)
                message = f"unknown edition “{edition}”"
                yield source.problem(("editions", index), "edition-unknown", message, hint)


def paragraphs(library: Library, setting: Setting) -> Iterator[Problem]:
    """Every paragraph of an article is cited or left out, none is both, and none is made up."""
    for article, source in articles(library):
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


def stated_in(library: Library, setting: Setting) -> Iterator[Problem]:
    """Where a role is said to be stated, and where sources are said to disagree, there is text."""
    counts = {name: article.paragraphs for name, article in library.articles.items()}
    for source in library.sources.values():
        for path, value in leaves(source.data):
            if "stated" not in path:
                continue
            name, _, number = str(value).partition("/")
            if name not in counts:
                hint = closest(name, counts)
                yield source.problem(path, "article-unknown", f"unknown article “{name}”", hint)
            elif not number.isdigit() or not 1 <= int(number) <= counts[name]:
                message = f"“{value}” is no paragraph of that article"
                yield source.problem(path, "paragraph-unknown", message, "write article/paragraph")
    for file, source in library.sources.items():
        if File(file).name == "contradictions.yaml":
            for path, value in leaves(source.data):
                if path[-1] == "article" and value not in counts:
                    hint = closest(str(value), counts)
                    yield source.problem(
                        path, "article-unknown", f"unknown article “{value}”", hint
                    )


def reasons(library: Library, setting: Setting) -> Iterator[Problem]:
    """What is inferred says why, itself or through its article's date."""
    for one in library.statements.values():
        dated = one.dated
        if dated.basis == "inferred" and dated.why is None and one.article.issued.why is None:
            yield problem_of(library, one, "reason-missing", "the date is inferred without a why")


def gists(library: Library, setting: Setting) -> Iterator[Problem]:
    """Positions that the comparison shows have the short form that it prints."""
    compared = {country for brief in library.briefs.values() for country in brief.countries}
    for one in library.statements.values():
        item = one.item
        if isinstance(item, model.Position) and item.country in compared and item.gist is None:
            message = "a position of a compared country has no gist"
            problem = problem_of(library, one, "gist-missing", message)
            yield Problem(
                problem.file,
                problem.line,
                problem.column,
                problem.code,
                problem.message,
                "add gist: {en: …, ar: …}, 3 to 9 words",
                Severity.WARNING,
            )


def problem_of(library: Library, one: Cited, code: str, message: str) -> Problem:
    """A problem at a statement."""
    return source_of(library, "articles", one.article.id).problem(one.path, code, message)
