"""The statements that a brief is made from."""

from collections.abc import Iterator

from briefs.content import Brief, Library, StatementRef, evidence_of


def cited_statements(library: Library, brief: Brief) -> Iterator[StatementRef]:
    """Yield the statements that a brief shows (all, where it lists none) and those it rests on."""
    cited = {*(brief.show or library.statements), *evidence_of(brief)}
    for reference, statement in library.statements.items():
        if reference in cited:
            yield statement
