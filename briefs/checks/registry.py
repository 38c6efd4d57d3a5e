"""The registry of checks, and the briefs that an error stops."""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from briefs.checks import (
    abbreviations,
    contradictions,
    judgements,
    parity,
    references,
    reviews,
    style,
    translations,
    unfinished,
    unjudged,
    verify,
    wording,
)
from briefs.checks.clean_texts import CleanTexts
from briefs.checks.findings import Findings
from briefs.content import Library, evidence_of
from briefs.design import CheckContext
from briefs.files import PROJECT_FILE
from briefs.problems import Problem, errors

Check = Callable[[Library, CheckContext], Iterator[Problem]]

CHECKS: Mapping[str, Check] = {
    "languages": unjudged.unjudged,
    "translations": translations.translations,
    "ids": references.ids,
    "known-names": references.known_names,
    "evidence": references.evidence,
    "movements": references.movements,
    "cut-texts": references.cut_texts,
    "project": references.project_editions,
    "paragraphs": references.paragraphs,
    "unfinished": unfinished.unfinished,
    "bold": unfinished.unclear_bold,
    "stated": references.stated,
    "reasons": references.reasons,
    "gists": references.gists,
    "numbers": parity.number_parity,
    "dates": parity.dates,
    "names": parity.names,
    "style": style.style_rules,
    "style-by-hand": style.by_hand,
    "judgements": judgements.judgements,
    "confidence-likelihood": judgements.confidence_and_likelihood,
    "stances": judgements.stances,
    "stance-words": wording.stance_words,
    "qualifiers": wording.qualifiers,
    "pronouns": wording.gists,
    "glossary": parity.glossary,
    "abbreviations": abbreviations.unexplained,
    "contradictions": contradictions.undeclared_contradictions,
}


# The checks whose findings in a text depend on this text, the shared files and the languages alone.
OF_SINGLE_TEXTS = {
    *("numbers", "dates", "names", "style", "style-by-hand", "glossary"),
    *("confidence-likelihood", "bold"),
}
# Those whose findings in a file depend on this file, the shared files and the design alone.
OF_SINGLE_FILES = OF_SINGLE_TEXTS | {
    *("translations", "known-names", "cut-texts", "paragraphs", "unfinished"),
    *("reasons", "stance-words", "qualifiers", "pronouns"),
}


def check(
    library: Library,
    context: CheckContext,
    sources: Path | None = None,
    remember: bool = False,
    findings: Findings | None = None,
) -> list[Problem]:
    """Return all problems of a library: of reading it, of the checks, of stale translations.

    With a folder of source texts, every claim is compared with them too. To `remember` skips texts
    in which nothing was found before (`clean_texts`). With the `findings` of earlier checks, a file
    that has not changed since is not checked again by itself.
    """
    # Without a design that can be used there is nothing to compare the content with.
    found = [] if errors(context.problems) else run_all(library, context, remember, findings)
    # What is wrong in itself is not compared with other parts of the content too.
    places = {(problem.file, problem.line, problem.column) for problem in library.problems}
    problems = [*library.problems]
    problems += (
        one for one in (*context.problems, *found) if (one.file, one.line, one.column) not in places
    )
    problems += reviews.malformed_lines(library.folder)
    problems += reviews.stale_translations(library, reviews.read_reviews_lock(library.folder))
    if sources is not None:
        lock = verify.read_sources_lock(library.folder)
        problems += verify.claim_problems(library, sources, lock, findings or Findings())
    return problems


def run_all(
    library: Library, context: CheckContext, remember: bool, findings: Findings | None
) -> list[Problem]:
    """Return all problems that the checks of the registry find, some of them found before."""
    if findings is None:
        return run_checks(library, context, remember=remember)
    shared = (*library.files_shared.values(), context)
    own = {name: (file, shared) for name, file in library.files.items()}

    def find(changed: set[str]) -> list[Problem]:
        return run_checks(library.with_files(changed), context, OF_SINGLE_FILES, remember)

    others = CHECKS.keys() - OF_SINGLE_FILES
    return [*findings.of("files", own, find), *run_checks(library, context, others)]


def run_checks(
    library: Library,
    context: CheckContext,
    names: Collection[str] = CHECKS,
    remember: bool = False,
) -> list[Problem]:
    """Return all problems that some checks of the registry find; by default all of them."""
    memory = CleanTexts(library, context) if remember else None
    read = library.with_texts(memory.others(library.texts)) if memory else library
    problems: list[Problem] = []
    faulty: set[str] = set()
    for name, check in CHECKS.items():
        if name not in names:
            continue
        of_single_texts = name in OF_SINGLE_TEXTS
        found = list(check(read if of_single_texts else library, context))
        faulty |= {problem.file for problem in found if of_single_texts}
        problems += found
    if memory:
        memory.add(
            texts for texts in read.texts if all(text.file not in faulty for text in texts.values())
        )
    return problems


def blocked_briefs(library: Library, problems: list[Problem]) -> tuple[str, ...]:
    """Return the ids of the briefs with an error in their file or in what they show.

    A brief with a `show` list depends only on the articles that it shows or has as evidence, any
    other brief on all articles. An error in a shared file such as `people.yaml` stops all briefs.
    """
    files = {Path(problem.file) for problem in errors(problems)}
    shared = library.root / PROJECT_FILE
    faulty = {(file.parent.name if file != shared else "", file.name) for file in files}
    faulty_articles = {file for folder, file in faulty if folder == "articles"}
    blocked = []
    for name, brief in library.briefs.items():
        references = (*brief.show, *evidence_of(brief))
        used = {f"{reference.partition('/')[0]}.yaml" for reference in references}
        if (
            any(folder not in {"articles", "briefs"} for folder, _ in faulty)
            or ("briefs", f"{name}.yaml") in faulty
            or (faulty_articles & used if brief.show else faulty_articles)
        ):
            blocked.append(name)
    return tuple(blocked)
