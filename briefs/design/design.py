"""The design of a document, read from a templates folder: its theme, strings and templates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefs.content import LocatedStr, YamlFile, is_language, read_yaml, valid_part
from briefs.design.check_context import CheckContext
from briefs.design.language import Language
from briefs.design.strings import string_problems
from briefs.design.stylesheet import css_problems
from briefs.design.template_needs import needs_of
from briefs.design.theme import NEEDED_COLOURS, NEEDED_SIZES, Theme
from briefs.problems import Problem, closest, fill

SUFFIX = ".html.j2"


class DesignError(Exception):
    """A design that cannot be used; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{problem.place}: {problem.message}" for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Design:
    """A templates folder with its parsed theme and, for each language, its interface strings."""

    folder: Path
    theme: Theme
    strings: Mapping[str, Mapping[str, Any]]

    @property
    def templates(self) -> tuple[str, ...]:
        """The names that a brief may give as its template, sorted."""
        return tuple(
            sorted(path.name.removesuffix(SUFFIX) for path in self.folder.glob(f"*{SUFFIX}"))
        )

    @property
    def check_context(self) -> CheckContext:
        """The languages, editions, templates and terms that content may name."""
        codes = (tuple(self.theme.languages), tuple(self.theme.editions), self.templates)
        likelihoods = {code: words["likelihood"] for code, words in self.strings.items()}
        needs = {
            name: needs_of(read_text(self.folder / f"{name}{SUFFIX}")) for name in self.templates
        }
        return CheckContext(*codes, likelihoods, needs)

    def language(self, code: str) -> Language:
        """Return a language of the theme; KeyError where the theme has none of this code."""
        return Language(code, self.theme.languages[code], self.strings[code])


def load_design(folder: Path) -> Design:
    """Return the design in a folder; DesignError where `read_design` has none."""
    design, problems = read_design(folder)
    if design is None:
        raise DesignError(problems)
    return design


def load_theme(folder: Path) -> Theme:
    """Read `theme.yaml` of a templates folder; DesignError where it cannot be used."""
    theme, _, problems = read_theme(folder / "theme.yaml")
    if theme is None:
        raise DesignError(problems)
    return theme


def read_design(folder: Path, fonts: Path | None = None) -> tuple[Design | None, list[Problem]]:
    """Read theme, strings and style sheet; return None and the problems where there are any.

    The fonts of the theme are looked for in the folder `fonts`, if one is given.
    """
    theme, file, problems = read_theme(folder / "theme.yaml")
    strings: dict[str, YamlFile] = {}
    languages = list(theme.languages) if theme else languages_in(file)
    for code in languages:
        words, unread = read_yaml(folder / "strings" / f"{code}.yaml", "")
        problems += unread
        if words is not None and not unread:
            strings[code] = words
    templates = [read_text(path) for path in sorted(folder.rglob("*.j2"))]
    problems += string_problems(strings, templates)
    if theme is not None and file is not None:
        names = {path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}")}
        problems += unknown_templates(file, theme, names)
        problems += unknown_fonts(file, theme, families_in(fonts)) if fonts else ()
    problems += stylesheet_problems(folder / "pdf.css")
    if theme is None or problems:
        return None, problems
    plain = {code: as_plain(words.data) for code, words in strings.items()}
    return Design(folder, theme, plain), []


def read_theme(path: Path) -> tuple[Theme | None, YamlFile | None, list[Problem]]:
    """Return the theme in a file, the file as parsed YAML, and its problems."""
    file, problems = read_yaml(path, "theme")
    if file is None or problems:
        return None, file, problems
    part = valid_part(file, Theme)
    theme = part.model
    if part.problems or theme is None:
        return None, file, list(part.problems)
    problems = [*unknown_languages(file, theme), *missing_names(file, theme)]
    return (None if problems else theme), file, problems


def unknown_languages(file: YamlFile, theme: Theme) -> Iterator[Problem]:
    """Yield languages that CLDR does not know, and editions of languages without a style."""
    for code in theme.languages:
        if not is_language(code):
            message = fill("“{code}” is not a language", code=code)
            hint = fill("write the ISO 639 code of the language, such as en, ar or fr")
            place = file.keys[("languages", code)]
            yield Problem(file.file, *place, "language-unknown", message, hint)
    for name, codes in theme.editions.items():
        for index, code in enumerate(codes):
            if code not in theme.languages:
                message = fill("the theme has no language “{code}”", code=code)
                path = ("editions", name, index)
                yield file.problem(
                    path, "language-unknown", message, closest(code, theme.languages)
                )


def missing_names(file: YamlFile, theme: Theme) -> Iterator[Problem]:
    """Yield the colours and sizes that documents need and the theme does not have."""
    for key, needed in (("colours", NEEDED_COLOURS), ("sizes", NEEDED_SIZES)):
        for name in sorted(needed - set(getattr(theme, key))):
            message = fill("the theme lacks “{name}” in “{key}”", name=name, key=key)
            hint = fill("add {name}: … to {key}, as the packaged theme has it", name=name, key=key)
            yield file.problem((key,), "key-missing", message, hint)


def unknown_templates(file: YamlFile, theme: Theme, names: set[str]) -> Iterator[Problem]:
    """Yield the templates under `word: dense:` that do not exist."""
    for name in sorted(set(theme.word.dense) - names):
        place = file.keys[("word", "dense", name)]
        message = fill("unknown template “{name}”", name=name)
        yield Problem(file.file, *place, "template-unknown", message, closest(name, names))


def unknown_fonts(file: YamlFile, theme: Theme, families: set[str]) -> Iterator[Problem]:
    """Yield the fonts of the theme that are not among some families."""
    for code, style in theme.languages.items():
        for key in ("text", "label"):
            family = getattr(style, key)
            if family not in families:
                message = fill("no file in the folder of fonts has the font “{font}”", font=family)
                hint = closest(family, families)
                yield file.problem(("languages", code, key), "font-unknown", message, hint)


def families_in(fonts: Path) -> set[str]:
    """Return the families of the font files in a folder; a file that is no font has none."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  (only when a design is checked)

    families = set()
    for path in fonts.glob("*.ttf"):
        try:
            with TTFont(path, lazy=True) as font:
                families.add(str(font["name"].getDebugName(1)))
        except (TTLibError, OSError, KeyError, ValueError):
            continue
    return families


def stylesheet_problems(path: Path) -> list[Problem]:
    """Return what is wrong with a style sheet, or that there is none."""
    try:
        return list(css_problems(path.read_text(encoding="utf-8"), str(path)))
    except UnicodeDecodeError as error:
        message = fill("the file is not UTF-8 (byte {byte})", byte=error.start)
        hint = fill("save it as UTF-8 in your editor")
        return [Problem(str(path), 1, 1, "file-not-utf8", message, hint)]
    except OSError:
        hint = fill("copy pdf.css from the packaged templates")
        return [Problem(str(path), 1, 1, "file-missing", fill("the file is missing"), hint)]


def languages_in(file: YamlFile | None) -> list[str]:
    """Return the languages that an invalid theme names."""
    data = file.data if file is not None and isinstance(file.data, dict) else {}
    named = data.get("languages")
    return [code for code in named if is_language(code)] if isinstance(named, dict) else []


def read_text(path: Path) -> str:
    """Return the text of a template; nothing where it cannot be read, which Jinja reports."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def as_plain(value: Any) -> Any:
    """Return parsed YAML with plain texts: those of the interface have no place in the content."""
    if isinstance(value, dict):
        return {key: as_plain(item) for key, item in value.items()}
    return str.__str__(value) if isinstance(value, LocatedStr) else value
