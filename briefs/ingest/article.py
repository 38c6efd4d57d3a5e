"""A source to the three files of a new article: source text, record and YAML."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import PurePath

from briefs import __version__
from briefs.checks import Names, is_in_script, names_of, normalised
from briefs.content import TO_DO, Library
from briefs.design import Design
from briefs.ingest.findings import issued, language_of, reasons
from briefs.ingest.read import read_source
from briefs.ingest.scaffold import Found, quoted, scaffold
from briefs.ingest.source import RefusedError, Source, cleaned
from briefs.messages import counted
from briefs.problems import Problem, fill

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID, WORDS_OF_ID = 48, 6
SHORTEST_TITLE, LONGEST_TITLE = 3, 30  # words
RECORD = """\
# Where {id}.txt is from, written by `briefs new article`.
source_text: {id}.txt
sha256: {text_hash}
paragraphs: {count}
imported: {imported}
file: {file}
file_sha256: {file_hash}
kind: {kind}
url: {url}
reader: {reader}
program: briefs {version}
dropped_characters: {dropped}
"""


@dataclass(frozen=True)
class Request:
    """What the user says of a source: the path of its file, the day, and what is not to be guessed.

    `id`, `language` and `encoding` are empty where the program is to find them out.
    """

    file: str
    imported: date
    id: str = ""
    language: str = ""
    encoding: str = ""


@dataclass(frozen=True)
class NewArticle:
    """The id of a new article, and its files: source text, record of the import, YAML."""

    id: str
    source_text: str
    record: str
    article: str


def new_article(
    data: bytes, request: Request, library: Library, design: Design
) -> tuple[NewArticle | None, list[Problem]]:
    """Return the files of a new article from the bytes of a source, or None; and the problems.

    The library gives the names that its paragraphs are searched for.
    """
    try:
        source = read_source(data, request.file, request.encoding)
        found = find(source, request, design)
    except RefusedError as error:
        return None, [Problem(request.file, 0, 0, error.code, error.message, error.hint)]
    languages = design.check_context.languages
    names = names_for(library, found.language, languages)
    text = "".join(f"{paragraph.text}\n" for paragraph in source.paragraphs)
    record = RECORD.format(
        id=found.id,
        text_hash=sha256(text.encode()).hexdigest(),
        count=len(source.paragraphs),
        imported=request.imported.isoformat(),
        file=quoted(cleaned(PurePath(request.file).name)),
        file_hash=sha256(data).hexdigest(),
        kind=source.kind,
        url=quoted(source.address) if source.address else "not_stated",
        reader=source.reader,
        version=__version__,
        dropped=source.dropped,
    )
    problems = []
    if source.dropped:
        message = counted(
            "{count} control, bidi or invisible character was dropped",
            "{count} control, bidi or invisible characters were dropped",
            count=source.dropped,
        )
        hint = fill("compare the source text with the file where they may have meant something")
        problems = [Problem(request.file, 0, 0, "import-characters", message, hint)]
    article = scaffold(source, found, languages, names)
    return NewArticle(found.id, text, record, article), problems


def find(source: Source, request: Request, design: Design) -> Found:
    """Return what can be found out about a source; RefusedError where it has no language or id."""
    language = request.language or language_of(source.paragraphs, source.language)
    published, created = (
        known_date(day, request.imported) for day in (source.date, source.created)
    )
    source = replace(source, date=published, created=created)
    title, title_at = title_of(source, language)
    day, day_at = issued(source, language, request.imported)
    codes = design.check_context.languages
    whys = {code: design.language(code).translate("why-metadata") for code in codes}
    return Found(
        request.id or id_of(title, request.file),
        language,
        title,
        title_at,
        day or request.imported.isoformat(),
        day_at,
        whys if day else dict.fromkeys(codes, TO_DO),
        reasons(source, title, day_at),
    )


def known_date(text: str, imported: date) -> str:
    """Return a full date of the metadata; empty for any other text, or a day after the import."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ""
    return day.isoformat() if day <= imported else ""


def title_of(source: Source, language: str) -> tuple[str, int]:
    """Return the title of a source and the paragraph that prints it; 0 where none does.

    It is that of the metadata if it is printed, or the first heading, or the first line as long as
    a title that is no furniture, or that of the metadata all the same.
    """
    numbers = list(enumerate(source.paragraphs, 1))
    wanted = normalised(source.title).casefold()
    texts = [normalised(paragraph.text).casefold() for _, paragraph in numbers]
    if wanted in texts:
        number = texts.index(wanted) + 1
        return source.paragraphs[number - 1].text, number
    for text, number in zip(texts, range(1, len(texts) + 1), strict=True):
        if wanted and wanted in text:
            return source.title, number
    guessed = reasons(source, "", 0)
    first = [part for part in numbers if part[1].reason == "heading"]
    first += [part for part in numbers if part[0] not in guessed]
    for number, paragraph in first:
        words = len(paragraph.text.split())
        if SHORTEST_TITLE <= words <= LONGEST_TITLE and is_in_script(language, paragraph.text):
            return paragraph.text, number
    return source.title, 0


def id_of(title: str, file: str) -> str:
    """Return an id made of the Latin words of a title, or else of the name of a file."""
    for text in (title, PurePath(file).stem):
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))[:WORDS_OF_ID]
        name = "-".join(words)[:LONGEST_ID].strip("-")
        if re.search("[a-z]", name):
            return name
    message = fill("neither title nor file name has Latin letters for an id")
    raise RefusedError("id-malformed", message, fill("give it one, such as --id nile-talks"))


def names_for(library: Library, language: str, languages: Sequence[str]) -> Names:
    """Return the names to look for in a text of a language.

    In a language that the content does not have, people are looked for in all their spellings.
    """
    known = names_of(library, [language]).in_sources()
    if language in languages:
        return known
    spelled = names_of(library, languages).in_sources()
    people = [
        replace(name, spellings={language: tuple(chain(*name.spellings.values()))})
        for name in spelled
        if name.kind != "country"
    ]
    return Names([*people, *known])
