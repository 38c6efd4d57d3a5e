"""Reads the content folder into a `Library`: validated files, and every statement by reference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from briefs.content import model
from briefs.content.brief import Brief, evidence_of
from briefs.content.fields import Dated, Model
from briefs.content.validation import validation_problems
from briefs.content.yaml_file import KeyPath, LocalizedText, YamlFile, parse_yaml
from briefs.problems import Problem

Kind = Literal["positions", "experts", "polls", "results", "figures", "events"]
Item = model.Position | model.ExpertView | model.Poll | model.Result | model.Figure | model.Event

KINDS: tuple[Kind, ...] = ("positions", "experts", "polls", "figures", "events")
FileModel = TypeVar("FileModel", bound=Model)
FolderModel = TypeVar("FolderModel", model.Article, Brief)


@dataclass(frozen=True)
class StatementRef:
    """A statement, the article that it is from, and its path of keys in the article's file."""

    article: model.Article
    kind: Kind
    item: Item
    path: KeyPath

    @property
    def reference(self) -> str:
        """The reference of the statement: `article/statement`."""
        return f"{self.article.id}/{self.item.id}"

    @property
    def at(self) -> tuple[int, ...]:
        """The paragraphs that the statement cites; for a poll, those that its results cite."""
        if isinstance(self.item, model.Poll):
            return tuple(sorted({number for result in self.item.results for number in result.at}))
        return self.item.at

    @property
    def dated(self) -> Dated:
        """The date of the statement, or else that of its poll or its article."""
        if self.kind == "results":
            return self.article.polls[int(self.path[1])].as_of
        own = getattr(self.item, "as_of", None) or getattr(self.item, "date", None)
        return own or self.article.issued


@dataclass(frozen=True)
class Library:
    """The valid content of a folder, and its parsed YAML files by their paths.

    `problems` are those of reading and validating files, and `unread` names the files that have
    any, such as `articles/ecci.yaml`. The rules between files are in `briefs.checks`.
    """

    folder: Path
    project: str  # the id of the project; empty where `project.yaml` could not be read
    articles: Mapping[str, model.Article]
    briefs: Mapping[str, Brief]
    people: Mapping[str, model.Person]
    organisations: Mapping[str, model.Organisation]
    countries: Mapping[str, model.CountryWords]
    topics: Mapping[str, model.Topic]
    contradictions: tuple[model.Contradiction, ...]
    glossary: tuple[Mapping[str, tuple[str, ...]], ...]
    files: Mapping[str, YamlFile] = field(repr=False)
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()

    @cached_property
    def statements(self) -> Mapping[str, StatementRef]:
        """Every statement by its reference; the first of those with the same reference."""
        statements: dict[str, StatementRef] = {}
        for article in self.articles.values():
            for statement in statements_of(article):
                statements.setdefault(statement.reference, statement)
        return statements

    def file(self, name: str) -> YamlFile:
        """Return a file by its path in the content folder; KeyError where it was not parsed."""
        return self.files[str(self.folder / name)]

    def file_of(self, part: model.Article | Brief) -> YamlFile:
        """Return the file of an article or a brief."""
        folder = "articles" if isinstance(part, model.Article) else "briefs"
        return self.file(f"{folder}/{part.id}.yaml")

    def cited_by(self, brief: Brief) -> set[str]:
        """Return the references that a brief shows (all, without `show`) or rests on."""
        return {*(brief.show or self.statements), *evidence_of(brief)}

    def is_unread(self, reference: object) -> bool:
        """Return whether an article, or that of a statement, is in a file with problems."""
        return f"articles/{str(reference).partition('/')[0]}.yaml" in self.unread

    def texts(self) -> Iterator[LocalizedText]:
        """Yield every text of the content, in the languages in which it is written already."""
        yield from filter(None, (texts.written for texts in self.texts_and_to_do()))

    def texts_and_to_do(self) -> Iterator[LocalizedText]:
        """Yield every text of the content, with TODO where it is still to be written."""
        people = (self.people, self.organisations)
        for group in (self.articles, self.briefs, *people, self.topics, self.contradictions):
            yield from texts_in(group)

    def sides(self) -> Iterator[tuple[KeyPath, model.Side]]:
        """Yield the sides of all contradictions with their paths in `contradictions.yaml`."""
        for index, contradiction in enumerate(self.contradictions):
            for number, side in enumerate(contradiction.sides):
                yield ("contradictions", index, "sides", number), side

    def problem_at(
        self, statement: StatementRef, code: str, message: str, hint: str = ""
    ) -> Problem:
        """Return a problem at a statement."""
        return self.file_of(statement.article).problem(statement.path, code, message, hint)


def texts_in(value: Any) -> Iterator[LocalizedText]:
    """Yield every text inside a model, at any depth."""
    if isinstance(value, LocalizedText):
        yield value
        return
    if isinstance(value, Model):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    items = value.values() if isinstance(value, Mapping) else value
    for item in items if isinstance(value, Mapping | tuple) else ():
        yield from texts_in(item)


def statements_of(article: model.Article) -> Iterator[StatementRef]:
    """Yield the statements of an article; the results of a poll follow the poll."""
    for kind in KINDS:
        for index, item in enumerate(getattr(article, kind)):
            yield StatementRef(article, kind, item, (kind, index))
            for number, result in enumerate(item.results if kind == "polls" else ()):
                yield StatementRef(article, "results", result, (kind, index, "results", number))


def load(folder: Path) -> Library:
    """Read and validate every YAML file of a content folder.

    A file with problems is left out of the library and named in its `unread`; the caller decides
    what the problems stop.
    """
    loader = Loader(folder)
    project = loader.read("project.yaml", model.Project)
    people = loader.read("people.yaml", model.People)
    topics = loader.read("topics.yaml", model.Topics)
    contradictions = loader.read("contradictions.yaml", model.Contradictions)
    has_glossary = (folder / "glossary.yaml").exists()  # the only file that may be absent
    glossary = loader.read("glossary.yaml", model.Glossary) if has_glossary else None
    return Library(
        folder=folder,
        project=project.project if project else "",
        articles=loader.read_folder("articles", model.Article),
        briefs=loader.read_folder("briefs", Brief),
        people={person.id: person for person in people.people} if people else {},
        organisations={body.id: body for body in people.organisations} if people else {},
        countries={words.country: words for words in people.countries} if people else {},
        topics={topic.id: topic for topic in topics.topics} if topics else {},
        contradictions=contradictions.contradictions if contradictions else (),
        glossary=glossary.terms if glossary else (),
        files=loader.files,
        problems=tuple(loader.problems),
        unread=frozenset(loader.unread),
    )


@dataclass
class Loader:
    """Reads the files of a content folder and collects their problems."""

    folder: Path
    files: dict[str, YamlFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def read_folder(self, name: str, kind: type[FolderModel]) -> dict[str, FolderModel]:
        """Return the valid files of a subfolder by their names, which replace the ids in them."""
        models = {
            path.stem: self.read(f"{name}/{path.name}", kind)
            for path in sorted((self.folder / name).glob("*.yaml"))
        }
        return {stem: part.model_copy(update={"id": stem}) for stem, part in models.items() if part}

    def read(self, name: str, kind: type[FileModel]) -> FileModel | None:
        """Return a file, given its path in the folder, as its model; None where it is not valid."""
        file = self.parse(name)
        if file is not None:
            self.files[file.file] = file
            try:
                return kind.model_validate(file.data)
            except ValidationError as error:
                self.problems += validation_problems(error, file, kind)
        self.unread.add(name)
        return None

    def parse(self, name: str) -> YamlFile | None:
        """Return a file as parsed YAML; None where it cannot be read."""
        path = self.folder / name
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            self.problems.append(Problem(str(path), 1, 1, "file-missing", "the file is missing"))
            return None
        except UnicodeDecodeError as error:
            message = f"the file is not UTF-8 (byte {error.start})"
            hint = "save it as UTF-8 in your editor"
            self.problems.append(Problem(str(path), 1, 1, "file-not-utf8", message, hint))
            return None
        file, problems = parse_yaml(text, str(path), name.removesuffix(".yaml"))
        self.problems += problems
        return file
