"""A brief in an edition → semantic HTML, with hostile texts and faulty templates too."""

import dataclasses
import re
from pathlib import Path

import jinja2
import pytest
from lxml import etree
from markupsafe import Markup

from briefs.content import Library, Position, load
from briefs.design import Design, load_design
from briefs.html.document import Element, visible_text
from briefs.html.selection import Selection
from briefs.html.templates import (
    environment,
    filters,
    localized,
    plain_text,
    render,
    template_problem,
)
from briefs.problems import Problem
from tests.support.paths import BRIEFS, EDITIONS, ROOT, TEMPLATES
from tests.support.trees import element_at


def tree_of(library: Library, name: str, edition: str, design: Design) -> Element:
    tree, problems = render(library, library.briefs[name], edition, design)
    assert problems == []
    assert tree is not None
    return tree


def problems_with_body(templates: Path, library: Library, body: str) -> list[Problem]:
    """The problems of a template that has this body on its third line."""
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
    tree = tree_of(library, name, edition, design)
    template = library.briefs[name].template
    assert [tree.get(f"data-{key}") for key in ("brief", "edition", "template")] == [
        name,
        edition,
        template,
    ]
    assert len(tree.findall(".//h1")) == 1


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", BRIEFS)
def test_no_markup_is_printed_as_text_and_every_placeholder_is_filled(
    name: str, edition: str, library: Library, design: Design
) -> None:
    tree = tree_of(library, name, edition, design)
    text = visible_text(tree).replace('onclick="x()"', "")
    for sign in ("<span", "<bdi", "data-path", "class=", "{count}", "{list}", "None", "Undefined"):
        assert sign not in text
    assert "{page}" not in visible_text(element_at(tree, "body"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_markup_in_a_content_text_is_printed_as_text(
    edition: str, library: Library, design: Design
) -> None:
    tree = tree_of(library, "crossing", edition, design)
    assert tree.find(".//script") is None
    assert tree.find(".//b") is None
    assert tree.find(".//*[@onclick]") is None
    path = "articles/beta/positions/board-tolls/text/"
    for language in ("en", "ar"):
        elements = tree.findall(f".//*[@data-path='{path}{language}']")
        assert len(elements) == (language in edition)
        for element in elements:
            text = visible_text(element)
            assert '<b onclick="x()">' in text
            assert "& {{ 7 * 7 }} {% raise %} &amp; <script>alert(7)</script>" in text
            assert "*" not in text.replace("7 * 7", "")
            assert len(element.findall("strong")) == 1


def test_the_same_content_makes_the_same_html(library: Library, design: Design) -> None:
    twice = [etree.tostring(tree_of(library, "crossing", "ar-en", design)) for _ in range(2)]
    assert twice[0] == twice[1]


def test_every_content_text_has_its_path(library: Library, design: Design) -> None:
    tree = tree_of(library, "crossing", "ar-en", design)
    paths = [str(element.get("data-path")) for element in tree.iterfind(".//*[@data-path]")]
    assert len(paths) > 100
    assert {path.split("/")[0] for path in paths} == {
        *("articles", "briefs", "contradictions", "people", "topics"),
    }
    assert "articles/alpha/polls/line-poll/results/poll-crews-against/group/en" in paths


def test_dates_that_are_inferred_have_a_sign_and_facts_not_stated_are_printed_in_words(
    library: Library, design: Design
) -> None:
    text = visible_text(tree_of(library, "crossing", "en", design))
    assert "May 2024 inferred" in text
    assert "Population: not stated" in text
    assert "publisher not printed" in text
    assert "via the Harbour Post (daily newspaper), the Sea Board; reported." in text


def test_a_chart_is_a_table_sorted_by_value_with_an_alternative_text(
    library: Library, design: Design
) -> None:
    tree = tree_of(library, "crossing", "en", design)
    charts = tree.findall(".//figure")
    (chart,) = charts
    rows = [[visible_text(cell) for cell in row] for row in chart.iter("tr")]
    assert rows == [
        ["Group", "in favour", "against"],
        ["Portugal", "61.5%", "30%"],
        ["Norway", "54%", ""],
        ["Ship crews", "", "12%"],
    ]
    values = [[cell.get("data-value") for cell in row.findall("td")] for row in chart.iter("tr")]
    assert values[1:] == [["61.5", "30.0"], ["54.0", None], [None, "12.0"]]
    assert chart.get("data-alt") == (
        "Bar chart. Should the line open? Portugal: 61.5% in favour 30% against; "
        "Norway: 54% in favour; Ship crews: 12% against."
    )


@pytest.mark.parametrize("name", ["crossing", "norway"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_position_has_date_stance_and_topic_and_no_dot_may_end_a_line(
    name: str, edition: str, library: Library, design: Design
) -> None:
    tree = tree_of(library, name, edition, design)
    heads = tree.xpath(".//p[@class='when'][span[@class='topic']]")
    assert heads
    for head in heads:
        parts = [part for part in head if part.get("class") != "apart muted"]
        assert [str(part.get("class")).split()[0] for part in parts] == ["date", "stance", "topic"]
        text = "".join(head.itertext())
        assert text.count("·") == text.count(" ·\u00a0") == 2


def test_western_digits_become_arabic_where_the_theme_says_so(
    library: Library, templates: Path
) -> None:
    theme = templates / "theme.yaml"
    text = theme.read_text(encoding="utf-8")
    assert text.count("measure: 117, digits: latn") == 1
    theme.write_text(text.replace("measure: 117, digits: latn", "measure: 120, digits: arab"))
    tree = tree_of(library, "crossing", "ar", load_design(templates))
    for isolate in list(tree.iter("bdi")):
        isolate.text = ""
    text = visible_text(element_at(tree, "body"))
    assert re.findall("[0-9]+", text) == []
    assert "٦١٫٥٪" in text


def test_the_templates_of_a_design_are_the_files_of_its_folder(design: Design) -> None:
    assert design.templates == ("brief", "country", "note", "record")


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("{{ brief.nothing }}", "template-error", "nothing"),
        ("{{ nobody.name }}", "template-error", "nobody"),
        ("{{ translate('no-such' ~ '-string') }}", "template-error", "no-such-string"),
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
def test_an_error_of_a_template_is_reported_at_its_line(
    body: str, code: str, words: str, library: Library, templates: Path
) -> None:
    (problem,) = problems_with_body(templates, library, body)
    location = (problem.file, problem.line, problem.code)
    assert location == (str(templates / "country.html.j2"), 3, code)
    assert words in problem.message


def test_an_error_in_a_partial_is_reported_in_the_partial(
    library: Library, templates: Path
) -> None:
    partial = templates / "partials" / "judgements.html.j2"
    text = partial.read_text(encoding="utf-8")
    old = '<aside class="bottom-line">'
    assert text.count(old) == 1
    partial.write_text(text.replace(old, old + "{{ brief.nothing }}"), encoding="utf-8")
    design = load_design(templates)
    _, (problem,) = render(library, library.briefs["norway"], "en", design)
    line = text[: text.index(old)].count("\n") + 1
    assert (problem.file, problem.line, problem.code) == (str(partial), line, "template-error")


def test_a_missing_partial_is_reported(library: Library, templates: Path) -> None:
    (problem,) = problems_with_body(templates, library, '{% include "partials/gone.html.j2" %}')
    assert problem.code == "template-error"
    assert "gone" in problem.message


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
def test_a_brief_with_html_outside_the_vocabulary_is_not_rendered(
    body: str, code: str, library: Library, templates: Path
) -> None:
    problems = problems_with_body(templates, library, body)
    assert [problem.code for problem in problems] == [code]
    assert problems[0].file == "country.html.j2 (norway, en)"


def test_a_template_whose_languages_differ_in_shape_is_reported(
    library: Library, templates: Path
) -> None:
    body = "{% if language.code == 'en' %}<p>x</p>{% endif %}"
    frame = '{% extends "partials/frame.html.j2" %}{% block content %}' + body + "{% endblock %}"
    (templates / "country.html.j2").write_text(frame, encoding="utf-8")
    design = load_design(templates)
    tree, (problem,) = render(library, library.briefs["norway"], "ar-en", design)
    assert tree is None
    assert problem.code == "template-error"
    assert "shape" in problem.message


def test_an_error_from_no_template_is_reported_at_the_first_line_of_the_template(
    design: Design,
) -> None:
    problem = template_problem(KeyError("x"), design, "note.html.j2")
    assert problem.place == f"{TEMPLATES / 'note.html.j2'}:1:1"


def test_values_are_printed_in_the_language_of_the_edition(
    library: Library, design: Design
) -> None:
    arabic = design.language("ar")
    brief = library.briefs["crossing"]
    assert "العبور" in str(localized(brief.title, arabic))
    assert isinstance(localized(brief.title, arabic), Markup)
    assert localized(brief.information_as_of, arabic) == (
        'مايو 2024\u00a0<span class="inferred" data-sign="○">مستنتج</span>'
    )
    assert localized(7, arabic) == 7


def test_a_text_for_an_attribute_has_no_inline_markup(library: Library, design: Design) -> None:
    position = library.statements["beta/board-tolls"].item
    assert isinstance(position, Position)
    text = str(plain_text(position.text, design.language("en")))
    assert "**" not in text
    assert "<" not in text
    assert "&lt;script&gt;" in text
    assert plain_text(" a **b**\nc  \td ", design.language("en")) == "a b c d"


def test_markup_in_a_title_is_text_in_the_head(content: Path, design: Design) -> None:
    brief = content / "briefs" / "norway.yaml"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text.replace("Norway: the", "</title><b> & {{ x }} “"), encoding="utf-8")
    loaded = load(content)
    assert list(loaded.problems) == []
    tree = tree_of(loaded, "norway", "en", design)
    assert str(tree.findtext("head/title")).startswith("</title><b> & {{ x }} “")
    assert tree.find(".//b") is None


def test_everything_that_a_template_can_use_is_documented(design: Design) -> None:
    page = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    english = design.language("en")
    builtin = {*jinja2.Environment().globals}
    names = {*environment(english, design).globals} - builtin
    assert names == {"language", "translate", "strings", "project", "note"}
    members = {name for name in dir(Selection) if not name.startswith("_")}
    fields = {field.name for field in dataclasses.fields(Selection)}
    words = [*names, *(f"\\|{name}" for name in filters(english))]
    words += [f"pick.{name}" for name in members | fields]
    assert len(words) > 20
    assert [word for word in words if not re.search(rf"{re.escape(word)}\b", page)] == []
    named = set(re.findall(r"pick\.(\w+)", page))
    assert named <= members | fields


@pytest.mark.parametrize(
    "body",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ brief.parse_raw('1', proto='pickle', allow_pickle=True) }}",
        "{{ brief.parse_file('/etc/hostname') }}",
        "{{ pick.library.root.joinpath('/etc/hostname').read_text() }}",
        "{{ pick.library.folder.parent }}{{ pick.library.folder.iterdir()|list }}",
        "{{ note.__call__.__globals__ }}",
        "{{ translate.__func__.__code__ }}",
        "{% include '/etc/hostname' %}",
        "{% include '../../../../../../etc/hostname' %}",
        "{{ '{0.__class__}'.format(brief) }}",
    ],
)
def test_a_template_reaches_no_file_and_runs_no_code(
    body: str, templates: Path, library: Library
) -> None:
    (problem,) = problems_with_body(templates, library, body)
    assert problem.code == "template-error"
    assert problem.message.startswith(("SecurityError: ", "TemplateNotFound: "))


def test_compiled_templates_are_those_of_a_language(templates: Path) -> None:
    """Jinja applies a filter to a constant as it compiles: the digits here are the language’s."""
    (templates / "seven.html.j2").write_text("{{ 7|number }}", encoding="utf-8")
    design = load_design(templates)
    arabic = design.language("ar")
    style = arabic.style.model_copy(update={"digits": "arab"})
    languages = (design.language("en"), dataclasses.replace(arabic, style=style), arabic)
    shown = [environment(one, design).get_template("seven.html.j2").render() for one in languages]
    assert shown == ["7", "٧", "7"]
    # The filters depend on the words of a language too, which may change under a running program.
    (templates / "list.html.j2").write_text("{{ ['a', 'b']|list }}", encoding="utf-8")
    english = design.language("en")
    strings = {**english.strings, "list-separator": " + "}
    lists = [
        environment(one, design).get_template("list.html.j2").render()
        for one in (english, dataclasses.replace(english, strings=strings))
    ]
    assert lists == ["a, b", "a + b"]
