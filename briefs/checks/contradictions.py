"""Positions that contradict each other must be declared in `contradictions.yaml`."""

from collections.abc import Iterator
from itertools import combinations

from briefs.content import Library, Position, StatementRef, problem_at_statement
from briefs.design import CheckContext
from briefs.problems import Problem

OPPOSITES = {"supports", "opposes"}


def undeclared_contradictions(library: Library, context: CheckContext) -> Iterator[Problem]:
    """One holder for and against one topic at one date, and nothing that says so."""
    positions = [one for one in library.statements.values() if one.kind == "positions"]
    for one, other in combinations(positions, 2):
        if opposed(one, other) and not declared(library, one, other):
            message = f"contradicts “{one.reference}”: the same holder, topic and date"
            hint = "declare it in contradictions.yaml, each side with its paragraphs"
            yield problem_at_statement(library, other, "contradiction-undeclared", message, hint)


def opposed(one: StatementRef, other: StatementRef) -> bool:
    """Whether two positions cannot both hold: same holder, topic and date, opposite stances."""
    first, second = one.item, other.item
    return (
        isinstance(first, Position)
        and isinstance(second, Position)
        and (first.holder, first.topic) == (second.holder, second.topic)
        and first.as_of.date == second.as_of.date
        and {first.stance, second.stance} == OPPOSITES
    )


def declared(library: Library, one: StatementRef, other: StatementRef) -> bool:
    """Whether some contradiction has a side for each of the two."""
    return any(
        all(
            any(side.article == cited.article.id and set(side.at) & set(cited.at) for side in sides)
            for cited in (one, other)
        )
        for sides in (contradiction.sides for contradiction in library.contradictions)
    )
