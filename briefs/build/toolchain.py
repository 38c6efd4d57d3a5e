"""What documents are made with: each program and library whose version can change a byte."""

import ctypes
import platform
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from briefs.build import libreoffice

PACKAGES = (
    *("babel", "jinja2", "lxml", "pydantic", "pyyaml"),
    *("weasyprint", "pydyf", "tinyhtml5", "tinycss2", "fonttools", "pyphen"),
    *("python-docx", "python-pptx", "xlsxwriter", "uharfbuzz"),
)
# Debian's libraries that WeasyPrint sets type with → their functions that tell the version.
LIBRARIES: Mapping[str, tuple[str, str]] = {
    "pango": ("libpango-1.0.so.0", "pango_version_string"),
    "harfbuzz": ("libharfbuzz.so.0", "hb_version_string"),
}


def toolchain() -> Mapping[str, str]:
    """Name → version, for Python, its packages, the typesetting libraries and LibreOffice."""
    return {
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **dict(packages(PACKAGES)),
        **libraries(),
        "libreoffice": libreoffice_version(),
    }


def packages(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """The versions of the packages that are here."""
    for name in names:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, ""


@cache
def libraries() -> Mapping[str, str]:
    """The versions of the typesetting libraries; empty where one is not here."""
    found = {}
    for name, (file, function) in LIBRARIES.items():
        try:
            tell = getattr(ctypes.CDLL(file), function)
        except (OSError, AttributeError):
            found[name] = ""
            continue
        tell.restype = ctypes.c_char_p
        found[name] = tell().decode()
    return found


def libreoffice_version() -> str:
    """The LibreOffice that numbers the pages of Word's contents: its product and build."""
    lines = (line.partition("=") for line in libreoffice.libreoffice_id().splitlines())
    told = {name.lower(): value for name, _, value in lines}
    product = "_".join(told.get("updateid", "").split("_")[:2])
    return f"{product} {told.get('buildid', '')}".strip()
