"""The shared libraries that the PDF engine loads, and the command that installs what is missing."""

import ctypes
import os
import shutil
from collections.abc import Iterable, Mapping

# Library → the names under which Linux, macOS and Windows have it, as WeasyPrint looks for it.
LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0"),
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0"),
    "Pango for FreeType": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0"),
    "HarfBuzz subset": (
        *("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0"),
    ),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1"),
}
# Package manager → the packages of these libraries, and of LibreOffice.
PACKAGES: Mapping[str, tuple[str, str]] = {
    "apt-get install": (
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "libreoffice-writer-nogui",
    ),
    "dnf install": ("pango harfbuzz", "libreoffice-writer"),
    "zypper install": (
        "libpango-1_0-0 libpangoft2-1_0-0 libharfbuzz-subset0",
        "libreoffice-writer",
    ),
    "pacman -S": ("pango harfbuzz", "libreoffice-fresh"),
    "apk add": ("pango harfbuzz-subset", "libreoffice-writer"),
    "brew install": ("pango", "--cask libreoffice"),
}
WITHOUT_ROOT = {"brew install"}


def missing_libraries() -> list[str]:
    """Return the libraries of the PDF engine that this machine lacks."""
    return [name for name, files in LIBRARIES.items() if not is_loadable(files)]


def is_loadable(files: Iterable[str]) -> bool:
    """Return whether a shared library of one of these names can be loaded."""
    for file in files:
        try:
            ctypes.CDLL(file)
        except OSError:
            continue
        return True
    return False


def install_libraries() -> str:
    """Return the command that installs the libraries of the PDF engine."""
    return install_command(0) or "install Pango and HarfBuzz with your system’s package manager"


def install_libreoffice() -> str:
    """Return the command that installs LibreOffice."""
    return install_command(1) or "install LibreOffice, so that the command soffice is found"


def install_command(index: int) -> str:
    """Return the command of the first package manager that is here; empty where none is."""
    for command, packages in PACKAGES.items():
        if shutil.which(command.split()[0]):
            is_root = not hasattr(os, "geteuid") or os.geteuid() == 0
            start = "" if is_root or command in WITHOUT_ROOT else "sudo "
            return f"{start}{command} {packages[index]}"
    return ""
