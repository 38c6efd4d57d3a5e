"""The workbook of a project has what the content has: texts as texts, numbers, days as dates."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefs import api
from briefs.content import Figure, Library, Position, Result, load, without_marks
from briefs.design import Design
from briefs.export import evidence_workbook
from briefs.export.tables import sheet_names
from tests.support.checkout import Checkout
from tests.support.docx_validators import each_validator
from tests.support.paths import ROOT
from tests.support.workbook import Value, parts_of, read_workbook

CREATED = datetime(2026, 1, 31, tzinfo=UTC)
SHEETS = {
    "en": ["Statements", "Polls", "Figures", "Sources"],
    "ar": ["الإفادات", "الاستطلاعات", "الأرقام", "المصادر"],
}


def workbook_of(library: Library, design: Design, code: str) -> bytes:
    return evidence_workbook(library, design.language(code), design.theme, CREATED)


def rows_by_reference(library: Library, design: Design, code: str) -> list[dict[str, list[Value]]]:
    """Return the rows of each sheet of statements by the reference, which stands in the last."""
    book = read_workbook(workbook_of(library, design, code))
    sheets = [book[name] for name in SHEETS[code][:3]]
    return [{str(row[-1]): row for row in sheet[1:]} for sheet in sheets]


@pytest.fixture(scope="module")
def project() -> Library:
    """The content of this repository."""
    return api.load(ROOT)


@pytest.mark.parametrize("code", ["en", "ar"])
def test_every_statement_of_the_project_is_in_the_workbook_with_its_date_and_numbers(
    project: Library, design: Design, code: str
) -> None:
    statements, polls, figures = rows_by_reference(project, design, code)
    assert set(statements) == set(project.statements)
    assert len(polls) > 5
    assert len(figures) > 5
    for reference, statement in project.statements.items():
        row, item = statements[reference], statement.item
        year, month, day = statement.dated.date.start
        single = day and not statement.dated.date.is_range
        assert row[0] == (date(year, month, day) if single else str(statement.dated.date))
        if isinstance(item, Position):
            assert row[3] == design.language(code).strings["stance"][item.stance]  # type: ignore[index]
            assert row[4] == " ".join(without_marks(item.text[code]).split())
        if isinstance(item, Figure):
            assert figures[reference][1] == item.value
        if isinstance(item, Result):
            assert polls[reference][3] == item.percent


def test_the_sheets_have_heads_that_stay_filters_and_the_direction_of_the_language(
    library: Library, design: Design
) -> None:
    for code, mirrored in (("en", False), ("ar", True)):
        data = workbook_of(library, design, code)
        assert list(read_workbook(data)) == SHEETS[code]
        for number in range(1, 5):
            sheet = parts_of(data)[f"xl/worksheets/sheet{number}.xml"].decode()
            assert ('rightToLeft="1"' in sheet) == mirrored
            assert 'state="frozen"' in sheet
            assert "<autoFilter" in sheet
        heads = {str(cell) for rows in read_workbook(data).values() for cell in rows[0]}
        assert not any(head.endswith((":", " ")) for head in heads)


def test_what_looks_like_a_formula_or_a_link_is_text(
    content: Path, design: Design, tmp_path: Path
) -> None:
    hostile = ("=cmd|' /C calc'!A0", "https://example.org/x", "+1", "@SUM(A1)")
    path = content / "articles" / "alpha.yaml"
    text = path.read_text(encoding="utf-8")
    old = "The minister said that Norway would join if 4 ships came."
    for words in hostile:
        path.write_text(text.replace(old, f'"{words}"'), encoding="utf-8")
        data = workbook_of(load(content), design, "en")
        texts = {cell for rows in read_workbook(data).values() for row in rows for cell in row}
        assert words in texts
        parts = parts_of(data)
        assert not any(b"<f>" in part or b"<hyperlink" in part for part in parts.values())
        assert not any("externalLink" in name for name in parts)


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["Data", "data", "DATA"], ["Data", "data 2", "DATA 3"]),
        (["History", "[]", "'?'"], ["History 2", "2", "3"]),
        (["a" * 40, "a" * 41], ["a" * 31, f"{'a' * 28} 2"]),
        (["x 2", "x", "x"], ["x 2", "x", "x 3"]),
    ],
)
def test_names_of_sheets_are_such_as_excel_allows(texts: list[str], names: list[str]) -> None:
    assert sheet_names(texts) == names


def test_strings_that_name_two_sheets_equally_stop_no_build(fresh: Checkout) -> None:
    fresh.edit("templates/strings/en.yaml", "Statements, polls: Polls,", "Data, polls: data,")
    assert fresh.run("norway", "--format", "html", "--edition", "en").returncode == 0


def test_a_text_that_is_still_to_be_written_leaves_its_statement_out(
    content: Path, design: Design
) -> None:
    path = content / "articles" / "alpha.yaml"
    text = path.read_text(encoding="utf-8")
    old = "The minister said that Norway would join if 4 ships came."
    path.write_text(text.replace(old, "TODO"), encoding="utf-8")
    library = load(content)
    assert "alpha/no-ferry-early" not in rows_by_reference(library, design, "en")[0]
    assert "alpha/no-ferry-early" in rows_by_reference(library, design, "ar")[0]


def test_the_same_content_gives_the_same_bytes(library: Library, design: Design) -> None:
    assert workbook_of(library, design, "ar") == workbook_of(library, design, "ar")
    core = parts_of(workbook_of(library, design, "ar"))["docProps/core.xml"].decode()
    assert "2026-01-31T00:00:00Z" in core


@each_validator
@pytest.mark.parametrize("code", ["en", "ar"])
def test_validators_find_no_fault(
    validator: Callable[[Path], list[str]],
    code: str,
    library: Library,
    design: Design,
    tmp_path: Path,
) -> None:
    path = tmp_path / "evidence.xlsx"
    path.write_bytes(workbook_of(library, design, code))
    assert validator(path) == []
