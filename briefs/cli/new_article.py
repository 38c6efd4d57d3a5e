"""The command `new article`: imports a source and writes the files of a new article."""

from argparse import ArgumentTypeError
from datetime import UTC, date, datetime
from pathlib import Path

from briefs import api
from briefs.build import reproducible_date
from briefs.cli.language import told
from briefs.cli.output import (
    command_parser,
    parse_in_project,
    print_made,
    print_problems,
)
from briefs.content import is_language, load
from briefs.ingest import ID, LARGEST_SOURCE, Request
from briefs.messages import reason_of
from briefs.problems import Problem, fill


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
    sources = arguments.folders.sources
    there = {path for folder in (library.folder / "articles", sources) for path in folder.glob("*")}
    files, problems = api.import_source(data, request, library, design, sources)
    for path in files:
        print(path)
    if files:
        made = fill("write what is marked TODO, then: briefs check")
        print_made(files[0], made, was_there=there.issuperset(files))
    return print_problems(problems)


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
