"""The commands that check content and record reviews: check, verify, reviewed, schema."""

import json
from argparse import Namespace
from itertools import groupby
from pathlib import Path

from briefs import content
from briefs.build import OptionsError, check_folder, refresh_schemas, write_schemas
from briefs.checks import (
    COVERAGE_HEADINGS,
    REVIEWS_LOCK,
    SOURCES_LOCK,
    mark_reviewed,
    not_shown,
    read_reviews_lock,
    read_sources_lock,
    reviews_lock_text,
    style_fixes,
    text_address,
    verify_claims,
)
from briefs.checks import check as find_problems
from briefs.cli.output import (
    DONE,
    command_parser,
    parse_in_project,
    print_error,
    print_problems,
    print_summary,
    project_here,
)
from briefs.cli.parser import Parser
from briefs.design import DesignError, design_of
from briefs.files import PROJECT_FILE, SCHEMA_FOLDER, project_folders, write_whole
from briefs.messages import counted
from briefs.problems import Problem, closest, errors, fill
from briefs.scaffold import KINDS, schema_files
from briefs.scaffold import schema as scaffold_schema


def check(words: list[str]) -> int:
    """Print every problem of the content; with `--fix`, fix its house style first."""
    parser = command_parser("check", fill("Every problem in the content, nothing built."))
    note = fill("fix the house style where that is safe")
    parser.add("--fix", action="store_true", note=note)
    parser.add("--strict", action="store_true", note=fill("a warning fails too"))
    parser.add("--unshown", action="store_true", note=fill("list what no brief shows too"))
    arguments = parse_in_project(parser, words)
    refused: list[Problem] = []
    if arguments.fix:
        refused = fix_style(library_of(arguments), arguments.templates)
    library = library_of(arguments)
    problems = [*refused, *problems_of(library, arguments.templates)]
    problems += not_shown(library) if arguments.unshown else ()
    return print_problems(problems, strict=arguments.strict) or print_summary(problems)


def problems_of(library: content.Library, templates: Path | None) -> list[Problem]:
    """Return what the checks find, and keep the schemas for editors up to date."""
    try:
        design = design_of(library, templates)
    except DesignError as error:
        return [*library.problems, *error.problems]
    refresh_schemas(library.root, lambda: schema_files(library, design))
    return find_problems(library, design.check_context, remember=True)


def library_of(arguments: Namespace) -> content.Library:
    """Return the content that the arguments of a command name."""
    return content.load(arguments.content, arguments.folders.root)


def fix_style(library: content.Library, templates: Path | None) -> list[Problem]:
    """Fix the house style of the content in place; return a problem for each text not written."""
    context = design_of(library, templates).check_context
    if errors(context.problems):
        return []
    edits = sorted(style_fixes(library, context), key=lambda edit: edit[0].file)
    problems: list[Problem] = []
    for file, group in groupby(edits, key=lambda edit: edit[0].file):
        path = Path(file)
        text, refused = content.splice_texts(path.read_bytes().decode(), list(group))
        write_whole(path, text.encode())
        problems += refused
    count = len(edits) - len(problems)
    print_error(counted("{count} text fixed", "{count} texts fixed", count=count))
    return problems


def verify(words: list[str]) -> int:
    """Verify every claim against the source texts; print problems and the table of coverage."""
    from briefs.cli.progress import print_rows  # noqa: PLC0415  (slow, and `check` has no table)

    parser = command_parser("verify", fill("Every claim against the source texts."))
    note = fill("the source texts; by default those that {file} names", file=PROJECT_FILE)
    parser.add("--sources", type=Path, note=note)
    note = fill("rewrite {file}, after a look", file=SOURCES_LOCK)
    parser.add("--update", action="store_true", note=note)
    parser.add("--strict", action="store_true", note=fill("a gap fails too"))
    arguments = parse_in_project(parser, words)
    sources = arguments.sources or arguments.folders.sources
    check_folder(sources, "--sources")
    library = library_of(arguments)
    report = verify_claims(library, sources, read_sources_lock(library.folder))
    if arguments.update and not library.problems:
        write_whole(library.folder / SOURCES_LOCK, report.lock.encode())
        report = verify_claims(library, sources, report.lock)
    print_rows(COVERAGE_HEADINGS, report.rows)
    problems = [*library.problems, *report.problems]
    return print_problems(problems, strict=arguments.strict) or print_summary(problems)


def reviewed(words: list[str]) -> int:
    """Record in reviewed.lock that a person has read both languages of some texts, or of all."""
    parser = command_parser(
        "reviewed", fill("Note that both languages of texts were read together.")
    )
    note = fill("a file, or articles/ecci …; all, if none")
    parser.add("paths", nargs="*", metavar="PATH", note=note)
    arguments = parse_in_project(parser, words)
    library = library_of(arguments)
    if not library.problems:
        paths = [reviewed_path(path, library) for path in arguments.paths]
        lock = mark_reviewed(library, read_reviews_lock(library.folder), paths)
        write_whole(library.folder / REVIEWS_LOCK, reviews_lock_text(lock).encode())
    return print_problems(library.problems) or print_summary(library.problems)


def reviewed_path(path: str, library: content.Library) -> str:
    """Return the address of texts that a word names; OptionsError for a word that names none."""
    address = text_address(path, library)
    if not address:
        hint = closest(path, [file.address for file in library.files.values()])
        raise OptionsError(fill("there is no text “{path}”: {hint}", path=path, hint=hint))
    return address


def schema(words: list[str]) -> int:
    """Print the JSON Schema of one kind of file, or write all into the project, for editors."""
    parser = Parser("briefs schema", fill("JSON Schema for editors."))
    parser.add("kind", choices=KINDS, nargs="?", note=fill("the kind of file"))
    note = fill(
        "write the schemas of all kinds, with the names of the project, into {folder}/",
        folder=SCHEMA_FOLDER,
    )
    parser.add("--write", action="store_true", note=note)
    arguments = parser.parse_args(words)
    if arguments.write:
        root = project_here()
        library = content.load(project_folders(root).content, root)
        files = schema_files(library, design_of(library, None))
        write_schemas(library.root, files)
        print_error(
            counted(
                "{count} schema written to {path}",
                "{count} schemas written to {path}",
                count=len(files),
                path=library.root / SCHEMA_FOLDER,
            )
        )
    elif arguments.kind is None:
        parser.fault(fill("name a kind of file, or --write"))
    else:
        print(json.dumps(scaffold_schema(arguments.kind), indent=2, ensure_ascii=False))
    return DONE
