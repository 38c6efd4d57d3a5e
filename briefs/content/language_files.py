"""What is known of each language: house style, affixes of names, words that checks look for.

The data of a language is `languages/CODE.yaml`. A language may have none, or only some keys.
"""

import re
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import Field

from briefs.content.fields import Model

NEVER = "(?!)"
Code = Literal["character-refused", "tatweel"]


class ForeignQuotes(Model):
    """Quotation marks of another language: a pattern whose group gets the language's own."""

    find: str
    message: str


class Refused(Model):
    """A character that the language does not write, and what it writes instead."""

    find: str
    write: str
    message: str
    code: Code = "character-refused"


class Space(Model):
    """The no-break space before or after some marks."""

    space: str
    before: str = ""
    after: str = ""


class Affixes(Model):
    """Patterns of what the language attaches to a name."""

    before: str = ""
    after: str = ""


class LanguageData(Model):
    """The data of a language; docs/languages.md explains the keys."""

    quotes: tuple[str, str, str] | None = None
    foreign_quotes: ForeignQuotes | None = None
    marks: dict[str, str] = Field(default_factory=dict)
    spaces: tuple[Space, ...] = ()
    refused: tuple[Refused, ...] = ()
    spelling: tuple[tuple[str, str], ...] = ()
    latin_words: bool = True
    articles: tuple[str, ...] = ()
    affixes: Affixes | None = None
    more_words: float = 1
    paragraphs: str = NEVER
    number_joiners: tuple[str, ...] = ()
    condition: str = ""
    no_position: str = ""
    estimate_before: str = ""
    estimate_within: str = ""
    pronoun: str = ""
    confidence: str = ""
    likelihood: str = ""

    @cached_property
    def native_spaces(self) -> str:
        """The marks before which the language has a space."""
        return "".join(space.before for space in self.spaces)


@lru_cache
def language_data(language: str) -> LanguageData:
    """Return the data of a language; empty where it has none."""
    file = files("briefs.content") / "languages" / f"{language}.yaml"
    if not file.is_file():
        return LanguageData()
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return LanguageData.model_validate(data)


@lru_cache
def languages_with_data() -> tuple[str, ...]:
    """Return the codes of all languages that have data."""
    names = (file.name for file in (files("briefs.content") / "languages").iterdir())
    return tuple(name.removesuffix(".yaml") for name in sorted(names) if name.endswith(".yaml"))


@lru_cache
def word_pattern(language: str, key: str) -> re.Pattern[str] | None:
    """Return the pattern of the words that a check looks for; None where a language has none."""
    written = getattr(language_data(language), key)
    return re.compile(written) if written else None
