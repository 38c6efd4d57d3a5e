"""What a brief shows, and in which order."""

import pytest

from briefs.content.library import Library, StatementRef
from briefs.html.selection import Selection


def pick(library: Library, name: str) -> Selection:
    return Selection(library, library.briefs[name])


def names(found: tuple[StatementRef, ...]) -> list[str]:
    return [one.reference for one in found]


def test_positions_stand_in_the_order_of_their_dates(library: Library) -> None:
    # A month comes before its days, since it may mean any of them.
    assert names(pick(library, "crossing").positions) == [
        "alpha/pt-tolls",
        "alpha/no-ferry-early",
        "beta/board-tolls",
        "beta/no-ferry-late",
    ]


def test_a_country_that_moved_keeps_both_positions(library: Library) -> None:
    held = pick(library, "crossing").held_by("NO", "ferry")
    assert names(held) == ["alpha/no-ferry-early", "beta/no-ferry-late"]
    assert names(pick(library, "crossing").held_by("NO")) == names(held)
    assert pick(library, "crossing").held_by("NO", "tolls") == ()


def test_holders_that_are_not_compared_are_listed_apart(library: Library) -> None:
    assert pick(library, "crossing").other_holders == ("sea-board",)
    assert pick(library, "norway").other_holders == ()


def test_a_brief_that_names_what_it_shows_shows_nothing_else(library: Library) -> None:
    note = pick(library, "crossing-note")
    assert names(note.positions) == ["alpha/pt-tolls"]
    assert names(note.of_kind("figures")) == ["alpha/length"]
    assert note.of_kind("events") == note.views == ()


def test_how_much_is_not_shown_can_be_told(library: Library) -> None:
    country = pick(library, "norway")
    assert len(country.held_by("NO")) == 1
    assert country.number_held_by("NO") == 2


def test_experts_are_people_and_the_other_voices_are_bodies(library: Library) -> None:
    everything = pick(library, "crossing")
    assert everything.named_experts == ("marques",)
    assert everything.other_voices == ("sea-board",)
    assert names(everything.views_of("marques")) == ["alpha/marques-hulls", "beta/marques-cost"]
    assert names(everything.views_of("marques", "tolls")) == ["beta/marques-cost"]


def test_the_timeline_goes_from_the_earliest_event_to_the_latest(library: Library) -> None:
    assert names(pick(library, "crossing").timeline) == ["alpha/talks", "beta/signing"]


def test_sources_are_the_articles_that_the_brief_leans_on(library: Library) -> None:
    sources = {name: [one.id for one in pick(library, name).sources] for name in library.briefs}
    assert sources == {
        "crossing": ["alpha", "beta"],
        "crossing-note": ["alpha"],
        "norway": ["beta"],
    }


def test_a_speaker_is_a_person_or_a_body(library: Library) -> None:
    everything = pick(library, "crossing")
    assert everything.speaker("halvorsen").name["en"] == "Ingrid Halvorsen"
    assert everything.speaker("sea-board").name["en"] == "the Sea Board"
    with pytest.raises(KeyError):
        everything.speaker("nobody")
    with pytest.raises(KeyError):
        everything.cite("alpha/nothing")
