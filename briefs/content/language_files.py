"""What is known of each language: house style, affixes of names, words that checks look for.

The data of a language is `languages/CODE.yaml`. A language may have none, or only some keys.
"""

import re
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import Field, StrictBool

from briefs.content.fields import Model, Number

NEVER = "(?!)"
Code = Literal["character-refused", "tatweel"]


class ForeignQuotes(Model):
    """Quotation marks of another language: a pattern whose group gets the language's own."""

    find: str
    """The pattern of a quotation in them; its group gets the quotation marks of the language."""
    message: str
    """What `check` says of it."""


class Refused(Model):
    """A character that the language does not write, and what it writes instead."""

    find: str
    """The pattern of what is not written."""
    write: str
    """What stands in its place."""
    message: str
    """What `check` says of it."""
    code: Code = "character-refused"
    """The code of the problem."""


class Space(Model):
    """The no-break space before or after some marks."""

    space: str
    """The no-break space."""
    before: str = ""
    """The marks before which it stands."""
    after: str = ""
    """The marks after which it stands."""


class Affixes(Model):
    """Patterns of what the language attaches to a name."""

    before: str = ""
    """The pattern of what stands before a name."""
    after: str = ""
    """The pattern of what stands after a name."""


class LanguageData(Model):
    """What the checks know of a language; every key may be left out."""

    quotes: tuple[str, str, str] | None = None
    """Pairs of quotation marks: double, single, and inside others."""
    foreign_quotes: ForeignQuotes | None = None
    """Quotation marks of another language that texts may have by mistake."""
    marks: dict[str, str] = Field(default_factory=dict)
    """Marks that are not written, and the mark to write in place of each."""
    spaces: tuple[Space, ...] = ()
    """No-break spaces before or after marks."""
    refused: tuple[Refused, ...] = ()
    """Characters that are not written."""
    spelling: tuple[tuple[str, str], ...] = ()
    """Pairs of a wrong spelling and the right one."""
    latin_words: StrictBool = True
    """Whether texts may have words in Latin letters."""
    articles: tuple[str, ...] = ()
    """The articles of the language, each with its space."""
    affixes: Affixes | None = None
    """What the language attaches to a name."""
    more_words: Number = 1
    """How many more words than English a text may have, as a factor."""
    paragraphs: str = NEVER
    """The pattern of the word before the numbers of paragraphs."""
    number_joiners: tuple[str, ...] = ()
    """Words that join numbers, such as `and`."""
    condition: str = ""
    """The pattern of words for a condition."""
    no_position: str = ""
    """The pattern of words for having no position."""
    estimate_before: str = ""
    """The pattern of words before an estimate."""
    estimate_within: str = ""
    """The pattern of words for an estimate anywhere in a sentence."""
    pronoun: str = ""
    """The pattern of a pronoun with which no short form begins."""
    confidence: str = ""
    """The pattern of words for confidence."""
    likelihood: str = ""
    """The pattern of words for likelihood."""

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
