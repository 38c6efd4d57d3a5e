"""The command `new`: makes a project, or an article or a brief in one.

`new dossier DIR`, `new article FILE` (in `briefs.cli.new_article`), `new brief NAME`.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from briefs import api
from briefs.build import OptionsError, write_schemas
from briefs.checks import SOURCES_LOCK, read_sources_lock, verify_claims
from briefs.cli.new_article import article
from briefs.cli.output import (
    DONE,
    PROBLEMS,
    command_parser,
    parse_in_project,
    print_error,
    print_problems,
)
from briefs.content import is_country
from briefs.files import project_folders, write_whole
from briefs.problems import Problem, closest
from briefs.scaffold import (
    LANGUAGES,
    DossierPlan,
    Topic,
    dossier_files,
    identifier,
    new_brief,
    schema_files,
)

COUNTRIES = "NO,PT"
USUAL_LANGUAGES = "en,ar"
TOPICS = {
    "en": "Joint centre",
    "ar": "المركز المشترك",
    "fr": "Centre commun",
    "fa": "مرکز مشترک",
}
TITLES = {"en": "A new dossier", "ar": "ملف جديد", "fr": "Un nouveau dossier", "fa": "پروندهٔ تازه"}
NAMES_HINT = "in the order of the languages, with | between them: --{option} “Water | المياه”"


def new(words: list[str]) -> int:
    """Make what the first word names."""
    kinds = ", ".join(sorted(KINDS))
    if not words or words[0] not in KINDS:
        parser = ArgumentParser(prog="briefs new", description=f"Make something new: {kinds}.")
        parser.add_argument("kind", choices=sorted(KINDS))
        parser.parse_args(words[:1])
    return KINDS[words[0]](words[1:])


def dossier(words: list[str]) -> int:
    """Make a project with an invented example, which builds at once."""
    about = "Make a project with an invented example. On a terminal it asks for what is not given."
    parser = ArgumentParser(prog="briefs new dossier", description=about)
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is new or empty")
    parser.add_argument("--title", help="the title in each language: “Water | المياه”")
    parser.add_argument(
        "--languages",
        help=f"codes with commas between them, of {', '.join(LANGUAGES)}; {USUAL_LANGUAGES}",
    )
    parser.add_argument("--countries", help=f"ISO 3166 codes; {COUNTRIES}")
    parser.add_argument("--topics", help="names with ; between them: “Dam | السد; Trade | التجارة”")
    arguments = parser.parse_args(words)
    folder = arguments.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OptionsError(f"“{folder}” is there already and not empty: name another folder")
    plan = plan_of(arguments)
    for name, text in dossier_files(plan).items():
        write_whole(folder / name, text.encode())
    library = api.load(folder)
    report = verify_claims(
        library, project_folders(folder).sources, read_sources_lock(library.folder)
    )
    write_whole(library.folder / SOURCES_LOCK, report.lock.encode())
    write_schemas(folder, schema_files(library, api.design_of(library, None)))
    print_error(f"a new project in {folder}; next: cd {folder} && briefs build")
    return DONE


def plan_of(arguments: Namespace) -> DossierPlan:
    """Return what the options say, what the user answers, and the example's own for the rest."""
    languages = listed(arguments.languages or asked("Languages", USUAL_LANGUAGES))
    for code in languages:
        if code not in LANGUAGES:
            raise OptionsError(f"there is no language “{code}”: {closest(code, LANGUAGES)}")
    name = arguments.folder.resolve().name
    # Not the folder’s name, whose numbers and names the other languages would lack.
    title = arguments.title or asked("Title", " | ".join(TITLES[code] for code in languages))
    countries = listed(arguments.countries or asked("Countries (ISO 3166)", COUNTRIES), str.upper)
    for code in countries:
        if not is_country(code):
            raise OptionsError(f"unknown country “{code}”: write ISO 3166 codes, such as FR or GB")
    usual = " | ".join(TOPICS[code] for code in languages)
    topics = arguments.topics or asked("Topics, with ; between them", usual)
    return DossierPlan(
        id=identifier(name, "dossier"),
        title=in_languages(title, languages, "title"),
        languages=languages,
        countries=countries,
        topics=topics_of(topics, languages),
    )


def topics_of(text: str, languages: tuple[str, ...]) -> tuple[Topic, ...]:
    """Return the topics that a text names, each with an id made of its first name."""
    names = [in_languages(part, languages, "topics") for part in text.split(";") if part.strip()]
    topics: dict[str, Topic] = {}
    for number, texts in enumerate(names, 1):
        key = identifier(texts[languages[0]], f"topic-{number}")
        key = f"{key}-{number}" if key in topics else key
        topics[key] = Topic(key, texts)
    if not topics:
        raise OptionsError("a project needs a topic")
    return tuple(topics.values())


def in_languages(text: str, languages: tuple[str, ...], option: str) -> Mapping[str, str]:
    """Return a text such as `Water | المياه` by language; OptionsError if a language lacks."""
    parts = [part.strip() for part in text.split("|")]
    if len(parts) != len(languages) or not all(parts):
        hint = NAMES_HINT.format(option=option)
        raise OptionsError(f"“{text.strip()}” needs {len(languages)} names, {hint}")
    return dict(zip(languages, parts, strict=True))


def listed(text: str, change: Callable[[str], str] = str) -> tuple[str, ...]:
    """Return the words of a list with commas, each once; OptionsError for an empty one."""
    words = dict.fromkeys(change(word.strip()) for word in text.split(",") if word.strip())
    if not words:
        raise OptionsError("name at least one, or leave the option out")
    return tuple(words)


def asked(question: str, usual: str) -> str:
    """Return the answer on a terminal, or what is usual: no answer, or no terminal."""
    if not sys.stdin.isatty():
        return usual
    return input(f"{question} [{usual}]: ").strip() or usual


def brief(words: list[str]) -> int:
    """Make a brief to be filled in."""
    parser = command_parser("new brief", "Make a brief of a template, to be filled in.")
    parser.add_argument("name", metavar="NAME", help="its id: lower-case words with hyphens")
    parser.add_argument("--template", default="note", dest="kind", help="its template; note")
    arguments = parse_in_project(parser, words)
    name = identifier(arguments.name, "")
    if name != arguments.name:
        raise OptionsError(f"“{arguments.name}” is no id: write {name or 'latin letters'}")
    library = api.load(arguments.folders.root)
    design = api.design_of(library, arguments.templates)
    if arguments.kind not in design.templates:
        known = closest(arguments.kind, design.templates)
        raise OptionsError(f"there is no template “{arguments.kind}”: {known}")
    path = library.folder / "briefs" / f"{name}.yaml"
    if path.exists():
        message, hint = "a brief of this name is there already", "choose another name"
        return print_problems([Problem(str(path), 0, 0, "file-exists", message, hint)])
    try:
        text = new_brief(library, design, name, arguments.kind)
    except ValueError as error:
        print_error(str(error))
        return print_problems(library.problems) or PROBLEMS
    write_whole(path, text.encode())
    write_schemas(library.root, schema_files(library, design))
    print_error(f"written: {path}; fill it in, then: briefs build {name}")
    return DONE


# What can be made → the function that makes it.
KINDS: Mapping[str, Callable[[list[str]], int]] = {
    "article": article,
    "brief": brief,
    "dossier": dossier,
}
