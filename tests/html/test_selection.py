"""Which statements a brief shows, and in which order."""

from dataclasses import replace

import pytest

from briefs.content import Dated, Event, Library, StatementRef, load
from briefs.content.dates import parse
from briefs.design import Design
from briefs.html.document import visible_text
from briefs.html.selection import Selection, sort_key
from briefs.html.templates import render
from tests.support.paths import ROOT


def selection(library: Library, name: str) -> Selection:
    return Selection(library, library.briefs[name])


def references(statements: tuple[StatementRef, ...]) -> list[str]:
    return [statement.reference for statement in statements]


def test_positions_are_sorted_by_date_a_month_before_its_days_an_inferred_one_after(
    library: Library,
) -> None:
    assert references(selection(library, "crossing").positions) == [
        "alpha/pt-tolls",  # March
        "alpha/no-ferry-early",  # 2 March
        "beta/no-ferry-late",  # 10 May
        "beta/board-tolls",  # May, inferred
    ]


def test_an_inferred_month_is_not_later_than_the_day_of_its_article(library: Library) -> None:
    statement = library.statements["beta/board-tolls"]
    assert statement.chronology[0] == (2024, 5, 31)
    issued = Dated(date=parse("2024-05-12"), basis="stated")
    article = statement.article.model_copy(update={"issued": issued})
    assert replace(statement, article=article).chronology[0] == (2024, 5, 12)


def test_statements_of_one_date_keep_the_order_of_their_source(library: Library) -> None:
    day = Dated(date=parse("2024-03-05"), basis="stated")
    tolls, ferry = (
        replace(statement, item=statement.item.model_copy(update={"as_of": day}))
        for statement in (
            library.statements["alpha/pt-tolls"],
            library.statements["alpha/no-ferry-early"],
        )
    )
    assert (tolls.at, ferry.at) == ((3, 4), (2,))
    assert ferry.chronology < tolls.chronology


def test_a_country_that_changed_its_position_keeps_both(library: Library) -> None:
    crossing = selection(library, "crossing")
    positions = references(crossing.held_by("NO", "ferry"))
    assert positions == ["alpha/no-ferry-early", "beta/no-ferry-late"]
    assert references(crossing.held_by("NO")) == positions
    assert crossing.held_by("NO", "tolls") == ()


def test_holders_that_the_brief_does_not_compare_are_listed_apart(library: Library) -> None:
    assert selection(library, "crossing").other_holders == ("sea-board",)
    assert selection(library, "norway").other_holders == ()


def test_a_brief_with_a_list_of_statements_shows_no_others(library: Library) -> None:
    note = selection(library, "crossing-note")
    assert references(note.positions) == ["alpha/pt-tolls"]
    assert references(note.of_kind("figures")) == ["alpha/length"]
    assert note.of_kind("events") == note.views == ()


def test_a_brief_that_names_a_result_shows_its_poll(library: Library) -> None:
    brief = library.briefs["norway"].model_copy(update={"show": ("alpha/poll-no-for",)})
    pick = Selection(library, brief)
    (poll,) = pick.of_kind("polls")
    assert references(pick.results(poll)) == ["alpha/poll-no-for"]
    assert selection(library, "norway").of_kind("polls") == ()


def test_the_number_of_positions_includes_those_not_shown(library: Library) -> None:
    note = selection(library, "crossing-note")
    assert note.held_by("NO") == ()
    assert note.number_held_by("NO") == 2


def test_an_event_of_a_country_is_no_position_of_it(library: Library) -> None:
    event = library.statements["beta/signing"].item
    assert isinstance(event, Event)
    assert event.holder == "NO"
    assert references(selection(library, "crossing").held_by("NO")) == [
        "alpha/no-ferry-early",
        "beta/no-ferry-late",
    ]


def test_named_experts_are_persons_and_no_organisations(library: Library) -> None:
    crossing = selection(library, "crossing")
    assert crossing.named_experts == ("marques",)
    assert len({getattr(view.item, "person", "") for view in crossing.views}) == 2
    assert references(crossing.views_of("marques")) == ["alpha/marques-hulls", "beta/marques-cost"]
    assert references(crossing.views_of("marques", "tolls")) == ["beta/marques-cost"]


def test_the_timeline_is_sorted_by_date(library: Library) -> None:
    assert references(selection(library, "crossing").timeline) == ["alpha/talks", "beta/signing"]


def test_sources_are_the_articles_that_the_brief_shows_or_cites(library: Library) -> None:
    sources = {
        name: [article.id for article in selection(library, name).sources]
        for name in library.briefs
    }
    assert sources == {
        "crossing": ["alpha", "beta"],
        "crossing-note": ["alpha"],
        "norway": ["alpha", "beta"],
        "record": ["alpha", "beta"],
    }


def test_statements_are_grouped_by_article_with_all_their_paragraphs(library: Library) -> None:
    crossing = selection(library, "crossing")
    statements = crossing.cite("beta/signing", "alpha/talks", "alpha/pt-tolls")
    groups = crossing.by_article(statements)
    assert [article.id for article, _ in groups] == ["alpha", "beta"]
    assert groups[0][1] == tuple(sorted({*statements[1].at, *statements[2].at}))


def test_a_speaker_is_a_person_or_an_organisation(library: Library) -> None:
    crossing = selection(library, "crossing")
    assert crossing.speaker("halvorsen").name["en"] == "Ingrid Halvorsen"
    assert crossing.speaker("sea-board").name["en"] == "the Sea Board"
    with pytest.raises(KeyError):
        crossing.speaker("nobody")
    with pytest.raises(KeyError):
        crossing.cite("alpha/nothing")


@pytest.mark.parametrize(
    ("code", "order"),
    [("en", ["DE", "JP", "NO", "PT", "sea-board"]), ("ar", ["DE", "PT", "sea-board", "NO", "JP"])],
)
def test_holders_are_in_the_order_of_their_names_in_the_first_language(
    code: str, order: list[str], library: Library, design: Design
) -> None:
    pick = Selection(library, library.briefs["record"], design.language(code))
    assert sorted(order, key=lambda holder: sort_key(holder, pick)) == order
    assert [holder for holder, _ in pick.by_holder("tolls")] == ["PT", "sea-board"]
    bare = replace(pick, order=None)
    assert sorted(order, key=lambda holder: sort_key(holder, bare)) == sorted(order)


def test_both_languages_of_an_edition_have_the_order_of_its_first(design: Design) -> None:
    project = load(ROOT / "content")
    orders = {}
    for edition in ("en", "ar", "ar-en"):
        tree, _ = render(project, project.briefs["record"], edition, design)
        assert tree is not None
        paths = [str(text.get("data-path")) for text in tree.iterfind(".//li/span[@data-path]")]
        for code in design.theme.editions[edition]:
            orders[edition, code] = [
                path.removesuffix(code) for path in paths if path.endswith(f"/{code}")
            ]
    first, second = design.theme.editions["ar-en"]
    assert orders["ar-en", first] == orders["ar-en", second] == orders[first, first]
    assert orders["ar-en", second] != orders[second, second]


def test_a_name_begins_with_a_capital_where_it_is_a_heading(
    library: Library, design: Design
) -> None:
    tree, _ = render(library, library.briefs["record"], "en", design)
    assert tree is not None
    heads = [visible_text(head) for head in tree.iter("h3")]
    assert "The Sea Board" in heads
    assert not [head for head in heads if head[0].islower()]
