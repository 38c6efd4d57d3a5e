"""The command `new article`: imports a source and writes the files of a new article."""

from argparse import ArgumentTypeError
from datetime import UTC, date, datetime
from pathlib import Path

from briefs import api
from briefs.build import in_a_worker, reproducible_date, write_schemas
from briefs.cli.language import told
from briefs.cli.output import (
    command_parser,
    is_taken,
    parse_in_project,
    print_error,
    print_problems,
)
from briefs.content import Library, is_language, load
from briefs.design import Design
from briefs.files import write_whole
from briefs.ingest import ID, LARGEST_SOURCE, NewArticle, Request, new_article
from briefs.limits import LONGEST_IMPORT, MOST_IMPORT_MEMORY
from briefs.messages import reason_of
from briefs.problems import Problem, fill
from briefs.scaffold import schema_files, schema_line


def article(words: list[str]) -> int:
    """Import a source: write its text, a record of the import and the YAML of a new article."""
    about = fill("Import a saved web page, a PDF, a .docx or plain text as a new article.")
    parser = command_parser("new article", about)
    parser.add("file", type=Path, metavar="FILE", note=fill("the source; nothing is fetched"))
    parser.add("--id", default="", type=as_id, note=fill("the id; made of the title, if none"))
    note = fill("the source’s language, such as ar; else guessed")
    parser.add("--language", default="", type=as_language, note=note)
    parser.add("--encoding", default="", note=fill("of a text or page that declares none"))
    note = fill("the day of the import, such as 2026-11-26; else today")
    parser.add("--date", type=as_date, note=note)
    arguments = parse_in_project(parser, words)
    day = arguments.date or (reproducible_date() or datetime.now(UTC)).date()
    request = Request(
        str(arguments.file), day, arguments.id, arguments.language, arguments.encoding
    )
    try:
        with arguments.file.open("rb") as stream:
            data = stream.read(LARGEST_SOURCE + 1)
    except OSError as error:
        message = fill("it cannot be read ({reason})", reason=reason_of(error))
        hint = fill("is this the path of the file?")
        return print_problems([Problem(request.file, 0, 0, "import-missing", message, hint)])
    library = load(arguments.content, arguments.folders.root)
    design = api.design_of(library, arguments.templates)
    made, problems = read_apart(data, request, library, design)
    if made is None:
        return print_problems(problems)
    sources = arguments.folders.sources
    path = arguments.content / "articles" / f"{made.id}.yaml"
    files = {
        path: schema_line(path, library.root) + made.article,
        sources / f"{made.id}.txt": made.source_text,
        sources / f"{made.id}.yaml": made.record,
    }
    refused = write_new(files)
    if not refused:
        write_schemas(library.root, schema_files(library, design))
    return print_problems([*problems, *refused])


def read_apart(
    data: bytes, request: Request, library: Library, design: Design
) -> tuple[NewArticle | None, list[Problem]]:
    """Do what `new_article` does in a process of its own, since the source may be hostile."""
    limits = (LONGEST_IMPORT, MOST_IMPORT_MEMORY)
    result = in_a_worker(*limits, new_article, data, request, library, design)
    if result is not None:
        return result
    message = fill(
        "to read it takes more than {seconds} seconds or {size} MB, or ends the program",
        seconds=LONGEST_IMPORT,
        size=MOST_IMPORT_MEMORY // 1_000_000,
    )
    hint = fill("save its text as a .txt file, and import that")
    return None, [Problem(request.file, 0, 0, "import-too-large", message, hint)]


def write_new(files: dict[Path, str]) -> list[Problem]:
    """Write files that are not there yet; none of them, with the problems, where another is.

    What an import that was killed has written already is none: to import again completes it.
    """
    message, hint = fill("the file exists already"), fill("give the new article another --id")
    taken = [path for path, text in files.items() if is_taken(path, text.encode())]
    if taken:
        return [Problem(str(path), 0, 0, "file-exists", message, hint) for path in taken]
    for path, text in files.items():
        write_whole(path, text.encode())
        print(path)
    print_error(fill("write what is marked TODO, then: briefs check"))
    return []


def as_id(word: str) -> str:
    """Return a word that is an id; ArgumentTypeError for any other."""
    if word and not ID.fullmatch(word):
        raise ArgumentTypeError(told(fill("an id is lower-case words joined by hyphens")))
    return word


def as_language(word: str) -> str:
    """Return the code of a language that CLDR knows; ArgumentTypeError for any other."""
    if word and not (word.isalpha() and is_language(word)):
        raise ArgumentTypeError(
            told(fill("“{word}” is no code of a language, such as ar", word=word))
        )
    return word


def as_date(word: str) -> date:
    """Return a day; ArgumentTypeError for any other word."""
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise ArgumentTypeError(
            told(fill("“{word}” is no day such as 2026-11-26", word=word))
        ) from error
