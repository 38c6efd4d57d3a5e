"""Edits as a report that a program can use: new texts of YAML files, diffs, and whose edits."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from briefs.content import Library, load
from briefs.design.design import Design
from briefs.pull import Filter, pull_edits
from tests.support.docx_edits import changed, controls, document_of, number_of, replace_in

PATHS = {name: f"briefs/crossing/bottom_line/text/{name}" for name in ("en", "ar")}


@pytest.fixture
def today(content: Path) -> Library:
    """A copy of the case content with one brief."""
    library = load(content)
    return replace(library, briefs={"crossing": library.briefs["crossing"]})


@pytest.fixture
def document(today: Library, design: Design) -> bytes:
    """That brief in both languages, edited in each by another author."""
    data = document_of(today, design, "crossing", "ar-en")

    def edit(root: etree._Element) -> None:
        for name, author in (("en", "Anna"), ("ar", "Maha")):
            number = number_of(data, PATHS[name])
            replace_in(controls(root)[number], (0, 0), f"By {author} ", author)

    return changed(data, edit)


def test_a_report_has_the_new_text_of_each_file(document: bytes, today: Library) -> None:
    report = pull_edits(document, "x.docx", today)
    assert report.problems == ()
    assert {edit.path for edit in report.edits} == set(PATHS.values())
    [(file, text)] = report.files.items()
    assert text.replace("By Anna ", "").replace("By Maha ", "") == Path(file).read_text("utf-8")


def test_a_diff_shows_one_edit_and_the_lines_around_it_as_they_are(
    document: bytes, today: Library
) -> None:
    lines = pull_edits(document, "x.docx", today).lines
    assert len(lines) == len(PATHS)
    for diff in lines:
        assert ("By Anna " in diff) != ("By Maha " in diff)


def test_a_filter_leaves_out_the_edits_of_others(document: bytes, today: Library) -> None:
    report = pull_edits(document, "x.docx", today, Filter(only="Maha"))
    assert [edit.path for edit in report.edits] == [PATHS["ar"]]
    assert all("By Anna " not in text for text in report.files.values())


def test_a_file_that_is_no_document_has_a_report_of_its_problem(today: Library) -> None:
    report = pull_edits(b"no zip", "x.docx", today)
    assert [problem.code for problem in report.problems] == ["word-unreadable"]
    assert (report.edits, report.files, report.lines) == ((), {}, ())
