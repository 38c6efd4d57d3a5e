"""The evidence of a brief for machines: statements as schema.org claims, sources as CSL-JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
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
    evidence_of,
)
from briefs.design import Language
from briefs.export.csl import item_of, without_markup

Node = dict[str, Any]

URN = "urn:brief:"
TEXTS = {"@container": "@language"}
LINK = {"@type": "@id"}
EDTF = {"@type": "http://id.loc.gov/datatypes/edtf/EDTF-level1"}
# Everything is spelt out here, so that reading the file needs no network. What begins with
# `brief:` is ours, for want of a term of schema.org; docs/evidence.md says what each means.
CONTEXT: Mapping[str, object] = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "brief": f"{URN}vocabulary:",
    **dict.fromkeys(("alternateName", "description", "jobTitle", "name", "text"), TEXTS),
    **dict.fromkeys(("brief:fieldwork", "brief:mode", "brief:note", "brief:reason"), TEXTS),
    **dict.fromkeys(("brief:universe", "brief:wording"), TEXTS),
    **dict.fromkeys(("about", "author", "citation", "creator"), LINK),
    **dict.fromkeys(("isBasedOn", "isPartOf", "observationAbout"), LINK),
    **dict.fromkeys(("datePublished", "temporalCoverage"), EDTF),
    "brief:csl": {"@type": "@json"},
    "brief:via": {"@type": "@id", "@container": "@list"},
}
ACTORS = {
    "alliance": "Organization",
    "government": "GovernmentOrganization",
    "institute": "ResearchOrganization",
    "media": "NewsMediaOrganization",
}
POLL_FACTS = ("fieldwork", "mode", "sample_size", "universe", "wording")
AT_LEAST = {"at_least", "more_than"}
NOT_STATED = "not_stated"


def evidence_json(library: Library, brief: Brief, languages: Sequence[Language]) -> bytes:
    """The file `<brief>.evidence.json`: JSON-LD, the same bytes for the same content."""
    return written(claims(library, brief, languages))


def sources_json(library: Library, brief: Brief, languages: Sequence[Language]) -> bytes:
    """The file `<brief>.sources.json`: a bare CSL-JSON array, as Zotero imports it."""
    return written(sources(library, brief, languages))


def written(value: object) -> bytes:
    """JSON with sorted keys, in UTF-8, with a newline at its end."""
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def claims(library: Library, brief: Brief, languages: Sequence[Language]) -> Node:
    """The statements that a brief shows or rests on, and all that they name, as JSON-LD."""
    graph = Graph(library, languages)
    for one in used(library, brief):
        graph.statement(one)
    document = graph.document(brief)
    graph.nodes[document]["brief:csl"] = sources(library, brief, languages)
    return {"@context": CONTEXT, "@graph": [graph.nodes[urn] for urn in sorted(graph.nodes)]}


def sources(library: Library, brief: Brief, languages: Sequence[Language]) -> list[Node]:
    """The articles of those statements as CSL-JSON items, the earliest first."""
    found = {one.article.id: one.article for one in used(library, brief)}
    ordered = sorted(found.values(), key=lambda one: (one.issued.date, one.id))
    return [item_of(article, library, languages) for article in ordered]


def used(library: Library, brief: Brief) -> Iterator[StatementRef]:
    """What a brief shows (everything, where it names nothing) and what its sentences rest on."""
    wanted = {*(brief.show or library.statements), *evidence_of(brief)}
    yield from (one for reference, one in library.statements.items() if reference in wanted)


@dataclass(frozen=True)
class Graph:
    """The nodes by their URNs; whatever a node links to is put beside it."""

    library: Library
    languages: Sequence[Language]
    nodes: dict[str, Node] = field(default_factory=dict)

    def plain(self, texts: LocalizedText) -> dict[str, str]:
        """A text in the languages asked for, and in no other."""
        words = without_markup(texts)
        return {one.code: words[one.code] for one in self.languages if one.code in words}

    def put(self, kind: str, name: str, node: Mapping[str, object]) -> str:
        """Add a node once, without what it leaves open; returns its URN."""
        urn = f"{URN}{kind}:{name}"
        held = {key: value for key, value in node.items() if value not in (None, [], "")}
        self.nodes.setdefault(urn, {"@id": urn, "identifier": name, **held})
        return urn

    def statement(self, one: StatementRef) -> str:
        """A statement with its date, and the paragraphs of the article where it appears."""
        appearance = {
            "@type": "CreativeWork",
            "isPartOf": self.article(one.article),
            "brief:paragraph": list(one.at),
        }
        node = {
            "@type": "Claim",
            **self.when(one),
            "appearance": appearance,
            **self.particulars(one),
        }
        return self.put("statement", one.reference, node)

    def particulars(self, one: StatementRef) -> Node:
        """What only this kind of statement has."""
        match one.item:
            case Position() as item:
                who = self.country(item.country) if item.country else self.actor(item.holder)
                held = {"about": [self.topic(item.topic), who], "brief:stance": item.stance}
                return {**held, **self.said(item, item.speaker)}
            case ExpertView() as item:
                return {"about": [self.topic(item.topic)], **self.said(item, item.person)}
            case Poll() as item:
                return self.poll(item)
            case Result() as item:
                return self.result(item, one)
            case Figure() as item:
                bound = "minValue" if item.qualifier in AT_LEAST else "value"
                value = {"@type": "QuantitativeValue", bound: bare(item.value)}
                unit = {"unitText": item.unit, "brief:qualifier": item.qualifier}
                return {"text": self.plain(item.text), "mainEntity": {**value, **unit}}
            case Event() as item:
                return {"text": self.plain(item.text)}

    def said(self, item: Position | ExpertView, speaker: str | None) -> Node:
        """What somebody holds: in which words of ours, who says so, and how it came to us."""
        return {
            "text": self.plain(item.text),
            "name": item.gist and self.plain(item.gist),
            "author": speaker and self.actor(speaker),
            "brief:nature": item.nature,
            "brief:via": [self.actor(name) for name in item.via],
        }

    def poll(self, item: Poll) -> Node:
        """A poll claims nothing by itself: it is the data set that its results are taken from."""
        facts = {name: getattr(item, name) for name in POLL_FACTS}
        lacking = [name for name, value in facts.items() if value == NOT_STATED]
        stated = {
            f"brief:{name}": self.plain(value) if isinstance(value, LocalizedText) else value
            for name, value in facts.items()
            if value != NOT_STATED
        }
        return {
            "@type": "Dataset",
            "name": self.plain(item.question),
            "description": self.plain(item.limits),
            "creator": self.actor(item.pollster) if item.pollster != NOT_STATED else None,
            "brief:notStated": lacking + ["creator"] * (item.pollster == NOT_STATED),
            **stated,
        }

    def result(self, item: Result, one: StatementRef) -> Node:
        """One percentage: of whom, which answer, from which poll."""
        poll = one.article.polls[int(one.path[1])]
        if isinstance(item.group, str):
            group, place = self.names(item.group), self.country(item.group)
        else:
            group, place = self.plain(item.group), None
        value = {"@type": "Observation", "value": bare(item.percent), "unitText": "percent"}
        return {
            "text": {
                language.code: result_in(language, item, poll, group[language.code])
                for language in self.languages
            },
            "about": place,
            "brief:answer": item.answer,
            "mainEntity": {
                **value,
                "observationAbout": place or {"@type": "Audience", "name": group},
            },
            "brief:note": item.note and self.plain(item.note),
            "isBasedOn": self.statement(self.library.statements[f"{one.article.id}/{poll.id}"]),
        }

    def article(self, article: Article) -> str:
        """A source: what it is, when it was issued and what a reader must know about it."""
        publisher: Node = {"brief:notStated": ["publisher"]}
        if isinstance(article.publisher, LocalizedText):
            publisher = {
                "publisher": {"@type": "Organization", "name": self.plain(article.publisher)}
            }
        node = {
            "@type": "Article",
            "name": self.plain(article.title),
            "alternateName": self.plain(article.short),
            "description": self.plain(article.summary),
            "inLanguage": article.language,
            **self.dated(article.issued, "datePublished"),
            **publisher,
            "brief:caution": [
                {
                    "text": self.plain(one.text),
                    "brief:paragraph": list(one.at),
                    "brief:main": one.main,
                }
                for one in article.cautions
            ],
        }
        return self.put("source", article.id, node)

    def actor(self, name: str) -> str:
        """Who holds, says or passes on: a person, a body, or somebody who is not named."""
        person = self.library.people.get(name)
        if person:
            known = {"name": self.plain(person.name), "jobTitle": self.plain(person.role)}
            return self.put("actor", name, {"@type": "Person", **known})
        body = self.library.organisations[name]
        kind = {"@type": ACTORS.get(body.kind, "Thing"), "brief:kind": body.kind}
        return self.put("actor", name, {**kind, "name": self.plain(body.name)})

    def topic(self, name: str) -> str:
        """What statements are compared on."""
        node = {"@type": "DefinedTerm", "name": self.plain(self.library.topics[name].name)}
        return self.put("topic", name, node)

    def country(self, code: str) -> str:
        """A country by its ISO 3166 code."""
        return self.put("country", code, {"@type": "Country", "name": self.names(code)})

    def names(self, code: str) -> dict[str, str]:
        """The names of a country, as CLDR has them."""
        return {language.code: language.country(code) for language in self.languages}

    def document(self, brief: Brief) -> str:
        """The brief itself: each of its sentences with the statements that it rests on."""
        node = {
            "@type": "Report",
            "name": self.plain(brief.title),
            "reportNumber": str(brief.reference),
            **self.dated(brief.information_as_of, "temporalCoverage"),
            "citation": sorted(urn for urn in self.nodes if urn.startswith(f"{URN}source:")),
            "hasPart": [self.sentence(role, one) for role, one in sentences(brief)],
        }
        return self.put("document", brief.id, node)

    def when(self, one: StatementRef) -> Node:
        """The date that a statement holds for, with the reason where it is inferred."""
        return self.dated(one.dated, "temporalCoverage", one.article.issued.why)

    def dated(self, value: Dated, term: str, why: LocalizedText | None = None) -> Node:
        """A date as EDTF; an inferred one bears its mark of doubt, and says why."""
        doubt = "?" if value.basis == "inferred" else ""
        ends = (f"{end}{doubt}" for end in str(value.date).split("/"))
        reason = (value.why or why) if doubt else None
        node = {term: "/".join(ends), "brief:basis": value.basis}
        return {**node, "brief:reason": self.plain(reason)} if reason else node

    def sentence(self, role: str, one: Supported) -> Node:
        """A sentence of ours; a judgement says how sure it is."""
        rests_on = [f"{URN}statement:{reference}" for reference in one.evidence]
        node = {"@type": "CreativeWork", "brief:role": role, "text": self.plain(one.text)}
        sure = {"brief:confidence": one.confidence} if isinstance(one, Judgement) else {}
        return {**node, **sure, "isBasedOn": rests_on}


def sentences(brief: Brief) -> Iterator[tuple[str, Supported]]:
    """The sentences of a brief that rest on evidence, each with its part in the brief."""
    yield "bottom-line", brief.bottom_line
    yield from (("judgement", one) for one in brief.judgements)
    yield from (("background", one) for one in brief.background)
    yield from (("movement", one) for one in brief.movement.values())


def result_in(language: Language, item: Result, poll: Poll, group: str) -> str:
    """A result of a poll as a sentence."""
    answers: Any = language.strings["answer"]
    return language.translate(
        "result-claim",
        question=without_markup(poll.question)[language.code],
        group=group,
        answer=answers[item.answer],
        percent=f"{bare(item.percent)}%",
    )


def bare(value: float) -> float:
    """A number as the content writes it: 26, not 26.0."""
    return int(value) if value.is_integer() else value
