"""The JSON-LD and CSL-JSON of briefs, read by a JSON-LD processor and a CSL schema."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rdflib
from lxml import etree
from pyld import jsonld

from briefs.content import Library, evidence_of, load
from briefs.design import Design, Language, load_design
from briefs.export import evidence_json, sources_json
from briefs.export.csl import csl_items
from briefs.export.json_ld import evidence
from briefs.html import render, visible_text
from briefs.html.selection import Selection
from briefs.html.templates import environment
from tests.support.paths import EDITIONS, ROOT

SCHEMA_ORG = "https://schema.org/"
OURS = "urn:brief:vocabulary:"
STATEMENT = "urn:brief:statement:"
# rdflib knows schema.org as of December 2021; these are later, and were looked up by hand.
NEWER = {SCHEMA_ORG + "observationAbout"}
EDTF_DATE = re.compile(r"\d{4}(-\d\d){0,2}\??(/\d{4}(-\d\d){0,2}\??)?")
CSL_SCHEMA = ROOT / "tests/tools/csl/commonmeta/resources/csl-data.json"
PROJECT = load(ROOT / "content")
problems = list(PROJECT.problems)
assert len(PROJECT.briefs) == 8
assert problems == []


@pytest.fixture(scope="session")
def languages(design: Design) -> list[Language]:
    return [design.language(code) for code in design.theme.languages]


def no_network(url: str, options: object) -> Any:
    raise AssertionError(f"the file asks for {url}")


def expanded(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the nodes of a document as a JSON-LD processor expands them."""
    nodes: list[dict[str, Any]] = jsonld.expand(document, {"documentLoader": no_network})
    assert len(nodes) > 5
    return nodes


def only_value(node: dict[str, Any], term: str) -> Any:
    (value,) = node[SCHEMA_ORG + term]
    return value


def test_evidence_in_english_has_no_arabic_words(languages: list[Language]) -> None:
    arabic = re.compile("[\u0600-\u06ff]")
    brief = PROJECT.briefs["coalition"]
    english, _ = (evidence(PROJECT, brief, [language]) for language in languages)
    for node in english["@graph"]:
        node.pop("brief:csl", None)  # titles are in the language of their source
    assert len(english["@graph"]) > 100
    words = json.dumps(english, ensure_ascii=False)
    assert not arabic.search(re.sub("«[^»]*»", "", words))  # quotations from a source


def claims_in(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [node for node in nodes if node["@type"] == [SCHEMA_ORG + "Claim"]]


def node_of(library: Library, brief: str, languages: list[Language], urn: str) -> dict[str, Any]:
    graph = evidence(library, library.briefs[brief], languages)["@graph"]
    nodes: list[dict[str, Any]] = [node for node in graph if node["@id"] == f"urn:brief:{urn}"]
    assert len(nodes) == 1
    return nodes[0]


def cited_in(library: Library, brief: str, language: Language, design: Design) -> set[str]:
    """Return the references of the statements that the notes of a rendered brief cite."""
    chosen = library.briefs[brief]
    template = environment(language, design).get_template(f"{chosen.template}.html.j2")
    picked = Selection(library, chosen)
    html = template.render(brief=chosen, pick=picked, people=library.people)
    return {name for run in re.findall('data-evidence="([^"]+)"', html) for name in run.split()}


@pytest.mark.parametrize("name", PROJECT.briefs)
def test_every_claim_has_its_statement_date_source_and_paragraph_in_both_languages(
    name: str, languages: list[Language]
) -> None:
    nodes = expanded(json.loads(evidence_json(PROJECT, PROJECT.briefs[name], languages)))
    articles = {node["@id"] for node in nodes if node["@type"] == [SCHEMA_ORG + "Article"]}
    all_claims = claims_in(nodes)
    assert all_claims
    for claim in all_claims:
        reference = only_value(claim, "identifier")["@value"]
        article = PROJECT.statements[reference].article
        assert claim["@id"] == STATEMENT + reference
        texts = {text["@language"]: text["@value"] for text in claim[SCHEMA_ORG + "text"]}
        assert set(texts) == {"en", "ar"}
        assert all(text.strip() and "**" not in text for text in texts.values())
        date = only_value(claim, "temporalCoverage")
        assert date["@type"] == "http://id.loc.gov/datatypes/edtf/EDTF-level1"
        assert EDTF_DATE.fullmatch(date["@value"])
        place = only_value(claim, "appearance")
        assert only_value(place, "isPartOf")["@id"] == f"urn:brief:source:{article.id}"
        assert f"urn:brief:source:{article.id}" in articles
        numbers = [number["@value"] for number in place[OURS + "paragraph"]]
        assert tuple(numbers) == PROJECT.statements[reference].at


@pytest.mark.parametrize("name", PROJECT.briefs)
def test_the_claims_are_the_statements_that_the_brief_cites_or_rests_on(
    name: str, languages: list[Language], design: Design
) -> None:
    brief = PROJECT.briefs[name]
    nodes = expanded(evidence(PROJECT, brief, languages))
    claimed = {only_value(claim, "identifier")["@value"] for claim in claims_in(nodes)}
    # A short brief has no note for each statement of its matrix, judgements and movements.
    without_note = {*brief.stances, *(ref for one in brief.judgements for ref in one.references)}
    without_note |= {ref for one in brief.movement.values() for ref in one.evidence}
    for language in languages:
        cited = cited_in(PROJECT, name, language, design)
        assert cited <= claimed
        assert claimed - cited <= without_note


def test_a_brief_that_lists_no_statements_has_a_claim_for_every_statement(
    library: Library, languages: list[Language], design: Design
) -> None:
    nodes = expanded(evidence(library, library.briefs["crossing"], languages))
    claimed = {only_value(claim, "identifier")["@value"] for claim in claims_in(nodes)}
    assert claimed > cited_in(library, "crossing", languages[0], design)
    assert claimed == library.statements.keys() - {"alpha/line-poll"}


@pytest.mark.parametrize("name", PROJECT.briefs)
def test_every_link_leads_to_a_node_and_every_node_is_linked(
    name: str, languages: list[Language]
) -> None:
    nodes = expanded(evidence(PROJECT, PROJECT.briefs[name], languages))
    named = {node["@id"] for node in nodes}
    linked = {
        urn
        for node in nodes
        for key, value in node.items()
        if not key.startswith(("@", OURS + "csl"))
        for urn in re.findall(r'"(urn:brief:(?!vocabulary)[^"]+)"', json.dumps(value))
    }
    assert linked <= named
    assert '"@value": "urn:' not in json.dumps(nodes)
    assert {urn for urn in named - linked if not urn.startswith(STATEMENT)} == {
        f"urn:brief:document:{name}"
    }


def terms_of(value: object) -> set[str]:
    """Return the properties and types that an expanded document uses."""
    if isinstance(value, list):
        return set().union(*map(terms_of, value))
    if not isinstance(value, dict) or value.get("@type") == "@json":
        return set()
    types = value.get("@type", [])
    type_names = set(types) if isinstance(types, list) else set()
    keys = {key for key in value if not key.startswith("@")}
    return keys.union(type_names, *(terms_of(value[key]) for key in value if key != "@type"))


def test_every_term_is_in_schema_org_or_is_documented(languages: list[Language]) -> None:
    page = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    used = terms_of(expanded(evidence(PROJECT, PROJECT.briefs["coalition"], languages)))
    assert len(used) > 35
    assert {term for term in used if not term.startswith((SCHEMA_ORG, OURS))} == set()
    known = {term for term in used if rdflib.URIRef(term) in rdflib.SDO}
    unknown = {term for term in used if term.startswith(SCHEMA_ORG)} - known - NEWER
    assert unknown == set()
    ours = {term.removeprefix(OURS) for term in used if term.startswith(OURS)}
    assert {term for term in ours if f"`brief:{term}`" not in page} == set()


def test_a_position_has_its_holder_stance_speaker_and_intermediaries(
    library: Library, languages: list[Language]
) -> None:
    node = node_of(library, "crossing", languages, "statement:alpha/no-ferry-early")
    assert node["about"] == ["urn:brief:topic:ferry", "urn:brief:country:NO"]
    assert (node["brief:stance"], node["brief:nature"]) == ("conditional", "statement")
    assert node["author"] == "urn:brief:actor:halvorsen"
    assert node["temporalCoverage"] == "2024-03-02"
    assert node["name"]["ar"] == "نعم إن جاءت 4 سفن"
    reported = node_of(library, "crossing", languages, "statement:alpha/pt-tolls")
    assert "author" not in reported
    assert reported["text"]["en"] == "Portugal is reported to refuse any toll before 2026."
    assert reported["brief:via"] == ["urn:brief:actor:harbour-post", "urn:brief:actor:sea-board"]
    country = node_of(library, "crossing", languages, "country:NO")
    assert country["name"] == {"en": "Norway", "ar": "النرويج"}


def test_an_inferred_date_is_marked_uncertain_and_has_its_reason(
    library: Library, languages: list[Language]
) -> None:
    node = node_of(library, "crossing", languages, "statement:beta/board-tolls")
    assert node["temporalCoverage"] == "2024-05?"
    assert node["brief:basis"] == "inferred"
    assert node["brief:reason"]["en"] == "The page has no date; it names a meeting of May."
    talks = node_of(library, "crossing", languages, "statement:alpha/talks")
    assert talks["temporalCoverage"] == "2024-03-01/2024-03-03"
    assert "brief:reason" not in talks


def test_a_poll_result_is_a_claim_with_its_percentage_and_its_poll(
    library: Library, languages: list[Language]
) -> None:
    node = node_of(library, "crossing", languages, "statement:alpha/poll-pt-for")
    assert node["text"] == {
        "en": "Portugal: 61.5% in favour. Should the line open?",
        "ar": "البرتغال: 61.5% مؤيدون. هل ينبغي فتح الخط؟",
    }
    assert node["mainEntity"]["value"] == 61.5
    assert node["mainEntity"]["observationAbout"] == "urn:brief:country:PT"
    assert node["isBasedOn"] == "urn:brief:statement:alpha/line-poll"
    poll = node_of(library, "crossing", languages, "statement:alpha/line-poll")
    assert poll["@type"] == "Dataset"
    assert poll["brief:notStated"] == ["fieldwork", "universe", "wording"]
    assert (poll["brief:sample_size"], poll["brief:mode"]["en"]) == (1200, "By telephone")
    crews = node_of(library, "crossing", languages, "statement:alpha/poll-crews-against")
    assert crews["mainEntity"]["observationAbout"]["name"]["en"] == "Ship crews"


def test_a_figure_of_at_least_26_has_a_minimum_value_only(languages: list[Language]) -> None:
    node = node_of(PROJECT, "coalition", languages, "statement:ecci/states-committed")
    value = node["mainEntity"]
    assert (value["minValue"], value["brief:qualifier"]) == (26, "at_least")
    assert "value" not in value


def test_each_sentence_of_the_brief_links_to_the_statements_that_it_rests_on(
    library: Library, languages: list[Language]
) -> None:
    brief = node_of(library, "crossing", languages, "document:crossing")
    roles = [part["brief:role"] for part in brief["hasPart"]]
    assert roles == ["bottom-line", *["judgement"] * 2, "background", *["movement"] * 2]
    judgement = brief["hasPart"][1]
    assert judgement["brief:confidence"] == "moderate"
    assert judgement["brief:likelihood"] == "not_a_forecast"
    assert brief["hasPart"][2]["brief:likelihood"] == "likely"
    assert judgement["isBasedOn"] == [STATEMENT + "alpha/pt-tolls", STATEMENT + "beta/board-tolls"]


@pytest.fixture(scope="session")
def csl() -> jsonschema.Draft7Validator:
    """Return a validator with the schema of the Citation Style Language, from commonmeta-py."""
    return jsonschema.Draft7Validator(json.loads(CSL_SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", PROJECT.briefs)
def test_the_sources_are_csl_json_and_are_those_that_the_brief_lists(
    name: str, languages: list[Language], csl: jsonschema.Draft7Validator
) -> None:
    brief = PROJECT.briefs[name]
    items = json.loads(sources_json(PROJECT, brief, languages))
    assert [str(error) for error in csl.iter_errors(items)] == []
    assert [item["id"] for item in items] == [
        source.id for source in Selection(PROJECT, brief).sources
    ]
    # The JSON-LD has the same list, which a processor must not change.
    nodes = expanded(json.loads(evidence_json(PROJECT, brief, languages)))
    (document,) = [node for node in nodes if node["@type"] == [SCHEMA_ORG + "Report"]]
    assert document[OURS + "csl"] == [{"@type": "@json", "@value": items}]


@pytest.mark.parametrize(
    ("key", "value"), [("type", "article-web"), ("issued", 2025), ("published", "2025"), ("id", [])]
)
def test_the_csl_schema_refuses_what_is_not_csl(
    key: str, value: object, languages: list[Language], csl: jsonschema.Draft7Validator
) -> None:
    items = deepcopy(csl_items(PROJECT, PROJECT.briefs["coalition"], languages))
    items[0][key] = value
    assert list(csl.iter_errors(items))


def test_a_csl_item_has_the_kind_date_publisher_and_cautions_of_its_source(
    library: Library, languages: list[Language]
) -> None:
    items = {item["id"]: item for item in csl_items(library, library.briefs["crossing"], languages)}
    assert list(items) == ["alpha", "beta"]
    assert items["alpha"]["title"] == "[خط عبر المضيق]"  # a descriptive title, not a printed one
    assert items["alpha"]["note"].startswith("[A line across the strait]\n")
    assert items["alpha"]["issued"] == {"date-parts": [[2024, 3, 5]]}
    beta = items["beta"]
    assert beta["issued"] == {"date-parts": [[2024, 5]], "circa": True}
    assert beta["title"] == "Who pays for the quay?"
    assert "publisher" not in beta
    for words in (
        "publisher not printed",
        "The writer is not named. (para.\u00a05)",
        "الفقرة\u00a05",
    ):
        assert words in beta["note"]
    project_items = {
        item["id"]: item for item in csl_items(PROJECT, PROJECT.briefs["coalition"], languages)
    }
    assert project_items["ecci"]["type"] == "report"
    assert project_items["erem"]["type"] == "article-newspaper"
    assert project_items["erem"]["container-title"] == "إرم نيوز"


def assert_sorted(pairs: list[tuple[str, object]]) -> None:
    keys = [key for key, _ in pairs]
    assert keys == sorted(keys)


def test_the_same_content_always_gives_the_same_bytes_with_sorted_keys(
    languages: list[Language],
) -> None:
    brief = PROJECT.briefs["coalition"]
    for write in (evidence_json, sources_json):
        data = write(PROJECT, brief, languages)
        again = load(ROOT / "content")
        assert data == write(again, again.briefs["coalition"], languages)
        assert data.endswith((b"}\n", b"]\n"))
        assert "تحالف الراغبين" in data.decode()
        json.loads(data, object_pairs_hook=assert_sorted)


ANNEX = """{% extends "partials/frame.html.j2" %}
{% block content %}
{% import "partials/parts.html.j2" as parts with context %}
{% import "partials/sources.html.j2" as listing with context %}
{% import "partials/evidence.html.j2" as annex with context %}
{% import "partials/judgements.html.j2" as page_one with context %}
{% import "partials/graphics.html.j2" as graphics with context %}
<section class="key">{{ page_one.bottom_line(brief, pick) }}
{{ page_one.reasoning(brief, pick) }}
{{ graphics.ladder(brief, pick) }}</section>
<section class="body">
<p>{% for one in pick.cite(*brief.stances) %}{{ note(one) }}{% endfor %}
{% for kind in ("positions", "experts", "polls", "results", "figures", "events") %}
{% for one in pick.of_kind(kind) %}{{ note(one) }}{% endfor %}{% endfor %}
{% for sentences in (brief.background, brief.movement.values()) %}
{% for one in sentences %}{{ parts.supported(one, pick) }}{% endfor %}{% endfor %}</p>
</section>
<section class="annex"><h2 id="sources">{{ translate("sources") }}</h2>
{{ listing.sources(pick, evidence=true) }}</section>
<section class="annex"><h2 id="evidence">{{ translate("evidence-annex") }}</h2>
{{ annex.evidence(pick) }}</section>
{% endblock %}
"""


@pytest.fixture
def annexed(templates: Path) -> Design:
    """Return a design whose brief prints the evidence annex and links sources to its rows."""
    (templates / "brief.html.j2").write_text(ANNEX, encoding="utf-8")
    return load_design(templates)


def rendered(library: Library, name: str, edition: str, design: Design) -> etree._Element:
    tree, problems = render(library, library.briefs[name], edition, design)
    assert problems == []
    assert tree is not None
    return tree


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_annex_has_a_row_for_each_cited_statement_and_each_source_links_to_its_rows(
    edition: str, library: Library, annexed: Design
) -> None:
    for content, name in ((library, "crossing"), (PROJECT, "coalition")):
        tree = rendered(content, name, edition, annexed)
        ids = tree.xpath(".//table[@id='evidence-table']/tbody/tr/@id")
        rows = [str(row).removeprefix("evidence.") for row in ids]
        brief = content.briefs[name]
        wanted = {*(brief.show or content.statements), *evidence_of(brief)}
        assert rows == [reference.replace("/", ".") for reference in sorted(wanted)]
        for article, links in links_of_sources(tree).items():
            own = [f"#evidence.{row}" for row in rows if row.startswith(f"{article}.")]
            assert links[:1] == own[:1]
            assert links[1:] == notes_citing(tree, article)


def links_of_sources(tree: etree._Element) -> dict[str, list[str]]:
    """Return the links of each source's entry; a bilingual edition has a row for each paragraph."""
    links_by_source: dict[str, list[str]] = {}
    article = ""
    for part in tree.iterfind(".//article[@class='source']"):
        cell = part.getparent()
        assert cell is not None
        if cell.tag == "td" and cell.getprevious() is not None:
            continue  # the other language
        article = part.get("id", f"source-{article}").removeprefix("source-")
        links = [str(link.get("href")) for link in part.iterfind(".//a[@class='entry']")]
        links_by_source.setdefault(article, []).extend(links)
    return links_by_source


def notes_citing(tree: etree._Element, article: str) -> list[str]:
    """Return the links to the notes that cite a source, in their order."""
    entries = tree.xpath("//ol[@class='notes']/li[@id]")
    wanted = f"#source-{article}"
    return [
        f"#{entry.get('id')}"
        for entry in entries
        if any(link.get("href") == wanted for link in entry.iter("a"))
    ]


def test_a_row_of_the_annex_has_holder_topic_date_source_and_paragraphs(
    library: Library, annexed: Design
) -> None:
    tree = rendered(library, "crossing", "en", annexed)
    rows = {
        str(row.get("id")): [visible_text(cell) for cell in row[1:]]
        for row in tree.iterfind(".//table[@id='evidence-table']/tbody/tr")
    }
    assert rows["evidence.alpha.pt-tolls"] == [
        "Portugal",
        "Harbour tolls",
        "Mar 2024",
        "Alpha",
        "3, 4",
    ]
    assert rows["evidence.beta.marques-cost"] == [
        "Rui Marques",
        "Harbour tolls",
        "2024 inferred",
        "Beta",
        "6",
    ]
    assert rows["evidence.alpha.poll-crews-against"][:2] == ["Ship crews", "Poll result"]
    assert rows["evidence.alpha.length"] == ["–", "Figure", "5 Mar 2024", "Alpha", "6"]
    (meta,) = tree.iterfind(".//article[@id='source-beta']/p[@class='meta']")
    assert visible_text(meta) == "6 statements taken from it; notes: 1, 2, 3, 4, 8, 10, 12, 18, 19"
