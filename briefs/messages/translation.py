"""A message in another language than English, by the gettext catalogue of that language.

A catalogue is read here, for Babel would take five times as long to read it. Babel's tools make and
check it: `make messages`.
"""

import re
from ast import literal_eval
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path

from briefs.messages.message import Message, str_value

ENGLISH = "en"
LANGUAGES = (ENGLISH, "ar")  # those of messages, each but English with its catalogue
PLURAL_FORMS = re.compile(r"^Plural-Forms:.*\bplural=(.*?);?$", re.MULTILINE)
RIGHT_TO_LEFT = "X-Direction: rtl\n"  # in the header of a catalogue

Insert = Callable[[str], str]


@dataclass(frozen=True)
class Catalogue:
    """The translations of each template: one, or one for each plural form that `form` chooses."""

    translations: Mapping[str, tuple[str, ...]]
    form: Callable[[int], int]
    right_to_left: bool


def translate(message: str, language: str, insert: Insert = str, frame: Insert = str) -> str:
    """Return a message in a language, or as it is where the catalogue does not have it.

    `insert` is called with each value that is inserted as it is, `frame` with the translated
    template before its values are filled in.
    """
    if isinstance(message, Message) and message.parts:
        parts = message.parts
        return "".join(
            translate(part, language, insert, frame) if isinstance(part, Message) else part
            for part in parts
        )
    if isinstance(message, Message) and message.texts:
        return insert(message.texts[language])
    # A plain string is a value, even where a template has the same words.
    if language == ENGLISH or not isinstance(message, Message):
        return insert(str(message))
    catalogue = catalogue_of(language)
    forms = catalogue.translations.get(message.template)
    if not forms:
        return insert(str(message))
    count = message.values.get("count")
    translated = forms[catalogue.form(count)] if isinstance(count, int) and forms[1:] else forms[0]
    values = {
        name: value
        if isinstance(value, int | float)
        else translate(str_value(value), language, insert, frame)
        for name, value in message.values.items()
    }
    return frame(translated).format(**values)


@cache
def catalogue_of(language: str) -> Catalogue:
    """Return the catalogue of a language."""
    text = Path(__file__).with_name(f"{language}.po").read_text(encoding="utf-8")
    translations: dict[str, tuple[str, ...]] = {}
    for entry in map(read_entry, text.split("\n\n")):
        if forms := tuple(text for key, text in entry.items() if key.startswith("msgstr")):
            translations[entry["msgid"]] = forms if all(forms) else ()
    header = translations.pop("", ("",))[0]
    found = PLURAL_FORMS.search(header)
    form = c2py(found[1] if found else "n != 1")
    return Catalogue(translations, form, RIGHT_TO_LEFT in header)


def is_right_to_left(language: str) -> bool:
    """Return whether a language of messages is written from right to left."""
    return language != ENGLISH and catalogue_of(language).right_to_left


def read_entry(block: str) -> dict[str, str]:
    """Return an entry of a catalogue: its keywords with their texts, `msgstr[0]` and so on."""
    entry: dict[str, str] = {}
    keyword = ""
    for line in block.splitlines():
        if not line or line.startswith("#"):
            continue
        word, _, text = ("", "", line) if line.startswith('"') else line.partition(" ")
        keyword = word or keyword
        entry[keyword] = entry.get(keyword, "") + str(literal_eval(text))
    return entry
