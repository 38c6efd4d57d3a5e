"""What a brief shows: the statements of a Library, picked and put in order for templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from briefs.content import (
    Article,
    Brief,
    ExpertView,
    Library,
    Organisation,
    Person,
    Position,
    Result,
    StatementRef,
    evidence_of,
)


@dataclass(frozen=True)
class Selection:
    """The statements that a brief may show, by kind; every list is in the order of its dates."""

    library: Library
    brief: Brief

    @cached_property
    def positions(self) -> tuple[StatementRef, ...]:
        """All positions, the earliest first; of one day, by topic as `topics.yaml` lists them."""
        ranks = {name: rank for rank, name in enumerate(self.library.topics)}
        found = self.of_kind("positions")
        return tuple(
            sorted(
                found, key=lambda one: (*when(one), ranks.get(getattr(one.item, "topic", ""), 99))
            )
        )

    def of_kind(self, kind: str) -> tuple[StatementRef, ...]:
        """The statements of one list of the model: all, or those that the brief says to show."""
        shown = self.brief.show or self.library.statements
        return tuple(
            one
            for reference, one in self.library.statements.items()
            if one.kind == kind and reference in shown
        )

    def held_by(self, holder: str, topic: str | None = None) -> tuple[StatementRef, ...]:
        """The positions of a country or organisation, on a topic or on all."""
        return tuple(
            one
            for one in self.positions
            if isinstance(one.item, Position)
            and one.item.holder == holder
            and topic in (None, one.item.topic)
        )

    def number_held_by(self, country: str) -> int:
        """How many positions of a country the sources give, shown or not."""
        every = self.library.statements.values()
        return sum(getattr(one.item, "country", None) == country for one in every)

    @cached_property
    def other_holders(self) -> tuple[str, ...]:
        """Holders of positions that are not compared, those with most to say first."""
        counts: dict[str, int] = {}
        for one in self.positions:
            if isinstance(one.item, Position) and one.item.country not in self.brief.countries:
                counts[one.item.holder] = counts.get(one.item.holder, 0) + 1
        return tuple(sorted(counts, key=lambda holder: (-counts[holder], holder)))

    @cached_property
    def views(self) -> tuple[StatementRef, ...]:
        """Every expert view, in the order of files."""
        return self.of_kind("experts")

    def views_of(self, person: str, topic: str | None = None) -> tuple[StatementRef, ...]:
        """The views of a person or institute, on a topic or on all."""
        return tuple(
            one
            for one in self.views
            if isinstance(one.item, ExpertView)
            and one.item.person == person
            and topic in (None, one.item.topic)
        )

    @cached_property
    def named_experts(self) -> tuple[str, ...]:
        """The experts who are named persons, in the order of their first view."""
        people = self.library.people
        return tuple(
            dict.fromkeys(
                one.item.person
                for one in self.views
                if isinstance(one.item, ExpertView) and one.item.person in people
            )
        )

    @cached_property
    def other_voices(self) -> tuple[str, ...]:
        """Institutes, authors and unnamed experts, in the order of their first view."""
        return tuple(
            dict.fromkeys(
                one.item.person
                for one in self.views
                if isinstance(one.item, ExpertView) and one.item.person not in self.library.people
            )
        )

    @cached_property
    def timeline(self) -> tuple[StatementRef, ...]:
        """Every event, the earliest first."""
        return tuple(sorted(self.of_kind("events"), key=when))

    @cached_property
    def sources(self) -> tuple[Article, ...]:
        """The articles that the brief shows something of or rests on, the earliest first."""
        named = self.brief.show or tuple(
            one.reference for code in self.brief.countries for one in self.held_by(code)
        )
        ids = {one.partition("/")[0] for one in (*named, *evidence_of(self.brief))}
        found = (one for name, one in self.library.articles.items() if name in ids)
        return tuple(sorted(found, key=lambda one: (one.issued.date, one.id)))

    def cite(self, *references: str) -> tuple[StatementRef, ...]:
        """Statements by their references; KeyError for one that does not exist."""
        return tuple(self.library.statements[reference] for reference in references)

    def by_article(
        self, cited: tuple[StatementRef, ...]
    ) -> tuple[tuple[Article, tuple[int, ...]], ...]:
        """The articles of some statements, the earliest first, each with all their paragraphs."""
        found: dict[str, set[int]] = {}
        for one in cited:
            found.setdefault(one.article.id, set()).update(one.at)
        articles = (self.library.articles[name] for name in found)
        ordered = sorted(articles, key=lambda one: (one.issued.date, one.id))
        return tuple((one, tuple(sorted(found[one.id]))) for one in ordered)

    def results(self, poll: StatementRef, results: list[Result]) -> tuple[StatementRef, ...]:
        """The statements of some results of a poll."""
        return self.cite(*(f"{poll.article.id}/{result.id}" for result in results))

    def speaker(self, name: str) -> Person | Organisation:
        """The person or organisation of an id; KeyError where it does not exist."""
        found: Mapping[str, Person | Organisation] = {
            **self.library.organisations,
            **self.library.people,
        }
        return found[name]


def when(one: StatementRef) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """The key that puts statements in the order of the dates that they hold for."""
    return one.dated.date.start, one.dated.date.end
