"""The options of a build, what a build reads, and whether any of it has changed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from briefs.build import libreoffice, manifest, toolchain
from briefs.files import project_folder

PACKAGE = Path(__file__).resolve().parents[1]


class OptionsError(ValueError):
    """Options that no build can follow, such as a folder or a brief that does not exist."""


@dataclass(frozen=True)
class BuildOptions:
    """What to build: folders, and names of briefs, editions and formats (all of them if empty).

    `created` is the date that documents carry in place of their content's. `templates` defaults to
    the project's own folder, and where it has none to the packaged one.
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

    @property
    def everything(self) -> bool:
        """Whether no brief, edition or format was singled out."""
        return not (self.briefs or self.editions or self.formats)

    @property
    def design_folder(self) -> Path:
        """The folder of templates, strings, theme and style sheet."""
        return self.templates or project_folder(self.content, "templates")

    @property
    def fonts(self) -> Path:
        """The folder of font files, absolute: fontconfig reads a relative one as ambiguous."""
        return project_folder(self.content, "fonts").resolve()


def check_folders(options: BuildOptions) -> None:
    """Raise an OptionsError for a folder that is missing or a number of workers below 0."""
    if options.jobs < 0:
        raise OptionsError("--jobs takes 0 or the number of workers")
    for folder, option in ((options.content, "content"), (options.design_folder, "templates")):
        if not folder.is_dir():
            raise OptionsError(f"there is no folder “{folder}”; name it with --{option}")
    if options.sources is not None and not options.sources.is_dir():
        raise OptionsError(f"there is no folder “{options.sources}”; name it with --sources")
    if options.output.exists() and not options.output.is_dir():
        raise OptionsError(f"--output is to be a folder, and “{options.output}” is none")


def reproducible_date() -> datetime | None:
    """The date in SOURCE_DATE_EPOCH (reproducible-builds.org), or None where it is not set.

    Raises an OptionsError where it is not a number of seconds since 1970.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = "SOURCE_DATE_EPOCH is to be a number of seconds since 1970"
        raise OptionsError(message) from error


def cache_folder(fonts: Path) -> Path:
    """The folder in the user's cache for the font configuration of one folder of fonts."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "briefs" / sha256(str(fonts.resolve()).encode()).hexdigest()[:12]


def inputs_digest(options: BuildOptions) -> str:
    """The digest of all that a build reads: content, design, fonts, our code, LibreOffice."""
    files: list[Path] = []
    for folder in (options.content, options.design_folder, PACKAGE, options.fonts):
        files += [
            path
            for path in folder.rglob("*")
            if path.is_file() and path.suffix not in {".pyc", ".txt"} and path.name[0] not in ".~"
        ]
    files += [path for path in (PACKAGE.parent / "requirements.lock",) if path.exists()]
    versions = toolchain_versions(options.fonts).values()
    return manifest.digest_files(
        files, libreoffice.libreoffice_id(), *versions, str(options.created)
    )


def is_up_to_date(options: BuildOptions, inputs: str) -> bool:
    """Whether the last build was whole and of the same inputs, and its documents are unchanged.

    A strict build never is: the last one may have let warnings pass.
    """
    last = manifest.read_manifest(options.output)
    entries = last.documents
    return (
        not (options.force or options.strict or options.sources)
        and options.everything
        and bool(entries)
        and last.inputs == inputs
        and all(entry.key for entry in entries.values() if entry.toolchain)  # none has warnings
        and all(manifest.is_intact(options.output, path, entry) for path, entry in entries.items())
    )


def assets_digest(options: BuildOptions) -> str:
    """The digest of what each document depends on besides its text: design, fonts, our code."""
    design = options.design_folder
    files = [design / "pdf.css", design / "theme.yaml", *options.fonts.glob("*.ttf")]
    files += design.rglob("*.do[ct]x")
    files += PACKAGE.rglob("*.py")  # a list of the modules that matter would one day lack one
    return manifest.digest_files(files, *toolchain_versions(options.fonts).values())


@cache
def toolchain_versions(fonts: Path) -> Mapping[str, str]:
    """Name → version of all that makes documents; for the fonts, the digest of their files."""
    return {**toolchain.toolchain(), "fonts": manifest.digest_files(fonts.glob("*.ttf"))}
