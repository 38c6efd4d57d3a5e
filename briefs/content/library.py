"""Reads the content folder into a `Library`: validated files, and every statement by reference."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from briefs.content import model, shared_files
from briefs.content.brief import Brief, evidence_of
from briefs.content.dates import DateParts, When
from briefs.content.fields import Dated, Model
from briefs.content.loader import Loader, Memory
from briefs.content.project import Project
from briefs.content.yaml_file import KeyPath, LocalizedText, YamlFile
from briefs.files import PROJECT_FILE, find_project
from briefs.problems import NO_HINT, Message, Problem

Kind = Literal["positions", "experts", "polls", "results", "figures", "events"]
Item = model.Position | model.ExpertView | model.Poll | model.Result | model.Figure | model.Event

VALID_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KINDS: tuple[Kind, ...] = ("positions", "experts", "polls", "figures", "events")
LAST_DAY = 31  # of any month: a key to sort by


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

    `files` has all that was read, and `valid` what of it the models have. `problems` are those of
    reading and validating files. `partial` names the files of which something was left out, such
    as `articles/ecci.yaml`, and `unread` those of which everything was. `lost` has the texts of
    what was left out. The rules between files are in `briefs.checks`.
    """

    folder: Path
    root: Path  # of the project
    project: Project | None  # None where nothing of `briefs.yaml` is valid
    articles: Mapping[str, model.Article]
    briefs: Mapping[str, Brief]
    people: Mapping[str, shared_files.Person]
    organisations: Mapping[str, shared_files.Organisation]
    countries: Mapping[str, shared_files.CountryWords]
    commonly_known: tuple[str, ...]
    topics: Mapping[str, shared_files.Topic]
    contradictions: tuple[shared_files.Contradiction, ...]
    glossary: tuple[Mapping[str, tuple[str, ...]], ...]
    files: Mapping[str, YamlFile] = field(repr=False)
    valid: Mapping[str, YamlFile] = field(repr=False)
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()
    partial: frozenset[str] = frozenset()
    lost: tuple[LocalizedText, ...] = ()

    @property
    def project_file(self) -> YamlFile | None:
        """The project file, or None where it could not be parsed."""
        return self.files.get(str(self.root / PROJECT_FILE))

    @property
    def project_id(self) -> str:
        """The id of the project; empty where its file has problems."""
        return self.project.id if self.project and "project.yaml" not in self.partial else ""

    @cached_property
    def statements(self) -> Mapping[str, StatementRef]:
        """Every statement by its reference; the first of those with the same reference."""
        statements: dict[str, StatementRef] = {}
        for article in self.articles.values():
            for statement in statements_of(article):
                statements.setdefault(statement.reference, statement)
        return statements

    @cached_property
    def references(self) -> frozenset[str]:
        """The references of all statements, those that were left out included."""
        left_out = (
            f"{name.removeprefix('articles/').removesuffix('.yaml')}/{key}"
            for name in self.partial
            if name.startswith("articles/")
            for key in self.written_ids(name)
        )
        return frozenset((*self.statements, *left_out))

    def written_ids(self, name: str, *lists: str) -> set[str]:
        """Return every id that a file has, or that some of its lists have, valid or not."""
        file = self.files.get(str(self.folder / name))
        if file is None or not isinstance(file.data, dict):
            return set()
        parts = [file.data.get(key) for key in lists] if lists else list(file.data.values())
        return set(file.cut_ids) | set(ids_in(parts))

    def has_lists(self, name: str, *lists: str) -> bool:
        """Return whether a file has some lists whose items all have ids, which are then known."""
        file = self.files.get(str(self.folder / name))
        data = file.data if file and isinstance(file.data, dict) else {}
        return all(isinstance(data.get(key), list) and all(map(has_id, data[key])) for key in lists)

    def file(self, name: str) -> YamlFile:
        """Return the valid part of a file by its path in the folder; KeyError where it has none."""
        return self.valid[str(self.folder / name)]

    def written(self, part: model.Article | Brief) -> Mapping[str, Any]:
        """Return all that the file of an article or a brief has, valid or not."""
        data: Mapping[str, Any] = self.files[self.file_of(part).file].data
        return data

    def is_whole(self, part: model.Article | Brief) -> bool:
        """Return whether nothing was left out of the file of an article or a brief."""
        folder = "articles" if isinstance(part, model.Article) else "briefs"
        return f"{folder}/{part.id}.yaml" not in self.partial

    def file_of(self, part: model.Article | Brief) -> YamlFile:
        """Return the file of an article or a brief."""
        folder = "articles" if isinstance(part, model.Article) else "briefs"
        return self.file(f"{folder}/{part.id}.yaml")

    def cited_by(self, brief: Brief) -> set[str]:
        """Return the references that a brief shows (all, without `show`) or rests on."""
        return {*(brief.show or self.statements), *evidence_of(brief)}

    def statements_cited_by(self, brief: Brief) -> list[StatementRef]:
        """Return the statements that a brief shows (all, without `show`) or rests on."""
        cited = self.cited_by(brief)
        return [one for reference, one in self.statements.items() if reference in cited]

    def is_unread(self, reference: object) -> bool:
        """Return whether the ids in an article's file, or in that of a statement, are unknown."""
        name = f"articles/{str(reference).partition('/')[0]}.yaml"
        file = self.files.get(str(self.folder / name))
        if name not in self.partial or file is None or not isinstance(file.data, dict):
            return name in self.unread
        return not self.has_lists(name, *(key for key in KINDS if key in file.data))

    @cached_property
    def texts(self) -> tuple[LocalizedText, ...]:
        """Every text of the content, in the languages in which it is written already."""
        return tuple(filter(None, (texts.written for texts in self.texts_and_to_do)))

    @cached_property
    def texts_and_to_do(self) -> tuple[LocalizedText, ...]:
        """Every text of the content, with TODO where it is still to be written."""
        groups = (self.articles, self.briefs, self.people, self.organisations, self.topics)
        parts = (self.project, *groups, self.contradictions)
        return (*(text for part in parts for text in texts_in(part)), *self.lost)

    def with_texts(self, texts: tuple[LocalizedText, ...]) -> "Library":
        """Return the same content, of whose texts only some are to be looked at."""
        copy = replace(self)
        vars(copy)["texts"] = texts  # where the cached property has its value
        return copy

    @property
    def files_shared(self) -> Mapping[str, YamlFile]:
        """The files that are no article and no brief, by their paths."""
        own = {self.folder / "articles", self.folder / "briefs"}
        return {name: file for name, file in self.files.items() if Path(name).parent not in own}

    def with_files(self, names: Collection[str]) -> "Library":
        """Return the same content, of whose articles and briefs only those of some files stay."""
        kept, file_of = {*names, *self.files_shared}, self.file_of
        return replace(
            self,
            articles={key: one for key, one in self.articles.items() if file_of(one).file in kept},
            briefs={key: one for key, one in self.briefs.items() if file_of(one).file in kept},
            files={name: file for name, file in self.files.items() if name in kept},
            lost=tuple(one for one in self.lost if next(iter(one.values())).file in kept),
        )

    def sides(self) -> Iterator[tuple[KeyPath, shared_files.Side]]:
        """Yield the sides of all contradictions with their paths in `contradictions.yaml`."""
        for index, contradiction in enumerate(self.contradictions):
            for number, side in enumerate(contradiction.sides):
                yield ("contradictions", index, "sides", number), side

    def problem_at(
        self, statement: StatementRef, code: str, message: Message, hint: Message = NO_HINT
    ) -> Problem:
        """Return a problem at a statement."""
        return self.file_of(statement.article).problem(statement.path, code, message, hint)


def texts_in(value: Any) -> Iterator[LocalizedText]:
    """Yield every text inside a model, at any depth."""
    if isinstance(value, LocalizedText):
        yield from () if "" in value else (value,)  # a placeholder has no language
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


def load(folder: Path, root: Path | None = None, memory: Memory | None = None) -> Library:
    """Read and validate every YAML file of a content folder.

    `root` is the folder of the project file; it is looked for from the content folder upwards.
    What is not valid is left out of the library; the caller decides what the problems stop.
    With `memory`, a file whose text is as before is not parsed again.
    """
    loader = Loader(folder, memory or Memory())
    root = root or find_project(folder) or folder.parent
    project = loader.read_file(root / PROJECT_FILE, "project", Project)
    people = loader.read("people.yaml", shared_files.People)
    topics = loader.read("topics.yaml", shared_files.Topics)
    contradictions = loader.read("contradictions.yaml", shared_files.Contradictions)
    has_glossary = (folder / "glossary.yaml").exists()  # the only file that may be absent
    glossary = loader.read("glossary.yaml", shared_files.Glossary) if has_glossary else None
    articles = loader.read_folder("articles", model.Article)
    briefs = loader.read_briefs(project)
    return Library(
        folder=folder,
        root=root,
        project=project,
        articles=articles,
        briefs=briefs,
        people={person.id: person for person in people.people} if people else {},
        organisations={body.id: body for body in people.organisations} if people else {},
        countries={words.country: words for words in people.countries} if people else {},
        commonly_known=people.commonly_known if people else (),
        topics={topic.id: topic for topic in topics.topics} if topics else {},
        contradictions=contradictions.contradictions if contradictions else (),
        glossary=glossary.terms if glossary else (),
        files=loader.files,
        valid=loader.valid,
        problems=tuple(loader.problems),
        unread=frozenset(loader.unread),
        partial=frozenset(loader.partial),
        lost=tuple(loader.lost_texts()),
    )


def has_id(item: object) -> bool:
    """Return whether an item of a list has a valid id."""
    return isinstance(item, dict) and bool(VALID_ID.fullmatch(str(item.get("id"))))


def ids_in(parts: list[Any]) -> Iterator[str]:
    """Yield the ids of mappings in lists, at any depth."""
    for part in parts:
        for item in part if isinstance(part, list) else ():
            if isinstance(item, dict):
                yield from (str(item["id"]),) if "id" in item else ()
                yield from ids_in(list(item.values()))
