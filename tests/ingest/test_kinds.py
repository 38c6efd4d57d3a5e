"""Sources of every kind and in three languages become articles that the checks accept."""

import re
import socket
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from briefs.checks import check, paragraphs
from briefs.content import Library, load
from briefs.design import Design
from briefs.ingest import NewArticle, Request, new_article
from briefs.ingest.pdf_text import reading_order
from briefs.problems import Problem, errors
from tests.support.source_files import DAY, STORIES, files_of, plain, web_page

FILES = ("lysa.html", "lysa.pdf", "lysa.docx", "lysa.txt")
IMPORTED = date(2026, 11, 26)
KINDS = {"html": "web page", "pdf": "PDF", "docx": "Word document", "txt": "plain text"}

files = cache(lambda language: files_of(STORIES[language]))


def imported(
    data: bytes, library: Library, design: Design, request: Request | None = None
) -> NewArticle:
    """Import a source that has no problem."""
    made, problems = new_article(data, request or Request("lysa.html", IMPORTED), library, design)
    assert problems == []
    assert made is not None
    return made


def checked(made: NewArticle, content: Path, design: Design) -> list[Problem]:
    """Write the YAML of a new article into a content folder; return the problems of the file."""
    path = content / "articles" / f"{made.id}.yaml"
    path.write_text(made.article, encoding="utf-8")
    problems = check(load(content), design.check_context)
    return [problem for problem in problems if problem.file == str(path)]


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize("name", FILES)
def test_a_source_of_any_kind_becomes_an_article_without_errors(
    name: str, language: str, library: Library, design: Design, content: Path
) -> None:
    story = STORIES[language]
    made = imported(files(language)[name], library, design, Request(name, IMPORTED, "lysa"))
    assert paragraphs(made.source_text) == story.lines
    article = yaml.safe_load(made.article)
    assert article["language"] == language
    assert article["paragraphs"] == len(story.lines)
    assert article["issued"] == {
        "date": date.fromisoformat(DAY),
        "basis": "stated",
        "at": story.numbers([story.dated]),
    }
    unread = next(entry["at"] for entry in article["left_out"] if entry["why"] == "unread")
    assert unread == story.numbers(story.body)
    record = yaml.safe_load(made.record)
    assert record["kind"] == KINDS[name.partition(".")[2]]
    assert record["imported"] == IMPORTED
    problems = checked(made, content, design)
    assert errors(problems) == []
    assert {problem.code for problem in problems} == {"text-to-do", "paragraph-unread"}


@pytest.mark.parametrize("language", STORIES)
def test_each_line_around_the_article_is_guessed_with_its_reason(
    language: str, library: Library, design: Design
) -> None:
    story = STORIES[language]
    expected = {
        **dict.fromkeys(story.numbers([*story.before, story.dated]), "furniture"),
        **dict.fromkeys(story.numbers([story.title]), "heading"),
        **{story.numbers([line])[0]: why for line, why in story.after},
        **dict.fromkeys(story.numbers(story.body), "unread"),
    }
    for name, data in files(language).items():
        made = imported(data, library, design, Request(name, IMPORTED, "lysa"))
        left_out = yaml.safe_load(made.article)["left_out"]
        assert {at: entry["why"] for entry in left_out for at in entry["at"]} == expected


def test_title_publisher_and_address_of_a_web_page_are_found(
    library: Library, design: Design
) -> None:
    made = imported(web_page(STORIES["ar"]), library, design)
    article, record = yaml.safe_load(made.article), yaml.safe_load(made.record)
    assert article["title"] == {"en": "TODO", "ar": STORIES["ar"].title}
    assert article["publisher"] == {"en": "TODO", "ar": STORIES["ar"].outlet}
    assert "title_is" not in article
    assert record["url"] == "https://lysa.example/1"
    assert record["file"] == "lysa.html"
    assert made.id == "lysa"  # the title has no Latin letters


def test_a_title_in_no_language_of_the_content_is_to_be_translated(
    library: Library, design: Design
) -> None:
    made = imported(web_page(STORIES["fr"]), library, design)
    article = yaml.safe_load(made.article)
    assert article["title"] == {"en": "TODO", "ar": "TODO"}
    assert article["title_is"] == "descriptive"
    assert article["publisher"] == {"en": "Le Courrier de la Lysa", "ar": "TODO"}
    assert f"# The title, to be translated: {STORIES['fr'].title}\n" in made.article
    assert made.id == "damont-en-aval-deux-capitales-se"


@pytest.mark.parametrize(
    ("stated", "found"),
    [("en", "ar"), ("fa", "ar"), ("", "ar"), ("x y", "ar"), ("ar-EG", "ar")],
)
def test_the_language_that_a_page_states_is_taken_unless_the_text_is_in_another(
    stated: str, found: str, library: Library, design: Design
) -> None:
    page = web_page(STORIES["ar"]).replace(b'lang="ar"', f'lang="{stated}"'.encode())
    assert yaml.safe_load(imported(page, library, design).article)["language"] == found


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("en", ("figure 54 per cent", "person halvorsen", "country NO", "country SE")),
        ("ar", ("figure 54 في المئة", "person halvorsen", "country NO", "country SE")),
        ("fr", ("figure 54 %", "person halvorsen", "country NO", "country SE")),
    ],
)
def test_the_list_of_paragraphs_names_what_each_has(
    language: str, found: tuple[str, ...], library: Library, design: Design
) -> None:
    made = imported(plain(STORIES[language]), library, design, Request("lysa.txt", IMPORTED))
    listed = dict(re.findall(r"^#\s+(\d+)  (.*)$", made.article, re.MULTILINE))
    first, second, _ = STORIES[language].numbers(STORIES[language].body)
    assert len(listed) == len(STORIES[language].lines)
    for words in found[:3]:
        assert words in listed[str(first)]
    assert found[3] in listed[str(second)]
    assert "quotation «" in listed[str(second)]


def test_a_date_that_only_the_metadata_have_is_inferred_with_the_reason(
    library: Library, design: Design, content: Path
) -> None:
    page = web_page(STORIES["en"]).replace(b"14 September 2026</time>", b"Monday</time>")
    made = imported(page, library, design)
    issued = yaml.safe_load(made.article)["issued"]
    assert (issued["date"], issued["basis"]) == (date.fromisoformat(DAY), "inferred")
    assert issued["why"]["en"].startswith("The text prints no date")
    assert "at" not in issued
    assert errors(checked(made, content, design)) == []


@pytest.mark.parametrize(
    ("metadata", "day"),
    [
        ('<meta name="dc.date.issued" content="2026-09-12">', "2026-09-12"),
        ('<meta itemprop="datePublished" content="2026-09-12T01:00Z">', "2026-09-12"),
        (
            '<script type="application/ld+json">{"datePublished": "2026-09-12"}</script>',
            "2026-09-12",
        ),
        ('<meta name="date" content="12/9/2026">', DAY),
        ('<link rel="canonical" href="https://a.example/2026/09/12/">', DAY),
    ],
)
def test_the_day_of_publication_is_that_of_the_metadata_or_of_a_time_in_the_article(
    metadata: str, day: str, library: Library, design: Design
) -> None:
    page = web_page(STORIES["en"], metadata).replace(
        b"<nav>", b'<nav><time datetime="2026-01-01">Today</time>'
    )
    issued = yaml.safe_load(imported(page, library, design).article)["issued"]
    assert issued["date"] == date.fromisoformat(day)


def test_a_source_without_any_date_has_that_of_the_import_and_a_reason_to_be_written(
    library: Library, design: Design, content: Path
) -> None:
    text = plain(STORIES["en"]).replace(b"14 September 2026", b"Monday")
    made = imported(text, library, design, Request("lysa.txt", IMPORTED))
    issued = yaml.safe_load(made.article)["issued"]
    assert issued["date"] == IMPORTED
    assert issued["why"] == {"en": "TODO", "ar": "TODO"}
    assert errors(checked(made, content, design)) == []


def test_a_date_after_the_import_is_not_that_of_the_source(
    library: Library, design: Design
) -> None:
    request = Request("lysa.html", date(2026, 9, 13))
    made = imported(web_page(STORIES["en"]), library, design, request)
    assert yaml.safe_load(made.article)["issued"]["date"] == date(2026, 9, 13)


def test_the_same_source_gives_the_same_files(library: Library, design: Design) -> None:
    for name, data in files("ar").items():
        request = Request(name, IMPORTED)
        assert imported(data, library, design, request) == imported(data, library, design, request)


def test_nothing_is_fetched(
    library: Library, design: Design, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    page = web_page(STORIES["en"]).replace(
        b"<article>",
        b'<link rel="stylesheet" href="http://a.example/a.css"><img src="http://a.example/a.png">'
        b'<iframe src="http://a.example/"></iframe><article>',
    )
    imported(page, library, design)


def test_blocks_of_a_web_page_are_paragraphs_with_the_reasons_of_their_markup(
    library: Library, design: Design
) -> None:
    parts = (
        "<h2>The <em>second</em> part</h2><figure><img src='a.png'><figcaption>The river at night"
        "</figcaption></figure><table><tr><td>Norway</td><td>54</td></tr><tr><td>Sweden<td>46</tr>"
        "</table><p>One line<br>and another</p></article>"
    )
    page = web_page(STORIES["en"]).replace(b"</article>", parts.encode())
    made = imported(page, library, design)
    lines = list(paragraphs(made.source_text))
    start = lines.index("The second part")
    assert lines[start : start + 6] == [
        *("The second part", "The river at night", "Norway 54", "Sweden 46"),
        *("One line", "and another"),
    ]
    left_out = yaml.safe_load(made.article)["left_out"]
    reasons = {at: entry["why"] for entry in left_out for at in entry["at"]}
    assert (reasons[start + 1], reasons[start + 2]) == ("heading", "caption")
    assert reasons[start + 5] == "unread"


def test_letters_that_share_a_glyph_are_reversed_in_arabic_alone() -> None:
    glyph, other = (0.0, 0.0, 5.0, 9.0), (5.0, 0.0, 9.0, 9.0)
    assert reading_order([("ا", glyph), ("ل", glyph), ("م", other)]) == [
        *(("ل", glyph), ("ا", glyph), ("م", other)),
    ]
    assert reading_order([("f", glyph), ("i", glyph)]) == [("f", glyph), ("i", glyph)]
