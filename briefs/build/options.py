"""The interface of a build: its options and its report."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefs.files import ProjectFolders, find_project, project_folders
from briefs.problems import Message, Problem, fill


class OptionsError(ValueError):
    """Options that cannot be followed, such as a folder or a brief that does not exist."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class BuildOptions:
    """What to build: folders, and names of briefs, editions and formats (all of them if empty).

    `jobs` is the number of workers, 0 for one on each core; `created` is the date that documents
    carry in place of their content's. `project` is the folder of `briefs.yaml`, by default the
    nearest one from the content upwards; `templates` is by default the folder that it names.
    """

    content: Path = Path("content")
    templates: Path | None = None
    output: Path = Path("output")
    briefs: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    jobs: int = 0
    force: bool = False
    strict: bool = False
    sources: Path | None = None
    created: datetime | None = None
    project: Path | None = None

    @property
    def everything(self) -> bool:
        """Whether the options ask for all briefs in all editions and formats."""
        return not (self.briefs or self.editions or self.formats)

    @property
    def folders(self) -> ProjectFolders:
        """The folders of the project; without one, those beside the content."""
        return project_folders(self.project or find_project(self.content) or self.content.parent)

    @property
    def own_templates(self) -> Path:
        """The folder of what replaces files of the package; it may not exist."""
        return self.templates or self.folders.templates

    @property
    def fonts(self) -> Path:
        """The folder of font files, absolute: fontconfig reads a relative one as ambiguous."""
        return self.folders.fonts.resolve()


@dataclass(frozen=True)
class BuiltDocument:
    """A document that was written: `path` under the output folder, `size` in bytes.

    `pages` is None for formats without pages of their own; `seconds` is the time that it took.
    """

    brief: str
    edition: str
    format: str
    path: str
    pages: int | None
    size: int
    seconds: float


@dataclass(frozen=True)
class BuildReport:
    """The outcome of a build.

    `unchanged` means that no input had changed, so that the build did nothing. `kept` counts the
    documents that were up to date. `blocked` names the briefs whose content has errors,
    `unwritten` the paths of documents in which their writer found errors, and `deleted` the paths
    of documents that no brief asks for any more.
    """

    problems: tuple[Problem, ...] = ()
    documents: tuple[BuiltDocument, ...] = ()
    unchanged: bool = False
    kept: int = 0
    blocked: tuple[str, ...] = ()
    unwritten: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    seconds: float = 0


# Called when a document is written, with the number of documents that the build writes in all.
Progress = Callable[[BuiltDocument, int], None]


def check_folders(options: BuildOptions) -> None:
    """Raise OptionsError for a missing folder or a negative number of workers."""
    if options.jobs < 0:
        raise OptionsError(fill("--jobs takes 0 or the number of workers"))
    check_folder(options.content, "--content")
    if options.templates is not None:
        check_folder(options.templates, "--templates")
    if options.sources is not None:
        check_folder(options.sources, "--sources")
    is_there = options.output.exists() or options.output.is_symlink()  # to nothing, or in a circle
    if is_there and not options.output.is_dir():
        raise OptionsError(
            fill("--output is to be a folder, and “{output}” is none", output=options.output)
        )


def check_folder(folder: Path, option: str) -> None:
    """Raise OptionsError unless a folder exists; `option` is the one that names it."""
    if not folder.is_dir():
        raise OptionsError(
            fill(
                "there is no folder “{folder}”; name it with {option}", folder=folder, option=option
            )
        )


def reproducible_date() -> datetime | None:
    """Return the date in SOURCE_DATE_EPOCH (reproducible-builds.org), or None if it is not set.

    Raises OptionsError where it is not a number of seconds since 1970.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = fill("SOURCE_DATE_EPOCH is to be a number of seconds since 1970")
        raise OptionsError(message) from error
