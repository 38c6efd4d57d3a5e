"""Checks that positions which contradict each other are declared in `contradictions.yaml`."""

from collections.abc import Iterator
from itertools import chain, combinations

from briefs.content import Library, Position, StatementRef
from briefs.design import CheckContext
from briefs.problems import Problem, fill


def undeclared_contradictions(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report undeclared positions for and against a topic, of one holder at one date."""
    alike: dict[object, list[StatementRef]] = {}
    for statement in library.statements.values():
        if isinstance(item := statement.item, Position):
            alike.setdefault((item.holder, item.topic, item.as_of.date), []).append(statement)
    for first, second in chain.from_iterable(combinations(group, 2) for group in alike.values()):
        if are_opposed(first, second) and not is_declared(library, first, second):
            message = fill(
                "contradicts “{reference}”: the same holder, topic and date",
                reference=first.reference,
            )
            hint = fill("declare it in contradictions.yaml, each side with its paragraphs")
            yield library.problem_at(second, "contradiction-undeclared", message, hint)


def are_opposed(*statements: StatementRef) -> bool:
    """Return whether one of two positions is for its topic and the other against it."""
    stances = {one.item.stance for one in statements if isinstance(one.item, Position)}
    return stances == {"supports", "opposes"}


def is_declared(library: Library, first: StatementRef, second: StatementRef) -> bool:
    """Return whether a contradiction has a side for each of two statements."""
    return any(
        all(
            any(
                side.article == statement.article.id and set(side.at) & set(statement.at)
                for side in contradiction.sides
            )
            for statement in (first, second)
        )
        for contradiction in library.contradictions
    )
