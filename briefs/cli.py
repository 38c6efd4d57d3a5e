"""The commands; the only place that prints or exits."""

import argparse
import json
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.problems import Problem, Severity, closest, errors, show_all
from briefs.stale import Request, inputs_of, nothing_to_do

if TYPE_CHECKING:
    from briefs.inbound import Element

DONE, PROBLEMS, USAGE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit status: 0 done, 1 problems, 2 wrong usage, 3 our fault."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    name = words.pop(0) if words and words[0] in COMMANDS else "build"
    try:
        return COMMANDS[name](words)
    except KeyboardInterrupt:
        say("interrupted: every document that stands in the output folder is whole")
        return INTERRUPTED
    except Exception:  # whatever escapes is ours: say so, with what a report needs
        traceback.print_exc()
        say("This is a fault of the program, not of your content; please report the lines above.")
        return FAULT


def say(text: str) -> None:
    """A line to standard error."""
    print(text, file=sys.stderr)


def parser(name: str, about: str) -> argparse.ArgumentParser:
    """A parser with the folders that every command knows."""
    made = argparse.ArgumentParser(prog=f"build.py {name}".strip(), description=about)
    made.add_argument(
        "--content", type=Path, default=Path("content"), help="the folder of YAML files"
    )
    made.add_argument(
        "--templates", type=Path, default=Path("templates"), help="the folder of templates"
    )
    return made


def check(words: list[str]) -> int:
    """Print every problem of the content; build nothing."""
    options = parser("check", "Every problem in the content, nothing built.").parse_args(words)
    wrong = no_folder(options.content, options.templates)
    if wrong:
        say(wrong)
        return USAGE
    problems = find_problems(options.content, options.templates)
    return report(problems, strict=False) or say_done(problems)


def find_problems(content: Path, templates: Path) -> list[Problem]:
    """Load and check a content folder."""
    from briefs import checks, library, render, rules  # noqa: PLC0415  (a fresh build needs none of them)

    design = render.load_design(templates)
    loaded, problems = library.load(content)
    setting = rules.Setting(
        tuple(design.theme.languages), tuple(design.theme.editions), design.templates
    )
    return problems + checks.check(loaded, setting)


def say_done(problems: list[Problem]) -> int:
    """The last line of a check without errors."""
    say(f"no errors, {len(problems)} warnings" if problems else "no problems")
    return DONE


def report(problems: Sequence[Problem], *, strict: bool) -> int:
    """Print problems; the exit status that they mean."""
    if problems:
        print(show_all(problems), end="\n\n")
    counts = {level: sum(one.severity is level for one in problems) for level in Severity}
    if counts[Severity.ERROR] or (strict and problems):
        say(f"{counts[Severity.ERROR]} errors, {counts[Severity.WARNING]} warnings")
        return PROBLEMS
    return DONE


def schema(words: list[str]) -> int:
    """Print the JSON Schema of one kind of content file, for editors."""
    from briefs import model  # noqa: PLC0415

    kinds: Mapping[str, type[model.Model]] = {
        "article": model.Article,
        "brief": model.Brief,
        "people": model.People,
        "topics": model.Topics,
        "contradictions": model.Contradictions,
    }
    made = argparse.ArgumentParser(prog="build.py schema", description="JSON Schema for editors.")
    made.add_argument("kind", choices=kinds)
    kind = made.parse_args(words).kind
    print(json.dumps(kinds[kind].model_json_schema(), indent=2, ensure_ascii=False))
    return DONE


def build(words: list[str]) -> int:
    """Build what is stale."""
    made = parser(
        "", f"Build what is stale. Other commands: {', '.join(sorted(set(COMMANDS) - {'build'}))}."
    )
    made.add_argument(
        "briefs", nargs="*", metavar="BRIEF", help="briefs to build; all, if none is named"
    )
    made.add_argument(
        "--edition", action="append", default=[], help="an edition to build; all, if none"
    )
    made.add_argument(
        "--format", action="append", default=[], help="a format to build; all, if none"
    )
    made.add_argument("--output", type=Path, default=Path("output"), help="where documents go")
    made.add_argument(
        "--jobs", type=int, default=0, help="workers; as many as there are cores, if 0"
    )
    made.add_argument("--force", action="store_true", help="make everything again")
    made.add_argument("--strict", action="store_true", help="a warning fails the build too")
    options = made.parse_args(words)
    request = Request(
        options.content,
        options.templates,
        options.output,
        tuple(options.briefs),
        tuple(options.edition),
        tuple(options.format),
        options.jobs,
        options.force,
        options.strict,
    )
    return build_request(request)


def build_request(request: Request) -> int:
    """The build, from the question whether anything is stale to the closing table."""
    started = time.monotonic()
    wrong = no_folder(request.content, request.templates) or wrong_names(request)
    if wrong:
        say(wrong)
        return USAGE
    inputs = inputs_of(request)
    if nothing_to_do(request, inputs):
        say("nothing has changed: every document is up to date")
        return DONE
    from briefs import builder  # noqa: PLC0415  (it loads the content model)
    from briefs.progress import Progress, table  # noqa: PLC0415

    plan = builder.plan(request)
    status = report(plan.problems, strict=request.strict)
    for name in plan.blocked:
        say(f"not built: {name} (what it shows has errors)")
    documents = dict(plan.fresh)
    problems: list[Problem] = []
    with Progress(len(plan.jobs)) as progress:
        for one in builder.made(plan.jobs, request):
            documents[one.job.path] = builder.save(request.output, one)
            problems += one.problems
            progress.step(one)
    status = report(problems, strict=request.strict) or status
    whole = status == DONE and not errors(problems)
    builder.finish(request, inputs if whole else "", documents)
    table(progress.done, len(plan.fresh), time.monotonic() - started)
    return status


def pull(words: list[str]) -> int:
    """Show what was edited in a Word document, as a diff of the YAML; write it if asked to."""
    from briefs import inbound  # noqa: PLC0415  (only this command needs it)

    made = parser("pull", "What was edited in a Word document, as a diff of the YAML.")
    made.add_argument("file", type=Path, metavar="FILE.docx", help="the edited document")
    made.add_argument("--apply", action="store_true", help="write the changes into the YAML")
    made.add_argument("--author", default="", metavar="NAME", help="only this author’s changes")
    made.add_argument(
        "--reject", action="append", default=[], metavar="NAME", help="all but this author’s"
    )
    options = made.parse_args(words)
    wrong = no_folder(options.content, options.templates)
    if wrong or not options.file.is_file():
        say(wrong or f"there is no file “{options.file}”")
        return USAGE
    with options.file.open("rb") as stream:
        data = stream.read(inbound.LARGEST_FILE + 1)
    parts, problems = inbound.opened(data, str(options.file))
    if problems:
        return report(problems, strict=False)
    return pull_parts(parts, options)


def pull_parts(parts: "Mapping[str, Element]", options: argparse.Namespace) -> int:
    """Compare a document that has been opened with the content; show and write its edits."""
    from briefs import library, pull, review  # noqa: PLC0415  (a file that is refused needs none)
    from briefs.builder import write_whole  # noqa: PLC0415

    wanted = pull.Filter(options.author, tuple(options.reject))
    loaded, unread = library.load(options.content)
    found, problems = review.edits_of(parts, str(options.file), loaded.sources, wanted.accepts)
    if found is None:
        return report(problems, strict=False)
    read = wanted.of(found)
    files = {name: Path(name).read_bytes().decode() for name in loaded.sources}
    written, refused = pull.applied(read, files)
    for line in pull.shown(read, files, review.texts_of(loaded.sources)):
        print(line)
    for file, text in written.items() if options.apply else ():
        write_whole(Path(file), text.encode())
    say(pull.summary(read, written, refused, options.apply))
    if len(found.edits) > len(read.edits):
        say(f"{len(found.edits) - len(read.edits)} edits of others were left out")
    refused += [*pull.conflicts(read), *(one for one in unread if one.file not in loaded.sources)]
    status = report(refused, strict=False)
    return status or (PROBLEMS if any(edit.kind == "outside" for edit in read.edits) else DONE)


def wrong_names(request: Request) -> str:
    """What is wrong with the names on the command line, or nothing."""
    if request.jobs < 0:
        return "--jobs takes 0 or the number of workers"
    asked: tuple[tuple[tuple[str, ...], Callable[[Request], set[str]], str], ...] = (
        (request.briefs, brief_names, "brief"),
        (request.formats, format_names, "format"),
        (request.editions, edition_names, "edition"),
    )
    for given, known, kind in asked:
        names = known(request) if given else set()
        for name in given:
            if name not in names:
                return f"there is no {kind} “{name}”: {closest(name, names)}"
    return ""


def no_folder(content: Path, templates: Path) -> str:
    """Which of the folders that every command reads is not there, or nothing."""
    for folder, option in ((content, "--content"), (templates, "--templates")):
        if not folder.is_dir():
            return f"there is no folder “{folder}”; name it with {option}"
    return ""


def brief_names(request: Request) -> set[str]:
    """The briefs of the content."""
    return {path.stem for path in (request.content / "briefs").glob("*.yaml")}


def format_names(_: Request) -> set[str]:
    """The formats that there are writers of."""
    from briefs.formats import FORMATS  # noqa: PLC0415  (a fresh build needs none of them)

    return set(FORMATS)


def edition_names(request: Request) -> set[str]:
    """The editions of the theme."""
    from briefs.render import load_theme  # noqa: PLC0415  (see above)

    return set(load_theme(request.templates).editions)


COMMANDS: Mapping[str, Callable[[list[str]], int]] = {
    "build": build,
    "check": check,
    "pull": pull,
    "schema": schema,
}
