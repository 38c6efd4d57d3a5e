"""Checks that positions which contradict each other are declared in `contradictions.yaml`."""

from collections.abc import Iterator
from itertools import combinations

from briefs.content import Library, Position, StatementRef
from briefs.design import CheckContext
from briefs.problems import Problem, fill


def undeclared_contradictions(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report undeclared positions for and against a topic, of one holder at one date."""
    for first, second in combinations(library.statements.values(), 2):
        if are_opposed(first, second) and not is_declared(library, first, second):
            message = fill(
                "contradicts “{reference}”: the same holder, topic and date",
                reference=first.reference,
            )
            hint = fill("declare it in contradictions.yaml, each side with its paragraphs")
            yield library.problem_at(second, "contradiction-undeclared", message, hint)


def are_opposed(first: StatementRef, second: StatementRef) -> bool:
    """Return whether two statements are positions of one holder, topic and date that disagree."""
    one, other = first.item, second.item
    if not (isinstance(one, Position) and isinstance(other, Position)):
        return False
    return {one.stance, other.stance} == {"supports", "opposes"} and (
        (one.holder, one.topic, one.as_of.date) == (other.holder, other.topic, other.as_of.date)
    )


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
