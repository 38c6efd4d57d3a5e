"""Faults seeded one at a time into a copy of an invented dossier: which of them are found.

The dossier is the case content with a third article, gamma, which has what the other two lack.
The faults that no check can find are listed too: no check knows who holds a view, whether it is
for or against, or how firm it is.
"""

# ruff: noqa: E501  (a fault a line)
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from briefs.checks import check
from briefs.content import load
from briefs.design import Design
from tests.support.paths import CONTENT_GAMMA, SOURCES


class Fault(NamedTuple):
    """In a file, after an anchor, each `old` becomes its `new`; `code` is that of the problem."""

    file: str
    anchor: str
    change: tuple[tuple[str, str], ...]
    code: str = ""


ALPHA, BETA, GAMMA = "articles/alpha.yaml", "articles/beta.yaml", "articles/gamma.yaml"
SIDES, LOCK = "contradictions.yaml", "sources.lock"
FIGURE = "figure-unsupported"

FOUND = {
    # digits
    "figure: a wrong value": Fault(GAMMA, "id: towns-committed", (("value: 26", "value: 27"),), FIGURE),
    "figure: wrong in both texts": Fault(GAMMA, "id: towns-committed", (("At least 26", "At least 28"), ("26 بلدية", "28 بلدية")), FIGURE),
    "figure: digits transposed": Fault(GAMMA, "id: towns-drafting", (("than 35", "than 53"), ("من 35", "من 53")), FIGURE),
    "figure: a digit added": Fault(GAMMA, "id: work-years", (("than 3 years", "than 30 years"), ("من 3 سنوات", "من 30 سنوات")), FIGURE),
    "figure: wrong in English alone": Fault(GAMMA, "id: deadline-days", (('"50 days', '"15 days'),), "number-mismatch"),
    "figure: wrong in Arabic alone": Fault(GAMMA, "id: deadline-days", (('"50 يومًا', '"15 يومًا'),), "number-mismatch"),
    "figure: left out in Arabic": Fault(GAMMA, "id: towns-drafting", (("أكثر من 35 بلدية", "بلديات كثيرة"),), "number-mismatch"),
    "figure: a wrong number word in English": Fault(GAMMA, "id: days-since-meeting", (("two days earlier", "three days earlier"),), FIGURE),
    "figure: a wrong number word in Arabic": Fault(GAMMA, "id: days-since-meeting", (("قبل يومين", "قبل ثلاثة أيام"),), FIGURE),
    "figure: million for billion": Fault(GAMMA, "id: line-income", (("1.1 billion", "1.1 million"), ("1.1 مليار", "1.1 مليون")), FIGURE),
    "figure: a wrong sum": Fault(GAMMA, "id: line-income", (("value: 1100000000", "value: 1200000000"),), FIGURE),
    "figure: a count for a percentage": Fault(GAMMA, "id: closed-quays", (("about 20%", "about 20 parts"), ("نحو 20%", "نحو 20 جزءًا")), FIGURE),
    "figure: a percentage for a count": Fault(GAMMA, "id: pillars", (("unit: count", "unit: percent"),), FIGURE),
    "figure: two groups of towns mixed up": Fault(GAMMA, "id: towns-drafting", (("value: 35", "value: 26"),), FIGURE),
    "caution: a wrong number": Fault(GAMMA, "cautions:", (("about 20%", "about 40%"), ("نسبة 20%", "نسبة 40%")), FIGURE),
    "position: a number made up": Fault(GAMMA, "id: pt-hosts-meeting", (("a new meeting", "a third meeting"), ("لقاء جديدًا", "لقاء ثالثًا")), FIGURE),
    "contradiction: a wrong number": Fault(SIDES, "id: length", (("counts 300", "counts 400"), ("يحسب 300", "يحسب 400")), FIGURE),
    "derived: not declared": Fault(GAMMA, "id: harbour-post-crews", (("value: 2", "value: 7"),), FIGURE),
    "derived: declared in vain": Fault(GAMMA, "names 4 towns", (("value: 4", "value: 11"),), "derived-unused"),
    # polls
    "poll: a wrong percentage": Fault(ALPHA, "id: poll-no-for", (("percent: 54", "percent: 57"),), FIGURE),
    "poll: digits transposed": Fault(GAMMA, "id: line-se", (("percent: 91", "percent: 19"),), FIGURE),
    "poll: figures swapped between two questions": Fault(GAMMA, "id: line-es", (("percent: 51", "percent: 59"), ("percent: 59\n        at: [11]", "percent: 51\n        at: [11]")), FIGURE),
    "poll: the paragraph off by one": Fault(GAMMA, "id: line-se", (("at: [10]", "at: [11]"),), FIGURE),
    # dates
    "date: a wrong day": Fault(GAMMA, "id: dk-sets-deadline", (("2024-06-14", "2024-06-15"),), FIGURE),
    "date: a wrong month": Fault(GAMMA, "id: crews-told", (("2024-05", "2024-04"),), FIGURE),
    "date: a wrong year": Fault(GAMMA, "id: islands-accord", (('"1994"', '"1995"'),), FIGURE),
    "date: the day before": Fault(BETA, "id: signing", (("2024-05-12", "2024-05-11"),), FIGURE),
    "date: of publication": Fault(GAMMA, "issued:", (("2024-06-20", "2024-06-21"),), FIGURE),
    "date: wrong in both texts": Fault(GAMMA, "id: deadline-days", (("14 June 2024", "14 July 2024"), ("14 يونيو 2024", "14 يوليو 2024")), FIGURE),
    "date: a wrong month in one language": Fault(GAMMA, "id: crews-told", (("told in May", "told in March"),), FIGURE),
    "date: one that no calendar has": Fault(GAMMA, "id: dk-sets-deadline", (("2024-06-14", "2024-06-31"),), "date-malformed"),
    # paragraphs
    "paragraph: off by one": Fault(GAMMA, "id: line-income", (("at: [7]", "at: [8]"),), FIGURE),
    "paragraph: off by one, backwards": Fault(GAMMA, "id: pillars", (("at: [8]", "at: [7]"),), FIGURE),
    "paragraph: one of a heading": Fault(GAMMA, "id: marques-deadline", (("at: [3]", "at: [2]"),), "paragraph-both"),
    "paragraph: the only citation moved": Fault(GAMMA, "id: harbour-post-crews", (("at: [18]", "at: [17]"),), "paragraph-unaccounted"),
    "paragraph: beyond the end": Fault(GAMMA, "id: days-since-meeting", (("at: [9]", "at: [44]"),), "paragraph-unknown"),
    "paragraph: the count of the article": Fault(GAMMA, "paragraphs:", (("19", "20"),), "source-changed"),
    "paragraph: content left out as furniture": Fault(GAMMA, "left_out:", (("[1, 19]", "[1, 8, 19]"),), "paragraph-both"),
    # names
    "name: a speaker who does not exist": Fault(ALPHA, "id: no-ferry-early", (("speaker: halvorsen", "speaker: halvorsenn"),), "person-unknown"),
    "name: a country that does not exist": Fault(GAMMA, "id: se-no-ships", (("country: SE", "country: XQ"),), "country-unknown"),
    "name: a country changed in both languages": Fault(GAMMA, "cautions:", (("of Finland", "of Poland"), ("مثال فنلندا", "مثال بولندا")), "coverage-gap"),
    "name: a country of a poll changed": Fault(GAMMA, "id: line-is", (("group: IS", "group: NL"),), "coverage-gap"),
    "name: a topic that does not exist": Fault(BETA, "id: board-tolls", (("topic: tolls", "topic: toll"),), "topic-unknown"),
    # attribution and firmness
    "holder: a country that the paragraph does not name": Fault(GAMMA, "id: pt-not-alone", (("country: PT", "country: SE"),), "holder-unnamed"),
    "title: reworded": Fault(GAMMA, "title:", (("بعد افتتاح الخط", "بعد الافتتاح"),), "title-changed"),
    "title: of ours, and not marked": Fault(ALPHA, "title:", (("title_is: descriptive", "title_is: verbatim"),), "title-changed"),
    "firmness: about, taken as exactly": Fault(GAMMA, "id: closed-quays", (("qualifier: about", "qualifier: exactly"),), "qualifier-doubtful"),
    "firmness: an estimate of the source alone": Fault(GAMMA, "id: line-income", (("qualifier: about", "qualifier: exactly"), (", by the estimate of the Harbour Post", ""), ("، وفق تقدير بريد الميناء", "")), "qualifier-doubtful"),
    "polarity: a condition, taken as support": Fault(ALPHA, "id: no-ferry-early", (("stance: conditional", "stance: supports"),), "stance-doubtful"),
    # the source texts
    "source: another file": Fault(BETA, "source_text:", (("beta.txt", "betta.txt"),), "source-missing"),
    "source: a passage no longer excused": Fault(GAMMA, "uncovered:", (("words: [NL]", "words: [US]"),), "coverage-gap"),
    "source: an excuse for nothing": Fault(GAMMA, "uncovered:", (("at: [8]", "at: [9]"),), "uncovered-unused"),
    "source: a fingerprint that differs": Fault(LOCK, "gamma:", (("  9: ", "  9: 0"),), "source-changed"),
}  # fmt: skip

# Nothing in the words of a source tells these from the truth, short of understanding them.
NOT_FOUND = {
    "polarity: a stance turned round": Fault(GAMMA, "id: se-no-ships", (("stance: opposes", "stance: supports"),)),
    "polarity: a negation dropped in both languages": Fault(GAMMA, "id: se-no-ships", (("without a commitment", "with a commitment"), ("لا يقترن", "يقترن"))),
    "polarity: a negation dropped in one language": Fault(GAMMA, "id: no-final-agreement", (("without joining", "on joining"),)),
    "polarity: a poll answer turned round": Fault(GAMMA, "id: line-is", (("answer: oppose", "answer: support"),)),
    "polarity: two results of one paragraph swapped": Fault(GAMMA, "id: tolls-government", (("percent: 59", "percent: 74"), ("percent: 74\n        at: [11]\n        note: {en: Voters of the opp", "percent: 59\n        at: [11]\n        note: {en: Voters of the opp"))),
    "attribution: another speaker of the same paragraph": Fault(GAMMA, "id: no-final-agreement", (("speaker: halvorsen", "speaker: marques"),)),
    "attribution: another expert, where the paragraph is cited for the first one too": Fault(GAMMA, "id: marques-deadline", (("person: marques", "person: halvorsen"),)),
    "attribution: another chain of reporting": Fault(GAMMA, "id: pt-hosts-meeting", (("via: [harbour-post]", "via: [tide-institute]"),)),
    "attribution: a report for a statement": Fault(GAMMA, "id: dk-sets-deadline", (("according to Rui Marques", "it is said"), ("وفق روي ماركيش", "على ما قيل"))),
    "firmness: at least, taken as exactly": Fault(GAMMA, "id: towns-committed", (("qualifier: at_least", "qualifier: exactly"),)),
    "date: an inferred one": Fault(GAMMA, "id: pt-hosts-meeting", (("2024-06-17", "2024-07-17"),)),
    "paragraph: off by one, where all that it names stays": Fault(GAMMA, "id: pt-not-alone", (("at: [15]", "at: [16]"),)),
}  # fmt: skip


def with_fault(text: str, fault: Fault) -> str:
    """Return a text with a fault in it; raise AssertionError where a part of the fault is absent."""
    head, anchor, tail = text.partition(fault.anchor)
    assert anchor, f"there is no “{fault.anchor}”"
    for old, new in fault.change:
        assert old in tail, f"there is no “{old}” after “{fault.anchor}”"
        tail = tail.replace(old, new, 1)
    return head + anchor + tail


@pytest.fixture
def dossier(content: Path) -> Path:
    """A copy of the case content with the article gamma."""
    return shutil.copytree(CONTENT_GAMMA, content, dirs_exist_ok=True)


def codes_with(fault: Fault, dossier: Path, design: Design) -> set[str]:
    """Return the codes of the problems of a dossier once the fault is in it."""
    file = dossier / fault.file
    file.write_text(with_fault(file.read_text(encoding="utf-8"), fault), encoding="utf-8")
    return {problem.code for problem in check(load(dossier), design.check_context, SOURCES)}


def test_the_dossier_without_a_fault_has_no_problem(dossier: Path, design: Design) -> None:
    assert check(load(dossier), design.check_context, SOURCES) == []


@pytest.mark.parametrize("name", FOUND)
def test_a_seeded_fault_is_found(name: str, dossier: Path, design: Design) -> None:
    assert FOUND[name].code in codes_with(FOUND[name], dossier, design)


@pytest.mark.parametrize("name", NOT_FOUND)
def test_a_fault_that_no_check_can_find_is_not_found(
    name: str, dossier: Path, design: Design
) -> None:
    assert codes_with(NOT_FOUND[name], dossier, design) == set()


def test_sixty_five_faults_are_seeded_and_fifty_three_found() -> None:
    assert (len(FOUND), len(NOT_FOUND)) == (53, 12)
