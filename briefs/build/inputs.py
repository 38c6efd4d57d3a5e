"""Digests of what a build reads: content, design, fonts, and the versions of its toolchain."""

import ctypes
import platform
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from briefs.build.libreoffice import libreoffice_version
from briefs.build.options import BuildOptions
from briefs.files import PROJECT_FILE, digest, digest_files, template_folders

PACKAGE = Path(__file__).resolve().parents[1]
IGNORED = {".pyc", ".txt"}  # compiled modules, and the licences beside the fonts
# The Python packages and the libraries of Pango whose version can change a byte of a document.
PACKAGES = (
    *("babel", "jinja2", "lxml", "pydantic", "pyyaml"),
    *("weasyprint", "pydyf", "tinyhtml5", "tinycss2", "fonttools", "pyphen"),
    *("python-docx", "python-pptx", "xlsxwriter", "uharfbuzz", "pypdfium2", "pillow"),
)
# Name → file of a shared library and its function that returns the version.
LIBRARIES: Mapping[str, tuple[str, str]] = {
    "pango": ("libpango-1.0.so.0", "pango_version_string"),
    "harfbuzz": ("libharfbuzz.so.0", "hb_version_string"),
}


class Digests(NamedTuple):
    """The digests of all that a build reads, and of this without the content and project file."""

    inputs: str
    program: str


def input_digests(options: BuildOptions) -> Digests:
    """Return the digests of what a build is about to read, the toolchain and our code included."""
    program = program_digest(options)
    project = options.folders.root / PROJECT_FILE  # its path depends on where one stands
    data = project.read_bytes() if project.is_file() else b""
    words = (program, digest_folder(options.content), digest(data))
    return Digests(digest(*(word.encode() for word in words)), program)


def program_digest(options: BuildOptions) -> str:
    """Return the digest of all that a build reads besides the content and the project file."""
    folders = (*template_folders(options.own_templates), PACKAGE, options.fonts)
    words = (*map(digest_folder, folders), *toolchain(options.fonts).values(), str(options.created))
    return digest_files(PACKAGE.parent.glob("requirements.lock"), *words)


def digest_folder(folder: Path) -> str:
    """Return the digest of the files in a folder that a build may read."""
    return digest_files(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in IGNORED and path.name[0] not in ".~"
    )


def assets_digest(options: BuildOptions, design: Iterable[Path], words: Iterable[str]) -> str:
    """Return the digest of what every document depends on: design, fonts, toolchain, our code.

    `design` are the files of the design, `words` all else that it is made from.
    """
    files = [*design, *options.fonts.glob("*.ttf")]
    files += PACKAGE.rglob("*.py")  # all modules: a list of those that matter may become incomplete
    return digest_files(files, *words, *toolchain(options.fonts).values())


@cache
def toolchain(fonts: Path) -> Mapping[str, str]:
    """Return name → version of all that documents are made with; for the fonts, their digest.

    The version of a package or library that is not installed is empty.
    """
    return {
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: package_version(name) for name in PACKAGES},
        **{name: library_version(*location) for name, location in LIBRARIES.items()},
        "libreoffice": libreoffice_version(),
        "fonts": digest_files(fonts.glob("*.ttf")),
    }


def toolchain_id(fonts: Path) -> str:
    """Return the name by which the manifest refers to the toolchain: 12 hexadecimal digits."""
    versions = toolchain(fonts)
    return digest(*(f"{name} {version}".encode() for name, version in versions.items()))[:12]


def package_version(name: str) -> str:
    """Return the version of an installed Python package, or nothing."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def library_version(file: str, function: str) -> str:
    """Return the version that a function of a shared library gives, or nothing."""
    try:
        get_version = getattr(ctypes.CDLL(file), function)
    except (OSError, AttributeError):
        return ""
    get_version.restype = ctypes.c_char_p
    return str(get_version().decode())
