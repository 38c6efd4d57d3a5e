"""The checks of a Library: a plain dict of rules, run all, and what their findings stop."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path as File

from briefs import disagreement, model, parity, reviewed, rules, style, verifying
from briefs.check_context import Setting
from briefs.library import Library, load
from briefs.problems import Problem, errors

Rule = Callable[[Library, Setting], Iterator[Problem]]


def examine(
    folder: File, setting: Setting, sources: File | None = None
) -> tuple[Library, list[Problem]]:
    """A content folder loaded, and all that is wrong with it.

    With a folder of source texts, every claim is held against them too.
    """
    library, problems = load(folder)
    problems += check(library, setting)
    problems += reviewed.stale(library, reviewed.read_lock(folder))
    if sources is not None:
        problems += verifying.verify(library, sources, verifying.read_lock(folder)).problems
    return library, problems


def check(library: Library, setting: Setting) -> list[Problem]:
    """All problems that the rules find."""
    return [problem for rule in CHECKS.values() for problem in rule(library, setting)]


def blocked(library: Library, problems: list[Problem]) -> tuple[str, ...]:
    """The briefs that cannot be built: an error stands in them or in something that they show.

    A brief that lists what it shows is stopped only by the articles that it shows or rests on.
    """
    broken = {(File(one.file).parent.name, File(one.file).name) for one in errors(problems)}
    shared = {parts for parts in broken if parts[0] not in {"articles", "briefs"}}
    found = []
    for name, brief in library.briefs.items():
        rests_on = {one.partition("/")[0] for one in (*brief.show, *model.evidence_of(brief))}
        used = {("articles", f"{one}.yaml") for one in rests_on}
        if not brief.show:
            used |= {parts for parts in broken if parts[0] == "articles"}
        if shared or ("briefs", f"{name}.yaml") in broken or used & broken:
            found.append(name)
    return tuple(found)


CHECKS: Mapping[str, Rule] = {
    "translations": rules.translations,
    "numbers": rules.numbers,
    "ids": rules.ids,
    "names": rules.names,
    "evidence": rules.evidence,
    "paragraphs": rules.paragraphs,
    "stated": rules.stated_in,
    "reasons": rules.reasons,
    "gists": rules.gists,
    "numbers-in-words": parity.numbers,
    "dates": parity.dates,
    "names-in-texts": parity.names,
    "habits": style.habits,
    "by-hand": style.by_hand,
    "disagreement": disagreement.undeclared,
}
