"""A web page is one file: whole, in the right languages and directions, without any request."""

import json
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from briefs.content import Library
from briefs.design import Design
from briefs.export import EVIDENCE, attachments_of
from briefs.html.document import Element, visible_text
from briefs.html.templates import render
from briefs.web import WebOptions, write_page
from tests.support.languages import languages_of
from tests.support.paths import BRIEFS, EDITIONS, ROOT, TEMPLATES

SHEET = (TEMPLATES / "web.css").read_text(encoding="utf-8")
DOCUMENTS = [(brief, edition) for brief in BRIEFS for edition in EDITIONS]
UNSEEN_HERE = "contains(@class, 'when-open') or @class='back' or @class='unseen'"


def options_of(design: Design, evidence: bytes = b"", css: str = SHEET) -> WebOptions:
    languages = {code: design.language(code) for code in design.theme.languages}
    return WebOptions(css, languages, ROOT / "fonts", evidence)


def tree_of(library: Library, design: Design, brief: str, edition: str) -> Element:
    tree, problems = render(library, library.briefs[brief], edition, design)
    assert problems == []
    assert tree is not None
    return tree


def page_of(library: Library, design: Design, brief: str, edition: str) -> Any:
    tree = tree_of(library, design, brief, edition)
    return html.document_fromstring(write_page(tree, design.theme, options_of(design)).decode())


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_a_page_has_every_text_of_its_tree(
    library: Library, design: Design, brief: str, edition: str
) -> None:
    tree = tree_of(library, design, brief, edition)
    page = page_of(library, design, brief, edition)
    for added in page.xpath(f"//*[{UNSEEN_HERE}]"):
        added.drop_tree()
    text = page.find("body").text_content().replace("\u2060", "").replace("\u202f", "")
    text = " ".join(text.split())
    for paragraph in tree.iterfind("body//p"):
        for sign in paragraph.iterfind(".//span[@data-sign]"):
            sign.text = sign.get("data-sign")
        for gauge in paragraph.iterfind("span[@class='gauge']"):
            gauge.tail = " "  # its boxes part it from the next
        assert visible_text(paragraph) in text
    for cell in tree.xpath(".//tbody//th|.//td[not(*)]"):
        assert visible_text(cell) in text


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_every_language_of_a_page_has_its_direction(
    library: Library, design: Design, brief: str, edition: str
) -> None:
    page = page_of(library, design, brief, edition)
    first = design.language(languages_of(edition)[0])
    assert (page.get("lang"), page.get("dir")) == (first.code, first.direction)
    for element in page.iterfind("body//*[@lang]"):
        assert element.get("dir") == design.language(element.get("lang")).direction


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_every_link_and_button_of_a_page_leads_somewhere(
    library: Library, design: Design, brief: str, edition: str
) -> None:
    page = page_of(library, design, brief, edition)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    targets += page.xpath("//@popovertarget")
    targets += [name for names in page.xpath("//@aria-labelledby") for name in names.split()]
    assert targets
    assert set(targets) <= set(ids)


def test_every_number_in_the_text_opens_the_note_of_its_language(
    library: Library, design: Design
) -> None:
    page = page_of(library, design, "crossing", "ar-en")
    buttons = page.xpath("//button[@class='noteref']")
    assert {button.xpath("string(ancestor::*[@lang][1]/@lang)") for button in buttons} == {
        *("en", "ar")
    }
    for button in buttons:
        language = button.xpath("string(ancestor::*[@lang][1]/@lang)")
        note = page.get_element_by_id(button.get("popovertarget"))
        assert note.xpath("string(ancestor::*[@lang][1]/@lang)") == language
        assert note.getparent().get("id") in (None, f"note-{button.text}")
        assert visible_text(note.find("strong")) == button.get("aria-label")


def test_the_number_of_a_note_stays_apart_from_a_digit_before_it(design: Design) -> None:
    tree = etree.fromstring(
        "<html lang='en' dir='ltr' data-brief='x' data-edition='en'><head><title>x</title></head>"
        "<body><p>Article 5<span class='noterefs'><a class='noteref' href='#note-1'>1</a></span>"
        "</p><section class='notes'><ol class='notes'><li id='note-1'>n</li></ol></section>"
        "</body></html>"
    )
    page = html.document_fromstring(write_page(tree, design.theme, options_of(design)).decode())
    assert page.xpath("string(//p)") == "Article 5\u2060\u202f1"


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_page_fetches_nothing_and_runs_nothing(
    library: Library, design: Design, edition: str
) -> None:
    page = page_of(library, design, "crossing", edition)
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy
    assert page.xpath("//script") == []  # without evidence
    assert page.xpath("//@src|//iframe|//img|//object|//@*[starts-with(name(), 'on')]") == []
    assert page.xpath("//link/@href") == ["data:,"]
    style = page.xpath("string(//style)")
    assert "@import" not in style
    assert style.count("url(") == style.count('url("data:font/woff;base64,') > 0


def test_a_page_carries_its_evidence_as_data(library: Library, design: Design) -> None:
    tree = tree_of(library, design, "norway", "ar-en")
    files = attachments_of(library, library.briefs["norway"], tree, design)
    (evidence,) = (file.data for file in files.values() if file.media_type == EVIDENCE)
    hostile = json.loads(evidence)
    hostile["@graph"].append({"name": "</script><script>alert(1)</script><!--"})
    data = write_page(tree, design.theme, options_of(design, json.dumps(hostile).encode()))
    (script,) = html.document_fromstring(data.decode()).xpath("//script")
    assert script.get("type") == "application/ld+json"
    assert json.loads(script.text) == hostile


def test_hostile_text_and_css_stay_text_and_css(library: Library, design: Design) -> None:
    tree = tree_of(library, design, "norway", "en")
    (title,) = tree.iterfind("body/header/h1")
    title.text = "</main><script>alert(1)</script>"
    css = SHEET + 'p::after { content: "</style><script>alert(1)</script>" }'
    page = html.document_fromstring(
        write_page(tree, design.theme, options_of(design, css=css)).decode()
    )
    assert page.xpath("//script") == []
    assert page.xpath("string(//h1)").startswith("</main><script>")


def test_a_page_names_the_other_editions_in_their_own_languages(
    library: Library, design: Design
) -> None:
    page = page_of(library, design, "norway", "ar")
    links = page.xpath("//header[@class='editions']//a")
    assert [(a.get("href"), a.get("hreflang"), visible_text(a)) for a in links] == [
        ("norway.en.html", "en", "English"),
        ("norway.ar.html", "ar", "العربية"),
        ("norway.ar-en.html", None, "English · العربية جنبًا إلى جنب"),
    ]
    assert [a.get("aria-current") for a in links] == [None, "page", None]


def test_a_brief_of_one_edition_has_no_links_to_others(library: Library, design: Design) -> None:
    tree = tree_of(library, design, "norway", "en")
    tree.set("data-editions", "en")
    page = html.document_fromstring(write_page(tree, design.theme, options_of(design)).decode())
    assert page.xpath("//header[@class='editions']") == []


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_landmarks_headings_and_tables_say_what_they_are(
    library: Library, design: Design, brief: str, edition: str
) -> None:
    page = page_of(library, design, brief, edition)
    body = [child.tag for child in page.find("body")]
    assert body == ["a", "header", "main", "footer"]
    assert len(page.xpath("//h1")) == 1
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    headings = page.xpath("//main//h2[@id][not(ancestor::nav)]/@id")
    listed = page.xpath("//nav[@class='contents']//a/@href")
    assert listed == [f"#{name}" for name in headings][-len(listed) :]
    for table in page.xpath("//table"):
        assert table.get("role") is None
        assert table.find("caption") is not None or table.getparent().tag == "figure"
        assert {th.get("scope") for th in table.iter("th")} <= {"col", "row"}


def test_a_sign_is_read_aloud_as_its_word(library: Library, design: Design) -> None:
    page = page_of(library, design, "crossing", "en")
    signs = page.xpath("//*[@class='ladder']//span[@class='sign']")
    assert signs
    for sign in signs:
        assert sign.get("aria-hidden") == "true"
        assert sign.getnext().get("class") == "unseen"
        assert sign.getnext().text.strip() in design.strings["en"]["stance"].values()
    inferred = page.xpath("//span[@class='inferred']")
    assert {(one.text, one.get("role"), one.get("aria-label")) for one in inferred} == {
        ("○", "img", "inferred")
    }


def test_the_same_tree_gives_the_same_bytes_and_stays_as_it_was(
    library: Library, design: Design
) -> None:
    tree = tree_of(library, design, "crossing", "ar-en")
    before = etree.tostring(deepcopy(tree))
    pages = {write_page(tree, design.theme, options_of(design)) for _ in range(2)}
    assert len(pages) == 1
    assert etree.tostring(tree) == before


def test_a_page_of_a_long_brief_is_small(library: Library, design: Design) -> None:
    tree = tree_of(library, design, "crossing", "ar-en")
    assert len(write_page(tree, design.theme, options_of(design))) < 600_000


def test_a_folder_without_the_fonts_gives_a_page_with_those_of_the_reader(
    library: Library, design: Design, tmp_path: Path
) -> None:
    tree = tree_of(library, design, "norway", "en")
    options = WebOptions(SHEET, options_of(design).languages, tmp_path)
    assert b"@font-face" not in write_page(tree, design.theme, options)
