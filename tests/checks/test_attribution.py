"""What is left out of a source text, and how the words of a title are compared."""

import pytest

from briefs.checks.attribution import left_out, title
from briefs.content import load
from briefs.content.model import Article, LeftOut
from tests.support.paths import CONTENT

ALPHA = load(CONTENT).articles["alpha"]
ADDRESS = "https://a.org/?p=1"
LINES = ("عنوان", ADDRESS, "نص", "عنوان", f"الرابط: {ADDRESS}", f"انظر {ADDRESS} وفيه المزيد")


@pytest.mark.parametrize(
    ("at", "why", "messages"),
    [
        (2, "heading", ["paragraph 2 is an address"]),
        (5, "caption", ["paragraph 5 is an address"]),
        (2, "furniture", []),
        (6, "heading", []),
        (4, "heading", ["paragraph 4 repeats 1"]),
        (4, "repetition", []),
        (4, "furniture", []),
        (1, "heading", []),
    ],
)
def test_addresses_and_repeated_lines_are_left_out_for_their_reason(
    at: int, why: str, messages: list[str]
) -> None:
    entry = LeftOut.model_validate({"at": [at], "why": why})
    article = ALPHA.model_copy(update={"left_out": (entry,)})
    problems = list(left_out(load(CONTENT), article, LINES))
    assert [problem.message for problem in problems] == messages
    assert {problem.code for problem in problems} <= {"left-out-reason"}
    assert {problem.line for problem in problems} <= {78}  # of the file alpha


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("خبر – «خطٌّ عبر المضيق»؟", True),
        ("خط في المضيق", False),
        ("خط عبر", False),
    ],
)
def test_a_title_is_compared_by_its_words(line: str, found: bool) -> None:
    article: Article = ALPHA.model_copy(update={"title_is": "verbatim"})
    assert (not list(title(article, (line,)))) == found
