"""Positions that contradict each other must be declared."""

from pathlib import Path

from briefs.checks import contradictions
from briefs.content.library import load
from briefs.design.check_context import CheckContext
from briefs.problems import Problem

SETTING = CheckContext(("en", "ar"), ("en", "ar", "ar-en"), ("brief", "note", "country"))
PAIR = """
  - {{id: no-{n}, country: NO, topic: {topic}, stance: {stance}, as_of: {day}, nature: reported,
     at: [2], gist: {{en: A gist, ar: خلاصة}}, text: {{en: A text, ar: نص}}}}
"""


def problems_with_pair(
    content: Path, *, first: str = "2024-03-05", declared: bool = False
) -> list[Problem]:
    """Return the problems that the rule finds after two opposite positions are added."""
    path = content / "articles" / "alpha.yaml"
    text = path.read_text(encoding="utf-8")
    topic = load(content).articles["alpha"].positions[0].topic
    pair = PAIR.format(n=1, topic=topic, stance="supports", day=first)
    pair += PAIR.format(n=2, topic=topic, stance="opposes", day="2024-03-05")
    path.write_text(text.replace("positions:\n", f"positions:{pair}", 1), encoding="utf-8")
    if declared:
        (content / "contradictions.yaml").write_text(DECLARED, encoding="utf-8")
    loaded = load(content)
    problems = list(loaded.problems)
    assert problems == []
    return [
        one
        for one in contradictions.undeclared_contradictions(loaded, SETTING)
        if "no-1" in one.message
    ]


DECLARED = """
contradictions:
  - id: both
    title: {en: Both, ar: كلاهما}
    sides:
      - {article: alpha, at: [2], text: {en: For, ar: مع}}
      - {article: alpha, at: [2], text: {en: Against, ar: ضد}}
    meaning: {en: Open, ar: مفتوح}
"""


def test_a_contradiction_must_be_declared(content: Path) -> None:
    (problem,) = problems_with_pair(content)
    assert problem.code == "contradiction-undeclared"
    assert problem.line > 1


def test_a_declared_contradiction_is_no_problem(content: Path) -> None:
    assert problems_with_pair(content, declared=True) == []


def test_a_move_from_one_day_to_another_is_no_contradiction(content: Path) -> None:
    assert problems_with_pair(content, first="2024-03-04") == []
