"""The graphics of the briefs as tables: what they hold, in which order, in each edition."""

import re
from pathlib import Path

import pytest
from markupsafe import escape

from briefs.content import Figure, Library, Position, load
from briefs.design import Design
from briefs.html.document import Element, visible_text
from briefs.html.selection import PollRow, Selection
from briefs.html.templates import first_clause, numeral, render
from tests.support.languages import languages_of
from tests.support.paths import BRIEFS, CONTENT_GAMMA, EDITIONS
from tests.support.trees import element_at

STANCES = {"supports", "conditional", "undecided", "opposes"}
NUMBER_OF_LANGUAGES = {"en": 1, "ar": 1, "ar-en": 2}


def tree_of(library: Library, name: str, edition: str, design: Design) -> Element:
    tree, problems = render(library, library.briefs[name], edition, design)
    assert problems == []
    assert tree is not None
    return tree


def rows_of(table: Element) -> list[list[list[str]]]:
    """Return the texts of each cell of the body of a table, a text for each paragraph in it."""
    return [
        [[visible_text(part) for part in cell.findall("p") or [cell]] for cell in row]
        for row in table.iterfind("tbody/tr")
    ]


@pytest.fixture
def with_gamma(content: Path) -> Library:
    """The case content with the third article."""
    gamma = CONTENT_GAMMA / "articles" / "gamma.yaml"
    (content / "articles" / "gamma.yaml").write_bytes(gamma.read_bytes())
    return load(content)


def test_a_cell_of_the_stance_matrix_reads_downwards_in_time(
    library: Library, design: Design
) -> None:
    table = element_at(tree_of(library, "crossing", "en", design), ".//table[@class='stances']")
    assert [visible_text(head) for head in table.iterfind("thead/tr/th")] == [
        *("Topic", "Norway", "Portugal"),
    ]
    assert rows_of(table) == [
        [
            ["Ferry line"],
            ["± 4 ships first2 Mar 2024", "+ joins the plan10 May 2024"],
            ["none found"],
        ],
        [["Harbour tolls"], ["none found"], ["– refuses tollsMar 2024"]],
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_position_of_the_matrix_has_sign_label_and_the_class_of_its_stance(
    edition: str, library: Library, design: Design
) -> None:
    table = element_at(tree_of(library, "crossing", edition, design), ".//table[@class='stances']")
    cited = library.briefs["crossing"].stances
    items = [library.statements[reference].item for reference in cited]
    paragraphs = [part for part in table.iter("p") if part.get("class") != "none"]
    assert len(paragraphs) == len(items) == 3
    signs = design.strings[edition if len(languages_of(edition)) == 1 else "en"]["sign"]
    for paragraph, item in zip(paragraphs, items, strict=True):
        assert isinstance(item, Position)
        assert item.label is not None
        assert paragraph.get("class") == item.stance
        assert visible_text(element_at(paragraph, ".//span[@class='sign']")) == signs[item.stance]
        for language in languages_of(edition):
            assert item.label[language] in visible_text(paragraph)


def test_the_matrix_shows_the_stances_of_the_brief_in_its_order(library: Library) -> None:
    brief = library.briefs["crossing"]
    turned = brief.model_copy(update={"stances": brief.stances[::-1]})
    for one, order in ((brief, ["alpha", "beta"]), (turned, ["beta", "alpha"])):
        cell = Selection(library, one).stances_of("NO", "ferry")
        assert [position.article.id for position in cell] == order
    assert Selection(library, brief).stances_of("NO", "tolls") == ()


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", ["stances", "months", "ladder", "evidence"])
def test_a_table_of_names_and_labels_is_printed_once_in_every_edition(
    kind: str, edition: str, library: Library, design: Design
) -> None:
    tables = tree_of(library, "crossing", edition, design).findall(f".//table[@class='{kind}']")
    assert len(tables) == 1
    (table,) = tables
    captions = table.findall("caption/span[@lang]")
    assert len(captions) == (2 if len(languages_of(edition)) > 1 else 0)
    if len(languages_of(edition)) > 1:
        assert (table.get("lang"), table.get("dir")) == ("en", "ltr")
        halves = list(table.iterfind("tbody//span[@lang='ar']"))
        assert halves
        assert all(half.get("dir") == "rtl" for half in halves)


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_is_the_same_in_both_languages_is_printed_once(
    edition: str, library: Library, design: Design
) -> None:
    table = element_at(
        tree_of(library, "crossing", edition, design), ".//table[@id='timeline-table']"
    )
    marks = [visible_text(mark) for mark in table.iter("p")]
    assert marks == ["1", "2"]
    heads = [visible_text(head) for head in table.findall("thead/tr[2]/th")]
    assert heads[1:] == ["3", "4", "5"]


def test_a_ladder_has_its_rungs_in_order_each_actor_with_its_date(
    library: Library, design: Design
) -> None:
    table = element_at(tree_of(library, "crossing", "en", design), ".//table[@class='ladder']")
    rows = rows_of(table)
    assert [row[0] for row in rows] == [["Joins"], ["Joins under a condition"]]
    assert rows[0][1][0].startswith("+ Norway 10 May 2024")
    assert rows[1][1][0].startswith("± Norway 2 Mar 2024")
    assert [part.get("class") for part in table.iter("p")] == ["supports", "conditional"]


def test_the_card_of_a_country_shows_its_positions_on_a_scale_of_months(
    library: Library, design: Design
) -> None:
    table = element_at(tree_of(library, "norway", "en", design), ".//table[@class='months']")
    assert [visible_text(head) for head in table.iter("th")] == [
        *("Topic", "2024", "Month", "3", "4", "5", "Ferry line"),
    ]
    assert rows_of(table) == [[["Ferry line"], ["±"], [""], ["+"]]]


def test_the_timeline_has_a_lane_for_each_actor_and_the_numbers_of_its_events(
    library: Library, design: Design
) -> None:
    tree = tree_of(library, "crossing", "en", design)
    table = element_at(tree, ".//table[@id='timeline-table']")
    assert rows_of(table) == [
        [["Portugal"], ["1"], [""], [""]],
        [["Norway"], [""], [""], ["2"]],
    ]
    items = [visible_text(item) for item in tree.iterfind(".//ul[@class='timeline']/li")]
    assert [item[:14].split(" ·")[0] for item in items] == ["1", "2"]


def test_events_of_no_actor_have_a_lane_of_their_own(with_gamma: Library) -> None:
    pick = Selection(with_gamma, with_gamma.briefs["crossing"])
    assert pick.lanes == ("", "PT", "NO", "DK")
    assert [event.item.id for event in pick.lane("")] == ["islands-accord", "crews-told"]


def test_a_poll_has_a_row_for_each_group_those_most_in_favour_first(library: Library) -> None:
    pick = Selection(library, library.briefs["crossing"])
    (poll,) = pick.of_kind("polls")
    rows = pick.poll_rows(poll)
    assert [(row.support, row.oppose) for row in rows] == [(61.5, 30), (54, None), (None, 12)]
    assert rows[:2] == (PollRow("PT", 61.5, 30), PollRow("NO", 54))
    assert pick.countries_without_figure(poll) == ()


def test_two_figures_of_one_group_for_one_answer_keep_a_row_each(with_gamma: Library) -> None:
    pick = Selection(with_gamma, with_gamma.briefs["crossing"])
    line, tolls = pick.of_kind("polls")[1:]
    assert pick.poll_rows(tolls) == (PollRow("DK", 74), PollRow("DK", 59))
    assert pick.countries_without_figure(line) == ("NO", "PT")


def test_a_poll_names_the_compared_countries_that_it_has_no_figure_for(
    with_gamma: Library, design: Design
) -> None:
    text = visible_text(tree_of(with_gamma, "crossing", "en", design))
    assert text.count("No figure in the sources: Norway, Portugal.") == 2


FIGURES = [
    ((26, "at_least", "count"), "≥ 26", "26 على الأقل"),
    ((35, "more_than", "count"), "> 35", "أكثر من 35"),
    ((20, "about", "percent"), "≈ 20%", 'نحو <bdi dir="ltr">20%</bdi>'),
    ((1_100_000_000, "exactly", "eur"), "€1.1 billion", "1.1 مليار يورو"),
    ((1_100_000_000, "about", "eur"), "≈ €1.1 billion", "نحو 1.1 مليار يورو"),
    ((50_000, "exactly", "count"), "50 thousand", "50 ألف"),
    ((9_999, "exactly", "count"), "9,999", "9,999"),
    ((12_345, "exactly", "usd"), "$12,345", "12,345 دولار"),
    ((1_150_000_000, "exactly", "eur"), "€1,150,000,000", "1,150,000,000 يورو"),
    ((2027, "exactly", "year"), "2027", "2027"),
]


@pytest.mark.parametrize(("changes", "english", "arabic"), FIGURES)
def test_a_large_numeral_has_its_qualifier_and_unit_and_is_never_rounded(
    changes: tuple[float, str, str], english: str, arabic: str, library: Library, design: Design
) -> None:
    length = library.statements["alpha/length"].item
    assert isinstance(length, Figure)
    names = ("value", "qualifier", "unit")
    figure = length.model_copy(update=dict(zip(names, changes, strict=True)))
    printed = [numeral(figure, design.language(code)) for code in ("en", "ar")]
    assert [re.sub("\u00a0", " ", text) for text in printed] == [escape(english), arabic]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("**It waits**: nobody pays.", "It waits"),
        ("It waits.", "It waits."),
        ("a **b** **c**", "b"),
    ],
)
def test_the_first_clause_of_a_judgement_is_what_is_in_bold(text: str, clause: str) -> None:
    assert str(first_clause(text)) == clause


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_judgement_has_a_gauge_of_confidence_and_of_likelihood_where_it_is_a_forecast(
    edition: str, library: Library, design: Design
) -> None:
    tree = tree_of(library, "crossing", edition, design)
    ratings = [
        [
            (gauge.get("data-value"), gauge.get("data-max"))
            for gauge in rating.iterfind("span[@class='gauge']")
        ]
        for rating in tree.iterfind(".//p[@class='rating']")
    ]
    expected = [[("2", "3")], [("5", "7"), ("1", "3")]]
    assert ratings == [one for one in expected for _ in languages_of(edition)]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_full_brief_says_how_each_judgement_was_reached(
    edition: str, library: Library, design: Design
) -> None:
    text = visible_text(tree_of(library, "crossing", edition, design))
    brief = library.briefs["crossing"]
    for language in languages_of(edition):
        for judgement in brief.judgements:
            parts = [judgement.confidence.basis, *judgement.assumptions, *judgement.indicators]
            parts += [alternative.text for alternative in judgement.alternatives]
            assert all(part[language] in text for part in parts)
        for gap in brief.gaps:
            assert gap.text[language] in text
            assert gap.where[language] in text


def test_what_speaks_against_a_judgement_may_be_a_statement_of_any_kind(
    library: Library, design: Design
) -> None:
    text = visible_text(tree_of(library, "crossing", "en", design))
    start = text.index("Speaks against it")
    against = text[start : start + 200]
    assert "Portugal: 30% against" in against  # a result of a poll
    assert "Talks were held in the old harbour" in against  # an event
    assert "Yes if 4 ships come" in against  # the gist of a position


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_record_shows_every_statement_of_the_content(
    edition: str, with_gamma: Library, design: Design
) -> None:
    tree = tree_of(with_gamma, "record", edition, design)
    paths = {str(element.get("data-path")) for element in tree.iterfind(".//*[@data-path]")}
    for statement in with_gamma.statements.values():
        item = statement.item
        for language in languages_of(edition):
            texts = [getattr(item, name, None) for name in ("text", "question", "limits", "note")]
            missing = [
                text[language] for text in texts if text and text[language].path not in paths
            ]
            assert missing == [], statement.reference
    values = sorted(cell.get("data-value", "") for cell in tree.iterfind(".//td[@data-value]"))
    results = [one.item for one in with_gamma.statements.values() if one.kind == "results"]
    shown = sorted(str(getattr(item, "percent", "")) for item in results)
    assert values == sorted(shown * NUMBER_OF_LANGUAGES[edition])
    numerals = tree.findall(".//span[@class='numeral']")
    figures = [one for one in with_gamma.statements.values() if one.kind == "figures"]
    assert len(numerals) == len(figures) * NUMBER_OF_LANGUAGES[edition]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", BRIEFS)
def test_inferred_dates_are_marked_by_a_sign_that_is_explained_and_not_by_words(
    name: str, edition: str, library: Library, design: Design
) -> None:
    tree = tree_of(library, name, edition, design)
    text = visible_text(element_at(tree, "body"))
    for language in languages_of(edition):
        assert text.count(f"({design.strings[language]['inferred']})") <= 10
        keys = tree.findall(f"head/meta[@name='inferred'][@lang='{language}']")
        assert [key.get("content") for key in keys] == [design.strings[language]["inferred-key"]]
    signs = [element for element in tree.iter("span") if element.get("class") == "inferred"]
    assert all(element.get("data-sign") == "○" for element in signs)
    words = {design.strings[language]["inferred"] for language in languages_of(edition)}
    assert {element.text for element in signs} <= words
