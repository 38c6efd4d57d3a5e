"""The project's own content: without problems, and complete."""

import re

import pytest

from briefs.checks import check
from briefs.content import Library, Position, load
from briefs.design import Design
from briefs.html import render, visible_text
from tests.support.paths import EDITIONS, OUR_BRIEFS, ROOT

COMPARED = ("FR", "GB", "DE", "PL", "US")


@pytest.fixture(scope="module")
def project() -> Library:
    """The project's own content."""
    return load(ROOT / "content")


def test_the_content_has_no_problem_of_any_kind(project: Library, design: Design) -> None:
    assert check(project, design.check_context) == []


def test_there_are_five_articles_and_eight_briefs_in_three_editions(project: Library) -> None:
    assert len(project.articles) == 5
    assert set(project.briefs) == set(OUR_BRIEFS)
    assert all(brief.editions == EDITIONS for brief in project.briefs.values())


@pytest.mark.parametrize("country", COMPARED)
def test_every_compared_country_has_positions_with_a_short_form(
    project: Library, country: str
) -> None:
    items = [statement.item for statement in project.statements.values()]
    positions = [one for one in items if isinstance(one, Position) and one.country == country]
    assert positions
    assert all(position.gist is not None for position in positions)


def test_a_judgement_never_mixes_confidence_with_likelihood(project: Library) -> None:
    """ICD 203: a confidence and a likelihood do not stand in one sentence."""
    likely = re.compile(r"\b(likely|unlikely|probabl[ye]|may well|almost certain)", re.IGNORECASE)
    judgements = [one for brief in project.briefs.values() for one in brief.judgements]
    assert judgements
    assert not [one.text["en"] for one in judgements if "confiden" in one.text["en"].lower()]
    assert not [one.id for one in judgements if likely.search(one.confidence.basis["en"])]


def test_the_card_of_poland_shows_the_polls_with_their_pollster_and_limits(
    project: Library, design: Design
) -> None:
    tree, _ = render(project, project.briefs["poland"], "en", design)
    assert tree is not None
    figures = tree.findall(".//figure")
    shown = [[visible_text(value) for value in f.iterfind(".//td[@data-value]")] for f in figures]
    assert shown == [["59%", "74%"], ["52%", "51%"]]
    notes = [visible_text(next(figure.itersiblings("p"))) for figure in figures]
    assert notes[0].startswith("Pollster: not stated. Share of these voters only")
