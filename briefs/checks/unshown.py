"""Finds the statements and named experts that no brief shows."""

from collections.abc import Iterator

from briefs.content import ExpertView, Library
from briefs.problems import Problem, fill


def not_shown(library: Library) -> Iterator[Problem]:
    """Yield a problem for every statement and every expert in `people.yaml` that no brief shows.

    A brief shows what its `show` lists and its evidence, and without `show` all statements.
    """
    if not all(map(library.is_whole, library.briefs.values())):
        return  # what was left out may show them
    shown = {name for brief in library.briefs.values() for name in library.cited_by(brief)}
    experts: dict[str, bool] = {}  # whether a brief shows a view of each
    for reference, statement in library.statements.items():
        item = statement.item
        if isinstance(item, ExpertView):
            experts[item.person] = experts.get(item.person, False) or reference in shown
        if reference not in shown:
            message = fill("no brief shows “{reference}”", reference=reference)
            hint = fill("name it under show in a brief that its topic bears on")
            yield library.problem_at(statement, "not-shown", message, hint)
    for index, person in enumerate(library.people):
        if experts.get(person) is False:
            file, message = (
                library.file("people.yaml"),
                fill("no brief shows a view of “{person}”", person=person),
            )
            yield file.problem(
                ("people", index, "id"), "not-shown", message, fill("show one of them")
            )
