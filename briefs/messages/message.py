"""Sentences to a user as values: English text that knows the template it was made of."""

from collections.abc import Mapping, Sequence
from typing import Any

from briefs.limits import LONGEST_VALUE


class Message(str):
    """A sentence to a user, with the English `template` and the `values` that it is made of.

    A translation replaces the template, and may order the values in another way. Where the
    sentence counts, `plural` is the template for many, and the value `count` is the number.
    A message that was put together has `parts` instead, and one whose translations do not come
    from a catalogue has `texts` by language. One that is the same in every language has none.
    """

    template: str = ""
    plural: str = ""
    values: Mapping[str, object] = {}
    parts: tuple[str, ...] = ()
    texts: Mapping[str, str] = {}


class Template(str):
    """A template that is filled later, such as one in a table."""

    def fill(self, **values: object) -> Message:
        """Return the template with its placeholders filled; a long value is cut short."""
        return made(str(self), "", values)

    def unfilled(self) -> Message:
        """Return the template as a message that is filled by somebody else, who knows how."""
        message = Message(self)
        message.template = str(self)
        return message


def fill(template: str, /, **values: object) -> Message:
    """Return a template with its placeholders filled; a long value is cut short."""
    return made(template, "", values)


def counted(one: str, many: str, /, *, count: int, **values: object) -> Message:
    """Return the template for one or the template for many, filled with the count and values."""
    return made(one, many, {"count": count, **values})


def made(template: str, plural: str, values: Mapping[str, object]) -> Message:
    """Return a template as a message with its values; `plural` is for a count other than 1."""
    english = plural if plural and values["count"] != 1 else template
    message = Message(english.format(**{name: clipped(value) for name, value in values.items()}))
    message.template, message.plural, message.values = template, plural, values
    return message


def clipped(value: object) -> object:
    """Return a value as a message has it: a long text cut short, but never another message."""
    if isinstance(value, int | float | Message):
        return value
    text = str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def str_value(value: object) -> str:
    """Return a value that is no number as a message has it."""
    return value if isinstance(value, Message) else str(clipped(value))


def verbatim(text: str) -> Message:
    """Return words that are of no language or not ours, as a message that is not translated."""
    return Message(text)


def concat(*parts: str) -> Message:
    """Return messages in a row as one; a part that is a plain string is layout between them."""
    message = Message("".join(parts))
    message.parts = parts
    return message


def localized(texts: Mapping[str, str]) -> Message:
    """Return a text that is there in each language of messages, such as the name of a country."""
    message = Message(texts["en"])
    message.texts = texts
    return message


def joined(separator: Message, messages: Sequence[Message]) -> Message:
    """Return messages as one, with a separator between them."""
    parts = [part for message in messages for part in (separator, message)]
    return concat(*parts[1:])


# Why a file cannot be opened, in the words of the system.
REASONS = (
    fill("No such file or directory"),
    fill("Permission denied"),
    fill("Is a directory"),
    fill("Not a directory"),
    fill("File name too long"),
    fill("Too many levels of symbolic links"),
    fill("Input/output error"),
    fill("No space left on device"),
    fill("Disk quota exceeded"),
    fill("File too large"),
    fill("File exists"),
    fill("Read-only file system"),
    fill("Operation not permitted"),
    fill("Too many open files"),
)


def reason_of(error: OSError) -> Message:
    """Return why the system refuses something."""
    reason = error.strerror or type(error).__name__
    return next((known for known in REASONS if known == reason), verbatim(reason))


def to_json(message: str) -> Any:
    """Return a message as JSON: its English text and, where it has any, its template or parts."""
    if not isinstance(message, Message) or not (message.template or message.parts):
        return str(message)
    if message.parts:
        return {"text": str(message), "parts": [to_json(part) for part in message.parts]}
    values = {
        name: value if isinstance(value, int | float) else to_json(str_value(value))
        for name, value in message.values.items()
    }
    return {
        "text": str(message),
        "template": message.template,
        "plural": message.plural,
        "values": values,
    }


def from_json(data: Any) -> Message:
    """Return a message from what `to_json` made of it, or from a text alone.

    ValueError, TypeError or LookupError for anything else. The template is not filled again.
    """
    if isinstance(data, str):
        return Message(data)
    message = Message(data["text"])
    if "parts" in data:
        message.parts = tuple(from_json(part) for part in data["parts"])
        return message
    message.template, message.plural = str(data["template"]), str(data["plural"])
    message.values = {
        str(name): value if isinstance(value, str | int | float) else from_json(value)
        for name, value in data["values"].items()
    }
    return message
