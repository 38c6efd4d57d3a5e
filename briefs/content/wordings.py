"""The code and the templates of message and hint for each type of error of pydantic."""

from collections.abc import Mapping

from briefs.messages import Template

Wording = tuple[str, Template, Template]  # code, message, hint

WHOLE = Template("“{key}” must be a whole number")
IN_DIGITS = Template("write it in the digits 0–9, such as 45")
NUMBER = Template("“{key}” must be a number")
DECIMAL = Template("write it in the digits 0–9, such as 61.5")
TRUE = Template("“{key}” must be true or false")
BARE = Template("write true or false, without quotation marks")
TEXT = Template("“{key}” must be a text")
QUOTED = Template("put it in quotation marks")
LIST = Template("“{key}” must be a list")
NOTHING = Template()
# What a value must be, and a hint.
EXPECTED_TYPES: Mapping[str, tuple[Template, Template]] = {
    "int_type": (WHOLE, IN_DIGITS),
    "float_type": (NUMBER, DECIMAL),
    "bool_type": (TRUE, BARE),
    "string_type": (TEXT, QUOTED),
    "is_instance_of": (TEXT, QUOTED),
    "dict_type": (Template("“{key}” must be a mapping"), Template("write {{en: …, ar: …}}")),
    "model_type": (
        Template("“{key}” must be a mapping of keys"),
        Template("write its keys below it, each in a line, two spaces deeper"),
    ),
    "tuple_type": (LIST, Template("write [45] or [45, 46]")),
    "frozen_set_type": (LIST, Template("write [crop] or [crop, cross]")),
}
# pydantic's type of error → our wording; the message is filled from the error and its context.
WORDINGS: Mapping[str, Wording] = {
    "extra_forbidden": ("key-unknown", Template("unknown key “{key}”"), NOTHING),
    "missing": (
        "key-missing",
        Template("the key “{missing}” is missing"),
        Template("add {missing}: beside the others"),
    ),
    "literal_error": ("value-unknown", Template("“{input}” is not a {key}"), NOTHING),
    "value_error": ("invalid", Template("the value is refused: {error}"), NOTHING),
    "string_pattern_mismatch": (
        "id-malformed",
        Template("“{input}” is not a valid id"),
        Template("ids are lower-case words joined by hyphens, references article/statement"),
    ),
    "greater_than_equal": (
        "out-of-range",
        Template("{key} is {input}; at least {ge:g} is needed"),
        Template("is a digit missing?"),
    ),
    "greater_than": (
        "out-of-range",
        Template("{key} is {input}; more than {gt:g} is needed"),
        Template("raise it"),
    ),
    "less_than_equal": (
        "out-of-range",
        Template("{key} is {input}; {le:g} is the most"),
        Template("is a digit, or the decimal point, wrong?"),
    ),
    "less_than": (
        "out-of-range",
        Template("{key} is {input}; less than {lt:g} is needed"),
        Template("lower it"),
    ),
    "too_short": (
        "list-too-short",
        Template("“{key}” has too few entries; {min_length} or more are needed"),
        Template("add an entry, or delete the key if it is not needed"),
    ),
    "too_long": (
        "out-of-range",
        Template("“{key}” has {actual_length} entries; {max_length} are the most"),
        Template("delete those that are not needed"),
    ),
    **{name: ("type-wrong", *wording) for name, wording in EXPECTED_TYPES.items()},
}
UNEXPECTED: Wording = ("invalid", Template("the value is refused: {msg}"), NOTHING)
EMPTY: Wording = (
    "value-missing",
    Template("“{key}” has no value"),
    Template(
        "make the list or mapping below it two spaces deeper, or write the value after the colon"
    ),
)
CUT_TEXT: Wording = (
    "value-missing",
    Template("“{key}” stands after a comma, which ends a text inside {{ }}"),
    Template("put the whole text, comma included, in double quotation marks"),
)
EMPTY_TEXT: Wording = (
    "translation-missing",
    Template("the “{key}” text is empty"),
    Template("write it after “{key}: ”"),
)
WITHOUT_PARAGRAPH: Wording = (
    "statement-without-paragraph",
    Template("the statement cites no paragraph"),
    Template("name the paragraphs that bear it out, such as at: [45]"),
)
