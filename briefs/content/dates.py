"""Dates as sources give them: a day, month, year or range (EDTF, ISO 8601-2 level 0)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
END = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
DateParts = tuple[int, int, int]  # year, month, day; 0 where a part is not given


@dataclass(frozen=True, order=True)
class When:
    """A date or a range of dates; the two ends of a date are equal."""

    start: DateParts
    end: DateParts

    def __str__(self) -> str:
        return "/".join(map(edtf, dict.fromkeys((self.start, self.end))))

    @property
    def is_range(self) -> bool:
        """Whether the two ends differ."""
        return self.start != self.end


def edtf(parts: DateParts) -> str:
    """Return one end of a date as EDTF writes it: `2025-09-04`, `2025-07` or `2025`."""
    return f"{parts[0]:04}" + "".join(f"-{number:02}" for number in parts[1:] if number)


def parse(value: object) -> When:
    """Parse `2025-09-04`, `2025-07`, `2025` or a range such as `2025-07/2025-09`.

    ValueError for anything else, for a day that no calendar has, and for a range that ends before
    it starts.
    """
    if isinstance(value, When):
        return value
    ends = [parse_parts(text) for text in str(value).split("/")]
    if len(ends) > 2 or ends[0] > ends[-1]:
        raise ValueError(f"“{value}” is not a date range")
    return When(ends[0], ends[-1])


def parse_parts(text: str) -> DateParts:
    """Parse one end of a date; ValueError as in `parse`."""
    match = DATE.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a date such as 2025-09-04 or 2025-07")
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ValueError(f"“{text}” is not a date: {error}") from error
    return int(year), int(month or 0), int(day or 0)


# A date as it is written; only a year can be a number.
DateWritten = Annotated[
    str | int,
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": f"^{END}(/{END})?$",
            "minimum": 1000,
            "maximum": 9999,
            "errorMessage": "Write a date as 2025-09-04, 2025-07 or 2025; a range with a slash.",
            "examples": ["2025-09-04", "2025-07", "2025-07/2025-09"],
        }
    ),
]
EdtfDate = Annotated[When, PlainValidator(parse, json_schema_input_type=DateWritten)]
