"""A brief in an edition → semantic HTML, whatever stands in its texts and templates."""

import re
from pathlib import Path

import pytest
from lxml import etree
from markupsafe import Markup

from briefs.content.library import Library, load
from briefs.design import Design, load_design
from briefs.html.document import Element, visible_text
from briefs.html.render import localized, plain_text, render, template_problem
from briefs.problems import Problem
from tests.support.paths import BRIEFS, EDITIONS


def made(library: Library, name: str, edition: str, design: Design) -> Element:
    tree, problems = render(library, library.briefs[name], edition, design)
    assert problems == []
    assert tree is not None
    return tree


def rendered_with(templates: Path, library: Library, body: str) -> list[Problem]:
    """What is said of a template that has this body on its third line."""
    frame = '{% extends "partials/frame.html.j2" %}\n{% block content %}\n' + body
    (templates / "country.html.j2").write_text(frame + "\n{% endblock %}\n", encoding="utf-8")
    tree, problems = render(library, library.briefs["norway"], "en", load_design(templates))
    assert tree is None
    return problems


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", BRIEFS)
def test_every_brief_renders_in_every_edition_and_says_which(
    name: str, edition: str, library: Library, design: Design
) -> None:
    tree = made(library, name, edition, design)
    template = library.briefs[name].template
    assert [tree.get(f"data-{key}") for key in ("brief", "edition", "template")] == [
        name,
        edition,
        template,
    ]
    assert len(tree.findall(".//h1")) == 1


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", BRIEFS)
def test_no_markup_shows_as_text_and_no_hole_is_left_open(
    name: str, edition: str, library: Library, design: Design
) -> None:
    tree = made(library, name, edition, design)
    text = visible_text(tree).replace('onclick="x()"', "")
    for sign in ("<span", "<bdi", "data-path", "class=", "{count}", "{list}", "None", "Undefined"):
        assert sign not in text
    assert "{page}" not in visible_text(tree.find("body"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_hostile_text_comes_out_as_text(edition: str, library: Library, design: Design) -> None:
    tree = made(library, "crossing", edition, design)
    assert tree.find(".//script") is None
    assert tree.find(".//b") is None
    assert not [one for one in tree.iter() if one.get("onclick")]
    path = "articles/beta/positions/board-tolls/text/"
    for language in ("en", "ar"):
        found = tree.findall(f".//*[@data-path='{path}{language}']")
        assert len(found) == (language in edition)
        for one in found:
            text = visible_text(one)
            assert '<b onclick="x()">' in text
            assert "& {{ 7 * 7 }} {% raise %} &amp; <script>alert(7)</script>" in text
            assert "*" not in text.replace("7 * 7", "")
            assert len(one.findall("strong")) == 1


def test_the_same_content_makes_the_same_html(library: Library, design: Design) -> None:
    twice = [etree.tostring(made(library, "crossing", "ar-en", design)) for _ in range(2)]
    assert twice[0] == twice[1]


def test_every_text_of_the_content_carries_its_address(library: Library, design: Design) -> None:
    tree = made(library, "crossing", "ar-en", design)
    paths = [str(one.get("data-path")) for one in tree.iter() if one.get("data-path")]
    assert len(paths) > 100
    assert {path.split("/")[0] for path in paths} == {
        *("articles", "briefs", "contradictions", "people", "topics"),
    }
    assert "articles/alpha/polls/line-poll/results/poll-crews-against/group/en" in paths


def test_what_is_inferred_and_what_is_not_stated_is_said_in_words(
    library: Library, design: Design
) -> None:
    text = visible_text(made(library, "crossing", "en", design))
    assert "May 2024 (inferred)" in text
    assert "Population: not stated" in text
    assert "publisher not printed" in text
    assert "via the Harbour Post, the Sea Board; reported." in text


def test_a_chart_is_a_table_with_the_most_first_and_an_alternative_text(
    library: Library, design: Design
) -> None:
    tree = made(library, "crossing", "en", design)
    charts = tree.findall(".//figure")
    assert [one.get("data-tone") for one in charts] == ["bar", "bar-contrast"]
    rows = [
        [
            (visible_text(row[0]), row[1].get("data-value"), visible_text(row[1]))
            for row in one.iter("tr")
        ][1:]
        for one in charts
    ]
    assert rows == [
        [("Portugal", "61.5", "61.5%"), ("Norway", "54.0", "54%")],
        [("Portugal", "30.0", "30%"), ("Ship crews", "12.0", "12%")],
    ]
    assert charts[0].get("data-alt") == (
        "Bar chart. Should the line open? Share in favour: Portugal 61.5%, Norway 54%."
    )


def test_european_digits_become_arabic_where_the_theme_says_so(
    library: Library, templates: Path
) -> None:
    theme = templates / "theme.yaml"
    text = theme.read_text(encoding="utf-8")
    assert text.count("measure: 120, digits: latn") == 1
    theme.write_text(text.replace("measure: 120, digits: latn", "measure: 120, digits: arab"))
    tree = made(library, "crossing", "ar", load_design(templates))
    for isolate in list(tree.iter("bdi")):
        isolate.text = ""
    text = visible_text(tree.find("body"))
    assert re.findall("[0-9]+", text) == []
    assert "٦١٫٥٪" in text


def test_the_templates_of_a_folder_are_those_that_stand_in_it(design: Design) -> None:
    assert design.templates == ("brief", "country", "note")


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("{{ brief.nothing }}", "template-error", "nothing"),
        ("{{ nobody.name }}", "template-error", "nobody"),
        ("{{ translate('no-such-string') }}", "template-error", "no-such-string"),
        ("{{ 'XX'|country }}", "template-error", "XX"),
        ("{{ pick.cite('alpha/gone') }}", "template-error", "alpha/gone"),
        ("{{ brief.title.en.upper(1, 2) }}", "template-error", "TypeError"),
        ("{{ 1 / 0 }}", "template-error", "ZeroDivisionError"),
        ("{{ pick.timeline.sort() }}", "template-error", "sort"),
        ("{% for one in %}", "template-syntax", "Expected"),
        ("{{ brief.title|nofilter }}", "template-syntax", "nofilter"),
        ("{% endfor %}", "template-syntax", "endfor"),
    ],
)
def test_a_fault_of_a_template_is_told_at_its_line(
    body: str, code: str, words: str, library: Library, templates: Path
) -> None:
    (found,) = rendered_with(templates, library, body)
    place = (found.file, found.line, found.code)
    assert place == (str(templates / "country.html.j2"), 3, code)
    assert words in found.message


def test_a_fault_in_a_partial_is_told_in_the_partial(library: Library, templates: Path) -> None:
    partial = templates / "partials" / "parts.html.j2"
    text = partial.read_text(encoding="utf-8")
    old = '<aside class="bottom-line">'
    assert text.count(old) == 1
    partial.write_text(text.replace(old, old + "{{ brief.nothing }}"), encoding="utf-8")
    design = load_design(templates)
    _, (found,) = render(library, library.briefs["norway"], "en", design)
    line = text[: text.index(old)].count("\n") + 1
    assert (found.file, found.line, found.code) == (str(partial), line, "template-error")


def test_a_partial_that_is_missing_is_told(library: Library, templates: Path) -> None:
    (found,) = rendered_with(templates, library, '{% include "partials/gone.html.j2" %}')
    assert found.code == "template-error"
    assert "gone" in found.message


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<div>x</div>", "html-element"),
        ('<p style="x">x</p>', "html-attribute"),
        ('<p class="x">x</p>', "html-class"),
        ("<p>x", "html-malformed"),
        ('<p id="notes">x</p>', "html-id"),
        ('<p><a href="#gone">x</a></p>', "reference-unknown"),
        ('<p><a href="javascript:x">x</a></p>', "link-refused"),
    ],
)
def test_html_outside_the_vocabulary_stops_the_brief(
    body: str, code: str, library: Library, templates: Path
) -> None:
    found = rendered_with(templates, library, body)
    assert [one.code for one in found] == [code]
    assert found[0].file == "country.html.j2 (norway, en)"


def test_a_template_that_treats_the_languages_apart_is_told_and_is_no_crash(
    library: Library, templates: Path
) -> None:
    body = "{% if language.code == 'en' %}<p>x</p>{% endif %}"
    frame = '{% extends "partials/frame.html.j2" %}{% block content %}' + body + "{% endblock %}"
    (templates / "country.html.j2").write_text(frame, encoding="utf-8")
    design = load_design(templates)
    tree, (found,) = render(library, library.briefs["norway"], "ar-en", design)
    assert tree is None
    assert found.code == "template-error"
    assert "shape" in found.message


def test_a_fault_that_arose_outside_of_any_template_is_told_at_its_first_line() -> None:
    found = template_problem(KeyError("x"), Path("templates"), "note.html.j2")
    assert found.place == "templates/note.html.j2:1:1"


def test_what_a_template_prints_is_in_the_language_by_itself(
    library: Library, design: Design
) -> None:
    arabic = design.language("ar")
    brief = library.briefs["crossing"]
    assert "العبور" in str(localized(brief.title, arabic))
    assert isinstance(localized(brief.title, arabic), Markup)
    assert localized(brief.information_as_of, arabic) == (
        'مايو 2024 <span class="muted">(مستنتج)</span>'
    )
    assert localized(7, arabic) == 7


def test_a_plain_text_for_an_attribute_has_neither_stars_nor_markup(
    library: Library, design: Design
) -> None:
    position = library.statements["beta/board-tolls"].item
    text = str(plain_text(position.text, design.language("en")))  # type: ignore[union-attr]
    assert "**" not in text
    assert "<" not in text
    assert "&lt;script&gt;" in text


def test_a_title_with_markup_stays_text_in_the_head(content: Path, design: Design) -> None:
    brief = content / "briefs" / "norway.yaml"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text.replace("Norway: the", "</title><b> & {{ x }} “"), encoding="utf-8")
    loaded = load(content)
    problems = list(loaded.problems)
    assert problems == []
    tree = made(loaded, "norway", "en", design)
    assert str(tree.findtext("head/title")).startswith("</title><b> & {{ x }} “")
    assert tree.find(".//b") is None
