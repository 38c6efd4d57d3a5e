"""The index page: everything that was built, in every language, with one script and no request."""

import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import html
from PIL import Image

from briefs.build.manifest import read_manifest
from briefs.content import Library
from briefs.design import Design
from briefs.web import fold
from tests.support.checkout import Checkout
from tests.support.paths import BRIEFS


def page_of(checkout: Checkout) -> Any:
    return html.document_fromstring((checkout.output / "index.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page(built: Checkout) -> Any:
    return page_of(built)


def test_the_index_leads_to_every_document_with_its_size_and_checksum(
    built: Checkout, page: Any
) -> None:
    documents = read_manifest(built.output).documents
    for code in ("en", "ar"):
        section = page.get_element_by_id(code)
        links = set(section.xpath(".//a/@href[not(starts-with(., '#'))]"))
        assert links == set(documents) - {"index.html"}
        assert all((built.output / link).is_file() for link in links)
        sums = section.xpath(".//code")
        assert {one.text for one in sums} == {one.get("title") for one in sums}
        assert {one.text for one in sums} == {documents[link].sha256 for link in links}
        assert len(section.xpath(".//ul[@class='shelf']/li")) == len(BRIEFS)
    crossing = page.xpath("//section[@id='en']//li[.//h3[. = 'The crossing']]")[0]
    assert re.search(r"PDF \d+ pages, \d+ kB", crossing.text_content())


def test_every_language_has_its_words_and_its_direction(page: Any, design: Design) -> None:
    assert page.get("lang") == "en"
    for element in page.xpath("//body//*[@lang]"):
        assert element.get("dir") == design.language(element.get("lang")).direction
    for code in ("en", "ar"):
        section = page.get_element_by_id(code)
        assert design.strings[code]["documents"] in section.text_content()
        assert section.xpath(".//nav//a[@aria-current]/@href") == [f"#{code}"]
    assert not re.search("[\u0660-\u0669]", page.get_element_by_id("ar").text_content())


def test_each_brief_has_a_small_picture_of_its_first_page_in_the_language(page: Any) -> None:
    for code in ("en", "ar"):
        covers = page.xpath(f"//section[@id='{code}']//a[@class='cover']")
        assert [a.get("href") for a in covers] == [
            f"{Path(a.get('href')).parent}/{Path(a.get('href')).parent}.{code}.pdf" for a in covers
        ]
        assert len(covers) == len(BRIEFS)
        for cover in covers:
            (image,) = cover.findall("img")
            data = b64decode(image.get("src").removeprefix("data:image/webp;base64,"))
            assert len(data) < 40_000
            assert Image.open(BytesIO(data)).size == (400, 566)
            assert len(image.get("alt")) > 10


def test_the_policy_allows_one_script_by_its_hash_and_no_request(page: Any) -> None:
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    data, script = page.xpath("//script")
    digest = b64encode(sha256(script.text.encode()).digest()).decode()
    assert policy.endswith(f"script-src 'sha256-{digest}'")
    assert policy.startswith("default-src 'none';")
    assert data.get("type") == "application/json"
    assert page.xpath("//iframe|//object|//form|//@*[starts-with(name(), 'on')]") == []
    assert all(source.startswith("data:") for source in page.xpath("//@src|//link/@href"))


def test_without_the_script_all_statements_are_there(page: Any, library: Library) -> None:
    found = json.loads(page.get_element_by_id("statements").text)
    assert len(found["statements"]) == len(library.statements)
    for code in ("en", "ar"):
        section = page.get_element_by_id(code)
        items = section.xpath(".//details[@class='statements']//li")
        assert len(items) == len(library.statements)
        references = [item.xpath("string(.//p[@class='meta']/bdi[last()])") for item in items]
        assert set(references) == set(library.statements)
        for reference, (words, *_) in zip(references, found["statements"], strict=True):
            assert fold(reference) in words
        assert section.xpath(".//*[@role='search']/@hidden")  # until the script shows it


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("أُسُسٌ مؤقتة", "اسس موقته"),
        ("الإسناد", "الاسناد"),
        ("مستشفى", "مستشفي"),
        ("١٢٫٥", "12.5"),
        ("Élysée’s", "elysee's"),
        ("کی", "كي"),
    ],
)
def test_spellings_that_readers_confuse_are_folded_into_one(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


def test_a_build_of_one_brief_lists_all_that_the_manifest_has(checkout: Checkout) -> None:
    before = (checkout.output / "index.html").read_bytes()
    checkout.edit("content/briefs/norway.yaml", "Norway: the ferry line", "Norway: no ferry line")
    assert checkout.run("norway", "--edition", "en", "--format", "html").returncode == 0
    page = page_of(checkout)
    assert (checkout.output / "index.html").read_bytes() != before
    assert "Norway: no ferry line" in page.get_element_by_id("en").text_content()
    assert len(page.xpath("//section[@id='en']//ul[@class='shelf']/li")) == len(BRIEFS)


def test_where_no_pdf_was_built_there_is_no_picture(fresh: Checkout) -> None:
    assert fresh.run("norway", "--format", "html").returncode == 0
    assert page_of(fresh).xpath("//img|//a[@class='cover']") == []


def test_markup_in_the_content_stays_text(fresh: Checkout) -> None:
    hostile = "</script><img src=x onerror=go()>"
    fresh.edit("content/articles/alpha.yaml", "en: He calls the hulls sound.", f'en: "{hostile}"')
    fresh.run("crossing", "--format", "html", "--edition", "en")
    page = page_of(fresh)
    assert page.xpath("//img") == []
    assert len(page.xpath("//script")) == 2
    assert hostile in page.get_element_by_id("en").text_content()


def test_an_index_that_is_up_to_date_is_not_written_again(checkout: Checkout) -> None:
    page = checkout.output / "index.html"
    before = page.stat().st_mtime_ns
    assert checkout.run("--format", "pdf").returncode == 0
    assert page.stat().st_mtime_ns == before


@pytest.mark.parametrize("name", ["index.html", "evidence.ar.xlsx"])
def test_what_somebody_has_changed_is_kept_until_forced(checkout: Checkout, name: str) -> None:
    book = checkout.output / name
    built = book.read_bytes()
    book.write_bytes(built + b" ")
    checkout.edit("content/briefs/norway.yaml", "Norway: the ferry line", "Norway: no ferry line")
    done = checkout.run("--format", "html")
    assert done.returncode == 1
    assert f"output/{name}:1:1: error [output-edited]" in done.stdout
    assert book.read_bytes() == built + b" "
    assert checkout.run("norway", "--format", "html", "--force").returncode == 0
    assert book.read_bytes() != built + b" "


@pytest.mark.parametrize("name", ["index.html", "evidence.ar.xlsx"])
def test_a_file_that_no_build_has_made_is_kept_until_forced(fresh: Checkout, name: str) -> None:
    file = fresh.output / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"mine")
    for _ in range(2):  # it is listed by no manifest that the first build has written
        done = fresh.run("norway", "--format", "html")
        assert done.returncode == 1
        assert f"output/{name}:1:1: error [output-foreign]" in done.stdout
        assert file.read_bytes() == b"mine"
        assert name not in (fresh.output / "manifest.json").read_text(encoding="utf-8")
    assert fresh.run("norway", "--format", "html", "--force").returncode == 0
    assert file.read_bytes() != b"mine"


def with_another_title(page: bytes) -> bytes:
    """Return an index page with words of somebody else, as a text editor saves it."""
    return page.replace(b"<title>", b"<title>My ", 1)


def saved_again(book: bytes) -> bytes:
    """Return a workbook as a program saves it again: with the time of its saving."""
    with ZipFile(BytesIO(book)) as old, ZipFile(data := BytesIO(), "w") as new:
        for name in old.namelist():
            part, end = old.read(name), b"</dcterms:modified>"
            new.writestr(name, re.sub(rb"[^>]+" + end, b"2026-11-27T09:30:00Z" + end, part))
    return data.getvalue()


EDITS = {"index.html": with_another_title, "evidence.en.xlsx": saved_again}


def test_what_an_older_build_wrote_is_no_foreign_file_where_its_manifest_is_lost(
    fresh: Checkout,
) -> None:
    assert fresh.run("norway", "--format", "html").returncode == 0
    before = {name: (fresh.output / name).read_bytes() for name in EDITS}
    (fresh.output / "manifest.json").unlink()
    fresh.edit("content/articles/alpha.yaml", "en: He calls the hulls sound.", "en: It is another.")
    assert fresh.run("norway", "--format", "html").returncode == 0
    assert [name for name in EDITS if (fresh.output / name).read_bytes() == before[name]] == []


@pytest.mark.parametrize("name", ["index.html", "evidence.en.xlsx"])
@pytest.mark.parametrize("manifest", [b"", b"{garbage"])
def test_what_somebody_has_changed_is_kept_where_the_manifest_is_lost(
    manifest: bytes, name: str, fresh: Checkout
) -> None:
    assert fresh.run("norway", "--format", "html").returncode == 0
    (fresh.output / "manifest.json").write_bytes(manifest)
    file = fresh.output / name
    edited = EDITS[name](file.read_bytes())
    file.write_bytes(edited)
    for _ in range(2):
        done = fresh.run("norway", "--format", "html")
        assert done.returncode == 1
        assert f"output/{name}:1:1: error [output-edited]" in done.stdout
        assert file.read_bytes() == edited
    assert fresh.run("norway", "--format", "html", "--force").returncode == 0
    assert file.read_bytes() != edited


def test_statements_with_errors_are_left_out_and_the_rest_stays(checkout: Checkout) -> None:
    checkout.edit("content/articles/alpha.yaml", "stance: opposes", "stance: against")
    done = checkout.run()
    assert done.returncode == 1
    page = page_of(checkout)
    for code in ("en", "ar"):
        text = page.get_element_by_id(code).text_content()
        assert "alpha/pt-tolls" not in text
        assert "alpha/no-ferry-early" in text


@pytest.mark.parametrize("name", ["index.html.j2", "statements.html.j2"])
def test_no_project_replaces_a_template_of_the_index(fresh: Checkout, name: str) -> None:
    own = fresh.templates / "web" / name
    own.write_text("<section><script>go()</script></section>", encoding="utf-8")
    assert fresh.run("norway", "--format", "html").returncode == 0
    assert "go()" not in (fresh.output / "index.html").read_text(encoding="utf-8")


def test_a_title_that_a_language_lacks_is_the_name_of_the_brief(checkout: Checkout) -> None:
    title = '{en: "Norway: the ferry line", ar: "النرويج: خط العبّارات"}'
    checkout.edit("content/briefs/norway.yaml", title, '{en: "Norway: the ferry line"}')
    checkout.edit("briefs.yaml", "id: cases", "id: cases\nname: {en: Ferries}")
    done = checkout.run("crossing", "--edition", "en", "--format", "html", "--force")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    page = page_of(checkout)
    titles = page.xpath("//section[@id='ar']//h3")
    assert "norway" in {title.text_content() for title in titles}
    assert page.xpath("string(//section[@id='ar']//h1)") == "cases"
    assert page.xpath("string(//section[@id='en']//h1)") == "Ferries"
