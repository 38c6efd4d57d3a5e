"""The names of a design that content may refer to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CheckContext:
    """The codes of languages, editions and templates that exist in a design."""

    languages: tuple[str, ...]
    editions: tuple[str, ...]
    templates: tuple[str, ...]
