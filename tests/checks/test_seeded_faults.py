"""Faults seeded into a copy of the real content, one at a time: which ones the checks catch.

What stays open is named as such: no rule can see who holds a view, for or against, or how firmly.
"""

# ruff: noqa: E501  (a fault a line)
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from briefs.checks import registry, verify
from briefs.content.library import load
from briefs.design import load_design
from briefs.design.check_context import CheckContext
from tests.support.paths import ROOT, SOURCES, TEMPLATES, needs_sources

pytestmark = needs_sources


class Fault(NamedTuple):
    """In a file, after an anchor, each `old` becomes its `new`; `code` is what is to be told."""

    file: str
    anchor: str
    change: tuple[tuple[str, str], ...]
    code: str


ECCI, EREM, TABLE = "articles/ecci.yaml", "articles/erem.yaml", "articles/on-the-table.yaml"
KNOW, DRAFT, SIDES = (
    "articles/what-we-know.yaml",
    "articles/draft-declaration.yaml",
    "contradictions.yaml",
)
FIGURE = "figure-unsupported"

CAUGHT = {
    # digits
    "figure: a wrong value": Fault(ECCI, "id: states-committed", (("value: 26", "value: 27"),), FIGURE),
    "figure: wrong in both texts": Fault(ECCI, "id: states-committed", (("At least 26", "At least 28"), ("26 دولة", "28 دولة")), FIGURE),
    "figure: digits transposed": Fault(ECCI, "id: states-drafting-package", (("than 35", "than 53"), ("من 35", "من 53")), FIGURE),
    "figure: a digit added": Fault(TABLE, "id: war-years", (("than 3 years", "than 30 years"), ("من 3 سنوات", "من 30 سنوات")), FIGURE),
    "figure: wrong in English alone": Fault(ECCI, "id: trump-deadline-days", (('"50 days', '"15 days'),), "number-mismatch"),
    "figure: wrong in Arabic alone": Fault(ECCI, "id: trump-deadline-days", (('"50 يومًا', '"15 يومًا'),), "number-mismatch"),
    "figure: left out in Arabic": Fault(KNOW, "id: members", (("أكثر من 30 دولة", "دولًا كثيرة"),), "number-mismatch"),
    "figure: a wrong number word in English": Fault(EREM, "id: days-since-paris", (("two days earlier", "three days earlier"),), FIGURE),
    "figure: a wrong number word in Arabic": Fault(EREM, "id: days-since-paris", (("قبل يومين", "قبل ثلاثة أيام"),), FIGURE),
    "figure: million for billion": Fault(ECCI, "id: russian-fuel-revenue", (("1.1 billion", "1.1 million"), ("1.1 مليار", "1.1 مليون")), FIGURE),
    "figure: a wrong sum": Fault(ECCI, "id: russian-fuel-revenue", (("value: 1100000000", "value: 1200000000"),), FIGURE),
    "figure: a count for a percentage": Fault(TABLE, "id: territory-under-russian-control", (("about 20%", "about 20 parts"), ("نحو 20%", "نحو 20 جزءًا")), FIGURE),
    "figure: a percentage for a count": Fault(ECCI, "id: pillars", (("unit: count", "unit: percent"),), FIGURE),
    "figure: members and participants mixed up": Fault(KNOW, "id: members", (("value: 30", "value: 26"),), FIGURE),
    "caution: a wrong number": Fault(DRAFT, "- at: [3]\n    text:\n      en: >-\n        The number of", (("about 30", "about 40"), ("نحو 30", "نحو 40")), FIGURE),
    "position: a number made up": Fault(TABLE, "id: fr-hosts-meeting", (("a new meeting", "a third meeting"), ("اجتماع جديد", "اجتماع ثالث")), FIGURE),
    "contradiction: a wrong number": Fault(SIDES, "More than 30 states make up", (("26 took", "27 took"),), FIGURE),
    "derived: not declared": Fault(EREM, "id: erem-factor-forces", (("value: 2", "value: 7"),), FIGURE),
    "derived: declared in vain": Fault(KNOW, "names 10 states", (("value: 10", "value: 11"),), "derived-unused"),
    # polls
    "poll: a wrong percentage": Fault(ECCI, "id: eu-pl", (("percent: 51", "percent: 57"),), FIGURE),
    "poll: digits transposed": Fault(ECCI, "id: eu-se", (("percent: 91", "percent: 19"),), FIGURE),
    "poll: figures swapped between two questions": Fault(ECCI, "id: nato-pl-government-voters", (("percent: 59", "percent: 51"), ("percent: 51\n        at: [62]", "percent: 59\n        at: [62]")), FIGURE),
    "poll: the paragraph off by one": Fault(ECCI, "id: eu-se", (("at: [62]", "at: [63]"),), FIGURE),
    # dates
    "date: a wrong day": Fault(ECCI, "id: trump-sets-deadline", (("2025-07-14", "2025-07-15"),), FIGURE),
    "date: a wrong month": Fault(ECCI, "id: pentagon-tells-diplomats", (("2025-08", "2025-07"),), FIGURE),
    "date: a wrong year": Fault(ECCI, "id: budapest-memorandum", (('"1994"', '"1995"'),), FIGURE),
    "date: the day before": Fault(ECCI, "id: trump-speaks-to-reporters", (("2025-09-03", "2025-09-02"),), FIGURE),
    "date: of publication": Fault(ECCI, "issued:", (("2025-09-05", "2025-09-06"),), FIGURE),
    "date: wrong in both texts": Fault(ECCI, "id: trump-deadline-days", (("14 July 2025", "14 June 2025"), ("14 يوليو 2025", "14 يونيو 2025")), FIGURE),
    "date: a wrong month in one language": Fault(KNOW, "id: gb-us-guarantee-deters", (("said in February", "said in March"),), FIGURE),
    "date: one that no calendar has": Fault(ECCI, "id: paris-meeting", (("2025-09-04", "2025-09-31"),), "date-malformed"),
    # paragraphs
    "paragraph: off by one": Fault(ECCI, "id: states-committed", (("at: [39]", "at: [40]"),), FIGURE),
    "paragraph: off by one, backwards": Fault(ECCI, "id: trump-sets-deadline", (("at: [31]", "at: [30]"),), FIGURE),
    "paragraph: one of a heading": Fault(ECCI, "id: boyechko-deadline", (("at: [31]", "at: [32]"),), "paragraph-both"),
    "paragraph: the only citation moved": Fault(ECCI, "id: ecci-trump-avoids-confrontation", (("at: [20", "at: [21"),), "paragraph-unaccounted"),
    "paragraph: beyond the end": Fault(EREM, "id: days-since-paris", (("at: [11]", "at: [44]"),), "paragraph-unknown"),
    "paragraph: the count of the article": Fault(TABLE, "paragraphs:", (("21", "22"),), "source-changed"),
    "paragraph: content left out as furniture": Fault(ECCI, "left_out:", (("[1, 74]", "[1, 58, 74]"),), "paragraph-both"),
    # names
    "name: a speaker who does not exist": Fault(TABLE, "id: us-final-agreement", (("speaker: trump", "speaker: trumpp"),), "person-unknown"),
    "name: a country that does not exist": Fault(TABLE, "id: it-collective-security-clause", (("country: IT", "country: XQ"),), "country-unknown"),
    "name: a country changed in both languages": Fault(ECCI, "Discussed ", (("Israeli-", "Iranian-"), ("إسرائيلي أو", "إيراني أو"), ("of Israel or", "of Iran or"), ("مثال إسرائيل", "مثال إيران")), "coverage-gap"),
    "name: a country of a poll changed": Fault(ECCI, "id: eu-lt", (("group: LT", "group: NL"),), "coverage-gap"),
    "name: a topic that does not exist": Fault(TABLE, "id: us-final-agreement", (("topic: settlement", "topic: settlements"),), "topic-unknown"),
    # the source texts
    "source: another file": Fault(EREM, "source_text:", (("erem.txt", "erm.txt"),), "source-missing"),
    "source: a passage no longer excused": Fault(EREM, "uncovered:", (("words: [RU]", "words: [US]"),), "coverage-gap"),
    "source: an excuse for nothing": Fault(ECCI, "uncovered:", (("at: [33]", "at: [34]"),), "uncovered-unused"),
    "source: a fingerprint that differs": Fault("sources.lock", "erem:", (("  9: ", "  9: 0"),), "source-changed"),
}  # fmt: skip

# Nothing in the words of a source tells these from the truth, short of understanding them.
INVISIBLE = {
    "polarity: a stance turned round": Fault(TABLE, "id: ru-rejects-western-troops", (("stance: opposes", "stance: supports"),), ""),
    "polarity: a negation dropped in both languages": Fault(TABLE, "id: us-no-troop-commitment", (("without a commitment", "with a commitment"), ("لا يقترن", "يقترن")), ""),
    "polarity: a negation dropped in one language": Fault(TABLE, "id: us-without-nato-accession", (("would come without Ukraine", "would come with Ukraine"),), ""),
    "polarity: a poll answer turned round": Fault(ECCI, "id: eu-hu", (("answer: oppose", "answer: support"),), ""),
    "polarity: two results of one paragraph swapped": Fault(ECCI, "id: nato-pl-government-voters", (("percent: 59", "percent: 74"), ("percent: 74\n        at: [61]\n        note:\n          en: Share of opp", "percent: 59\n        at: [61]\n        note:\n          en: Share of opp")), ""),
    "attribution: another speaker of the same paragraph": Fault(TABLE, "id: us-final-agreement", (("speaker: trump", "speaker: putin"),), ""),
    "attribution: another expert, where the paragraph is cited for the first one too": Fault(ECCI, "id: boyechko-deadline", (("person: boyechko", "person: stubb"),), ""),
    "attribution: another chain of reporting": Fault(KNOW, "id: gb-hosts-meeting", (("via: [politico]", "via: [bloomberg]"),), ""),
    "attribution: a report for a statement": Fault(ECCI, "id: trump-sets-deadline", (("according to Boyechko", "it is said"), ("وفق بويتشكو", "على ما قيل")), ""),
    "firmness: at least, taken as exactly": Fault(ECCI, "id: states-committed", (("qualifier: at_least", "qualifier: exactly"),), ""),
    "date: an inferred one": Fault(TABLE, "id: ru-refuses-peace-agreement", (("2025-09-01", "2025-10-01"),), ""),
    "paragraph: off by one, where all that it names stays": Fault(TABLE, "id: us-trump-not-expected", (("at: [11]", "at: [13]"),), ""),
}  # fmt: skip


def seeded(text: str, fault: Fault) -> str:
    """A text with a fault; every part of it must be found."""
    head, anchor, tail = text.partition(fault.anchor)
    assert anchor, f"there is no “{fault.anchor}”"
    for old, new in fault.change:
        assert old in tail, f"there is no “{old}” after “{fault.anchor}”"
        tail = tail.replace(old, new, 1)
    return head + anchor + tail


def problems_of(content: Path) -> Iterator[str]:
    """The codes of all that reading, checking and verifying find."""
    design = load_design(TEMPLATES)
    setting = CheckContext(
        tuple(design.theme.languages), tuple(design.theme.editions), design.templates
    )
    loaded = load(content)
    problems = list(loaded.problems)
    lock = (content / "sources.lock").read_text(encoding="utf-8")
    report = verify.verify_claims(loaded, SOURCES, lock)
    yield from (
        one.code for one in (*problems, *registry.run_checks(loaded, setting), *report.problems)
    )


def with_fault(fault: Fault, folder: Path) -> set[str]:
    """The codes found in a copy of the content with one fault."""
    content = shutil.copytree(ROOT / "content", folder / "content")
    file = content / fault.file
    file.write_text(seeded(file.read_text(encoding="utf-8"), fault), encoding="utf-8")
    return set(problems_of(content))


def test_the_content_itself_is_clean():
    assert list(problems_of(ROOT / "content")) == []


@pytest.mark.parametrize("name", CAUGHT)
def test_a_fault_is_caught(name, tmp_path):
    assert CAUGHT[name].code in with_fault(CAUGHT[name], tmp_path)


@pytest.mark.parametrize("name", INVISIBLE)
def test_what_no_rule_can_see_is_known(name, tmp_path):
    assert with_fault(INVISIBLE[name], tmp_path) == set()


def test_at_least_forty_faults_are_seeded():
    assert (len(CAUGHT), len(INVISIBLE)) == (47, 12)
