"""The content model: closed, frozen, and its schema for editors."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from briefs.content import brief, fields, model, shared_files
from briefs.content.brief import Brief, Judgement, evidence_of
from briefs.content.dates import parse
from briefs.content.fields import Dated
from briefs.content.library import Library, statements_of
from briefs.content.model import Position, Result

POSITION: dict[str, Any] = {
    "id": "fr-troops",
    "at": [3],
    "country": "FR",
    "topic": "troops",
    "stance": "supports",
    "as_of": "2025-09-04",
    "nature": "statement",
    "text": {"en": "a", "ar": "ب"},
}
MODELS = [
    one
    for one in {**vars(model), **vars(brief), **vars(shared_files)}.values()
    if isinstance(one, type) and issubclass(one, fields.Model) and one is not fields.Model
]


def test_there_are_models_and_every_one_is_closed_and_frozen() -> None:
    assert len(MODELS) >= 15
    for one in MODELS:
        assert one.model_config["extra"] == "forbid", one
        assert one.model_config["frozen"] is True, one


@pytest.mark.parametrize("value", ["2025-09", 2025, "2025-09-01/2025-09-04"])
def test_a_bare_date_is_a_stated_one(value: object) -> None:
    read = Position.model_validate({**POSITION, "as_of": value}).as_of
    assert read == Dated(date=parse(value), basis="stated")


@pytest.mark.parametrize("value", [2025.09, True, "soon", ["2025"]])
def test_an_invalid_date_is_refused_as_such(value: object) -> None:
    with pytest.raises(ValidationError) as raised:
        Position.model_validate({**POSITION, "as_of": value})
    assert [one["type"] for one in raised.value.errors()] == ["value_error"]
    assert raised.value.errors()[0]["loc"][:2] == ("as_of", "date")


def test_a_position_has_one_holder_a_country_or_an_organisation() -> None:
    assert Position.model_validate(POSITION).holder == "FR"
    other = {**POSITION, "country": None, "organisation": "nato"}
    assert Position.model_validate(other).holder == "nato"
    for wrong in ({**POSITION, "organisation": "nato"}, {**POSITION, "country": None}):
        with pytest.raises(ValidationError, match="either a country or an organisation"):
            Position.model_validate(wrong)


@pytest.mark.parametrize("name", ["Fr", "fr_troops", "-fr", "fr-", "fr--x", "", "فر", "fr troops"])
def test_ids_are_lower_case_words_joined_by_hyphens(name: str) -> None:
    with pytest.raises(ValidationError):
        Position.model_validate({**POSITION, "id": name})


@pytest.mark.parametrize("percent", [0, 100, 61.5])
def test_a_percentage_is_from_0_to_100(percent: float) -> None:
    base = {"id": "a", "at": [1], "group": "FR", "answer": "support"}
    assert Result.model_validate({**base, "percent": percent}).percent == percent
    for wrong in (-0.1, 100.1):
        with pytest.raises(ValidationError):
            Result.model_validate({**base, "percent": wrong})


@pytest.mark.parametrize("at", [[], None, [0], [-1], ["3"], [3.0], [True], 3])
def test_a_statement_cites_paragraphs_counted_from_one(at: object) -> None:
    with pytest.raises(ValidationError):
        Position.model_validate({**POSITION, "at": at})


def test_a_brief_rests_on_every_statement_that_its_sentences_cite_once(library: Library) -> None:
    assert evidence_of(library.briefs["crossing"]) == (
        "alpha/no-ferry-early",
        "beta/no-ferry-late",
        "alpha/talks",
        "alpha/pt-tolls",
        "beta/board-tolls",
        "beta/marques-cost",
        "beta/signing",
        "alpha/poll-pt-against",
    )


JUDGEMENT: dict[str, Any] = {
    "id": "tolls",
    "text": {"en": "a", "ar": "ب"},
    "evidence": ["a/x"],
    "likelihood": "likely",
    "confidence": {"level": "low", "basis": {"en": "a", "ar": "ب"}},
}


def test_likelihood_has_the_seven_terms_of_icd_203_and_confidence_three_levels() -> None:
    terms = ["almost_no_chance", "very_unlikely", "unlikely", "roughly_even"]
    terms += ["likely", "very_likely", "almost_certain"]
    judgements = [Judgement.model_validate({**JUDGEMENT, "likelihood": term}) for term in terms]
    assert [judgement.likelihood_level for judgement in judgements] == [1, 2, 3, 4, 5, 6, 7]
    ranks = []
    for level in ("low", "moderate", "high"):
        confidence = {**JUDGEMENT["confidence"], "level": level}
        ranks.append(
            Judgement.model_validate({**JUDGEMENT, "confidence": confidence}).confidence.rank
        )
    assert ranks == [1, 2, 3]


@pytest.mark.parametrize("key", ["likelihood", "confidence", "evidence", "id"])
def test_a_judgement_without_one_of_its_parts_is_refused(key: str) -> None:
    with pytest.raises(ValidationError, match=key):
        Judgement.model_validate({name: part for name, part in JUDGEMENT.items() if name != key})


def test_the_confidence_of_a_judgement_is_not_given_without_its_basis() -> None:
    with pytest.raises(ValidationError, match="basis"):
        Judgement.model_validate({**JUDGEMENT, "confidence": {"level": "low"}})


def test_the_results_of_a_poll_can_be_cited_one_by_one_and_the_poll_as_a_whole(
    library: Library,
) -> None:
    found = {one.reference: one for one in statements_of(library.articles["alpha"])}
    assert found["alpha/poll-pt-for"].path == ("polls", 0, "results", 1)
    assert found["alpha/line-poll"].at == (6,)
    assert set(found) <= set(library.statements)
    assert library.statements["alpha/length"] is not library.statements["beta/length"]


def test_a_statement_without_a_date_holds_for_the_date_of_its_article(library: Library) -> None:
    assert str(library.statements["beta/length"].dated.date) == "2024-05"
    assert library.statements["beta/length"].dated.basis == "inferred"
    assert str(library.statements["alpha/talks"].dated.date) == "2024-03-01/2024-03-03"


@pytest.mark.parametrize(
    "kind",
    [model.Article, Brief, shared_files.People, shared_files.Topics, shared_files.Contradictions],
)
def test_editors_get_a_schema_that_allows_no_other_key(kind: type[BaseModel]) -> None:
    made = kind.model_json_schema()
    shapes = [made, *made.get("$defs", {}).values()]
    objects = [shape for shape in shapes if "properties" in shape]
    assert objects
    assert all(shape["additionalProperties"] is False for shape in objects)
