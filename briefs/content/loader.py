"""Reads the files of a content folder: what is valid of each, and the problems of the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from briefs.content.brief import Brief
from briefs.content.fields import Model
from briefs.content.locales import is_language
from briefs.content.model import Article
from briefs.content.partial_file import ValidPart, valid_part
from briefs.content.project import Project
from briefs.content.yaml_file import LocalizedText, LocatedStr, YamlFile
from briefs.content.yaml_reader import one_a_line, parse_yaml
from briefs.files import PROJECT_FILE
from briefs.limits import LARGEST_FILE
from briefs.messages import reason_of
from briefs.problems import Message, Problem, fill

FileModel = TypeVar("FileModel", bound=Model)
FolderModel = TypeVar("FolderModel", Article, Brief)
ReadFile = tuple[YamlFile | None, tuple[Problem, ...], ValidPart[Any] | None]


@dataclass
class Memory:
    """What was read of each file, for a process that reads a folder again and again.

    `unsaved` has texts by the path of the file in whose place they are read.
    """

    known: dict[str, tuple[str, ReadFile]] = field(default_factory=dict)
    unsaved: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Loader:
    """Reads the files of a content folder and collects their problems, as `Library` has them."""

    folder: Path
    memory: Memory = field(default_factory=Memory)
    files: dict[str, YamlFile] = field(default_factory=dict)
    valid: dict[str, YamlFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    partial: set[str] = field(default_factory=set)
    lost: list[Mapping[str, LocatedStr]] = field(default_factory=list)

    def read_folder(self, name: str, kind: type[FolderModel]) -> dict[str, FolderModel]:
        """Return the files of a subfolder by their names, which replace the ids in them."""
        models = {}
        for path in sorted((self.folder / name).glob("*")):
            if not path.name.isprintable():
                message = fill(
                    "the file is not read: its name is damaged or has a control character"
                )
                hint = fill("rename it: an id, and .yaml")
                self.problems.append(Problem(str(path), 1, 1, "file-name", message, hint))
            elif path.suffix == ".yaml" and path.name[0] != ".":
                models[path.stem] = self.read(f"{name}/{path.name}", kind)
            elif is_misnamed(path):
                self.problems.append(misnamed(path))
        return {stem: part.model_copy(update={"id": stem}) for stem, part in models.items() if part}

    def read_briefs(self, project: Project | None) -> dict[str, Brief]:
        """Return the valid briefs, with what the project states for those that do not.

        Nothing is missing in a brief while the project file has problems.
        """
        briefs = {}
        for name, brief in self.read_folder("briefs", Brief).items():
            missing = [key for key in ("editions", "handling") if not getattr(brief, key)]
            defaults = {key: found for key in missing if (found := getattr(project, key, None))}
            briefs[name] = brief.model_copy(update=defaults)
            if "project.yaml" not in self.partial:
                self.report_lacking(name, [key for key in missing if key not in defaults])
        return briefs

    def report_lacking(self, brief: str, keys: list[str]) -> None:
        """Report keys that a brief does not have and the project does not state either."""
        path = str(self.folder / "briefs" / f"{brief}.yaml")
        file, valid = self.files[path], self.valid[path]
        for key in keys if not file.cut_keys else ():
            # A key that was left out has a problem of its own; one without a value is as none.
            if key not in file.data or valid.data.get(key, "") is None:
                message = fill("the key “{key}” is missing", key=key)
                hint = fill("state it here, or for all briefs in {file}", file=PROJECT_FILE)
                self.problems.append(file.problem((key,), "key-missing", message, hint))
                self.partial.add(f"briefs/{brief}.yaml")

    def read(self, name: str, kind: type[FileModel]) -> FileModel | None:
        """Return a file, given its path in the folder, as its model; None where nothing is valid.

        Of two problems at one place, the first explains the other.
        """
        return self.read_file(self.folder / name, name.removesuffix(".yaml"), kind)

    def read_file(self, path: Path, address: str, kind: type[FileModel]) -> FileModel | None:
        """Return a file as its model, named by its address in `unread` and `partial`."""
        name = f"{address}.yaml"
        file, found, part = self.parse(path, address, kind)
        problems, model = list(found), None
        if file is not None and part is not None:
            self.files[file.file] = file
            places = {(problem.line, problem.column) for problem in problems}
            problems += (one for one in part.problems if (one.line, one.column) not in places)
            self.lost += part.texts
            model = part.model
            if model is not None:
                self.valid[file.file] = part.file
        self.problems += one_a_line(problems)
        if model is None:
            self.unread.add(name)
        if problems:
            self.partial.add(name)
        return model

    def parse(self, path: Path, address: str, kind: type[FileModel]) -> ReadFile:
        """Return a file as parsed YAML, its problems and its valid part; remembered by its text."""
        text: str | None
        problems: list[Problem]
        text, problems = self.memory.unsaved.get(str(path)), []
        if text is None:
            text, problems = read_text(path)
        if text is None:
            return None, tuple(problems), None
        before, known = self.memory.known.get(str(path), ("", None))
        if known is None or before != text:
            file, problems = parse_yaml(text, str(path), address)
            known = file, tuple(problems), None if file is None else valid_part(file, kind)
            self.memory.known[str(path)] = text, known
        return known

    def lost_texts(self) -> Iterator[LocalizedText]:
        """Yield the texts in what was left out: mappings whose keys are all languages."""
        for mapping in self.lost:
            if "id" not in mapping and all(map(is_language, mapping)):
                yield mapping if isinstance(mapping, LocalizedText) else LocalizedText(mapping)


def read_yaml(path: Path, address: str) -> tuple[YamlFile | None, list[Problem]]:
    """Return a file as parsed YAML, None where it cannot be read, and its problems.

    `address` is the first part of the path of every text in it, such as `articles/ecci`.
    """
    text, problems = read_text(path)
    return (None, problems) if text is None else parse_yaml(text, str(path), address)


def read_text(path: Path) -> tuple[str | None, list[Problem]]:
    """Return the text of a file, or None and the problem for which it cannot be read."""
    try:
        if not path.exists():
            return None, [missing(path)]
        if not path.is_file():
            return None, [unreadable(path, fill("this is no file but a folder or a device"))]
        if path.stat().st_size > 4 * LARGEST_FILE:  # a character has up to 4 bytes
            message = fill("the file has {size:,} bytes", size=path.stat().st_size)
            hint = fill("divide it, or delete what does not belong to it")
            return None, [Problem(str(path), 1, 1, "file-too-large", message, hint)]
        return path.read_text(encoding="utf-8"), []
    except UnicodeDecodeError as error:
        message = fill("the file is not UTF-8 (byte {byte})", byte=error.start)
        hint = fill("save it as UTF-8 in your editor")
        return None, [Problem(str(path), 1, 1, "file-not-utf8", message, hint)]
    except OSError as error:
        what = fill("the file cannot be opened: {why}", why=reason_of(error))
        return None, [unreadable(path, what)]


def missing(path: Path) -> Problem:
    """Return the problem of a missing file, which may stand there under another ending."""
    others = [other for other in path.parent.glob(f"{path.stem}.*") if is_misnamed(other)]
    hint = fill("write it, or restore it from an earlier version")
    if others:
        hint = fill("rename “{other}” to “{name}”", other=others[0].name, name=path.name)
    return Problem(str(path), 1, 1, "file-missing", fill("the file is missing"), hint)


def unreadable(path: Path, message: Message) -> Problem:
    """Return the problem of a file that cannot be opened."""
    hint = fill("put a text file in its place, which you may read")
    return Problem(str(path), 1, 1, "file-unreadable", message, hint)


def is_misnamed(path: Path) -> bool:
    """Return whether a file seems to be YAML under an ending that is not read."""
    name = path.name.lower()
    return path.suffix != ".yaml" and name.endswith((".yml", ".yaml", ".yaml.txt", ".yml.txt"))


def misnamed(path: Path) -> Problem:
    """Return the problem of a file whose ending is not read."""
    message = fill("the file is not read: its name does not end in .yaml")
    right = f"{path.name.partition('.')[0]}.yaml"
    hint = fill("rename it to “{name}”; Windows hides endings that it knows", name=right)
    return Problem(str(path), 1, 1, "file-name", message, hint)
