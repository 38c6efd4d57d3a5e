"""Reads a workbook from the parts of its package, without the library that wrote it."""

import re
import zipfile
from datetime import date, timedelta
from io import BytesIO

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FIRST_DAY = date(1899, 12, 30)  # from which Excel counts days
Value = str | float | date | None


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by their names."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def read_workbook(data: bytes) -> dict[str, list[list[Value]]]:
    """Return the rows of each sheet by its name, the head first; an empty cell is None."""
    parts = {name: etree.fromstring(part) for name, part in parts_of(data).items()}
    strings = [
        "".join(one.itertext()) for one in parts["xl/sharedStrings.xml"].iterfind(MAIN + "si")
    ]
    styles = parts["xl/styles.xml"]
    codes = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter(MAIN + "numFmt")}
    formats = [one.get("numFmtId") for one in styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf")]
    names = [str(one.get("name")) for one in parts["xl/workbook.xml"].iter(MAIN + "sheet")]
    return {
        name: [
            [value_of(cell, strings, [codes.get(one, "") for one in formats]) for cell in row]
            for row in parts[f"xl/worksheets/sheet{number}.xml"].iter(MAIN + "row")
        ]
        for number, name in enumerate(names, 1)
    }


def value_of(cell: etree._Element, strings: list[str], formats: list[str]) -> Value:
    """Return the value of a cell: a text, a number, or a date where its format is one of dates."""
    text = cell.findtext(MAIN + "v")
    if text is None:
        return None
    if cell.get("t") == "s":
        return strings[int(text)]
    is_date = re.fullmatch("[ymd-]+", formats[int(cell.get("s", "0"))])
    return FIRST_DAY + timedelta(int(text)) if is_date else float(text)
