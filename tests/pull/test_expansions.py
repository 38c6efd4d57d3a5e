"""An expansion inside a text in Word is no part of the text that comes back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from briefs.content import Library
from briefs.content.inline_markup import as_printed
from briefs.design import Design
from briefs.docx.write import write_docx
from briefs.html.templates import render
from briefs.pull.compare import texts_of
from tests.support.docx_edits import (
    Root,
    changed,
    child_of,
    controls,
    edits_of,
    expansion_runs,
    number_of,
    replace_in,
    run,
    text_of,
    track_deletion,
)
from tests.support.docx_helpers import OPTIONS, W

PATHS = {
    "en": "briefs/crossing/judgements/tolls/text/en",
    "ar": "briefs/crossing/judgements/tolls/text/ar",
}
EXPANSIONS = {"en": " (union of ports)", "ar": " (اتحاد الموانئ)"}
MARKS = str.maketrans("", "", "\u200e\u200f")


@pytest.fixture(scope="module")
def document(library: Library, design: Design) -> bytes:
    """The bilingual brief of the cases, in which both languages have an expansion."""
    tree, _ = render(library, library.briefs["crossing"], "ar-en", design)
    assert tree is not None
    return write_docx(tree, design.theme, OPTIONS)[0]


def content_of(root: Root, document: bytes, language: str) -> Root:
    """Return the content of the control around the text with the expansion."""
    return controls(root)[number_of(document, PATHS[language])]


def test_an_expansion_stands_inside_the_control_of_its_text(document: bytes) -> None:
    def look(root: Root) -> None:
        for language, expansion in EXPANSIONS.items():
            content = content_of(root, document, language)
            words = "".join(text_of(one) for one in expansion_runs(content))
            assert words.translate(MARKS) == expansion

    changed(document, look)


@pytest.mark.parametrize("author", [None, "Anna"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_typed_right_after_an_expansion_belongs_to_the_text(
    document: bytes, library: Library, language: str, author: str | None
) -> None:
    """Word and LibreOffice give it the style of the expansion."""

    def edit(root: Root) -> None:
        last = expansion_runs(content_of(root, document, language))[-1]
        typed = run(" typed", last)
        if author:
            wrapped = etree.Element(W + "ins", {W + "id": "9", W + "author": author})
            wrapped.append(typed)
            typed = wrapped
        last.addnext(typed)

    [found] = edits_of(changed(document, edit), library.files).edits
    base = as_printed(texts_of(library.files)[PATHS[language]])
    name = {"en": "the Sea Board", "ar": "مجلس البحر"}[language]
    assert (found.kind, found.path) == ("text", PATHS[language])
    assert found.base == base
    assert found.edited == base.replace(name, f"{name} typed", 1)
    assert found.authors == {author or ""}


def test_an_edited_expansion_is_reported_and_not_taken(document: bytes, library: Library) -> None:
    def edit(root: Root) -> None:
        text = child_of(expansion_runs(content_of(root, document, "en"))[0], W + "t")
        text.text = (text.text or "").replace("union", "club")

    [found] = edits_of(changed(document, edit), library.files).edits
    assert (found.kind, found.path) == ("outside", "")
    assert "(club of ports)" in found.edited


def test_a_deleted_expansion_is_reported_with_its_author(document: bytes, library: Library) -> None:
    def edit(root: Root) -> None:
        for one in expansion_runs(content_of(root, document, "en")):
            track_deletion(one, "Anna")

    [found] = edits_of(changed(document, edit), library.files).edits
    assert (found.kind, set(found.authors)) == ("outside", {"Anna"})
    assert "(union of ports)" not in found.edited


@pytest.mark.parametrize("author", [None, "Anna"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("typed", ["1", "union", " (x)", "union of ports]"])
def test_what_is_typed_in_place_of_a_whole_expansion_belongs_to_the_text_unless_in_brackets(
    document: bytes, library: Library, language: str, author: str | None, typed: str
) -> None:
    """Word gives it the style of what it replaces, unless changes are tracked.

    A closing bracket alone is what is left of an expansion; tracked, the whole one is there.
    """

    def edit(root: Root) -> None:
        content = content_of(root, document, language)
        start = text_of(content).index(EXPANSIONS[language])
        replace_in(content, (start, start + len(EXPANSIONS[language])), typed, author)

    found = edits_of(changed(document, edit), library.files).edits
    name = {"en": "the Sea Board", "ar": "مجلس البحر"}[language]
    base = as_printed(texts_of(library.files)[PATHS[language]])
    texts = [one.edited for one in found if one.kind == "text"]
    belongs = "(" not in typed and ("]" not in typed or author is not None)
    assert texts == ([base.replace(name, name + typed, 1)] if belongs else [])
    [outside] = [one for one in found if one.kind != "text"]
    assert outside.kind == "outside"
    assert EXPANSIONS[language] in outside.base
    assert outside.edited.endswith("|" if belongs else typed)


WORDS = st.text(st.sampled_from("abc ,.;12ابت،؛ "), max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_an_edit_beside_or_around_an_expansion_comes_back_without_it(
    document: bytes, library: Library, data: st.DataObject
) -> None:
    """Only an edit that takes letters of the expansion is reported as well."""
    language = data.draw(st.sampled_from(sorted(PATHS)))
    expansion, path = EXPANSIONS[language], PATHS[language]
    author = data.draw(st.sampled_from([None, "Anna"]))
    expected: list[str] = []
    taken: list[bool] = []

    def edit(root: Root) -> None:
        content = content_of(root, document, language)
        whole = text_of(content)
        assert whole.translate(MARKS) == whole
        first = whole.index(expansion)
        last = first + len(expansion)
        start = data.draw(st.integers(0, first) | st.integers(last, len(whole)))
        end = data.draw(st.integers(start, min(start + 60, len(whole))))
        if first < end < last:
            end = first
        new = data.draw(WORDS)
        replace_in(content, (start, end), new, author)
        text = whole[:start] + new + whole[end:]
        expected.append(text.replace(expansion, "", 1).strip())
        taken.append(start <= first and end >= last)

    found = edits_of(changed(document, edit), library.files).edits
    base = as_printed(texts_of(library.files)[path])
    texts = [one.edited.replace("**", "") for one in found if one.path == path]
    assert texts == ([expected[0]] if expected[0] != base.replace("**", "") else [])
    others = [one.kind for one in found if one.kind != "text"]
    assert others == (["outside"] if taken[0] else [])
