"""The numbers of paragraphs in the YAML of a new article are those of its source text."""

import re
from datetime import date
from functools import cache
from html import escape

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.checks import paragraphs
from briefs.content import FORBIDDEN, load, parse_yaml
from briefs.design import load_design
from briefs.ingest import NewArticle, Request, new_article
from tests.support.paths import CONTENT, TEMPLATES

SETTINGS = settings(max_examples=150, deadline=None)
# Any letters, and often those that a line, YAML or a pattern could stumble over.
LINES = st.lists(
    st.text(
        st.one_of(
            st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
            st.sampled_from("\n\r\x0b\x0c\x85\u2028\u202e\u200f\ufeff\xa0#:'\"{}[]*&…«»12٣ ايقرأ"),
        ),
        max_size=40,
    ),
    min_size=1,
    max_size=12,
)


library = cache(lambda: load(CONTENT))  # no fixtures: a failure would print them whole
design = cache(lambda: load_design(TEMPLATES))


def made_of(data: bytes, name: str) -> NewArticle | None:
    """Import a source whose language and id are given; None where it has no text."""
    request = Request(name, date(2026, 11, 26), "lysa", "ar")
    made, problems = new_article(data, request, library(), design())
    assert made is not None or {problem.code for problem in problems} == {"import-no-text"}
    return made


def assert_numbers_agree(made: NewArticle) -> None:
    """The YAML counts, lists and accounts for each paragraph of the source text once."""
    texts = paragraphs(made.source_text)
    assert made.source_text == "".join(f"{text}\n" for text in texts)
    assert not FORBIDDEN.search(made.source_text.replace("\t", ""))
    parsed, problems = parse_yaml(made.article, "lysa.yaml", "articles/lysa")
    assert problems == []
    assert parsed is not None
    numbers = list(range(1, len(texts) + 1))
    assert parsed.data["paragraphs"] == len(texts)
    assert sorted(at for entry in parsed.data["left_out"] for at in entry["at"]) == numbers
    listed = re.findall(r"^# +(\d+)  (.*)$", made.article, re.MULTILINE)
    assert [int(number) for number, _ in listed] == numbers
    for (_, about), text in zip(listed, texts, strict=True):
        words = " ".join(text.split()[:4])[:60]
        assert words in about
    for at in parsed.data["issued"].get("at", ()):
        assert any(letter.isdigit() for letter in texts[at - 1])
    assert yaml.safe_load(made.record)["paragraphs"] == len(texts)


@SETTINGS
@given(lines=LINES)
def test_numbers_agree_for_any_text(lines: list[str]) -> None:
    made = made_of("\n".join(lines).encode(), "lysa.txt")
    if made is not None:
        assert_numbers_agree(made)


@SETTINGS
@given(lines=LINES, tag=st.sampled_from(["p", "div", "h2", "li", "td", "span", "br", "nav"]))
def test_numbers_agree_for_any_web_page(lines: list[str], tag: str) -> None:
    body = "".join(f"<{tag}>{escape(line)}</{tag}>" for line in lines)
    page = f"<!doctype html><html><body>{body}</body></html>"
    made = made_of(page.encode(), "lysa.html")
    if made is not None:
        assert_numbers_agree(made)
