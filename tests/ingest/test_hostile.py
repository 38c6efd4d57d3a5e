"""A source that is broken, locked, too large or meant to harm is refused with a reason."""

import builtins
import time
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest

from briefs.content import Library
from briefs.design import Design
from briefs.ingest import Request, new_article
from briefs.limits import (
    LARGEST_PLAIN_TEXT,
    LONGEST_METADATUM,
    LONGEST_SOURCE_PARAGRAPH,
    MOST_ELEMENTS,
    MOST_PAGES,
    MOST_SOURCE_PARAGRAPHS,
)
from briefs.problems import Problem
from tests.support.source_files import ENGLISH, pdf, plain, web_page, word

PAGE = "<!doctype html><html lang=en><body>{}</body></html>"
SENTENCE = "The river is for the two countries, and the treaty is not."


def problems_of(
    data: bytes, name: str, library: Library, design: Design, **words: str
) -> list[Problem]:
    """Return the problems of importing a source."""
    request = Request(name, date(2026, 11, 26), **words)
    made, problems = new_article(data, request, library, design)
    assert (made is None) == any(problem.severity == "error" for problem in problems)
    return problems


def changed_pdf(pages: int = 1, password: str = "") -> bytes:
    """Return a PDF without text, of some pages, locked if there is a password."""
    stream = BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        lock = pikepdf.Encryption(owner=password, user=password) if password else False
        document.save(stream, encryption=lock)
    return stream.getvalue()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip with some parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


REFUSED: Sequence[tuple[str, str, bytes, str]] = (
    ("a.txt", "import-no-text", b"", "there is no text in it"),
    ("a.txt", "import-no-text", " \n\u200f\u200b\n".encode(), "there is no text in it"),
    ("a.html", "import-no-text", b"<!doctype html>", ""),
    ("a.html", "import-no-text", PAGE.format("<script>x</script>").encode(), ""),
    ("a.pdf", "import-no-text", changed_pdf(), "pictures of text"),
    ("a.pdf", "import-locked", changed_pdf(password="x"), "locked with a password"),
    ("a.pdf", "import-unreadable", b"%PDF-1.7\nnonsense", "no PDF that can be opened"),
    ("a.pdf", "import-too-large", changed_pdf(MOST_PAGES + 1), f"{MOST_PAGES} is the most"),
    ("a.docx", "import-locked", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
    ("a.docx", "word-unreadable", zipped({"a.txt": b"x"}), "no Word document in it"),
    ("a.docx", "word-unsafe", zipped({"word/document.xml": bytes(9_000_000)}), "unpacks to"),
    ("a.docx", "word-unreadable", b"PK\3\4nonsense", "can be opened"),
    ("a.bin", "import-kind", b"\x00\x01\x02", "“.bin”"),
    ("a.txt", "import-kind", b"\x00\x01\x02", "“.txt”"),
    ("a.rtf", "import-kind", b"{\\rtf1 text}", "“.rtf”"),
    ("a.odt", "word-unreadable", zipped({"content.xml": b"<a/>"}), "no Word document in it"),
    ("a.txt", "import-encoding", "المياه".encode("cp1256"), "cannot be told"),
    ("a.html", "import-encoding", b"<html><meta charset=utf-9>x", "no encoding “utf-9”"),
    ("a.html", "import-encoding", b"<html><meta charset=hex>x", "no encoding “hex”"),
    ("a.html", "import-encoding", b"<html><meta charset=utf-8>\xff", "not in utf-8"),
    ("a.txt", "import-encoding", b"\xff\xfea\x00\x00", "not in utf-16-le"),
    ("a.txt", "import-language", b"1 2 3", "cannot be told"),
    ("?.txt", "id-malformed", SENTENCE.encode() * 9, "has Latin letters"),
    ("a.txt", "import-too-large", b"a\n" * (MOST_SOURCE_PARAGRAPHS + 1), "5,000 paragraphs"),
    ("a.txt", "import-too-large", b"a" * (LONGEST_SOURCE_PARAGRAPH + 1), "50,000 is most"),
    ("a.txt", "import-too-large", b"a" * (LARGEST_PLAIN_TEXT + 1), "5 MB"),
    ("a.html", "import-too-large", PAGE.format("<b>" * 2 * MOST_ELEMENTS).encode(), "elements"),
)


@pytest.mark.parametrize("refused", REFUSED, ids=[f"{name}-{said}" for name, _, _, said in REFUSED])
def test_a_source_that_cannot_be_imported_is_a_problem_with_its_reason(
    refused: tuple[str, str, bytes, str], library: Library, design: Design
) -> None:
    name, code, data, said = refused
    (problem,) = problems_of(data, name, library, design)
    assert (problem.code, problem.file) == (code, name)
    assert said in problem.message
    assert problem.hint


def test_a_named_encoding_and_language_are_taken(library: Library, design: Design) -> None:
    data = "المياه".encode("cp1256")
    words = {"encoding": "windows-1256", "language": "ar", "id": "water"}
    assert problems_of(data, "a.txt", library, design, **words) == []


def test_dropped_characters_are_counted_in_a_warning(library: Library, design: Design) -> None:
    for name, data in (("a.txt", plain(ENGLISH)), ("a.html", web_page(ENGLISH))):
        hostile = data.replace(b"Norway will", "Nor\u202eway\u200f\x07 will".encode())
        made, (problem,) = new_article(
            hostile, Request(name, date(2026, 11, 26), "lysa"), library, design
        )
        assert made is not None
        assert problem.code == "import-characters"
        assert problem.message.startswith("3 ")
        assert "Norway will not" in made.source_text


def test_a_title_of_the_metadata_too_long_for_one_is_not_taken(
    library: Library, design: Design
) -> None:
    for words, title in ((2, "x x"), (LONGEST_METADATUM, "TODO")):
        head = f"<head><title>{' '.join('x' * words)}</title></head>"
        page = PAGE.format(f"<p>{SENTENCE * 5}</p>").replace("<body>", f"{head}<body>")
        request = Request("a.html", date(2026, 11, 26), "lysa")
        made, problems = new_article(page.encode(), request, library, design)
        assert problems == []
        assert made is not None
        assert f'title: {{en: "{title}"' in made.article


def test_the_text_of_a_source_cannot_become_yaml(library: Library, design: Design) -> None:
    title = 'Water: "#1" {{ x }} \\u202e & *a ] }'
    page = web_page(ENGLISH).replace(ENGLISH.title.encode(), title.replace('"', "&quot;").encode())
    made, problems = new_article(
        page, Request("a.html", date(2026, 11, 26), "lysa"), library, design
    )
    assert problems == []
    assert made is not None
    assert 'title: {en: "Water: \\"#1\\" {{ x }} \\\\u202e & *a ] }"' in made.article


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 5_000 + SENTENCE,
        "<table><tr>" + f"<td>{SENTENCE}" * 4_000,
        "<p>" + "a " * 20_000 + SENTENCE,
        f"<p>{SENTENCE}</p>" * 4_000,
        "<p>" + "«" * 40_000 + f"<p>{SENTENCE}",
        "<time datetime='" + "9" * 100_000 + f"'></time><p>{SENTENCE}",
        f"<p>{SENTENCE}</p><script type='application/ld+json'>" + "[" * 50_000 + "</script>",
    ],
    ids=["deep", "wide", "long", "many", "quotes", "number", "json"],
)
def test_a_hostile_web_page_takes_seconds_at_most(
    body: str, library: Library, design: Design
) -> None:
    start = time.process_time()
    problems_of(PAGE.format(body).encode(), "a.html", library, design)
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("name", "library_name"), [("a.html", "trafilatura"), ("a.pdf", "pypdfium2")]
)
def test_a_reader_that_is_not_installed_is_a_problem(
    name: str,
    library_name: str,
    library: Library,
    design: Design,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = builtins.__import__

    def without(wanted: str, *rest: Any) -> Any:
        if wanted == library_name:
            raise ImportError(wanted)
        return before(wanted, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    data = web_page(ENGLISH) if name == "a.html" else changed_pdf()
    (problem,) = problems_of(data, name, library, design)
    assert problem.code == "import-no-reader"
    assert "make import" in problem.hint


def test_tracked_changes_of_a_word_document_are_accepted(library: Library, design: Design) -> None:
    data = word(ENGLISH)
    stream = BytesIO(data)
    with ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    run = b"<w:r><w:t>Norway will not"
    assert run in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        run,
        b'<w:del w:id="1" w:author="a"><w:r><w:delText>Sweden</w:delText></w:r></w:del>'
        b'<w:ins w:id="2" w:author="a"><w:r><w:t xml:space="preserve">Surely </w:t></w:r></w:ins>'
        + run,
    )
    made, problems = new_article(
        zipped(parts), Request("a.docx", date(2026, 11, 26)), library, design
    )
    assert problems == []
    assert made is not None
    assert "\nSurely Norway will not fill" in made.source_text


def test_what_pdfium_confuses_in_arabic_is_mended(library: Library, design: Design) -> None:
    line = (
        "لا خلاف (بحسب الوزارة) على «الحصة الأولى» في سبتمبر 2025، ولا على غيرها: 2024. ويقول"
        " المركز (ECCI) إن 54% من المياه للأعلى، وتُستأنف المحادثات."
    )
    made, _ = new_article(
        pdf([line], "ar"), Request("a.pdf", date(2026, 11, 26), "lysa"), library, design
    )
    assert made is not None
    assert made.source_text == f"{line}\n"


def test_lines_of_a_pdf_become_paragraphs_again(library: Library, design: Design) -> None:
    lines = (
        "Headline",
        f"{SENTENCE} It was well-known (to all) in the capital. " * 9,
        "A short one.",
        "Another short one.",
        f"{SENTENCE} " * 7,
    )
    made, _ = new_article(
        pdf(lines, "en"), Request("a.pdf", date(2026, 11, 26), "lysa"), library, design
    )
    assert made is not None
    assert made.source_text.splitlines() == [line.strip() for line in lines]
