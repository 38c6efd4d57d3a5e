"""Documents in French and Persian, which are languages by their data alone."""

import re
from pathlib import Path

import pytest
from lxml import etree

from briefs.content import Library, load
from briefs.design import Design, load_design
from briefs.html import Element, render
from tests.support import docx_lint
from tests.support.checkout import Checkout
from tests.support.docx_edits import changed, controls, edits_of, replace_in, shown_paths, text_of
from tests.support.docx_validators import Validator, each_validator
from tests.support.languages import BRIEFS, BUILT, DOSSIER, language_templates
from tests.support.outputs import docx_of, pdf_of, pdfium
from tests.support.verapdf import verapdf

DOCUMENTS = [(brief, edition) for brief in BRIEFS for edition in BUILT]


@pytest.fixture(scope="module")
def dossier() -> Library:
    loaded = load(DOSSIER / "content")
    assert list(loaded.problems) == []
    return loaded


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Design:
    return load_design(language_templates(tmp_path_factory.mktemp("look") / "templates"))


def rendered(library: Library, design: Design, edition: str) -> Element:
    tree, problems = render(library, library.briefs["line"], edition, design)
    assert problems == []
    assert tree is not None
    return tree


def test_the_dossier_keeps_every_rule_and_only_notes_say_what_is_not_judged(
    languages: Checkout,
) -> None:
    done = languages.run("check", "--strict")
    assert done.returncode == 0, done.stdout
    assert set(re.findall(r"\[([a-z-]+)\]", done.stdout)) == {"language-unread"}
    assert done.stdout.count("[language-unread]") == 2


def test_pdfs_keep_pdf_a_and_pdf_ua(languages: Checkout) -> None:
    files = [pdf_of(languages.output, brief, edition) for brief, edition in DOCUMENTS]
    for file, profiles in verapdf(files).items():
        assert profiles
        assert all(verdict["failures"] == {} for verdict in profiles.values()), file.name


@each_validator
@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_word_documents_are_valid(
    languages: Checkout, brief: str, edition: str, validator: Validator
) -> None:
    assert validator(docx_of(languages.output, brief, edition)) == []


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_word_documents_have_no_fault_and_unedited_no_edit(
    languages: Checkout, dossier: Library, brief: str, edition: str
) -> None:
    data = docx_of(languages.output, brief, edition).read_bytes()
    assert docx_lint.lint(docx_lint.parts_of(data)) == []
    assert edits_of(data, dossier.files).edits == ()


def test_french_has_its_numbers_dates_and_spaces(languages: Checkout) -> None:
    words = pdfium(pdf_of(languages.output, "line", "fr"))
    for written in ("4,2 milliards €", "1er mars 2024", "61,5 %", "Ligne de ferry", "Page 1 sur"):
        assert written in re.sub("[\u00a0\u202f]", " ", words)
    assert "Portugal\u00a0: 30\u00a0%" in words


def test_persian_has_its_digits_and_letters(languages: Checkout) -> None:
    words = pdfium(pdf_of(languages.output, "line", "fa"))
    for written in ("۲۰۲۴", "۴٫۲", "۱۸۰٬۰۰۰", "پرتغال", "گزیده"):
        assert written in words or written[::-1] in words, written
    # The number of the document stays as it is; readers order its parts in their own ways.
    rest = re.sub("HB-1|-1HB|1-HB", "", words)
    assert not re.search("[0-9]", rest), re.findall(".{0,30}[0-9].{0,30}", rest)


def test_an_edit_in_word_keeps_the_month_names_of_the_yaml(
    languages: Checkout, dossier: Library
) -> None:
    document = docx_of(languages.output, "line", "fr-ar").read_bytes()
    path = "articles/journal/positions/no-ferry-late/text/ar"
    number = next(key for key, shown in shown_paths(document).items() if shown == path)

    def edit(root: etree._Element) -> None:
        content = controls(root)[number]
        words = text_of(content)
        assert "10 أيار/مايو 2024" in words
        at = words.index("بلا شروط")
        replace_in(content, (at, at + len("بلا شروط")), "في أيلول/سبتمبر 2024", None)

    found = [one for one in edits_of(changed(document, edit), dossier.files).edits if one.path]
    [edited] = {one.edited for one in found if one.kind == "text"}
    assert edited == "انضمت النرويج إلى الخطة في 10 أيار 2024 في سبتمبر 2024."


@pytest.mark.parametrize(
    ("edition", "direction", "sides"),
    [
        ("fr-ar", "ltr", ["fr", "ar"]),
        ("fa-en", "ltr", ["en", "fa"]),
        ("fr-en", "ltr", ["fr", "en"]),
        ("ar-first", "ltr", ["ar", "en"]),
        ("fa-ar", "rtl", ["fa", "ar"]),
    ],
)
def test_sides_follow_from_the_declaration(
    edition: str, direction: str, sides: list[str], dossier: Library, look: Design
) -> None:
    tree = rendered(dossier, look, edition)
    assert (tree.get("dir"), tree.get("lang")) == (direction, sides[0])
    for row in tree.iterfind(".//table[@class='facing']/tbody/tr"):
        assert [cell.get("lang") for cell in row] == sides


def test_every_language_has_all_strings_with_the_same_placeholders(look: Design) -> None:
    english, *others = look.strings.values()
    for strings in others:
        assert strings.keys() == english.keys()
        for key, text in strings.items():
            if isinstance(text, str):
                assert set(re.findall(r"\{\w+\}", text)) == set(
                    re.findall(r"\{\w+\}", english[key])
                ), key
            elif "other" not in text:
                assert text.keys() == english[key].keys()


def test_a_source_in_french_verifies_what_was_taken_from_it(
    languages: Checkout, tmp_path: Path
) -> None:
    done = languages.run("check")
    assert done.returncode == 0
    built = languages.run("--sources", "sources", "--strict")
    assert built.returncode == 0, built.stdout + built.stderr
