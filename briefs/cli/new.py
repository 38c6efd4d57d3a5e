"""The command `new`: makes a project, or an article or a brief in one.

`new dossier DIR`, `new article FILE` (in `briefs.cli.new_article`), `new brief NAME`.
"""

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from briefs import api
from briefs.build import OptionsError, write_schemas
from briefs.checks import SOURCES_LOCK, read_sources_lock, verify_claims
from briefs.cli.language import told
from briefs.cli.new_article import article
from briefs.cli.output import (
    DONE,
    PROBLEMS,
    command_parser,
    parse_in_project,
    print_error,
    print_made,
    print_problems,
)
from briefs.cli.parser import Parser
from briefs.content import is_country
from briefs.files import (
    PROJECT_FILE,
    SCHEMA_FOLDER,
    delete_parts,
    is_part,
    is_taken,
    project_folders,
    write_whole,
)
from briefs.messages import counted
from briefs.problems import Message, Problem, closest, fill
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


def new(words: list[str]) -> int:
    """Make what the first word names."""
    kinds = ", ".join(sorted(KINDS))
    if not words or words[0] not in KINDS:
        parser = Parser("briefs new", fill("Make something new: {kinds}.", kinds=kinds))
        parser.add("kind", choices=sorted(KINDS), note=fill("what to make"))
        parser.parse_args(words[:1])
    return KINDS[words[0]](words[1:])


def dossier(words: list[str]) -> int:
    """Make a project with an invented example, which builds at once."""
    about = fill(
        "Make a project with an invented example. On a terminal it asks for what is not given."
    )
    parser = Parser("briefs new dossier", about)
    parser.add("folder", type=Path, metavar="DIR", note=fill("a folder that is new or empty"))
    parser.add("--title", note=fill("the title in each language: “Water | المياه”"))
    note = fill(
        "codes with commas between them, of {codes}; {usual}",
        codes=", ".join(LANGUAGES),
        usual=USUAL_LANGUAGES,
    )
    parser.add("--languages", note=note)
    parser.add("--countries", note=fill("ISO 3166 codes; {codes}", codes=COUNTRIES))
    parser.add("--topics", note=fill("names with ; between them: “Dam | السد; Trade | التجارة”"))
    arguments = parser.parse_args(words)
    folder = arguments.folder
    if not may_be_part(folder):
        raise taken(folder)
    files = dossier_files(plan_of(arguments))
    check_free(folder, files)
    delete_parts(folder)
    generated = (SCHEMA_FOLDER, f"content/{SOURCES_LOCK}")
    was_there = all((folder / name).exists() for name in (*files, *generated))
    for name, text in files.items():
        write_whole(folder / name, text.encode())
    library = api.load(folder)
    report = verify_claims(
        library, project_folders(folder).sources, read_sources_lock(library.folder)
    )
    write_whole(library.folder / SOURCES_LOCK, report.lock.encode())
    write_schemas(folder, schema_files(library, api.design_of(library, None)))
    made = fill("a new project in {folder}; next: cd {folder} && briefs build", folder=folder)
    print_made(folder, made, was_there=was_there)
    return DONE


def check_free(folder: Path, files: Mapping[str, str]) -> None:
    """Raise OptionsError unless a folder is new, or empty, or has only a part of these files.

    The same command leaves such a part where it is killed.
    """
    own = {folder / name: text.encode() for name, text in files.items()}
    folders = {parent for path in own for parent in path.parents}
    generated = (folder / SCHEMA_FOLDER, folder / "content" / SOURCES_LOCK)

    def is_own(path: Path) -> bool:
        if path.is_symlink() or path.is_dir():
            return path in {*folders, generated[0]} and not path.is_symlink()
        if is_part(path) or path in generated or path.parent in generated:
            return True
        return path in own and not is_taken(path, own[path])

    if folder.exists() and not (folder.is_dir() and all(map(is_own, folder.rglob("*")))):
        raise taken(folder)


def may_be_part(folder: Path) -> bool:
    """Return whether a folder may be free: a killed command has written the project file first."""
    if not folder.is_dir():
        return not folder.exists()
    return (folder / PROJECT_FILE).is_file() or all(map(is_part, folder.iterdir()))


def taken(folder: Path) -> OptionsError:
    """Return the error for a folder that has files of somebody."""
    return OptionsError(
        fill("“{folder}” is there already and not empty: name another folder", folder=folder)
    )


def plan_of(arguments: Namespace) -> DossierPlan:
    """Return what the options say, what the user answers, and the example's own for the rest."""
    languages = listed(arguments.languages or asked(fill("Languages"), USUAL_LANGUAGES))
    for code in languages:
        if code not in LANGUAGES:
            raise OptionsError(
                fill(
                    "there is no language “{code}”: {hint}",
                    code=code,
                    hint=closest(code, LANGUAGES),
                )
            )
    name = arguments.folder.resolve().name
    # Not the folder’s name, whose numbers and names the other languages would lack.
    title = arguments.title or asked(fill("Title"), " | ".join(TITLES[code] for code in languages))
    countries = listed(
        arguments.countries or asked(fill("Countries (ISO 3166)"), COUNTRIES), str.upper
    )
    for code in countries:
        if not is_country(code):
            raise OptionsError(
                fill("unknown country “{code}”: write ISO 3166 codes, such as FR or GB", code=code)
            )
    usual = " | ".join(TOPICS[code] for code in languages)
    topics = arguments.topics or asked(fill("Topics, with ; between them"), usual)
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
        raise OptionsError(fill("a project needs a topic"))
    return tuple(topics.values())


def in_languages(text: str, languages: tuple[str, ...], option: str) -> Mapping[str, str]:
    """Return a text such as `Water | المياه` by language; OptionsError if a language lacks."""
    parts = [part.strip() for part in text.split("|")]
    if len(parts) != len(languages) or not all(parts):
        raise OptionsError(
            counted(
                "“{text}” needs {count} name: {option} “{example}”",
                "“{text}” needs {count} names, in the order of the languages, with | between them: "
                "{option} “{example}”",
                text=text.strip(),
                count=len(languages),
                option=f"--{option}",
                example="Water | المياه",
            )
        )
    return dict(zip(languages, parts, strict=True))


def listed(text: str, change: Callable[[str], str] = str) -> tuple[str, ...]:
    """Return the words of a list with commas, each once; OptionsError for an empty one."""
    words = dict.fromkeys(change(word.strip()) for word in text.split(",") if word.strip())
    if not words:
        raise OptionsError(fill("name at least one, or leave the option out"))
    return tuple(words)


def asked(question: Message, usual: str) -> str:
    """Return the answer on a terminal, or what is usual: no answer, or no terminal."""
    if not sys.stdin.isatty():
        return usual
    return input(f"{told(question)} [{usual}]: ").strip() or usual


def brief(words: list[str]) -> int:
    """Make a brief to be filled in."""
    parser = command_parser("new brief", fill("Make a brief of a template, to be filled in."))
    parser.add("name", metavar="NAME", note=fill("its id: lower-case words with hyphens"))
    note = fill("its template; by default {name}", name="note")
    parser.add("--template", default="note", dest="kind", note=note)
    arguments = parse_in_project(parser, words)
    name = identifier(arguments.name, "")
    if name != arguments.name:
        raise OptionsError(
            fill(
                "“{name}” is no id: write {right}",
                name=arguments.name,
                right=name or fill("latin letters"),
            )
        )
    library = api.load(arguments.folders.root)
    design = api.design_of(library, arguments.templates)
    if arguments.kind not in design.templates:
        known = closest(arguments.kind, design.templates)
        raise OptionsError(
            fill("there is no template “{kind}”: {known}", kind=arguments.kind, known=known)
        )
    path = library.folder / "briefs" / f"{name}.yaml"
    try:
        text = new_brief(library, design, name, arguments.kind)
    except ValueError:
        print_error(fill("a brief rests on statements, and no article has any yet"))
        return print_problems(library.problems) or PROBLEMS
    if is_taken(path, text.encode()):
        message, hint = fill("a brief of this name is there already"), fill("choose another name")
        return print_problems([Problem(str(path), 0, 0, "file-exists", message, hint)])
    was_there = path.exists()
    write_whole(path, text.encode())
    write_schemas(library.root, schema_files(library, design))
    made = fill("written: {path}; fill it in, then: briefs build {name}", path=path, name=name)
    print_made(path, made, was_there=was_there)
    return DONE


# What can be made → the function that makes it.
KINDS: Mapping[str, Callable[[list[str]], int]] = {
    "article": article,
    "brief": brief,
    "dossier": dossier,
}
