"""One traversal of a library: its articles, briefs and shared files, and every text."""

from collections.abc import Iterator, Mapping
from pathlib import Path as File

from briefs.content import model
from briefs.content.brief import Brief
from briefs.content.fields import Model
from briefs.content.library import Library, StatementRef
from briefs.content.yaml_file import LocalizedText, LocatedStr, YamlFile
from briefs.problems import Problem


def file_of(library: Library, folder: str, name: str) -> YamlFile:
    """The source of an article or brief by its id."""
    ending = File(folder, f"{name}.yaml").parts
    return next(source for file, source in library.files.items() if File(file).parts[-2:] == ending)


def shared_file(library: Library, name: str) -> Iterator[YamlFile]:
    """The source of a file such as `people.yaml`; none where it could not be read."""
    if name not in library.unread:
        yield from (one for file, one in library.files.items() if File(file).name == name)


def is_unread(library: Library, reference: object) -> bool:
    """Whether a statement, or article, belongs to a file that could not be read."""
    return f"articles/{str(reference).partition('/')[0]}.yaml" in library.unread


def articles_with_files(library: Library) -> Iterator[tuple[model.Article, YamlFile]]:
    """Every article with its source."""
    for name, article in library.articles.items():
        yield article, file_of(library, "articles", name)


def briefs_with_files(library: Library) -> Iterator[tuple[Brief, YamlFile]]:
    """Every brief with its source."""
    for name, brief in library.briefs.items():
        yield brief, file_of(library, "briefs", name)


def texts_in(value: object) -> Iterator[LocalizedText]:
    """Every bilingual text inside a model, at any depth."""
    if isinstance(value, LocalizedText):
        yield value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)


def all_texts(library: Library) -> Iterator[LocalizedText]:
    """Every bilingual text of the content."""
    groups = (library.people, library.organisations, library.topics, library.contradictions)
    for group in (library.articles, library.briefs, *groups):
        yield from texts_in(tuple(group.values()) if isinstance(group, Mapping) else group)


def problem_at_statement(
    library: Library, one: StatementRef, code: str, message: str, hint: str = ""
) -> Problem:
    """A problem at a statement."""
    return file_of(library, "articles", one.article.id).problem(one.path, code, message, hint)


def problem_at_text(text: LocatedStr, code: str, message: str, hint: str = "") -> Problem:
    """A problem at a text."""
    return Problem(text.file, text.line, text.column, code, message, hint)
