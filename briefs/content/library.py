"""Reads the content folder into a `Library`: validated files, and every statement by reference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from briefs.content import model
from briefs.content.brief import Brief, evidence_of
from briefs.content.dates import DateParts, When
from briefs.content.fields import Dated, Model
from briefs.content.project import Project
from briefs.content.validation import validation_problems
from briefs.content.yaml_file import KeyPath, LocalizedText, YamlFile, parse_yaml
from briefs.files import PROJECT_FILE, find_project
from briefs.problems import Problem

Kind = Literal["positions", "experts", "polls", "results", "figures", "events"]
Item = model.Position | model.ExpertView | model.Poll | model.Result | model.Figure | model.Event

KINDS: tuple[Kind, ...] = ("positions", "experts", "polls", "figures", "events")
LAST_DAY = 31  # of any month: a key to sort by
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

    @property
    def chronology(self) -> tuple[DateParts, DateParts, When, str, int]:
        """The sort key by date; of one date by article, then by the paragraphs of the article.

        An inferred month may lie as late as its last day, or the day of an article of that month.
        """
        date, issued = self.dated.date, self.article.issued.date
        start, (year, month, day) = date.start, issued.end
        if self.dated.basis == "inferred" and start[1] and not start[2] and not date.is_range:
            start = (*start[:2], day if day and start[:2] == (year, month) else LAST_DAY)
        return start, date.end, issued, self.article.id, min(self.at, default=0)


@dataclass(frozen=True)
class Library:
    """The valid content of a folder, and its parsed YAML files by their paths.

    `problems` are those of reading and validating files, and `unread` names the files that have
    any, such as `articles/ecci.yaml`. The rules between files are in `briefs.checks`.
    """

    folder: Path
    root: Path  # of the project
    project: Project | None  # None where `briefs.yaml` is not valid
    articles: Mapping[str, model.Article]
    briefs: Mapping[str, Brief]
    people: Mapping[str, model.Person]
    organisations: Mapping[str, model.Organisation]
    countries: Mapping[str, model.CountryWords]
    commonly_known: tuple[str, ...]
    topics: Mapping[str, model.Topic]
    contradictions: tuple[model.Contradiction, ...]
    glossary: tuple[Mapping[str, tuple[str, ...]], ...]
    files: Mapping[str, YamlFile] = field(repr=False)
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()

    @property
    def project_file(self) -> YamlFile | None:
        """The project file, or None where it could not be parsed."""
        return self.files.get(str(self.root / PROJECT_FILE))

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
        """Yield every text of the content."""
        people = (self.people, self.organisations)
        yield from texts_in(self.project)
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


def load(folder: Path, root: Path | None = None) -> Library:
    """Read and validate every YAML file of a content folder.

    `root` is the folder of the project file; it is looked for from the content folder upwards. A
    file with problems is left out of the library and named in its `unread`; the caller decides what
    the problems stop.
    """
    loader = Loader(folder)
    root = root or find_project(folder) or folder.parent
    project = loader.read_file(root / PROJECT_FILE, "project", Project)
    people = loader.read("people.yaml", model.People)
    topics = loader.read("topics.yaml", model.Topics)
    contradictions = loader.read("contradictions.yaml", model.Contradictions)
    has_glossary = (folder / "glossary.yaml").exists()  # the only file that may be absent
    glossary = loader.read("glossary.yaml", model.Glossary) if has_glossary else None
    return Library(
        folder=folder,
        root=root,
        project=project,
        articles=loader.read_folder("articles", model.Article),
        briefs=loader.read_briefs(project),
        people={person.id: person for person in people.people} if people else {},
        organisations={body.id: body for body in people.organisations} if people else {},
        countries={words.country: words for words in people.countries} if people else {},
        commonly_known=people.commonly_known if people else (),
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

    def read_briefs(self, project: Project | None) -> dict[str, Brief]:
        """Return the valid briefs, with what the project states for those that do not.

        Nothing is missing in a brief while the project file is not valid.
        """
        briefs = {}
        for name, brief in self.read_folder("briefs", Brief).items():
            missing = [key for key in ("editions", "handling") if not getattr(brief, key)]
            defaults = {key: getattr(project, key, None) for key in missing}
            if project is not None and not all(defaults.values()):
                self.problems += (self.lacking(name, key) for key in missing if not defaults[key])
                self.unread.add(f"briefs/{name}.yaml")
            elif project is not None or not missing:
                briefs[name] = brief.model_copy(update=defaults)
        return briefs

    def lacking(self, brief: str, key: str) -> Problem:
        """Return the problem of a brief that lacks what the project does not state either."""
        file = self.files[str(self.folder / "briefs" / f"{brief}.yaml")]
        hint = f"state it here, or for all briefs in {PROJECT_FILE}"
        return file.problem((key,), "key-missing", f"the key “{key}” is missing", hint)

    def read(self, name: str, kind: type[FileModel]) -> FileModel | None:
        """Return a file, given its path in the folder, as its model; None where it is not valid."""
        return self.read_file(self.folder / name, name.removesuffix(".yaml"), kind)

    def read_file(self, path: Path, address: str, kind: type[FileModel]) -> FileModel | None:
        """Return a file as its model; None where it is not valid."""
        file, problems = read_yaml(path, address)
        self.problems += problems
        if file is not None:
            self.files[file.file] = file
            try:
                return kind.model_validate(file.data)
            except ValidationError as error:
                self.problems += validation_problems(error, file, kind)
        self.unread.add(f"{address}.yaml")
        return None


def read_yaml(path: Path, address: str) -> tuple[YamlFile | None, list[Problem]]:
    """Return a file as parsed YAML, and its problems; None where it cannot be read.

    `address` is the first part of the path of every text in it, such as `articles/ecci`.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, [Problem(str(path), 1, 1, "file-missing", "the file is missing")]
    except UnicodeDecodeError as error:
        message = f"the file is not UTF-8 (byte {error.start})"
        hint = "save it as UTF-8 in your editor"
        return None, [Problem(str(path), 1, 1, "file-not-utf8", message, hint)]
    return parse_yaml(text, str(path), address)
