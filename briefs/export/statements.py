"""The statements of a project in words of one language, for lists that a person reads or sorts."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from briefs.content import (
    TO_DO,
    Event,
    ExpertView,
    Library,
    LocalizedText,
    Poll,
    Position,
    Result,
    StatementRef,
    is_country,
    without_marks,
)
from briefs.design import Language
from briefs.export.json_ld import result_sentence


@dataclass(frozen=True)
class StatementWords:
    """A statement in words of one language; a field is empty where the statement has none."""

    statement: StatementRef
    kind: str
    text: str
    source: str
    holder: str = ""
    topic: str = ""
    stance: str = ""
    speaker: str = ""
    nature: str = ""
    via: str = ""


def statements_in_words(library: Library, language: Language) -> Iterator[StatementWords]:
    """Yield all statements by date, the earliest first.

    A statement is left out whose text is not written in the language, or that names what there is
    not: the checks report it.
    """
    for statement in sorted(library.statements.values(), key=lambda one: one.chronology):
        with suppress(KeyError):
            in_words = statement_words(library, statement, language)
            if in_words.text:
                yield in_words


def statement_words(
    library: Library, statement: StatementRef, language: Language
) -> StatementWords:
    """Return a statement in words of a language; KeyError for a name of nothing."""
    item = statement.item
    values: dict[str, str] = {}
    if isinstance(item, Position | ExpertView):
        person = item.person if isinstance(item, ExpertView) else item.speaker
        values["holder"] = name_of(
            library, person if isinstance(item, ExpertView) else item.holder, language
        )
        values["speaker"] = name_of(library, person, language)
        values["topic"] = words(library.topics[item.topic].name, language)
        values["nature"] = one_of("nature", item.nature, language)
        names = [name_of(library, name, language) for name in item.via]
        values["via"] = language.translate("list-separator").join(names)
    if isinstance(item, Position):
        values["stance"] = one_of("stance", item.stance, language)
    elif isinstance(item, Event):
        values["holder"] = name_of(library, item.holder, language)
    elif isinstance(item, Result):
        values["holder"] = group_of(item, language)
    kind = one_of("kind", statement.kind, language)
    source = words(statement.article.short, language)
    return StatementWords(statement, kind, text_of(statement, language), source, **values)


def text_of(statement: StatementRef, language: Language) -> str:
    """Return what a statement says; of a poll its question, of a result a sentence."""
    item = statement.item
    if isinstance(item, Result):
        poll = statement.article.polls[int(statement.path[1])]
        if not words(poll.question, language):
            return ""
        sentence = result_sentence(language, item, poll, group_of(item, language))
        return language.plain(language.with_months(sentence))
    return words(item.question if isinstance(item, Poll) else item.text, language)


def group_of(result: Result, language: Language) -> str:
    """Return the name of the group that a result of a poll is about."""
    group = result.group
    return words(group, language) if isinstance(group, LocalizedText) else language.country(group)


def name_of(library: Library, name: str | None, language: Language) -> str:
    """Return the name of a country, person or organisation; empty for none."""
    if not name:
        return ""
    if is_country(name):
        return language.country(name)
    return words((library.people.get(name) or library.organisations[name]).name, language)


def words(texts: LocalizedText, language: Language) -> str:
    """Return a text as documents print it, in one line and without bold marks.

    It is empty where it is still to be written in the language.
    """
    text = texts.get(language.code, TO_DO)
    if text.strip() == TO_DO:
        return ""
    return language.plain(" ".join(without_marks(language.with_months(text)).split()))


def one_of(group: str, name: str, language: Language) -> str:
    """Return a string of a group of strings, such as the word for a stance."""
    strings = language.strings[group]
    return strings[name] if not isinstance(strings, str) else strings
