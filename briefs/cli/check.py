"""The commands that check content and record reviews: check, verify, reviewed, schema."""

import json
from argparse import ArgumentParser
from itertools import groupby
from pathlib import Path

from briefs import api, checks, content
from briefs.build import check_folder
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
    verify_claims,
)
from briefs.cli.output import (
    DONE,
    command_parser,
    parse_with_folders,
    print_error,
    print_problems,
    print_summary,
)
from briefs.cli.progress import print_rows
from briefs.design import Design, load_design, read_design
from briefs.files import project_folder, write_whole
from briefs.problems import Problem

SCHEMAS: dict[str, type[content.Model]] = {
    "article": content.Article,
    "brief": content.Brief,
    "people": content.People,
    "topics": content.Topics,
    "contradictions": content.Contradictions,
    "glossary": content.Glossary,
    "project": content.Project,
}


def check(words: list[str]) -> int:
    """Print every problem of the content; with `--fix`, fix its house style first."""
    parser = command_parser("check", "Every problem in the content, nothing built.")
    parser.add_argument("--fix", action="store_true", help="fix the house style where that is safe")
    parser.add_argument("--strict", action="store_true", help="a warning fails too")
    parser.add_argument("--unshown", action="store_true", help="list what no brief shows too")
    arguments = parse_with_folders(parser, words)
    refused: list[Problem] = []
    if arguments.fix:
        refused = fix_style(arguments.content, load_design(arguments.templates))
    library = api.load(arguments.content)
    fonts = project_folder(arguments.content, "fonts")
    design, problems = read_design(arguments.templates, fonts)
    found = checks.check(library, design.check_context) if design else library.problems
    problems += [*refused, *found]
    problems += not_shown(library) if arguments.unshown else ()
    return print_problems(problems, strict=arguments.strict) or print_summary(problems)


def fix_style(folder: Path, design: Design) -> list[Problem]:
    """Fix the house style of the content in place; return a problem for each text not written."""
    edits = sorted(
        style_fixes(api.load(folder), design.check_context), key=lambda edit: edit[0].file
    )
    problems: list[Problem] = []
    for file, group in groupby(edits, key=lambda edit: edit[0].file):
        path = Path(file)
        text, refused = content.splice_texts(path.read_bytes().decode(), list(group))
        write_whole(path, text.encode())
        problems += refused
    print_error(f"{len(edits) - len(problems)} texts fixed")
    return problems


def verify(words: list[str]) -> int:
    """Verify every claim against the source texts; print problems and the table of coverage."""
    parser = command_parser("verify", "Every claim against the source texts.")
    parser.add_argument("--sources", type=Path, help="the source texts; sources/ beside content")
    parser.add_argument("--update", action="store_true", help="rewrite sources.lock, after a look")
    parser.add_argument("--strict", action="store_true", help="a gap fails too")
    arguments = parse_with_folders(parser, words)
    sources = arguments.sources or arguments.content.parent / "sources"
    check_folder(sources, "--sources")
    library = api.load(arguments.content)
    report = verify_claims(library, sources, read_sources_lock(library.folder))
    if arguments.update and not library.problems:
        write_whole(library.folder / SOURCES_LOCK, report.lock.encode())
        report = verify_claims(library, sources, report.lock)
    print_rows(COVERAGE_HEADINGS, report.rows)
    problems = [*library.problems, *report.problems]
    return print_problems(problems, strict=arguments.strict) or print_summary(problems)


def reviewed(words: list[str]) -> int:
    """Record in reviewed.lock that a person has read both languages of some texts, or of all."""
    parser = command_parser("reviewed", "Note that both languages of texts were read together.")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="articles/ecci …; all, if none")
    arguments = parse_with_folders(parser, words)
    library = api.load(arguments.content)
    if not library.problems:
        lock = mark_reviewed(library, read_reviews_lock(library.folder), arguments.paths)
        write_whole(library.folder / REVIEWS_LOCK, reviews_lock_text(lock).encode())
    return print_problems(library.problems) or print_summary(library.problems)


def schema(words: list[str]) -> int:
    """Print the JSON Schema of one kind of content file, for editors."""
    parser = ArgumentParser(prog="briefs schema", description="JSON Schema for editors.")
    parser.add_argument("kind", choices=SCHEMAS)
    kind = parser.parse_args(words).kind
    print(json.dumps(SCHEMAS[kind].model_json_schema(), indent=2, ensure_ascii=False))
    return DONE
