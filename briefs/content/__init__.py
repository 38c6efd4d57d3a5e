"""Reads the content folder: YAML with the line and column of every value, validated and frozen.

`load` reads every file into a `Library`, in which each statement has one reference. A file with
problems is left out and its problems are kept. `splice_text` replaces one text of a YAML file and
leaves every other byte as it was.

    yaml_file      YAML text to plain values with their places
    fields         the types of fields: ids, stances, dates
    dates          days, months, years and ranges (EDTF)
    model          articles, people, topics, contradictions and glossary
    brief          briefs, their judgements and gaps
    validation     pydantic's errors as problems in plain words
    library        the content folder as a `Library`
    yaml_edit      replaces one text of a YAML file
    inline_markup  bold and line breaks inside a text
    locales        the countries, languages and scripts that CLDR knows
"""

from briefs.content.brief import Brief, Judgement, Supported, evidence_of
from briefs.content.dates import When
from briefs.content.fields import Basis, Dated, Model
from briefs.content.inline_markup import as_printed, letters_of, with_marks, without_marks
from briefs.content.library import Item, Library, StatementRef, load, statements_of, texts_in
from briefs.content.locales import is_country, is_language, script_of, scripts_of
from briefs.content.model import (
    Article,
    Caution,
    Contradictions,
    CountryWords,
    Event,
    ExpertView,
    Figure,
    Glossary,
    Organisation,
    People,
    Person,
    Poll,
    Position,
    Project,
    Result,
    Side,
    Topics,
)
from briefs.content.yaml_edit import replace_words, splice_text, splice_texts
from briefs.content.yaml_file import (
    KeyPath,
    LocalizedText,
    LocatedStr,
    YamlFile,
    leaves,
    parse_yaml,
)

__all__ = [
    "Article",
    "Basis",
    "Brief",
    "Caution",
    "Contradictions",
    "CountryWords",
    "Dated",
    "Event",
    "ExpertView",
    "Figure",
    "Glossary",
    "Item",
    "Judgement",
    "KeyPath",
    "Library",
    "LocalizedText",
    "LocatedStr",
    "Model",
    "Organisation",
    "People",
    "Person",
    "Poll",
    "Position",
    "Project",
    "Result",
    "Side",
    "StatementRef",
    "Supported",
    "Topics",
    "When",
    "YamlFile",
    "as_printed",
    "evidence_of",
    "is_country",
    "is_language",
    "leaves",
    "letters_of",
    "load",
    "parse_yaml",
    "replace_words",
    "script_of",
    "scripts_of",
    "splice_text",
    "splice_texts",
    "statements_of",
    "texts_in",
    "with_marks",
    "without_marks",
]
