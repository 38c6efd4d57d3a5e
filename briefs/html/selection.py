"""What a brief shows: the statements of a Library, selected and sorted for templates."""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from briefs.content import (
    Article,
    Brief,
    Contradiction,
    Event,
    ExpertView,
    Library,
    LocalizedText,
    Organisation,
    Person,
    Poll,
    Position,
    Result,
    StatementRef,
    bare,
    evidence_of,
    fold,
    is_country,
)
from briefs.design import Language
from briefs.html.months import MonthScale, month_scale


@dataclass(frozen=True)
class PollRow:
    """What a group of a poll answered, in per cent; None for an answer that no source reports."""

    group: str | LocalizedText
    support: float | None = None
    oppose: float | None = None

    @property
    def rank(self) -> float:
        """The sort key: most in favour first, then least against."""
        return -self.support if self.support is not None else (self.oppose or 0)


@dataclass(frozen=True)
class Selection:
    """The statements that a brief may show, in the methods that templates call as `pick`.

    Holders are sorted by their names in `order`, the first language of an edition, or by their ids.
    """

    library: Library
    brief: Brief
    order: Language | None = None

    @cached_property
    def positions(self) -> tuple[StatementRef, ...]:
        """All positions by date; those of one date in the order of their source."""
        return tuple(sorted(self.of_kind("positions"), key=lambda each: each.chronology))

    def of_kind(self, kind: str) -> tuple[StatementRef, ...]:
        """Return the statements of a list of the content model, such as `events`, in file order.

        Where the brief has a list `show`, only the statements that it names are returned, and the
        polls whose results it names.
        """
        shown = self.brief.show or self.library.statements
        return tuple(
            statement
            for reference, statement in self.library.statements.items()
            if statement.kind == kind
            and (reference in shown or (kind == "polls" and self.results(statement)))
        )

    def held_by(self, holder: str, topic: str | None = None) -> tuple[StatementRef, ...]:
        """Return the positions of a country or organisation, on one topic or on all."""
        return tuple(
            position
            for position in self.positions
            if isinstance(position.item, Position)
            and position.item.holder == holder
            and topic in (None, position.item.topic)
        )

    def on_topic(self, topic: str) -> tuple[StatementRef, ...]:
        """Return all positions on a topic, by date."""
        return tuple(
            position
            for position in self.positions
            if isinstance(position.item, Position) and position.item.topic == topic
        )

    def by_holder(self, topic: str) -> tuple[tuple[str, tuple[StatementRef, ...]], ...]:
        """Return the holders of positions on a topic with them, countries before organisations."""
        positions = [one.item for one in self.on_topic(topic)]
        countries = {item.country for item in positions if isinstance(item, Position)}
        holders = {item.holder for item in positions if isinstance(item, Position)}
        names = sorted(
            holders, key=lambda holder: (holder not in countries, sort_key(holder, self))
        )
        return tuple((holder, self.held_by(holder, topic)) for holder in names)

    def stances_of(self, holder: str, topic: str) -> tuple[StatementRef, ...]:
        """Return the positions in a cell of the stance matrix, in the order of the brief."""
        return tuple(
            position
            for position in self.cite(*self.brief.stances)
            if isinstance(position.item, Position)
            and (position.item.holder, position.item.topic) == (holder, topic)
        )

    @cached_property
    def stance_topics(self) -> frozenset[str]:
        """The topics that the stance matrix has positions on."""
        items = (position.item for position in self.cite(*self.brief.stances))
        return frozenset(item.topic for item in items if isinstance(item, Position))

    def number_held_by(self, holder: str) -> int:
        """Return the number of a holder's positions in the content, shown or not."""
        items = (statement.item for statement in self.library.statements.values())
        return sum(isinstance(item, Position) and item.holder == holder for item in items)

    @cached_property
    def other_holders(self) -> tuple[str, ...]:
        """The holders that the brief does not compare, those with the most positions first."""
        items = (position.item for position in self.positions)
        counts = Counter(
            item.holder
            for item in items
            if isinstance(item, Position) and item.holder not in self.brief.countries
        )
        return tuple(sorted(counts, key=lambda holder: (-counts[holder], sort_key(holder, self))))

    @cached_property
    def views(self) -> tuple[StatementRef, ...]:
        """All expert views, in file order."""
        return self.of_kind("experts")

    def views_of(self, person: str, topic: str | None = None) -> tuple[StatementRef, ...]:
        """Return the views of a person or organisation, on one topic or on all."""
        return tuple(
            view
            for view in self.views
            if isinstance(view.item, ExpertView)
            and view.item.person == person
            and topic in (None, view.item.topic)
        )

    @cached_property
    def view_holders(self) -> tuple[str, ...]:
        """The persons and organisations who hold expert views, in the order of their first view."""
        items = (view.item for view in self.views)
        return tuple(dict.fromkeys(item.person for item in items if isinstance(item, ExpertView)))

    @cached_property
    def named_experts(self) -> tuple[str, ...]:
        """The ids of the persons who hold expert views, in the order of their first view."""
        return tuple(name for name in self.view_holders if name in self.library.people)

    @cached_property
    def timeline(self) -> tuple[StatementRef, ...]:
        """All events, by date."""
        return tuple(sorted(self.of_kind("events"), key=lambda event: event.chronology))

    def month_scale(self, statements: tuple[StatementRef, ...]) -> MonthScale | None:
        """Return the months that statements are spread over; None for none, or for too many."""
        return month_scale(statements)

    def lane(self, lane: str) -> tuple[StatementRef, ...]:
        """Return the events of a country or organisation, by date; of nobody for an empty name."""
        return tuple(event for event in self.timeline if lane_of(event) == lane)

    @cached_property
    def lanes(self) -> tuple[str, ...]:
        """The countries and organisations that events belong to, in the order of their events."""
        return tuple(dict.fromkeys(lane_of(event) for event in self.timeline))

    @cached_property
    def sources(self) -> tuple[Article, ...]:
        """The articles of the statements that the brief shows or cites, by date of issue."""
        shown = self.brief.show or tuple(
            position.reference for code in self.brief.countries for position in self.held_by(code)
        )
        references = (*shown, *evidence_of(self.brief))
        return articles_by_date(self.library, {name.partition("/")[0] for name in references})

    def cite(self, *references: str) -> tuple[StatementRef, ...]:
        """Return statements by their references; KeyError for an unknown one."""
        return tuple(self.library.statements[reference] for reference in references)

    def by_article(
        self, statements: tuple[StatementRef, ...]
    ) -> tuple[tuple[Article, tuple[int, ...]], ...]:
        """Return the articles of statements by date, each with the paragraphs that are cited."""
        paragraphs: dict[str, set[int]] = {}
        for statement in statements:
            paragraphs.setdefault(statement.article.id, set()).update(statement.at)
        return tuple(
            (article, tuple(sorted(paragraphs[article.id])))
            for article in articles_by_date(self.library, set(paragraphs))
        )

    def results(self, poll: StatementRef) -> tuple[StatementRef, ...]:
        """Return the shown results of a poll."""
        shown = self.brief.show or self.library.statements
        references = (f"{poll.article.id}/{result.id}" for result in results_of(poll))
        return self.cite(*(reference for reference in references if reference in shown))

    def poll_rows(self, poll: StatementRef) -> tuple[PollRow, ...]:
        """Return the shown results of a poll, a row for each group, those most in favour first.

        A group that has two figures for one answer, of two of its parts, has two rows.
        """
        groups: dict[tuple[str, int], list[Result]] = {}
        counts: Counter[tuple[str, str]] = Counter()
        for statement in self.results(poll):
            result = statement.item
            if not isinstance(result, Result):
                continue
            name = str(result.group)
            groups.setdefault((name, counts[name, result.answer]), []).append(result)
            counts[name, result.answer] += 1
        rows = (
            PollRow(results[0].group, **{result.answer: result.percent for result in results})
            for results in groups.values()
        )
        return tuple(sorted(rows, key=lambda row: row.rank))

    def countries_without_figure(self, poll: StatementRef) -> tuple[str, ...]:
        """Return the compared countries that a poll by country has no figure for."""
        groups = [result.group for result in results_of(poll)]
        if not any(isinstance(group, str) for group in groups):
            return ()
        compared = filter(is_country, self.brief.countries)
        return tuple(code for code in compared if code not in groups)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """The contradictions that the brief names, in its order."""
        known = {each.id: each for each in self.library.contradictions}
        return tuple(known[name] for name in self.brief.contradictions)

    def speaker(self, name: str) -> Person | Organisation:
        """Return the person or organisation of an id; KeyError for an unknown one."""
        library = self.library
        return library.people[name] if name in library.people else library.organisations[name]


def sort_key(holder: str, pick: Selection) -> tuple[str, str]:
    """Return what holders are sorted by: the printed name without articles and accents; the id."""
    if pick.order is None:
        return "", holder
    organisation = pick.library.organisations.get(holder)
    name = organisation.name[pick.order.code] if organisation else pick.order.country(holder)
    return unicodedata.normalize("NFKD", fold(bare(name, pick.order.code)).lower()), holder


def lane_of(event: StatementRef) -> str:
    """Return the country or organisation that an event belongs to; empty where none is given."""
    return event.item.holder if isinstance(event.item, Event) else ""


def results_of(poll: StatementRef) -> tuple[Result, ...]:
    """Return the results of a poll; TypeError for a statement that is none."""
    if not isinstance(poll.item, Poll):
        raise TypeError(f"{poll.reference} is not a poll")
    return poll.item.results


def articles_by_date(library: Library, ids: set[str]) -> tuple[Article, ...]:
    """Return the articles with these ids, sorted by date of issue; an unknown id is left out."""
    articles = (article for name, article in library.articles.items() if name in ids)
    return tuple(sorted(articles, key=lambda article: (article.issued.date, article.id)))
