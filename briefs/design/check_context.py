"""What content is checked against."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CheckContext:
    """What content is checked against: the languages, editions and templates that exist."""

    languages: tuple[str, ...]
    editions: tuple[str, ...]
    templates: tuple[str, ...]
