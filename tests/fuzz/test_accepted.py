"""A text that the checks accept is built in every format, and its words come back from each."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from briefs.build.formats import FORMATS, Assets
from briefs.checks import check
from briefs.content import Library, YamlFile, load
from briefs.content.inline_markup import as_printed, without_marks
from briefs.design import Design, load_design
from briefs.html import render
from briefs.problems import errors
from briefs.pull import pull_edits
from tests.support.paths import CONTENT, ROOT

LATIN = "abcXYZé ,.;:()[]–'\"#*&<>{}%$/\\@\n“”’"
ARABIC = "ابتثجحخ ةأإؤئء،؛؟«»()[].:–*%\nab"


def texts(letters: str) -> st.SearchStrategy[str]:
    return st.text(st.sampled_from(letters), min_size=1, max_size=60)


def words_of(text: str) -> str:
    """Return the letters of a text without marks, spaces, and what is laid around them."""
    return "".join(letter for letter in without_marks(text) if letter.isalnum())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("accepted")
    shutil.copytree(CONTENT, root / "content")
    shutil.copy(CONTENT.parent / "briefs.yaml", root)
    return root


@pytest.fixture(scope="module")
def look() -> Design:
    """The project's own look, without fonts inside Word, which take seconds."""
    theme = YamlFile("briefs.yaml", {"theme": {"word": {"embed_fonts": False}}}, {}, {})
    return load_design(ROOT / "templates", theme)


def accepted(project: Path, look: Design, english: str, arabic: str) -> Library | None:
    """Return the content with two texts in the place of a bottom line; None if it is refused."""
    path = project / "content/briefs/norway.yaml"
    before = (CONTENT / "briefs/norway.yaml").read_text(encoding="utf-8")
    old = "text: {en: Norway joins., ar: تنضم النرويج.}"
    assert old in before
    new = f"text: {json.dumps({'en': english, 'ar': arabic}, ensure_ascii=False)}"
    path.write_text(before.replace(old, new), encoding="utf-8")
    library = load(project / "content", project)
    return None if errors(check(library, look.check_context)) else library


def assets(name: str, look: Design) -> Assets:
    """Return what writers need besides the tree, without attachments and fonts inside Word."""
    sheet = FORMATS[name].stylesheet
    return Assets(
        stylesheet=look.file(sheet).read_text(encoding="utf-8") if sheet else "",
        languages={code: look.language(code) for code in look.theme.languages},
        fonts=ROOT / "fonts",
        created=datetime(2026, 1, 1, tzinfo=UTC),
        reference_doc=b"",
        attachments={},
    )


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(
    words=st.tuples(texts(LATIN), texts(ARABIC), st.integers(11, 99)),
    edition=st.sampled_from(["en", "ar", "ar-en"]),
)
def test_what_the_checks_accept_is_built_and_comes_back(
    words: tuple[str, str, int], edition: str, engine: None, project: Path, look: Design
) -> None:
    english, arabic, number = words
    library = accepted(
        project, look, f"Norway joins {english} {number}.", f"تنضم النرويج {arabic} {number}."
    )
    assume(library is not None)
    assert library is not None
    brief = library.briefs["norway"]
    tree, problems = render(library, brief, edition, look)
    assert problems == []
    assert tree is not None
    shown = brief.bottom_line.text
    for name in ("docx", "html", "pdf")[: 3 if number % 4 == 0 else 2]:
        written = FORMATS[name].write(tree, look.theme, assets(name, look))
        assert errors(written.problems) == []
        assert [one for one in written.problems if one.code == "text-layer"] == []
        if name == "docx":
            report = pull_edits(written.data, "x.docx", library)
            assert (report.edits, report.problems) == ((), ())
        if name == "html":
            page = words_of("".join(etree.fromstring(written.data, etree.HTMLParser()).itertext()))
            for language in edition.split("-"):
                assert words_of(as_printed(shown[language])) in page
