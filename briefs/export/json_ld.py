"""The evidence of a brief as JSON-LD: statements as schema.org claims, with all that they name."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefs.content import (
    Article,
    Brief,
    Dated,
    Event,
    ExpertView,
    Figure,
    Judgement,
    Library,
    LocalizedText,
    Poll,
    Position,
    Result,
    StatementRef,
    Supported,
)
from briefs.design import Language
from briefs.export.csl import csl_items, json_bytes, plain
from briefs.export.json_ld_context import CONTEXT, URN

Node = dict[str, Any]

ACTOR_TYPES = {
    "alliance": "Organization",
    "government": "GovernmentOrganization",
    "institute": "ResearchOrganization",
    "media": "NewsMediaOrganization",
}
POLL_FACTS = ("fieldwork", "mode", "sample_size", "universe", "wording")
AT_LEAST = {"at_least", "more_than"}
NOT_STATED = "not_stated"


def evidence_json(library: Library, brief: Brief, languages: Sequence[Language]) -> bytes:
    """Return the file `<brief>.evidence.json`: the same bytes for the same content."""
    return json_bytes(evidence(library, brief, languages))


def evidence(library: Library, brief: Brief, languages: Sequence[Language]) -> Node:
    """Return the brief, its statements and all that they name as a JSON-LD document."""
    graph = Graph(library, languages)
    for statement in library.statements_cited_by(brief):
        graph.add_statement(statement)
    document = graph.add_document(brief)
    graph.nodes[document]["brief:csl"] = csl_items(library, brief, languages)
    return {"@context": CONTEXT, "@graph": [graph.nodes[urn] for urn in sorted(graph.nodes)]}


@dataclass(frozen=True)
class Graph:
    """JSON-LD nodes by their URNs; each `add_` method adds a node and all nodes it links to."""

    library: Library
    languages: Sequence[Language]
    nodes: dict[str, Node] = field(default_factory=dict)

    def add(self, kind: str, name: str, make: Callable[[], Mapping[str, object]]) -> str:
        """Make a node without its empty values, unless it is there already; return its URN."""
        urn = f"{URN}{kind}:{name}"
        if urn not in self.nodes:
            node = make()
            values = {key: value for key, value in node.items() if value not in (None, [], "")}
            self.nodes[urn] = {"@id": urn, "identifier": name, **values}
        return urn

    def text(self, texts: LocalizedText) -> dict[str, str]:
        """Return a text without markup in those of the graph's languages that it has."""
        codes = (language.code for language in self.languages)
        return {code: plain(texts[code]) for code in codes if code in texts}

    def add_statement(self, statement: StatementRef) -> str:
        """Add a statement by its reference."""
        return self.add("statement", statement.reference, lambda: self.claim(statement))

    def claim(self, statement: StatementRef) -> Node:
        """Return a statement with its date, its article and the paragraphs that it comes from."""
        appearance = {
            "@type": "CreativeWork",
            "isPartOf": self.add_article(statement.article),
            "brief:paragraph": list(statement.at),
        }
        return {
            "@type": "Claim",
            **self.date(statement.dated, "temporalCoverage", statement.article.issued.why),
            "appearance": appearance,
            **self.properties(statement),
        }

    def properties(self, statement: StatementRef) -> Node:
        """Return the properties that statements of this kind alone have."""
        match statement.item:
            case Position() as item:
                code, topic = item.country, self.add_topic(item.topic)
                holder = self.add_country(code) if code else self.add_actor(item.holder)
                stance = {"about": [topic, holder], "brief:stance": item.stance}
                return {**stance, **self.attribution(item, item.speaker)}
            case ExpertView() as item:
                about = {"about": [self.add_topic(item.topic)]}
                return {**about, **self.attribution(item, item.person)}
            case Poll() as item:
                return self.poll(item)
            case Result() as item:
                return self.result(item, statement)
            case Figure() as item:
                bound = "minValue" if item.qualifier in AT_LEAST else "value"
                value = {"@type": "QuantitativeValue", bound: json_number(item.value)}
                unit = {"unitText": item.unit, "brief:qualifier": item.qualifier}
                return {"text": self.text(item.text), "mainEntity": {**value, **unit}}
            case Event() as item:
                return {"text": self.text(item.text)}

    def attribution(self, item: Position | ExpertView, speaker: str | None) -> Node:
        """Return the text of a position or view, its speaker and who passed it on."""
        return {
            "text": self.text(item.text),
            "name": item.gist and self.text(item.gist),
            "author": speaker and self.add_actor(speaker),
            "brief:nature": item.nature,
            "brief:via": [self.add_actor(name) for name in item.via],
        }

    def poll(self, item: Poll) -> Node:
        """Return the data set that the results of a poll are taken from; it is no claim."""
        facts = {name: getattr(item, name) for name in POLL_FACTS}
        stated = {
            f"brief:{name}": self.text(value) if isinstance(value, LocalizedText) else value
            for name, value in facts.items()
            if value != NOT_STATED
        }
        not_stated = [name for name, value in facts.items() if value == NOT_STATED]
        creator = None if item.pollster == NOT_STATED else self.add_actor(item.pollster)
        return {
            "@type": "Dataset",
            "name": self.text(item.question),
            "description": self.text(item.limits),
            "creator": creator,
            "brief:notStated": not_stated + ["creator"] * (creator is None),
            **stated,
        }

    def result(self, item: Result, statement: StatementRef) -> Node:
        """Return one percentage of a poll: the group, its answer and the poll."""
        poll = statement.article.polls[int(statement.path[1])]
        if isinstance(item.group, str):
            group, country = self.country_names(item.group), self.add_country(item.group)
        else:
            group, country = self.text(item.group), None
        observation = {
            "@type": "Observation",
            "value": json_number(item.percent),
            "unitText": "percent",
            "observationAbout": country or {"@type": "Audience", "name": group},
        }
        return {
            "text": {
                language.code: result_sentence(language, item, poll, group[language.code])
                for language in self.languages
            },
            "about": country,
            "brief:answer": item.answer,
            "mainEntity": observation,
            "brief:note": item.note and self.text(item.note),
            "isBasedOn": self.add_statement(
                self.library.statements[f"{statement.article.id}/{poll.id}"]
            ),
        }

    def add_article(self, article: Article) -> str:
        """Add a source article by its id."""
        return self.add("source", article.id, lambda: self.article(article))

    def article(self, article: Article) -> Node:
        """Return a source article with its date, publisher and cautions."""
        publisher: Node = {"brief:notStated": ["publisher"]}
        if isinstance(article.publisher, LocalizedText):
            name = self.text(article.publisher)
            publisher = {"publisher": {"@type": "Organization", "name": name}}
        cautions = [
            {
                "text": self.text(caution.text),
                "brief:paragraph": list(caution.at),
                "brief:main": caution.main,
            }
            for caution in article.cautions
        ]
        titles = self.text(article.title).items()
        return {
            "@type": "Article",
            "name": {code: article.bracketed(title) for code, title in titles},
            "alternateName": self.text(article.short),
            "description": self.text(article.summary),
            "inLanguage": article.language,
            **self.date(article.issued, "datePublished"),
            **publisher,
            "brief:caution": cautions,
        }

    def add_actor(self, name: str) -> str:
        """Add a person or organisation that holds, states or passes on a position."""
        return self.add("actor", name, lambda: self.actor(name))

    def actor(self, name: str) -> Node:
        """Return a person or organisation by its id."""
        person = self.library.people.get(name)
        if person:
            named = {"name": self.text(person.name), "jobTitle": self.text(person.role)}
            return {"@type": "Person", **named}
        body = self.library.organisations[name]
        kind = {"@type": ACTOR_TYPES.get(body.kind, "Thing"), "brief:kind": body.kind}
        return {**kind, "name": self.text(body.name)}

    def add_topic(self, name: str) -> str:
        """Add a topic by its id."""
        topic = self.library.topics[name]
        return self.add(
            "topic", name, lambda: {"@type": "DefinedTerm", "name": self.text(topic.name)}
        )

    def add_country(self, code: str) -> str:
        """Add a country by its ISO 3166 code."""
        return self.add(
            "country", code, lambda: {"@type": "Country", "name": self.country_names(code)}
        )

    def country_names(self, code: str) -> dict[str, str]:
        """Return the names of a country in CLDR."""
        return {language.code: language.country(code) for language in self.languages}

    def add_document(self, brief: Brief) -> str:
        """Add the brief by its id."""
        return self.add("document", brief.id, lambda: self.report(brief))

    def report(self, brief: Brief) -> Node:
        """Return the brief: each of its sentences with the statements that it rests on."""
        return {
            "@type": "Report",
            "name": self.text(brief.title),
            "reportNumber": str(brief.reference),
            **issue_of(brief),
            **self.date(brief.information_as_of, "temporalCoverage"),
            "citation": sorted(urn for urn in self.nodes if urn.startswith(f"{URN}source:")),
            "hasPart": [self.sentence(role, sentence) for role, sentence in sentences(brief)],
        }

    def sentence(self, role: str, sentence: Supported) -> Node:
        """Return a sentence of a brief; a judgement has a confidence."""
        based_on = [f"{URN}statement:{reference}" for reference in sentence.evidence]
        node = {"@type": "CreativeWork", "brief:role": role, "text": self.text(sentence.text)}
        if isinstance(sentence, Judgement):
            node["brief:confidence"] = sentence.confidence.level
            node["brief:likelihood"] = sentence.likelihood
        return {**node, "isBasedOn": based_on}

    def date(self, value: Dated, term: str, why: LocalizedText | None = None) -> Node:
        """Return a date in EDTF; an inferred one has a `?` and a reason (its own, or `why`)."""
        uncertain = "?" if value.basis == "inferred" else ""
        ends = (f"{end}{uncertain}" for end in str(value.date).split("/"))
        reason = (value.why or why) if uncertain else None
        node = {term: "/".join(ends), "brief:basis": value.basis}
        return {**node, "brief:reason": self.text(reason)} if reason else node


def issue_of(brief: Brief) -> Node:
    """Return number and date of the issue of a brief, where it has one."""
    issue = brief.issue
    return {"version": issue.number, "datePublished": str(issue.date)} if issue else {}


def sentences(brief: Brief) -> Iterator[tuple[str, Supported]]:
    """Yield the sentences of a brief that rest on evidence, each after its role in the brief."""
    yield "bottom-line", brief.bottom_line
    yield from (("judgement", sentence) for sentence in brief.judgements)
    yield from (("background", sentence) for sentence in brief.background)
    yield from (("movement", sentence) for sentence in brief.movement.values())


def result_sentence(language: Language, item: Result, poll: Poll, group: str) -> str:
    """Return a result of a poll as a sentence."""
    answers: Any = language.strings["answer"]
    return language.translate(
        "result-claim",
        question=plain(poll.question[language.code]),
        group=group,
        answer=answers[item.answer],
        percent=language.percent(item.percent),
    )


def json_number(value: float) -> float:
    """Return a whole number as an integer: 26, not 26.0."""
    return int(value) if value.is_integer() else value
