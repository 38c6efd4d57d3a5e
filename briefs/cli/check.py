"""The commands of the analyst's desk: check, verify, reviewed, schema. They build nothing."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.cli.output import (
    DONE,
    USAGE,
    missing_folder,
    parser,
    print_error,
    print_problems,
    print_summary,
)
from briefs.files import write_whole
from briefs.problems import Problem

if TYPE_CHECKING:
    from briefs.design import Design


def check(words: list[str]) -> int:
    """Print every problem of the content, after mending what is safe where `--fix` asks for it."""
    made = parser("check", "Every problem in the content, nothing built.")
    made.add_argument("--fix", action="store_true", help="mend the house style where that is safe")
    made.add_argument("--strict", action="store_true", help="a warning fails too")
    options = made.parse_args(words)
    wrong = missing_folder(options.content, options.templates)
    if wrong:
        print_error(wrong)
        return USAGE
    from briefs import checks  # noqa: PLC0415  (a fresh build needs none of them)
    from briefs.content import load  # noqa: PLC0415
    from briefs.design import load_design  # noqa: PLC0415  (a fresh build needs none of them)

    design = load_design(options.templates)
    refused = fix(options.content, design) if options.fix else []
    library = load(options.content)
    problems = checks.check(library, design.check_context)
    everything = [*refused, *problems]
    return print_problems(everything, strict=options.strict) or print_summary(everything)


def fix(content: Path, design: "Design") -> list[Problem]:
    """Mend the house style of the content in place; returns what could not be written."""
    from briefs.checks import style_fixes  # noqa: PLC0415
    from briefs.content import load, splice_texts  # noqa: PLC0415

    loaded = load(content)
    edits = sorted(style_fixes(loaded, design.check_context), key=lambda edit: edit[0].file)
    problems: list[Problem] = []
    for file, found in groupby(edits, key=lambda edit: edit[0].file):
        path = Path(file)
        text, refused = splice_texts(path.read_bytes().decode(), list(found))
        write_whole(path, text.encode())
        problems += refused
    print_error(f"{len(edits) - len(problems)} texts mended")
    return problems


def verify(words: list[str]) -> int:
    """Hold every claim against the source texts."""
    made = parser("verify", "Every claim against the source texts.")
    made.add_argument("--sources", type=Path, help="the source texts; sources/ beside the content")
    made.add_argument("--update", action="store_true", help="rewrite sources.lock, after a look")
    made.add_argument("--strict", action="store_true", help="a gap fails too")
    options = made.parse_args(words)
    folder = options.sources or options.content.parent / "sources"
    wrong = missing_folder(options.content, options.templates)
    if wrong or not folder.is_dir():
        print_error(wrong or f"there is no folder “{folder}”; name it with --sources")
        return USAGE
    return verify_claims(options.content, folder, update=options.update, strict=options.strict)


def verify_claims(content: Path, folder: Path, *, update: bool, strict: bool) -> int:
    """The verification: problems, the table of coverage, and the lock where it was asked for."""
    from briefs.checks import COVERAGE_HEADINGS, SOURCES_LOCK, read_sources_lock, verify_claims  # noqa: PLC0415
    from briefs.cli import progress  # noqa: PLC0415
    from briefs.content import load  # noqa: PLC0415

    loaded = load(content)
    problems = list(loaded.problems)
    found = verify_claims(loaded, folder, read_sources_lock(content))
    if update and not problems:
        write_whole(content / SOURCES_LOCK, found.lock.encode())
        found = verify_claims(loaded, folder, found.lock)
    progress.rows(COVERAGE_HEADINGS, found.rows)
    everything = [*problems, *found.problems]
    return print_problems(everything, strict=strict) or print_summary(everything)


def reviewed(words: list[str]) -> int:
    """Note that a person has looked at both languages of some texts, or of all."""
    made = parser("reviewed", "Note that both languages of texts were looked at together.")
    made.add_argument("paths", nargs="*", metavar="PATH", help="articles/ecci …; all, if none")
    options = made.parse_args(words)
    wrong = missing_folder(options.content, options.templates)
    if wrong:
        print_error(wrong)
        return USAGE
    from briefs.checks import REVIEWS_LOCK, mark_reviewed, read_reviews_lock, reviews_lock_text  # noqa: PLC0415
    from briefs.content import load  # noqa: PLC0415

    loaded = load(options.content)
    problems = list(loaded.problems)
    if not problems:
        lock = mark_reviewed(loaded, read_reviews_lock(options.content), options.paths)
        write_whole(options.content / REVIEWS_LOCK, reviews_lock_text(lock).encode())
    return print_problems(problems, strict=False) or print_summary(problems)


def schema(words: list[str]) -> int:
    """Print the JSON Schema of one kind of content file, for editors."""
    from briefs.content import (  # noqa: PLC0415
        Article,
        Brief,
        Contradictions,
        Model,
        People,
        Topics,
    )

    kinds: Mapping[str, type[Model]] = {
        "article": Article,
        "brief": Brief,
        "people": People,
        "topics": Topics,
        "contradictions": Contradictions,
    }
    made = ArgumentParser(prog="build.py schema", description="JSON Schema for editors.")
    made.add_argument("kind", choices=kinds)
    kind = made.parse_args(words).kind
    print(json.dumps(kinds[kind].model_json_schema(), indent=2, ensure_ascii=False))
    return DONE
