"""`make bench`: measures this program against others and itself, and writes bench/RESULTS.md."""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from math import log
from pathlib import Path

from bench.engines import ROOT, ours, pdf_engines, word_engines
from bench.generate import write_project
from bench.measure import Command, Measure, interleaved, run

BEFORE = "589e1a1"  # the last state before the work on speed
DOCUMENTS = [
    (brief, edition)
    for brief in ("coalition", "at-a-glance", "poland")
    for edition in ("en", "ar", "ar-en")
]
WORD = [("coalition", "ar"), ("poland", "en")]
PROGRAM = (sys.executable, str(ROOT / "build.py"))
STATEMENTS = (50, 500, 5_000)  # in generated projects
PRINTED = (70, 880, 8_900)  # statements that fill 5, 50 and 500 pages
Row = tuple[str, Sequence[int], Sequence[float]]  # what is done, amounts, CPU seconds


def main() -> None:
    """Measure and write the results."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parts_there = {part.__name__: part for part in (pdfs, words, builds, sizes, memory)}
    note = f"what to measure; by default all: {', '.join(parts_there)}"
    parser.add_argument(
        "--parts", nargs="*", choices=parts_there, default=[*parts_there], help=note
    )
    parser.add_argument("--output", type=Path, default=ROOT / "bench" / "RESULTS.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")  # no document is there already
        compile_modules(ROOT)
        parts = []
        for part in arguments.parts:
            parts.append("\n".join(parts_there[part](folder, arguments.rounds)))
            print(parts[-1], flush=True)
    arguments.output.write_text("\n\n".join([head(arguments.rounds), *parts]) + "\n")


def head(rounds: int) -> str:
    """Return the heading: when, on what, and how it was measured."""
    chromium = output_of("chromium", "--version").removeprefix("Chromium ").partition(" ")[0]
    office = output_of("soffice", "--version").removeprefix("LibreOffice ").partition(" ")[0]
    packages = ("weasyprint", "typst", "pypandoc-binary", "docxtpl")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    state = output_of("git", "-C", str(ROOT), "describe", "--always", "--dirty")
    return (
        f"# Measurements\n\n`make bench`, {datetime.now(UTC):%d %B %Y}, state {state}, beside "
        f"{BEFORE}, the last state before the work on speed. Medians of {rounds} rounds in one "
        f"run, in which all that is compared took turns. {platform.system()}, {cores()} cores "
        f"({processor()}); Python {platform.python_version()}, Chromium {chromium}, LibreOffice "
        f"{office}, {versions}. Seconds; from a cold start, if nothing else is said."
    )


def pdfs(folder: Path, rounds: int) -> Iterator[str]:
    """Yield the table of PDFs: this program, its state before, and other engines."""
    before = checkout_of(BEFORE, folder)
    yield "## PDF\n"
    rows = []
    for brief, edition in DOCUMENTS:
        commands = {
            "now": ours(brief, edition, "pdf", folder),
            "before": ours(brief, edition, "pdf", folder, before),
            **pdf_engines(brief, edition, folder),
        }
        rows.append((f"{brief}.{edition}", interleaved(commands, rounds)))
    yield from table(rows)
    chromium = [row["now"].wall / row["Chromium"].wall for _, row in rows]
    earlier = [row["now"].cpu / row["before"].cpu for _, row in rows]
    times = f"{min(chromium):.1f} to {max(chromium):.1f}"
    share = f"{min(earlier):.0%} to {max(earlier):.0%}"
    yield (
        f"\nOurs takes {times} times as long as Chromium by the clock, "
        f"and {share} of the CPU time of the state before."
    )


def words(folder: Path, rounds: int) -> Iterator[str]:
    """Yield the table of Word documents."""
    yield "## Word\n"
    rows = []
    for brief, edition in WORD:
        commands = {
            "now": ours(brief, edition, "docx", folder),
            **word_engines(brief, edition, folder),
        }
        rows.append((f"{brief}.{edition}", interleaved(commands, rounds)))
    yield from table(rows)


def builds(folder: Path, rounds: int) -> Iterator[str]:
    """Yield the table of builds of this repository’s project."""
    yield "## Builds of the project of this repository\n"
    rows = []
    for name, root in (("now", ROOT), ("before", checkout_of(BEFORE, folder))):
        project = folder / f"project-{name}"
        for part in ("content", "templates"):
            shutil.copytree(root / part, project / part)
        if (root / "briefs.yaml").is_file():  # the state before has none
            shutil.copy(root / "briefs.yaml", project)
        rows.append((name, dict(build_cases(project, root, rounds))))
    yield from table(rows)


def build_cases(project: Path, root: Path, rounds: int) -> Iterator[tuple[str, Measure]]:
    """Yield each case of a build and its measure."""
    program = (sys.executable, str(root / "build.py"))

    def fresh() -> None:
        shutil.rmtree(project / "output", ignore_errors=True)

    store = ("env", f"XDG_CACHE_HOME={project / 'cache'}")
    yield "everything", run(Command((*store, *program), project, fresh))
    word = Toggle(project / "content/briefs/poland.yaml", "Poland and the", "Poland and this")
    template = Toggle(project / "templates/partials/parts.html.j2", "{#", "{# #}{#")
    cases = {
        "nothing to do": Command(program, project),
        "`check`": Command((*program, "check"), project),
        "`check`, a word changed": Command((*program, "check"), project, word),
        "a word changed, one PDF": Command(
            (*program, "poland", "--edition", "en", "--format", "pdf"), project, word
        ),
        "a word changed": Command(program, project, word),
        "a template changed": Command(program, project, template),
    }
    run(Command(program, project))
    for name, command in cases.items():
        yield from interleaved({name: command}, rounds).items()
        run(Command(program, project))


class Toggle:
    """Puts a text in place of another, and back the next time."""

    def __init__(self, file: Path, one: str, other: str) -> None:
        self.file, self.texts = file, (one, other)

    def __call__(self) -> None:
        text = self.file.read_text(encoding="utf-8")
        one, other = self.texts
        self.file.write_text(text.replace(one, other, 1), encoding="utf-8")
        self.texts = other, one


def sizes(folder: Path, _: int) -> Iterator[str]:
    """Yield the tables of generated projects, with the exponent of the growth of each cost."""
    yield "## How cost grows\n"
    rows = [*costs_of_statements(folder), *costs_of_pages(folder), *costs_of_briefs(folder)]
    yield "| cost, CPU seconds | amounts | | | exponent |\n|---|---|---|---|---|"
    for name, amounts, costs in rows:
        pairs = zip(amounts, costs, strict=True)
        cells = " | ".join(f"{amount:,}: {cost:.1f}" for amount, cost in pairs)
        exponent = log(costs[-1] / costs[-2]) / log(amounts[-1] / amounts[-2])
        yield f"| {name} | {cells} | {exponent:.2f} |"
    yield "\nThe exponent is that of the last two amounts; a cold start is in each cost."


def costs_of_statements(folder: Path) -> Iterator[Row]:
    """Yield what it costs to check projects of 50 to 5,000 statements."""
    costs = []
    for amount in STATEMENTS:
        write_project(folder / f"s{amount}", amount, 0, 0)
        costs.append(run(Command((*PROGRAM, "check"), folder / f"s{amount}")).cpu)
    yield "`check`, by statements", STATEMENTS, costs


def costs_of_pages(folder: Path) -> Iterator[Row]:
    """Yield what it costs to print 5 to 500 pages of statements, as PDF and as Word."""
    pages, pdfs, words = [], [], []
    for amount in PRINTED:
        project = folder / f"p{amount}"
        write_project(project, amount, 0, 0)
        command = (*PROGRAM, "--edition", "en", "--jobs", "1", "--format")
        pdfs.append(run(Command((*command, "pdf"), project)).cpu)
        words.append(run(Command((*command, "docx"), project)).cpu)
        pages.append(pages_in(project))
    yield "one PDF, by its pages", pages, pdfs
    yield "the same document as Word", pages, words


def costs_of_briefs(folder: Path) -> Iterator[Row]:
    """Yield what it costs to build 10 to 1,000 briefs of ten statements, and to plan them again."""
    amounts = (10, 100, 1_000)
    builds, plans = [], []
    command = (*PROGRAM, "--edition", "en", "--format", "docx")
    for amount in amounts:
        project = folder / f"b{amount}"
        write_project(project, 200, amount, 10)
        builds.append(run(Command(command, project)).cpu)
        comment = Toggle(project / "content/people.yaml", "people: []", "people: []  # none")
        plans.append(run(Command(command, project, comment)).cpu)
    yield "briefs in English as Word", amounts, builds
    yield "the same after a comment: planned, none made", amounts, plans


def pages_in(project: Path) -> int:
    """Return the pages of the PDF with all statements of a generated project."""
    values = json.loads((project / "output" / "manifest.json").read_text(encoding="utf-8"))
    return int(values["documents"]["record/record.en.pdf"]["pages"])


def memory(folder: Path, _: int) -> Iterator[str]:
    """Yield the memory of a worker that writes one PDF again and again."""
    yield "## Memory of a worker\n\npoland.en.pdf a hundred times in one process:\n"
    words = (sys.executable, "-m", "bench.memory", str(folder / "memory"))
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    pairs = [line.split() for line in done.stdout.splitlines()]
    yield "| documents | " + " | ".join(number for number, _ in pairs) + " |"
    yield "|---" * (len(pairs) + 1) + "|"
    yield "| MB | " + " | ".join(size for _, size in pairs) + " |"


def table(rows: Sequence[tuple[str, Mapping[str, Measure]]]) -> Iterator[str]:
    """Yield a table: for each column seconds by the clock, and of the processors in brackets."""
    names = list(rows[0][1])
    yield "| | " + " | ".join(names) + " |"
    yield "|---" * (len(names) + 1) + "|"
    for title, measures in rows:
        cells = (f"{one.wall:.2f} ({one.cpu:.2f})" for one in measures.values())
        yield f"| {title} | " + " | ".join(cells) + " |"
    yield "\nBy the clock, and in brackets the time of the processors."


def checkout_of(state: str, folder: Path) -> Path:
    """Return a folder with an earlier state of this repository."""
    target = folder / "before"
    if not target.is_dir():
        subprocess.run(["git", "clone", "-q", str(ROOT), str(target)], check=True)
        subprocess.run(["git", "-C", str(target), "checkout", "-q", state], check=True)
        compile_modules(target)
    return target


def compile_modules(root: Path) -> None:
    """Compile the modules of a state, as its first run would: no measured one compiles any."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(root / "briefs")], check=True)


def output_of(*words: str) -> str:
    """Return what a command prints, or nothing where it fails."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def cores() -> int:
    """Return the number of cores."""
    return os.cpu_count() or 1


def processor() -> str:
    """Return the name of the processor, where the system tells it."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if "model name" in line), "")


if __name__ == "__main__":
    main()
