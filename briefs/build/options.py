"""What a build reads, and whether anything of it has changed; answered in a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from briefs.build import libreoffice, manifest, toolchain

HERE = Path(__file__).resolve().parent.parent
FONTS = HERE.parent / "fonts"
CACHE = HERE.parent / ".cache"


@dataclass(frozen=True)
class BuildOptions:
    """What the user asked for: folders, and which briefs, editions and formats (all, if empty)."""

    content: Path = Path("content")
    templates: Path = Path("templates")
    output: Path = Path("output")
    briefs: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    jobs: int = 0
    force: bool = False
    strict: bool = False
    sources: Path | None = None
    created: datetime | None = None  # the date that documents carry, instead of their content's

    @property
    def everything(self) -> bool:
        """Whether no brief, edition or format was singled out."""
        return not (self.briefs or self.editions or self.formats)


def inputs_digest(request: BuildOptions) -> str:
    """The digest of everything that a build reads: content, look, our code, and LibreOffice."""
    files: list[Path] = []
    for folder in (request.content, request.templates, HERE, FONTS):
        files += [
            path
            for path in folder.rglob("*")
            if path.is_file() and path.suffix not in {".pyc", ".txt"} and path.name[0] not in ".~"
        ]
    files += [path for path in (HERE.parent / "requirements.lock",) if path.exists()]
    around = (libreoffice.libreoffice_id(), *toolchain_versions().values(), str(request.created))
    return manifest.digest_files(files, *around)


def is_up_to_date(request: BuildOptions, inputs: str) -> bool:
    """Whether the last build was whole, of the same inputs, and its documents are untouched.

    A gate is never answered from memory: the last build may have let warnings pass.
    """
    last = manifest.read_manifest(request.output)
    return (
        not (request.force or request.strict or request.sources)
        and request.everything
        and bool(last.documents)
        and last.inputs == inputs
        and all(one.key for one in last.documents.values() if one.toolchain)  # none has warnings
        and all(
            manifest.is_intact(request.output, path, one) for path, one in last.documents.items()
        )
    )


def assets_digest(request: BuildOptions) -> str:
    """The digest of what every document depends on besides its text: look, fonts, our code."""
    files = [request.templates / "pdf.css", request.templates / "theme.yaml", *FONTS.glob("*.ttf")]
    files += request.templates.rglob("*.do[ct]x")
    files += HERE.rglob("*.py")  # a list of those that matter would one day lack one
    return manifest.digest_files(files, *toolchain_versions().values())


@cache
def toolchain_versions() -> Mapping[str, str]:
    """What documents are made with: the toolchain, and the digest of the fonts."""
    fonts = manifest.digest_files(FONTS.glob("*.ttf"))
    return {**toolchain.toolchain(), "fonts": fonts}
