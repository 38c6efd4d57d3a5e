"""Dates as the sources give them: a day, a month, a year or a range (EDTF, ISO 8601-2 level 0)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, order=True)
class When:
    """A date or range: `(year, month, day)` at both ends, 0 where a part is not given."""

    start: tuple[int, int, int]
    end: tuple[int, int, int]

    def __str__(self) -> str:
        ends = [written(self.start)] + ([written(self.end)] if self.end != self.start else [])
        return "/".join(ends)

    @property
    def is_range(self) -> bool:
        """Whether the date has two ends."""
        return self.start != self.end

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            parse, json_schema_input_schema=core_schema.str_schema()
        )


def written(part: tuple[int, int, int]) -> str:
    """One end of a date as EDTF writes it: `2025-09-04`, `2025-07` or `2025`."""
    return f"{part[0]:04}" + "".join(f"-{number:02}" for number in part[1:] if number)


def parse(value: object) -> When:
    """Text such as `2025-09-04`, `2025-07`, `2025` or `2025-07/2025-09`; ValueError otherwise."""
    if isinstance(value, When):
        return value
    ends = [parse_part(text) for text in str(value).split("/")]
    if len(ends) > 2 or ends[0] > ends[-1]:
        raise ValueError(f"“{value}” is not a date range")
    return When(ends[0], ends[-1])


def parse_part(text: str) -> tuple[int, int, int]:
    """One end of a date; the day must exist in its month."""
    found = PART.fullmatch(text)
    if not found:
        raise ValueError(f"“{text}” is not a date such as 2025-09-04 or 2025-07")
    year, month, day = found.groups()
    date(int(year), int(month or 1), int(day or 1))
    return int(year), int(month or 0), int(day or 0)
