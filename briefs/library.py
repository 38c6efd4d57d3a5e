"""The content folder → a Library: every file validated, every statement under one address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ValidationError

from briefs import model, source
from briefs.messages import from_validation
from briefs.problems import Problem
from briefs.terms import Dated

Kind = Literal["positions", "experts", "polls", "results", "figures", "events"]
Item = model.Position | model.ExpertView | model.Poll | model.Result | model.Figure | model.Event

Filed = TypeVar("Filed", model.Article, model.Brief)

SINGLE_FILES: Mapping[str, type[BaseModel]] = {
    "project.yaml": model.Project,
    "people.yaml": model.People,
    "topics.yaml": model.Topics,
    "contradictions.yaml": model.Contradictions,
}


@dataclass(frozen=True)
class Cited:
    """A statement with the article that it is taken from; `path` is its place in the file."""

    article: model.Article
    kind: Kind
    item: Item
    path: source.Path

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
    """All content that could be read, and the sources to find the place of any part of it."""

    project: str  # the id of the project; empty where `project.yaml` could not be read
    articles: Mapping[str, model.Article]
    briefs: Mapping[str, model.Brief]
    people: Mapping[str, model.Person]
    organisations: Mapping[str, model.Organisation]
    topics: Mapping[str, model.Topic]
    contradictions: tuple[model.Contradiction, ...]
    sources: Mapping[str, source.Source] = field(repr=False)
    unread: frozenset[str] = frozenset()  # files with problems, such as `articles/ecci.yaml`

    @cached_property
    def statements(self) -> Mapping[str, Cited]:
        """Every citable statement by its reference; of two with one id, the first."""
        found: dict[str, Cited] = {}
        for article in self.articles.values():
            for cited in statements_of(article):
                found.setdefault(cited.reference, cited)
        return found


def statements_of(article: model.Article) -> Iterator[Cited]:
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
            yield Cited(article, kind, item, (kind, index))
            if isinstance(item, model.Poll):
                for number, result in enumerate(item.results):
                    yield Cited(article, "results", result, (kind, index, "results", number))


def load(folder: Path) -> tuple[Library, list[Problem]]:
    """Every YAML file of a content folder, and all problems of reading and validating them.

    A file with problems is left out of the library; the caller decides what that stops.
    """
    loader = Loader(folder)
    singles = {name: loader.read(Path(name), kind) for name, kind in SINGLE_FILES.items()}
    articles = loader.read_all("articles", model.Article)
    briefs = loader.read_all("briefs", model.Brief)
    project, people, topics, contradictions = singles.values()
    library = Library(
        project=project.project if isinstance(project, model.Project) else "",
        articles=articles,
        briefs=briefs,
        people={one.id: one for one in people.people} if isinstance(people, model.People) else {},
        organisations={one.id: one for one in people.organisations}
        if isinstance(people, model.People)
        else {},
        topics={one.id: one for one in topics.topics} if isinstance(topics, model.Topics) else {},
        contradictions=contradictions.contradictions
        if isinstance(contradictions, model.Contradictions)
        else (),
        sources=loader.sources,
        unread=frozenset(loader.unread),
    )
    return library, loader.problems


@dataclass
class Loader:
    """Reads the files of one content folder and gathers sources and problems."""

    folder: Path
    sources: dict[str, source.Source] = field(default_factory=dict)
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
            self.sources[read.file] = read
            try:
                return kind.model_validate(read.data)
            except ValidationError as error:
                self.problems += from_validation(error, read, kind)
        self.unread.add(name.as_posix())
        return None

    def parsed(self, name: Path) -> source.Source | None:
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
        read, problems = source.parse(text, str(path), str(name.with_suffix("")))
        self.problems += problems
        return read
