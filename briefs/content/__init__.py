"""Reads the content folder: YAML with the line and column of every value, validated and frozen.

`load` reads every file into a `Library`, in which each statement has one reference. What is
not valid is left out, with a problem. `splice_text` replaces one text of a YAML file and
leaves every other byte as it was.

    yaml_file      a parsed file: plain values with their places
    yaml_reader    YAML text to a parsed file
    yaml_cut       the text of a file without its faulty parts
    yaml_syntax    faults of YAML in plain words, each by a rule
    yaml_flow      the rules for quotation marks and brackets
    syntax_fault   an error of PyYAML with the text around it
    fields         the types of fields: ids, stances, dates
    dates          days, months, years and ranges (EDTF)
    model          articles and their statements
    shared_files   people, topics, contradictions and glossary
    brief          briefs, their judgements and gaps
    project        the project file `briefs.yaml`
    validation     pydantic's errors as problems in plain words
    partial_file   the part of a file that is valid, so that one fault does not hide another
    date_hints     what somebody who wrote a date in another form may mean
    loader         the files of a folder, what is valid of each, and their problems
    library        the content folder as a `Library`
    yaml_edit      replaces one text of a YAML file
    yaml_change    sets, adds and deletes other values of a YAML file
    language_files what is known of each language, from languages/CODE.yaml
    spellings      finds names in texts, however they are spelled
    inline_markup  bold and line breaks inside a text
    locales        the countries, languages and scripts that CLDR knows, other names of countries
"""

from briefs.content.brief import Brief, Judgement, Supported, evidence_of
from briefs.content.dates import When
from briefs.content.fields import (
    Basis,
    Dated,
    Id,
    LeftOutReason,
    Model,
    Number,
    ThemeLanguage,
    refusal,
)
from briefs.content.inline_markup import (
    as_printed,
    bold_parts,
    letters_of,
    stars_without_reading,
    with_marks,
    without_marks,
)
from briefs.content.language_files import (
    LanguageData,
    Refused,
    language_data,
    languages_with_data,
    word_pattern,
)
from briefs.content.library import (
    VALID_ID,
    Item,
    Library,
    StatementRef,
    load,
    statements_of,
    texts_in,
)
from briefs.content.loader import Memory, read_text, read_yaml
from briefs.content.locales import (
    FOLDING,
    country_hint,
    country_names,
    is_country,
    is_language,
    script_of,
    scripts_of,
)
from briefs.content.model import Article, Caution, Event, ExpertView, Figure, Poll, Position, Result
from briefs.content.partial_file import valid_part
from briefs.content.project import Project
from briefs.content.shared_files import (
    Contradiction,
    Contradictions,
    CountryWords,
    Glossary,
    Organisation,
    People,
    Person,
    Side,
    Topics,
)
from briefs.content.spellings import (
    affixes_of,
    any_of,
    bare,
    fold,
    in_brackets,
    kept_by_folding,
    pattern_of,
    words_of,
)
from briefs.content.validation import value_at
from briefs.content.yaml_change import DELETED, Change, change_values
from briefs.content.yaml_edit import replace_words, splice_text, splice_texts
from briefs.content.yaml_file import (
    NAMES,
    TO_DO,
    KeyPath,
    LocalizedText,
    LocatedStr,
    PartialText,
    YamlFile,
    leaves,
)
from briefs.content.yaml_reader import FORBIDDEN, parse_yaml

__all__ = [
    "DELETED",
    "FOLDING",
    "FORBIDDEN",
    "NAMES",
    "TO_DO",
    "VALID_ID",
    "Article",
    "Basis",
    "Brief",
    "Caution",
    "Change",
    "Contradiction",
    "Contradictions",
    "CountryWords",
    "Dated",
    "Event",
    "ExpertView",
    "Figure",
    "Glossary",
    "Id",
    "Item",
    "Judgement",
    "KeyPath",
    "LanguageData",
    "LeftOutReason",
    "Library",
    "LocalizedText",
    "LocatedStr",
    "Memory",
    "Model",
    "Number",
    "Organisation",
    "PartialText",
    "People",
    "Person",
    "Poll",
    "Position",
    "Project",
    "Refused",
    "Result",
    "Side",
    "StatementRef",
    "Supported",
    "ThemeLanguage",
    "Topics",
    "When",
    "YamlFile",
    "affixes_of",
    "any_of",
    "as_printed",
    "bare",
    "bold_parts",
    "change_values",
    "country_hint",
    "country_names",
    "evidence_of",
    "fold",
    "in_brackets",
    "is_country",
    "is_language",
    "kept_by_folding",
    "language_data",
    "languages_with_data",
    "leaves",
    "letters_of",
    "load",
    "parse_yaml",
    "pattern_of",
    "read_text",
    "read_yaml",
    "refusal",
    "replace_words",
    "script_of",
    "scripts_of",
    "splice_text",
    "splice_texts",
    "stars_without_reading",
    "statements_of",
    "texts_in",
    "valid_part",
    "value_at",
    "with_marks",
    "without_marks",
    "word_pattern",
    "words_of",
]
