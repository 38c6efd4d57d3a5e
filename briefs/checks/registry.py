"""The checks of a Library: a plain dict of rules, run all, and what their findings stop."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path as File

from briefs.checks import contradictions, parity, references, reviews, style, verify
from briefs.content import Library, evidence_of
from briefs.design import CheckContext
from briefs.problems import Problem, errors

Rule = Callable[[Library, CheckContext], Iterator[Problem]]


def check(library: Library, context: CheckContext, sources: File | None = None) -> list[Problem]:
    """All problems of a library: of reading its files, of the checks, of stale translations.

    With a folder of source texts, every claim is verified against them too.
    """
    problems = list(library.problems)
    problems += run_checks(library, context)
    problems += reviews.stale_translations(library, reviews.read_reviews_lock(library.folder))
    if sources is not None:
        lock = verify.read_sources_lock(library.folder)
        problems += verify.verify_claims(library, sources, lock).problems
    return problems


def run_checks(library: Library, context: CheckContext) -> list[Problem]:
    """All problems that the registered checks find."""
    return [problem for rule in CHECKS.values() for problem in rule(library, context)]


def blocked_briefs(library: Library, problems: list[Problem]) -> tuple[str, ...]:
    """The briefs that cannot be built: an error stands in them or in something that they show.

    A brief that lists what it shows is stopped only by the articles that it shows or rests on.
    """
    broken = {(File(one.file).parent.name, File(one.file).name) for one in errors(problems)}
    shared = {parts for parts in broken if parts[0] not in {"articles", "briefs"}}
    found = []
    for name, brief in library.briefs.items():
        rests_on = {one.partition("/")[0] for one in (*brief.show, *evidence_of(brief))}
        used = {("articles", f"{one}.yaml") for one in rests_on}
        if not brief.show:
            used |= {parts for parts in broken if parts[0] == "articles"}
        if shared or ("briefs", f"{name}.yaml") in broken or used & broken:
            found.append(name)
    return tuple(found)


CHECKS: Mapping[str, Rule] = {
    "translations": references.translations,
    "numbers": references.numbers,
    "ids": references.ids,
    "names": references.names,
    "evidence": references.evidence,
    "paragraphs": references.paragraphs,
    "stated": references.stated_in,
    "reasons": references.reasons,
    "gists": references.gists,
    "numbers-in-words": parity.number_parity,
    "dates": parity.dates,
    "names-in-texts": parity.names,
    "habits": style.style_rules,
    "by-hand": style.by_hand,
    "disagreement": contradictions.undeclared_contradictions,
}
