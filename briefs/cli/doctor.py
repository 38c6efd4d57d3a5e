"""The command `doctor`: what this machine lacks for a build, and the command that mends it."""

import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont

from briefs import api
from briefs.build import (
    install_libraries,
    install_libreoffice,
    libreoffice_path,
    libreoffice_version,
    missing_libraries,
)
from briefs.cli.language import is_isolating, told
from briefs.cli.output import DONE, PROBLEMS
from briefs.cli.parser import Parser
from briefs.content import Library
from briefs.design import FACES, Design, load_design, read_faces
from briefs.files import find_project, packaged_folder, project_folders
from briefs.messages import verbatim
from briefs.problems import NO_HINT, Message, fill

WITHOUT_GLYPH = {"Cc", "Cf", "Zs", "Zl", "Zp"}  # categories of characters that nothing is drawn for
READERS = ("trafilatura", "lxml-html-clean", "pypdfium2")  # packages of the extra `import`
SHOWN = 12  # characters that a message names


@dataclass(frozen=True)
class Finding:
    """What is here (`mend` is empty), or what is missing and how to mend it."""

    what: Message
    mend: Message = NO_HINT
    optional: bool = False

    @property
    def line(self) -> str:
        """The finding as it is printed."""
        isolate = is_isolating(sys.stdout)
        what, mend = (told(words, isolate=isolate) for words in (self.what, self.mend))
        found = fill("ok")
        if not self.mend:
            return f"{told(found):9} {what}"
        lacks = fill("optional") if self.optional else fill("missing")
        return f"{told(lacks):9} {what}\n{'':10}→ {mend}"


def doctor(words: list[str]) -> int:
    """Print what a build needs and whether it is here; the status is 1 where something is not."""
    about = fill("What is missing on this machine for a build, and the command that mends it.")
    Parser("briefs doctor", about).parse_args(words)
    root = find_project(Path())
    library = api.load(root) if root is not None else None
    design = api.design_of(library, None) if library is not None else load_design()
    fonts = project_folders(root).fonts if root is not None else packaged_folder("fonts")
    findings = [*libraries(), *fonts_of(design, library, fonts), libreoffice(), readers()]
    for finding in findings:
        print(finding.line)
    return PROBLEMS if any(one.mend and not one.optional for one in findings) else DONE


def libraries() -> Iterator[Finding]:
    """Yield whether the shared libraries of the PDF engine are here."""
    missing = missing_libraries()
    if missing:
        what = fill("libraries of the PDF engine: {names}", names=", ".join(missing))
        yield Finding(what, verbatim(install_libraries()))
    else:
        yield Finding(fill("libraries of the PDF engine (Pango, HarfBuzz, Fontconfig)"))


def libreoffice() -> Finding:
    """Return whether LibreOffice is here, without which contents lists of Word lack pages."""
    if libreoffice_path() is None:
        what = fill("LibreOffice, for the page numbers in the contents list of Word documents")
        return Finding(what, verbatim(install_libreoffice()), optional=True)
    return Finding(verbatim(f"LibreOffice ({libreoffice_version()})"))


def readers() -> Finding:
    """Return whether the packages are here that read web pages and PDF for `new article`."""
    what = fill("what reads web pages and PDF for `briefs new article`")
    lacking = [name for name in READERS if find_spec(name.replace("-", "_")) is None]
    mend = fill(
        "{command} (or pip install, in its environment)",
        command=f"pipx inject briefs {' '.join(lacking)}",
    )
    return Finding(what, mend if lacking else NO_HINT, optional=True)


def fonts_of(design: Design, library: Library | None, folder: Path) -> Iterator[Finding]:
    """Yield whether the fonts of the theme are in a folder, and have what the texts are written in.

    Without a library only the words of the templates are looked at.
    """
    known: dict[str, set[int]] = {}
    for family, files in read_faces(folder).files.items():
        for path in files.values() if files.keys() >= set(FACES) else ():
            with TTFont(path, lazy=True) as font:
                known.setdefault(family, set()).update(font.getBestCmap() or {})
    styles = design.theme.languages.values()
    wanted = {name for style in styles for name in (style.text, style.label)}
    for family in sorted(wanted - known.keys()):
        what = fill("the font “{family}”", family=family)
        yield Finding(what, fill("put its .ttf files (regular, bold) into {folder}", folder=folder))
    there = {letter for family in wanted & known.keys() for letter in known[family]}
    lacking = sorted({letter for letter in letters_of(design, library) if ord(letter) not in there})
    if lacking:
        names = verbatim(", ".join(f"“{letter}” U+{ord(letter):04X}" for letter in lacking[:SHOWN]))
        if len(lacking) > SHOWN:
            names = fill("{names} and {count} more", names=names, count=len(lacking) - SHOWN)
        what = fill("letters that no font of the theme has: {names}", names=names)
        mend = fill(
            "write them otherwise, or name a font that has them in the theme (languages: text:)"
        )
        yield Finding(what, mend)
    elif wanted <= known.keys():
        yield Finding(fill("fonts: {names}", names=", ".join(sorted(wanted))))


def letters_of(design: Design, library: Library | None) -> Iterator[str]:
    """Yield every character that documents draw, of the content and of the templates’ words."""
    texts = [text for words in design.strings.values() for text in texts_in_strings(words)]
    if library is not None:
        texts += [text for localized in library.texts for text in localized.values()]
    for letter in set("".join(texts)):
        if letter != "\n" and unicodedata.category(letter) not in WITHOUT_GLYPH:
            yield letter


def texts_in_strings(words: object) -> Iterator[str]:
    """Yield every text in the strings of a language, plural forms included."""
    if isinstance(words, str):
        yield words
    elif isinstance(words, dict):
        for value in words.values():
            yield from texts_in_strings(value)
