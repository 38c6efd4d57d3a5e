"""The content folder → a Library: every file validated, every statement under one address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ValidationError

from briefs.content import model
from briefs.content.brief import Brief
from briefs.content.fields import Dated
from briefs.content.validation import validation_problems
from briefs.content.yaml_file import KeyPath, YamlFile, parse_yaml
from briefs.problems import Problem

Kind = Literal["positions", "experts", "polls", "results", "figures", "events"]
Item = model.Position | model.ExpertView | model.Poll | model.Result | model.Figure | model.Event

Filed = TypeVar("Filed", model.Article, Brief)

SINGLE_FILES: Mapping[str, type[BaseModel]] = {
    "project.yaml": model.Project,
    "people.yaml": model.People,
    "topics.yaml": model.Topics,
    "contradictions.yaml": model.Contradictions,
}


@dataclass(frozen=True)
class StatementRef:
    """A statement with the article that it is taken from; `path` is its place in the file."""

    article: model.Article
    kind: Kind
    item: Item
    path: KeyPath

    @property
    def reference(self) -> str:
        """Its address: `article/statement`."""
        return f"{self.article.id}/{self.item.id}"

    @property
    def at(self) -> tuple[int, ...]:
        """The paragraphs that bear it out; a poll's are those of its results."""
        if isinstance(self.item, model.Poll):
            return tuple(sorted({number for result in self.item.results for number in result.at}))
        return self.item.at

    @property
    def dated(self) -> Dated:
        """The date that it holds for; its poll's or its article's where it has none of its own."""
        if self.kind == "results":
            return self.article.polls[int(self.path[1])].as_of
        own = getattr(self.item, "as_of", None) or getattr(self.item, "date", None)
        return own or self.article.issued


@dataclass(frozen=True)
class Library:
    """All content that could be read, and the YAML files to find the place of any part of it.

    `problems` are those of reading and validating the files, not of the rules over the whole.
    """

    folder: Path
    project: str  # the id of the project; empty where `project.yaml` could not be read
    articles: Mapping[str, model.Article]
    briefs: Mapping[str, Brief]
    people: Mapping[str, model.Person]
    organisations: Mapping[str, model.Organisation]
    topics: Mapping[str, model.Topic]
    contradictions: tuple[model.Contradiction, ...]
    files: Mapping[str, YamlFile] = field(repr=False)
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()  # files with problems, such as `articles/ecci.yaml`

    @cached_property
    def statements(self) -> Mapping[str, StatementRef]:
        """Every citable statement by its reference; of two with one id, the first."""
        found: dict[str, StatementRef] = {}
        for article in self.articles.values():
            for cited in statements_of(article):
                found.setdefault(cited.reference, cited)
        return found


def statements_of(article: model.Article) -> Iterator[StatementRef]:
    """The citable statements of an article, poll results included, in the file's order."""
    lists: tuple[tuple[Kind, tuple[Item, ...]], ...] = (
        ("positions", article.positions),
        ("experts", article.experts),
        ("polls", article.polls),
        ("figures", article.figures),
        ("events", article.events),
    )
    for kind, items in lists:
        for index, item in enumerate(items):
            yield StatementRef(article, kind, item, (kind, index))
            if isinstance(item, model.Poll):
                for number, result in enumerate(item.results):
                    yield StatementRef(article, "results", result, (kind, index, "results", number))


def load(folder: Path) -> Library:
    """Read and validate every YAML file of a content folder.

    A file with problems is left out of the library and named in its `unread`; its problems are in
    `problems`. The caller decides what that stops.
    """
    loader = Loader(folder)
    singles = {name: loader.read(Path(name), kind) for name, kind in SINGLE_FILES.items()}
    articles = loader.read_all("articles", model.Article)
    briefs = loader.read_all("briefs", Brief)
    project, people, topics, contradictions = singles.values()
    return Library(
        folder=folder,
        project=getattr(project, "project", ""),
        articles=articles,
        briefs=briefs,
        people={person.id: person for person in getattr(people, "people", ())},
        organisations={body.id: body for body in getattr(people, "organisations", ())},
        topics={topic.id: topic for topic in getattr(topics, "topics", ())},
        contradictions=getattr(contradictions, "contradictions", ()),
        files=loader.files,
        problems=tuple(loader.problems),
        unread=frozenset(loader.unread),
    )


@dataclass
class Loader:
    """Reads the files of one content folder and gathers their values and problems."""

    folder: Path
    files: dict[str, YamlFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def read_all(self, name: str, kind: type[Filed]) -> dict[str, Filed]:
        """The valid files of a subfolder by their names, which are their ids whatever they say."""
        found: dict[str, Filed] = {}
        for path in sorted((self.folder / name).glob("*.yaml")):
            read = self.read(path.relative_to(self.folder), kind)
            if isinstance(read, kind):
                found[path.stem] = read.model_copy(update={"id": path.stem})
        return found

    def read(self, name: Path, kind: type[BaseModel]) -> BaseModel | None:
        """One file as its model; None, with problems, where it is not valid."""
        read = self.parsed(name)
        if read is not None:
            self.files[read.file] = read
            try:
                return kind.model_validate(read.data)
            except ValidationError as error:
                self.problems += validation_problems(error, read, kind)
        self.unread.add(name.as_posix())
        return None

    def parsed(self, name: Path) -> YamlFile | None:
        """One file as YAML; None, with problems, where it cannot be read."""
        path = self.folder / name
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            message = "the file is missing"
            self.problems.append(Problem(str(path), 1, 1, "file-missing", message))
            return None
        except UnicodeDecodeError as error:
            hint = "save it as UTF-8 in your editor"
            message = f"the file is not UTF-8 (byte {error.start})"
            self.problems.append(Problem(str(path), 1, 1, "file-not-utf8", message, hint))
            return None
        read, problems = parse_yaml(text, str(path), str(name.with_suffix("")))
        self.problems += problems
        return read
