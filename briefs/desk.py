"""The commands of the analyst's desk: check, verify, reviewed, schema. They build nothing."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.files import write_whole
from briefs.problems import Problem
from briefs.report import DONE, USAGE, no_folder, parser, report, say, say_done

if TYPE_CHECKING:
    from briefs.render import Design


def check(words: list[str]) -> int:
    """Print every problem of the content, after mending what is safe where `--fix` asks for it."""
    made = parser("check", "Every problem in the content, nothing built.")
    made.add_argument("--fix", action="store_true", help="mend the house style where that is safe")
    made.add_argument("--strict", action="store_true", help="a warning fails too")
    options = made.parse_args(words)
    wrong = no_folder(options.content, options.templates)
    if wrong:
        say(wrong)
        return USAGE
    from briefs import checks, render  # noqa: PLC0415  (a fresh build needs none of them)

    design = render.load_design(options.templates)
    refused = fix(options.content, design) if options.fix else []
    _, problems = checks.examine(options.content, design.setting)
    everything = [*refused, *problems]
    return report(everything, strict=options.strict) or say_done(everything)


def fix(content: Path, design: "Design") -> list[Problem]:
    """Mend the house style of the content in place; returns what could not be written."""
    from briefs import library, splice, style  # noqa: PLC0415

    loaded, _ = library.load(content)
    edits = sorted(style.fixes(loaded, design.setting), key=lambda edit: edit[0].file)
    problems: list[Problem] = []
    for file, found in groupby(edits, key=lambda edit: edit[0].file):
        path = Path(file)
        text, refused = splice.splice_all(path.read_bytes().decode(), list(found))
        write_whole(path, text.encode())
        problems += refused
    say(f"{len(edits) - len(problems)} texts mended")
    return problems


def verify(words: list[str]) -> int:
    """Hold every claim against the source texts."""
    made = parser("verify", "Every claim against the source texts.")
    made.add_argument("--sources", type=Path, help="the source texts; sources/ beside the content")
    made.add_argument("--update", action="store_true", help="rewrite sources.lock, after a look")
    made.add_argument("--strict", action="store_true", help="a gap fails too")
    options = made.parse_args(words)
    folder = options.sources or options.content.parent / "sources"
    wrong = no_folder(options.content, options.templates)
    if wrong or not folder.is_dir():
        say(wrong or f"there is no folder “{folder}”; name it with --sources")
        return USAGE
    return verify_claims(options.content, folder, update=options.update, strict=options.strict)


def verify_claims(content: Path, folder: Path, *, update: bool, strict: bool) -> int:
    """The verification: problems, the table of coverage, and the lock where it was asked for."""
    from briefs import library, progress, verifying  # noqa: PLC0415

    loaded, problems = library.load(content)
    found = verifying.verify(loaded, folder, verifying.read_lock(content))
    if update and not problems:
        write_whole(content / verifying.LOCK, found.lock.encode())
        found = verifying.verify(loaded, folder, found.lock)
    progress.rows(verifying.HEADINGS, found.rows)
    everything = [*problems, *found.problems]
    return report(everything, strict=strict) or say_done(everything)


def reviewed(words: list[str]) -> int:
    """Note that a person has looked at both languages of some texts, or of all."""
    made = parser("reviewed", "Note that both languages of texts were looked at together.")
    made.add_argument("paths", nargs="*", metavar="PATH", help="articles/ecci …; all, if none")
    options = made.parse_args(words)
    wrong = no_folder(options.content, options.templates)
    if wrong:
        say(wrong)
        return USAGE
    from briefs import library, reviewed  # noqa: PLC0415

    loaded, problems = library.load(options.content)
    if not problems:
        lock = reviewed.reviewed(loaded, reviewed.read_lock(options.content), options.paths)
        write_whole(options.content / reviewed.LOCK, reviewed.lock_text(lock).encode())
    return report(problems, strict=False) or say_done(problems)


def schema(words: list[str]) -> int:
    """Print the JSON Schema of one kind of content file, for editors."""
    from briefs import model  # noqa: PLC0415
    from briefs.terms import Model  # noqa: PLC0415

    kinds: Mapping[str, type[Model]] = {
        "article": model.Article,
        "brief": model.Brief,
        "people": model.People,
        "topics": model.Topics,
        "contradictions": model.Contradictions,
    }
    made = ArgumentParser(prog="build.py schema", description="JSON Schema for editors.")
    made.add_argument("kind", choices=kinds)
    kind = made.parse_args(words).kind
    print(json.dumps(kinds[kind].model_json_schema(), indent=2, ensure_ascii=False))
    return DONE
