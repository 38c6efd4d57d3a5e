"""The evidence of a brief for machines, read with the tools that others read it with."""

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

from briefs.content.library import Library, load
from briefs.design import Design, load_design
from briefs.design.language import Language
from briefs.export.json_ld import claims, evidence_json, sources, sources_json
from briefs.html.document import visible_text
from briefs.html.render import environment, render
from briefs.html.selection import Selection
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
assert len(PROJECT.briefs) == 7
assert problems == []


@pytest.fixture(scope="session")
def languages(design: Design) -> list[Language]:
    return [design.language(code) for code in design.theme.languages]


def no_network(url: str, options: object) -> Any:
    raise AssertionError(f"the file asks for {url}")


def expanded(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The nodes as a JSON-LD processor understands them, from the bytes of the file."""
    found = jsonld.expand(document, {"documentLoader": no_network})
    assert len(found) > 5
    return found


def one_of(node: dict[str, Any], term: str) -> Any:
    (value,) = node[SCHEMA_ORG + term]
    return value


def test_the_evidence_of_one_language_has_no_word_of_the_other(languages: list[Language]) -> None:
    arabic = re.compile("[\u0600-\u06ff]")
    brief = PROJECT.briefs["coalition"]
    english, _ = (claims(PROJECT, brief, [one]) for one in languages)
    for node in english["@graph"]:
        node.pop("brief:csl", None)  # a title stands there in the language of its source
    assert len(english["@graph"]) > 100
    words = json.dumps(english, ensure_ascii=False)
    assert not arabic.search(re.sub("«[^»]*»", "", words))  # words of a source that we quote


def claims_in(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [node for node in nodes if node["@type"] == [SCHEMA_ORG + "Claim"]]


def node_of(library: Library, brief: str, languages: list[Language], urn: str) -> dict[str, Any]:
    graph = claims(library, library.briefs[brief], languages)["@graph"]
    (node,) = [one for one in graph if one["@id"] == f"urn:brief:{urn}"]
    return node


def cited_in(library: Library, brief: str, language: Language, design: Design) -> set[str]:
    """The statements that the notes of a rendered brief cite."""
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
    found = claims_in(nodes)
    assert found
    for claim in found:
        reference = one_of(claim, "identifier")["@value"]
        article = PROJECT.statements[reference].article
        assert claim["@id"] == STATEMENT + reference
        texts = {text["@language"]: text["@value"] for text in claim[SCHEMA_ORG + "text"]}
        assert set(texts) == {"en", "ar"}
        assert all(text.strip() and "**" not in text for text in texts.values())
        date = one_of(claim, "temporalCoverage")
        assert date["@type"] == "http://id.loc.gov/datatypes/edtf/EDTF-level1"
        assert EDTF_DATE.fullmatch(date["@value"])
        place = one_of(claim, "appearance")
        assert one_of(place, "isPartOf")["@id"] == f"urn:brief:source:{article.id}"
        assert f"urn:brief:source:{article.id}" in articles
        numbers = [number["@value"] for number in place[OURS + "paragraph"]]
        assert tuple(numbers) == PROJECT.statements[reference].at


@pytest.mark.parametrize("name", PROJECT.briefs)
def test_the_claims_are_what_the_notes_of_the_brief_cite(
    name: str, languages: list[Language], design: Design
) -> None:
    nodes = expanded(claims(PROJECT, PROJECT.briefs[name], languages))
    found = {one_of(claim, "identifier")["@value"] for claim in claims_in(nodes)}
    for language in languages:
        assert found == cited_in(PROJECT, name, language, design)


def test_a_brief_that_names_nothing_to_show_offers_all_that_it_may_cite(
    library: Library, languages: list[Language], design: Design
) -> None:
    nodes = expanded(claims(library, library.briefs["crossing"], languages))
    found = {one_of(claim, "identifier")["@value"] for claim in claims_in(nodes)}
    assert found > cited_in(library, "crossing", languages[0], design)
    assert found == {one for one in library.statements if one != "alpha/line-poll"}


@pytest.mark.parametrize("name", PROJECT.briefs)
def test_every_link_leads_to_a_node_and_every_node_is_linked(
    name: str, languages: list[Language]
) -> None:
    nodes = expanded(claims(PROJECT, PROJECT.briefs[name], languages))
    named = {node["@id"] for node in nodes}
    linked = {
        found
        for node in nodes
        for key, value in node.items()
        if not key.startswith(("@", OURS + "csl"))
        for found in re.findall(r'"(urn:brief:(?!vocabulary)[^"]+)"', json.dumps(value))
    }
    assert linked <= named
    assert '"@value": "urn:' not in json.dumps(nodes)
    assert {urn for urn in named - linked if not urn.startswith(STATEMENT)} == {
        f"urn:brief:document:{name}"
    }


def terms_of(value: object) -> set[str]:
    """Every property and type that an expanded document uses."""
    if isinstance(value, list):
        return set().union(*map(terms_of, value))
    if not isinstance(value, dict) or value.get("@type") == "@json":
        return set()
    types = value.get("@type", [])
    held = {one for one in types if isinstance(types, list)}
    keys = {key for key in value if not key.startswith("@")}
    return keys.union(held, *(terms_of(value[key]) for key in value if key != "@type"))


def test_every_term_is_one_of_schema_org_or_is_explained(languages: list[Language]) -> None:
    page = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    used = terms_of(expanded(claims(PROJECT, PROJECT.briefs["coalition"], languages)))
    assert len(used) > 35
    assert {one for one in used if not one.startswith((SCHEMA_ORG, OURS))} == set()
    known = {one for one in used if rdflib.URIRef(one) in rdflib.SDO}
    strange = {one for one in used if one.startswith(SCHEMA_ORG)} - known - NEWER
    assert strange == set()
    ours = {one.removeprefix(OURS) for one in used if one.startswith(OURS)}
    assert {one for one in ours if f"`brief:{one}`" not in page} == set()


def test_a_position_says_who_holds_what_and_who_said_so(
    library: Library, languages: list[Language]
) -> None:
    node = node_of(library, "crossing", languages, "statement:alpha/no-ferry-early")
    assert node["about"] == ["urn:brief:topic:ferry", "urn:brief:country:NO"]
    assert (node["brief:stance"], node["brief:nature"]) == ("conditional", "statement")
    assert node["author"] == "urn:brief:actor:halvorsen"
    assert node["temporalCoverage"] == "2024-03-02"
    assert node["name"]["ar"] == "نعم إن جاءت 4 سفن"
    told = node_of(library, "crossing", languages, "statement:alpha/pt-tolls")
    assert "author" not in told
    assert told["text"]["en"] == "Portugal is reported to refuse any toll before 2026."
    assert told["brief:via"] == ["urn:brief:actor:harbour-post", "urn:brief:actor:sea-board"]
    country = node_of(library, "crossing", languages, "country:NO")
    assert country["name"] == {"en": "Norway", "ar": "النرويج"}


def test_a_date_that_we_infer_bears_its_doubt_and_its_reason(
    library: Library, languages: list[Language]
) -> None:
    node = node_of(library, "crossing", languages, "statement:beta/board-tolls")
    assert node["temporalCoverage"] == "2024-05?"
    assert node["brief:basis"] == "inferred"
    assert node["brief:reason"]["en"] == "The page has no date; it names a meeting of May."
    talks = node_of(library, "crossing", languages, "statement:alpha/talks")
    assert talks["temporalCoverage"] == "2024-03-01/2024-03-03"
    assert "brief:reason" not in talks


def test_a_result_of_a_poll_is_a_claim_with_its_figure_and_its_poll(
    library: Library, languages: list[Language]
) -> None:
    node = node_of(library, "crossing", languages, "statement:alpha/poll-pt-for")
    assert node["text"] == {
        "en": "Portugal: 61.5% in favour. Should the line open?",
        "ar": "البرتغال: نسبة المؤيدين 61.5%. هل ينبغي فتح الخط؟",
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


def test_a_number_keeps_its_hedge(languages: list[Language]) -> None:
    node = node_of(PROJECT, "coalition", languages, "statement:ecci/states-committed")
    value = node["mainEntity"]
    assert (value["minValue"], value["brief:qualifier"]) == (26, "at_least")
    assert "value" not in value


def test_each_sentence_of_the_brief_leads_to_what_it_rests_on(
    library: Library, languages: list[Language]
) -> None:
    brief = node_of(library, "crossing", languages, "document:crossing")
    roles = [part["brief:role"] for part in brief["hasPart"]]
    assert roles == ["bottom-line", *["judgement"] * 2, "background", *["movement"] * 2]
    judgement = brief["hasPart"][1]
    assert judgement["brief:confidence"] == "moderate"
    assert judgement["isBasedOn"] == [STATEMENT + "alpha/pt-tolls", STATEMENT + "beta/board-tolls"]


@pytest.fixture(scope="session")
def csl() -> jsonschema.Draft7Validator:
    """The schema that the Citation Style Language publishes, as commonmeta-py ships it."""
    return jsonschema.Draft7Validator(json.loads(CSL_SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", PROJECT.briefs)
def test_the_sources_are_csl_json_and_are_those_that_the_brief_lists(
    name: str, languages: list[Language], csl: jsonschema.Draft7Validator
) -> None:
    brief = PROJECT.briefs[name]
    items = json.loads(sources_json(PROJECT, brief, languages))
    assert [str(error) for error in csl.iter_errors(items)] == []
    assert [item["id"] for item in items] == [one.id for one in Selection(PROJECT, brief).sources]
    # The list stands inside the JSON-LD too, and comes through a processor as it was.
    nodes = expanded(json.loads(evidence_json(PROJECT, brief, languages)))
    (document,) = [node for node in nodes if node["@type"] == [SCHEMA_ORG + "Report"]]
    assert document[OURS + "csl"] == [{"@type": "@json", "@value": items}]


@pytest.mark.parametrize(
    ("key", "value"), [("type", "article-web"), ("issued", 2025), ("published", "2025"), ("id", [])]
)
def test_the_csl_schema_refuses_what_is_not_csl(
    key: str, value: object, languages: list[Language], csl: jsonschema.Draft7Validator
) -> None:
    items = deepcopy(sources(PROJECT, PROJECT.briefs["coalition"], languages))
    items[0][key] = value
    assert list(csl.iter_errors(items))


def test_a_reference_manager_learns_kind_date_and_cautions_of_a_source(
    library: Library, languages: list[Language]
) -> None:
    found = {one["id"]: one for one in sources(library, library.briefs["crossing"], languages)}
    assert list(found) == ["alpha", "beta"]
    assert found["alpha"]["issued"] == {"date-parts": [[2024, 3, 5]]}
    beta = found["beta"]
    assert beta["issued"] == {"date-parts": [[2024, 5]], "circa": True}
    assert beta["title"] == "Who pays for the quay?"
    assert "publisher" not in beta
    for words in (
        "publisher not printed",
        "The writer is not named. (para.\u00a05)",
        "الفقرة\u00a05",
    ):
        assert words in beta["note"]
    real = {one["id"]: one for one in sources(PROJECT, PROJECT.briefs["coalition"], languages)}
    assert real["ecci"]["type"] == "report"
    assert real["erem"]["type"] == "article-newspaper"
    assert real["erem"]["container-title"] == "إرم نيوز"


def in_order(pairs: list[tuple[str, object]]) -> None:
    keys = [key for key, _ in pairs]
    assert keys == sorted(keys)


def test_the_same_content_makes_the_same_bytes(languages: list[Language]) -> None:
    brief = PROJECT.briefs["coalition"]
    for write in (evidence_json, sources_json):
        data = write(PROJECT, brief, languages)
        again = load(ROOT / "content")
        assert data == write(again, again.briefs["coalition"], languages)
        assert data.endswith((b"}\n", b"]\n"))
        assert "تحالف الراغبين" in data.decode()
        json.loads(data, object_pairs_hook=in_order)


ANNEX = """{% extends "partials/frame.html.j2" %}
{% block content %}
{% import "partials/parts.html.j2" as parts with context %}
{% import "partials/sources.html.j2" as listing with context %}
{% import "partials/evidence.html.j2" as annex with context %}
<section class="key">{{ parts.bottom_line(brief, pick) }}</section>
<section class="body">
<p>{% for kind in ("positions", "experts", "polls", "results", "figures", "events") %}
{% for one in pick.of_kind(kind) %}{{ note(one) }}{% endfor %}{% endfor %}
{% for sentences in (brief.judgements, brief.background, brief.movement.values()) %}
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
    """A design whose brief prints the annex, and its sources the statements taken from them."""
    (templates / "brief.html.j2").write_text(ANNEX, encoding="utf-8")
    return load_design(templates)


def made(library: Library, name: str, edition: str, design: Design) -> etree._Element:
    tree, found = render(library, library.briefs[name], edition, design)
    assert found == []
    assert tree is not None
    return tree


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_annex_has_a_row_for_each_statement_cited_and_each_source_leads_to_its_rows(
    edition: str, library: Library, annexed: Design
) -> None:
    for content, name in ((library, "crossing"), (PROJECT, "coalition")):
        tree = made(content, name, edition, annexed)
        table = tree.find(".//table[@id='evidence-table']")
        rows = [row.get("id").removeprefix("evidence.") for row in table.iterfind("tbody/tr")]
        brief = content.briefs[name]
        wanted = {*(brief.show or content.statements), *library.model.evidence_of(brief)}
        assert rows == [one.replace("/", ".") for one in sorted(wanted)]
        for article, links in links_of_sources(tree).items():
            own = [f"#evidence.{row}" for row in rows if row.startswith(f"{article}.")]
            assert links[:1] == own[:1]
            assert links[1:] == notes_citing(tree, article)


def links_of_sources(tree: etree._Element) -> dict[str, list[str]]:
    """The links of each source's entry, which in a facing edition has a row a paragraph."""
    found: dict[str, list[str]] = {}
    article = ""
    for part in tree.iterfind(".//article[@class='source']"):
        cell = part.getparent()
        if cell.tag == "td" and cell.getprevious() is not None:
            continue  # the other language
        article = part.get("id", f"source-{article}").removeprefix("source-")
        links = [str(link.get("href")) for link in part.iterfind(".//a[@class='entry']")]
        found.setdefault(article, []).extend(links)
    return found


def notes_citing(tree: etree._Element, article: str) -> list[str]:
    """The notes whose entry names a source, in their order."""
    entries = tree.xpath("//ol[@class='notes']/li[@id]")
    wanted = f"#source-{article}"
    return [
        f"#{one.get('id')}"
        for one in entries
        if any(link.get("href") == wanted for link in one.iter("a"))
    ]


def test_a_row_of_the_annex_says_whose_what_when_and_where(
    library: Library, annexed: Design
) -> None:
    tree = made(library, "crossing", "en", annexed)
    rows = {
        visible_text(row[0]): [visible_text(cell) for cell in row[1:]]
        for row in tree.iterfind(".//table[@id='evidence-table']/tbody/tr")
    }
    assert rows["alpha/pt-tolls"] == ["Portugal", "Harbour tolls", "Mar 2024", "Alpha", "3, 4"]
    assert rows["beta/marques-cost"] == [
        "Rui Marques",
        "Harbour tolls",
        "2024 (inferred)",
        "Beta",
        "6",
    ]
    assert rows["alpha/poll-crews-against"][:2] == ["Ship crews", "Poll result"]
    assert rows["alpha/length"] == ["–", "Figure", "5 Mar 2024", "Alpha", "6"]
    source = visible_text(tree.find(".//article[@id='source-beta']/p[@class='meta']"))
    assert source == "6 statements taken from it; notes: 1, 4, 5, 7, 8, 15, 17, 18"
