"""The statements that a brief is made from."""

from collections.abc import Iterator

from briefs.content import Brief, Library, StatementRef


def cited_statements(library: Library, brief: Brief) -> Iterator[StatementRef]:
    """Yield the statements that a brief shows (all, where it lists none) and those it rests on."""
    cited = library.cited_by(brief)
    for reference, statement in library.statements.items():
        if reference in cited:
            yield statement
