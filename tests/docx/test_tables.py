"""Tables of data in Word: the widths of their columns, and the rows of the evidence annex."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.docx_helpers import docx, find, page, part, style, value
from tests.support.libreoffice import lay_out

NAME = "the Centre for the Study of Ferries, Bridges and Crossings"
CENTRE = "مركز دراسات العبّارات والجسور والمعابر في البحيرات الكبرى"
SPAN = "11–20\u00a0أغسطس 2025\u00a0<span class='inferred' data-sign='○'>مستنتج</span>"
DATES = {
    "en": (NAME, "11–20\u00a0August 2025", "Draft declaration"),
    "ar": (CENTRE, SPAN, "مسودة الإعلان"),
}


def evidence(lang: str) -> str:
    """Return a document with the evidence annex of two statements."""
    holder, date, source = DATES[lang]
    row = (
        f"<tr><th scope='row'>a-statement-about-the-crossing</th><td>{holder}</td><td>{holder}</td>"
        f"<td>{date}</td><td>{source}</td><td>14, 15</td></tr>"
    )
    heads = "<th scope='col'>x</th>" * 6
    table = (
        f"<table class='evidence'><caption>{holder}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{row * 2}</tbody></table>"
    )
    return page(f"<h1>x</h1>{table}", lang, "rtl" if lang == "ar" else "ltr")


def lines_in(document: str, folder: Path) -> list[str]:
    """Return the lines of a document as LibreOffice lays it out, without marks of direction."""
    (folder / "table.docx").write_bytes(docx(document, Path("fonts"))[0])
    lay_out(folder, [folder / "table.docx"])
    shown = subprocess.run(
        ["pdftotext", "-layout", folder / "table.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", shown).splitlines()


@pytest.mark.parametrize(("lang", "month"), [("en", "August"), ("ar", "أغسطس")])
def test_a_date_in_a_table_stands_on_one_line(lang: str, month: str, tmp_path: Path) -> None:
    dated = [line for line in lines_in(evidence(lang), tmp_path) if "20" in line and month in line]
    assert len(dated) == 2, dated
    assert all("2025" in line and "11" in line for line in dated), dated


def test_a_large_numeral_with_its_unit_stands_on_one_line(tmp_path: Path) -> None:
    row = (
        "<tr><th scope='row'><span class='numeral'>≈\u00a01.1 مليار €</span></th>"
        f"<td>{CENTRE * 3}</td></tr>"
    )
    heads = "<thead><tr><th scope='col'>العدد</th><th scope='col'>ما يعدّه</th></tr></thead>"
    table = f"<table class='figures'><caption>x</caption>{heads}<tbody>{row}</tbody></table>"
    shown = lines_in(page(f"<h1>x</h1>{table}", "ar", "rtl"), tmp_path)
    assert [line for line in shown if "1.1" in line and "مليار" in line and "€" in line], shown


def test_the_rows_of_the_evidence_annex_have_no_space_around_their_paragraphs() -> None:
    document = part(evidence("en"))
    (table,) = find(document, "tbl")
    assert value(find(table, "tblPr/tblStyle")[0]) == "EvidenceTable"
    rows = find(table, "tr")
    assert {style(p) for p in find(rows[0], "p")} == {"TableHeading"}
    styles = [[style(p) for p in find(row, "p")] for row in rows[1:]]
    assert {tuple(row[:2]) for row in styles} == {("EvidenceHeading", "EvidenceText")}
