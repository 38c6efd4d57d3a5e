"""What an abbreviation or outlet is stands in brackets after its first mention."""

# ruff: noqa: E501  (a case a line)
from collections.abc import Callable

import pytest
from lxml import etree

from briefs.content import Library, Organisation
from briefs.design import Design
from briefs.html.document import visible_text
from briefs.html.expansions import expand
from briefs.html.templates import render
from tests.support.paths import BRIEFS, EDITIONS

GIVEN: dict[str, dict[str, object]] = {
    "afp": {
        "name": {"en": "Agence France-Presse", "ar": "وكالة فرانس برس"},
        "spellings": {"en": ["AFP"], "ar": ["فرانس برس"]},
        "expansion": {"en": "Agence France-Presse, a news agency", "ar": "وكالة أنباء"},
    },
    "ecci": {
        "name": {"en": "European Centre (ECCI)", "ar": "المركز الأوروبي"},
        "expansion": {"en": "European Centre", "ar": "المركز الأوروبي"},
    },
    "erem": {
        "name": {"en": "Erem News", "ar": "إرم نيوز"},
        "spellings": {"en": ["Erem"], "ar": ["إرم"]},
        "expansion": {"en": "Emirati site", "ar": "موقع إماراتي"},
    },
    "post": {
        "name": {"en": "the Post", "ar": "البريد"},
        "expansion": {"en": "newspaper"},
    },
}
BODIES = [
    Organisation.model_validate({"id": name, "kind": "media", **given})
    for name, given in GIVEN.items()
]

Expanded = Callable[..., str]


@pytest.fixture
def expanded(design: Design) -> Expanded:
    """A function that returns the body of a document with its first mentions explained."""

    def inner(body: str, language: str = "en") -> str:
        tree = etree.fromstring(f"<html><head><title>AFP</title></head><body>{body}</body></html>")
        expand(tree, BODIES, design.language(language))
        html = etree.tostring(tree, encoding="unicode")
        assert "<title>AFP</title>" in html
        text = html.partition("<body>")[2].partition("</body>")[0]
        return text.replace('<span class="expansion">', "{").replace("</span>", "}")

    return inner


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("en", "<p>Erem says. Erem News says.</p>", "<p>Erem{ (Emirati site)} says. Erem News says.</p>"),
        ("en", "<p>The Erem News site</p>", "<p>The Erem News{ (Emirati site)} site</p>"),
        ("en", "<p>Eremite, PostErem</p>", "<p>Eremite, PostErem</p>"),
        ("en", "<p>Erem’s view</p>", "<p>Erem’s{ (Emirati site)} view</p>"),
        ("en", "<p>an Erem-led one</p>", "<p>an Erem-led{ (Emirati site)} one</p>"),
        ("en", "<p>(as Erem has it)</p>", "<p>(as Erem{ [Emirati site]} has it)</p>"),
        ("en", "<p>“<strong>as</strong> Erem”</p>", "<p>“<strong>as</strong> Erem{ [Emirati site]}”</p>"),
        ("en", "<p>“no” Erem</p>", "<p>“no” Erem{ (Emirati site)}</p>"),
        ("en", "<p><strong>Erem and Post</strong> AFP</p>",
         "<p><strong>Erem{ (Emirati site)} and Post{ (newspaper)}</strong> AFP"
         "{ (Agence France-Presse, a news agency)}</p>"),
        # A spelling that shares a word with the expansion is no mention.
        ("en", "<p>Agence France-Presse</p><p>AFP</p>",
         "<p>Agence France-Presse</p><p>AFP{ (Agence France-Presse, a news agency)}</p>"),
        ("ar", "<p>وكالة فرانس برس، ثم فرانس برس</p>", "<p>وكالة فرانس برس، ثم فرانس برس{ (وكالة أنباء)}</p>"),
        # A paragraph that has the words of the expansion explains it.
        ("en", "<p>The European Centre (ECCI)</p><p>ECCI</p>", "<p>The European Centre (ECCI)</p><p>ECCI</p>"),
        ("en", "<p>ECCI</p><p>ECCI</p>", "<p>ECCI{ (European Centre)}</p><p>ECCI</p>"),
        # Arabic: prefixes, letters that are confused, vowel marks, and Latin abbreviations.
        ("ar", "<p>قال لإرم نيوز</p>", "<p>قال لإرم نيوز{ (موقع إماراتي)}</p>"),
        ("ar", "<p>وارمَ نيوزَ قالت</p>", "<p>وارمَ نيوزَ{ (موقع إماراتي)} قالت</p>"),
        ("ar", "<p>(<bdi>ECCI</bdi>) وإرم</p>",
         "<p>(<bdi>ECCI</bdi>{ [المركز الأوروبي]}) وإرم{ (موقع إماراتي)}</p>"),
        # A language that needs none has no key.
        ("ar", "<p>البريد</p>", "<p>البريد</p>"),
    ],
)  # fmt: skip
def test_the_first_mention_is_explained(
    expanded: Expanded, language: str, body: str, expected: str
) -> None:
    assert expanded(body, language) == expected


@pytest.mark.parametrize(
    "place",
    [
        "<header><p>Erem</p></header>",
        "<h2>Erem</h2>",
        '<p class="answer">Erem</p>',
        '<p class="when">Erem</p>',
        '<ul><li><i class="topic">Erem</i></li></ul>',
        "<table><caption>Erem</caption><tr><th>Erem</th></tr></table>",
        '<table class="stances"><tr><td><p>Erem</p></td></tr></table>',
        '<figure data-alt="Erem"><table><tr><td>Erem</td></tr></table></figure>',
        '<p><a class="entry" href="#source-erem">Erem</a></p>',
    ],
)
def test_mentions_without_space_for_an_expansion_do_not_count(
    expanded: Expanded, place: str
) -> None:
    assert expanded(place + "<p>Erem</p>") == place + "<p>Erem{ (Emirati site)}</p>"


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", BRIEFS)
def test_every_expansion_stands_once_a_language(
    name: str, edition: str, library: Library, design: Design
) -> None:
    tree, problems = render(library, library.briefs[name], edition, design)
    assert problems == []
    assert tree is not None
    found = [visible_text(span) for span in tree.iterfind(".//span[@class='expansion']")]
    assert len(set(found)) == len(found)
    if name == "crossing" and edition == "ar-en":
        assert {"(union of ports)", "(اتحاد الموانئ)"} <= set(found)
